package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/scenario"
)

// pastCases is a source of cases for a replay.
type pastCases []desk.Case

func (d pastCases) EachCase(_ context.Context, fn func(desk.Case) error) error {
	for _, c := range d {
		if err := fn(c); err != nil {
			return err
		}
	}
	return nil
}

// scenarioCases decides every scenario of the project by its own text, as if each had come in.
func scenarioCases(t *testing.T, table *policy.Table) pastCases {
	t.Helper()
	reader, err := classifier.NewPhrases(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	run := scenario.Runner{Table: table, Reader: reader, ExpectedClass: true, Find: func(list []desk.Order, numbers []desk.NumberFound, sender string) desk.Lookup {
		return orders.NewIndex(list).Find(numbers, sender)
	}}
	files, err := filepath.Glob("../../policy/testdata/own/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out pastCases
	for _, name := range append(files, "../../policy/testdata/scenarios.jsonl") {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := scenario.Read(f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			res, err := run.Run(s)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, desk.Case{ID: s.ID, Decisions: res.Decisions})
		}
	}
	return out
}

// TestReplayBesideService: the service that owns the data gives the past out, to a manager;
// a copy of the data says the same.
func TestReplayBesideService(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleManager)
	h := openHouse(t, config)
	serving(t, h)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	const want = "1 decision looked at, 0 would differ"
	if out := must(t, config, "policy", "replay", "--since", "2020-01-01"); !strings.HasPrefix(out, want) {
		t.Errorf("beside the service: %q", out)
	}
	if out := must(t, config, "policy", "replay", "--since", "2999-01-01"); !strings.HasPrefix(out, "0 decisions looked at") {
		t.Errorf("since a later day: %q", out)
	}
	table, _, _ := policy.DefaultFiles()
	changed := filepath.Join(t.TempDir(), "table.yaml")
	if err := os.WriteFile(changed, []byte(strings.Replace(string(table), "template: cancel_check\n    flags: urgent_stop_production", "template: cancel_check", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := must(t, config, "policy", "replay", "--since", "2020-01-01", "--table", changed); !strings.Contains(out, "1 decision looked at, 1 would differ") {
		t.Errorf("under a changed table: %q", out)
	}
	file, other := filepath.Join(t.TempDir(), "b.tar"), filepath.Join(t.TempDir(), "copy")
	must(t, config, "backup", file)
	must(t, config, "restore", "--data", other, file)
	if out := must(t, config, "policy", "replay", "--data", other, "--since", "2020-01-01"); !strings.HasPrefix(out, want) {
		t.Errorf("the copy gave %q", out)
	}
}

// TestReplaySameTable: under the table that decided them, no past decision may differ,
// or a manager would look for a change that he never made.
func TestReplaySameTable(t *testing.T) {
	t.Parallel()
	table, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	cases := scenarioCases(t, table)
	last := slices.Clone(cases[0].Decisions)
	last[0].Rule, last[0].Outcome = desk.RuleDelayNotice, desk.OutcomeDelayOptions // a notice is no row's decision
	cases = append(cases, desk.Case{ID: "C-1", Decisions: last[:1]})
	looked, different, err := replay(t.Context(), cases, table, time.Time{})
	if err != nil || looked < len(cases)-1 {
		t.Fatalf("%d decisions of %d cases, %v", looked, len(cases), err)
	}
	for _, d := range different {
		t.Errorf("%s: %+v", d.Case, d.Changes)
	}
}

// TestReplayChangedTable lets a row ask for a senior: exactly the decisions that it took
// differ, and say how.
func TestReplayChangedTable(t *testing.T) {
	t.Parallel()
	table, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	const row = "cancel_shipped"
	cases, took := scenarioCases(t, table), 0
	for _, c := range cases {
		for _, d := range c.Decisions {
			if d.Rule == row && d.Role == desk.RoleAgent {
				took++
			}
		}
	}
	rows := table.Rows()
	for i := range rows {
		if rows[i].ID == row {
			rows[i].Role = desk.RoleSenior
		}
	}
	_, different, err := replay(t.Context(), cases, table.WithRows(rows), time.Time{})
	if err != nil || took == 0 || len(different) < took {
		t.Fatalf("%d of %d differ, %v", len(different), took, err)
	}
	for _, d := range different {
		if len(d.Changes) != 1 || d.Changes[0] != (fieldShift{"role", "agent", "senior"}) {
			t.Errorf("%s, decided by %s: %+v", d.Case, d.OldRule, d.Changes)
		}
	}
}
