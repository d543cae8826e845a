package classifier

import (
	"slices"

	"returndesk/desk"
)

// A phrase of a block marked "=" says a class or a signal in so many words: "do not want
// to wait any longer, cancel it". The trained engine sees a mail as a sum of its words and
// can be unsure of a short one that says such a thing once. So the sum decides where it is
// sure, and where it is not, what the mail says outright. These phrases are no features:
// the model does not know of them, and new ones need no training. On the labelled mails
// each has to be right far more often than the model is when it is unsure
// (TestOutrightPhrases).

// outrightBar is the confidence below which a class that the mail states outright takes
// the place of the model's; outrightChance is the chance that the model has to leave it.
const (
	outrightBar    = 0.95
	outrightChance = 0.003
)

// sayOutright keeps the phrases that count: those of the customer's own words, not of a
// reply's subject, of another language, or of what tells the reader what to do.
func (t *tally) sayOutright(l *lexicon, hits []hit) {
	for _, h := range hits {
		e := &l.blocks[l.rules[h.rule].block]
		from, told := t.orders[h.sent]
		at, silent := t.silenced[h.para]
		if told && h.to >= from || silent && h.sent > at || t.foreign(e, h.sent) || h.sent < t.body && t.reply {
			continue
		}
		if !slices.Contains(t.outright, e) {
			t.outright = append(t.outright, e)
		}
	}
}

// Outright is what a mail states in so many words.
type Outright struct {
	Classes []desk.Class
	Costs   bool // a cost is asked back, beside whatever else the mail is about
	Signals []desk.Signal
	Takes   []desk.Signal // not meant, where neither these nor the other phrases say them
	Plain   bool          // a phrase is believed whatever the model says
}

// outrightly gives what the mail states in so many words.
func (t *tally) outrightly() (o Outright) {
	for _, e := range t.outright {
		o.Plain = o.Plain || e.plain
		if e.class == desk.ClassCostRefund {
			o.Costs = true
		} else if e.class != "" && !slices.Contains(o.Classes, e.class) {
			o.Classes = append(o.Classes, e.class)
		}
		o.Signals = append(o.Signals, e.signals...)
		o.Takes = append(o.Takes, e.takes...)
	}
	return o
}

// signals adds to a model's signals those that are stated outright and fit the class, and
// takes away those that the words explain otherwise.
func (o *Outright) signals(found []desk.Signal, c desk.Class, phrases *desk.Reading) []desk.Signal {
	found = slices.DeleteFunc(found, func(s desk.Signal) bool {
		return slices.Contains(o.Takes, s) && !phrases.Has(s)
	})
	damaged := phrases.Has(desk.SignalRefusedDamaged) || phrases.Has(desk.SignalPackagingDescribed)
	postage := slices.Contains(found, desk.SignalCostReturnPostage) || slices.Contains(found, desk.SignalCostReplacementPostage) ||
		phrases.Has(desk.SignalCostReturnPostage) || phrases.Has(desk.SignalCostReplacementPostage)
	for _, s := range o.Signals {
		other := s == desk.SignalRefusedDelivery && damaged || s == desk.SignalCostShipping && postage // the same words of another thing
		if fits(s, c) && !other {
			found = append(found, s)
		}
	}
	return found
}

// yields says which classes of an unsure model give way to a class that the mail states
// outright: those that it outranks (domain.md section 1, "Conflict rules") and that its words
// do not also fit. A late order is cancelled, not asked after; whether something is
// cancelled or sent back, a fault new or reported before, is not in these phrases. Who asks
// that his order be kept cancels nothing.
func yields(model, said desk.Class) bool {
	switch said {
	case desk.ClassDoaDefect:
		return model == desk.ClassCancellation || model == desk.ClassOrderChange || model == desk.ClassChangeOfMind ||
			model == desk.ClassCostRefund || model == desk.ClassDelay || machineOrOther(model)
	case desk.ClassTransitDamage:
		return model == desk.ClassDeliveryProblem || model == desk.ClassDelay || model == desk.ClassCancellation ||
			model == desk.ClassChangeOfMind || machineOrOther(model)
	case desk.ClassDeliveryProblem:
		return model == desk.ClassDelay || model == desk.ClassCancellation || model == desk.ClassChangeOfMind ||
			model == desk.ClassCostRefund || machineOrOther(model)
	case desk.ClassCancellation:
		return model == desk.ClassDelay || model == desk.ClassOrderChange || machineOrOther(model)
	case desk.ClassDelay:
		return model == desk.ClassCancellation
	case desk.ClassOther:
		return model == desk.ClassNonCustomer
	}
	return false
}

func machineOrOther(c desk.Class) bool { return c == desk.ClassOther || c == desk.ClassNonCustomer }

// stated puts the class that the mail states outright in the place of one that the model
// is not sure of. Two such classes say that the mail has two matters: then the model chooses.
func stated(r desk.Reading, intents []desk.Class, said Outright, chance func(desk.Class) float64) (desk.Reading, []desk.Class) {
	if len(said.Classes) != 1 {
		return r, intents
	}
	class := said.Classes[0]
	// Who has sent a faulty thing back tells of his own parcel.
	sentBack := class == desk.ClassDoaDefect && r.Class == desk.ClassDeliveryProblem && slices.Contains(said.Signals, desk.SignalReturnedAlready)
	if !sentBack && !yields(r.Class, class) {
		if r.Confidence < outrightBar && r.Class != class && class.IsClaim() {
			r.RunnerUp = class // what the mail says may be what it is about, where the order allows nothing else
		}
		return r, intents
	}
	// Only a question where a late order is, and a parcel that he sent himself, have a plainer
	// name in so many words.
	plain := said.Plain && r.Class == desk.ClassDelay || sentBack
	if !plain && (r.Confidence >= outrightBar || chance(class) < outrightChance) {
		return r, intents
	}
	r.RunnerUp, r.Class = r.Class, class
	r.Confidence = chance(r.Class)
	if class.IsClaim() && r.RunnerUp == desk.ClassDelay {
		return r, append(intents, r.RunnerUp) // a claim, and a question of when: two matters
	}
	// What the model took the mail for was this very matter.
	return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp })
}

// fits says whether a signal that a mail states outright belongs to its class: the same
// words speak of a carrier's return, or of a cost, under another one.
func fits(s desk.Signal, c desk.Class) bool {
	switch s {
	case desk.SignalReturnedAlready:
		return c.IsClaim() || c == desk.ClassChangeOfMind || c == desk.ClassRMAFollowup
	case desk.SignalWantsRefund:
		return c.IsClaim() || c == desk.ClassChangeOfMind || c == desk.ClassCancellation || c == desk.ClassDeliveryProblem
	case desk.SignalCostShipping, desk.SignalCostTaxDuty:
		return c.IsClaim() || c == desk.ClassCostRefund
	case desk.SignalIncompatibility:
		return c == desk.ClassDoaDefect || c == desk.ClassChangeOfMind
	case desk.SignalRefusedDelivery:
		return c == desk.ClassDeliveryProblem
	case desk.SignalPresale, desk.SignalPraise:
		return c == desk.ClassOther
	}
	return true
}
