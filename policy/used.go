package policy

import (
	"slices"

	"returndesk/desk"
)

// Used names the facts, beside the class, that the rows behind a decision ask for, in the
// order of the closed list: what the verdict rests on. It is nil for a decision of another
// table, of which this one knows nothing.
func (t *Table) Used(d desk.Decision) []desk.Fact {
	if d.Table != t.hash {
		return nil
	}
	ids := append([]string{d.Rule}, d.Modifiers...)
	for _, m := range d.More {
		ids = append(append(ids, m.Rule), m.Modifiers...)
	}
	asked := map[desk.Fact]bool{}
	for _, r := range t.rows {
		if slices.Contains(ids, r.ID) {
			for _, c := range r.Cells {
				asked[c.Fact] = true
			}
		}
	}
	var out []desk.Fact
	for _, f := range t.schema.facts {
		if asked[f] {
			out = append(out, f)
		}
	}
	return out
}
