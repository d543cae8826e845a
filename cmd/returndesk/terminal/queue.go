package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// Queue lays out the agents' queue: what is wrong with the service, one line a case, and
// a line that sums up.
func (l Look) Queue(rows []flow.QueueRow, st control.Status, filtered bool) string {
	var out strings.Builder
	out.WriteString(l.Banner(st))
	switch {
	case len(rows) == 0 && filtered:
		out.WriteString("No waiting case matches these filters.\n")
		return out.String()
	case len(rows) == 0:
		out.WriteString("Nothing waits for a person.\n")
		return out.String()
	}
	cols, cells := l.queueTable(rows)
	out.WriteString(l.table(cols, cells))
	late := 0
	for _, r := range rows {
		if r.Overdue {
			late++
		}
	}
	sum := Count(len(rows), "case waits", "cases wait")
	if late > 0 {
		sum += fmt.Sprintf(", %d overdue", late)
	}
	out.WriteString("\n" + l.summed(sum+".", "Open one with `returndesk show "+Line(rows[0].Case)+"`."))
	return out.String()
}

// queueTable chooses the columns that the width has room for.
func (l Look) queueTable(rows []flow.QueueRow) ([]column, [][]string) {
	w := l.width()
	type col struct {
		column
		cell func(flow.QueueRow, int) string
	}
	caseWidth := 6
	for _, r := range rows {
		caseWidth = max(caseWidth, len(r.Case))
	}
	all := []col{
		{column{"CASE", caseWidth, false}, func(r flow.QueueRow, _ int) string { return l.bold(Line(r.Case)) }},
		{column{"AGE", 3, true}, func(r flow.QueueRow, _ int) string { return age(r.Age) }},
		{column{"DUE", 11, false}, func(r flow.QueueRow, _ int) string { return l.dueCell(r) }},
		{column{"CUSTOMER", 16, false}, func(r flow.QueueRow, n int) string { return cut(Line(r.Customer), n) }},
		{column{"OUTCOME", 21, false}, func(r flow.QueueRow, n int) string { return cut(Line(string(r.Outcome)), n) }},
		{column{"NOTES", 0, false}, func(r flow.QueueRow, n int) string { return l.notes(r, n) }},
	}
	if w >= 128 {
		all[3].width = 20
		all = slices.Insert(all, 4, col{column{"CLASS", 16, false}, func(r flow.QueueRow, n int) string { return cut(Line(string(r.Class)), n) }})
	}
	if w >= 138 {
		all = slices.Insert(all, 4, col{column{"ORDER", 10, false}, func(r flow.QueueRow, n int) string { return cut(Line(cmp.Or(r.Order, "–")), n) }})
	}
	switch { // an urgent note stands in full at any width: "SAFETY +2" is 9 columns wide
	case w < 53:
		all = slices.Delete(all, 1, 4)
	case w < 68:
		all = slices.Delete(slices.Delete(all, 3, 4), 1, 2)
	case w < 76:
		all[3].width = 12
		all = slices.Delete(all, 1, 2)
	case w >= 160: // what the width has beyond that goes to the address and the subject alike
		more := min((w-160)/2, 16)
		all[3].width = 26 + more
		all = slices.Insert(all, 4, col{column{"SUBJECT", w - 145 - more, false}, func(r flow.QueueRow, n int) string { return cut(Line(r.Subject), n) }})
	}
	cols := make([]column, len(all))
	for i, c := range all {
		cols[i] = c.column
	}
	cols = l.fill(cols)
	cells := make([][]string, len(rows))
	for i, r := range rows {
		for j, c := range all {
			cells[i] = append(cells[i], c.cell(r, cols[j].width))
		}
	}
	return cols, cells
}

func (l Look) dueCell(r flow.QueueRow) string {
	s := l.dueShort(r.Deadline)
	switch {
	case r.Overdue:
		return l.red(s)
	case s == "now", strings.HasPrefix(s, "today"):
		return l.yellow(s)
	}
	return s
}

// note is one word of the last column.
type note struct {
	text  string
	paint func(string) string
}

// notes gives what an agent must know before opening the case, the most urgent first, and
// counts what does not fit.
func (l Look) notes(r flow.QueueRow, width int) string {
	plain := func(s string) string { return s }
	var all []note
	switch r.State {
	case desk.DraftUncertain:
		all = append(all, note{"sent?", l.red})
	case desk.DraftFailed:
		all = append(all, note{"not sent", l.red})
	case desk.DraftApproved:
		all = append(all, note{"approved", l.green})
	case "":
		all = append(all, note{"no draft", l.yellow})
	}
	flags := slices.Clone(r.Flags)
	slices.SortStableFunc(flags, func(a, b desk.Flag) int { return cmp.Compare(a.Rank(), b.Rank()) })
	var rest []note
	for _, f := range flags {
		switch {
		case f.Urgent():
			all = append(all, note{Line(f.Short()), l.red})
			continue
		case f == desk.FlagLastDay: // why the case stands where it stands
			all = append(all, note{Line(f.Short()), plain})
			continue
		}
		rest = append(rest, note{Line(f.Short()), plain})
	}
	if r.Doubt != "" {
		rest = slices.Insert(rest, 0, note{"or " + words(string(r.Doubt)) + "?", l.yellow})
	}
	all = append(all, rest...)
	if r.Role.AtLeast(desk.RoleSenior) { // a narrow column ends after two notes
		all = slices.Insert(all, min(1, len(all)), note{"for a " + string(r.Role), l.yellow})
	}
	return fit(all, width)
}

// fit joins as many notes as the width holds; "+3" stands for the rest.
func fit(all []note, width int) string {
	var out strings.Builder
	used := 0
	for i, n := range all {
		sep := ""
		if i > 0 {
			sep = ", "
		}
		rest := ""
		if left := len(all) - i - 1; left > 0 {
			rest = fmt.Sprintf(" +%d", left)
		}
		w := len(sep) + columns(n.text)
		if used+w+len(rest) > width {
			if i == 0 {
				return n.paint(cut(n.text, width-len(rest))) + rest
			}
			fmt.Fprintf(&out, " +%d", len(all)-i)
			break
		}
		out.WriteString(sep + n.paint(n.text))
		used += w
	}
	return out.String()
}
