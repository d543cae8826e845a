package message

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// marks reads what mail programs say about an element: quote, attribution,
// signature, or that the rest is quoted. Names seen in mails of Gmail, Apple
// Mail, Thunderbird, Outlook (web and new), Yahoo, Proton, GMX and WEB.DE,
// Zoho, Front, Zimbra, Tuta.
func (w *htmlWalk) marks(f *frame, a *attributes) {
	if f.tag == atom.Blockquote && w.isQuote(a) {
		f.quote++
	}
	if a.class == "" && a.id == "" && a.name == "" && a.data == "" {
		return
	}
	switch a.id {
	case "divRplyFwdMsg", "mail-editor-reference-message-container", "OLK_SRC_BODY_SECTION":
		w.breakLine()
		w.cutAll = true
	case "Signature", "ms-outlook-signature":
		f.sig = true
	}
	if strings.HasSuffix(a.id, "_divRplyFwdMsg") || strings.HasSuffix(a.id, "mail-editor-reference-message-container") {
		// a mail answered twice has x_divRplyFwdMsg inside, which is quoted anyway
		w.breakLine()
		w.cutAll = true
	}
	if a.name == "quote" && f.tag == atom.Div {
		f.cut = true
	}
	if a.data == "gmail_signature" || a.data == "__SIG_POST__" {
		f.sig = true
	}
	for class := range strings.FieldsSeq(a.class) {
		switch class {
		case "gmail_attr", "moz-cite-prefix", "yahoo_quoted_header":
			f.attr = true
		case "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "OutlookMessageHeader", "front-blockquote", "zendesk_quote":
			if f.tag != atom.Blockquote {
				f.cut = true
			}
		case "gmail_signature", "moz-signature", "protonmail_signature_block", "tutanota_signature":
			f.sig = true
		}
	}
}

// isQuote tells a quoting blockquote from one that only indents: mail programs
// mark theirs, and an attribution line stands before.
func (w *htmlWalk) isQuote(a *attributes) bool {
	if strings.EqualFold(a.kind, "cite") || a.cite != "" || strings.Contains(a.class, "quote") {
		return true
	}
	if strings.Contains(a.style, "border-left") && !strings.Contains(strings.ReplaceAll(a.style, " ", ""), "border-left:none") {
		return true
	}
	w.breakLine()
	for i := len(w.out.lines) - 1; i >= 0 && i >= len(w.out.lines)-4; i-- {
		l := &w.out.lines[i]
		if t := strings.TrimSpace(l.text); t != "" {
			return l.attr || strings.HasSuffix(t, ":")
		}
	}
	return false
}

// references notes which files of the mail itself are shown.
func (w *htmlWalk) references(a *attributes) {
	for _, v := range [2]string{a.src, a.href} {
		if len(v) > 4 && strings.EqualFold(v[:4], "cid:") {
			w.cid(v[4:])
		}
	}
	if i := strings.Index(a.style, "cid:"); i >= 0 {
		end := strings.IndexAny(a.style[i:], ")\"' ")
		if end < 0 {
			end = len(a.style) - i
		}
		w.cid(a.style[i+4 : i+end])
	}
}

// link notes the target of a link, unless nobody could have seen the link.
func (w *htmlWalk) link(f *frame) {
	if f.href != "" && !f.style.invisible() && len(w.out.links) < 4*maxLinks {
		w.out.links = append(w.out.links, htmlLink{f.href, f.quote > 0 || f.cut || w.cutAll})
	}
}

func (w *htmlWalk) cid(s string) {
	if len(w.out.cids) < maxParts {
		w.out.cids = append(w.out.cids, normalID(percentDecoded(strings.TrimSpace(s))))
	}
}

func percentDecoded(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	return guessString(string(appendPercent(nil, s)))
}

func isWebLink(h string) bool {
	return len(h) > 8 && (strings.EqualFold(h[:7], "http://") || strings.EqualFold(h[:8], "https://"))
}
