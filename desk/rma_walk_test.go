package desk

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// stepValues are what a person may set; some are no values.
func stepValues(t *rapid.T) map[string]string {
	wrong := rapid.IntRange(0, 9).Draw(t, "wrong") == 0
	pick := func(name string, of ...string) string { // the last of several is no value
		if len(of) > 1 && !wrong {
			of = of[:len(of)-1]
		}
		return rapid.SampledFrom(append(slices.Clone(of), of[0], "")).Draw(t, name)
	}
	set := map[string]string{
		"amount": pick("amount", "289.00", "12,40", "lots"), "currency": pick("currency", "USD"), "remedy": pick("remedy", "parts", "repair", "refund", "replacement", "replacement", "magic"),
		"ruled_out":    rapid.SampledFrom([]string{"", "", "", "", "parts", "repair", "refund"}).Draw(t, "ruled_out"),
		"not_feasible": pick("not_feasible", "the board is not made any more"), "payer": rapid.SampledFrom([]string{"", "", "", PayerShop, PayerBuyer}).Draw(t, "payer"),
		"back_payer": pick("back_payer", PayerShop, PayerBuyer, "nobody"), "hold": pick("hold", "wrong_contents", "bad mood"), "condition": pick("condition", "in its box"),
		"expires": pick("expires", "2026-05-01", "soon"), "carrier": pick("carrier", "DHL"), "tracking": pick("tracking", "JD1"), "label": pick("label", "attached"),
		"claim_number": pick("claim_number", "C-77"), "resolution": pick("resolution", "a replacement unit"), "reason": pick("reason", "as agreed"),
	}
	for k, v := range set {
		if v == "" {
			delete(set, k)
		}
	}
	return set
}

// TestRMAWalk goes random ways, legal and illegal, with a record and the parts that are split
// off it, and asks after each step whether all can be true: one payer, no refund without two
// people, nothing closed twice, a whole history, a deadline where the table has one and a time
// that brings the record back where it has none, no travel while a hazard stands, no
// replacement before anything else without a reason. A refused step leaves no trace.
func TestRMAWalk(t *testing.T) {
	t.Parallel()
	ann, max := Actor{Name: "Ann", Role: RoleSenior}, Actor{Name: "Max", Role: RoleSenior}
	days := Workdays{Holidays: map[Date]bool{"2026-04-03": true, "2026-04-06": true}}
	seen := map[string]int{} // so that a walk that goes nowhere shows
	walk := func(t *rapid.T) {
		at := time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
		first := rapid.SampledFrom([]RMAState{RMAUnderReview, RMAAwaitingEvidence, RMATroubleshooting, RMAInspecting, RMAFaultConfirmed}).Draw(t, "first")
		r := RMA{Number: "RMA-7K3Q-9TXB", State: first, Payer: PayerShop, PayerFinal: first == RMAFaultConfirmed, Qty: rapid.IntRange(1, 3).Draw(t, "qty"), OpenedAt: at, Due: days.RMADeadline(first, at),
			Class: rapid.SampledFrom([]Class{ClassDoaDefect, ClassDoaDefect, ClassTransitDamage, ClassWrongItem}).Draw(t, "class"), NoShipping: rapid.Bool().Draw(t, "hazard"),
			History: []RMAHistory{{At: at, Actor: ann, To: first, Why: "claim_shown"}}}
		if r.Class == ClassTransitDamage {
			r.Claim = &Claim{Carrier: "DHL", State: ClaimOpen}
		}
		r.Schedule(days)
		list, pieces := []RMA{r}, r.Qty
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "hours")) * time.Hour)
			m := RMAMove{By: ann, At: at, Days: days, Set: stepValues(t), Why: rapid.SampledFrom([]string{"because", "because", "because", " "}).Draw(t, "why"),
				Plan: rapid.IntRange(0, 5).Draw(t, "plan") == 0, Clears: rapid.IntRange(0, 5).Draw(t, "clears") == 0}
			if rapid.Bool().Draw(t, "mail") {
				m.Mail = rapid.SampledFrom([]string{"refund_processing", "refund_processing", "resolution_shipped", "closed_silence"}).Draw(t, "template")
				m.Approver = rapid.SampledFrom([]*Actor{nil, &ann, &max, &max, &max}).Draw(t, "approver")
				m.Solo = rapid.SampledFrom([]string{"", "I am alone"}).Draw(t, "solo")
			}
			one := &list[rapid.IntRange(0, len(list)-1).Draw(t, "which")]
			before := one.clone()
			part, err := walkOne(t, one, m)
			if err != nil && !reflect.DeepEqual(before, *one) {
				t.Fatalf("a refused step (%v) changed\n%+v to\n%+v", err, before, *one)
			}
			switch {
			case err != nil:
			case m.Plan: // a plan is thrown away
				*one = before
			case part != nil:
				list = append(list, *part)
			}
			sum := 0
			for i := range list {
				if err := list[i].Check(days); err != nil {
					t.Fatalf("after %+v: %v", m, err)
				}
				sum += list[i].Qty
			}
			if sum != pieces {
				t.Fatalf("%d pieces became %d", pieces, sum)
			}
			if err == nil && !m.Plan {
				count(seen, before, one, part != nil)
			}
		}
	}
	for range 8 {
		rapid.Check(t, walk)
	}
	for _, what := range []string{"moved", "closed", "by silence", "reopened", "split", "refund", "replacement", "passed over", "ruled out"} {
		if seen[what] == 0 {
			t.Errorf("the walk was idle: nothing %s in %v", what, seen)
		}
	}
}

