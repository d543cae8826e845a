package message

import (
	"bytes"
	"crypto/sha256"
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
	returned []byte // header or whole of the mail that a report is about
	text     int    // bytes of text parts so far
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
// and the last HTML form (RFC 2046 section 5.1.4: the last is the richest).
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
		if len(plain) > 0 && !seg.hasPlain {
			seg.plain, seg.hasPlain = strings.Join(plain, "\n\n"), true
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

// leaf reads a part that is no multipart.
func (w *walker) leaf(h *header, ctype string, params params, body []byte, depth int) []segment {
	disposition, dparams := parseParams(h.get("Content-Disposition"))
	name := cleanFileName(dparams.get("filename"))
	if name == "" {
		name = cleanFileName(params.get("name"))
	}
	data, broken := decodeTransfer(body, h.get("Content-Transfer-Encoding"))
	if broken != "" {
		w.msg.problem(ProblemEncoding, broken)
		if strings.HasPrefix(broken, "unknown") && !strings.HasPrefix(ctype, "text/") {
			w.raw(ctype, broken, body)
		}
	}
	switch ctype {
	case "text/plain", "text/html":
		if disposition != "attachment" && name == "" {
			return w.body(ctype, params, data)
		}
	case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification", "message/feedback-report":
		if w.status == nil {
			w.status = data
		}
		return nil
	case "text/rfc822-headers", "message/global-headers":
		if w.returned == nil {
			w.returned = data
		}
		return nil
	case "message/rfc822", "message/global":
		w.attachedMail(ctype, name, data, broken, h)
		return nil
	}
	w.attach(h, ctype, params, name, data, broken)
	return nil
}

// body makes a segment of a text part.
func (w *walker) body(ctype string, params params, data []byte) []segment {
	// All text parts of a mail share one budget, so that a thousand of them cost
	// no more memory than one.
	if left := max(0, maxHTMLBytes-w.text); len(data) > left {
		w.raw(ctype, "the end of a very long text", data[left:])
		w.msg.problem(ProblemTruncated, "more text than is made readable: the rest is kept raw")
		data = data[:left]
	}
	w.text += len(data)
	if ctype == "text/plain" {
		for range 20 {
			name, file, rest, ok := cutUU(data)
			if !ok {
				break
			}
			data = rest
			w.add(Attachment{Name: nameOr(name, "application/octet-stream", len(w.msg.Attachments)), ContentType: "application/octet-stream", Bytes: file})
		}
	}
	cs := params.get("charset")
	if ctype == "text/html" && cs == "" {
		cs = metaCharset(data)
	}
	s, ok := toUTF8(data, cs)
	if !ok {
		if cs == "" {
			cs = "none"
		}
		w.msg.problem(ProblemCharset, "text is not in the charset that it names ("+cleanLine(cs[:min(len(cs), 40)])+"): guessed")
	}
	if ctype == "text/html" {
		return []segment{{html: s, hasHTML: true}}
	}
	s = dropArmor(cleanText(s))
	if strings.EqualFold(params.get("format"), "flowed") {
		s = unflow(s, strings.EqualFold(params.get("delsp"), "yes"))
	}
	return []segment{{plain: s, hasPlain: true}}
}

// metaCharset reads <meta charset> where the MIME header is silent.
func metaCharset(b []byte) string {
	b = bytes.ToLower(b[:min(len(b), 1024)])
	i := bytes.Index(b, []byte("charset="))
	if i < 0 {
		return ""
	}
	b = bytes.TrimLeft(b[i+8:], "\"' ")
	if end := bytes.IndexAny(b, "\"'/> ;"); end >= 0 {
		b = b[:end]
	}
	return string(b)
}

// attachedMail reads a message/rfc822 part, up to maxAttachedDepth deep.
func (w *walker) attachedMail(ctype, name string, data []byte, broken string, h *header) {
	if w.returned == nil {
		w.returned = data
	}
	a := Attachment{ContentType: ctype, Bytes: data, Broken: broken, Note: "an attached mail", ContentID: contentID(h)}
	if w.depth < maxAttachedDepth {
		inner, err := parse(data, w.msg.ReceivedAt, w.opt, w.parts, w.depth+1)
		if err != nil {
			a.Broken = "the attached mail cannot be read"
		} else {
			a.Forwarded = inner
			if name == "" && inner.SubjectClean != "" {
				name = cleanFileName(inner.SubjectClean + ".eml")
			}
		}
	} else {
		w.msg.problem(ProblemStructure, "mails attached to mails, too deep to open")
	}
	a.Name = nameOr(name, ctype, len(w.msg.Attachments))
	w.add(a)
}

// attach adds a file.
func (w *walker) attach(h *header, ctype string, params params, name string, data []byte, broken string) {
	a := Attachment{ContentType: ctype, ContentID: contentID(h), Bytes: data, Broken: broken}
	switch {
	case ctype == "application/ms-tnef" || ctype == "application/vnd.ms-tnef" || strings.EqualFold(name, "winmail.dat"):
		a.Note = "winmail.dat: Outlook packed the mail's files into it; ask the sender to send them as plain attachments"
	case strings.HasSuffix(ctype, "pkcs7-signature") || ctype == "application/pgp-signature":
		a.Note = "a digital signature, no file of the sender"
	case strings.HasSuffix(ctype, "pkcs7-mime"):
		a.Note = "an S/MIME container"
		if kind := params.get("smime-type"); strings.EqualFold(kind, "signed-data") {
			w.msg.problem(ProblemEncrypted, "the mail is wrapped in an S/MIME signature and cannot be read here")
		} else {
			w.msg.problem(ProblemEncrypted, "the mail is encrypted (S/MIME); its content is kept as attachment")
		}
	case ctype == "message/external-body" || ctype == "message/partial":
		a.Note = "not the file itself, only a pointer to it"
	}
	if len(data) == 0 && a.Broken == "" {
		a.Broken = "the file is empty"
	}
	a.Name = nameOr(name, ctype, len(w.msg.Attachments))
	w.add(a)
}

func (w *walker) add(a Attachment) {
	if a.Forwarded != nil {
		a.SHA256 = a.Forwarded.Hash
	} else {
		a.SHA256 = sha256.Sum256(a.Bytes)
	}
	w.msg.Attachments = append(w.msg.Attachments, a)
}

func contentID(h *header) string {
	return normalID(strings.Trim(h.get("Content-ID"), " \t<>"))
}

// extensions for files that came without a name.
var extensions = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/heic": ".heic", "image/heif": ".heif", "image/webp": ".webp",
	"video/mp4": ".mp4", "video/quicktime": ".mov", "video/3gpp": ".3gp", "application/pdf": ".pdf", "application/zip": ".zip",
	"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "message/rfc822": ".eml",
}

// nameOr makes up a name for a file that has none.
func nameOr(name, ctype string, n int) string {
	if name != "" {
		return name
	}
	return fmt.Sprintf("unnamed-%d%s", n+1, extensions[ctype])
}
