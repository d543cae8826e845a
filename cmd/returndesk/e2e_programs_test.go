package main

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"returndesk/message"
)

// mailProgram is what a mail program does to a draft that somebody opens, changes and sends:
// what of its header it keeps, how it writes the body, and where it files the sent mail. They are
// written from what the programs named are known for, not recorded; what was recorded of real
// ones lies in flow/testdata/programs.
type mailProgram struct {
	name  string
	sent  string // folder of sent mail
	keeps []string
	newID string // "" = keeps ours
	body  func(m *message.Message, text string) string
	word  string // what the person adds; "" = sends it as it is
	resav bool   // files the changed draft first, and sends later
	lazy  bool   // files the changed draft and leaves ours marked as deleted, without expunging
}

// programs gives the mail programs of the tests.
func programs() []mailProgram {
	ids := []string{"In-Reply-To", "References"}
	return []mailProgram{
		{name: "mutt, unchanged", sent: "Sent", keeps: append([]string{"X-Returndesk-Case", "X-Returndesk-Draft"}, ids...), body: plainBody},
		{name: "Thunderbird, edited", sent: "Sent", keeps: ids, body: flowedBody, word: "Kind regards from Albany", resav: true},
		{name: "Roundcube, rewrapped", sent: "Sent", keeps: ids, body: quotedPrintableBody},
		{name: "Apple Mail, new id and another folder", sent: "Sent Messages", keeps: ids, newID: "0A1B2C3D-4E5F-6789-ABCD-EF0123456789@client.test", body: htmlBody, resav: true},
		{name: "Outlook, no References", sent: "Sent Items", keeps: []string{"In-Reply-To"}, newID: "AM9PR05MB1234@outlook.test", body: htmlBody, word: "Warm wishes", lazy: true},
		{name: "K-9, offline for a while", sent: "Sent", keeps: ids, newID: "k9-abcdef@phone.test", body: flowedBody},
	}
}

// plainBody writes the words as they are.
func plainBody(_ *message.Message, text string) string {
	return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n")
}

// flowedBody wraps every line anew, with a blank at soft ends (RFC 3676).
func flowedBody(_ *message.Message, text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		n := 0
		for i, w := range strings.Fields(line) {
			if i > 0 {
				if n+len(w) > 50 {
					b.WriteString(" \r\n")
					n = 0
				} else {
					b.WriteString(" ")
				}
			}
			b.WriteString(w)
			n += len(w) + 1
		}
		b.WriteString("\r\n")
	}
	return "Content-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + b.String()
}

// quotedPrintableBody writes both parts in quoted-printable, with its own line ends.
func quotedPrintableBody(m *message.Message, text string) string {
	qp := func(s string) string {
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(strings.ReplaceAll(s, "\n", "\r\n"))) // a buffer does not fail
		_ = w.Close()
		return b.String()
	}
	return "Content-Type: multipart/alternative; boundary=\"=_rc\"\r\n\r\n--=_rc\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=US-ASCII\r\n\r\n" +
		qp(text) + "\r\n--=_rc\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n" + qp(m.HTML) + "\r\n--=_rc--\r\n"
}

// htmlBody works on the HTML and makes a plain part of it, with blank lines of its own. What
// the person adds stands at the top.
func htmlBody(m *message.Message, text string) string {
	html := m.HTML
	if extra, ok := strings.CutSuffix(text, m.Text); ok && extra != "" {
		html = "<p>" + strings.TrimSpace(extra) + "</p>" + html
	}
	wide := strings.ReplaceAll(text, "\n", "\r\n\r\n")
	return "Content-Type: multipart/alternative; boundary=Apple-Mail=_1\r\n\r\n--Apple-Mail=_1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + wide +
		"\r\n--Apple-Mail=_1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines76(html) + "--Apple-Mail=_1--\r\n"
}

func lines76(s string) string {
	enc := base64.StdEncoding.EncodeToString([]byte(s))
	var b strings.Builder
	for len(enc) > 76 {
		b.WriteString(enc[:76] + "\r\n")
		enc = enc[76:]
	}
	return b.String() + enc + "\r\n"
}

