package facts

import (
	"slices"
	"testing"
	"time"

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
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageShipped, nil, false, desk.ClassDoaDefect}, // the scan is late, or it is another order
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageInProduction, nil, false, desk.ClassDoaDefect},
		{desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.StageShipped, rma, false, desk.ClassRMAFollowup},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageDelivered, nil, false, desk.ClassRMAFollowup},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageInProduction, nil, false, desk.ClassDelay},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageShipped, nil, false, desk.ClassDelay},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageInProduction, nil, true, desk.ClassRMAFollowup},
		{desk.ClassRMAFollowup, desk.ClassDelay, desk.StageInProduction, rma, false, desk.ClassRMAFollowup},
		{desk.ClassDelay, desk.ClassDoaDefect, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
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
		{desk.ClassDelay, desk.ClassDoaDefect, desk.StageDelivered, nil, false, desk.ClassDoaDefect},
		{desk.ClassDelay, desk.ClassDoaDefect, desk.StageDelivered, nil, true, desk.ClassDelay},
		{desk.ClassDelay, desk.ClassDoaDefect, desk.StageShipped, nil, false, desk.ClassDelay},
		{desk.ClassDelay, desk.ClassDeliveryProblem, desk.StageShipped, nil, false, desk.ClassDeliveryProblem}, // no scan for ten days
		{desk.ClassDelay, desk.ClassDeliveryProblem, desk.StageInProduction, nil, false, desk.ClassDelay},
		{desk.ClassDelay, desk.ClassRMAFollowup, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
		{desk.ClassChangeOfMind, desk.ClassRMAFollowup, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
		{desk.ClassChangeOfMind, desk.ClassRMAFollowup, desk.StageDelivered, rma, true, desk.ClassChangeOfMind},
		{desk.ClassChangeOfMind, desk.ClassRMAFollowup, desk.StageDelivered, nil, false, desk.ClassChangeOfMind},
		{desk.ClassWrongItem, desk.ClassRMAFollowup, desk.StageDelivered, rma, false, desk.ClassRMAFollowup},
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

// TestComplainsOn: an unsure question of when, in a case about what has come, goes on about that; a sure one,
// and one about a parcel on its way, asks when.
func TestComplainsOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		earlier desk.Class
		there   bool
		sure    bool
		want    desk.Class
	}{
		{desk.ClassChangeOfMind, true, false, desk.ClassChangeOfMind},
		{desk.ClassCostRefund, true, false, desk.ClassCostRefund},
		{desk.ClassChangeOfMind, true, true, desk.ClassDelay},
		{desk.ClassCancellation, true, false, desk.ClassDelay},
		{desk.ClassCostRefund, false, false, desk.ClassDelay},
	} {
		in := input(t, desk.ClassDelay)
		in.Text, in.Reading.RunnerUp, in.Reading.Unsure = "So you take my money and that's it?", desk.ClassOther, !c.sure
		in.Earlier = &desk.Reading{Class: c.earlier}
		if o := &in.Lookup.Matches[0]; !c.there {
			o.Stage, o.DeliveredAt, o.DeliveryStatus = desk.StageShipped, nil, desk.DeliveryInTransit
		}
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("after %s, delivered %v, sure %v: decided as %v, want %s", c.earlier, c.there, c.sure, got, c.want)
		}
	}
}

