package message

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText is what a reader would see of an HTML part.
type htmlText struct {
	lines     []line
	cids      []string // ContentIDs that it refers to
	links     []htmlLink
	hidden    bool // text was left out because nobody could have seen it
	truncated bool
}

type htmlLink struct {
	href   string
	quoted bool
}

// maxStack bounds open elements. Elements nested deeper are read, but their
// styles are not.
const maxStack = 200

// frame is one open element with what its content inherits.
type frame struct {
	tag    atom.Atom
	name   string // for elements that HTML does not know, which may hide text too
	style  style
	quote  int
	attr   bool
	sig    bool
	cut    bool // quoted container: cut holds within it
	pre    bool
	skip   bool // script, style, title: no text
	count  int  // of list items
	href   string
	anchor int // where the link's text begins in the current line
}

// htmlWalk renders one HTML part by walking its tokens, so that broken markup
// costs no more time than sound markup: no tree is built.
type htmlWalk struct {
	out     htmlText
	stack   []frame
	cur     []byte // the line being written
	curAttr bool
	curSig  bool
	item    bool
	pending bool // a blank is due before the next word
	cutAll  bool // from here to the end everything is quoted
	cell    bool // the line holds a table cell already
	sheet   sheet
	total   int
}

// renderHTML converts src, which is UTF-8.
//
// Where nothing but text in its background's colour stands there, that is the letter: phones that
// show mails light on dark write white words and leave the dark out.
func renderHTML(src string) htmlText {
	out := renderIn(src, rootStyle)
	if out.hidden && !hasWords(out.lines) {
		dark := rootStyle
		dark.anyBG = true
		if seen := renderIn(src, dark); hasWords(seen.lines) {
			return seen
		}
	}
	return out
}

// renderIn does so with a style for the page.
func renderIn(src string, page style) htmlText {
	w := htmlWalk{}
	if len(src) > maxHTMLBytes {
		src, w.out.truncated = src[:maxHTMLBytes], true
	}
	w.stack = append(make([]frame, 0, 32), frame{style: page, anchor: -1})
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxHTMLBytes + 1)
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.breakLine()
			return w.out
		case html.TextToken:
			top := &w.stack[len(w.stack)-1]
			if top.tag == atom.Head && len(bytes.TrimSpace(z.Raw())) > 0 {
				w.closeHead()
				top = &w.stack[len(w.stack)-1]
			}
			if top.tag == atom.Style {
				w.sheet.add(string(z.Raw()))
			} else if !top.skip {
				w.text(z.Text())
			}
		case html.StartTagToken:
			w.start(z, false)
		case html.SelfClosingTagToken:
			w.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(atom.Lookup(name), name)
		}
		if w.total > maxTextBytes || len(w.out.lines) > maxLines {
			w.out.truncated = true
			w.breakLine()
			return w.out
		}
	}
}

// text writes a piece of text, blanks collapsed unless in <pre>.
func (w *htmlWalk) text(b []byte) {
	top := &w.stack[len(w.stack)-1]
	if top.style.invisible() {
		if !w.out.hidden && wordy(string(bytes.TrimSpace(dropInvisible(b)))) {
			w.out.hidden = true
		}
		return
	}
	if top.pre {
		w.preText(b)
		return
	}
	for i := 0; i < len(b); {
		c := b[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			w.pending = true
			i++
			continue
		}
		if n := invisibleLen(b[i:]); n > 0 {
			i += n
			continue
		}
		if c == 0xc2 && i+1 < len(b) && b[i+1] == 0xa0 { // no-break space
			w.pending = true
			i += 2
			continue
		}
		w.space()
		j := i + 1
		for j < len(b) && b[j] > ' ' && b[j] != 0xc2 && b[j] != 0xe2 && b[j] != 0xef && b[j] != 0xcd {
			j++
		}
		w.write(b[i:j])
		i = j
	}
}

