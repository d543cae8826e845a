package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/scenario"
)

// TestSecondClaim: a mail with two claims about one order ("the keyboard has a dead key and the lamp arrived
// broken") has one record and one reply, and neither claim is lost: the flags say that there are two, the reply
// asks for what either misses, and what the carrier harmed has his claim's deadline (domain.md section 1,
// reading 7). Two words for one thing are one claim.
func TestSecondClaim(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second desk.Class
		lines         int
		two, carrier  bool
	}{
		"a defect and damage":                   {desk.ClassDoaDefect, desk.ClassTransitDamage, 2, true, true},
		"damage and a defect":                   {desk.ClassTransitDamage, desk.ClassDoaDefect, 2, true, true},
		"a defect and another item":             {desk.ClassDoaDefect, desk.ClassWrongItem, 2, true, false},
		"a defect and damage of the only thing": {desk.ClassDoaDefect, desk.ClassTransitDamage, 1, true, true},
		"damage and its defect":                 {desk.ClassTransitDamage, desk.ClassDoaDefect, 1, false, true},
		"a defect and what it is called":        {desk.ClassDoaDefect, desk.ClassWrongItem, 1, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, row := received(t, "S14", func(s *scenario.Scenario) {
				s.Expect.Class, s.Reading = c.first, &scenario.Reading{Also: []desk.Class{c.second}}
				s.Mail.Attachments = nil
				lamp := s.Orders[0].Lines[0]
				s.Orders[0].Lines[0].Qty = 1
				if lamp.Line, lamp.Qty, lamp.Name = 2, 1, "Desk lamp"; c.lines > 1 {
					s.Orders[0].Lines = append(s.Orders[0].Lines, lamp)
				}
			})
			now := w.caseOf(row.ID)
			if len(now.RMAs) != 1 || slices.Contains(now.Flags, desk.FlagMultiIntent) != c.two || slices.Contains(now.Flags, desk.FlagCarrierClaimDue) != c.carrier {
				t.Errorf("%s with %v and the records %v", now.Rule, now.Flags, now.RMAs)
			}
			if r := w.record(row.ID); (r.Claim != nil) != c.carrier {
				t.Errorf("the carrier's claim is %+v", r.Claim)
			}
			text := oneLine(w.oneOpen(row.ID))
			if strings.Contains(text, "Photos of the box") != c.carrier || strings.Count(text, "Tell us within seven days") != 1 {
				t.Errorf("the reply says\n%s", text)
			}
		})
	}
}