// TestPicturesOfNothing: of a mail that may be about nothing in particular, and brings a picture of what was
// delivered, the claim is taken; praise, an invoice asked for and a settled matter stay what they are.
func TestPicturesOfNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text    string
		signals []desk.Signal
		picture bool
		want    desk.Class
	}{
		{"Well, well.", nil, true, desk.ClassDoaDefect},
		{"Well, well.", nil, false, desk.ClassOther},
		{"What a desk!", []desk.Signal{desk.SignalPraise}, true, desk.ClassOther},
		{"The invoice, see picture.", []desk.Signal{desk.SignalBilling}, true, desk.ClassOther},
		{"It works again, you can close the case.", nil, true, desk.ClassOther},
	} {
		in := input(t, desk.ClassOther)
		in.Text, in.Reading.RunnerUp, in.Reading.Unsure, in.Reading.Signals = c.text, desk.ClassDoaDefect, true, c.signals
		if c.picture {
			in.Evidence = []desk.Evidence{{Name: "a.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
		}
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("%q %v, picture %v: decided as %v, want %s", c.text, c.signals, c.picture, got, c.want)
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

// TestOrdersToldApart: each order gets what the mail's sentences say of it, unless its stage, a person
// or the case before say otherwise.
func TestOrdersToldApart(t *testing.T) {
	t.Parallel()
	fresh := func() Input {
		in := input(t, desk.ClassDelay)
		in.Reading.Also, in.Reading.Engine = []desk.Class{desk.ClassOrderChange}, "embedded"
		first := delivered(t)
		first.Stage, first.ShippedAt, first.DeliveredAt, first.DeliveryStatus = desk.StageInProduction, nil, nil, ""
		second := first
		second.Number = "HW-2"
		in.Lookup.Matches = []desk.Order{first, second}
		in.Reading.Parts = []desk.ReadingPart{
			{Number: desk.FoldNumber(first.Number), Classes: []desk.Class{desk.ClassDelay}},
			{Number: "HW2", Classes: []desk.Class{desk.ClassOrderChange}},
		}
		return in
	}
	both, first, second := []desk.Class{desk.ClassDelay, desk.ClassOrderChange}, []desk.Class{desk.ClassDelay}, []desk.Class{desk.ClassOrderChange}
	for _, c := range []struct {
		name   string
		change func(*Input)
		want   [2][]desk.Class
	}{
		{"told apart", func(*Input) {}, [2][]desk.Class{first, second}},
		{"a person read it", func(in *Input) { in.Reading.Engine = "agent" }, [2][]desk.Class{both, both}},
		{"one part alone", func(in *Input) { in.Reading.Parts = in.Reading.Parts[:1] }, [2][]desk.Class{first, both}},
		{"nothing that is made can be broken", func(in *Input) { in.Reading.Parts[1].Classes[0] = desk.ClassDoaDefect }, [2][]desk.Class{first, both}},
		{"one order only", func(in *Input) { in.Lookup.Matches = in.Lookup.Matches[:1] }, [2][]desk.Class{both, nil}},
	} {
		in := fresh()
		c.change(&in)
		for i, m := range Gather(in) {
			if got := classes(m); !slices.Equal(got, c.want[i]) {
				t.Errorf("%s: order %d is decided as %v, want %v", c.name, i+1, got, c.want[i])
			}
		}
	}
}

// TestOrderUnsaid: an order of which the sentences tell nothing gets no decision of another one's matter that
// its stage rules out; a person looks at it.
func TestOrderUnsaid(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassCancellation)
	in.Reading.Also, in.Reading.Engine = nil, "embedded"
	there := delivered(t)
	built := there
	built.Number, built.Stage, built.ShippedAt, built.DeliveredAt, built.DeliveryStatus = "HW-2", desk.StageInProduction, nil, nil, ""
	in.Lookup.Matches = []desk.Order{there, built}
	in.Reading.Parts = []desk.ReadingPart{{Number: "HW2", Classes: []desk.Class{desk.ClassCancellation}}}
	for i, want := range []desk.Class{desk.ClassOther, desk.ClassCancellation} {
		if got := classes(Gather(in)[i]); !slices.Equal(got, []desk.Class{want}) {
			t.Errorf("cancelled is the other: order %d is decided as %v, want %s", i+1, got, want)
		}
	}
	in.Reading.Class, in.Reading.Parts = desk.ClassDoaDefect, []desk.ReadingPart{{Number: there.Number, Classes: []desk.Class{desk.ClassDoaDefect}}}
	for i, want := range []desk.Class{desk.ClassDoaDefect, desk.ClassOther} {
		if got := classes(Gather(in)[i]); !slices.Equal(got, []desk.Class{want}) {
			t.Errorf("broken is the other: order %d is decided as %v, want %s", i+1, got, want)
		}
	}
	in.Reading.Engine = "agent"
	if got := classes(Gather(in)[1]); !slices.Equal(got, []desk.Class{desk.ClassDoaDefect}) {
		t.Errorf("a person read it: decided as %v", got)
	}
}

// TestOrderSignals: what was sent back is the order of which the mail says so, and no other.
func TestOrderSignals(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassCancellation)
	in.Reading.Engine, in.Reading.Also = "embedded", nil
	there := delivered(t)
	built := there
	built.Number, built.Stage, built.ShippedAt, built.DeliveredAt, built.DeliveryStatus = "HW-2", desk.StageInProduction, nil, nil, ""
	in.Lookup.Matches = []desk.Order{there, built}
	in.Reading.Parts = []desk.ReadingPart{
		{Number: there.Number, Classes: []desk.Class{desk.ClassDoaDefect}, Signals: []desk.Signal{desk.SignalReturnedAlready}},
		{Number: "HW2", Classes: []desk.Class{desk.ClassCancellation}},
	}
	for _, whole := range [][]desk.Signal{nil, {desk.SignalReturnedAlready, desk.SignalWantsRefund}} {
		in.Reading.Signals = whole
		for i, m := range Gather(in) {
			fs := m.Facts[0]
			if got := slices.Contains(fs.Signals, desk.SignalReturnedAlready); got != (i == 0) {
				t.Errorf("whole %v: order %d is sent back: %v", whole, i+1, got)
			}
			if slices.Contains(fs.Signals, desk.SignalWantsRefund) != slices.Contains(whole, desk.SignalWantsRefund) {
				t.Errorf("order %d has the signals %v of %v", i+1, fs.Signals, whole)
			}
		}
	}
	in.Reading.Engine = "agent"
	if got := Gather(in)[1].Facts[0].Signals; !slices.Contains(got, desk.SignalReturnedAlready) {
		t.Errorf("a person read it: %v", got)
	}
}

// TestSecondParcel: who asks for the rest of an order that came in part misses nothing yet. Where all of its
// parcels have arrived, or the reader is sure, a missing part is one.
func TestSecondParcel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		parcels  int // of two, have arrived
		unsure   bool
		runnerUp desk.Class
		want     desk.Class
		text     string
	}{
		{"one has come", 1, true, desk.ClassDelay, desk.ClassDelay, "The first box came. Where is the second?"},
		{"one has come, or did not arrive", 1, true, desk.ClassDeliveryProblem, desk.ClassDelay, ""},
		{"both have come", 2, true, desk.ClassDelay, desk.ClassWrongItem, ""},
		{"sure", 1, false, desk.ClassDelay, desk.ClassWrongItem, ""},
		{"or broken", 1, true, desk.ClassTransitDamage, desk.ClassWrongItem, ""},
		{"of what came", 1, true, desk.ClassDelay, desk.ClassWrongItem, "The first parcel came and the cable is missing from it. When does the second parcel come?"},
	} {
		in := input(t, desk.ClassWrongItem)
		in.Text = c.text
		in.Reading.Unsure, in.Reading.RunnerUp, in.Reading.Also = c.unsure, c.runnerUp, []desk.Class{}
		in.Reading.Signals = []desk.Signal{desk.SignalPartMissing}
		o := &in.Lookup.Matches[0]
		came := in.Now.Add(-24 * time.Hour)
		o.Parcels = []desk.Parcel{{ShippedAt: o.ShippedAt, DeliveredAt: &came, DeliveryStatus: desk.DeliveryDelivered}, {ShippedAt: o.ShippedAt, DeliveryStatus: desk.DeliveryInTransit}}
		if c.parcels == 2 {
			o.Parcels[1] = o.Parcels[0]
		}
		if got := classes(Gather(in)[0]); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// TestDelayOfWhatHasCome: a claim on what has been delivered leaves no question after its delay; while it
// is on its way there is one.
func TestDelayOfWhatHasCome(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassDoaDefect)
	in.Reading.Also = []desk.Class{desk.ClassDelay}
	if got := classes(Gather(in)[0]); !slices.Equal(got, []desk.Class{desk.ClassDoaDefect}) {
		t.Errorf("delivered: decided as %v", got)
	}
	o := &in.Lookup.Matches[0]
	o.Stage, o.DeliveredAt, o.DeliveryStatus = desk.StageShipped, nil, desk.DeliveryInTransit
	if got := classes(Gather(in)[0]); !slices.Contains(got, desk.ClassDelay) {
		t.Errorf("on its way: decided as %v", got)
	}
}