func (w *htmlWalk) preText(b []byte) {
	for {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			w.write(bytes.TrimSuffix(b, []byte("\r")))
			return
		}
		w.write(bytes.TrimSuffix(b[:i], []byte("\r")))
		w.newLine()
		b = b[i+1:]
	}
}

// space writes the blank that is due, if a word stands before it.
func (w *htmlWalk) space() {
	if w.pending && len(w.cur) > 0 && w.cur[len(w.cur)-1] != ' ' {
		w.cur = append(w.cur, ' ')
	}
	w.pending = false
}

func (w *htmlWalk) write(b []byte) {
	if len(b) == 0 {
		return
	}
	top := &w.stack[len(w.stack)-1]
	w.curAttr = w.curAttr || top.attr
	w.curSig = w.curSig || top.sig
	w.cur = append(w.cur, b...)
	w.total += len(b)
}

// breakLine ends the line if there is something on it.
func (w *htmlWalk) breakLine() {
	if len(w.cur) > 0 {
		w.newLine()
	}
	w.pending, w.cell = false, false
}

// newLine ends the line, empty or not.
func (w *htmlWalk) newLine() {
	top := &w.stack[len(w.stack)-1]
	w.out.lines = append(w.out.lines, line{
		text:  strings.TrimRight(string(w.cur), " "),
		depth: min(top.quote, maxQuoteDepth),
		attr:  w.curAttr,
		sig:   w.curSig,
		cut:   w.cutAll || top.cut,
		item:  w.item,
	})
	w.total++
	w.cur = w.cur[:0]
	w.curAttr, w.curSig, w.item, w.pending, w.cell = false, false, false, false, false
	for i := range w.stack {
		w.stack[i].anchor = min(w.stack[i].anchor, 0)
	}
}

// blankLine makes sure that the line before is empty.
func (w *htmlWalk) blankLine() {
	w.breakLine()
	if n := len(w.out.lines); n > 0 && w.out.lines[n-1].text != "" {
		w.newLine()
	}
}

// item text before list entries
func (w *htmlWalk) listMark() {
	depth, kind, at := 0, atom.Ul, -1
	for i := range w.stack {
		if t := w.stack[i].tag; t == atom.Ul || t == atom.Ol {
			depth, kind, at = depth+1, t, i
		}
	}
	w.item = true
	for range min(depth-1, 10) {
		w.cur = append(w.cur, "  "...)
	}
	if kind == atom.Ol && at >= 0 {
		w.stack[at].count++
		w.cur = strconv.AppendInt(w.cur, int64(w.stack[at].count), 10)
		w.cur = append(w.cur, ". "...)
		return
	}
	w.cur = append(w.cur, "- "...)
}

// invisibleLen returns the length of a character without width at the start of
// b (zero-width space, soft hyphen, byte order mark, ...), 0 if there is none.
func invisibleLen(b []byte) int {
	switch {
	case len(b) >= 2 && b[0] == 0xc2 && b[1] == 0xad: // U+00AD
		return 2
	case len(b) >= 2 && b[0] == 0xcd && b[1] == 0x8f: // U+034F
		return 2
	case len(b) >= 3 && b[0] == 0xe2 && b[1] == 0x80 && (b[2] == 0x8b || b[2] == 0x8c || b[2] == 0x8e || b[2] == 0x8f || b[2] >= 0xaa && b[2] <= 0xae):
		return 3 // U+200B, 200C, 200E, 200F, 202A to 202E
	case len(b) >= 3 && b[0] == 0xe2 && b[1] == 0x81 && b[2] >= 0xa0 && b[2] <= 0xa9: // U+2060 to 2069
		return 3
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf: // U+FEFF
		return 3
	}
	return 0
}

func dropInvisible(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		if n := invisibleLen(b[i:]); n > 0 {
			i += n
			continue
		}
		if bytes.HasPrefix(b[i:], []byte("\u00a0")) {
			i += 2
			continue
		}
		out = append(out, b[i])
		i++
	}
	return out
}
