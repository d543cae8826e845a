package message

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// style is what decides whether a reader could see a text.
type style struct {
	gone   bool   // display:none and the like: nothing inside can undo it
	faint  bool   // visibility:hidden, which a child can undo
	tiny   bool   // font size of a pixel or less, which a child can undo
	fg, bg uint32 // 0xRRGGBB
	anyBG  bool   // a background picture or gradient: colours cannot be compared
}

var rootStyle = style{fg: 0x000000, bg: 0xffffff}

// invisible says that text in this style is not text that a person saw.
func (s *style) invisible() bool {
	return s.gone || s.faint || s.tiny || !s.anyBG && nearColor(s.fg, s.bg)
}

// apply changes s by an element's attributes and the style sheet.
func (s *style) apply(tag atom.Atom, a *attributes, sh *sheet) {
	if a.hidden {
		s.gone = true
	}
	if len(sh.hidden) > 0 && sh.hides(a) {
		s.gone = true
	}
	if a.bgcolor != "" {
		s.setBackground(a.bgcolor)
	}
	if a.color != "" && tag == atom.Font {
		if c, ok := parseColor(a.color); ok {
			s.fg = c
		}
	}
	if a.style != "" {
		s.declarations(a.style)
	}
}

// declarations reads an inline style.
func (s *style) declarations(css string) {
	var zeroBox, clipped, away bool
	for n := 0; css != "" && n < 100; n++ {
		var decl string
		decl, css, _ = strings.Cut(css, ";")
		key, val, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		val = strings.ToLower(strings.TrimSpace(val))
		val = strings.TrimSpace(strings.TrimSuffix(val, "!important"))
		switch key {
		case "display":
			s.gone = s.gone || val == "none"
		case "mso-hide":
			s.gone = s.gone || val == "all"
		case "visibility":
			s.faint = val == "hidden" || val == "collapse"
		case "opacity":
			if f, err := strconv.ParseFloat(val, 64); err == nil && f <= 0.05 {
				s.gone = true
			}
		case "font-size":
			if px, ok := pixels(val); ok {
				s.tiny = px <= 1
			} else if val != "inherit" {
				s.tiny = false
			}
		case "height", "max-height", "width", "max-width":
			px, ok := pixels(val)
			zeroBox = zeroBox || ok && px <= 1
		case "overflow":
			clipped = val == "hidden"
		case "left", "top", "text-indent", "margin-left":
			px, ok := pixels(val)
			away = away || ok && px <= -900
		case "color":
			if c, ok := parseColor(val); ok {
				s.fg = c
			}
		case "background-color", "background":
			s.setBackground(val)
		case "background-image":
			s.anyBG = s.anyBG || val != "none"
		}
	}
	if zeroBox && clipped || away {
		s.gone = true
	}
}

func (s *style) setBackground(v string) {
	if strings.Contains(v, "url(") || strings.Contains(v, "gradient") {
		s.anyBG = true
		return
	}
	if i := strings.IndexByte(v, ' '); i > 0 && !strings.HasPrefix(v, "rgb") {
		v = v[:i]
	}
	if c, ok := parseColor(v); ok {
		s.bg, s.anyBG = c, false
	}
}

// pixels reads a length. Points count as pixels, em and % as their share of a
// usual font; only "next to nothing" matters.
func pixels(v string) (float64, bool) {
	num := strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyz% ")
	f, err := strconv.ParseFloat(num, 64)
	if err != nil {
		return 0, false
	}
	switch strings.TrimSpace(v[len(num):]) {
	case "em", "rem":
		f *= 16
	case "%":
		if f > 0 {
			f = max(f, 2) // "width:1%" is a layout, not a hiding place
		}
	}
	return f, true
}

var namedColors = map[string]uint32{
	"white": 0xffffff, "snow": 0xfffafa, "ivory": 0xfffff0, "ghostwhite": 0xf8f8ff, "floralwhite": 0xfffaf0,
	"whitesmoke": 0xf5f5f5, "black": 0x000000, "gray": 0x808080, "grey": 0x808080, "silver": 0xc0c0c0, "red": 0xff0000,
	"green": 0x008000, "blue": 0x0000ff, "yellow": 0xffff00, "navy": 0x000080, "maroon": 0x800000, "orange": 0xffa500,
	"lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "darkgray": 0xa9a9a9, "darkgrey": 0xa9a9a9, "purple": 0x800080,
	"teal": 0x008080, "windowtext": 0x000000, "window": 0xffffff,
}

