package policy

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestUsed: the facts of every row that took part are named once, in the order of the list;
// a decision of another table names none.
func TestUsed(t *testing.T) {
	t.Parallel()
	table, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	var decide, modify Row
	for _, r := range table.Rows() {
		switch {
		case !r.Modify && decide.ID == "" && len(r.Cells) > 1:
			decide = r
		case r.Modify && modify.ID == "" && len(r.Cells) > 0:
			modify = r
		}
	}
	d := desk.Decision{Intent: desk.Intent{Rule: decide.ID, Modifiers: []string{modify.ID}}, Table: table.Hash()}
	got := table.Used(d)
	for _, c := range append(slices.Clone(decide.Cells), modify.Cells...) {
		if !slices.Contains(got, c.Fact) {
			t.Errorf("rows %s and %s ask for %s, named are %v", decide.ID, modify.ID, c.Fact, got)
		}
	}
	sorted := slices.SortedFunc(slices.Values(got), func(a, b desk.Fact) int { return table.schema.index[a] - table.schema.index[b] })
	if !slices.Equal(got, sorted) || len(slices.Compact(sorted)) != len(got) {
		t.Errorf("out of order or twice: %v", got)
	}
	further := desk.Decision{Intent: desk.Intent{Rule: decide.ID}, More: []desk.Intent{{Rule: modify.ID}}, Table: table.Hash()}
	if !slices.Equal(table.Used(further), got) {
		t.Errorf("a further intent's row counts for %v, not %v", table.Used(further), got)
	}
	d.Table = "of another shop"
	if got := table.Used(d); got != nil {
		t.Errorf("of an unknown table: %v", got)
	}
}