// rewrite gives the draft as the program files or sends it.
func (p mailProgram) rewrite(t *testing.T, raw []byte) []byte {
	t.Helper()
	m, err := message.Parse(raw, time.Now(), message.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := m.Text
	if p.word != "" {
		text = p.word + "\n\n" + text
	}
	id := p.newID
	if id == "" {
		id = m.MessageID
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Message-ID: <%s>\r\nDate: %s\r\nFrom: Support <%s>\r\nTo: %s\r\nSubject: %s\r\nUser-Agent: %s\r\n", id, time.Now().Format(time.RFC1123Z), m.From.Address, m.To[0].Address, m.Subject, p.name)
	for _, k := range p.keeps {
		switch k {
		case "In-Reply-To":
			fmt.Fprintf(&b, "In-Reply-To: <%s>\r\n", strings.Join(m.InReplyTo, "> <"))
		case "References":
			fmt.Fprintf(&b, "References: <%s>\r\n", strings.Join(m.References, ">\r\n <"))
		default:
			fmt.Fprintf(&b, "%s: C-0\r\n", k)
		}
	}
	return []byte(b.String() + "MIME-Version: 1.0\r\n" + p.body(m, text))
}

// imapUser is a person's mail program at the shop's mailbox.
type imapUser struct {
	t *testing.T
	c *imapclient.Client
}

func (s *liveShop) person(t *testing.T) *imapUser {
	t.Helper()
	c, err := imapclient.DialTLS(s.dovecot.IMAPSAddr, &imapclient.Options{TLSConfig: &tls.Config{RootCAs: s.dovecot.CA}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() }) // the server ends with the test
	u := &imapUser{t, c}
	u.must(c.Login(s.dovecot.User, s.dovecot.Password).Wait())
	return u
}

func (u *imapUser) must(err error) {
	u.t.Helper()
	if err != nil {
		u.t.Fatal(err)
	}
}

// drafts reads the Drafts folder, by the address that each mail is to.
func (u *imapUser) drafts() map[string]imapDraft {
	u.t.Helper()
	box, err := u.c.Select("Drafts", nil).Wait()
	u.must(err)
	out := map[string]imapDraft{}
	if box.NumMessages == 0 {
		return out
	}
	list, err := u.c.Fetch(imap.SeqSet{{Start: 1, Stop: 0}}, &imap.FetchOptions{UID: true, Flags: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}}}).Collect()
	u.must(err)
	for _, one := range list {
		raw := one.BodySection[0].Bytes
		if len(raw) == 0 {
			continue // taken away by the program since the folder was opened
		}
		m, err := message.Parse(raw, time.Now(), message.Options{})
		u.must(err)
		to := m.To[0].Address
		out[to] = imapDraft{uid: one.UID, flags: one.Flags, raw: raw, msg: m, count: out[to].count + 1}
	}
	return out
}

type imapDraft struct {
	uid   imap.UID
	flags []imap.Flag
	raw   []byte
	msg   *message.Message
	count int // mails to this address
}

// file puts a mail into a folder, which is made when it is not there.
func (u *imapUser) file(folder string, raw []byte, flags ...imap.Flag) {
	u.t.Helper()
	_ = u.c.Create(folder, nil).Wait() // mostly it is there
	cmd := u.c.Append(folder, int64(len(raw)), &imap.AppendOptions{Flags: flags, Time: time.Now()})
	_, err := cmd.Write(raw)
	u.must(err)
	u.must(cmd.Close())
	_, err = cmd.Wait()
	u.must(err)
}

// remove deletes a mail of Drafts, or only marks it.
func (u *imapUser) remove(uid imap.UID, expunge bool) {
	u.t.Helper()
	set := imap.UIDSetNum(uid)
	u.must(u.c.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close())
	if expunge {
		u.must(u.c.UIDExpunge(set).Close())
	}
}
