package terminal

import (
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// age tells how long ago something was, in one or two figures: "5m", "2h", "3d".
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	case d < 14*24*time.Hour:
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	}
	return fmt.Sprintf("%dw", int(d.Hours()/24/7))
}

// due tells when something must have happened.
func (l Look) due(at time.Time) string { return explain.Due(l.Now, at, age) }

// dueShort is due for a narrow column: tomorrow needs no clock there.
func (l Look) dueShort(at time.Time) string {
	s := l.due(at)
	if day, _, found := strings.Cut(s, " "); found && day == "tomorrow" {
		return day
	}
	return s
}

// dueWords is due inside a sentence: "due tomorrow", but "3h late".
func (l Look) dueWords(at time.Time) string {
	s := l.due(at)
	if strings.HasSuffix(s, " late") {
		return s
	}
	return "due " + s
}

// when writes an instant: weekday, date and clock, in the zone of the look.
func (l Look) when(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.In(l.Now.Location()).Format("Mon 2 Jan 2006 15:04")
}

// date writes a calendar date as people do; what is no date stays as it is.
func date(d desk.Date) string {
	t, err := time.Parse("2006-01-02", string(d))
	if err != nil {
		return Line(string(d))
	}
	return t.Format("Mon 2 Jan 2006")
}

// words writes a machine's name for people: "doa_defect" becomes "doa defect".
func words[T ~string](v T) string { return strings.ReplaceAll(string(v), "_", " ") }

// list writes several names.
func list[T ~string](vs []T) string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = Line(string(v))
	}
	return strings.Join(out, ", ")
}

// Count counts a noun: "1 row", "2 rows".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// address writes a mail address with its name.
func address(a desk.Address) string {
	if name := Line(a.Name); name != "" {
		return name + " <" + Line(a.Address) + ">"
	}
	return Line(a.Address)
}

func addresses(as []desk.Address) string {
	out := make([]string, len(as))
	for i, a := range as {
		out[i] = address(a)
	}
	return strings.Join(out, ", ")
}

// size writes a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return Count(int(n), "byte", "bytes")
}
