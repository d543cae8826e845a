package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
	"returndesk/scenario"
)

// TestDamageByService: a record for damage in transit counts for the carrier and, where the order names it,
// for the service.
func TestDamageByService(t *testing.T) {
	t.Parallel()
	for service, want := range map[string][]string{"": {"damage/DHL"}, "Express": {"damage/DHL", "service/DHL/Express"}} {
		w, c := received(t, "S37", func(s *scenario.Scenario) { s.Orders[0].Carrier, s.Orders[0].Service = "DHL", service })
		list, err := w.store.Audit(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range list {
			for _, n := range a.Counts {
				if f := n.Of; len(f) > 7 && (f[:7] == "damage/" || f[:8] == desk.CountService+"/") {
					got = append(got, f)
				}
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("by %q: %v, want %v", service, got, want)
		}
	}
}
