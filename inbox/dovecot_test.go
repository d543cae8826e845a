package inbox

import (
	"bytes"
	"context"
	"fmt"
	"net"
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

// patience bounds every wait; it only ends a test that would never end.
const patience = 5 * time.Minute

func once(t testing.TB, a Account, sink Sink) error {
	t.Helper()
	w, err := NewWatcher(Options{Account: a, Sink: sink})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
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
		case <-time.After(patience):
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
