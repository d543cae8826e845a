package classifier

import (
	"slices"

	"returndesk/desk"
)

// Marks of phrases by which one of two matters of a mail is none (phrases/53-several-matters.txt).
const (
	markWithdrawn  desk.Signal = "_withdrawn"    // a request that was written before is taken back
	markWonders    desk.Signal = "_wonders"      // it is only asked, by who has no mind to do it
	markElseStays  desk.Signal = "_else_stays"   // where a condition fails all is to stay as it is
	markTakenBack  desk.Signal = "_taken_back"   // he takes it back in this very mail
	markContent    desk.Signal = "_content"      // as it was ordered it will do
	markNoComplain desk.Signal = "_no_complaint" // nothing is complained of
	markForOther   desk.Signal = "_for_other"    // for the other one of two something is to be taken
	markNotOurs    desk.Signal = "_not_ours"     // a thing of somebody else, or one's former one, does not work
)

// asksNothing reports whether a mail takes back what was asked before, or only asks whether it could be cancelled, and says nothing in so
// many words of what it asks instead: a model hears the request in the words that tell of it (docs/labels.md, "the words of the mail alone").
func (o *Outright) asksNothing(r *desk.Reading) bool {
	said := slices.ContainsFunc(o.Classes, func(c desk.Class) bool {
		return c != desk.ClassOther && c != desk.ClassDelay && !(c == desk.ClassCancellation && o.says[markTakenBack])
	})
	switch {
	case said:
		return false
	case r.Class == desk.ClassCancellation:
		return o.Withdrawn || o.Wonders && o.Asks
	}
	if r.Class == desk.ClassDelay && r.Confidence < brokenBar && o.Wonders && o.Asks && o.cancels {
		return true // "until when can one cancel?"
	}
	return o.Withdrawn && o.says[markContent] && (r.Class == desk.ClassOrderChange || r.Confidence < brokenBar+0.05 && (r.Class == desk.ClassRMAFollowup || r.Class == desk.ClassWrongItem && !o.Swapped))
}

// onlyFee reports whether a mail says that nothing is to be complained of, and asks a fee back, where a model took the praise for a return or
// a fault.
func (o *Outright) onlyFee(r *desk.Reading, intents []desk.Class) bool {
	return o.says[markNoComplain] && !o.Harmed && !o.Swapped && len(o.Classes) == 0 && (r.Class == desk.ClassChangeOfMind || r.Class == desk.ClassDoaDefect) &&
		r.Confidence < outrightBar && slices.Contains(intents, desk.ClassCostRefund)
}

// keptBut reports whether a mail says of cancelling only that it is not to be done, and asks outright for a change.
func (o *Outright) keptBut(r *desk.Reading) bool {
	return o.Left && !o.cancelsYet && r.Class == desk.ClassCancellation && slices.Equal(o.Classes, []desk.Class{desk.ClassOrderChange})
}

// sparesOther reports whether a mail gives one thing back and says outright that another one need not be made: an order that is to be stopped
// ranks first (domain.md section 1, "Conflict rules").
func (o *Outright) sparesOther(r *desk.Reading) bool {
	return r.Class == desk.ClassChangeOfMind && o.OtherOne && o.Spared && slices.Contains(o.Classes, desk.ClassCancellation)
}

// elsewhere judges anew a claim that a mail makes of a thing of somebody else, or of one that its writer had before: where the words beside
// it ask for a change, or after an order that has not come, the fault is the reason, and a person sees that it was told. Danger stays one.
func (e *Embedded) elsewhere(in Input, a analysis, w *workspace, r desk.Reading) desk.Reading {
	told := func(c desk.Class) bool { return c.IsClaim() || c == desk.ClassRMAFollowup }
	if !told(r.Class) && !toCome(r.Class) && r.Class != desk.ClassOther || r.Has(desk.SignalSafetyHazard) || a.wordsBut(a.tally.notOurs) < leastBeside {
		return r
	}
	hidden := a.tally.notOurs
	beside := e.scoresBut(in, a, w, hidden)
	margins := make([]float64, len(desk.Classes()))
	for i := range margins {
		margins[i] = float64(beside[i])
	}
	chances := e.model.Chances(margins)
	for i, c := range desk.Classes() {
		if chances[i] < changeBar || !toCome(c) {
			continue
		}
		if r.Class != c {
			r.Class, r.RunnerUp, r.Confidence = c, r.Class, min(round(chances[i]), leftOpen)
		}
		r.Also = slices.DeleteFunc(r.Also, func(c desk.Class) bool { return c == r.Class || told(c) })
	}
	return r
}

// leastBeside is the number of words beside the fault of another thing from which on they say what a mail asks.
const leastBeside = 2

// wholeClause notes all tokens of the clauses in which a phrase stands.
func wholeClause(hidden []bool, toks []token, h hit) []bool {
	if hidden == nil {
		hidden = make([]bool, len(toks))
	}
	from, to := h.from, h.to
	for from > 0 && toks[from-1].sent == toks[from].sent && !toks[from].clause {
		from--
	}
	for to+1 < len(toks) && toks[to+1].sent == toks[to].sent && !toks[to+1].clause {
		to++
	}
	for i := from; i <= to; i++ {
		hidden[i] = true
	}
	return hidden
}

// onlyKept reports whether every word of cancelling in a mail is among those that say that it is not to be done.
func (t *tally) onlyKept(toks []token) bool {
	if t.kept == nil {
		return false
	}
	for i := range toks {
		if !t.kept[i] && speaksOfCancelling(toks[i:i+1], t.body) {
			return false
		}
	}
	return true
}

// oneOfSeveral puts the matter that is meant in the place of one that a mail tells of beside it; ok tells whether it did. A person looks.
func (o *Outright) oneOfSeveral(r desk.Reading, intents []desk.Class, chance func(desk.Class) float64) (desk.Reading, []desk.Class, bool) {
	was, to := r.Class, desk.Class("")
	gone := []desk.Class{was}
	switch {
	case o.asksNothing(&r):
		to = desk.ClassOther
		if o.Asks && (o.AsksWhen || o.Withdrawn && r.RunnerUp == desk.ClassDelay) && was != desk.ClassDelay {
			to = desk.ClassDelay
		}
		gone = append(gone, desk.ClassOrderChange, desk.ClassCancellation)
	case o.onlyFee(&r, intents):
		to = desk.ClassCostRefund
	case o.keptBut(&r):
		to = desk.ClassOrderChange
	case o.sparesOther(&r):
		to, gone = desk.ClassCancellation, nil
		intents = append(intents, was)
	case was == desk.ClassOther && o.billed && !o.Over && slices.Equal(o.Classes, []desk.Class{desk.ClassDoaDefect}):
		to = desk.ClassDoaDefect // a paper beside a fault
	default:
		return r, intents, false
	}
	r.Class, r.RunnerUp, r.Confidence = to, was, min(chance(to), leftOpen)
	return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == to || slices.Contains(gone, c) }), true
}
