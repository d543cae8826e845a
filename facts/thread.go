package facts

import (
	"regexp"
	"slices"
	"strings"

	"returndesk/desk"
)

// continued joins a mail with the matter that its case is about: the words of an answer
// ("here it is", "wait", "thank you") say little by themselves, and what no reply has
// answered yet is still asked.
func continued(in Input) Input {
	if in.Machine != MachineNone || in.Earlier == nil && len(in.Open) == 0 {
		in.Open = nil
		return in
	}
	if stillTraced(&in) || stillCosts(&in) {
		in.Reading.Class = in.Earlier.Class
	}
	switch {
	case onlyNumber(&in):
		in.Reading.Class = in.Earlier.Class
	case stillClaimed(&in):
		in.Reading.Class = desk.ClassRMAFollowup
	}
	if asksReshipPrice(&in) {
		in.Reading.Class, in.Reading.Signals = in.Earlier.Class, without(in.Reading.Signals, desk.SignalPresale)
	}
	if answersDiagnostic(&in) {
		in.Reading = aboutDiagnostic(&in)
	}
	if in.reship = reshipAnswer(&in); in.reship != "" {
		in.Reading = aboutParcel(&in)
	}
	picked := choice(&in)
	switch {
	case picked != "":
		in.Reading = chosen(in.Reading, picked)
	case hedged(&in):
		in.Reading = openAnswer(in.Reading)
	}
	in.Open = stillOpen(&in, in.Open)
	if picked != "" { // the answer settles the question where the order is
		in.Open = slices.DeleteFunc(in.Open, func(c desk.Class) bool { return c == desk.ClassDelay })
	}
	in.answer = picked == "" && answers(&in)
	in.thanks = picked == "" && !in.answer && thanksWhile(&in)
	if picked == "" && !in.answer && !in.thanks && len(in.Open) == 0 {
		return in
	}
	return withEarlier(in)
}

// withEarlier adds what the case gathered before: signals, serial, stated date. A choice
// that the new mail makes replaces the earlier one, and what marks a question as none of
// ours stays with the mail that asked it.
func withEarlier(in Input) Input {
	e := in.Earlier
	if e == nil {
		return in
	}
	carried := e.Signals
	if in.Reading.Has(desk.SignalChoiceWait) || in.Reading.Has(desk.SignalChoiceCancel) {
		carried = withoutChoice(carried)
	}
	signals := slices.Clone(in.Reading.Signals)
	for _, s := range carried {
		if !slices.Contains(signals, s) && (e.Class == desk.ClassOther || !slices.Contains(otherMarks(), s)) {
			signals = append(signals, s)
		}
	}
	slices.Sort(signals)
	in.Reading.Signals = signals
	if in.Reading.Serial == "" {
		in.Reading.Serial = e.Serial
	}
	if in.StatedDate == "" {
		in.StatedDate = e.DeliveredOn
	}
	return in
}

// otherMarks are the signals that only sort mails of class other.
func otherMarks() []desk.Signal {
	return []desk.Signal{desk.SignalPresale, desk.SignalBilling, desk.SignalPrivacy, desk.SignalPraise}
}

// bare reports whether the mail brings no matter of its own: praise, "here it is", or
// nothing that the reader understands.
func bare(r *desk.Reading) bool {
	if r.Class != desk.ClassOther && r.Class != desk.ClassNonCustomer && r.Class.Valid() {
		return false
	}
	return !ownQuestion(r)
}

// ownQuestion reports whether a mail of class other asks something that somebody has to
// answer.
func ownQuestion(r *desk.Reading) bool {
	return r.Has(desk.SignalPresale) || r.Has(desk.SignalBilling) || r.Has(desk.SignalPrivacy)
}

// answers reports whether the mail continues the earlier matter: it answers a question of
// ours, or it says nothing while a reply of ours is still due.
func answers(in *Input) bool {
	empty := bare(&in.Reading)
	if len(in.Open) > 0 {
		return empty
	}
	if in.Earlier == nil || !waits(in.Asked) {
		return false
	}
	return empty || in.Reading.Class == desk.ClassRMAFollowup || in.Reading.Class == in.Earlier.Class
}

// waits reports whether a decision's reply asks the customer for something.
func waits(o desk.Outcome) bool {
	switch o {
	case desk.OutcomeAskOrder, desk.OutcomeVerifySender, desk.OutcomeAskEvidence, desk.OutcomeNotYetDelivered,
		desk.OutcomeDelayOptions, desk.OutcomeReshipQuote, desk.OutcomeCarrierTrace, desk.OutcomeReturnCostReview,
		desk.OutcomeUnauthorisedReturn, desk.OutcomeSafetyStop:
		return true
	}
	return false
}

