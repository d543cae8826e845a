package archive

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"time"
	"unicode"
)

// MboxWriter writes mails into an mbox file (RFC 4155, the "default" format): lines end with LF,
// an empty line follows each mail, and lines that could be taken for the beginning of one are
// quoted as in mboxrd, which can be taken back whole.
type MboxWriter struct{ out *bufio.Writer }

// NewMboxWriter writes to w.
func NewMboxWriter(w io.Writer) *MboxWriter {
	return &MboxWriter{out: bufio.NewWriter(w)}
}

// Put writes one mail, from its envelope's sender, which came at a time. The mail has left with
// its last byte when Put is done. The error is the one of the writer underneath.
func (m *MboxWriter) Put(from string, at time.Time, raw []byte) error {
	_, _ = m.out.WriteString("From " + envelope(from) + " " + date(at) + "\n") // Flush tells of every failure
	for len(raw) > 0 {
		var line []byte
		line, raw, _ = bytes.Cut(raw, []byte("\n"))
		if quotable(line) {
			_ = m.out.WriteByte('>')
		}
		_, _ = m.out.Write(bytes.TrimSuffix(line, []byte("\r")))
		_ = m.out.WriteByte('\n')
	}
	_ = m.out.WriteByte('\n')
	return m.out.Flush()
}

// envelope is the sender as one word; a mail of nobody's is the mail system's own.
func envelope(from string) string {
	if from == "" || strings.ContainsFunc(from, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || len(from) > 900 {
		return "MAILER-DAEMON"
	}
	return from
}

// date is the time in UTC as asctime writes it. What asctime cannot write, or nobody knew, is 1970.
func date(at time.Time) string {
	at = at.UTC()
	if at.Year() < 1970 || at.Year() > 9999 {
		at = time.Unix(0, 0).UTC()
	}
	return at.Format(time.ANSIC)
}
