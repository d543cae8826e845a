package inbox

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/internal/mailtest"
)

// dovecotAccount is the account of a running Dovecot.
func dovecotAccount(t *testing.T, d *mailtest.Dovecot, mode TLSMode) Account {
	t.Helper()
	addr := d.IMAPAddr
	if mode == TLSImplicit {
		addr = d.IMAPSAddr
	}
	a := accountAt(t, addr, mode)
	a.Address, a.Auth, a.RootCAs = d.User, Password(d.Password), d.CA
	return a
}

func accountAt(t testing.TB, addr string, mode TLSMode) Account {
	t.Helper()
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return Account{
		Name: "support", Address: "support@shop.test", Host: host, Port: number, TLS: mode, Auth: Password("secret"),
		RetryMin: time.Millisecond, RetryMax: 20 * time.Millisecond, Idle: true,
	}
}

func once(t testing.TB, a Account, sink Sink) error {
	t.Helper()
	w, err := NewWatcher(Options{Account: a, Sink: sink})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	return w.Once(ctx)
}

// watching runs a Watcher until the test ends.
func watching(t *testing.T, o Options) *Watcher {
	t.Helper()
	w, err := NewWatcher(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Error("Run does not end")
		}
	})
	return w
}

func TestDovecotEveryWayToConnect(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	if err := d.Deliver("INBOX", letter("one")); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []TLSMode{TLSImplicit, TLSStart, TLSPlain} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			sink := newSink()
			if err := once(t, dovecotAccount(t, d, mode), sink); err != nil {
				t.Fatalf("%v\n%s", err, d.Log())
			}
			if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one"}) {
				t.Errorf("got %v", got)
			}
		})
	}
	t.Run("unknown authority", func(t *testing.T) {
		t.Parallel()
		a := dovecotAccount(t, d, TLSImplicit)
		a.RootCAs = nil
		err := once(t, a, newSink())
		if desk.CodeOf(err) != desk.CodeTLS || desk.IsTemporary(err) || !strings.Contains(desk.MessageOf(err), "imap.ca_file") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("wrong password", func(t *testing.T) {
		t.Parallel()
		a := dovecotAccount(t, d, TLSImplicit)
		a.Auth = Password("not-this-one")
		err := once(t, a, newSink())
		if desk.CodeOf(err) != desk.CodeAuth || desk.IsTemporary(err) {
			t.Errorf("got %v", err)
		}
		if err != nil && strings.Contains(err.Error(), "not-this-one") {
			t.Errorf("the secret is in the error: %v", err)
		}
	})
}

// TestDovecotMailWhileIdling delivers mails into INBOX and Sent while the
// watcher waits, and looks at the flags afterwards.
func TestDovecotMailWhileIdling(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	sink := newSink()
	if err := d.Deliver("INBOX", letter("before")); err != nil {
		t.Fatal(err)
	}
	w := watching(t, Options{Account: dovecotAccount(t, d, TLSImplicit), Sink: sink})
	sink.await(t, 1)
	for i := range 3 {
		if err := d.Deliver("INBOX", letter(fmt.Sprintf("live%d", i))); err != nil {
			t.Fatal(err)
		}
		sink.await(t, 1)
	}
	if err := d.Deliver("Sent", letter("reply")); err != nil {
		t.Fatal(err)
	}
	sink.await(t, 1)
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"before", "live0", "live1", "live2"}) {
		t.Errorf("inbox: %v", got)
	}
	if got := sink.bodies(FolderSent); !slices.Equal(got, []string{"reply"}) {
		t.Errorf("sent: %v", got)
	}
	for _, h := range w.Health() {
		if h.State == StateUnreachable {
			t.Errorf("health: %+v", h)
		}
	}
	seen, err := filepath.Glob(filepath.Join(d.Maildir(d.User, "INBOX"), "cur", "*:2,*S*"))
	if err != nil || len(seen) > 0 {
		t.Errorf("mails were marked as read: %v %v", seen, err)
	}
}

