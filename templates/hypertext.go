package templates

import (
	"html"
	"strings"
)

// Inline styles, since mail programs drop style sheets. No text colour and no
// background is set anywhere, so that dark mode keeps its own contrast; borders are a
// grey that shows on both.
const (
	styleP     = ` style="margin:0 0 16px 0"`
	styleList  = ` style="margin:0 0 16px 0;padding:0 0 0 24px"`
	styleItem  = ` style="margin:0 0 6px 0"`
	styleQuote = ` style="margin:0 0 16px 0;padding:2px 0 2px 14px;border-left:3px solid #9a9a9a;font-style:italic"`
	styleHead  = ` style="margin:24px 0 12px 0;font-size:17px;line-height:24px;font-weight:bold"`
	styleNext  = ` style="margin:0 0 16px 0;padding:10px 14px;border:1px solid #9a9a9a;border-radius:6px"`
	styleLead  = ` style="margin:0 0 8px 0"`            // what announces a list in that box
	styleInner = ` style="margin:0;padding:0 0 0 20px"` // the list in that box
	styleRule  = ` style="margin:24px 0 16px 0;border:0;border-top:1px solid #9a9a9a"`
)

// hyperText renders blocks as the inside of the HTML part. Every character of the
// words is escaped here; nothing but the tags below is markup.
func hyperText(blocks []block) string {
	var b strings.Builder
	boxed := false // a next step announces the list at hand, which stands in its box
	for i, bl := range blocks {
		inList := i > 0 && blocks[i-1].kind == bullet
		last := i == len(blocks)-1 || blocks[i+1].kind != bullet
		inner := spanHTML(parseSpans(bl.text))
		switch bl.kind {
		case bullet:
			switch {
			case inList:
			case boxed:
				b.WriteString("<ul" + styleInner + ">\n")
			default:
				b.WriteString("<ul" + styleList + ">\n")
			}
			b.WriteString("<li" + styleItem + ">" + inner + "</li>\n")
			if last {
				b.WriteString("</ul>\n")
			}
			if last && boxed {
				b.WriteString("</div>\n")
				boxed = false
			}
		case quotation:
			b.WriteString("<p" + styleQuote + ">" + inner + "</p>\n")
		case heading:
			b.WriteString("<h2" + styleHead + ">" + inner + "</h2>\n")
		case nextStep:
			if boxed = !last; boxed {
				b.WriteString("<div" + styleNext + ">\n<p" + styleLead + ">" + inner + "</p>\n")
			} else {
				b.WriteString("<p" + styleNext + ">" + inner + "</p>\n")
			}
		case rule:
			b.WriteString("<hr" + styleRule + ">\n")
		default:
			b.WriteString("<p" + styleP + ">" + inner + "</p>\n")
		}
	}
	return b.String()
}

// spanHTML renders spans with their styles.
func spanHTML(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		t := html.EscapeString(s.text)
		switch {
		case s.link:
			b.WriteString(`<a href="` + t + `">` + t + `</a>`)
		case s.bold && !strings.Contains(s.text, " "):
			// A return number must not break at its dashes on a narrow screen.
			b.WriteString(`<strong style="white-space:nowrap">` + t + "</strong>")
		case s.bold:
			b.WriteString("<strong>" + t + "</strong>")
		default:
			b.WriteString(t)
		}
	}
	return b.String()
}

// textDocument reads a text that a person edited into blocks: paragraphs, lists and
// quotations are kept, and nothing in it is taken for markup.
func textDocument(text string) []block {
	var blocks []block
	for _, para := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(para) == "" {
			continue
		}
		for _, bl := range textBlocks(para) {
			bl.text = guard(bl.text)
			blocks = append(blocks, bl)
		}
	}
	return blocks
}

// textBlocks splits one paragraph of plain text into bullets and running text.
func textBlocks(para string) []block {
	var blocks []block
	for _, line := range strings.Split(strings.Trim(para, "\n"), "\n") {
		k, t := paragraph, strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "    "):
			k = quotation
		case strings.HasPrefix(line, "- "):
			k, t = bullet, t[2:]
		case t == "--":
			blocks = append(blocks, block{kind: rule})
			continue
		case strings.Trim(t, "-") == "" && len(blocks) > 0 && blocks[len(blocks)-1].kind == paragraph:
			blocks[len(blocks)-1].kind = heading
			continue
		}
		if n := len(blocks); n > 0 && (blocks[n-1].kind == k && k != bullet || blocks[n-1].kind == bullet && strings.HasPrefix(line, "  ")) {
			blocks[n-1].text += " " + t
			continue
		}
		blocks = append(blocks, block{kind: k, text: t})
	}
	return blocks
}
