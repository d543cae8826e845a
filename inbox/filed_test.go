package inbox

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
	"returndesk/internal/mailtest"
)

// draftBox opens a mailbox task on a Dovecot.
func draftBox(t *testing.T, d *mailtest.Dovecot) *Mailbox {
	t.Helper()
	m, err := NewMailbox(dovecotAccount(t, d, TLSImplicit))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

func threaded(id, refs, answers string) []byte {
	return []byte("From: a@shop.test\r\nMessage-ID: <" + id + ">\r\nReferences: " + refs + "\r\nIn-Reply-To: <" + answers + ">\r\nSubject: x\r\n\r\nText.\r\n")
}

func TestDovecotEntriesAndRemoval(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	m, other := draftBox(t, d), draftBox(t, d)
	ctx := t.Context()
	if list, err := m.Entries(ctx, "Drafts"); err != nil || len(list) != 0 {
		t.Fatalf("an empty folder lists %v, %v", list, err)
	}
	raw := threaded("one@shop.test", "<root@c.test>\r\n <thread.one@shop.test>", "root@c.test")
	var places []Place
	for range 3 {
		p, err := m.Append(ctx, "Drafts", raw, []string{`\Draft`, `\Seen`}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, p)
	}
	list, err := m.Entries(ctx, "Drafts")
	if err != nil || len(list) != 3 {
		t.Fatalf("%v, %v", list, err)
	}
	one := list[0]
	if one.UID != places[0].UID || one.UIDValidity != places[0].UIDValidity || one.MessageID != "one@shop.test" ||
		!slices.Equal(one.References, []string{"root@c.test", "thread.one@shop.test"}) || !slices.Equal(one.InReplyTo, []string{"root@c.test"}) ||
		!slices.Equal(one.Flags, []string{`\draft`, `\seen`}) {
		t.Errorf("listed as %+v", one)
	}
	if text, err := m.Fetch(ctx, one.Place); err != nil || !bytes.Equal(text, raw) {
		t.Errorf("fetched %q, %v", text, err)
	}

	// Untouched: away, and the others stay. Again: still away.
	for range 2 {
		if end, err := m.Remove(ctx, one); err != nil || end != desk.RemovalDone {
			t.Fatalf("removal: %s, %v", end, err)
		}
	}
	if _, err := m.Fetch(ctx, one.Place); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("a removed mail is read: %v", err)
	}
	if list, err = m.Entries(ctx, "Drafts"); err != nil || len(list) != 2 || list[0].UID != places[1].UID {
		t.Errorf("left over: %v, %v", list, err)
	}

	// Flagged by somebody: it stays, whatever we thought.
	flag(t, other, list[0], imap.FlagFlagged)
	if end, err := m.Remove(ctx, list[0]); err != nil || end != desk.RemovalTouched {
		t.Errorf("removal of a touched mail: %s, %v", end, err)
	}
	// Numbers of another time mean nothing.
	wrong := list[1]
	wrong.UIDValidity++
	if end, err := m.Remove(ctx, wrong); err != nil || end != desk.RemovalTouched {
		t.Errorf("removal under another UIDVALIDITY: %s, %v", end, err)
	}
	// Marked by us before the connection broke: it goes all the same.
	flag(t, other, list[1], imap.FlagDeleted)
	if end, err := m.Remove(ctx, list[1]); err != nil || end != desk.RemovalDone {
		t.Errorf("removal of a marked mail: %s, %v", end, err)
	}
	if list, err = m.Entries(ctx, "Drafts"); err != nil || len(list) != 1 || !slices.Contains(list[0].Flags, `\flagged`) {
		t.Errorf("in the end: %v, %v", list, err)
	}
}

// flag adds a flag as another mail program would.
func flag(t *testing.T, m *Mailbox, f desk.Filed, flags ...imap.Flag) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.do(t.Context(), true, func(s *session) error {
		if _, err := s.client.Select(f.Folder, nil).Wait(); err != nil {
			return err
		}
		return s.client.Store(imap.UIDSetNum(imap.UID(f.UID)), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: flags}, nil).Close()
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDovecotSearchIDs(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	m := draftBox(t, d)
	ctx := t.Context()
	for folder, raw := range map[string][]byte{
		"Sent":   threaded("new@client.test", "<thread.one@shop.test>", "root@c.test"),
		"Drafts": threaded("other@client.test", "<none@c.test>", "none@c.test"),
	} {
		if _, err := m.Append(ctx, folder, raw, nil, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[string]int{"new@client.test": 1, "thread.one@shop.test": 1, "root@c.test": 1, "none@c.test": 0} {
		found, err := m.SearchIDs(ctx, "Sent", FolderSent, []string{"missing@c.test", id}, 10)
		if err != nil || len(found) != want || want == 1 && (found[0].Folder != FolderSent || found[0].UID == 0 || len(found[0].Bytes) == 0) {
			t.Errorf("%s: %d found, %v", id, len(found), err)
		}
	}
	if names, err := m.SentFolders(ctx); err != nil || !slices.Equal(names, []string{"Sent"}) {
		t.Errorf("folders of sent mail: %v, %v", names, err)
	}
}

// TestMemoryServerWithoutUIDPlus: without UID EXPUNGE a mail is marked and never expunged.
func TestMemoryServerWithoutUIDPlus(t *testing.T) {
	t.Parallel()
	user, a := startMemoryWith(t, imap.CapSet{imap.CapIMAP4rev1: {}}, "Drafts")
	put(t, user, "Drafts", threaded("one@shop.test", "<r@c.test>", "r@c.test"), time.Now(), imap.FlagDraft, imap.FlagSeen)
	put(t, user, "Drafts", threaded("two@shop.test", "<r@c.test>", "r@c.test"), time.Now(), imap.FlagDeleted)
	m, err := NewMailbox(a)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	list, err := m.Entries(t.Context(), "Drafts")
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	end, err := m.Remove(t.Context(), list[0])
	if err != nil {
		t.Fatal(err)
	}
	left, err := m.Entries(t.Context(), "Drafts")
	if err != nil {
		t.Fatal(err)
	}
	if end != desk.RemovalMarked || len(left) != 2 || !slices.Contains(left[0].Flags, `\deleted`) {
		t.Errorf("removal: %s; left: %+v", end, left)
	}
}

func FuzzEntryOf(f *testing.F) {
	f.Add(threaded("a@b", "<c@d> <e@f>", "c@d"))
	f.Add([]byte("Message-ID:\r\n\r\n"))
	f.Add([]byte(": \x00\r\nReferences: <a\r\n b>"))
	f.Fuzz(func(t *testing.T, head []byte) {
		one := entryOf(head)
		for _, id := range append(append([]string{one.MessageID}, one.References...), one.InReplyTo...) {
			if bytes.ContainsAny([]byte(id), " \r\n") {
				t.Errorf("an id with blanks: %q", id)
			}
		}
	})
}
