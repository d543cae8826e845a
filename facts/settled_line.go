package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// SettledLines gives the lines of an order of which a text says that they are settled, each in words that name no other line: "the
// keyboard works again, the pad is still dead". What stands behind such words and names nothing else may limit them.
func SettledLines(o *desk.Order, text, language string) []int {
	if o == nil || len(o.Lines) < 2 || len(text) > maxSettled {
		return nil
	}
	var out []int
	for _, part := range partsByLine(o, text) {
		if named := linesNamed(o, part); len(named) == 1 && settledIn(part, language) != settledNot && !slices.Contains(out, named[0]) {
			out = append(out, named[0])
		}
	}
	return out
}

// partsByLine cuts a text into parts that each begin where another line of the order is named than before.
func partsByLine(o *desk.Order, text string) []string {
	var out []string
	var last []int
	for rest := text; rest != ""; {
		at := strings.IndexAny(rest, ".!?;,\n")
		part := rest
		if at >= 0 {
			part = rest[:at+1]
		}
		rest = rest[len(part):]
		switch named := linesNamed(o, part); {
		case len(out) == 0:
			out, last = append(out, part), named
		case len(named) == 0 || slices.Equal(named, last):
			out[len(out)-1] += part
		case len(last) == 0:
			out[len(out)-1], last = out[len(out)-1]+part, named
		default:
			out, last = append(out, part), named
		}
	}
	return out
}

// partlySettled reports whether a mail says of some lines of its order that they are settled, and open records are of others, or of
// nobody knows which: what was claimed of those is not over with it (domain.md section 3: a record is a line's own).
func partlySettled(in *Input) bool {
	for _, o := range in.onlyOrder() {
		lines := SettledLines(o, in.Text, in.Reading.Language)
		if len(lines) == 0 || len(lines) == len(o.Lines) {
			continue
		}
		if slices.ContainsFunc(recordsOf(in, o, 0), func(r desk.PriorRMA) bool { return r.State.Open() && !slices.Contains(lines, r.Line) }) {
			return true
		}
	}
	return false
}

// onlyOrder gives the one order that a mail can be about, none where there are several.
func (in *Input) onlyOrder() []*desk.Order {
	for _, list := range [][]desk.Order{in.Lookup.Matches, in.Lookup.Own} {
		if len(list) == 1 {
			return []*desk.Order{&list[0]}
		} else if len(list) > 1 {
			return nil
		}
	}
	return nil
}

// settledItems names the lines of which a mail says so.
func settledItems(in *Input, o *desk.Order) []string {
	var out []string
	lines := SettledLines(o, in.Text, in.Reading.Language)
	for _, l := range o.Lines {
		if slices.Contains(lines, l.Line) {
			out = append(out, l.Name)
		}
	}
	return out
}
