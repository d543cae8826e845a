package message

import (
	"bytes"
	"fmt"
	"strings"
)

// segment is one stretch of body text, in the order of the mail: plain, HTML,
// or both forms of the same words (multipart/alternative).
type segment struct {
	plain, html       string
	hasPlain, hasHTML bool
	cids              []string // ContentIDs that the HTML refers to
}

// walker goes through the MIME structure of one mail. It cuts each multipart at
// its own boundary from the outside in, so that a part that is never closed
// ends with the part around it; at most maxDepth passes over each byte.
type walker struct {
	opt      *Options
	msg      *Message
	parts    *int // opened so far, attached mails included
	depth    int  // of attached mails
	status   []byte
	returned []byte       // header or whole of the mail that a report is about
	held     []Attachment // the parts of a report: files, when the mail turns out to be none
	text     int          // bytes of text parts so far
	wrapped  int          // S/MIME signatures opened so far
}

// entity reads one MIME entity.
func (w *walker) entity(h *header, body []byte, depth int, fallback string) []segment {
	*w.parts++
	ctype, params := parseParams(h.get("Content-Type"))
	if ctype == "" || strings.Count(ctype, "/") != 1 || strings.HasSuffix(ctype, "/") {
		ctype = fallback
	}
	switch {
	case depth > maxDepth:
		w.raw(ctype, "nested more than "+fmt.Sprint(maxDepth)+" levels deep", body)
		return nil
	case *w.parts > maxParts:
		w.raw(ctype, "beyond the "+fmt.Sprint(maxParts)+" parts that are read of a mail", body)
		return nil
	case strings.HasPrefix(ctype, "multipart/"):
		return w.multipart(h, ctype, params, body, depth)
	}
	return w.leaf(h, ctype, params, body, depth)
}

// raw keeps a piece that is not read further.
func (w *walker) raw(ctype, reason string, b []byte) {
	w.msg.problem(ProblemStructure, "part kept as it came: "+reason)
	if len(w.msg.RawParts) < maxProblems {
		w.msg.RawParts = append(w.msg.RawParts, RawPart{ctype, reason, b})
	}
}

// multipart reads the parts of a multipart entity (RFC 2046 section 5.1).
func (w *walker) multipart(h *header, ctype string, params params, body []byte, depth int) []segment {
	if enc := strings.ToLower(firstToken(h.get("Content-Transfer-Encoding"))); enc == "base64" || enc == "quoted-printable" {
		// Forbidden by RFC 2045 section 6.4, seen all the same.
		body, _ = decodeTransfer(body, enc)
		w.msg.problem(ProblemEncoding, "a multipart was transfer-encoded as a whole")
	}
	boundary := strings.TrimRight(params.get("boundary"), " ")
	if boundary == "" || !hasDelimiter(body, boundary) {
		guess := guessBoundary(body)
		if guess == "" {
			w.msg.problem(ProblemStructure, "multipart without a boundary: read as text")
			return w.leaf(h, "text/plain", nil, body, depth)
		}
		w.msg.problem(ProblemStructure, "multipart whose boundary is not the one it names")
		boundary = guess
	}
	parts, closed := cutParts(body, boundary, max(1, maxParts-*w.parts+1))
	if len(parts) == 0 && len(bytes.TrimSpace(body)) > 0 {
		// Lines that begin with the boundary and go on as something else separate nothing.
		w.msg.problem(ProblemStructure, "multipart without a part: read as text")
		return w.leaf(h, "text/plain", nil, body, depth)
	}
	if !closed {
		w.msg.problem(ProblemStructure, "multipart without its last boundary")
	}
	fallback := "text/plain"
	if ctype == "multipart/digest" {
		fallback = "message/rfc822"
	}
	if ctype == "multipart/encrypted" {
		w.msg.problem(ProblemEncrypted, "the mail is encrypted; its content is kept as attachment")
	}
	var out []segment
	var children [][]segment
	for _, part := range parts {
		if *w.parts >= maxParts {
			w.raw(ctype, "beyond the "+fmt.Sprint(maxParts)+" parts that are read of a mail", part)
			break // the last part holds all that follow
		}
		ph, pbody := partHeader(part)
		if len(ph.excess) > 0 {
			w.raw("", "part with more than 256 KiB of header", part)
			continue
		}
		segs := w.entity(&ph, pbody, depth+1, fallback)
		if ctype == "multipart/alternative" {
			children = append(children, segs)
			continue
		}
		out = append(out, segs...)
	}
	if ctype == "multipart/alternative" {
		return alternative(children)
	}
	return out
}

