package main

import (
	"context"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// noting is a mailbox that takes internal mail.
type noting struct {
	flow.DraftsFolder
	account, id string
	err         error
}

func (n *noting) Note(_ context.Context, account, messageID string, _ []byte, _ time.Time) error {
	n.account, n.id = account, messageID
	return n.err
}

// TestDigestIntoInbox: a shop without SMTP finds the digest in its own inbox.
func TestDigestIntoInbox(t *testing.T) {
	t.Parallel()
	raw := []byte("From: support@shop.example\r\nMessage-ID: <digest.2026-w47.ab@shop.example>\r\n\r\nfigures\r\n")
	for _, c := range []struct {
		err  error
		want replies.Outcome
	}{
		{nil, replies.Delivered},
		{desk.Errf(desk.CodeUncertain, "cut off"), replies.Uncertain},
		{desk.Errf(desk.CodeUnavailable, "no server"), replies.Temporary},
	} {
		box := &noting{err: c.err}
		res, err := inboxMailer{folder: box, account: "support", now: time.Now}.Send(t.Context(), "support@shop.example", []string{"owner@shop.example"}, raw)
		if err != nil || res.Outcome != c.want || box.account != "support" || box.id != "digest.2026-w47.ab@shop.example" {
			t.Errorf("%v: %+v, %v, put as %s into %s", c.err, res, err, box.id, box.account)
		}
	}
	if _, err := (inboxMailer{folder: &noting{}, now: time.Now}).Send(t.Context(), "", nil, []byte("no mail")); err == nil {
		t.Error("what is no mail is taken")
	}
}
