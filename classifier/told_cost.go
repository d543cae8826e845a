package classifier

import (
	"slices"

	"returndesk/desk"
)

// A cost is often told in one sentence and asked back in another: "I added 45 for the quick service. … The 45 I would like to
// see again." The sum that both name tells that they belong together; the price of the goods is another sum.
const (
	markFee     desk.Signal = "_fee"      // a sum that was paid for the delivery, or for its haste, is told
	markSumBack desk.Signal = "_sum_back" // a sum is asked back
	markFeeBack desk.Signal = "_fee_back" // such a fee is asked back by its name alone
)

// feeTold is what is said of sums of money: as paid for the delivery, and as asked back.
type feeTold struct {
	fees, backs []string
	sentences   []int32 // in which a sum is asked back
	byName      bool    // the fee is asked back by its name
}

// note keeps the sums of a phrase that tells of a fee or asks one back.
func (m *feeTold) note(e *effect, toks []token, h hit) {
	for _, s := range e.signals {
		switch s {
		case markFee:
			m.fees = append(m.fees, sums(toks[h.from:h.to+1])...)
		case markSumBack:
			m.backs = append(m.backs, sums(toks[h.from:h.to+1])...)
			m.sentences = append(m.sentences, h.sent)
		case markFeeBack:
			m.byName = true
			m.sentences = append(m.sentences, h.sent)
		}
	}
}

// asksFee reports whether a fee that the mail tells of is asked back: the same sum, or the fee by its name.
func (m *feeTold) asksFee(fee bool) bool {
	return m.byName && fee || slices.ContainsFunc(m.backs, func(s string) bool { return slices.Contains(m.fees, s) })
}

// sums gives the figures in some words.
func sums(toks []token) (out []string) {
	for _, t := range toks {
		if t.word != "" && isDigit(t.word[0]) {
			out = append(out, t.word)
		}
	}
	return out
}

// payFee takes a fee that is told in one sentence and asked back in another as a cost asked back, and that sum for no price.
func (o *Outright) payFee(t *tally) {
	if !t.fee.asksFee(t.says[markFee]) {
		return
	}
	o.Costs = true
	o.Signals = append(o.Signals, desk.SignalCostShipping)
	elsewhere := func(sent int32) bool { return !slices.Contains(t.fee.sentences, sent) }
	if !slices.ContainsFunc(t.priced, elsewhere) {
		o.NoPrice = true
		o.Signals = slices.DeleteFunc(o.Signals, func(s desk.Signal) bool { return s == desk.SignalWantsRefund })
	}
}

// standsBeside adds what a mail asks in so many words beside the matter that it is read as: a cost back, a change without which
// it is cancelled, and when the rest of the order comes. What is still to come is not missing.
func (o *Outright) standsBeside(r *desk.Reading, intents []desk.Class) []desk.Class {
	if o.Costs && (r.Class.IsClaim() || r.Class == desk.ClassDelay || r.Class == desk.ClassOrderChange || o.PriceAndDuty && r.Class != desk.ClassCostRefund) {
		intents = append(intents, desk.ClassCostRefund)
	}
	if o.says[markEither] && r.Class == desk.ClassCancellation {
		intents = append(intents, desk.ClassOrderChange) // "either you build it in oak or I cancel"
	}
	if r.Class.IsClaim() && o.says[markForOther] {
		intents = append(intents, desk.ClassOrderChange)
	}
	if !o.SecondParcel || !r.Class.IsClaim() {
		return intents
	}
	if r.Class != desk.ClassWrongItem {
		intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return c == desk.ClassWrongItem })
	}
	return append(intents, desk.ClassDelay)
}
