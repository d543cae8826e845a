package console

import (
	"net/http"
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// mailRules say what of a customer's HTML is shown: its text with headings, lists, tables
// and emphasis. Pictures, links, styles, forms, frames and everything that acts are taken
// out; a link's address is no use in a frame that opens nothing, and lies.
func mailRules() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code",
		"ul", "ol", "li", "dl", "dt", "dd", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9][0-9]?$`)).OnElements("td", "th")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^[0-9]{1,4}$`)).OnElements("ol")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl)$`)).OnElements("p", "div", "span", "td", "th", "blockquote")
	p.AddSpaceWhenStrippingTag(true)
	p.SkipElementsContent("title", "head", "style", "script", "noscript", "template", "iframe", "object", "embed", "svg", "math", "select", "textarea", "option", "xmp", "noembed", "noframes", "plaintext")
	return p
}

// mailHTML shows a customer's HTML: sanitised, in a page of its own that may run nothing,
// load nothing and send nothing, and that only our own page may frame.
func (s *Server) mailHTML(w http.ResponseWriter, r *http.Request, _ viewer) error {
	raw, err := s.Desk.MailHTML(r.Context(), r.PathValue("id"), r.PathValue("mail"))
	if err != nil {
		return err
	}
	return s.frame(w, http.StatusOK, mailPolicy, mailRules().Sanitize(raw))
}

// frame sends the body of a sandboxed frame. body must be safe by itself: the policy is
// the second wall, not the first.
func (s *Server) frame(w http.ResponseWriter, status int, policy, body string) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	w.WriteHeader(status)
	_, err := w.Write([]byte(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Mail</title><link rel="stylesheet" href="/static/` +
		s.assets["frame.css"].name + `"></head><body>` + body + `</body></html>`))
	return errSent(err)
}
