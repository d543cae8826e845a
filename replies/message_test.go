package replies

import (
	"bytes"
	"io"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"

	"returndesk/desk"
)

func mailDraft() desk.Draft {
	return desk.Draft{
		ID: "C-1042-1", Case: "C-1042", Template: "claim_received",
		From:    desk.Address{Name: "Höllow Wire, Support", Address: "support@shop.example"},
		To:      []desk.Address{{Name: "Jo \"K\" Keller", Address: "jo@mailbox.example"}},
		Subject: "Re: défaut — HW-10401", Text: "Hello,\n\n.leading dot, “quotes” and ümlauts\nboundary=x\n",
		HTML:      "<p>Hello &amp; “quotes”</p>\n",
		MessageID: "c.1042.1.abc@shop.example", InReplyTo: "q1@mailbox.example",
		Refs: []string{"a@b.example", "thread.c.1042.1.abc@shop.example", "q1@mailbox.example"},
	}
}

// TestMessage reads the bytes back with another library and finds what the draft says.
func TestMessage(t *testing.T) {
	t.Parallel()
	date := time.Date(2026, 3, 20, 9, 30, 0, 0, time.FixedZone("", -4*3600))
	for _, parts := range [][]desk.DraftPart{nil, {{Name: "label Nr. 1 ü.pdf", Type: "application/pdf", Data: bytes.Repeat([]byte("%PDF\x00\xff"), 5000)}}} {
		d := mailDraft()
		d.Parts = parts
		raw, err := Message(d, date)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Message(d, date)
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatalf("the bytes differ between two calls: %v\n%s", err, raw)
		}
		if err := checkEnvelope("a@b.example", []string{"c@d.example"}, raw); err != nil {
			t.Errorf("the bytes cannot be sent as they are: %v", err)
		}
		for i, line := range bytes.Split(raw, []byte("\r\n")) {
			if len(line) > 998 || len(line) > 78 && i < 12 && !bytes.HasPrefix(line, []byte(" <")) {
				t.Errorf("line %d has %d bytes: %.90s", i, len(line), line)
			}
		}
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		from, err := m.Header.AddressList("From")
		if err != nil || from[0].Name != d.From.Name || from[0].Address != d.From.Address {
			t.Errorf("From: %v, %v", from, err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != d.Subject {
			t.Errorf("Subject: %q, %v", subject, err)
		}
		for key, want := range map[string]string{
			"Message-ID": "<" + d.MessageID + ">", "In-Reply-To": "<q1@mailbox.example>", "Date": "Fri, 20 Mar 2026 09:30:00 -0400",
			"References": "<a@b.example> <thread.c.1042.1.abc@shop.example> <q1@mailbox.example>", "Auto-Submitted": "",
			"X-Mailer": "", "User-Agent": "", "Reply-To": "", "Cc": "", "Bcc": "",
		} {
			if got := m.Header.Get(key); strings.Join(strings.Fields(got), " ") != want {
				t.Errorf("%s: %q, want %q", key, got, want)
			}
		}
		text, html, file := contents(t, raw)
		if text != d.Text || html != d.HTML {
			t.Errorf("text %q, HTML %q", text, html)
		}
		if len(parts) > 0 && file != string(parts[0].Data) {
			t.Errorf("the attachment came back with %d bytes", len(file))
		}
	}
}

// contents gives the parts of a mail, with LF line ends.
func contents(t *testing.T, raw []byte) (text, html, file string) {
	t.Helper()
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		kind, _, err := part.Header.ContentType()
		if err != nil || strings.HasPrefix(kind, "multipart/") {
			return err
		}
		b, err := io.ReadAll(part.Body)
		switch kind {
		case "text/plain":
			text = strings.ReplaceAll(string(b), "\r\n", "\n")
		case "text/html":
			html = strings.ReplaceAll(string(b), "\r\n", "\n")
		default:
			file = string(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text, html, file
}

func TestMessageOfTextAlone(t *testing.T) {
	t.Parallel()
	d := mailDraft()
	d.HTML, d.AutoSubmitted = "", "auto-generated"
	raw, err := Message(d, time.Unix(1_770_000_000, 0).UTC())
	if err != nil {
		t.Fatal(err)
	}
	text, html, _ := contents(t, raw)
	if text != d.Text || html != "" || !bytes.Contains(raw, []byte("Auto-Submitted: auto-generated\r\n")) || bytes.Contains(raw, []byte("multipart")) {
		t.Errorf("%s", raw)
	}
}

func TestMessageRefuses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*desk.Draft){
		"open placeholder": func(d *desk.Draft) { d.Text += "[[price]]" },
		"no recipient":     func(d *desk.Draft) { d.To = nil },
		"no address":       func(d *desk.Draft) { d.To[0].Address = "jo@x.example\r\nRCPT TO:<evil@x.example>" },
		"no Message-ID":    func(d *desk.Draft) { d.MessageID = "" },
		"broken id":        func(d *desk.Draft) { d.InReplyTo = "a@b>\r\nBcc: <c@d" },
		"no text":          func(d *desk.Draft) { d.Text = " " },
	} {
		d := mailDraft()
		change(&d)
		if _, err := Message(d, time.Now()); desk.CodeOf(err) != desk.CodeBlocked {
			t.Errorf("%s: %v", name, err)
		}
	}
}
