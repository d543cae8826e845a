package replies

import (
	"slices"

	"returndesk/desk"
	"returndesk/templates"
)

// toDo says what the customer has to do beside what a paragraph itself asks: an answer that the
// case waits for, or a parcel to send. No mail may tell him that there is nothing while his days
// run (domain.md section 2). What follows from a record is for its buyer alone. Who says that the matter is settled has nothing left
// to do.
func (in *Input) toDo(v templates.Values, d *desk.Decision, template string, own bool) {
	if template == "settled" && in.Action == nil && d.Facts.Get(desk.FactSettled) == "yes" {
		return
	}
	turn := in.Case.Clock != nil && asksByOutcome(in.outcome(d)) && (in.Action != nil || !d.ChoseReship()) || in.runsOn()
	if own {
		turn = turn || (in.Case.Clock != nil || template == "rma_status") && slices.ContainsFunc(in.known(d), func(r desk.RMA) bool {
			return r.State.Asks() && !in.brings(d, r)
		})
		if day, waits := in.sendBy(d); waits {
			v["to_send"], v["send_by"], v["to_do"] = "yes", in.date(string(day)), "yes"
		}
	}
	if turn {
		v["your_turn"], v["to_do"] = "yes", "yes"
	}
}

// runsOn tells whether the customer's days run and go on after the mail: an action's, which ends
// neither the case nor what its record waits for, or one of a decision that no mail of his led to.
// An answer of his stopped them.
func (in *Input) runsOn() bool {
	a := in.Action
	if !in.Case.Running() || in.Case.Clock.Paused {
		return false
	}
	if a == nil {
		return true
	}
	if a.Close && !slices.ContainsFunc(in.RMAs, func(r desk.RMA) bool { return r.State.Open() }) {
		return false
	}
	r := in.record(in.RMA)
	waited := r != nil && a.RMAState != "" && len(r.History) > 1 && r.History[len(r.History)-2].To.Asks()
	return !waited || slices.ContainsFunc(in.RMAs, func(r desk.RMA) bool { return r.State.Asks() })
}

// outcome is the case's as it will be once the mail is sent.
func (in *Input) outcome(d *desk.Decision) desk.Outcome {
	switch {
	case in.Action == nil:
		return d.Outcome
	case in.Action.Outcome != "":
		return in.Action.Outcome
	}
	return in.Case.Outcome
}

// asksByOutcome tells whether a case of the outcome waits for an answer to what we asked.
func asksByOutcome(o desk.Outcome) bool {
	switch o {
	case desk.OutcomeAskEvidence, desk.OutcomeAskOrder, desk.OutcomeVerifySender, desk.OutcomeReshipQuote:
		return true
	}
	return false
}

// known gives the case's records, and the one that only the shop's data know.
func (in *Input) known(d *desk.Decision) []desk.RMA {
	f := &d.Facts.Detail
	if f.RMAState == "" || in.record(f.RMA) != nil {
		return in.RMAs
	}
	return []desk.RMA{{Number: f.RMA, State: f.RMAState}}
}

// brings tells whether this very mail brings the evidence that a record waited for.
func (in *Input) brings(d *desk.Decision, r desk.RMA) bool {
	return r.State == desk.RMAAwaitingEvidence && r.Number == d.Facts.Detail.RMA && d.Facts.Get(desk.FactBrings) == "evidence"
}

// sendBy tells whether a return of the case waits for its buyer's parcel, which he has not sent
// and may send, and gives the first day until which one has to be on its way. Whose money was paid back is asked for nothing: whether
// his parcel is still wanted only a person can say.
func (in *Input) sendBy(d *desk.Decision) (day desk.Date, waits bool) {
	if d.Facts.Detail.PaidBack {
		return "", false
	}
	list := in.known(d)
	for _, r := range list {
		sent := r.Tracking != "" || r.Unannounced || d.Facts.Get(desk.FactTracking) == "given" && (r.Number == d.Facts.Detail.RMA || len(list) == 1)
		if r.State != desk.RMAAuthorized || r.NoShipping || sent {
			continue
		}
		if waits = true; r.Deadline != "" && (day == "" || r.Deadline < day) {
			day = r.Deadline
		}
	}
	return day, waits
}

// askedHere marks, in a letter that asks something, the paragraphs that ask nothing.
func askedHere(letter *templates.Letter) {
	asks := func(p templates.Part) bool {
		list, _ := p.Values["asks"].([]string)
		return len(list) > 0 || p.Template == "delay_options" || p.Template == "delay_notice" // these ask in words
	}
	if len(letter.Asks) == 0 && !slices.ContainsFunc(letter.Parts, asks) {
		return
	}
	for _, p := range letter.Parts {
		if !asks(p) {
			p.Values["asked_here"], p.Values["to_do"] = "yes", "yes"
			delete(p.Values, "your_turn")
		}
	}
}

// restOnce lets a letter of several paragraphs say once what else there is to do: that it is nothing only where that is true of
// all of them, and behind the last one that would say so.
func (in *Input) restOnce(letter *templates.Letter) {
	says := func(key string) []int {
		var list []int
		for i, p := range letter.Parts {
			if in.Words.SaysRest(p.Template) && (p.Values[key] != nil) == (key == "asked_here") {
				list = append(list, i)
			}
		}
		return list
	}
	if beyond := says("asked_here"); len(beyond) > 1 {
		for _, i := range beyond[:len(beyond)-1] {
			delete(letter.Parts[i].Values, "asked_here")
		}
	}
	nothing := says("to_do")
	if !slices.ContainsFunc(letter.Parts, func(p templates.Part) bool { return p.Values["to_do"] != nil }) && len(nothing) > 0 {
		nothing = nothing[:len(nothing)-1]
	}
	for _, i := range nothing {
		letter.Parts[i].Values["rest_said"] = "yes"
	}
}
