package scenario_test

import (
	"os"
	"path/filepath"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/scenario"
)

// runner gives the real table, the real reader and the real lookup.
func runner(t testing.TB, table *policy.Table) scenario.Runner {
	t.Helper()
	if table == nil {
		var err error
		if table, err = policy.Default(); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := classifier.NewPhrases(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return scenario.Runner{Table: table, Reader: reader, ExpectedClass: true, Find: find}
}

func find(list []desk.Order, numbers []desk.NumberFound, sender string) desk.Lookup {
	return orders.NewIndex(list).Find(numbers, sender)
}

func readFile(t testing.TB, path string) []scenario.Scenario {
	t.Helper()
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	list, err := scenario.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestSharedScenarios: with the class given, every scenario decides as expected.
func TestSharedScenarios(t *testing.T) {
	t.Parallel()
	run := runner(t, nil)
	list := readFile(t, "../policy/testdata/scenarios.jsonl")
	if len(list) != 40 {
		t.Fatalf("%d scenarios, not 40", len(list))
	}
	for _, s := range list {
		res, err := run.Run(s)
		if err != nil {
			t.Errorf("%s: %v", s.ID, err)
			continue
		}
		for _, m := range res.Mismatches {
			t.Errorf("%s (%s): %s: want %s, got %s", s.ID, res.Rule, m.Field, m.Want, m.Got)
		}
	}
}

// TestSharedScenariosByText: from the mail's own words alone.
func TestSharedScenariosByText(t *testing.T) {
	t.Parallel()
	run := runner(t, nil)
	run.ExpectedClass = false
	passed := 0
	for _, s := range readFile(t, "../policy/testdata/scenarios.jsonl") {
		res, err := run.Run(s)
		if err != nil {
			t.Errorf("%s: %v", s.ID, err)
			continue
		}
		if res.Passed {
			passed++
			continue
		}
		for _, m := range res.Mismatches {
			t.Logf("%s (%s): %s: want %s, got %s", s.ID, res.Rule, m.Field, m.Want, m.Got)
		}
	}
	if passed < 32 {
		t.Errorf("%d of 40 decided as expected from the text; at least 32 are needed", passed)
	}
	t.Logf("%d of 40 passed from the text", passed)
}
