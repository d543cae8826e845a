package policy

import (
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
)

// Finding is one fault that Check found in a loaded table.
type Finding struct {
	Kind  string     `json:"kind"` // "undecided", "unreachable", "template", "section", "dead_end", "role", "budget"
	Row   string     `json:"row,omitempty"`
	Class desk.Class `json:"class,omitempty"`
	Line  int        `json:"line,omitempty"`
	Text  string     `json:"text"`
}

// checkBudget bounds the boxes that one question may split into, so that a strange table
// ends with a finding and not with a hang.
const checkBudget = 200_000

// Check reasons about the whole table. Class by class it goes through the product of the
// facts that the class's rows mention, as boxes of values instead of one by one, and
// finds combinations that no row decides and rows that can never match; then templates
// that do not exist (names of those that do; nil skips this), sections that the policy
// text lacks, and outcomes that lead nowhere.
func (t *Table) Check(templates []string) []Finding {
	var out []Finding
	for _, c := range desk.Classes() {
		out = append(out, t.checkClass(c)...)
	}
	out = append(out, t.checkReach()...)
	out = append(out, t.checkModify()...)
	for i := range t.rows {
		out = append(out, t.checkRow(&t.rows[i], templates)...)
	}
	for _, o := range desk.Outcomes() {
		if len(t.actions[o]) == 0 {
			out = append(out, Finding{Kind: "dead_end", Text: fmt.Sprintf("outcome %s lists no action: an agent could not go on from it", o)})
		}
		for _, a := range t.actions[o] {
			if templates != nil && a.Template != "" && !slices.Contains(templates, a.Template) {
				out = append(out, Finding{Kind: "template", Text: fmt.Sprintf("action %s of %s drafts %q, and there is no such template", a.Name, o, a.Template)})
			}
		}
	}
	return out
}

// box is a set of combinations: for each fact the values that it may have. Facts that
// are not in it may have any.
type box map[int]uint16

func (b box) with(i int, bits uint16) box {
	n := make(box, len(b)+1)
	for k, v := range b {
		n[k] = v
	}
	n[i] = bits
	return n
}

// boxOf gives the combinations that a row matches.
func boxOf(c *compiled) box {
	b := make(box, len(c.cells))
	for _, m := range c.cells {
		b[m.i] = m.bits
	}
	return b
}

// uncovered finds a part of b that none of the rows matches, or ok false when there is
// none. It cuts b along the cells of the first row that overlaps it: what lies inside is
// settled, each piece outside goes on with the rows after it.
func (s *schema) uncovered(b box, rows []*compiled, budget *int) (box, bool) {
	*budget--
	if *budget < 0 {
		return b, true
	}
	for i, r := range rows {
		if s.disjoint(b, r) {
			continue
		}
		rest := b
		for _, m := range r.cells {
			cur, ok := rest[m.i]
			if !ok {
				cur = s.full(m.i)
			}
			if outside := cur &^ m.bits; outside != 0 {
				if hole, found := s.uncovered(rest.with(m.i, outside), rows[i+1:], budget); found {
					return hole, true
				}
			}
			rest = rest.with(m.i, cur&m.bits)
		}
		return nil, false
	}
	return b, true
}

func (s *schema) disjoint(b box, r *compiled) bool {
	for _, m := range r.cells {
		if cur, ok := b[m.i]; ok && cur&m.bits == 0 {
			return true
		}
	}
	return false
}

// ofClass gives the decide rows of a class in their order.
func (t *Table) ofClass(c desk.Class) []*compiled {
	bit := t.schema.bit[0][string(c)]
	var out []*compiled
	for i := range t.decide {
		if t.decide[i].classes&bit != 0 {
			out = append(out, &t.decide[i])
		}
	}
	return out
}

func (t *Table) checkClass(c desk.Class) []Finding {
	budget := checkBudget
	hole, found := t.schema.uncovered(box{}, t.ofClass(c), &budget)
	switch {
	case budget < 0:
		return []Finding{{Kind: "budget", Class: c, Text: fmt.Sprintf("class %s has too many combinations to go through; use fewer cells", c)}}
	case found:
		return []Finding{{Kind: "undecided", Class: c, Text: fmt.Sprintf("no row decides class %s when %s", c, t.schema.say(hole))}}
	}
	return nil
}

