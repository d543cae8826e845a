package archive

import (
	"bufio"
	"errors"
	"io"

	"returndesk/desk"
)

// MboxReader reads the mails of an mbox file one after the other (RFC 4155, the "default"
// format, with the quoting of mboxrd taken off). It holds 64 KB, however long a mail or a line is;
// a line's quoting is told by that much of it.
type MboxReader struct {
	in    *bufio.Reader
	begun bool   // the first line was read
	open  bool   // the mail that Next gave has more to read
	more  bool   // what comes next goes on in the same line
	held  string // an empty line: it is the mail's unless a separator or the end follows
	front string // the held line, to be given before piece
	piece []byte // what is to be given next; stands until the file is read on
	err   error  // what ended the reading
}

// NewMboxReader reads from r.
func NewMboxReader(r io.Reader) *MboxReader {
	return &MboxReader{in: bufio.NewReaderSize(r, 1<<16)}
}

// Next gives the next mail, without the line that begins it and the empty line that ends it; line
// ends stay as they are. The mail before it must not be read any more; what was not read of it is
// passed over. The error is io.EOF behind the last mail, CodeInvalid when r is no mbox file, and
// CodeUnavailable when it cannot be read.
func (m *MboxReader) Next() (io.Reader, error) {
	if !m.begun {
		m.begun = true
		m.begin()
	}
	for m.open {
		m.advance()
	}
	if m.err != nil {
		return nil, m.err
	}
	m.open, m.more, m.held, m.front, m.piece = true, false, "", "", nil
	return &mboxMail{box: m}, nil
}

// begin reads the first line, which has to be a separator.
func (m *MboxReader) begin() {
	line, err := m.in.ReadSlice('\n')
	switch {
	case failed(err):
		m.err = unreadable(err)
	case len(line) == 0:
		m.err = io.EOF
	case !separator(line):
		m.err = desk.Errf(desk.CodeInvalid, "the first line does not begin a mail of an mbox file").
			WithMend(`it has to read as "From jo@example.com Thu Mar 19 12:00:00 2026"; for a file with one mail, take such a line away`)
	}
}

// advance reads on in the open mail: a line, a part of a long one, or its end.
func (m *MboxReader) advance() {
	m.front, m.piece = "", nil
	line, err := m.in.ReadSlice('\n')
	starts := !m.more
	m.more = errors.Is(err, bufio.ErrBufferFull)
	switch {
	case failed(err):
		m.open, m.err = false, unreadable(err)
	case len(line) == 0:
		m.open, m.err = false, io.EOF
	case starts && m.held != "" && separator(line):
		m.open = false
	default:
		m.front, m.held = m.held, ""
		switch {
		case starts && (string(line) == "\n" || string(line) == "\r\n"):
			m.held = string(line)
		case starts:
			m.piece = unquoted(line)
		default:
			m.piece = line
		}
	}
}

// mboxMail is one mail while it is read.
type mboxMail struct{ box *MboxReader }

// Read gives the mail's bytes.
func (r *mboxMail) Read(p []byte) (int, error) {
	m := r.box
	for m.open && m.front == "" && len(m.piece) == 0 {
		m.advance()
	}
	switch {
	case m.front != "":
		n := copy(p, m.front)
		m.front = m.front[n:]
		return n, nil
	case len(m.piece) > 0:
		n := copy(p, m.piece)
		m.piece = m.piece[n:]
		return n, nil
	case m.err != nil:
		return 0, m.err
	}
	return 0, io.EOF
}

// failed: the end of the file and a long line are no failures of the reading.
func failed(err error) bool {
	return err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull)
}

func unreadable(err error) error {
	return desk.Wrap(desk.CodeUnavailable, err, "the mbox file cannot be read on").WithMend("look whether its disk is sound")
}