// TestFollowUpOfNothing: who tells of a return that nobody opened follows up none; of one that was opened he does.
func TestFollowUpOfNothing(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassChangeOfMind)
	in.Reading.Also, in.Reading.Signals = []desk.Class{desk.ClassRMAFollowup}, []desk.Signal{desk.SignalReturnedAlready}
	if got := classes(Gather(in)[0]); !slices.Equal(got, []desk.Class{desk.ClassChangeOfMind}) {
		t.Errorf("decided as %v", got)
	}
	in.Reading.Signals = nil
	if got := classes(Gather(in)[0]); !slices.Contains(got, desk.ClassRMAFollowup) {
		t.Errorf("nothing was sent back: decided as %v", got)
	}
}

// TestClaimAsksSecondParcel: beside a claim on goods that have all arrived, as the shop's data say, a question after the delay is
// the claim's own; one after a further parcel is a matter of its own.
func TestClaimAsksSecondParcel(t *testing.T) {
	t.Parallel()
	claim, both := []desk.Class{desk.ClassDoaDefect}, []desk.Class{desk.ClassDoaDefect, desk.ClassDelay}
	for text, want := range map[string][]desk.Class{
		"The left key is dead. And when do I get the second parcel?":             both,
		"The left key is dead. Where is the other box?":                          both,
		"Die linke Taste ist tot. Wann bekomme ich das zweite Paket?":            both,
		"La touche gauche est morte. Quand vais-je recevoir le second colis ?":   both,
		"La tecla izquierda no funciona. ¿Cuándo recibo el segundo paquete?":     both,
		"Il tasto sinistro è morto. E quando arriva il secondo pacco?":           both,
		"De linkertoets is dood. En wanneer krijg ik het tweede pakket?":         both,
		"The left key is dead. When do I get a new one?":                         claim,
		"The left key is dead. The second parcel was fine. When do I hear more?": claim,
		"Die linke Taste ist tot. Wann bekomme ich Ersatz?":                      claim,
	} {
		in := input(t, desk.ClassDoaDefect)
		in.Text, in.Reading.Also = text, []desk.Class{desk.ClassDelay}
		in.Lookup.Matches = []desk.Order{delivered(t)}
		if got := classes(Gather(in)[0]); !slices.Equal(got, want) {
			t.Errorf("%q is decided as %v, want %v", text, got, want)
		}
	}
}

