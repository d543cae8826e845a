package flow_test

import (
	"os"
	"path/filepath"
	"testing"

	"returndesk/desk"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/scenario"
)

// readFile gives the scenarios of a file.
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

// allScenarios gives the shared scenarios and the program's own.
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

// TestScenarioReadsAsTheService: the words that the facts are drawn from are the mail's own in both; its
// subject is a heading, and no question or wish of its own.
func TestScenarioReadsAsTheService(t *testing.T) {
	t.Parallel()
	table, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	find := func(list []desk.Order, numbers []desk.NumberFound, sender string) desk.Lookup {
		return orders.NewIndex(list).Find(numbers, sender)
	}
	for _, subject := range []string{"Where is HW-10481?", "Cancel HW-10481", "HW-10481"} {
		w, c := received(t, "S48", func(s *scenario.Scenario) {
			s.Mail.Subject = subject
			s.Mail.Body = "The parcel turned up at my neighbour's, all good. Thanks!"
			s.Expect.Class = desk.ClassDeliveryProblem
		})
		res, err := scenario.Runner{Table: table, Reader: reader, ExpectedClass: true, Find: find}.Run(w.scenario)
		if err != nil {
			t.Fatal(err)
		}
		if res.Rule != c.Rule || c.Rule != "human_settled" {
			t.Errorf("%q: the scenario is decided by %s, the service's mail by %s", subject, res.Rule, c.Rule)
		}
	}
}
