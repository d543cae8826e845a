package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// placed is an order whose promised date has passed, or has not.
func placed(t testing.TB, shipBy desk.Date) desk.Order {
	o := delivered(t)
	o.Stage, o.ProductionStatus, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus = desk.StagePlaced, desk.ProductionNotStarted, nil, nil, ""
	o.ShipBy = shipBy
	return o
}

// threaded is a mail of a class in the thread of a case.
func threaded(t testing.TB, o desk.Order, class desk.Class, text string) Input {
	in := input(t, class)
	in.Lookup.Matches, in.Text = []desk.Order{o}, text
	return in
}

func classesOf(in Input) []desk.Class {
	var out []desk.Class
	for _, f := range Gather(in)[0].Facts {
		out = append(out, desk.Class(f.Get(desk.FactClass)))
	}
	return out
}

// TestChoiceInThread: the one word that we ask for is understood in the thread that
// asked, and only there.
func TestChoiceInThread(t *testing.T) {
	t.Parallel()
	late := placed(t, "2026-03-20")
	for _, c := range []struct {
		text   string
		asked  desk.Outcome
		read   desk.Class
		want   desk.Class
		signal desk.Signal
	}{
		{"WAIT", desk.OutcomeDelayOptions, desk.ClassOther, desk.ClassDelay, desk.SignalChoiceWait},
		{"Warten bitte", desk.OutcomeDelayOptions, desk.ClassNonCustomer, desk.ClassDelay, desk.SignalChoiceWait},
		{"yes please wait", desk.OutcomeLateCancelReview, desk.ClassOther, desk.ClassDelay, desk.SignalChoiceWait},
		{"CANCEL", desk.OutcomeDelayOptions, desk.ClassOther, desk.ClassCancellation, desk.SignalChoiceCancel},
		{"yes, cancel", desk.OutcomeDelayOptions, desk.ClassCancellation, desk.ClassCancellation, desk.SignalChoiceCancel},
		{"WAIT", desk.OutcomeOnScheduleInfo, desk.ClassOther, desk.ClassOther, ""},
	} {
		in := threaded(t, late, c.read, c.text)
		in.Earlier, in.Asked = &desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalChoiceCancel}}, c.asked
		f := Gather(in)[0].Facts[0]
		if got := desk.Class(f.Get(desk.FactClass)); got != c.want {
			t.Errorf("%s after %s: class %s, want %s", c.text, c.asked, got, c.want)
		}
		for _, s := range []desk.Signal{desk.SignalChoiceWait, desk.SignalChoiceCancel} {
			if got := slices.Contains(f.Signals, s); got != (s == c.signal) {
				t.Errorf("%s after %s: signal %s is %v", c.text, c.asked, s, got)
			}
		}
	}
	in := threaded(t, late, desk.ClassOther, "WAIT")
	in.Earlier, in.Asked, in.Machine = &desk.Reading{Class: desk.ClassDelay}, desk.OutcomeDelayOptions, MachineAutoReply
	if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != "non_customer" || len(f.Signals) > 0 {
		t.Errorf("a machine chose: class %s, signals %v", f.Get(desk.FactClass), f.Signals)
	}
}

// TestMailServerInstructsNobody: what a mail server says of a mail of ours is no instruction to the reader; what any other machine says may be one.
func TestMailServerInstructsNobody(t *testing.T) {
	t.Parallel()
	for machine, want := range map[Machine]bool{MachineBounceOfOurs: false, MachineBounce: true, MachineAutoReply: true, MachineNone: true} {
		in := threaded(t, placed(t, "2026-03-20"), desk.ClassNonCustomer, "Your message could not be delivered. Please remove this address.")
		in.Machine, in.Reading.Signals = machine, []desk.Signal{desk.SignalInstructsReader}
		if got := slices.Contains(Gather(in)[0].Facts[0].Signals, desk.SignalInstructsReader); got != want {
			t.Errorf("%s: instructs %v, want %v", machine, got, want)
		}
	}
}

