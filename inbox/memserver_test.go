package inbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"

	"returndesk/desk"
)

// startMemory runs the library's own server with one user and some folders.
func startMemory(t *testing.T, folders ...string) (*imapmemserver.User, Account) {
	t.Helper()
	return startMemoryWith(t, imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}}, folders...)
}

// startMemoryWith is startMemory for a server that can only what caps say.
func startMemoryWith(t *testing.T, caps imap.CapSet, folders ...string) (*imapmemserver.User, Account) {
	t.Helper()
	user := imapmemserver.NewUser("support@shop.test", "secret")
	for _, name := range append([]string{"INBOX"}, folders...) {
		if err := user.Create(name, nil); err != nil {
			t.Fatal(err)
		}
	}
	memory := imapmemserver.New()
	memory.AddUser(user)
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		Caps:         caps,
		InsecureAuth: true,
		Logger:       log.New(io.Discard, "", 0), // it reports every closed connection
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-served
	})
	a := accountAt(t, listener.Addr().String(), TLSPlain)
	a.IgnoreSent = !slices.Contains(folders, "Sent")
	return user, a
}

func put(t *testing.T, user *imapmemserver.User, folder string, raw []byte, at time.Time, flags ...imap.Flag) {
	t.Helper()
	if _, err := user.Append(folder, literal{bytes.NewReader(raw)}, &imap.AppendOptions{Time: at, Flags: flags}); err != nil {
		t.Fatal(err)
	}
}

type literal struct{ *bytes.Reader }

func TestMemoryServerSentComesBeforeInbox(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t, "Sent", "Drafts")
	when := time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC)
	put(t, user, "INBOX", letter("question"), when, imap.FlagAnswered)
	put(t, user, "Sent", letter("answer"), when.Add(time.Hour))
	sink := newSink()
	watching(t, Options{Account: a, Sink: sink})
	sink.await(t, 2)
	mails := sink.all()
	if mails[0].Folder != FolderSent || mails[1].Folder != FolderInbox {
		t.Errorf("order: %s, %s", mails[0].Folder, mails[1].Folder)
	}
	if !slices.Contains(mails[1].Flags, `\Answered`) || !mails[1].InternalDate.Equal(when) || mails[1].Hash != hashOf(letter("question")) {
		t.Errorf("mail %+v", mails[1])
	}
	put(t, user, "INBOX", letter("more"), when)
	sink.await(t, 1)
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"question", "more"}) {
		t.Errorf("got %v", got)
	}
}

func TestMemoryServerHistoryIsLeft(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t)
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	put(t, user, "INBOX", letter("old"), day.Add(-time.Second))
	put(t, user, "INBOX", letter("new"), day)
	a.HistoryFrom = day
	sink := newSink()
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"new"}) {
		t.Errorf("got %v", got)
	}
}

// TestTwoBatchesInMemory: while a batch is being stored only one more is read.
func TestTwoBatchesInMemory(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t)
	for i := range 4*batchMails + 1 {
		put(t, user, "INBOX", letter(fmt.Sprint(i)), time.Now())
	}
	sink := newSink()
	var storing, most atomic.Int32
	sink.delay = func() {
		most.Store(max(most.Load(), storing.Add(1)))
		time.Sleep(5 * time.Millisecond)
		storing.Add(-1)
	}
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	if most.Load() != 1 {
		t.Errorf("%d batches were stored at the same time", most.Load())
	}
	full := slices.DeleteFunc(slices.Clone(sink.batches), func(n int) bool { return n == 0 })
	if !slices.Equal(full, []int{50, 50, 50, 50, 1}) {
		t.Errorf("batches %v", full)
	}
}

