package demo

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"
)

// mailTime is the form of dates in mail (RFC 5322 section 3.3).
const mailTime = "Mon, 02 Jan 2006 15:04:05 -0700"

// compose writes a letter out as the shop's server would hand it over: with the trace
// fields of that server on top, then what the writer's mail program made.
func compose(l *letter, now time.Time) ([]byte, error) {
	h := headerOf(l, now)
	var b bytes.Buffer
	var err error
	if len(l.parts) == 0 && (l.html == "" || l.text == "") {
		err = single(&b, l, h)
	} else {
		err = several(&b, l, h)
	}
	if err != nil {
		return nil, fmt.Errorf("write the mail %s: %w", l.key, err)
	}
	return b.Bytes(), nil
}

// headerOf fills the header. Fields are added from the lowest to the topmost.
func headerOf(l *letter, now time.Time) message.Header {
	var h mail.Header
	at := l.at(now)
	for _, f := range l.fields {
		h.Add(f.name, f.value)
	}
	h.SetSubject(l.subject)
	to := l.to
	if to == "" {
		to = ShopAddress
	}
	h.SetAddressList("To", []*mail.Address{{Name: ShopName, Address: to}})
	h.SetAddressList("From", []*mail.Address{{Name: l.from.name, Address: l.from.address}})
	h.SetDate(at.Add(-l.date - 20*time.Second))
	if len(l.replyTo) > 0 {
		h.SetMsgIDList("References", l.replyTo)
		h.SetMsgIDList("In-Reply-To", l.replyTo[len(l.replyTo)-1:])
	}
	h.SetMessageID(l.messageID(now))
	_, domain, _ := strings.Cut(l.from.address, "@")
	h.Add("Received", fmt.Sprintf("from out.%s (out.%s [198.51.100.%d]) by %s with ESMTPS id %x; %s",
		domain, domain, 10+len(l.key), AuthServID, at.Unix(), at.Format(mailTime)))
	dmarc, dkim := "pass", "pass"
	if l.auth == authFail {
		dmarc, dkim = "fail", "none"
	}
	h.Add("Authentication-Results", fmt.Sprintf("%s; dkim=%s header.d=%s; spf=%s smtp.mailfrom=%s; dmarc=%s header.from=%s",
		AuthServID, dkim, domain, dmarc, domain, dmarc, domain))
	h.Add("Return-Path", "<"+l.from.address+">")
	return h.Header
}

// messageID gives the letter's own id; one demo after another gets other ids, as other
// mails would have.
func (l *letter) messageID(now time.Time) string {
	if l.id != "" {
		return l.id
	}
	_, domain, _ := strings.Cut(l.from.address, "@")
	return fmt.Sprintf("%s.%x@%s", l.key, l.at(now).Unix(), domain)
}

// single writes a mail of one part.
func single(w io.Writer, l *letter, h message.Header) error {
	body, kind := l.text, "text/plain"
	if l.text == "" {
		body, kind = l.html, "text/html"
	}
	setText(&h, kind)
	mw, err := message.CreateWriter(w, h)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(mw, crlf(body)); err != nil {
		return err
	}
	return mw.Close()
}

// several writes text and HTML as alternatives, and attachments beside them.
func several(w io.Writer, l *letter, h message.Header) error {
	h.SetContentType("multipart/mixed", map[string]string{"boundary": "=_" + l.key + "_mixed"})
	mw, err := message.CreateWriter(w, h)
	if err != nil {
		return err
	}
	if err := words(mw, l); err != nil {
		return err
	}
	for i := range l.parts {
		if err := attach(mw, &l.parts[i]); err != nil {
			return err
		}
	}
	return mw.Close()
}

func words(mw *message.Writer, l *letter) error {
	if l.text != "" && l.html != "" {
		var h message.Header
		h.SetContentType("multipart/alternative", map[string]string{"boundary": "=_" + l.key + "_alt"})
		alt, err := mw.CreatePart(h)
		if err != nil {
			return err
		}
		if err := wordsPart(alt, "text/plain", l.text); err != nil {
			return err
		}
		if err := wordsPart(alt, "text/html", l.html); err != nil {
			return err
		}
		return alt.Close()
	}
	if l.text == "" {
		return wordsPart(mw, "text/html", l.html)
	}
	return wordsPart(mw, "text/plain", l.text)
}

func wordsPart(mw *message.Writer, kind, body string) error {
	var h message.Header
	setText(&h, kind)
	return writePart(mw, h, []byte(crlf(body)))
}

func setText(h *message.Header, kind string) {
	h.SetContentType(kind, map[string]string{"charset": "utf-8"})
	h.Set("Content-Transfer-Encoding", "quoted-printable")
}

// attach writes one file; an inline one can be referred to by its Content-ID (RFC 2392).
func attach(mw *message.Writer, p *part) error {
	data, err := p.draw()
	if err != nil {
		return fmt.Errorf("draw %s: %w", p.name, err)
	}
	var h message.Header
	disposition := "attachment"
	if p.cid != "" {
		disposition = "inline"
		h.Set("Content-ID", "<"+p.cid+">")
	}
	h.SetContentDisposition(disposition, map[string]string{"filename": p.name})
	h.SetContentType(p.mime, map[string]string{"name": p.name})
	h.Set("Content-Transfer-Encoding", "base64")
	return writePart(mw, h, data)
}

func writePart(mw *message.Writer, h message.Header, body []byte) error {
	pw, err := mw.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := pw.Write(body); err != nil {
		return err
	}
	return pw.Close()
}

// crlf gives text the line ends of mail.
func crlf(s string) string {
	return strings.ReplaceAll(strings.Trim(s, "\n")+"\n", "\n", "\r\n")
}