// thanksWhile reports whether the mail only thanks while we are at work, as our last mail said:
// it leaves what we are to do as it is.
func thanksWhile(in *Input) bool {
	if in.Earlier == nil || len(in.Open) > 0 || !bare(&in.Reading) || !GoesOn(in.Asked) {
		return false
	}
	return Thanks(in.Text, in.Sender.Name) || in.Reading.Has(desk.SignalPraise) && !strings.ContainsRune(in.Text, '?')
}

// maxThanks is how many words a text may have that only thanks.
const maxThanks = 20

// Thanks reports whether a text thanks, or says yes, and asks nothing. Whether its words bring
// a matter of their own is the reader's to say.
func Thanks(text, name string) bool {
	words := split(text)
	if len(words) > maxThanks || strings.ContainsRune(text, '?') {
		return false
	}
	return assents(text, name) || slices.ContainsFunc(words, func(w string) bool {
		return listed(" thank thanks thx danke dank dankeschön merci gracias bedankt grazie ", w)
	})
}

// GoesOn reports whether the reply of an outcome says that we go on: it asks nothing of the
// customer, and the case is not over with it.
func GoesOn(o desk.Outcome) bool { return atWork(o) || atRecord(o) }

// atWork reports whether the reply of an outcome says that we look into a request.
func atWork(o desk.Outcome) bool {
	return o == desk.OutcomeStopProductionCheck || o == desk.OutcomeChangeCheck || o == desk.OutcomeLateCancelReview
}

// atRecord reports whether the reply of an outcome tells of a record that goes on.
func atRecord(o desk.Outcome) bool {
	return o == desk.OutcomeOpenRMA || o == desk.OutcomeFollowupAttach
}

// stillOpen gives those of the unanswered intents that the new mail leaves standing, the
// most urgent one first.
func stillOpen(in *Input, open []desk.Class) []desk.Class {
	if withdrawsAll(in.Text) {
		return nil
	}
	keeps := in.Reading.Has(desk.SignalChoiceWait) || keepsOrder(in.Text)
	var out []desk.Class
	for _, c := range open {
		gone := !c.Valid() || c == desk.ClassNonCustomer || keeps && c == desk.ClassCancellation
		if !gone && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	sortIntents(out, len(out) > 0)
	return out
}

// sortIntents sorts by the priority of domain.md section 1. One thing differs where a case
// still owes a reply: who has asked to cancel may well ask where the order is, before or
// after, but is not asked whether to cancel it, so that the cancellation goes first.
func sortIntents(list []desk.Class, owed bool) {
	rank := func(c desk.Class) int {
		if c == desk.ClassCancellation && owed {
			return 2*desk.ClassPriority(desk.ClassDelay) - 1
		}
		return 2 * desk.ClassPriority(c)
	}
	slices.SortStableFunc(list, func(a, b desk.Class) int { return rank(a) - rank(b) })
}

// withdrawsAll reports whether the mail takes back what was asked before.
func withdrawsAll(text string) bool { return saysOf(text, secTakenBack) }

// keepsOrder reports whether the mail takes an earlier cancellation back.
func keepsOrder(text string) bool {
	words := tokens(withoutBound(unnumbered(text)))
	kept := slices.ContainsFunc(hitsIn(words), func(h hit) bool {
		return h.section == secKeepOrder && !ableBefore(words, h.from) && !againstWill(words[h.to:]) && !offListYet(words, h)
	})
	return kept || refusesToCancel(text) || neverAskedTo(text) || cancelledByAnother(text) || undoesCancelling(unnumbered(text))
}

// notOnly finds who turns not the cancelling, but its bound: "do not cancel only the cable", "nicht nur die Rechnung".
var notOnly = regexp.MustCompile(`(?i)(?:nicht (?:nur|bloß|bloss|erst)|niet (?:alleen|slechts|enkel)|pas (?:seulement|uniquement|simplement)|not (?:only|just)|cancel only|[\pL]+ (?:solo|sólo|soltanto|solamente|únicamente|unicamente))(?:[^\pL]|$)`)

// boundWords are pieces, in small letters, one of which each match of notOnly has.
var boundWords = []string{"nur", "blo", "erst", "alleen", "slechts", "enkel", "seulement", "uniquement", "simplement", "only", "just", "solo", "sólo", "soltanto", "solamente", "nicamente"}

// withoutBound puts a pause where a bound is turned and not the cancelling.
func withoutBound(text string) string {
	if !containsAny(text, boundWords) {
		return text
	}
	return notOnly.ReplaceAllString(text, " ; ")
}

// containsAny reports whether a text has one of the pieces, which are in small letters, anywhere. It spares most mails an
// expression that is tried at each letter.
func containsAny(text string, pieces []string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc(pieces, func(p string) bool { return strings.Contains(lower, p) })
}
