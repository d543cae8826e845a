package demo

import (
	"bytes"
	"errors"
	"net"
	"net/smtp"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"returndesk/config"
	"returndesk/desk"
)

func openMailbox(t *testing.T) *Mailbox {
	t.Helper()
	m, err := OpenMailbox("127.0.0.1:0", "pass word")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func at(host string, port int) string { return net.JoinHostPort(host, strconv.Itoa(port)) }

func TestMailboxHandsOverTheBytes(t *testing.T) {
	t.Parallel()
	m := openMailbox(t)
	letters := sample(t).Letters[:5]
	if err := m.Deliver(letters...); err != nil {
		t.Fatal(err)
	}
	c, err := imapclient.DialInsecure(at(m.Address()), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if err := c.Login(ShopAddress, "wrong").Wait(); err == nil {
		t.Fatal("a wrong password is taken")
	}
	if err := c.Login(ShopAddress, "pass word").Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	got, err := c.Fetch(imap.SeqSet{{Start: 1, Stop: 0}}, &imap.FetchOptions{
		InternalDate: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(letters) {
		t.Fatalf("%d mails, want %d", len(got), len(letters))
	}
	for i, g := range got {
		if !bytes.Equal(g.BodySection[0].Bytes, letters[i].Raw) {
			t.Errorf("%s: other bytes", letters[i].Key)
		}
		if !g.InternalDate.Equal(letters[i].ReceivedAt) {
			t.Errorf("%s: dated %s, want %s", letters[i].Key, g.InternalDate, letters[i].ReceivedAt)
		}
	}
	for folder, want := range map[string]int{"INBOX": 5, "Sent": 0, "Drafts": 0} {
		if n, err := m.Count(folder); err != nil || n != want {
			t.Errorf("%s holds %d (%v), want %d", folder, n, err, want)
		}
	}
	if _, err := m.Count("Junk"); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestOutboxKeepsWhatItTakes(t *testing.T) {
	t.Parallel()
	o, err := OpenOutbox("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = o.Close() }()
	raw := "From: a@a.example\r\nTo: b@b.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nDate: Wed, 14 Oct 2026 12:00:00 +0000\r\n\r\n..dots and text\r\n"
	if err := smtp.SendMail(at(o.Address()), nil, "a@a.example", []string{"b@b.example", "c@c.example"}, []byte(raw)); err != nil {
		t.Fatal(err)
	}
	if err := smtp.SendMail(at(o.Address()), nil, "a@a.example", []string{"b@b.example"}, []byte("Subject: no date\r\nDate: never\r\n\r\nx\r\n")); err == nil {
		t.Error("a mail with an unreadable date is taken")
	}
	all := o.All()
	if len(all) != 1 {
		t.Fatalf("%d mails kept, want 1", len(all))
	}
	if m := all[0]; m.From != "a@a.example" || strings.Join(m.To, " ") != "b@b.example c@c.example" || m.Subject != "Grüße" || string(m.Raw) != raw || m.Date.IsZero() {
		t.Errorf("kept %+v", m)
	}
}

func TestServersStayOnThisMachine(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]desk.Code{
		"0.0.0.0:0": desk.CodeInvalid, ":0": desk.CodeInvalid, "192.0.2.1:0": desk.CodeInvalid, "mail.example:0": desk.CodeInvalid,
		"127.0.0.1": desk.CodeInvalid, "127.0.0.1:70000": desk.CodeInvalid, "127.0.0.1:imap": desk.CodeInvalid,
	} {
		if m, err := OpenMailbox(address, "x"); desk.CodeOf(err) != want {
			t.Errorf("IMAP at %s: %v", address, err)
			if m != nil {
				_ = m.Close()
			}
		}
		if o, err := OpenOutbox(address); desk.CodeOf(err) != want {
			t.Errorf("SMTP at %s: %v", address, err)
			if o != nil {
				_ = o.Close()
			}
		}
	}
	first := openMailbox(t)
	if _, err := OpenMailbox(at(first.Address()), "x"); desk.CodeOf(err) != desk.CodeUnavailable {
		t.Errorf("a taken port: %v", err)
	}
}

// TestCloseAtOnce: a server that is closed before its loop began ends all the same, and
// gives its port back.
func TestCloseAtOnce(t *testing.T) {
	t.Parallel()
	for range 300 {
		m, err := OpenMailbox("127.0.0.1:0", "x")
		if err != nil {
			t.Fatal(err)
		}
		o, err := OpenOutbox("127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(m.Close(), o.Close()); err != nil {
			t.Fatal(err)
		}
		for _, l := range []net.Listener{m.listener, o.listener} {
			if err := l.Close(); !errors.Is(err, net.ErrClosed) {
				t.Fatalf("%s was left open (%v)", l.Addr(), err)
			}
		}
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	s := sample(t)
	p := PlaceAt(filepath.Join(t.TempDir(), "deep", "demo"))
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	servers := Servers{IMAPHost: "127.0.0.1", IMAPPort: 1143, SMTPHost: "127.0.0.1", SMTPPort: 1025, Password: "p#: \"x", User: "root"}
	if err := s.WriteInto(p, servers); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(p.Config)
	if err != nil {
		t.Fatal(err)
	}
	m := c.Mailboxes[0]
	secret, err := m.IMAP.Password(func(string) string { return "" })
	if err != nil || secret.Reveal() != servers.Password {
		t.Errorf("password: %v", err)
	}
	if m.IMAP.Port != 1143 || m.SMTP.Port != 1025 || m.AuthServID != AuthServID || c.Orders.Path() != p.Orders || c.DataDir != filepath.Join(p.Dir, "data") || c.Approval.UndoDelay != 0 {
		t.Errorf("configuration %+v", c)
	}
	if len(c.Actors) != 1 || c.Actors[0].Role != desk.RoleAdmin {
		t.Errorf("actors %+v", c.Actors)
	}
	info, err := os.Stat(p.Orders)
	if err != nil || !info.ModTime().Before(s.Now) || !info.ModTime().After(s.Letters[len(s.Letters)-1].ReceivedAt) {
		t.Errorf("the orders are dated %v (%v)", info.ModTime(), err)
	}
	files, err := filepath.Glob(filepath.Join(p.Mails, "*.eml"))
	if err != nil || len(files) != len(s.Letters) {
		t.Errorf("%d mails written (%v)", len(files), err)
	}
	if err := p.Prepare(); desk.CodeOf(err) != desk.CodeConflict {
		t.Errorf("a used folder: %v", err)
	}
	if _, err := config.Parse("x.yaml", Configuration(Servers{IMAPHost: "127.0.0.1", IMAPPort: 1, SMTPHost: "127.0.0.1", SMTPPort: 1})); err != nil {
		t.Errorf("without an actor: %v", err)
	}
}
