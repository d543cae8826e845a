package slip

import (
	"strings"
	"unicode"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"returndesk/desk"
)

// ink knows which characters the font of the page has. It covers the Latin, Greek and
// Cyrillic scripts; an item's name or a typed condition may hold anything.
type ink struct {
	font *sfnt.Font
	buf  sfnt.Buffer
}

func newInk() (*ink, error) {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the font of the return slip cannot be read")
	}
	return &ink{font: f}, nil
}

func (k *ink) has(r rune) bool {
	g, err := k.font.GlyphIndex(&k.buf, r)
	return err == nil && g != 0 && r <= 0xFFFF // the PDF library holds no more
}

// print gives a text in characters that can be printed: a letter that the font lacks loses
// its marks or becomes a question mark, and pictures and signs that nobody reads are left out.
func (k *ink) print(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == '\n' || k.has(r) && unicode.IsPrint(r):
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteString(k.plain(r))
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines { // where something was left out, its blanks are too
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// plain gives a letter's printable parts.
func (k *ink) plain(r rune) string {
	var b strings.Builder
	for _, p := range norm.NFKD.String(string(r)) {
		if !unicode.IsMark(p) && k.has(p) {
			b.WriteRune(p)
		}
	}
	if b.Len() == 0 {
		return "?"
	}
	return b.String()
}

// printable gives the slip with all its words in characters that can be printed.
func (s Slip) printable() (Slip, error) {
	k, err := newInk()
	if err != nil {
		return s, err
	}
	w := &s.Words
	for _, field := range []*string{
		&s.Brand, &s.Order, &s.Condition, &s.Deadline, &s.Address, &w.Title, &w.Inside, &w.Number, &w.Order, &w.Items,
		&w.Condition, &w.Deadline, &w.SendTo, &w.HowTo, &w.Outside,
	} {
		*field = k.print(*field)
	}
	for _, list := range []*[]string{&s.Items, &w.Steps} {
		printed := make([]string, 0, len(*list))
		for _, text := range *list {
			if text = k.print(text); text != "" {
				printed = append(printed, text)
			}
		}
		*list = printed
	}
	return s, nil
}
