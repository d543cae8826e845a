package message

import (
	"crypto/sha256"
	"errors"
	"strings"
	"time"
)

// ErrUnusable is wrapped by the error that Parse returns for bytes of which
// nothing can be used: they belong into quarantine.
var ErrUnusable = errors.New("no usable mail")

// Parse reads one mail. internalDate is the server's INTERNALDATE, zero when
// unknown. It fails only when nothing is usable: no bytes, or no field at all
// that mails have; the error wraps ErrUnusable. Everything less is told in the
// message's Problems. The Message shares memory with raw.
func Parse(raw []byte, internalDate time.Time, opt Options) (*Message, error) {
	parts := 0
	return parse(raw, internalDate, &opt, &parts, 0)
}

// parse reads a mail that is attached attached levels deep.
func parse(raw []byte, internal time.Time, opt *Options, parts *int, attached int) (*Message, error) {
	h, body := splitHeader(raw)
	if err := usable(&h, raw); err != nil {
		return nil, err
	}
	m := &Message{Hash: sha256.Sum256(raw)}
	for _, odd := range h.odd {
		m.problem(ProblemHeader, odd)
	}
	if len(h.excess) > 0 {
		m.RawParts = append(m.RawParts, RawPart{"text/rfc822-headers", "header beyond 256 KiB or 4000 fields", h.excess})
		m.problem(ProblemHeader, "the header is too big; the rest of it is kept raw")
	}
	var hs []receivedHop
	if attached == 0 {
		hs = hops(&h)
		m.ReceivedAt = receivedAt(internal, hs, opt)
	} else {
		m.ReceivedAt = internal // an attached mail came when the outer one did
	}
	readFields(&h, m)

	w := &walker{opt: opt, msg: m, parts: parts, depth: attached}
	ctype, params := parseParams(h.get("Content-Type"))
	segments := w.entity(&h, body, 0, "text/plain")
	readTexts(m, segments, opt)
	if ctype != "multipart/report" { // that attaches our own mail
		useAttachedMail(m, opt)
		useAttachedText(m)
	}

	if attached > 0 {
		w.releaseHeld()
		// Nobody vouches for the header of an attached mail.
		m.Sender = Sender{Address: m.From.Address, Name: m.From.Name, Verified: Unverified, Reason: SenderNoResult, Detail: "An attached mail proves nothing about its sender."}
	} else {
		m.Sender = senderOf(&h, m, hs, opt)
		m.Machine = machineOf(&h, m, w, ctype, params, opt)
	}
	m.TraceHash = traceHash(&h, body, m)
	return m, nil
}

// usable fails when a mail has no field that mails have.
func usable(h *header, raw []byte) error {
	for i := range h.fields {
		if isKnownField(h.fields[i].key) {
			return nil
		}
	}
	if len(strings.TrimSpace(string(raw[:min(len(raw), 1024)]))) == 0 {
		return unusable("the mail is empty", "look at it in the mailbox, then remove it there")
	}
	return unusable("not one header field of a mail was found", "look at the raw bytes; replay it after mending them")
}

// readFields reads the fields that need no judgement.
func readFields(h *header, m *Message) {
	m.MessageID = firstOf(parseIDs(h.get("Message-ID")))
	m.ReturnPath = returnPath(h)
	m.InReplyTo = parseIDs(h.get("In-Reply-To"))
	m.References = parseIDs(h.get("References"))
	m.Subject = decodeWords(h.get("Subject"))
	m.SubjectClean, m.Forwarded = cleanSubject(m.Subject)
	if list, _ := parseMailboxes(h.get("From")); len(list) > 0 {
		m.From = list[0]
	} else {
		m.problem(ProblemAddress, "From names no readable address")
	}
	m.ReplyTo = mailboxes(h, "Reply-To")
	m.To = mailboxes(h, "To")
	m.Cc = mailboxes(h, "Cc")
	if d := h.get("Date"); d != "" {
		if m.Date = parseDate(d); m.Date.IsZero() {
			m.problem(ProblemDate, "Date cannot be read")
		}
	}
	if m.ReceivedAt.IsZero() {
		m.problem(ProblemDate, "nobody knows when our server received the mail")
	}
}

func mailboxes(h *header, name string) []Mailbox {
	var out []Mailbox
	for _, v := range h.all(name) {
		list, _ := parseMailboxes(v)
		out = append(out, list...)
		if len(out) >= maxMailboxes {
			return out[:maxMailboxes]
		}
	}
	return out
}

// traceFree are the fields that stay the same on every way that a mail takes.
var traceFree = [...]string{"From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To", "Content-Type", "Content-Transfer-Encoding"}

// traceHash recognises copies of one mail that took different ways: it covers
// what the sender wrote, not what servers added (inbox.md, "Where we are in a
// mailbox"). Without a Message-ID two mails of one second could be alike: then
// it is the hash of the raw bytes, which have the way in them.
func traceHash(h *header, body []byte, m *Message) [32]byte {
	if m.MessageID == "" {
		return m.Hash
	}
	d := sha256.New()
	for _, name := range traceFree {
		d.Write([]byte(name))
		for _, v := range h.all(name) {
			d.Write([]byte(strings.Join(strings.Fields(v), " ")))
			d.Write([]byte{0})
		}
	}
	// Servers differ in line ends and in empty lines at the end.
	for off := 0; off < len(body); {
		line, next := nextLine(body, off)
		if len(line) == 0 && allBlank(body[off:]) {
			break
		}
		d.Write(line)
		d.Write([]byte{'\n'})
		off = next
	}
	var out [32]byte
	d.Sum(out[:0])
	return out
}

func allBlank(b []byte) bool {
	for _, c := range b {
		if c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}
