package message

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attributes are those of a tag that matter here.
type attributes struct {
	class, id, style, href, src, cite, kind, name, bgcolor, color, data string
	hidden                                                              bool
}

func readAttributes(z *html.Tokenizer, more bool) (a attributes) {
	for n := 0; more && n < 100; n++ {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "class":
			a.class = string(val)
		case "id":
			a.id = string(val)
		case "style":
			a.style = string(val)
		case "href":
			a.href = string(val)
		case "src", "background":
			a.src = string(val)
		case "cite":
			a.cite = string(val)
		case "type":
			a.kind = string(val)
		case "name":
			a.name = string(val)
		case "bgcolor":
			a.bgcolor = string(val)
		case "color":
			a.color = string(val)
		case "data-smartmail", "data-marker":
			a.data = string(val)
		case "hidden":
			a.hidden = true
		}
	}
	return a
}

// start opens an element.
func (w *htmlWalk) start(z *html.Tokenizer, selfClosing bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	nameCopy := ""
	if tag == 0 {
		nameCopy = string(name)
	}
	a := attributes{}
	if more {
		a = readAttributes(z, more)
	}
	w.implyEnd(tag)
	w.references(&a)
	switch tag {
	case atom.Br:
		if w.stack[len(w.stack)-1].style.invisible() {
			return
		}
		w.newLine()
		return
	case atom.Hr:
		w.blankLine()
		return
	case atom.Img, atom.Meta, atom.Link, atom.Input, atom.Col, atom.Wbr, atom.Base, atom.Area, atom.Source, atom.Embed, atom.Param, atom.Track, atom.Basefont:
		return
	}
	w.layoutBefore(tag)
	f := w.inherit(tag, nameCopy, &a)
	w.marks(&f, &a)
	w.link(&f)
	if selfClosing && (tag == 0 || !isBlock(tag)) && tag != atom.A {
		return // <o:p/> and the like hold nothing
	}
	if len(w.stack) < maxStack {
		w.stack = append(w.stack, f)
	}
	if tag == atom.Li && !f.style.invisible() {
		w.listMark()
	}
}

// inherit makes the frame of an element from its parent's.
func (w *htmlWalk) inherit(tag atom.Atom, name string, a *attributes) frame {
	top := &w.stack[len(w.stack)-1]
	f := frame{
		tag: tag, name: name, style: top.style, quote: top.quote, attr: top.attr, sig: top.sig,
		cut: top.cut, pre: top.pre, skip: top.skip, anchor: -1,
	}
	if tag != 0 || a.style != "" || a.class != "" || a.hidden {
		f.style.apply(tag, a, &w.sheet)
	}
	switch tag {
	case atom.Pre, atom.Textarea, atom.Xmp, atom.Listing:
		f.pre = true
	case atom.Script, atom.Style, atom.Title, atom.Head, atom.Noscript, atom.Template, atom.Object, atom.Svg, atom.Math, atom.Iframe, atom.Select, atom.Noframes, atom.Noembed, atom.Audio, atom.Video, atom.Canvas:
		f.skip = true
	case atom.Body:
		f.skip = false // a head that was never closed
	case atom.A:
		if h := strings.TrimSpace(a.href); isWebLink(h) {
			f.href, f.anchor = h, len(w.cur)
		}
	}
	return f
}

// end closes the nearest open element of that name. An inline end tag does not
// reach across a block's border.
func (w *htmlWalk) end(tag atom.Atom, name []byte) {
	if tag == atom.P && !w.open(atom.P) {
		w.blankLine() // a stray </p> makes an empty paragraph
		return
	}
	if tag == atom.Br {
		w.newLine()
		return
	}
	block := isBlock(tag)
	for i := len(w.stack) - 1; i > 0; i-- {
		f := &w.stack[i]
		if f.tag == tag && (tag != 0 || f.name == string(name)) {
			w.closeTo(i)
			return
		}
		if !block && (f.tag == atom.Td || f.tag == atom.Th || f.tag == atom.Table || f.tag == atom.Blockquote || f.tag == atom.Div) {
			return
		}
		if tag != atom.Table && f.tag == atom.Table && tag != atom.Body && tag != atom.Html {
			return
		}
	}
}

func (w *htmlWalk) open(tag atom.Atom) bool {
	for i := len(w.stack) - 1; i > 0; i-- {
		if w.stack[i].tag == tag {
			return true
		}
		if t := w.stack[i].tag; t == atom.Td || t == atom.Table {
			return false
		}
	}
	return false
}

