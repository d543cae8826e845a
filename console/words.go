package console

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// funcs are what templates may call.
func (s *Server) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":     func(name string) string { return "/static/" + s.assets[name].name },
		"line":      func(v any) string { return explain.Line(fmt.Sprint(v)) },
		"text":      func(v any) string { return explain.Text(fmt.Sprint(v)) },
		"words":     func(v any) string { return plainWords(fmt.Sprint(v)) },
		"whole":     func(v any) template.HTML { return whole(explain.Line(fmt.Sprint(v))) },
		"wholeText": func(v any) template.HTML { return whole(explain.Text(fmt.Sprint(v))) },
		"named":     named,
		"zone":      func() string { return s.Zone.String() },
		"ended":     ended,
		"stopped":   func(text string) string { return strings.TrimRight(explain.Line(text), ".") + "." },
		"age":       age,
		"ago":       func(t time.Time) string { return ago(s.Now().Sub(t)) },
		"due":       func(t time.Time) string { return s.due(t) },
		"past":      func(t time.Time) bool { return desk.Late(t, s.Now()) },
		"gone":      func(d desk.Date) bool { return d < desk.Date(s.Now().In(s.Zone).Format(time.DateOnly)) },
		"when":      func(t time.Time) string { return s.when(t) },
		"clock":     func(t time.Time) string { return t.In(s.Zone).Format("2 Jan 15:04") },
		"iso":       func(t time.Time) string { return t.In(s.Zone).Format(time.RFC3339) },
		"day":       day,
		"window":    func(n *int) string { return explain.Window(*n) },
		"size":      size,
		"percent":   func(f float64) string { return fmt.Sprintf("%.0f %%", f*100) },
		"short":     func(f desk.Flag) string { return f.Short() },
		"meaning":   func(f desk.Flag) string { return f.Meaning() },
		"urgent":    func(f desk.Flag) bool { return f.Urgent() },
		"senior":    func(r desk.Role) bool { return r.AtLeast(desk.RoleSenior) },
		"address":   explain.Address,
		"under":     func(path, prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") },
		"plural": func(n int, one, many string) string {
			if n == 1 {
				return "1 " + one
			}
			return number(n) + " " + many
		},
		"number":        number,
		"minus":         func(by, from float64) float64 { return from - by },
		"fields":        actionFields,
		"firstOptional": firstOptional,
	}
}

// plainWords makes words of one of our names: "open_rma" is "open RMA".
func plainWords(name string) string {
	list := strings.Split(strings.ReplaceAll(explain.Line(name), "_", " "), " ")
	for i, w := range list {
		if w == "rma" || w == "doa" {
			list[i] = strings.ToUpper(w)
		}
	}
	return strings.Join(list, " ")
}

// numbers are order, case and RMA numbers, which browsers break at the hyphen.
var numbers = regexp.MustCompile(`\b[0-9A-Z]{1,6}-[0-9A-Z]{2,12}(?:-[0-9A-Z]{2,8}){0,2}\b`)

// ourName is one of our names, and nothing else: "safety_unit".
var ourName = regexp.MustCompile(`^[a-z]+(?:_[a-z0-9]+)+$`)

// named writes a text that may be one of our names alone.
func named(text string) string {
	if ourName.MatchString(text) {
		return plainWords(text)
	}
	return explain.Text(text)
}

// whole escapes foreign text, cleaned before, in which no number is torn apart.
func whole(text string) template.HTML {
	text = template.HTMLEscapeString(text)
	return template.HTML(numbers.ReplaceAllString(text, `<span class="whole">$0</span>`)) //nolint:gosec // escaped before
}

// elsewhere writes a moment by the clock of another zone, "" where that clock shows the same.
func (s *Server) elsewhere(at time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if zone == "" || err != nil || at.IsZero() {
		return ""
	}
	_, there := at.In(loc).Zone()
	if _, here := at.In(s.Zone).Zone(); here == there {
		return ""
	}
	return at.In(loc).Format("Mon 2 Jan 15:04") + " in " + explain.Line(zone)
}

// number writes a count with thin groups: 10 000.
func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// age tells how long something is, in one figure.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	case d < 14*24*time.Hour:
		return fmt.Sprintf("%d d", int(d.Hours()/24))
	}
	return fmt.Sprintf("%d w", int(d.Hours()/24/7))
}

func ago(d time.Duration) string {
	if a := age(d); a != "now" {
		return a + " ago"
	}
	return "just now"
}

func (s *Server) when(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.In(s.Zone).Format("Mon 2 Jan 2006 15:04")
}

// day writes a calendar date as people do.
func day(d desk.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return explain.Line(string(d))
	}
	return t.Format("Mon 2 Jan 2006")
}

// size writes a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// due tells when something must have happened, in the shop's zone.
func (s *Server) due(at time.Time) string { return explain.Due(s.Now().In(s.Zone), at, age) }
