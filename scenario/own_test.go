package scenario_test

import (
	"path/filepath"
	"slices"
	"testing"

	"returndesk/desk"
	"returndesk/policy"
	"returndesk/scenario"
)

// allScenarios gives the shared scenarios and our own.
func allScenarios(t testing.TB) []scenario.Scenario {
	t.Helper()
	files, err := filepath.Glob("../policy/testdata/own/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios of our own: %v", err)
	}
	var out []scenario.Scenario
	for _, f := range append(files, "../policy/testdata/scenarios.jsonl") {
		out = append(out, readFile(t, f)...)
	}
	return out
}

// TestOwnScenarios: every row, gate, reading and conflict rule.
func TestOwnScenarios(t *testing.T) {
	t.Parallel()
	run := runner(t, nil)
	list := allScenarios(t)
	if len(list) < 350 {
		t.Errorf("only %d scenarios", len(list))
	}
	seen := map[string]bool{}
	ids := map[string]bool{}
	for _, s := range list {
		if ids[s.ID] {
			t.Errorf("scenario %s stands twice", s.ID)
		}
		ids[s.ID] = true
		res, err := run.Run(s)
		if err != nil {
			t.Errorf("%s: %v", s.ID, err)
			continue
		}
		for _, m := range res.Mismatches {
			t.Errorf("%s (%s): %s: want %s, got %s", s.ID, res.Rule, m.Field, m.Want, m.Got)
		}
		for _, d := range res.Decisions {
			note(seen, d.Intent)
			if d.Own != nil {
				note(seen, *d.Own)
			}
			for _, x := range d.More {
				note(seen, x)
			}
		}
	}
	table, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range table.Rows() {
		if !seen[r.ID] {
			t.Errorf("row %s is met by no scenario", r.ID)
		}
	}
}

func note(seen map[string]bool, in desk.Intent) {
	seen[in.Rule] = true
	for _, m := range in.Modifiers {
		seen[m] = true
	}
}

// TestMutations breaks the table in every small way; some scenario has to notice each.
func TestMutations(t *testing.T) {
	t.Parallel()
	run := runner(t, nil)
	var prepared []scenario.Prepared
	for _, s := range allScenarios(t) {
		p, err := run.Prepare(s)
		if err != nil {
			t.Fatal(err)
		}
		prepared = append(prepared, p)
	}
	table := run.Table
	noticed := func(rows []policy.Row) bool {
		mutant := table.WithRows(rows)
		for _, p := range prepared {
			res, err := p.Decide(mutant)
			if err != nil || !res.Passed {
				return true
			}
		}
		return false
	}
	if noticed(table.Rows()) {
		t.Fatal("the table itself fails a scenario")
	}
	rows, mutants := table.Rows(), 0
	must := func(what string, changed []policy.Row) {
		mutants++
		if !noticed(changed) {
			t.Errorf("nobody notices: %s", what)
		}
	}
	for i, r := range rows {
		must("row "+r.ID+" deleted", slices.Delete(slices.Clone(rows), i, i+1))
		change := func(what string, edit func(*policy.Row)) {
			c := slices.Clone(rows)
			edit(&c[i])
			must("row "+r.ID+": "+what, c)
		}
		for j := range r.Flags {
			change("without flag "+string(r.Flags[j]), func(x *policy.Row) { x.Flags = slices.Delete(slices.Clone(x.Flags), j, j+1) })
		}
		for j := range r.Asks {
			change("without ask "+string(r.Asks[j]), func(x *policy.Row) { x.Asks = slices.Delete(slices.Clone(x.Asks), j, j+1) })
		}
		for j := range r.Sections {
			change("without section "+r.Sections[j], func(x *policy.Row) { x.Sections = slices.Delete(slices.Clone(x.Sections), j, j+1) })
		}
		if r.RMA.Open {
			change("opens no record", func(x *policy.Row) { x.RMA = desk.RMAAction{} })
		}
	}
	place := map[string]int{}
	for i, r := range rows {
		place[r.ID] = i
	}
	for _, c := range table.Contests() {
		i, j := place[c.First], place[c.Second]
		if sameAnswer(rows[i], rows[j]) || impossible(c) {
			continue
		}
		s := slices.Clone(rows)
		s[i], s[j] = s[j], s[i]
		must("rows "+c.First+" and "+c.Second+" swapped for "+string(c.Class), s)
	}
	t.Logf("%d mutants", mutants)
}

// impossible names pairs that only facts could contest which are never true together:
// while the order data cannot be read no RMA is known, and without an RMA there was no
// inspection.
func impossible(c policy.Contest) bool {
	return c.First == "safety_no_data" && c.Second == "safety_known" ||
		c.First == "no_fault_again" && c.Second == "returned_unannounced"
}

func sameAnswer(a, b policy.Row) bool {
	return a.Outcome == b.Outcome && a.RMA == b.RMA && slices.Equal(a.Flags, b.Flags) && slices.Equal(a.Asks, b.Asks) && slices.Equal(a.Sections, b.Sections)
}
