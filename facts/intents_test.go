package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

func classes(m Matter) []desk.Class {
	out := make([]desk.Class, 0, len(m.Facts))
	for i := range m.Facts {
		out = append(out, desk.Class(m.Facts[i].Get(desk.FactClass)))
	}
	return out
}

// TestDoubtIsSettledByTheOrder: of two classes that the words leave open, the order rules
// one out; what is sure stays, and so does what the order allows.
func TestDoubtIsSettledByTheOrder(t *testing.T) {
	t.Parallel()
	rma := []desk.PriorRMA{{RMA: "RMA-7K3Q-9TXB", Line: 1, State: desk.RMAUnderReview}}
	for _, c := range []struct {
		first, second desk.Class
		stage         desk.Stage
		rmas          []desk.PriorRMA
		sure          bool
		want          desk.Class
	}{
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageDelivered, nil, false, desk.ClassDoaDefect},
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageDelivered, nil, true, desk.ClassRMAFollowup},
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageDelivered, nil, false, desk.ClassRMAFollowup},
		{desk.ClassDoaDefect, desk.ClassRMAFollowup, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
		{desk.ClassDoaDefect, desk.ClassRMAFollowup, desk.StageDelivered, nil, false, desk.ClassDoaDefect},
		{desk.ClassRMAFollowup, desk.ClassOther, desk.StageDelivered, nil, false, desk.ClassOther},
		{desk.ClassCancellation, desk.ClassChangeOfMind, desk.StageDelivered, nil, false, desk.ClassChangeOfMind},
		{desk.ClassCancellation, desk.ClassChangeOfMind, desk.StageInProduction, nil, false, desk.ClassCancellation},
		{desk.ClassChangeOfMind, desk.ClassCancellation, desk.StageInProduction, nil, false, desk.ClassCancellation},
		{desk.ClassChangeOfMind, desk.ClassCancellation, desk.StageShipped, nil, false, desk.ClassCancellation},
		{desk.ClassChangeOfMind, desk.ClassCancellation, desk.StageDelivered, nil, false, desk.ClassChangeOfMind},
		{desk.ClassOrderChange, desk.ClassWrongItem, desk.StageDelivered, nil, false, desk.ClassWrongItem},
		{desk.ClassWrongItem, desk.ClassOrderChange, desk.StageInProduction, nil, false, desk.ClassOrderChange},
		{desk.ClassWrongItem, desk.ClassDoaDefect, desk.StageInProduction, nil, false, desk.ClassWrongItem},
		{desk.ClassDelay, desk.ClassDeliveryProblem, desk.StageDelivered, nil, false, desk.ClassDeliveryProblem},
	} {
		in := input(t, c.first)
		in.Reading.RunnerUp, in.Reading.Unsure = c.second, !c.sure
		o := &in.Lookup.Matches[0]
		o.Stage, o.PriorRMA = c.stage, c.rmas
		if c.stage != desk.StageDelivered {
			o.DeliveredAt, o.DeliveryStatus = nil, desk.DeliveryInTransit
		}
		if c.stage != desk.StageDelivered && c.stage != desk.StageShipped {
			o.ShippedAt, o.DeliveryStatus = nil, ""
		}
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("%s or %s (sure %v), order %s: decided as %v, want %s", c.first, c.second, c.sure, c.stage, got, c.want)
		}
	}
}

// TestTwoOrdersTwoMatters: each order gets the intents that can be about it.
func TestTwoOrdersTwoMatters(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassDoaDefect)
	in.Reading.Also = []desk.Class{desk.ClassCancellation}
	second := delivered(t)
	second.Number, second.Stage, second.ShippedAt, second.DeliveredAt, second.DeliveryStatus = "HW-2", desk.StageInProduction, nil, nil, ""
	in.Lookup.Matches = append(in.Lookup.Matches, second)
	m := Gather(in)
	if len(m) != 2 {
		t.Fatalf("%d matters", len(m))
	}
	if a, b := classes(m[0]), classes(m[1]); !slices.Equal(a, []desk.Class{desk.ClassDoaDefect}) || !slices.Equal(b, []desk.Class{desk.ClassCancellation}) {
		t.Errorf("the delivered order is decided as %v, the other as %v", a, b)
	}
	in.Reading.Also = nil // one matter for both: the other order is asked about too
	if b := classes(Gather(in)[1]); !slices.Equal(b, []desk.Class{desk.ClassDoaDefect}) {
		t.Errorf("one matter for two orders: the second is decided as %v", b)
	}
	in.Reading.Also = []desk.Class{desk.ClassCancellation}
	in.Lookup.Matches[1].Stage = desk.StageDelivered // both are there: no order can be told from the other
	d := delivered(t)
	in.Lookup.Matches[1].DeliveredAt, in.Lookup.Matches[1].ShippedAt = d.DeliveredAt, d.ShippedAt
	if b := classes(Gather(in)[1]); b[0] != desk.ClassDoaDefect {
		t.Errorf("two delivered orders: the second is decided as %v", b)
	}
}
