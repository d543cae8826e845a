package desk_test

import (
	"testing"

	"returndesk/desk"
)

func TestHeldIn(t *testing.T) {
	t.Parallel()
	agent, senior, other := desk.Actor{Name: "A", Role: desk.RoleAgent}, desk.Actor{Name: "S", Role: desk.RoleSenior}, desk.Actor{Name: "T", Role: desk.RoleSenior}
	plain := desk.Draft{Role: desk.RoleAgent, Template: "claim_received"}
	legal := desk.Draft{Role: desk.RoleSenior, Template: "holding_reply"}
	money := desk.Draft{Role: desk.RoleSenior, Template: desk.TemplateRefund, DrawnBy: &desk.Actor{Name: "S", Role: desk.RoleSenior}}
	for name, c := range map[string]struct {
		handed       desk.Role
		drafts       []desk.Draft
		by           desk.Actor
		held, forHim bool
	}{
		"a plain draft":                        {"", []desk.Draft{plain}, senior, false, false},
		"no draft":                             {"", nil, senior, false, false},
		"for a senior, asked by an agent":      {"", []desk.Draft{legal}, agent, true, false},
		"for a senior, asked by one":           {"", []desk.Draft{legal}, senior, true, true},
		"handed up":                            {desk.RoleSenior, []desk.Draft{plain}, senior, true, true},
		"handed up higher":                     {desk.RoleManager, []desk.Draft{plain}, senior, true, false},
		"handed up without a draft":            {desk.RoleSenior, nil, senior, true, true},
		"money, asked by who drew it up":       {"", []desk.Draft{money}, senior, true, false},
		"money, asked by another":              {"", []desk.Draft{money}, other, true, true},
		"money in a shop of one":               {"", []desk.Draft{money}, desk.Actor{Role: desk.RoleSenior}, true, true},
		"one for an agent and one for another": {"", []desk.Draft{plain, money}, senior, true, false},
	} {
		var waiting []desk.Signature
		for _, d := range c.drafts {
			waiting = append(waiting, d.Signature(""))
		}
		if held, forHim := desk.HeldIn(c.handed, waiting, c.by); held != c.held || forHim != c.forHim {
			t.Errorf("%s: held %v, for him %v", name, held, forHim)
		}
	}
}
