package flow

import (
	"maps"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/facts"
)

// before says what the case was about when the mail came: the reading that our last
// question was about, what we had asked, and the intents that no sent reply has answered.
// Deciding the same mail again takes what was kept with its first decision.
func (s settling) before() desk.Before {
	if !s.received {
		if last := s.c.Last(); last != nil {
			return last.Before
		}
		return desk.Before{}
	}
	decided := s.c.Decisions
	if len(decided) == 0 {
		return desk.Before{}
	}
	b := desk.Before{Asked: s.c.Outcome, Diagnostic: s.c.Diagnosed()}
	if last := s.c.Last(); s.c.Outcome == desk.OutcomeCarrierTrace && last != nil && last.Facts.Get(desk.FactCarrierSays) == "delivered" {
		b.CarrierSays = "delivered"
	}
	if s.c.OpenNotice() != nil { // also when it went to the manager meanwhile
		b.Asked = desk.OutcomeDelayOptions
	}
	about := decided[len(decided)-1]
	for _, d := range slices.Backward(decided) {
		if d.Reading.Class != desk.ClassRMAFollowup && d.Reading.Class != desk.ClassOther && !onlyAsked(d) {
			about = d
			break
		}
	}
	earlier := about.Reading
	if earlier.Class == desk.ClassDelay && about.Class.IsClaim() { // it named its order, and looked like a question where that is
		earlier.Class = about.Class
	}
	for _, d := range slices.Backward(decided) {
		if earlier.Serial == "" {
			earlier.Serial = d.Reading.Serial
		}
	}
	earlier.Signals = about.Facts.Signals // with what a short answer was found to choose
	b.Earlier = &earlier
	if s.c.State == desk.CaseClosed {
		if facts.GoesOn(b.Asked) { // we did, and it is over
			b.Asked = ""
		}
		return b
	}
	b.Requested, b.Reship = requested(decided), s.c.Reshipped()
	for _, d := range decided[min(s.c.Answered, len(decided)):] {
		if d.ByClock() { // nobody asked for what time set off, and the buyer has not even read it
			continue
		}
		if tookBack(d) { // what that mail left standing is among its own intents
			b.Open = nil
		}
		for _, c := range append([]desk.Class{d.Class}, intentsOf(d)...) {
			if isRequest(c) && !slices.Contains(b.Open, c) {
				b.Open = append(b.Open, c)
			}
		}
	}
	return b
}

// onlyAsked reports whether the mail of a decision looked like a question where a parcel is, and asked how a claim stands: what the
// case is about is the claim.
func onlyAsked(d desk.Decision) bool {
	return d.Reading.Class == desk.ClassDelay && (d.Class == desk.ClassRMAFollowup || d.Outcome == desk.OutcomeFollowupAttach)
}

// tookBack reports whether the mail of a decision took back what was asked before it.
func tookBack(d desk.Decision) bool {
	return d.Facts.Get(desk.FactWithdrawal) == "yes" || d.Facts.Get(desk.FactSettled) == "yes"
}

// requested gives when an order's buyer first asked for what his case is about: not what he
// took back since, or chose otherwise. What somebody else asked for, or somebody in his name,
// is no request of his.
func requested(decided []desk.Decision) map[desk.Class]time.Time {
	i := len(decided) - 1
	for i >= 0 && decided[i].ByClock() {
		i--
	}
	if i < 0 {
		return nil
	}
	d := decided[i]
	out := map[desk.Class]time.Time{}
	if !tookBack(d) && !slices.Contains(d.Facts.Signals, desk.SignalChoiceWait) {
		maps.Copy(out, d.Before.Requested)
	}
	asked := map[desk.Class]bool{}
	for _, c := range append([]desk.Class{d.Class}, intentsOf(d)...) {
		asked[facts.RequestOf(c)] = true
	}
	for _, c := range d.Before.Open {
		if key := facts.RequestOf(c); !asked[key] { // "do not cancel; when does it ship?"
			delete(out, key)
		}
	}
	for key := range asked {
		if key != "" && out[key].IsZero() && d.Facts.Get(desk.FactSender) != "other" && d.Facts.Get(desk.FactAuth) != "fail" {
			out[key] = d.Facts.Detail.ReceivedAt
		}
	}
	return out
}

// intentsOf gives the further intents of a decision.
func intentsOf(d desk.Decision) []desk.Class {
	var out []desk.Class
	for _, i := range d.More {
		out = append(out, i.Class)
	}
	return append(out, d.Alike...)
}

// isRequest reports whether a class asks for something that a reply has to answer.
func isRequest(c desk.Class) bool {
	return c != desk.ClassOther && c != desk.ClassNonCustomer && c != desk.ClassRMAFollowup
}

// traceDays is how many working days a carrier is given to find a parcel.
const traceDays = 5

// settledTemplate thanks a customer who says that his matter is settled. It asks for nothing:
// with it the case is closed, unless a person has yet to end a record.
const settledTemplate = "settled"

// owes gives within how many working days somebody has to go on after a mail has left that
// says that we do, in whichever of its paragraphs: a request is being checked, a carrier was
// asked, a colleague is going to answer. 0 = it is the customer's turn, or nobody's.
func owes(c desk.Case, d desk.Draft) int {
	days := 0
	for _, template := range c.Paragraphs(d) {
		n := 0
		switch template {
		case "cancel_check", "change_check", "delay_cancel_ack", "returned_without_rma", settledTemplate:
			n = 1
		case "trace_opened":
			n = traceDays
		}
		if n > 0 && (days == 0 || n < days) {
			days = n
		}
	}
	if days == 0 && c.ChecksChange(d) {
		days = 1
	}
	if days > 0 {
		return days
	}
	if answers(d.Template) || d.Template == verifyBuyer || c.Answered >= len(c.Decisions) || c.Running() {
		return 0
	}
	return 1
}

// answers reports whether a sent mail answers what the case is about. Asking the buyer,
// confirming receipt or holding somebody off answers nothing.
func answers(template string) bool {
	switch template {
	case verifyBuyer, "ack_received", "holding_reply", "handover":
		return false
	}
	return true
}
