package inbox

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/internal/mailtest"
)

func TestDovecotMissingFolderIsNamed(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	a := dovecotAccount(t, d, TLSPlain)
	a.Inboxes = []string{"Support"}
	err := once(t, a, newSink())
	if desk.CodeOf(err) != desk.CodeNotFound || !strings.Contains(desk.MessageOf(err), `"Support"`) {
		t.Errorf("got %v", err)
	}
}

func TestDovecotDraftsAndSent(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	m, err := NewMailbox(dovecotAccount(t, d, TLSImplicit))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}()
	ctx := t.Context()
	special, err := m.FindSpecial(ctx)
	if err != nil || special != (Special{Drafts: "Drafts", Sent: "Sent"}) {
		t.Fatalf("special folders %+v, %v", special, err)
	}
	place, err := m.Append(ctx, special.Drafts, letter("draft"), []string{`\Draft`, `\Seen`}, time.Now())
	if err != nil || place.UID == 0 || place.UIDValidity == 0 {
		t.Fatalf("append: %+v, %v", place, err)
	}
	found, err := m.SearchMessageID(ctx, special.Drafts, "<draft@example.test>")
	if err != nil || !slices.Equal(found, []Place{place}) {
		t.Errorf("search: %v, %v", found, err)
	}
	for _, id := range []string{"raft@example.test", "", "<>"} { // SEARCH matches parts; an empty id matches nothing
		if found, err := m.SearchMessageID(ctx, special.Drafts, id); err != nil || len(found) > 0 {
			t.Errorf("search %q: %v, %v", id, found, err)
		}
	}
	if _, err := m.Append(ctx, "No such folder", letter("lost"), nil, time.Time{}); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("append to a missing folder: %v", err)
	}
	if _, err := m.Append(ctx, special.Sent, letter("reply"), []string{`\Seen`}, time.Time{}); err != nil {
		t.Errorf("append after a failure: %v", err)
	}
	mails, next, err := m.FetchSince(ctx, FolderSent, Place{Mailbox: special.Sent}, 0)
	if err != nil || len(mails) != 1 || !bytes.Equal(mails[0].Bytes, letter("reply")) || !slices.Contains(mails[0].Flags, `\Seen`) {
		t.Fatalf("sent: %+v, %v", mails, err)
	}
	if mails, _, err = m.FetchSince(ctx, FolderSent, next, 0); err != nil || len(mails) != 0 {
		t.Errorf("nothing new, but %d mails, %v", len(mails), err)
	}
}

func TestDovecotProbe(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	if err := d.Deliver("INBOX", letter("one")); err != nil {
		t.Fatal(err)
	}
	a := dovecotAccount(t, d, TLSStart)
	a.Inboxes = []string{"INBOX", "Gone"}
	r, err := Probe(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Idle || !r.UIDPlus || !slices.Contains(r.Folders, "Trash") || r.Special.Sent != "Sent" {
		t.Errorf("report %+v", r)
	}
	if r.Inboxes[0].Mails != 1 || r.Inboxes[0].Err != nil || desk.CodeOf(r.Inboxes[1].Err) != desk.CodeNotFound {
		t.Errorf("inboxes %+v", r.Inboxes)
	}
}
