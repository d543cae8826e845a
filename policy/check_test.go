package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestDefaultHasNoFindings: the shipped table is whole.
func TestDefaultHasNoFindings(t *testing.T) {
	t.Parallel()
	tab, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tab.Check(nil) {
		t.Errorf("%s: line %d: %s", f.Kind, f.Line, f.Text)
	}
}

// TestCheckFinds breaks the table in one way at a time.
func TestCheckFinds(t *testing.T) {
	t.Parallel()
	table, actions, text := DefaultFiles()
	cut := func(id string) string {
		s := string(table)
		i := strings.Index(s, "  - id: "+id+"\n")
		if i < 0 {
			t.Fatalf("no row %s", id)
		}
		j := strings.Index(s[i+3:], "\n  - id: ")
		return s[:i] + s[i+3+j+1:]
	}
	for _, c := range []struct{ name, table, actions, kind, says string }{
		{"a class without its last row", cut("human"), string(actions), "undecided", "no row decides class other"},
		{"a gap in one class", cut("started_no_promise"), string(actions), "undecided", "promise is unknown"},
		{"a row above that takes all", strings.Replace(string(table), "cells: {timing: before_start, stage: [in_production, shipped]}", "cells: {stage: [in_production, shipped]}", 1), string(actions), "unreachable", "row cancel_shipped can never match"},
		{"a modify row beside nothing", strings.Replace(string(table), "cells: {proof: none}\n    beside: return_cost_review", "cells: {proof: none}\n    beside: safety_stop\n    with_rows: costs", 1), string(actions), "unreachable", "ask_proof_of_cost"},
		{"a denial that is not marked", strings.Replace(string(table), "    sections: 4\n    denial: yes\n", "    sections: 4\n", 1), string(actions), "role", "is not marked as a denial"},
		{"money without a senior", strings.Replace(string(table), "flags: money_review\n    sections: 6\n    role: senior", "flags: money_review\n    sections: 6", 1), string(actions), "role", "lets an agent approve"},
		{"a dead end", string(table), strings.Replace(string(actions), "no_reply: [reclassified, close]", "no_reply: []", 1), "dead_end", "no_reply"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tab, err := Load([]byte(c.table), []byte(c.actions), text)
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, f := range tab.Check(nil) {
				all = append(all, f.Kind+": "+f.Text)
				if f.Kind == c.kind && strings.Contains(f.Text, c.says) {
					return
				}
			}
			t.Errorf("no finding %s %q among %v", c.kind, c.says, all)
		})
	}
	t.Run("a missing template", func(t *testing.T) {
		t.Parallel()
		tab, err := Default()
		if err != nil {
			t.Fatal(err)
		}
		found := fmt.Sprint(tab.Check([]string{"handover"}))
		if !strings.Contains(found, "final_sale") || strings.Contains(found, `drafts "handover"`) {
			t.Error("templates are not compared with the names given")
		}
	})
}

// TestSymbolicCheckAgrees compares the box reasoning with plain enumeration on the facts
// of one class.
func TestSymbolicCheckAgrees(t *testing.T) {
	t.Parallel()
	tab, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	rows := tab.ofClass(desk.ClassOrderChange)
	for drop := range rows {
		kept := append(append([]*compiled{}, rows[:drop]...), rows[drop+1:]...)
		budget := checkBudget
		_, gap := tab.schema.uncovered(box{}, kept, &budget)
		if got := enumerateGap(tab.schema, kept); got != gap {
			t.Errorf("without row %s: boxes say gap %v, enumeration says %v", rows[drop].row.ID, gap, got)
		}
	}
}

// enumerateGap walks every combination of the facts that the rows mention. Below facts that a row fits
// whatever the others are it need not go.
func enumerateGap(s *schema, rows []*compiled) bool {
	var idx []int
	ends := map[int][]*compiled{} // by the number of facts that settle whether a row fits
	for _, r := range rows {
		last := 0
		for _, m := range r.cells {
			at := slices.Index(idx, m.i)
			if at < 0 {
				at, idx = len(idx), append(idx, m.i)
			}
			last = max(last, at+1)
		}
		ends[last] = append(ends[last], r)
	}
	v := make([]uint16, len(s.facts))
	var walk func(n int) bool
	walk = func(n int) bool {
		for _, r := range ends[n] {
			if r.fits(v, r.classes) {
				return false
			}
		}
		if n == len(idx) {
			return true
		}
		for j := range s.vals[idx[n]] {
			v[idx[n]] = 1 << j
			if walk(n + 1) {
				return true
			}
		}
		return false
	}
	return walk(0)
}