// TestCancelAfterDelivery: whoever cancels what has arrived has changed his mind (domain.md section 1), unless a person calls it a
// cancellation, a return of it runs, or a part is still to come.
func TestCancelAfterDelivery(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Input)
		want   desk.Class
	}{
		"read so":          {func(*Input) {}, desk.ClassChangeOfMind},
		"called so":        {func(in *Input) { in.Reading.Engine = "agent" }, desk.ClassCancellation},
		"a claim in doubt": {func(in *Input) { in.Reading.RunnerUp, in.Reading.Unsure = desk.ClassWrongItem, true }, desk.ClassWrongItem},
		"given so":         {func(in *Input) { in.Reading.RunnerUp = "" }, desk.ClassCancellation},
		"not delivered": {func(in *Input) {
			o := &in.Lookup.Matches[0]
			o.Stage, o.DeliveredAt, o.DeliveryStatus = desk.StageShipped, nil, desk.DeliveryInTransit
		}, desk.ClassCancellation},
		"a return runs": {func(in *Input) {
			in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAAuthorized}}}
		}, desk.ClassCancellation},
	} {
		in := input(t, desk.ClassCancellation)
		in.Reading.RunnerUp = desk.ClassDelay
		c.change(&in)
		if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != string(c.want) {
			t.Errorf("%s: %s, want %s", name, f.Get(desk.FactClass), c.want)
		}
	}
}
