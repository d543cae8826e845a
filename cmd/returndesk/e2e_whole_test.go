package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"returndesk/desk"
)

// TestWholeWay goes the whole way of a mail on real servers: delivered, watched, listed,
// shown, approved over the socket, sent, received by the customer, filed in Sent.
func TestWholeWay(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{})
	service := s.start(t)
	s.deliver(t, letter{
		From: joAddress, Name: "Jo Keller", Subject: "Cancel my order HW-10501", ID: "first@mailbox.test",
		Text: "Hi,\n\nplease cancel order HW-10501, I placed it today.\n\nJo",
	})
	eventually(t, "the mail has a draft", func() error {
		if rows := s.queue(t); len(rows) != 1 || rows[0].Draft == "" {
			return fmt.Errorf("the queue is %+v", rows)
		}
		return service.alive(t)
	})
	row := s.queue(t)[0]
	if row.Class != desk.ClassCancellation || row.Outcome != desk.OutcomeStopProductionCheck || row.Order != "HW-10501" || row.State != desk.DraftProposed {
		t.Errorf("decided as %+v", row)
	}
	page := s.must(t, "show", row.Case)
	for _, want := range []string{"please cancel order HW-10501", "Jo Keller", row.Draft} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	draft := s.show(t, row.Case).Drafts[0]
	s.must(t, "approve", row.Case, "--yes")
	if r := s.cli(t, "approve", row.Draft, "--yes"); r.code != exitFailed || !strings.Contains(r.err, "cannot be approved") {
		t.Errorf("a second approval: code %d, %s%s", r.code, r.out, r.err)
	}
	eventually(t, "the reply is in the customer's mailbox", func() error {
		if n := len(s.mails(t, joAddress, "INBOX")); n != 1 {
			return fmt.Errorf("%d mails", n)
		}
		return service.alive(t)
	})
	checkReply(t, s.mails(t, joAddress, "INBOX")[0], draft, "first@mailbox.test")
	eventually(t, "the copy is in Sent", func() error {
		if n := len(s.mails(t, s.dovecot.User, "Sent")); n != 1 {
			return fmt.Errorf("%d mails", n)
		}
		return nil
	})
	checkReply(t, s.mails(t, s.dovecot.User, "Sent")[0], draft, "first@mailbox.test")
	eventually(t, "the case stays with whoever asks the workshop", func() error {
		v := s.show(t, row.Case)
		if v.Drafts[0].State != desk.DraftSent || v.Drafts[0].SentCopy != "done" || v.Case.State != desk.CaseOpen {
			return fmt.Errorf("draft %s, copy %q, case %s", v.Drafts[0].State, v.Drafts[0].SentCopy, v.Case.State)
		}
		return nil
	})
	s.checkUnseen(t, s.dovecot.User)
	if code := service.stop(t); code != exitDone {
		t.Errorf("the service ended with code %d", code)
	}
}

// TestAgentsAtOnce lets several agents approve the same draft in the same moment: one of
// them does, and one mail leaves.
func TestAgentsAtOnce(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address()})
	s.start(t)
	s.deliver(t, cancelLetter())
	row := s.drafted(t, joAddress)
	results := make([]ran, 6)
	var agents sync.WaitGroup
	for i := range results {
		agents.Go(func() { results[i] = s.cli(t, "approve", row.Draft, "--yes") })
	}
	agents.Wait()
	done := 0
	for _, r := range results {
		switch {
		case r.code == exitDone:
			done++
		case r.code != exitFailed || !strings.Contains(r.err, row.Draft):
			t.Errorf("an agent who came too late got code %d, %s%s", r.code, r.out, r.err)
		}
	}
	if done != 1 {
		t.Errorf("%d agents approved the draft", done)
	}
	s.settled(t, row.Draft, desk.DraftSent)
	for id, got := range server.taken() {
		if len(got) != 1 {
			t.Errorf("%s was sent %d times", id, len(got))
		}
	}
	if n := len(server.taken()); n != 1 {
		t.Errorf("%d mails were sent", n)
	}
}

// checkReply compares a mail as it arrived with the draft that was approved.
func checkReply(t *testing.T, raw []byte, d desk.Draft, answered string) {
	t.Helper()
	for name, want := range map[string]string{
		"Message-Id": "<" + d.MessageID + ">", "In-Reply-To": "<" + answered + ">", "Subject": d.Subject,
	} {
		if got := header(t, raw, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if refs := header(t, raw, "References"); !strings.HasSuffix(refs, "<"+answered+">") {
		t.Errorf("References is %q", refs)
	}
	if auto := header(t, raw, "Auto-Submitted"); auto != "" && auto != "no" {
		t.Errorf("a mail that a person approved says Auto-Submitted: %s", auto)
	}
	if to := header(t, raw, "To"); !strings.Contains(to, d.To[0].Address) {
		t.Errorf("To is %q", to)
	}
}