// alternative makes one segment of the forms of one text: the first plain form
// and the last HTML form (RFC 2046 section 5.1.4: the last is the richest). A further
// plain form that says something else is no form of the same text: it is kept, too.
func alternative(children [][]segment) []segment {
	var seg segment
	for _, segs := range children {
		var plain, html []string
		for _, s := range segs {
			if s.hasPlain {
				plain = append(plain, strings.TrimRight(s.plain, "\n"))
			}
			if s.hasHTML {
				html = append(html, s.html)
			}
		}
		if text := strings.Join(plain, "\n\n"); len(plain) > 0 && !seg.hasPlain {
			seg.plain, seg.hasPlain = text, true
		} else if len(plain) > 0 && len(html) == 0 && !strings.Contains(sameWords(seg.plain), sameWords(text)) {
			seg.plain += "\n\n" + text
		}
		if len(html) > 0 {
			seg.html, seg.hasHTML = strings.Join(html, "\n"), true
		}
	}
	if !seg.hasPlain && !seg.hasHTML {
		return nil
	}
	return []segment{seg}
}

// sameWords makes texts comparable that differ in blanks and line ends only.
func sameWords(s string) string { return strings.Join(strings.Fields(s), " ") }

// partHeader splits a part. A part that begins with an empty line has no header
// (RFC 2046 section 5.1), and leading empty lines must not hide that.
func partHeader(part []byte) (header, []byte) {
	if line, next := nextLine(part, 0); len(line) == 0 {
		// Some mailers leave an empty line before the header as well.
		rest := part[next:]
		if l2, _ := nextLine(rest, 0); !bytes.HasPrefix(bytes.ToLower(l2[:min(len(l2), 8)]), []byte("content-")) {
			return header{}, rest
		}
	}
	return splitHeader(part)
}

// hasDelimiter says whether a line of body begins with the boundary.
func hasDelimiter(body []byte, boundary string) bool {
	d := []byte("--" + boundary)
	return bytes.HasPrefix(body, d) || bytes.Contains(body, append([]byte("\n"), d...))
}

// guessBoundary takes the first line "--something" that is followed by a part
// header for the boundary.
func guessBoundary(body []byte) string {
	for off := 0; off < len(body); {
		line, next := nextLine(body, off)
		if len(line) > 3 && len(line) < 200 && bytes.HasPrefix(line, []byte("--")) && line[2] != ' ' {
			l2, _ := nextLine(body, next)
			if bytes.HasPrefix(bytes.ToLower(l2[:min(len(l2), 8)]), []byte("content-")) {
				return string(bytes.TrimRight(line[2:], " \t"))
			}
		}
		off = next
		if off > maxHeaderBytes {
			return ""
		}
	}
	return ""
}

// cutParts cuts body at the lines "--boundary". closed says whether the final
// "--boundary--" was there. Parts after it are read, too: forwarding programs
// add some. After limit parts the last one holds the rest.
func cutParts(body []byte, boundary string, limit int) (parts [][]byte, closed bool) {
	delim := []byte("--" + boundary)
	start := -1 // where the open part begins
	for off := 0; off < len(body); {
		// Find the next line that begins with the delimiter.
		i := off
		if !(off == 0 && bytes.HasPrefix(body, delim)) {
			j := bytes.Index(body[off:], delim)
			if j < 0 {
				break
			}
			i = off + j
			if i > 0 && body[i-1] != '\n' {
				off = i + 2
				continue
			}
		}
		line, next := nextLine(body, i)
		tail := bytes.TrimRight(line[len(delim):], " \t")
		final := bytes.Equal(tail, []byte("--"))
		if len(tail) > 0 && !final {
			off = next // a longer boundary that begins with ours
			continue
		}
		if start >= 0 && len(parts) == limit-1 {
			break
		}
		if start >= 0 {
			parts = append(parts, trimPartEnd(body[start:i]))
		}
		if start = next; final {
			start, closed = -1, true
		}
		off = next
	}
	if start >= 0 && start <= len(body) {
		closed = false
		parts = append(parts, body[start:])
	}
	return parts, closed
}

// trimPartEnd removes the line end before a delimiter, which belongs to it.
func trimPartEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}
