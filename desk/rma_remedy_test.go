package desk

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRemedyOrder: a replacement with nothing tried or ruled out before it needs a reason,
// where the policy does not offer one itself; the history keeps which remedies it passed over.
func TestRemedyOrder(t *testing.T) {
	t.Parallel()
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	steps := func(list ...RMAState) []RMAHistory {
		var out []RMAHistory
		from := RMAState("")
		for _, s := range list {
			out, from = append(out, RMAHistory{At: at, Actor: by, From: from, To: s, Why: "test"}), s
		}
		return out
	}
	repaired := steps(RMAFaultConfirmed, RMAResolving, RMAClosedResolved, RMAResolving, RMAUnderReview, RMANoReturn)
	repaired[2].Remedy = RemedyRepair
	for name, c := range map[string]struct {
		class   Class
		history []RMAHistory
		out     []RuledOut
		remedy  Remedy
		reason  string
		refused bool
		passed  []Remedy
	}{
		"nothing before it":          {ClassDoaDefect, steps(RMANoReturn), nil, RemedyReplacement, "", true, nil},
		"with a reason":              {ClassDoaDefect, steps(RMANoReturn), nil, RemedyReplacement, "the shell is cracked", false, []Remedy{RemedyTroubleshooting, RemedyParts, RemedyRepair}},
		"troubleshooting was tried":  {ClassDoaDefect, steps(RMAUnderReview, RMATroubleshooting, RMAUnderReview, RMANoReturn), nil, RemedyReplacement, "", false, []Remedy{RemedyParts, RemedyRepair}},
		"a repair did not last":      {ClassDoaDefect, repaired, nil, RemedyReplacement, "", false, []Remedy{RemedyTroubleshooting, RemedyParts}},
		"parts were ruled out":       {ClassDoaDefect, steps(RMANoReturn), []RuledOut{{Remedy: RemedyParts, Why: "none left"}}, RemedyReplacement, "", false, []Remedy{RemedyTroubleshooting, RemedyRepair}},
		"the wrong item came":        {ClassWrongItem, steps(RMANoReturn), nil, RemedyReplacement, "", false, []Remedy{RemedyParts}},
		"broken on its way":          {ClassTransitDamage, steps(RMANoReturn), nil, RemedyReplacement, "", false, []Remedy{RemedyParts, RemedyRepair}},
		"the first that is possible": {ClassWrongItem, steps(RMANoReturn), nil, RemedyParts, "", false, nil},
		"a repair is early enough":   {ClassDoaDefect, steps(RMANoReturn), nil, RemedyRepair, "", false, []Remedy{RemedyTroubleshooting, RemedyParts}},
	} {
		r := RMA{Number: "RMA-7K3Q-9TXB", Class: c.class, State: RMANoReturn, Qty: 1, Payer: PayerNone, History: c.history, RuledOut: c.out}
		_, err := r.Do(RMAMove{To: RMAResolving, By: by, At: at, Why: "remedy", Reason: c.reason, Set: map[string]string{"remedy": string(c.remedy)}})
		if c.refused {
			if CodeOf(err) != CodeInvalid || !strings.Contains(MessageOf(err), "troubleshooting, parts, repair come before it") || r.State != RMANoReturn {
				t.Errorf("%s: %s, %v", name, r.State, err)
			}
			continue
		}
		last := r.History[len(r.History)-1]
		if err != nil || last.Remedy != c.remedy || !slices.Equal(last.PassedOver, c.passed) || len(c.passed) > 0 && last.Because != c.reason {
			t.Errorf("%s: %+v, %v", name, last, err)
		}
		if err := r.Check(Workdays{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestStandings: every remedy in the order of preference, with how it stands.
func TestStandings(t *testing.T) {
	t.Parallel()
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	r := RMA{Number: "RMA-7K3Q-9TXB", Class: ClassDoaDefect, State: RMAUnderReview, Qty: 1, History: []RMAHistory{{At: at, Actor: by, To: RMAUnderReview, Why: "test"}}}
	do := func(to RMAState, set map[string]string) {
		t.Helper()
		if _, err := r.Do(RMAMove{To: to, By: by, At: at, Why: "as it goes", Reason: "none are left", Set: set}); err != nil {
			t.Fatal(err)
		}
	}
	says := func(want ...string) {
		t.Helper()
		var got []string
		for _, s := range r.Standings() {
			got = append(got, strings.Trim(string(s.Remedy)+" "+s.Standing+" "+s.Why, " "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	says("troubleshooting open", "parts open", "repair open", "replacement open", "refund open")
	do(RMATroubleshooting, nil)
	do(RMAUnderReview, nil)
	do("", map[string]string{"ruled_out": "parts"})
	do(RMANoReturn, nil)
	says("troubleshooting tried", "parts ruled_out none are left", "repair open", "replacement open", "refund open")
	do(RMAResolving, map[string]string{"remedy": "replacement"})
	says("troubleshooting tried", "parts ruled_out none are left", "repair passed_over none are left", "replacement chosen", "refund open")
	do(RMAClosedResolved, nil)
	if err := r.Reopen(RMAMove{To: RMAResolving, By: by, At: at, Why: "it came broken"}); err != nil {
		t.Fatal(err)
	}
	says("troubleshooting tried", "parts ruled_out none are left", "repair open", "replacement tried", "refund open")
	r.Class = ClassWrongItem
	if r.Standings()[2].Standing != RemedyUnasked {
		t.Errorf("a repair of a wrong item is %s", r.Standings()[2].Standing)
	}
	if _, err := r.Do(RMAMove{By: by, At: at, Set: map[string]string{"ruled_out": "repair"}}); CodeOf(err) != CodeInvalid {
		t.Errorf("ruled out without a reason: %v", err)
	}
}

// TestStepsWithoutMailAskWhy: a step that no mail tells of names the reason among what it needs,
// once, so that every form asks for it.
func TestStepsWithoutMailAskWhy(t *testing.T) {
	t.Parallel()
	for _, s := range RMAStates() {
		r := RMA{Number: "RMA-7K3Q-9TXB", State: s, Qty: 2, Claim: &Claim{State: ClaimOpen}}
		for _, a := range RMASteps(&r) {
			n := 0
			for _, v := range append(slices.Clone(a.Needs), a.Takes...) {
				if v == "reason" {
					n++
				}
			}
			if n > 1 || a.Template == "" && !slices.Contains(a.Needs, "reason") {
				t.Errorf("%s, %s: needs %v, takes %v", s, a.Name, a.Needs, a.Takes)
			}
		}
	}
}
