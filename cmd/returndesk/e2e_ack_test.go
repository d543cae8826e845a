package main

import (
	"bytes"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// askLetter is a question with the envelope's sender as a delivering server writes it.
func askLetter(id string) letter {
	l := cancelLetter()
	l.ID, l.Extra = id, "Return-Path: <"+joAddress+">\r\n"
	return l
}

const ackOn = "acknowledge: {enabled: true}\n"

// acksIn gives the acknowledgements among mails.
func acksIn(t *testing.T, mails [][]byte) []*mail.Message {
	t.Helper()
	var out []*mail.Message
	for _, raw := range mails {
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if m.Header.Get("Auto-Submitted") == "auto-replied" {
			out = append(out, m)
		}
	}
	return out
}

// TestAcknowledged: the service confirms the receipt over the real servers, at once, to
// the envelope's sender and from nobody; its reply waits for a person all the same, and
// leaves as an ordinary mail. A dry run sends nothing.
func TestAcknowledged(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{Extra: ackOn})
	s.deliver(t, askLetter("ask@mailbox.test"))
	s.must(t, "run", "--dry-run")
	if n := len(s.mails(t, joAddress, "INBOX")); n != 0 {
		t.Fatalf("a dry run sent %d mails", n)
	}
	s.start(t)
	var ack *mail.Message
	eventually(t, "the acknowledgement arrives", func() error {
		got := acksIn(t, s.mails(t, joAddress, "INBOX"))
		if len(got) != 1 {
			return fmt.Errorf("%d arrived", len(got))
		}
		ack = got[0]
		return nil
	})
	if h := ack.Header; h.Get("In-Reply-To") != "<ask@mailbox.test>" || !strings.HasSuffix(h.Get("References"), "<ask@mailbox.test>") ||
		!slices.Contains([]string{"<>", "<MAILER-DAEMON>"}, h.Get("Return-Path")) {
		t.Errorf("header %v", h)
	}
	row := s.drafted(t, joAddress)
	if row.State != desk.DraftProposed {
		t.Errorf("the queue shows %s", row.State)
	}
	s.must(t, "approve", row.Case, "--yes")
	eventually(t, "the reply arrives", func() error {
		if n := len(s.mails(t, joAddress, "INBOX")); n != 2 {
			return fmt.Errorf("%d mails", n)
		}
		return nil
	})
	if n := len(acksIn(t, s.mails(t, joAddress, "INBOX"))); n != 1 {
		t.Errorf("%d acknowledgements", n)
	}
	for _, raw := range s.mails(t, s.dovecot.User, "Sent") {
		if bytes.Contains(raw, []byte("Auto-Submitted: auto-replied")) {
			t.Error("the acknowledgement was filed among people's answers")
		}
	}
}

// TestKilledInsideAcknowledgement kills the service between the last line of an
// acknowledgement and the server's answer: it is never sent again, and nobody is asked.
func TestKilledInsideAcknowledgement(t *testing.T) {
	t.Parallel()
	answer := make(chan struct{})
	server := startCounter(t, func() { <-answer })
	s := startShop(t, shopOptions{SMTP: server.address(), Extra: ackOn})
	first := s.start(t)
	s.deliver(t, askLetter("ask@mailbox.test"))
	eventually(t, "the server has the acknowledgement", func() error {
		if n := len(server.taken()); n != 1 {
			return fmt.Errorf("%d mails", n)
		}
		return nil
	})
	first.kill()
	close(answer)
	s.deliver(t, askLetter("again@mailbox.test"))
	for range 3 {
		s.must(t, "run", "--once")
	}
	for id, raws := range server.taken() {
		if len(raws) != 1 {
			t.Errorf("%s was sent %d times", id, len(raws))
		}
	}
	if n := len(server.taken()); n != 1 {
		t.Errorf("%d mails left", n)
	}
	v := s.show(t, s.drafted(t, joAddress).Case)
	acks := slices.DeleteFunc(v.Drafts, func(d desk.Draft) bool { return d.Template != "ack_received" })
	if len(acks) != 1 || acks[0].State != desk.DraftVoid {
		t.Errorf("acknowledgements %+v", acks)
	}
	if i := slices.IndexFunc(s.queue(t), func(r flow.QueueRow) bool { return r.State == desk.DraftUncertain }); i >= 0 {
		t.Error("somebody is asked about it")
	}
}
