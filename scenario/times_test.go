package scenario_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/scenario"
)

// TestScenarioTimes: a scenario's times may be written as those of an orders file, and what the shop knows may have a form of its
// own; a line that cannot be read hides nothing of the others.
func TestScenarioTimes(t *testing.T) {
	t.Parallel()
	const line = `{"id": "T1", "mail": {"from": "a@b.example", "subject": "x", "body": "y"}, "order": {"number": "HW-1", "email": "a@b.example", "stage": "delivered",
"shipped_at": "2026-03-10 15:00", "delivered_at": "2026-03-12", "delivery_status": "delivered", "total": 289.00, "ship_to": {"country": "DE", "tz": "Europe/Berlin"},
"prior_rma": [{"rma": "RMA-7K3Q-9TXB", "line": 1, "state": "authorized", "first_reported_at": "2026-03-13", "authorized_until": "2026-04-02"}]},
"shop_facts": {"parcels": 3}, "now": "2026-03-20T10:00:00Z", "expect": {"class": "doa_defect", "outcome": "open_rma"}}`
	list, err := scenario.Read(strings.NewReader(strings.ReplaceAll(line, "\n", " ") + "\n\n{\"id\": \"T2\"}\n"))
	var faulty scenario.FaultyLines
	if !errors.As(err, &faulty) || len(faulty) != 1 || faulty[0].Line != 3 || len(list) != 1 {
		t.Fatalf("%d scenarios, %v", len(list), err)
	}
	o := list[0].Orders[0]
	for what, got := range map[string]*time.Time{"2026-03-10T19:00:00Z": o.ShippedAt, "2026-03-12T11:00:00Z": o.DeliveredAt, "2026-03-13T16:00:00Z": o.PriorRMA[0].FirstReportedAt, "2026-04-02T16:00:00Z": o.PriorRMA[0].AuthorizedUntil} {
		if got == nil || got.UTC().Format(time.RFC3339) != what {
			t.Errorf("%v, want %s", got, what)
		}
	}
	if string(o.Total) != "289.00" || len(o.Parcels) != 0 {
		t.Errorf("total %q, parcels %v", o.Total, o.Parcels)
	}
}

// TestScenarioHEIC: a picture that nobody decodes is unjudged, whatever a probe calls it; one that is known to show nothing is not.
func TestScenarioHEIC(t *testing.T) {
	t.Parallel()
	run := runner(t, nil)
	shared, err := os.ReadFile("../policy/testdata/scenarios.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(shared), "\n") {
		if !strings.Contains(line, `"id": "S39"`) {
			continue
		}
		for quality, want := range map[string]desk.Outcome{"not_decoded": desk.OutcomeOpenRMA, "unsupported": desk.OutcomeOpenRMA, "corrupt": desk.OutcomeAskEvidence} {
			l := strings.ReplaceAll(strings.ReplaceAll(line, "image/jpeg", "image/heic"), `"quality": "ok"`, `"quality": "`+quality+`"`)
			list, err := scenario.Read(strings.NewReader(l))
			if err != nil {
				t.Fatal(err)
			}
			res, err := run.Run(list[0])
			if err != nil || res.Decisions[0].Outcome != want {
				t.Errorf("%s: %v %v", quality, res.Decisions, err)
			}
		}
	}
}