// checkReach finds decide rows whose every combination is taken by rows above, class by
// class: a row that is dead for one of its classes is a mistake as well.
func (t *Table) checkReach() []Finding {
	var out []Finding
	for _, c := range desk.Classes() {
		rows := t.ofClass(c)
		for i, r := range rows {
			budget := checkBudget
			_, alive := t.schema.uncovered(boxOf(r), rows[:i], &budget)
			if budget < 0 {
				out = append(out, Finding{Kind: "budget", Row: r.row.ID, Class: c, Line: r.row.Line, Text: fmt.Sprintf("row %s meets too many combinations to go through", r.row.ID)})
			} else if !alive {
				out = append(out, Finding{Kind: "unreachable", Row: r.row.ID, Class: c, Line: r.row.Line,
					Text: fmt.Sprintf("row %s can never match for class %s: the rows above it take every case", r.row.ID, c)})
			}
		}
	}
	return out
}

// checkModify finds modify rows that fit beside no decide row: no class in common, an
// outcome that none gives, or cells that contradict the cells of every such row.
func (t *Table) checkModify() []Finding {
	var out []Finding
	for i := range t.modify {
		m := &t.modify[i]
		fits := slices.ContainsFunc(t.decide, func(d compiled) bool {
			return d.classes&m.classes != 0 && m.beside(d.row) && !t.schema.disjoint(boxOf(&d), m)
		})
		if !fits {
			out = append(out, Finding{Kind: "unreachable", Row: m.row.ID, Line: m.row.Line, Text: fmt.Sprintf("row %s never adds anything: it fits beside no decide row", m.row.ID)})
		}
		for _, id := range m.row.Rows {
			for j := range t.decide {
				d := &t.decide[j]
				if d.row.ID == id && (d.classes&m.classes == 0 || t.schema.disjoint(boxOf(d), m) || !m.beside(d.row)) {
					out = append(out, Finding{Kind: "unreachable", Row: m.row.ID, Line: m.row.Line, Text: fmt.Sprintf("row %s names row %s but can never fit beside it", m.row.ID, id)})
				}
			}
		}
	}
	return out
}

func (t *Table) checkRow(r *Row, templates []string) []Finding {
	var out []Finding
	add := func(kind, format string, args ...any) {
		out = append(out, Finding{Kind: kind, Row: r.ID, Line: r.Line, Text: fmt.Sprintf("row %s ", r.ID) + fmt.Sprintf(format, args...)})
	}
	if templates != nil {
		for _, name := range append([]string{r.Template}, r.Also...) {
			if name != "" && !slices.Contains(templates, name) {
				add("template", "drafts %q, and there is no such template", name)
			}
		}
	}
	for _, s := range r.Sections {
		if t.text.Section(s) == nil {
			add("section", "cites section %s, which the policy text lacks", s)
		}
	}
	senior := slices.Contains(r.Flags, desk.FlagMoneyReview) || slices.Contains(r.Flags, desk.FlagLegalOrChargeback) ||
		slices.Contains(r.Flags, desk.FlagSafety) || r.Outcome == desk.OutcomeManagerDecision
	if senior && !r.Role.AtLeast(desk.RoleSenior) {
		add("role", "is about money, the law, danger or the manager's own decision and lets an agent approve it")
	}
	if !r.Modify && strings.HasPrefix(string(r.Outcome), "deny_") && !r.Denial {
		add("role", "denies something and is not marked as a denial, so stale order data could support it")
	}
	return out
}

// say writes a box as words, in the order of the facts.
func (s *schema) say(b box) string {
	var parts []string
	for i, f := range s.facts {
		bits, ok := b[i]
		if !ok || bits == s.full(i) {
			continue
		}
		var vs []string
		for j, v := range s.vals[i] {
			if bits&(1<<j) != 0 {
				vs = append(vs, v)
			}
		}
		parts = append(parts, fmt.Sprintf("%s is %s", f, strings.Join(vs, " or ")))
	}
	if len(parts) == 0 {
		return "whatever the facts are"
	}
	return strings.Join(parts, ", ")
}

// Contest is a pair of neighbouring decide rows of a class that both fit some
// combination of facts which no row above them takes: there their order decides.
type Contest struct {
	Class         desk.Class
	First, Second string
}

// Contests lists where the order of neighbouring rows matters.
func (t *Table) Contests() []Contest {
	var out []Contest
	for _, c := range desk.Classes() {
		rows := t.ofClass(c)
		for i := 1; i < len(rows); i++ {
			both := boxOf(rows[i-1])
			if t.schema.disjoint(both, rows[i]) {
				continue
			}
			for _, m := range rows[i].cells {
				cur, ok := both[m.i]
				if !ok {
					cur = t.schema.full(m.i)
				}
				both = both.with(m.i, cur&m.bits)
			}
			budget := checkBudget
			if _, open := t.schema.uncovered(both, rows[:i-1], &budget); open {
				out = append(out, Contest{c, rows[i-1].row.ID, rows[i].row.ID})
			}
		}
	}
	return out
}