// closeTo closes the elements from the top down to index i.
func (w *htmlWalk) closeTo(i int) {
	for len(w.stack) > i {
		f := w.stack[len(w.stack)-1]
		if f.href != "" {
			w.linkTarget(&f)
		}
		switch {
		case f.tag == atom.P || isHeading(f.tag) || f.tag == atom.Ul && !w.nestedList() || f.tag == atom.Ol && !w.nestedList() || f.tag == atom.Table:
			w.blankLine()
		case isBlock(f.tag) && f.tag != atom.Td && f.tag != atom.Th:
			w.breakLine()
		case f.tag == atom.Td || f.tag == atom.Th:
			w.cell = len(w.cur) > 0
		}
		w.stack = w.stack[:len(w.stack)-1]
	}
}

func (w *htmlWalk) nestedList() bool {
	for _, f := range w.stack[:len(w.stack)-1] {
		if f.tag == atom.Li {
			return true
		}
	}
	return false
}

// linkTarget writes the address of a link behind its text, unless the text is
// the address.
func (w *htmlWalk) linkTarget(f *frame) {
	if f.anchor < 0 || f.anchor > len(w.cur) || f.style.invisible() || len(f.href) > 500 {
		return
	}
	shown := strings.TrimSpace(string(w.cur[f.anchor:]))
	if shown == "" || strings.Contains(f.href, strings.TrimSuffix(shown, "/")) {
		return
	}
	w.pending = true
	w.space()
	w.write([]byte("<" + cleanLine(f.href) + ">"))
}

// layoutBefore makes room before an element.
func (w *htmlWalk) layoutBefore(tag atom.Atom) {
	switch {
	case tag == atom.Td || tag == atom.Th:
		if w.cell && len(w.cur) > 0 {
			w.cur = append(w.cur, " | "...)
			w.pending = false
		}
		w.cell = false
	case tag == atom.P || isHeading(tag) || tag == atom.Table:
		w.blankLine()
	case isBlock(tag):
		w.breakLine()
	}
}

// implyEnd closes elements whose end tag may be left out (HTML, section 13.1.2.4).
func (w *htmlWalk) implyEnd(tag atom.Atom) {
	top := len(w.stack) - 1
	switch tag {
	case atom.Li, atom.Td, atom.Th, atom.Tr, atom.Option, atom.Dt, atom.Dd:
		for i := top; i > 0; i-- {
			t := w.stack[i].tag
			if t == tag || (tag == atom.Td || tag == atom.Th) && (t == atom.Td || t == atom.Th) ||
				(tag == atom.Dt || tag == atom.Dd) && (t == atom.Dt || t == atom.Dd) {
				w.closeTo(i)
				return
			}
			if t == atom.Table || t == atom.Ul || t == atom.Ol || t == atom.Dl || t == atom.Tr && tag != atom.Tr {
				return
			}
		}
	case atom.Body:
		w.closeHead()
	case atom.Meta, atom.Link, atom.Style, atom.Script, atom.Title, atom.Base, atom.Noscript, atom.Template, atom.Head:
	default:
		if w.stack[top].tag == atom.Head && tag != 0 {
			w.closeHead() // its end tag is missing
			return
		}
		if isBlock(tag) && w.stack[top].tag == atom.P {
			w.closeTo(top)
		}
	}
}

// closeHead ends a head that is still open.
func (w *htmlWalk) closeHead() {
	for i := len(w.stack) - 1; i > 0; i-- {
		if w.stack[i].tag == atom.Head {
			w.closeTo(i)
			return
		}
	}
}

func isHeading(t atom.Atom) bool {
	switch t {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func isBlock(t atom.Atom) bool {
	switch t {
	case atom.Div, atom.P, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Ul, atom.Ol,
		atom.Li, atom.Blockquote, atom.Pre, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section,
		atom.Article, atom.Header, atom.Footer, atom.Center, atom.Form, atom.Fieldset, atom.Dl, atom.Dt, atom.Dd,
		atom.Address, atom.Main, atom.Nav, atom.Aside, atom.Figure, atom.Figcaption, atom.Caption, atom.Body, atom.Html,
		atom.Head, atom.Details, atom.Summary, atom.Textarea, atom.Listing, atom.Xmp:
		return true
	}
	return false
}
