package console

import (
	"net/http"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// ticked is what an agent had ticked in the list of signals when the correction failed.
type ticked struct {
	Signals []desk.Signal
	Because string
}

// signals decides a case anew with the signals that the agent added and took away. The form
// says which ones it had shown, so that what somebody else corrected meanwhile stays.
func (s *Server) signals(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the form cannot be read")
	}
	shown, chosen := signalsOf(r.PostForm["shown"]), signalsOf(r.PostForm["signal"])
	co := flow.Correction{Case: id, Because: strings.TrimSpace(r.PostFormValue("because")), Add: without(chosen, shown), Drop: without(shown, chosen)}
	if _, err := s.Desk.Reclassify(r.Context(), v.Actor(), co); err != nil {
		return s.again(w, r, v, id, err, typed{Ticked: &ticked{chosen, co.Because}})
	}
	return redirect(w, r, backTo(r, id, "done", "reclassified"))
}

func signalsOf(list []string) []desk.Signal {
	out := make([]desk.Signal, 0, len(list))
	for _, x := range list {
		out = append(out, desk.Signal(x))
	}
	return out
}

// without gives the members of a list that another does not have.
func without(list, other []desk.Signal) []desk.Signal {
	var out []desk.Signal
	for _, x := range list {
		if !slices.Contains(other, x) {
			out = append(out, x)
		}
	}
	return out
}

// signalGroup is a part of the closed list under a heading.
type signalGroup struct {
	Name    string
	Signals []desk.Signal
}

// signalGroups orders the closed list (domain.md section 1) as people look for it; what no
// group names stands under the last one.
func signalGroups() []signalGroup {
	groups := []signalGroup{
		{"Danger and law", []desk.Signal{desk.SignalSafetyHazard, desk.SignalLegalThreat, desk.SignalCitesStatute, desk.SignalPrivacy}},
		{"Wishes", []desk.Signal{desk.SignalWantsRefund, desk.SignalWantsReplacement, desk.SignalAddressChange, desk.SignalProductChange, desk.SignalChoiceWait, desk.SignalChoiceCancel}},
		{"The goods", []desk.Signal{desk.SignalPartMissing, desk.SignalOrderedWrong, desk.SignalPreference, desk.SignalIncompatibility, desk.SignalSameSymptomAgain, desk.SignalReplacementUnit, desk.SignalPackagingDescribed}},
		{"Delivery and return", []desk.Signal{desk.SignalStatesDeliveryDate, desk.SignalNotReceived, desk.SignalRefusedDamaged, desk.SignalRefusedDelivery, desk.SignalUnclaimed, desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop, desk.SignalReturnedAlready, desk.SignalDisputesResult}},
		{"Costs", []desk.Signal{desk.SignalCostShipping, desk.SignalCostTaxDuty, desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage, desk.SignalBilling}},
		{"Who writes, and the rest", []desk.Signal{desk.SignalThirdParty, desk.SignalGiftRecipient, desk.SignalPresale, desk.SignalPraise, desk.SignalInstructsReader}},
	}
	for _, s := range desk.Signals() {
		if !slices.ContainsFunc(groups, func(g signalGroup) bool { return slices.Contains(g.Signals, s) }) {
			last := &groups[len(groups)-1]
			last.Signals = append(last.Signals, s)
		}
	}
	return groups
}

// SignalGroups gives the closed list to choose from.
func (p casePage) SignalGroups() []signalGroup { return signalGroups() }

// Shown gives the signals that the mail is read with.
func (p casePage) Shown() []desk.Signal {
	if p.Last == nil {
		return nil
	}
	return p.Last.Reading.Signals
}

// Ticks tells whether a signal's box is ticked: as read, or as the agent had it.
func (p casePage) Ticks(s desk.Signal) bool {
	if p.Ticked != nil {
		return slices.Contains(p.Ticked.Signals, s)
	}
	return slices.Contains(p.Shown(), s)
}