// count notes what a step was.
func count(seen map[string]int, before RMA, r *RMA, split bool) {
	last := r.History[len(r.History)-1]
	for what, so := range map[string]bool{
		"moved": r.State != before.State, "closed": before.State.Open() && !r.State.Open(), "reopened": !before.State.Open() && r.State.Open(), "split": split,
		"by silence": before.State.Open() && !r.State.Open() && r.CloseReason == CloseSilence, "refund": len(r.Refunds) > len(before.Refunds),
		"replacement": last.Remedy == RemedyReplacement, "passed over": len(last.PassedOver) > 0, "ruled out": len(r.RuledOut) > len(before.RuledOut),
	} {
		if so {
			seen[what]++
		}
	}
}

// walkOne takes one random step of any kind; a split gives the new part.
func walkOne(t *rapid.T, r *RMA, m RMAMove) (*RMA, error) {
	kind := rapid.SampledFrom([]string{"near", "near", "near", "near", "near", "near", "any", "reopen", "split", "claim", "keep", "hazard"}).Draw(t, "kind")
	switch kind {
	case "near":
		if next := r.State.Next(); len(next) > 1 { // seldom withdrawn
			on := next[:len(next)-1]
			m.To = rapid.SampledFrom(slices.Concat(on, on, on, on, on, next)).Draw(t, "to")
		} else {
			m.To = rapid.SampledFrom(RMAStates()).Draw(t, "to")
		}
	case "any":
		m.To = rapid.SampledFrom(RMAStates()).Draw(t, "to")
	case "reopen":
		m.To = rapid.SampledFrom(append(r.Reopens(), RMAClosedResolved, RMAReceived, RMATroubleshooting, RMAAuthorized)).Draw(t, "to")
		return nil, r.Reopen(m)
	case "split":
		part, err := r.Split(rapid.IntRange(-1, 3).Draw(t, "pieces"), "RMA-M4W8-C2H7", m)
		if err != nil {
			return nil, err
		}
		return &part, nil
	case "hazard":
		r.Hazard(m.At, m.Days)
		return nil, nil
	case "claim":
		return nil, r.ClaimStep(rapid.SampledFrom([]ClaimState{ClaimOpen, ClaimFiled, ClaimWon, ClaimLost}).Draw(t, "claim"), m)
	}
	_, err := r.Do(m)
	return nil, err
}