// TestBareMailKeepsTheMatter: thanks and attachments never replace a matter whose answer
// is due or awaited.
func TestBareMailKeepsTheMatter(t *testing.T) {
	t.Parallel()
	photo := []desk.Evidence{{Name: "a.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
	claim := &desk.Reading{Class: desk.ClassDoaDefect, Signals: []desk.Signal{desk.SignalWantsRefund}}
	for _, c := range []struct {
		name string
		edit func(*Input)
		want desk.Class
	}{
		{"thanks while our reply is due", func(in *Input) {
			in.Asked, in.Open, in.Reading.Signals = desk.OutcomeOpenRMA, []desk.Class{desk.ClassDoaDefect}, []desk.Signal{desk.SignalPraise}
		}, desk.ClassDoaDefect},
		{"thanks while we wait", func(in *Input) {
			in.Asked, in.Reading.Signals = desk.OutcomeAskEvidence, []desk.Signal{desk.SignalPraise}
		}, desk.ClassDoaDefect},
		{"thanks after all is said", func(in *Input) {
			in.Asked, in.Reading.Signals = desk.OutcomeDenyShipped, []desk.Signal{desk.SignalPraise}
		}, desk.ClassOther},
		{"a question of its own while we wait", func(in *Input) {
			in.Asked, in.Reading.Signals = desk.OutcomeAskEvidence, []desk.Signal{desk.SignalBilling}
		}, desk.ClassOther},
		{"photo for a claim that awaits it", func(in *Input) {
			in.Asked, in.Evidence = desk.OutcomeAskEvidence, photo
			in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAAwaitingEvidence}}}
		}, desk.ClassRMAFollowup},
		{"photo without a thread", func(in *Input) {
			in.Earlier, in.Evidence = nil, photo
			in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAUnderReview}}}
		}, desk.ClassRMAFollowup},
		{"our question was never sent", func(in *Input) {
			in.Asked, in.Evidence, in.Open = desk.OutcomeAskEvidence, photo, []desk.Class{desk.ClassDoaDefect}
			in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAAwaitingEvidence}}}
		}, desk.ClassRMAFollowup},
		{"taken back", func(in *Input) {
			in.Asked, in.Open, in.Text = desk.OutcomeOpenRMA, []desk.Class{desk.ClassDoaDefect}, "Never mind, it was my cable."
		}, desk.ClassOther},
	} {
		in := threaded(t, delivered(t), desk.ClassOther, "Attached.")
		in.Earlier = claim
		c.edit(&in)
		if got := classesOf(in); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// TestOpenIntentsStay: what no reply has answered stays beside the new mail's matter.
func TestOpenIntentsStay(t *testing.T) {
	t.Parallel()
	late, onTime := placed(t, "2026-03-20"), placed(t, "2026-04-20")
	for _, c := range []struct {
		name  string
		order desk.Order
		open  []desk.Class
		read  desk.Class
		text  string
		want  []desk.Class
	}{
		{"cancelled, late, asks where it is", late, []desk.Class{desk.ClassCancellation}, desk.ClassDelay, "Why is it not shipped?", []desk.Class{desk.ClassCancellation}},
		{"cancelled, on time, asks where it is", onTime, []desk.Class{desk.ClassCancellation}, desk.ClassDelay, "Why is it not shipped?", []desk.Class{desk.ClassCancellation, desk.ClassDelay}},
		{"cancelled, then takes it back", onTime, []desk.Class{desk.ClassCancellation}, desk.ClassDelay, "Please do not cancel. When does it ship?", []desk.Class{desk.ClassDelay}},
		{"asked, then cancels", late, []desk.Class{desk.ClassDelay}, desk.ClassCancellation, "I want to cancel.", []desk.Class{desk.ClassCancellation}},
		{"cancelled, asked, thanks", onTime, []desk.Class{desk.ClassDelay, desk.ClassCancellation}, desk.ClassOther, "Thank you!", []desk.Class{desk.ClassCancellation, desk.ClassDelay}},
		{"a change, then a claim", delivered(t), []desk.Class{desk.ClassCostRefund}, desk.ClassDoaDefect, "It is broken.", []desk.Class{desk.ClassDoaDefect, desk.ClassCostRefund}},
		{"a claim, then a bill", delivered(t), []desk.Class{desk.ClassDoaDefect}, desk.ClassCostRefund, "And the duty?", []desk.Class{desk.ClassDoaDefect, desk.ClassCostRefund}},
		{"two open, thanks", onTime, []desk.Class{desk.ClassOrderChange, desk.ClassCancellation}, desk.ClassOther, "Thank you!", []desk.Class{desk.ClassCancellation, desk.ClassOrderChange}},
	} {
		in := threaded(t, c.order, c.read, c.text)
		in.Earlier, in.Open = &desk.Reading{Class: c.open[0]}, c.open
		if got := classesOf(in); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		in.OpenOrder = "HW-2"
		if got := classesOf(in); c.read != desk.ClassOther && !slices.Equal(got, []desk.Class{c.read}) {
			t.Errorf("%s, about another order: %v", c.name, got)
		}
	}
	in := threaded(t, delivered(t), desk.ClassOther, "And please send the invoice.")
	in.Earlier, in.Open, in.Reading.Signals = &desk.Reading{Class: desk.ClassDoaDefect}, []desk.Class{desk.ClassDoaDefect}, []desk.Signal{desk.SignalBilling}
	if got := classesOf(in); !slices.Equal(got, []desk.Class{desk.ClassDoaDefect, desk.ClassOther}) {
		t.Errorf("a bill beside an open claim: %v", got)
	}
}

// TestAbsorbed: what the answer to one intent covers, and what it must not.
func TestAbsorbed(t *testing.T) {
	t.Parallel()
	shipped := delivered(t)
	shipped.Stage, shipped.DeliveredAt, shipped.DeliveryStatus = desk.StageShipped, nil, desk.DeliveryInTransit
	for _, c := range []struct {
		name    string
		order   desk.Order
		class   desk.Class
		also    []desk.Class
		signals []desk.Signal
		want    []desk.Class
	}{
		{"unshipped, cancelled", placed(t, "2026-04-20"), desk.ClassDeliveryProblem, []desk.Class{desk.ClassCancellation}, nil, []desk.Class{desk.ClassDeliveryProblem, desk.ClassCancellation}},
		{"shipped, cancelled", shipped, desk.ClassDeliveryProblem, []desk.Class{desk.ClassCancellation}, nil, []desk.Class{desk.ClassDeliveryProblem}},
		{"sent back", delivered(t), desk.ClassDoaDefect, []desk.Class{desk.ClassDeliveryProblem}, []desk.Signal{desk.SignalNotReceived, desk.SignalReturnedAlready}, []desk.Class{desk.ClassDoaDefect}},
		{"sent back, read as not received first", delivered(t), desk.ClassDeliveryProblem, []desk.Class{desk.ClassChangeOfMind}, []desk.Signal{desk.SignalReturnedAlready}, []desk.Class{desk.ClassChangeOfMind}},
		{"wrong item, the right one wanted", delivered(t), desk.ClassWrongItem, []desk.Class{desk.ClassOrderChange}, []desk.Signal{desk.SignalProductChange}, []desk.Class{desk.ClassWrongItem}},
	} {
		in := input(t, c.class)
		in.Lookup.Matches, in.Reading.Also, in.Reading.Signals = []desk.Order{c.order}, c.also, c.signals
		if got := classesOf(in); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
