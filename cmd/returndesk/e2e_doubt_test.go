package main

import (
	"fmt"
	"strings"
	"testing"

	"returndesk/desk"
)

// inDoubt approves the draft to Jo at a running service and waits until the server has
// the mail. It gives the draft.
func (s *liveShop) inDoubt(t *testing.T, server *counter) desk.Draft {
	t.Helper()
	s.deliver(t, cancelLetter())
	row := s.drafted(t, joAddress)
	draft := s.show(t, row.Case).Drafts[0]
	s.must(t, "approve", row.Case, "--yes")
	eventually(t, "the server has the mail", func() error {
		if n := len(server.taken()[draft.MessageID]); n != 1 {
			return fmt.Errorf("%d times", n)
		}
		return nil
	})
	return draft
}

// settled waits until the draft is in a state.
func (s *liveShop) settled(t *testing.T, draft string, want desk.DraftState) {
	t.Helper()
	eventually(t, "draft "+draft+" is "+string(want), func() error {
		if v := s.show(t, draft); v.Drafts[0].State != want {
			return fmt.Errorf("it is %s: %s", v.Drafts[0].State, v.Drafts[0].ServerText)
		}
		return nil
	})
}

// TestKilledInsideDATA kills the service between the last line of a mail and the server's
// answer. Whether it was sent is not known: it is said, never tried again by itself, and
// a person settles it.
func TestKilledInsideDATA(t *testing.T) {
	t.Parallel()
	answer := make(chan struct{})
	server := startCounter(t, func() { <-answer })
	s := startShop(t, shopOptions{SMTP: server.address()})
	first := s.start(t)
	draft := s.inDoubt(t, server)
	first.kill()
	close(answer)
	second := s.start(t)
	s.settled(t, draft.ID, desk.DraftUncertain)
	if page := s.must(t, "queue"); !strings.Contains(page, "sent?") {
		t.Errorf("the queue does not tell of the doubt:\n%s", page)
	}
	if code := second.stop(t); code != exitDone {
		t.Errorf("the service ended with %d", code)
	}
	for range 2 {
		s.must(t, "run", "--once")
	}
	if n := len(server.taken()[draft.MessageID]); n != 1 {
		t.Errorf("the server got the mail %d times", n)
	}
	s.must(t, "resolve", draft.Case, "mark_sent", "--because", "the customer answered it")
	s.must(t, "run", "--once")
	if v := s.show(t, draft.ID); v.Drafts[0].State != desk.DraftSent || v.Drafts[0].SentCopy != "done" {
		t.Errorf("after a person settled it: %s, copy %q", v.Drafts[0].State, v.Drafts[0].SentCopy)
	}
	if n := len(server.taken()[draft.MessageID]); n != 1 {
		t.Errorf("marking it as sent sent it: %d times", n)
	}
}

// TestServerHangsUp loses the connection instead of the server's answer: the same doubt
// without a death. Only a person sends it again, and the same bytes.
func TestServerHangsUp(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address()})
	server.answerWithDoubt(func([]byte) {})
	s.start(t)
	draft := s.inDoubt(t, server)
	s.settled(t, draft.ID, desk.DraftUncertain)
	server.answerWithDoubt(nil)
	s.must(t, "resolve", draft.Case, "resend", "--because", "the customer did not get it")
	s.settled(t, draft.ID, desk.DraftSent)
	got := server.taken()[draft.MessageID]
	if len(got) != 2 || string(got[0]) != string(got[1]) {
		t.Errorf("the mail went out %d times, or with other bytes", len(got))
	}
}

// TestProviderFiledCopy settles the doubt by the copy that a provider files by itself.
func TestProviderFiledCopy(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address()})
	filed := make(chan error, 1)
	server.answerWithDoubt(func(raw []byte) { filed <- s.dovecot.Deliver("Sent", raw) })
	s.start(t)
	draft := s.inDoubt(t, server)
	if err := <-filed; err != nil {
		t.Fatal(err)
	}
	s.settled(t, draft.ID, desk.DraftSent)
	eventually(t, "the copy is known", func() error {
		if v := s.show(t, draft.ID); v.Drafts[0].SentCopy != "done" {
			return fmt.Errorf("copy %q", v.Drafts[0].SentCopy)
		}
		return nil
	})
	if n := len(s.mails(t, s.dovecot.User, "Sent")); n != 1 {
		t.Errorf("%d copies in Sent", n)
	}
}
