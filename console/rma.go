package console

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// rmaPage is what pages/rma.html shows: one return record, its history, and what can be
// done with it now.
type rmaPage struct {
	page
	desk.RMA
	Late  bool
	Steps []flow.RMAOffer
	// Slip is the draft that the return slip goes with, "" for none; SlipPart its place there.
	Slip      string
	SlipPart  int
	Pending   string          // the draft whose sending moves the record, "" for none
	Evidence  []shownEvidence // what the buyer sent
	Elsewhere string          // the moment of the report by the clock of where it was delivered, "" for ours
	// Remedies are all of them in the order of preference; nil when none is to be chosen any more.
	Remedies []desk.RemedyStanding
	Problem  string
	Tried    flow.RMAStep // the step that was refused, with what was typed
	Notice   *actionNotice
}

// rma shows one return record.
func (s *Server) rma(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.withKept(r.Context(), r.PathValue("number"), func(form url.Values, _ []string) error {
		if form == nil {
			return s.showRMA(w, r, v, http.StatusOK, flow.RMAStep{}, nil)
		}
		tried := flow.RMAStep{Step: form.Get("step"), Because: strings.TrimSpace(form.Get("because")), Set: setValues(form)}
		return s.showRMA(w, r, v, http.StatusOK, tried, loggedOut().WithMend("do it again, with its photos"))
	})
}

func (s *Server) showRMA(w http.ResponseWriter, r *http.Request, v viewer, status int, tried flow.RMAStep, failed error) error {
	view, err := s.Desk.RMASteps(r.Context(), r.PathValue("number"))
	if err != nil {
		return err
	}
	p := rmaPage{page: s.page(r, v, view.RMA.Number), RMA: view.RMA, Late: view.Overdue, Steps: view.Steps, Slip: view.Slip, SlipPart: view.SlipPart, Pending: view.Draft, Tried: tried}
	for _, e := range view.RMA.Evidence {
		p.Evidence = append(p.Evidence, attachmentOf(view.RMA.Case, e))
	}
	if view.RMA.State.Open() || view.RMA.Remedy != "" {
		p.Remedies = view.Remedies
	}
	if failed != nil {
		if !slices.ContainsFunc(view.Steps, func(o flow.RMAOffer) bool { return o.Name == tried.Step }) {
			if desk.CodeOf(failed) == desk.CodeIllegal { // else in the words of the command line
				failed = desk.Errf(desk.CodeIllegal, "this step is not possible: the return is %s", plainWords(string(view.RMA.State))).
					WithMend("choose another one below")
			}
			failed = withSaid(failed, saidWith(tried)) // no field takes the words back
		}
		p.Problem = sentence(failed)
	}
	p.Elsewhere = s.elsewhere(view.RMA.ReportedAt, view.RMA.Zone)
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	return s.render(w, r, status, "rma", p)
}

// saidWith lists what was typed for a step.
func saidWith(q flow.RMAStep) []string {
	var out []string
	if q.Because != "" {
		out = append(out, q.Because)
	}
	for _, name := range slices.Sorted(maps.Keys(q.Set)) {
		out = append(out, q.Set[name])
	}
	return out
}

// ClaimEnds tells whether our claim against the carrier still waits to be filed by a day.
func (p rmaPage) ClaimEnds() bool {
	return p.Claim != nil && p.Claim.State == desk.ClaimOpen && p.Claim.Due != ""
}

// AnswerDue tells whether a claim that was filed waits for the carrier's answer by a day.
func (p rmaPage) AnswerDue() bool {
	return p.Claim != nil && p.Claim.State == desk.ClaimFiled && p.Claim.Answer != ""
}

// Provisional tells whether the buyer pays the postage only until the inspection.
func (p rmaPage) Provisional() bool { return p.Payer == desk.PayerBuyer && !p.PayerFinal }

// Typed gives what was typed for a value of a step that was refused, "" for none.
func (p rmaPage) Typed(o flow.RMAOffer, name string) string {
	switch {
	case o.Name != p.Tried.Step:
		return ""
	case name == "reason":
		return p.Tried.Because
	}
	return p.Tried.Set[name]
}

// Fields gives the fields of a step, with what was typed for it before.
func (p rmaPage) Fields(o flow.RMAOffer) []valueField {
	list := valueFields(o.Action, o.Values, func(name string) string { return p.Typed(o, name) })
	for i := range list {
		for k := range list[i].Choices {
			c := &list[i].Choices[k]
			c.Words += p.Mark(strings.TrimPrefix(list[i].Name, "set."), c.Value)
		}
	}
	return list
}

// Mark says behind a choice of a remedy what is known of it: that it was tried, say.
func (p rmaPage) Mark(value, choice string) string {
	if value != "remedy" {
		return ""
	}
	for _, x := range p.Remedies {
		if string(x.Remedy) == choice && x.Standing != desk.RemedyOpen {
			return " (" + desk.RemedyStanding{Standing: x.Standing}.Words() + ")"
		}
	}
	return ""
}

// Photographed tells whether photos make sense with a step: the goods are at hand.
func (p rmaPage) Photographed(o flow.RMAOffer) bool {
	return o.Name == desk.RMAStepNote || slices.Contains(o.Takes, "finding")
}
