package message

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
)

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
		if disposition != "attachment" && name == "" || ctype == "text/plain" && isTextPiece(name) {
			return w.body(ctype, params, data)
		}
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		if inner, ok := signedContent(data); ok && w.wrapped < maxWrapped {
			w.wrapped++
			w.msg.problem(ProblemStructure, "the mail is wrapped in an S/MIME signature, which is not checked here")
			ih, ibody := splitHeader(inner)
			return w.entity(&ih, ibody, depth+1, "text/plain")
		}
	case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification", "message/feedback-report":
		if w.status == nil {
			w.status = data
		}
		w.held = append(w.held, Attachment{Name: name, ContentType: ctype, ContentID: contentID(h), Bytes: data, Broken: broken, Note: "a mail server's report, part of this mail"})
		return nil
	case "text/rfc822-headers", "message/global-headers":
		if w.returned == nil {
			w.returned = data
		}
		w.held = append(w.held, Attachment{Name: name, ContentType: ctype, ContentID: contentID(h), Bytes: data, Broken: broken, Note: "the header of another mail"})
		return nil
	case "message/rfc822", "message/global":
		w.attachedMail(ctype, name, data, broken, h)
		return nil
	}
	w.attach(h, ctype, params, name, data, broken)
	w.msg.Attachments[len(w.msg.Attachments)-1].SaysInline = disposition == "inline"
	return nil
}

// isTextPiece knows the names under which Exchange sends the text behind a picture of a mail
// ("ATT00001.txt"): it is a piece of the letter.
func isTextPiece(name string) bool {
	low := strings.ToLower(name)
	digits, ok := strings.CutPrefix(low, "att")
	if !ok {
		return false
	}
	digits, ok = strings.CutSuffix(digits, ".txt")
	return ok && len(digits) >= 3 && digitsIn(digits) == len(digits)
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

// releaseHeld makes files of the report parts of a mail that is no report, so that
// nothing that a person attached is lost.
func (w *walker) releaseHeld() {
	for _, a := range w.held {
		a.Name = nameOr(a.Name, a.ContentType, len(w.msg.Attachments))
		w.add(a)
	}
	w.held = nil
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
	"message/delivery-status": ".txt", "message/disposition-notification": ".txt", "message/feedback-report": ".txt", "text/rfc822-headers": ".txt",
}

// nameOr makes up a name for a file that has none.
func nameOr(name, ctype string, n int) string {
	if name != "" {
		return name
	}
	return fmt.Sprintf("unnamed-%d%s", n+1, extensions[ctype])
}
