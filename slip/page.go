package slip

import (
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// Sizes on the page, in millimetres; text in points.
const (
	margin   = 16.0
	labelTop = 0.66 // where the label begins, as a share of the page's height
	qrSide   = 34.0
	barsHigh = 16.0
	lineHigh = 5.0 // of running text
	textSize = 10.0
	capSize  = 8.0 // captions
	maxLines = 4   // of one caption's value; more is cut and marked
)

// pen writes on the page from top to bottom.
type pen struct {
	f    *fpdf.Fpdf
	wide float64 // between the margins
	y    float64
}

// draw lays out the sheet that goes into the parcel and the label that goes on it. Black
// on white only: it has to survive any printer.
func draw(f *fpdf.Fpdf, s *Slip) error {
	width, height := f.GetPageSize()
	p := &pen{f: f, wide: width - 2*margin, y: margin}
	f.SetTextColor(0, 0, 0)
	f.SetDrawColor(0, 0, 0)
	f.SetFillColor(0, 0, 0)

	if err := matrix(f, s.Number, width-margin-qrSide, margin, qrSide); err != nil {
		return err
	}
	left := p.wide - qrSide - 8
	p.line(left, "", 11, s.Brand)
	p.line(left, "B", 20, s.Words.Title)
	p.y += 1
	p.text(left, "", textSize, s.Words.Inside, 2)
	p.y = margin + qrSide + 6

	p.caption(s.Words.Number)
	p.line(p.wide, "B", 22, s.Number)
	p.y += 2
	if err := bars(f, s.Number, margin, p.y, 90, barsHigh); err != nil {
		return err
	}
	p.y += barsHigh + 5
	p.field(s.Words.Order, s.Order)
	p.field(s.Words.Items, strings.Join(s.Items, "\n"))
	p.field(s.Words.Condition, s.Condition)
	p.field(s.Words.Deadline, s.Deadline)
	p.steps(s, height*labelTop-4)
	return p.label(s, height)
}

// label draws the part to cut off: the address, the number, the bars.
func (p *pen) label(s *Slip, height float64) error {
	p.y = height * labelTop
	p.f.SetLineWidth(0.3)
	p.f.SetDashPattern([]float64{2, 2}, 0)
	p.f.Line(margin, p.y, margin+p.wide, p.y)
	p.f.SetDashPattern(nil, 0)
	p.y += 3
	p.text(p.wide, "", capSize, s.Words.Outside, 2)
	p.y += 1
	top, tall := p.y, height-margin-p.y
	p.f.SetLineWidth(0.6)
	p.f.Rect(margin, top, p.wide, tall, "D")
	half := p.wide / 2
	p.y = top + 4
	p.at(margin+5, half-8, func() {
		p.caption(s.Words.SendTo)
		p.y += 1
		p.text(half-8, "B", 13, s.Address, 7)
	})
	p.y = top + 4
	right := margin + half + 4
	p.at(right, half-8, func() {
		p.caption(s.Words.Number)
		p.line(half-8, "B", 17, s.Number)
	})
	if err := bars(p.f, s.Number, right, p.y+2, half-10, barsHigh); err != nil {
		return err
	}
	side := min(28, top+tall-p.y-barsHigh-6)
	return matrix(p.f, s.Number, margin+p.wide-side-3, top+tall-side-3, side)
}

// at moves the left margin while fn writes.
func (p *pen) at(x, wide float64, fn func()) {
	old := p.wide
	p.f.SetLeftMargin(x)
	p.wide = wide
	fn()
	p.wide = old
	p.f.SetLeftMargin(margin)
}

// x is the left edge of what is written now.
func (p *pen) x() float64 { l, _, _, _ := p.f.GetMargins(); return l }

// line writes one line, smaller when it would not fit.
func (p *pen) line(wide float64, style string, size float64, text string) {
	for p.f.SetFont("go", style, size); size > 6 && p.f.GetStringWidth(text) > wide; {
		size--
		p.f.SetFont("go", style, size)
	}
	high := size * 0.46
	p.f.SetXY(p.x(), p.y)
	p.f.CellFormat(wide, high, text, "", 0, "L", false, 0, "")
	p.y += high + 0.6
}

// text writes running text in at most most lines; what is cut ends with an ellipsis.
func (p *pen) text(wide float64, style string, size float64, text string, most int) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.f.SetFont("go", style, size)
	high := max(lineHigh*size/textSize, 3.6)
	for _, l := range p.wrap(wide, text, most) {
		p.f.SetXY(p.x(), p.y)
		p.f.CellFormat(wide, high, l, "", 0, "L", false, 0, "")
		p.y += high
	}
}

// wrap breaks a text into at most most lines of the current font.
func (p *pen) wrap(wide float64, text string, most int) []string {
	var lines []string
	for para := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		lines = append(lines, p.f.SplitText(strings.TrimSpace(para), wide-1)...)
	}
	if len(lines) > most {
		lines = lines[:most]
		last := []rune(lines[most-1])
		for len(last) > 0 && p.f.GetStringWidth(string(last)+" …") > wide-1 {
			last = last[:len(last)-1]
		}
		lines[most-1] = strings.TrimSpace(string(last)) + " …"
	}
	return lines
}

// caption writes a small heading above a value.
func (p *pen) caption(text string) { p.line(p.wide, "", capSize, text) }

// field writes a caption at the left and its value beside it; an empty value is left out.
func (p *pen) field(caption, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	const column = 42.0
	p.f.SetFont("go", "", capSize)
	p.f.SetXY(margin, p.y)
	p.f.CellFormat(column, lineHigh, caption, "", 0, "L", false, 0, "")
	p.at(margin+column, p.wide-column, func() { p.text(p.wide, "B", textSize, value, maxLines) })
	p.y += 1.4
}

// steps writes the numbered list, in type that gets smaller until it ends above bottom, and
// at last in fewer lines a step: the label below is cut off.
func (p *pen) steps(s *Slip, bottom float64) {
	if len(s.Words.Steps) == 0 {
		return
	}
	p.y += 2
	p.line(p.wide, "B", textSize, s.Words.HowTo)
	size, most := float64(textSize), 3
	for p.y+p.measure(s.Words.Steps, size, most) > bottom && most > 1 {
		if size > 6 {
			size--
		} else {
			most--
		}
	}
	for i, step := range s.Words.Steps {
		p.f.SetFont("go", "", size)
		p.f.SetXY(margin, p.y)
		p.f.CellFormat(6, max(lineHigh*size/textSize, 3.6), fmt.Sprintf("%d.", i+1), "", 0, "L", false, 0, "")
		p.at(margin+6, p.wide-6, func() { p.text(p.wide, "", size, step, most) })
	}
}

// measure gives the height of the steps at a size, in millimetres.
func (p *pen) measure(steps []string, size float64, most int) float64 {
	p.f.SetFont("go", "", size)
	n := 0
	for _, s := range steps {
		n += len(p.wrap(p.wide-6, s, most))
	}
	return float64(n) * max(lineHigh*size/textSize, 3.6)
}
