package browsertest

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// Framed gives the text of a frame, by its name, as far as it is loaded. The page itself
// cannot read a sandboxed frame; the browser's own tools can.
func (b *Tab) Framed(name string) string {
	b.T.Helper()
	all, pierce := int64(-1), true
	got, err := chromedp.Call(b.Ctx, dom.GetDocument, dom.GetDocumentParams{Depth: &all, Pierce: &pierce})
	b.must(err)
	var out strings.Builder
	framed(got.Root, name, false, &out)
	return out.String()
}

// framed writes the text nodes below a node that stand inside the frame of that name.
func framed(n *cdp.Node, name string, inside bool, out *strings.Builder) {
	if n == nil || n.NodeName == "STYLE" || n.NodeName == "SCRIPT" {
		return
	}
	if inside && n.NodeName == "#text" {
		out.WriteString(n.NodeValue + "\n")
	}
	for _, c := range n.Children {
		framed(c, name, inside, out)
	}
	at := slices.Index(n.Attributes, "name")
	framed(n.ContentDocument, name, inside || at >= 0 && at+1 < len(n.Attributes) && n.Attributes[at+1] == name, out)
}
