package digest

import (
	"bytes"
	_ "embed"
	"html/template"
	"strconv"
	"strings"

	"returndesk/desk"
)

//go:embed mail.gohtml
var mailTemplate string

// The style of the page's cells. Mail programs drop style sheets, so each cell carries it.
const (
	fontStyle = "font-family:Helvetica,Arial,sans-serif;"
	headStyle = "font:12px/16px Helvetica,Arial,sans-serif;color:#57606a;padding:2px 0 4px 8px"
	nameStyle = "font:14px/19px Helvetica,Arial,sans-serif;padding:5px 0;border-top:1px solid #e6e9ed;word-break:break-word"
	cellStyle = "font:14px/19px Helvetica,Arial,sans-serif;padding:5px 0 5px 8px;border-top:1px solid #e6e9ed"
)

// Outlook on Windows knows no max-width: what only it reads gives it a table of 640 pixels.
// Templates drop comments, so these are put in as they are.
const (
	outlookBegin = `<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`
	outlookEnd   = `<!--[if mso]></td></tr></table><![endif]-->`
)

// tile is one of the four numbers at the top.
type tile struct {
	Label, Value string
	Red          bool
}

// HTML gives the digest as a page of tables with inline styles: what mail programs show.
// image gives the address of a chart's picture by the chart's name, "cid:..." in a mail.
//
// Mail programs cut off what is longer than some 100 KB (Gmail: 102), so a page that would be
// shows fewer figures of each block; the attached table has all of them.
func HTML(d *Digest, image func(name string) string) ([]byte, error) {
	for rows := 2 * most; ; rows -= 2 {
		page, err := d.page(image, rows)
		if err != nil || len(page) <= pageBytes || rows <= 2 {
			return page, err
		}
	}
}

// pageBytes is how long a page may be, without its pictures.
const pageBytes = 100_000

// page gives the page with at most so many figures in each block.
func (d *Digest) page(image func(name string) string, rows int) ([]byte, error) {
	page, err := template.New("mail").Funcs(template.FuncMap{
		"waiting": waiting, "none": noneWaits, "cell": func(v *float64, f Figure) string { return cellOf(v, &f) },
		"major":  func(list []Figure) []Figure { m := major(list); return m[:min(len(m), rows)] },
		"left":   func(list []Figure) int { return max(0, len(major(list))-rows) },
		"count":  count,
		"before": func(f Figure) string { return before(&f) }, "cases": casesWords, "shownHead": func(t Table) []string { head, _ := t.shown(); return head },
		"shownRows": func(t Table) [][]string { _, rows := t.shown(); return rows }, "leftRows": func(t Table) string { return t.left() },
		"isRed":   func(t Table, i int) bool { return i < len(t.Red) && t.Red[i] },
		"image":   func(name string) template.URL { return template.URL(image(name)) },
		"notSent": func(s State) bool { return s == StatePreview || s == StateUncertain || s == StateFailed }, "stateWords": stateWords,
	}).Parse(mailTemplate)
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the page of the digest cannot be read")
	}
	var b bytes.Buffer
	_, number, _ := strings.Cut(d.Week, "-W")
	err = page.Execute(&b, map[string]any{
		"D": d, "Span": span7(d), "Number": strings.TrimPrefix(number, "0"), "Tiles": tiles(d), "Foot": foot(d), "Page": pageOf(d),
		"OutlookBegin": template.HTML(outlookBegin), "OutlookEnd": template.HTML(outlookEnd),
		"Font": template.CSS(fontStyle), "Head": template.CSS(headStyle), "Cell": template.CSS(cellStyle), "Name": template.CSS(nameStyle),
	})
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the page of %s cannot be made", d.Week)
	}
	return b.Bytes(), nil
}

// stateWords says what became of the mail, where a reader has to know.
func stateWords(s State) string {
	switch s {
	case StatePreview:
		return "Preview: the figures may still change."
	case StateUncertain:
		return "Nobody knows whether the mail with these figures left."
	case StateFailed:
		return "The mail with these figures was refused."
	}
	return ""
}

// tiles gives the four numbers that a reader on the way wants.
func tiles(d *Digest) []tile {
	var decisions float64
	if b := d.Block("decisions"); b != nil {
		for _, m := range b.Matters {
			decisions += deref(m.This)
		}
	}
	out := []tile{{"to decide", grouped(decisions, 0), decisions > 0}}
	for _, x := range []struct{ key, label, one string }{
		{"inbound/all", "mails", "mail"}, {"first_reply/p50", "first reply", ""}, {"returns/overdue", "returns overdue", "return overdue"},
	} {
		t := tile{Label: x.label, Value: "–"}
		if f := d.Figure(x.key); f != nil {
			t.Value, t.Red = value(f.This, f.Unit), f.Red
			if t.Value == "1" && x.one != "" {
				t.Label = x.one
			}
		}
		out = append(out, t)
	}
	return out
}

func waiting(list []Matter) []Matter {
	var out []Matter
	for _, m := range list {
		if deref(m.This) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// noneWaits names the matters of which there is none.
func noneWaits(list []Matter) string {
	var none []string
	for _, m := range list {
		if deref(m.This) == 0 {
			none = append(none, lower(m.Label))
		}
	}
	switch {
	case len(list) == 0 || len(none) == 0:
		return ""
	case len(none) == len(list):
		return "Nothing waits for a decision."
	}
	return "None: " + strings.Join(none, "; ") + "."
}

func major(list []Figure) []Figure {
	var out []Figure
	for _, f := range list {
		if !f.Minor {
			out = append(out, f)
		}
	}
	return out
}

// nothing reports whether a figure has nothing to say: none now, and none before.
func (f *Figure) nothing() bool {
	return !f.Red && f.N == 0 && deref(f.This) == 0 && deref(f.Last) == 0 && deref(f.Median) == 0
}

// most is how many figures of a block the mail shows; the attached table has all.
const most = 16

// trim moves what is too much for a mail into the attached table.
func trim(b *Block) {
	n, hidden := 0, 0
	for i := range b.Figures {
		f := &b.Figures[i]
		if i > 0 && f.nothing() {
			f.Minor = true
		}
		if f.Minor {
			continue
		}
		if n++; n > most && !f.Red || n > 2*most {
			f.Minor = true
			hidden++
		}
	}
	if hidden > 0 {
		b.Notes = append(b.Notes, strconv.Itoa(hidden)+" more figures stand in the attached table.")
	}
}
