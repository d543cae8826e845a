package flow

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestUntrue: a picked mail that the order's data contradict carries a warning, one that fits
// or that nobody can judge carries none.
func TestUntrue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		template, stage, want string
	}{
		{"cancel_approved", "delivered", "order HW-1 is delivered"},
		{"cancel_approved", "shipped", "is shipped"},
		{"cancel_approved", "in_production", ""}, // policy section 6
		{"cancel_approved", "unknown", ""},
		{"change_approved", "shipped", "could still be changed"},
		{"tracking_info", "in_production", "is in production"},
		{"tracking_info", "delivered", ""},
		{"denied_shipped", "placed", "placed and not begun"},
		{"denied_production", "placed", "work on the order has begun"},
		{"denied_production", "shipped", "is shipped"},
		{"denied_production", "in_production", ""},
		{"on_schedule", "delivered", "has not left yet"},
		{"delay_notice", "shipped", "has not left yet"},
		{"already_closed", "placed", "cancelled or refunded before"},
		{"already_closed", "closed", ""},
		{"holding_reply", "delivered", ""},
	} {
		var dec desk.Decision
		dec.Facts.Enum = map[desk.Fact]string{desk.FactStage: c.stage}
		dec.Facts.Detail.OrderNumber = "HW-1"
		got := untrue(desk.Draft{Template: c.template, Moves: &desk.Action{}}, dec)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || got[0].Block || !strings.Contains(got[0].Text, c.want)) {
			t.Errorf("%s, %s: %+v, want %q", c.template, c.stage, got, c.want)
		}
		if got := untrue(desk.Draft{Template: c.template}, dec); got != nil {
			t.Errorf("%s proposed by the table: %+v", c.template, got)
		}
	}
}
