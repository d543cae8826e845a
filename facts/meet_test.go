package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestOrderedWrongAfterDelivery: who chose wrongly himself and has it was sent the right thing (docs/labels.md, "Wrong choice").
func TestOrderedWrongAfterDelivery(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stage   desk.Stage
		signals []desk.Signal
		want    desk.Class
	}{
		{desk.StageDelivered, []desk.Signal{desk.SignalOrderedWrong}, desk.ClassChangeOfMind},
		{desk.StageDelivered, nil, desk.ClassWrongItem},
		{desk.StageInProduction, []desk.Signal{desk.SignalOrderedWrong}, desk.ClassOrderChange},
	} {
		in := input(t, desk.ClassOrderChange)
		in.Reading.RunnerUp, in.Reading.Unsure, in.Reading.Signals = desk.ClassWrongItem, true, c.signals
		notThere(&in, c.stage)
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("%s, %v: decided as %v, want %s", c.stage, c.signals, got, c.want)
		}
	}
}

// TestShownBesideClosedRecord: a fault that is shown when an earlier record is closed is a new one, unless the finding is disputed.
func TestShownBesideClosedRecord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state   desk.RMAState
		signals []desk.Signal
		picture bool
		want    desk.Class
	}{
		{desk.RMAClosedRejected, nil, true, desk.ClassDoaDefect},
		{desk.RMAClosedRejected, nil, false, desk.ClassRMAFollowup},
		{desk.RMAClosedRejected, []desk.Signal{desk.SignalDisputesResult}, true, desk.ClassRMAFollowup},
		{desk.RMAUnderReview, nil, true, desk.ClassRMAFollowup},
	} {
		in := input(t, desk.ClassRMAFollowup)
		in.Reading.RunnerUp, in.Reading.Unsure, in.Reading.Signals = desk.ClassDoaDefect, true, c.signals
		in.Lookup.Matches[0].PriorRMA = []desk.PriorRMA{{RMA: "RMA-7K3Q-9TXB", Line: 1, State: c.state}}
		if c.picture {
			in.Evidence = []desk.Evidence{{Name: "a.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
		}
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("%s, %v, picture %v: decided as %v, want %s", c.state, c.signals, c.picture, got, c.want)
		}
	}
}

// TestFailedParcelElsewhere: where a parcel that failed is to go next changes no order; another article does, and so does an
// address before anything has left (docs/labels.md, "Settled cases").
func TestFailedParcelElsewhere(t *testing.T) {
	t.Parallel()
	one, both := []desk.Class{desk.ClassDeliveryProblem}, []desk.Class{desk.ClassDeliveryProblem, desk.ClassOrderChange}
	for _, c := range []struct {
		stage   desk.Stage
		signals []desk.Signal
		want    []desk.Class
	}{
		{desk.StageShipped, []desk.Signal{desk.SignalUnclaimed, desk.SignalAddressChange}, one},
		{desk.StageShipped, []desk.Signal{desk.SignalUnclaimed, desk.SignalProductChange}, both},
		{desk.StageInProduction, []desk.Signal{desk.SignalAddressChange}, both},
	} {
		in := input(t, desk.ClassDeliveryProblem)
		in.Reading.Also, in.Reading.Signals = []desk.Class{desk.ClassOrderChange}, c.signals
		notThere(&in, c.stage)
		if got := classes(Gather(in)[0]); !slices.Equal(got, c.want) {
			t.Errorf("%s, %v: decided as %v, want %v", c.stage, c.signals, got, c.want)
		}
	}
}

// notThere puts the order into a stage, with what goes with it.
func notThere(in *Input, stage desk.Stage) {
	o := &in.Lookup.Matches[0]
	o.Stage = stage
	if stage != desk.StageDelivered {
		o.DeliveredAt, o.DeliveryStatus = nil, desk.DeliveryInTransit
	}
	if stage != desk.StageDelivered && stage != desk.StageShipped {
		o.ShippedAt, o.DeliveryStatus = nil, ""
	}
}
