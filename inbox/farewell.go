package inbox

import (
	"bytes"
	"strings"
	"sync"

	"github.com/emersion/go-imap/v2"
)

// tail keeps the last bytes of a conversation. The client library drops the words of a BYE
// (RFC 3501 section 7.1.5), and in them stands why a session ended: a token that ran out,
// a pause that is asked for.
type tail struct {
	mu    sync.Mutex
	bytes []byte
}

// tailSize holds any sensible BYE, in bytes.
const tailSize = 512

// Write implements io.Writer; it sees both directions and never fails.
func (t *tail) Write(p []byte) (int, error) {
	n := len(p)
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(p) > tailSize {
		p = p[len(p)-tailSize:]
	}
	if over := len(t.bytes) + len(p) - tailSize; over > 0 {
		t.bytes = append(t.bytes[:0], t.bytes[over:]...)
	}
	t.bytes = append(t.bytes, p...)
	return n, nil
}

// farewell gives the last BYE of the conversation, nil when there was none.
func (t *tail) farewell() *imap.Error {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := bytes.LastIndex(t.bytes, []byte("* BYE"))
	if at < 0 || at > 0 && t.bytes[at-1] != '\n' {
		return nil
	}
	line, _, _ := bytes.Cut(t.bytes[at+len("* BYE"):], []byte("\r\n"))
	text := strings.TrimSpace(string(line))
	e := &imap.Error{Type: imap.StatusResponseTypeBye, Text: text}
	if code, rest, ok := strings.Cut(strings.TrimPrefix(text, "["), "]"); ok && strings.HasPrefix(text, "[") {
		e.Code, e.Text = imap.ResponseCode(code), strings.TrimSpace(rest)
	}
	return e
}