// TestStopWhileStoring: a stop ends Run although the Sink is in the middle.
func TestStopWhileStoring(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t)
	for i := range 3 * batchMails {
		put(t, user, "INBOX", letter(fmt.Sprint(i)), time.Now())
	}
	ctx, cancel := context.WithCancel(t.Context())
	w, err := NewWatcher(Options{Account: a, Sink: &stuckSink{newSink(), cancel}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// stuckSink stores nothing and waits for its context.
type stuckSink struct {
	*memorySink
	stop func()
}

func (s *stuckSink) Accept(ctx context.Context, _, _ string, batch []Raw, _ Cursor) error {
	if len(batch) == 0 {
		return nil
	}
	s.stop()
	<-ctx.Done()
	return ctx.Err()
}

// tokenAuth stands for XOAUTH2: a token that is fetched at each login.
type tokenAuth struct{ fetched *atomic.Int32 }

func (a tokenAuth) SASL(_ context.Context, login string, _ func(string) bool) (sasl.Client, error) {
	a.fetched.Add(1)
	return sasl.NewPlainClient("", login, "secret"), nil
}

func TestAuthenticatorIsAskedAtEveryLogin(t *testing.T) {
	t.Parallel()
	_, a := startMemory(t)
	auth := tokenAuth{new(atomic.Int32)}
	a.Auth = auth
	for range 2 {
		if err := once(t, a, newSink()); err != nil {
			t.Fatal(err)
		}
	}
	if auth.fetched.Load() != 2 {
		t.Errorf("asked %d times", auth.fetched.Load())
	}
}

func TestPasswordIsNeverPrinted(t *testing.T) {
	t.Parallel()
	a := Account{Name: "x", Auth: Password("hunter2")}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(verb, a); strings.Contains(text, "hunter2") {
			t.Errorf("%s prints %s", verb, text)
		}
	}
}

func TestAccountCheck(t *testing.T) {
	t.Parallel()
	good := Account{Name: "shop", Address: "a@shop.test", Host: "imap.shop.test", Auth: Password("x")}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Account){
		"imap.host":     func(a *Account) { a.Host = "" },
		"set a pass":    func(a *Account) { a.Auth = nil },
		"login":         func(a *Account) { a.Address = "" },
		"port 70000":    func(a *Account) { a.Port = 70000 },
		`"ssl"`:         func(a *Account) { a.TLS = "ssl" },
		"without TLS":   func(a *Account) { a.TLS, a.Host = TLSPlain, "10.0.0.1" },
		"use implicit ": func(a *Account) { a.TLS, a.Host = TLSPlain, "::2" },
	} {
		bad := good
		spoil(&bad)
		if err := bad.Check(); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := good.withDefaults()
	full.IdleRefresh = time.Hour
	if got := full.withDefaults(); got.IdleRefresh != MaxIdleRefresh || got.Port != 993 || got.Login != good.Address {
		t.Errorf("defaults %+v", got)
	}
}

func TestPickSpecialFolders(t *testing.T) {
	t.Parallel()
	folder := func(name string, attrs ...imap.MailboxAttr) *imap.ListData {
		return &imap.ListData{Mailbox: name, Delim: '.', Attrs: attrs}
	}
	for name, c := range map[string]struct {
		folders  []*imap.ListData
		override string
		want     string
	}{
		"marked":           {[]*imap.ListData{folder("Sent"), folder("Outgoing", imap.MailboxAttrSent)}, "", "Outgoing"},
		"mark in any case": {[]*imap.ListData{folder("Outgoing", `\sent`)}, "", "Outgoing"},
		"by name":          {[]*imap.ListData{folder("INBOX"), folder("Sent Items")}, "", "Sent Items"},
		"below INBOX":      {[]*imap.ListData{folder("INBOX.Gesendet")}, "", "INBOX.Gesendet"},
		"not selectable":   {[]*imap.ListData{folder("Sent", imap.MailboxAttrNoSelect), folder("INBOX.Sent")}, "", "INBOX.Sent"},
		"override":         {[]*imap.ListData{folder("Sent", imap.MailboxAttrSent)}, "Archive.Out", "Archive.Out"},
		"none":             {[]*imap.ListData{folder("INBOX"), folder("Sentinel")}, "", ""},
	} {
		if got := pick(c.folders, c.override, imap.MailboxAttrSent, FolderSent); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	_, err := Special{}.need(FolderDrafts, Account{Name: "shop"})
	if desk.CodeOf(err) != desk.CodeNotFound || !strings.Contains(desk.MessageOf(err), "imap.folders.drafts") {
		t.Errorf("got %v", err)
	}
}

func TestWindowsCoverAFolder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, next, span, to uint32 }{
		{1, 0, 2000, 0},       // the server doesn't tell UIDNEXT
		{1, 2001, 2000, 0},    // fits
		{1, 2002, 2000, 2000}, // one more
		{5000, 4000, 2000, 0}, // news behind the UIDNEXT known
		{1<<32 - 10, 1<<32 - 1, 2000, 0},
	} {
		if got := window(c.from, c.next, c.span); got != c.to {
			t.Errorf("from %d, next %d: to %d, want %d", c.from, c.next, got, c.to)
		}
	}
}