// TestRMAStepsWork: what is offered in a state works there once its needs are given, each
// state but the closed ones leads on, and each legal transition is offered by some step.
func TestRMAStepsWork(t *testing.T) {
	t.Parallel()
	full := map[string]string{"amount": "289.00", "currency": "USD", "remedy": "repair", "not_feasible": "no parts", "hold": "buyer_damage", "condition": "in its box",
		"expires": "2026-05-01", "carrier": "DHL", "tracking": "JD1", "claim_number": "77", "reason": "as agreed", "steps": "restart it", "qty": "1", "ruled_out": "parts"}
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	known := map[string]bool{}
	for _, v := range RMAValues() {
		known[v.Name] = true
	}
	for _, s := range RMAStates() {
		offered := map[RMAState]bool{}
		r := RMA{Number: "RMA-7K3Q-9TXB", State: s, Qty: 2, History: []RMAHistory{{At: at, Actor: by, From: RMAResolving, To: s, Why: "test"}}}
		for _, a := range RMASteps(&r) {
			set := map[string]string{}
			for _, n := range append(slices.Clone(a.Needs), a.Takes...) {
				if !known[n] {
					t.Errorf("%s names %q, which nothing explains", a.Name, n)
				}
			}
			for _, n := range a.Needs {
				set[n] = full[n]
			}
			if a.RMAState == "" {
				continue
			}
			offered[a.RMAState] = true
			one := r.clone()
			if s == RMAResolving {
				one.Remedy = RemedyRepair
			}
			if _, err := one.Do(RMAMove{To: a.RMAState, By: by, At: at, Why: "test", Set: set, Mail: a.Template, Approver: &Actor{Name: "Max"}}); err != nil {
				t.Errorf("%s is offered in %s and refused: %v", a.Name, s, err)
			}
		}
		for _, next := range s.Next() {
			if via := next == RMAResolving || next == RMAInspecting; !offered[next] && !via {
				t.Errorf("nothing leads from %s to %s", s, next)
			}
		}
	}
}

// TestReopenUnderHazard: a record whose hazard nobody cleared opens again for the review alone:
// not where its item travels, and not where its buyer is asked to try something with it.
func TestReopenUnderHazard(t *testing.T) {
	t.Parallel()
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	for _, from := range []RMAState{RMATroubleshooting, RMAAwaitingEvidence, RMAAuthorized, RMAReturnToBuyer} {
		closed := func() RMA {
			r := RMA{Number: "RMA-7K3Q-9TXB", State: RMAWithdrawn, Qty: 1, ClosedAt: at, History: []RMAHistory{{At: at, Actor: by, To: from, Why: "test"}, {At: at, Actor: by, From: from, To: RMAWithdrawn, Why: "test"}}}
			r.Hazard(at, Workdays{})
			return r
		}
		r := closed()
		if got := r.Reopens(); !slices.Equal(got, []RMAState{RMAUnderReview}) {
			t.Errorf("%s: opens again as %v", from, got)
		}
		m := RMAMove{To: from, By: by, At: at.Add(time.Hour), Why: "after all"}
		if err := r.Reopen(m); CodeOf(err) != CodeIllegal || !strings.Contains(err.Error(), "hazard_cleared") {
			t.Errorf("%s: opened again: %v", from, err)
		}
		if m.To = RMAUnderReview; r.Reopen(m) != nil || !r.NoShipping {
			t.Errorf("%s: the review is %s, held %v", from, r.State, r.NoShipping)
		}
		if r, m.Clears = closed(), true; r.Reopen(m) != nil || r.NoShipping || !r.ClearedAt.Equal(m.At) {
			t.Errorf("%s: cleared with the opening it is held %v", from, r.NoShipping)
		}
		r = closed()
		if _, err := r.Do(RMAMove{By: by, At: at.Add(time.Hour), Why: "looked at", Clears: true}); err != nil {
			t.Fatal(err)
		}
		if got := r.Reopens(); !slices.Contains(got, from) {
			t.Errorf("%s: cleared, it opens again as %v", from, got)
		}
	}
}