// parseColor reads #rgb, #rrggbb, rgb(...) and the usual names.
func parseColor(v string) (uint32, bool) {
	v = strings.ToLower(strings.TrimSpace(v))
	if c, ok := namedColors[v]; ok {
		return c, true
	}
	if strings.HasPrefix(v, "#") {
		hex := v[1:]
		if len(hex) == 3 || len(hex) == 4 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if len(hex) != 6 && len(hex) != 8 {
			return 0, false
		}
		n, err := strconv.ParseUint(hex[:6], 16, 32)
		return uint32(n), err == nil
	}
	body, ok := strings.CutPrefix(v, "rgba(")
	if !ok {
		if body, ok = strings.CutPrefix(v, "rgb("); !ok {
			return 0, false
		}
	}
	body, _, _ = strings.Cut(body, ")")
	parts := strings.FieldsFunc(body, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) < 3 {
		return 0, false
	}
	if len(parts) > 3 && strings.Trim(parts[3], "0.%") == "" {
		return 0, false // fully transparent: as if not set
	}
	var c uint32
	for _, p := range parts[:3] {
		f, err := strconv.ParseFloat(strings.TrimSuffix(p, "%"), 64)
		if err != nil || f < 0 || f > 255 {
			return 0, false
		}
		c = c<<8 | uint32(f)
	}
	return c, true
}

// nearColor says that text of colour a on b cannot be read.
func nearColor(a, b uint32) bool {
	diff := 0
	for shift := 0; shift <= 16; shift += 8 {
		d := int(a>>shift&0xff) - int(b>>shift&0xff)
		diff += max(d, -d)
	}
	return diff <= 18
}

// sheet holds the classes and ids that a mail's own style sheet hides.
type sheet struct {
	hidden map[string]bool // ".name" and "#name"
}

// maxRules bounds the rules that are read of style sheets.
const maxRules = 2000

// add reads a style sheet: simple selectors only, and nothing within @media or
// other at-rules, which hide for some screens what others see.
func (s *sheet) add(css string) {
	for n := 0; n < maxRules; n++ {
		open := strings.IndexByte(css, '{')
		if open < 0 {
			return
		}
		selector := strings.ToLower(strings.TrimSpace(css[:open]))
		css = css[open+1:]
		if strings.HasPrefix(selector, "@") || strings.Contains(selector, "@media") {
			css = skipBlock(css)
			continue
		}
		body, rest, _ := strings.Cut(css, "}")
		css = rest
		if !strings.Contains(body, "none") && !strings.Contains(body, "hidden") && !strings.Contains(body, "NONE") {
			continue
		}
		st := rootStyle
		st.declarations(body)
		if !st.gone && !st.faint {
			continue
		}
		if i := strings.LastIndex(selector, "-->"); i >= 0 {
			selector = selector[i+3:]
		}
		selector = strings.TrimSpace(strings.TrimPrefix(selector, "<!--"))
		for one := range strings.SplitSeq(selector, ",") {
			one = strings.TrimSpace(one)
			if i := strings.IndexAny(one, ".#"); i >= 0 && !strings.ContainsAny(one, " >+~:[*") && !strings.ContainsAny(one[i+1:], ".#") {
				if s.hidden == nil {
					s.hidden = map[string]bool{}
				}
				s.hidden[one[i:]] = true
			}
		}
	}
}

// skipBlock returns what follows the closing brace of the block whose opening
// brace was just read.
func skipBlock(css string) string {
	depth := 1
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[i+1:]
			}
		}
	}
	return ""
}

func (s *sheet) hides(a *attributes) bool {
	if a.id != "" && s.hidden["#"+strings.ToLower(a.id)] {
		return true
	}
	for class := range strings.FieldsSeq(a.class) {
		if s.hidden["."+strings.ToLower(class)] {
			return true
		}
	}
	return false
}
