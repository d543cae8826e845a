package archive

import (
	"bytes"
	"io"
	"net/mail"
	"os"
	"strings"
	"time"

	"returndesk/desk"
)

// MaxMail is how large one mail may be, in bytes. A larger one is skipped and told of.
const MaxMail = 64 << 20

// Mail is one old mail. Its bytes lie in a file until they are asked for: an archive of years
// does not fit into memory.
type Mail struct {
	At     time.Time // when it came: see arrival
	Source string    // where it was found, for people: "old.mbox, mail 12"
	path   string
}

// Bytes reads the mail as it crossed the network: every line ends with CR and LF (RFC 5322
// section 2.3), so that it has the same identity as the copy in a mailbox.
func (m Mail) Bytes() ([]byte, error) {
	raw, err := os.ReadFile(m.path)
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "%s cannot be read any more", m.Source)
	}
	return network(raw), nil
}

// network ends every line with CR and LF.
func network(raw []byte) []byte {
	if !bytes.Contains(raw, []byte("\n")) || bytes.Count(raw, []byte("\n")) == bytes.Count(raw, []byte("\r\n")) {
		return raw
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
}

// arrival tells when a mail came: by the topmost Received header, which the last server wrote
// (RFC 5321 section 4.4), else by Date, which the writer did. ok is false when neither can be read.
func arrival(r io.Reader) (at time.Time, ok bool) {
	m, err := mail.ReadMessage(io.LimitReader(r, 1<<20)) // a header; the body is not needed
	if err != nil {
		return at, false
	}
	if trace := m.Header["Received"]; len(trace) > 0 {
		if at, err = mail.ParseDate(strings.TrimSpace(trace[0][strings.LastIndexByte(trace[0], ';')+1:])); err == nil {
			return at, true
		}
	}
	at, err = m.Header.Date()
	return at, err == nil
}
