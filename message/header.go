package message

import (
	"bytes"
	"strings"
)

// field is one header field; value is what stands after the colon, still folded.
type field struct {
	key, value []byte
	off        int // where the field begins in its block
}

// header is a block of fields in the order of the mail, topmost first.
type header struct {
	fields []field
	odd    []string // lines that are no fields, for display, a few
	excess []byte   // what lies beyond maxHeaderBytes
}

func equalKey(key []byte, name string) bool {
	if len(key) != len(name) {
		return false
	}
	for i := 0; i < len(name); i++ {
		if asciiLower(key[i]) != asciiLower(name[i]) {
			return false
		}
	}
	return true
}

func asciiLower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// get returns the unfolded value of the first field of that name, "" if none.
// The value may hold any bytes.
func (h *header) get(name string) string {
	for i := range h.fields {
		if equalKey(h.fields[i].key, name) {
			return unfold(h.fields[i].value)
		}
	}
	return ""
}

func (h *header) has(name string) bool {
	for i := range h.fields {
		if equalKey(h.fields[i].key, name) {
			return true
		}
	}
	return false
}

// all returns the unfolded values of all fields of that name, topmost first.
func (h *header) all(name string) []string {
	var out []string
	for i := range h.fields {
		if equalKey(h.fields[i].key, name) {
			out = append(out, unfold(h.fields[i].value))
		}
	}
	return out
}

// hasPrefix says whether any field's name begins with prefix.
func (h *header) hasPrefix(prefix string) bool {
	for i := range h.fields {
		if k := h.fields[i].key; len(k) > len(prefix) && equalKey(k[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

// unfold joins the lines of a value (RFC 5322 section 2.2.3).
func unfold(v []byte) string {
	v = bytes.TrimSpace(v)
	if bytes.IndexByte(v, '\n') < 0 && bytes.IndexByte(v, '\r') < 0 {
		return string(v)
	}
	out := make([]byte, 0, len(v))
	for _, c := range v {
		if c != '\r' && c != '\n' {
			out = append(out, c)
		}
	}
	return string(out)
}

// splitHeader parses the header block at the start of b and returns the body.
// Lines that are no fields are skipped while known fields still follow; after
// the last known field such a line begins the body (the empty line is missing).
func splitHeader(b []byte) (h header, body []byte) {
	full, block, body := cutHeaderBlock(b)
	if len(block) > maxHeaderBytes {
		cut := bytes.LastIndexByte(block[:maxHeaderBytes], '\n') + 1
		if cut == 0 {
			cut = maxHeaderBytes
		}
		h.excess, block = block[cut:], block[:cut]
	}
	h.fields = make([]field, 0, 24)
	var bad []int    // offsets of lines that are no fields
	lastKnown := -1  // offset of the last field of a name that mails have
	inField := false // whether a continuation line has something to continue
	for off := 0; off < len(block); {
		line, next := nextLine(block, off)
		switch {
		case len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
			if inField {
				f := &h.fields[len(h.fields)-1]
				// key and value lie in one block: extend the value to this line's end.
				f.value = f.value[:len(f.value)+next-off]
			} else if len(bytes.TrimSpace(line)) > 0 {
				bad = append(bad, off)
			}
		case len(h.fields) >= maxFields:
			h.excess = append(append([]byte(nil), block[off:]...), h.excess...)
			return h, body
		default:
			key, ok := fieldName(line)
			inField = ok
			if !ok {
				bad = append(bad, off)
				break
			}
			colon := off + bytes.IndexByte(line, ':')
			h.fields = append(h.fields, field{key, block[colon+1 : next], off})
			if isKnownField(key) {
				lastKnown = off
			}
		}
		off = next
	}
	return h.settle(full, block, body, bad, lastKnown)
}

// settle decides what the lines that are no fields were: noise inside the
// header, or the beginning of a body without an empty line before it.
func (h header) settle(full, block, body []byte, bad []int, lastKnown int) (header, []byte) {
	for _, off := range bad {
		line, _ := nextLine(block, off)
		if off > lastKnown && lastKnown >= 0 && len(h.excess) == 0 {
			body = full[off:]
			keep := h.fields[:0]
			for _, f := range h.fields {
				if f.off < off {
					keep = append(keep, f)
				}
			}
			h.fields = keep
			h.odd = append(h.odd, "no empty line between header and text")
			break
		}
		if off == 0 && (bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From "))) {
			continue // mbox separator, harmless
		}
		if len(h.odd) < 5 {
			s, _ := guessUTF8(line[:min(len(line), 60)], false)
			h.odd = append(h.odd, "header line that is no field: "+cleanLine(s))
		}
	}
	return h, body
}

// cutHeaderBlock cuts b at the first empty line. Leading empty lines are
// skipped; full is b without them.
func cutHeaderBlock(b []byte) (full, block, body []byte) {
	for len(b) > 0 && (b[0] == '\r' || b[0] == '\n') {
		b = b[1:]
	}
	for off := 0; off < len(b); {
		line, next := nextLine(b, off)
		if len(line) == 0 {
			return b, b[:off], b[next:]
		}
		off = next
	}
	return b, b, nil
}

// nextLine returns the line at off without its end, and where the next begins.
func nextLine(b []byte, off int) (line []byte, next int) {
	i := bytes.IndexByte(b[off:], '\n')
	if i < 0 {
		return bytes.TrimSuffix(b[off:], []byte("\r")), len(b)
	}
	line = b[off : off+i]
	if i > 0 && line[i-1] == '\r' {
		line = line[:i-1]
	}
	return line, off + i + 1
}

// fieldName returns the name before the colon. Blanks before the colon are
// tolerated (RFC 5322 section 4.5.1), blanks within are not.
func fieldName(line []byte) ([]byte, bool) {
	i := bytes.IndexByte(line, ':')
	if i <= 0 || i > 200 {
		return nil, false
	}
	key := bytes.TrimRight(line[:i], " \t")
	if len(key) == 0 {
		return nil, false
	}
	for _, c := range key {
		if c <= ' ' || c >= 0x7f {
			return nil, false
		}
	}
	return key, true
}

// isKnownField says whether mails have a field of this name. It tells a header
// from text that happens to have a colon.
func isKnownField(key []byte) bool {
	switch len(key) {
	case 2, 3, 4, 6, 7, 8, 10, 11, 12, 16, 19, 22, 25:
	default:
		return false
	}
	switch strings.ToLower(string(key)) {
	case "to", "cc", "bcc", "from", "date", "sender", "subject", "received", "reply-to",
		"message-id", "references", "in-reply-to", "return-path", "mime-version",
		"content-type", "content-id", "content-disposition", "content-transfer-encoding",
		"content-description", "delivered-to", "authentication-results", "x-mailer":
		return true
	}
	return false
}
