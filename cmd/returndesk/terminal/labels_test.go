package terminal

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestLongLabelsFit: a label longer than the usual column takes room from its own value.
func TestLongLabelsFit(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("seven words stand in here of it ", 5))
	r := sampleRMA()
	r.State, r.Override, r.NotFeasible, r.ReplacementOrder = desk.RMAResolving, long, long, long
	r.Inspection = string(desk.RMAFaultConfirmed)
	r.BackPayer, r.BackCost, r.Currency = "buyer", long, "USD"
	r.Claim = &desk.Claim{State: desk.ClaimOpen, Carrier: "DHL Express Worldwide", Amount: "120.00 EUR", Due: "2026-03-20", Number: "A-1234567890"}
	for width := minWidth; width <= 120; width += 2 {
		page := Look{Width: width, Now: noon}.RMA(flow.RMAView{RMA: r})
		for line := range strings.SplitSeq(page, "\n") {
			if w := columns(line); w > width && !command(line) {
				t.Errorf("at %d columns: %d wide: %q", width, w, line)
			}
		}
		for _, label := range []string{"Carrier claim ", "Accepted for ", "Nothing else ", "Replaced by ", "Postage back "} {
			if !strings.Contains(page, "\n"+label) {
				t.Errorf("no row %q", label)
			}
		}
	}
}