func TestRMARefusals(t *testing.T) {
	t.Parallel()
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	at2 := at.AddDate(0, 0, 3)
	rec := func(s RMAState) RMA {
		return RMA{Number: "RMA-7K3Q-9TXB", State: s, Qty: 1, History: []RMAHistory{{At: at, Actor: by, To: s, Why: "test"}}}
	}
	money := map[string]string{"amount": "289.00", "currency": "USD", "not_feasible": "no parts"}
	for name, c := range map[string]struct {
		r    RMA
		m    RMAMove
		code Code
		says string
	}{
		"back to front":          {rec(RMAReceived), RMAMove{To: RMAAuthorized}, CodeIllegal, "possible: inspecting, withdrawn"},
		"closed":                 {rec(RMAClosedRejected), RMAMove{To: RMAReceived}, CodeIllegal, "opened again, with a reason, as under_review"},
		"no reason":              {rec(RMAReceived), RMAMove{To: RMAInspecting, Why: " "}, CodeInvalid, "needs a reason"},
		"alone":                  {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: money, Approver: &by}, CodeForbidden, "by Ann alone"},
		"nobody approved":        {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: money}, CodeForbidden, "needs two people"},
		"something else may do":  {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: map[string]string{"amount": "1"}}, CodeInvalid, "neither repair nor replacement"},
		"no amount":              {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: map[string]string{"not_feasible": "x"}}, CodeInvalid, "needs an amount"},
		"a refund without mail":  {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Set: map[string]string{"remedy": "refund"}}, CodeIllegal, "only the mail"},
		"how was it put right":   {rec(RMAResolving), RMAMove{To: RMAClosedResolved}, CodeInvalid, "remedy"},
		"why does it wait":       {rec(RMAInspecting), RMAMove{To: RMAManagerHold}, CodeInvalid, "hold=wrong_contents"},
		"no such payer":          {rec(RMAUnderReview), RMAMove{To: RMAAuthorized, Set: map[string]string{"payer": "Ann"}}, CodeInvalid, "possible: shop"},
		"solo, with its reason":  {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: money, Approver: &by, Solo: "I am alone"}, "", ""},
		"two people":             {rec(RMAResolving), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: money, Approver: &Actor{Name: "Max"}}, "", ""},
		"planned, nobody so far": {rec(RMAFaultConfirmed), RMAMove{To: RMAClosedResolved, Mail: mailRefund, Set: money, Plan: true}, "", ""},
	} {
		if c.m.By, c.m.At = by, at2; c.m.Why == "" {
			c.m.Why = "test"
		}
		_, err := c.r.Do(c.m)
		if CodeOf(err) != c.code || err != nil && !strings.Contains(MessageOf(err), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	r := rec(RMAUnderReview)
	if _, err := r.Do(RMAMove{To: RMAAuthorized, By: by, At: at, Why: "seen", Set: map[string]string{"expires": "2026-04-20"}}); err != nil {
		t.Fatal(err)
	}
	if r.Deadline != "2026-04-20" || fmt.Sprint(r.Due) != "2026-04-20 23:59:59 +0000 UTC" || r.Payer != PayerBuyer || r.PayerFinal {
		t.Errorf("authorised until %s, due %s, paid by %s (%v)", r.Deadline, r.Due, r.Payer, r.PayerFinal)
	}
}

// TestOurTurn: an open record waits for its buyer or for us.
func TestOurTurn(t *testing.T) {
	t.Parallel()
	for state, want := range map[RMAState]bool{
		RMAAwaitingEvidence: false, RMATroubleshooting: false, RMAAuthorized: false, RMAInTransit: false, RMAClosedResolved: false, RMAWithdrawn: false,
		RMAUnderReview: true, RMAReceived: true, RMAInspecting: true, RMAManagerHold: true, RMAResolving: true, RMAReturnToBuyer: true,
	} {
		if got := (RMA{State: state}).OurTurn(); got != want {
			t.Errorf("%s: our turn %v", state, got)
		}
	}
	if !(RMA{State: RMAAuthorized, NoShipping: true}).OurTurn() {
		t.Error("whose buyer has to keep his parcel does not wait for it")
	}
}
