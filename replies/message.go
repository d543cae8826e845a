package replies

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/mail"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"returndesk/desk"
	"returndesk/templates"
)

// Message gives the draft as the exact bytes that will be sent (RFC 5322, lines ended by
// CRLF): text alone, or text and HTML as alternatives, and attachments. The same draft
// and date always give the same bytes. date is written in its own zone.
func Message(d desk.Draft, date time.Time) ([]byte, error) {
	return write(d, date, nil)
}

// Headers by which people and programs find the case of a draft in a Drafts folder. Most mail
// programs drop them when somebody edits the draft; the ids of thread.go stay.
const (
	HeaderCase  = "X-Returndesk-Case"
	HeaderDraft = "X-Returndesk-Draft"
)

// FiledMessage gives the draft as it is put into a Drafts folder: the same mail, with headers
// that name case and draft.
func FiledMessage(d desk.Draft, date time.Time) ([]byte, error) {
	return write(d, date, map[string]string{HeaderCase: d.Case, HeaderDraft: d.ID})
}

// write gives a draft's bytes with further headers.
func write(d desk.Draft, date time.Time, more map[string]string) ([]byte, error) {
	if err := sendable(&d); err != nil {
		return nil, err
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(&mail.Address{Name: oneLine(d.From.Name), Address: d.From.Address})
	m.ToMailAddress(addresses(d.To)...)
	if len(d.Cc) > 0 {
		m.CcMailAddress(addresses(d.Cc)...)
	}
	m.Subject(oneLine(d.Subject))
	m.SetDateWithValue(date)
	m.SetMessageIDWithValue(d.MessageID)
	if d.InReplyTo != "" {
		m.SetGenHeader(gomail.HeaderInReplyTo, "<"+d.InReplyTo+">")
	}
	if len(d.Refs) > 0 {
		m.SetGenHeader(gomail.HeaderReferences, "<"+strings.Join(d.Refs, "> <")+">")
	}
	if d.AutoSubmitted != "" {
		// RFC 3834 section 5; and the header by which Exchange holds back its own answers.
		m.SetGenHeader("Auto-Submitted", d.AutoSubmitted)
		m.SetGenHeader("X-Auto-Response-Suppress", "All")
	}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		m.SetGenHeader(gomail.Header(name), oneLine(more[name]))
	}
	m.SetBodyString(gomail.TypeTextPlain, crlf(d.Text))
	if d.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, crlf(d.HTML))
	}
	for _, p := range d.Parts {
		m.AttachReadSeeker(oneLine(p.Name), bytes.NewReader(p.Data), gomail.WithFileContentType(gomail.ContentType(oneLine(p.Type))))
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "draft %s cannot be written as a mail", d.ID)
	}
	return fixBoundaries(b.Bytes(), &d, date), nil
}

// fixBoundaries replaces the drawn boundaries by ones made of the draft, so that the
// bytes are a function of the draft.
func fixBoundaries(raw []byte, d *desk.Draft, date time.Time) []byte {
	const mark, size = "boundary=", 60
	var drawn []string
	for rest := raw; ; {
		_, after, ok := bytes.Cut(rest, []byte(mark))
		if !ok {
			break
		}
		rest = after
		// In a body "=" would be encoded, so this is a header's parameter.
		if len(rest) > size && isHex(rest[:size]) && !isHex(rest[size:size+1]) {
			drawn = append(drawn, string(rest[:size]))
		}
	}
	for i, b := range drawn {
		sum := sha256.Sum256([]byte(d.ContentHash() + d.MessageID + date.UTC().Format(time.RFC3339) + string(rune('0'+i))))
		raw = bytes.ReplaceAll(raw, []byte(b), []byte(hex.EncodeToString(sum[:])[:size]))
	}
	return raw
}

func isHex(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// sendable refuses what must never become a mail, whatever the checks said before.
func sendable(d *desk.Draft) error {
	blocked := func(format string, args ...any) error {
		return desk.Errf(desk.CodeBlocked, format, args...)
	}
	if open := templates.OpenPlaceholders(d.Subject + "\n" + d.Text); len(open) > 0 {
		return blocked("draft %s has open placeholders: %s", d.ID, strings.Join(open, ", ")).(*desk.Error).WithMend("edit the draft and fill them in")
	}
	if len(d.To) == 0 {
		return blocked("draft %s has no recipient", d.ID)
	}
	for _, a := range append(append([]desk.Address{d.From}, d.To...), d.Cc...) {
		if !validAddress(a.Address) {
			return blocked("draft %s: %q is not a mail address", d.ID, a.Address)
		}
	}
	if bareID(d.MessageID) != d.MessageID || d.MessageID == "" {
		return blocked("draft %s has no usable Message-ID", d.ID)
	}
	for _, id := range append([]string{d.InReplyTo}, d.Refs...) {
		if id != "" && bareID(id) != id {
			return blocked("draft %s answers the id %q, which cannot stand in a header", d.ID, id)
		}
	}
	if strings.TrimSpace(d.Text) == "" {
		return blocked("draft %s has no text", d.ID)
	}
	return nil
}

func addresses(list []desk.Address) []*mail.Address {
	out := make([]*mail.Address, 0, len(list))
	for _, a := range list {
		out = append(out, &mail.Address{Name: oneLine(a.Name), Address: a.Address})
	}
	return out
}

// crlf ends every line as RFC 5322 section 2.3 wants it.
func crlf(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
}

// HTMLFromText makes the HTML part of a text that a person edited: the same words, in
// the look of the built-in frame. language is the draft's.
func HTMLFromText(text, language string) string {
	return templates.Page(language, text)
}
