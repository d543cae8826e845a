package facts

import (
	"testing"

	"returndesk/desk"
)

// TestAsksBeside: who wants duties back and asks of his open record has two matters; whose question is about the money, or
// who speaks of the record's postage, has one.
func TestAsksBeside(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		signal desk.Signal
		state  desk.RMAState
		want   bool
	}{
		{"Has the amp reached you? And please refund the 29 dollars import duty.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"Ist der Verstärker schon bei Ihnen? Erstatten Sie mir bitte auch den Zoll.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"Avez-vous reçu l'ampli ? Remboursez-moi aussi les frais de douane.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"¿Ha llegado ya el amplificador? Devolvedme también la aduana.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"Is de versterker al binnen? Graag ook de invoerrechten terugbetalen.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"È arrivato l'amplificatore? Rimborsatemi anche la dogana.", desk.SignalCostTaxDuty, desk.RMAInTransit, true},
		{"Will you refund the duty on the amp?", desk.SignalCostTaxDuty, desk.RMAInTransit, false},
		{"Können Sie mir den Zoll erstatten? Die RMA läuft noch.", desk.SignalCostTaxDuty, desk.RMAInTransit, false},
		{"Has the amp reached you? And please refund the return postage.", desk.SignalCostReturnPostage, desk.RMAInTransit, false},
		{"Has the amp reached you? And please refund the duty.", desk.SignalCostTaxDuty, desk.RMAClosedResolved, false},
	} {
		in := input(t, desk.ClassCostRefund)
		in.Text, in.Reading.Also, in.Reading.Signals = c.text, []desk.Class{desk.ClassRMAFollowup}, []desk.Signal{c.signal}
		in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: c.state}}}
		var got bool
		for _, f := range Gather(in)[0].Facts {
			got = got || f.Get(desk.FactClass) == string(desk.ClassRMAFollowup)
		}
		if got != c.want {
			t.Errorf("%q: asks of the record beside the cost: %v, want %v", c.text, got, c.want)
		}
	}
}

// TestClaimOfWhatHasCome: a claim about goods that are there asks for no date, also where the shop knows only that they left.
func TestClaimOfWhatHasCome(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stage  desk.Stage
		stated bool
		want   bool
	}{
		"delivered":                  {desk.StageDelivered, false, false},
		"shipped, and the day told":  {desk.StageShipped, true, false},
		"shipped, and nothing shown": {desk.StageShipped, false, true},
		"not shipped":                {desk.StageInProduction, true, true},
	} {
		in := input(t, desk.ClassDoaDefect)
		in.Reading.Also = []desk.Class{desk.ClassDelay}
		if c.stated {
			in.Reading.Signals = []desk.Signal{desk.SignalStatesDeliveryDate}
		}
		o := &in.Lookup.Matches[0]
		if o.Stage = c.stage; c.stage != desk.StageDelivered {
			o.DeliveredAt, o.DeliveryStatus = nil, desk.DeliveryUnknown
		}
		if c.stage == desk.StageInProduction {
			o.ShippedAt, o.DeliveryStatus = nil, ""
		}
		var got bool
		for _, f := range Gather(in)[0].Facts {
			got = got || f.Get(desk.FactClass) == string(desk.ClassDelay)
		}
		if got != c.want {
			t.Errorf("%s: the delay is a matter of its own: %v, want %v", name, got, c.want)
		}
	}
}