func TestDovecotDrainsManyInOrder(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	const count = 1234
	for i := range count {
		if err := d.Deliver("INBOX", letter(fmt.Sprintf("n%04d", i))); err != nil {
			t.Fatal(err)
		}
	}
	sink := newSink()
	sink.arrived = make(chan struct{}, count+1)
	a := dovecotAccount(t, d, TLSImplicit)
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	mails := sink.all()
	words := map[string]bool{}
	for _, word := range sink.bodies(FolderInbox) {
		words[word] = true
	}
	if len(mails) != count || len(words) != count {
		t.Fatalf("%d mails, %d different", len(mails), len(words))
	}
	for i, mail := range mails {
		if i > 0 && mail.UID <= mails[i-1].UID {
			t.Fatalf("mail %d: UID %d after %d", i, mail.UID, mails[i-1].UID)
		}
		if mail.Size != int64(len(mail.Bytes)) || mail.InternalDate.IsZero() {
			t.Fatalf("mail %d: size %d of %d, date %v", i, mail.Size, len(mail.Bytes), mail.InternalDate)
		}
	}
	for _, n := range sink.batches {
		if n > batchMails {
			t.Errorf("a batch of %d mails", n)
		}
	}
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	if got := len(sink.all()); got != count {
		t.Errorf("the second run brought %d mails", got-count)
	}
}

func TestDovecotTooBigMailIsRecorded(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	big := append(letter("head"), bytes.Repeat([]byte("0123456789\r\n"), 2000)...)
	for _, raw := range [][]byte{letter("one"), big, letter("two")} {
		if err := d.Deliver("INBOX", raw); err != nil {
			t.Fatal(err)
		}
	}
	a := dovecotAccount(t, d, TLSPlain)
	a.MaxMessageBytes = 10000
	sink := newSink()
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	got := sink.bodies(FolderInbox)
	slices.Sort(got)
	if !slices.Equal(got, []string{"one", "too big", "two"}) {
		t.Fatalf("got %v", got)
	}
	for _, mail := range sink.all() {
		if mail.TooBig && (mail.Size != int64(len(big)) || !bytes.Contains(mail.Bytes, []byte("Message-ID: <head@")) || len(mail.Bytes) > 1000) {
			t.Errorf("the record is %d bytes of a mail of %d: %q", len(mail.Bytes), mail.Size, mail.Bytes)
		}
	}
}

// TestDovecotRestoredBackup puts back a state of the folder in which UIDs are
// given anew to other mails, UIDVALIDITY unchanged.
func TestDovecotRestoredBackup(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	a := dovecotAccount(t, d, TLSPlain)
	sink := newSink()
	deliver := func(words ...string) {
		for _, word := range words {
			if err := d.Deliver("INBOX", letter(word)); err != nil {
				t.Fatal(err)
			}
		}
	}
	deliver("a", "b", "c")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	backup := t.TempDir()
	maildir := d.Maildir(d.User, "INBOX")
	if err := os.CopyFS(backup, os.DirFS(maildir)); err != nil {
		t.Fatal(err)
	}
	deliver("d", "e", "f")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	restore(t, d, backup, maildir)
	deliver("x", "yy", "zzz")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	mails := sink.all()
	got := sink.bodies(FolderInbox)
	if !slices.Equal(got[:6], []string{"a", "b", "c", "d", "e", "f"}) || len(got) != 9 {
		t.Fatalf("got %v", got)
	}
	for i, mail := range mails {
		if mail.Rescan != (i >= 6) {
			t.Errorf("mail %s: rescan is %v", got[i], mail.Rescan)
		}
	}
	if mails[3].UIDValidity != mails[6].UIDValidity {
		t.Error("the restored folder has another UIDVALIDITY; the test shows nothing")
	}
	deliver("after")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	if last := sink.all()[len(sink.all())-1]; last.Rescan || len(sink.all()) != 10 {
		t.Errorf("a mail after the rescan: %+v", last)
	}
}

// restore replaces the Maildir by its backup, owned by the same user.
func restore(t *testing.T, d *mailtest.Dovecot, backup, maildir string) {
	t.Helper()
	for _, part := range []string{"cur", "new"} {
		if err := os.RemoveAll(filepath.Join(maildir, part)); err != nil {
			t.Fatal(err)
		}
	}
	stale, err := filepath.Glob(filepath.Join(maildir, "dovecot*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stale {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	err = filepath.WalkDir(backup, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(backup, path)
		if err != nil || rel == "." || strings.HasPrefix(rel, ".") || strings.HasPrefix(rel, "dovecot.index") {
			return err
		}
		target := filepath.Join(maildir, rel)
		if entry.IsDir() {
			if err := os.MkdirAll(target, 0o700); err != nil {
				return err
			}
			return d.Own(target)
		}
		data, err := os.ReadFile(path)
		if err != nil || target == filepath.Join(maildir, "maildirfolder") {
			return err
		}
		if err := os.WriteFile(target, data, 0o600); err != nil {
			return err
		}
		return d.Own(target)
	})
	if err != nil {
		t.Fatal(err)
	}
}

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
