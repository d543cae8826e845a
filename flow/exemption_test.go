package flow_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestExemptionNotConfirmed: until the manager has confirmed that the goods are exempt from
// withdrawal, a refusal to the EU, UK or Australia is his own to approve; afterwards a senior's.
// Elsewhere nothing changes (domain.md section 1, reading 16).
func TestExemptionNotConfirmed(t *testing.T) {
	t.Parallel()
	senior := desk.Actor{Name: "sam", Role: desk.RoleSenior}
	for name, tc := range map[string]struct {
		country string
		open    bool
		role    desk.Role
	}{
		"open":       {"DE", true, desk.RoleManager},
		"confirmed":  {"DE", false, desk.RoleSenior},
		"other land": {"US", true, desk.RoleAgent},
	} {
		s := scenarioByID(t, "S42")
		for i := range s.Orders {
			s.Orders[i].ShipTo.Country = tc.country
		}
		w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) { shop.ExemptionOpen = tc.open })
		w.receive(rawOf(s))
		c, _ := w.theCase()
		d := w.oneOpen(c.ID)
		if c.Outcome != desk.OutcomeDenyChangeOfMind || d.Role != tc.role {
			t.Errorf("%s: %s by %s needs %s, want %s", name, c.Outcome, c.Rule, d.Role, tc.role)
		}
		_, err := w.Approve(t.Context(), senior, flow.Approval{Draft: d.ID, Because: "seen"})
		if refused := desk.CodeOf(err) == desk.CodeForbidden; refused != (tc.role == desk.RoleManager) {
			t.Errorf("%s: a senior approves: %v", name, err)
		}
		w.close()
	}
}
