package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// A phrase of a block marked "=" says a class or a signal in so many words: "do not want
// to wait any longer, cancel it". The trained engine sees a mail as a sum of its words and
// can be unsure of a short one that says such a thing once. So the sum decides where it is
// sure, and where it is not, what the mail says outright. These phrases are no features:
// the model's weights do not know of them, and new ones need no training (the confidence from
// which a class is believed is fitted on readings that they have settled). On a sixth of the
// labelled mails each class that they say has to be right five times as often as it is wrong
// (TestOutrightPhrases).

// outrightBar is the confidence below which a class that the mail states outright takes
// the place of the model's; outrightChance is the chance that the model has to leave it.
const (
	outrightBar    = 0.95
	outrightChance = 0.003
)

// leftOpen is the confidence of a class that the words alone cannot tell from another one.
const leftOpen = 0.5

// sayOutright keeps the phrases that count: those of the customer's own words, not of a
// reply's subject, of another language, or of what tells the reader what to do.
func (t *tally) sayOutright(l *lexicon, toks []token, hits []hit) {
	t.conditional, t.ifPossible = conditions(toks, t.language)
	var denied, costly []hit // of money, and of a cost that is no price
	for _, h := range hits {
		switch e := l.blockOf(h); {
		case slices.Contains(e.signals, markNoRefund):
			denied = append(denied, h)
		case slices.Contains(e.takes, desk.SignalWantsRefund) && !beside(toks[h.from:h.to+1]):
			costly = append(costly, h)
		}
	}
	for _, h := range hits {
		e := l.blockOf(h)
		if t.told(toks, h.to) || t.foreign(e, h.sent) || h.sent < t.body && t.reply {
			continue
		}
		switch {
		case spared(l, e, toks, h):
			continue
		case slices.Contains(e.signals, markNoRefund):
			t.says[markPaidBack] = t.says[markPaidBack] || slices.Contains(e.signals, markPaidBack)
			t.unpriced = append(t.unpriced, h.sent)
			continue
		case slices.Contains(e.takes, desk.SignalWantsRefund) && beside(toks[h.from:h.to+1]):
			continue
		case slices.Contains(e.takes, desk.SignalWantsRefund):
			t.costly = append(t.costly, h.sent)
		case slices.Contains(e.signals, markIntact) && slices.ContainsFunc(toks[h.from+1:h.to+1], func(x token) bool { return x.bits.has(l.negator) && x.word != "rien" }):
			continue // "the box was not intact"
		case slices.Contains(e.signals, desk.SignalWrongAddressBuyer) && reported(toks, h.from):
			continue
		case slices.Contains(e.signals, desk.SignalWantsRefund) && !slices.Contains(e.signals, markPriceAndDuty) && slices.ContainsFunc(costly, func(c hit) bool { return c.from <= h.to && h.from <= c.to }):
			continue // "I would like to be refunded for the postage"
		case slices.Contains(e.signals, desk.SignalWantsRefund):
			t.priced = append(t.priced, h.sent)
			t.repriced = t.repriced || slices.ContainsFunc(denied, func(d hit) bool { return d.sent == h.sent && restated(toks, d.to, h.from) })
		}
		t.fee.note(e, toks, h)
		for _, s := range e.signals {
			if innerMark(s) {
				t.says[s] = true
			}
		}
		if !slices.Contains(t.outright, e) {
			t.outright = append(t.outright, e)
		}
	}
}

// payingBack begin words of paying back, includes are what puts a cost beside something else that is paid back.
var (
	payingBack = strings.Fields("refund reimburs erstatt rembours devol devuelv reembols abon rimbors terugbet vergoed")
	includes   = wordsOf("and plus including included und sowie plus inklusive einschliesslich samt et compris incluant y incluido incluidos incluyendo incluso en inclusief e compreso comprese inclusi incluse")
)

// beside reports whether words ask a cost back only beside something else: "refund my order and the postage".
func beside(toks []token) bool {
	if !slices.ContainsFunc(payingBack, func(b string) bool { return strings.HasPrefix(toks[0].word, b) }) {
		return false
	}
	return slices.ContainsFunc(toks[1:], func(t token) bool { return includes.has(t.word) })
}

// Outright is what a mail states in so many words.
type Outright struct {
	Classes                   []desk.Class
	Costs                     bool // a cost is asked back, beside whatever else the mail is about
	Signals                   []desk.Signal
	Takes                     []desk.Signal // not meant, where neither these nor the other phrases say them
	Plain                     bool          // a phrase is believed whatever the model says
	NoMoney                   bool          // no money is wanted back, and no other sentence speaks of it
	PaidBack, Rest, Repaid    bool          // money is said to have come back; the rest is asked after; paying back, or what was paid, is spoken of
	RepaidTwice, All, altered bool          // paying back is spoken of in two sentences; all of it, or another order, is; the model hears other goods or another address
	NoPrice                   bool          // what is to be paid back is a cost, and no other sentence speaks of paying back
	Taste                     bool          // weight or feel is complained of
	Loud                      bool          // noise is complained of, of a thing that works
	// It is asked when the rest of an order comes, beside whatever else the mail is about.
	SecondParcel bool
	// A fault is told as that of what was exchanged or mended; and the delivery of the order itself is named.
	Exchanged, FirstShipping bool
	Hold                     bool         // it is not to be sent before a day, and nothing is asked
	Ours                     bool         // we sent it, or made the mistake
	Plans                    bool         // plans or a mind are said to have changed: "change of plans" changes no order
	Asks                     bool         // a question is asked
	cancels                  bool         // a word of cancelling stands in it
	backs                    bool         // paying back is spoken of
	givesUp                  bool         // a word of cancelling, of money or of ending something does, or a phrase of it
	Taxed                    bool         // a tax, a duty or the customs are named
	AsksDate                 bool         // it is asked whether the promised date holds
	AsksWhen                 bool         // phrases find that it is asked when it comes, or said that it is late
	denied                   []desk.Class // what the words only tell of, see history
	OtherOne                 bool         // of two things of one order the other one is spoken of
	Flat                     bool         // the number of a flat or a house is to be added, and no goods are named
	AsksWhere                bool         // it is asked where the order is
	Asked                    bool         // an earlier report is asked after
	Bought                   bool         // an order is named, or said to have been placed
	Harmed                   bool         // harm, the way or the packaging is spoken of, or how the goods came
	Way                      bool         // harm, the way or the packaging is spoken of
	Part                     bool         // only a part of an order is to be cancelled
	OneTooMany               bool         // two orders came about, and one is meant
	Through                  bool         // it is asked whether an order came through
	Changes                  bool         // a change, an option or a part of the goods is spoken of
	Alters                   bool         // the same, without the words of sending it
	Unwanted                 bool         // a parcel was refused for a reason of his own, and no harm is spoken of
	Faulty                   bool         // phrases find a claim, whatever else
	Conditional              bool         // a word of a condition or a choice stands in it, beside those that only ask whether it can be done
	IfPossible               bool         // it is asked for if it can still be done
	Whole                    bool         // the box is said to be whole, and no word of harm stands beside it
	ForDay                   bool         // it is wanted for a birthday or another such day, neither sooner nor later than promised
	SelfPaid                 bool         // he says that he pays a postage himself, and no word asks for money
	InUse                    bool         // it broke while it was used, and nothing is said of the box
	Left                     bool         // it is said that cancelling is not meant, or that it is to stay as it is
	Recalled                 bool         // the parcel is to be turned round on its way
	Elsewhere                bool         // another one was bought of somebody else
	Page                     bool         // the shop's own page fails, and no goods are said to
	Over                     bool         // a fault is said to be over
	KeepsGoods, WantsWorking bool         // nothing is to be given back; it is to work
	billed                   bool         // the model hears a paper asked for
	Pieces                   bool         // two of a thing were ordered by mistake, and one is meant
	Spared                   bool         // we may spare ourselves the making of it
	Mine                     bool         // goods of the writer's own are named
	Swapped                  bool         // another thing than was ordered, or a part that is missing, is spoken of
	PriceAndDuty             bool         // the price and a duty are asked back in one
	cancelsYet               bool         // a word of cancelling stands beside those that say that it is not to be done
	Withdrawn, Wonders       bool         // a request of before is taken back; whether something could be done is only asked
	brief
}

// outrightly gives what the mail states in so many words.
func (t *tally) outrightly() (o Outright) {
	o.Asked, o.Taxed = t.has(markStatus), t.has(markDutyCost)
	o.received, o.says = t.has(markReceived), t.says
	o.denies, o.words, o.orders = t.denies, t.words, len(t.numbers)
	o.Exchanged, o.FirstShipping, o.Hold = t.says[markExchanged], t.says[markFirstShipping], t.says[markHold]
	o.Ours, o.Plans, o.Asks, o.cancels = t.says[markOurs], t.says[markPlans], t.asks, t.cancels
	o.Swapped = t.score[desk.ClassWrongItem] >= enough || t.has(desk.SignalPartMissing)
	o.PaidBack, o.Rest, o.Repaid = t.says[markPaidBack], t.says[markRest], t.has(markRefund, markMoneyBack, markPaid)
	o.RepaidTwice, o.All = t.twice(markMoneyBack, markRefund), t.says[markAll]
	o.Way = t.score[desk.ClassTransitDamage] >= enough || t.has(markTransit, desk.SignalPackagingDescribed, desk.SignalRefusedDamaged)
	o.Harmed = t.score[desk.ClassTransitDamage] >= enough || t.has(markTransit, markReceived, desk.SignalPackagingDescribed, desk.SignalRefusedDamaged)
	o.Faulty = t.has(markFault) || slices.ContainsFunc([]desk.Class{desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem}, func(c desk.Class) bool { return t.score[c] >= enough })
	o.Whole = t.says[markIntact] && t.score[desk.ClassTransitDamage] < enough && !t.has(markTransit, markBody, desk.SignalRefusedDamaged)
	o.ForDay = t.says[markOccasion] && !t.says[markSooner]
	o.Left, o.Recalled, o.Elsewhere = t.kept != nil, t.says[markRecalled], t.says[markElsewhere]
	o.SelfPaid = t.says[markSelfPaid] && !t.has(markRefund, markMoneyBack)
	o.InUse = t.says[markInUse] && !t.has(desk.SignalPackagingDescribed, desk.SignalRefusedDamaged)
	o.backs = t.has(markRefund, markMoneyBack)
	o.givesUp = t.cancels || t.ends || t.score[desk.ClassCancellation] > 0
	o.OneTooMany = t.says[markTwoOrders] && t.says[markJustOne]
	o.Part, o.Through, o.Changes = t.says[markPart] && !t.says[markAll], t.says[markThrough], t.changes
	o.Alters = t.alters
	if t.says[markTwoPieces] && t.says[markJustOne] && !o.OneTooMany && !t.says[markAll] {
		o.Part, o.Pieces = true, true
		o.Signals = append(o.Signals, desk.SignalProductChange)
	}
	if t.says[markTried] && t.says[markNoUse] && !slices.Contains(o.Classes, desk.ClassDoaDefect) {
		o.Classes, o.Plain = append(o.Classes, desk.ClassDoaDefect), true
	}
	o.PriceAndDuty = t.says[markPriceAndDuty]
	if t.says[markFoundNothing] && t.says[markSentFor] { // what is asked back behind a result is what the way to it cost
		o.Signals = append(o.Signals, desk.SignalCostReturnPostage)
	}
	o.Over, o.Mine, o.Spared = t.says[markSymptomGone] && t.says[markSolved], t.says[markMine], t.says[markSpared]
	o.KeepsGoods, o.WantsWorking = t.says[markKeepsGoods], t.says[markWantsWorking]
	o.Page = t.says[markPage] && !t.says[markThing] && !t.goods && !o.Harmed && !o.Swapped
	for _, e := range t.outright {
		o.Plain = o.Plain || e.plain
		if e.class == desk.ClassCostRefund {
			o.Costs = true
		} else if e.class != "" && !slices.Contains(o.Classes, e.class) {
			o.Classes = append(o.Classes, e.class)
		}
		o.Signals = append(o.Signals, slices.DeleteFunc(slices.Clone(e.signals), innerMark)...)
		o.Takes = append(o.Takes, e.takes...)
		o.denied = append(o.denied, e.denied...)
	}
	o.Unwanted = t.says[markOwnReason] && !o.Harmed && slices.Contains(o.Signals, desk.SignalRefusedDelivery)
	o.NoPrice = len(t.priced) == 0 && t.paidBackIn(t.costly, markMoneyBack, markRefund)
	o.payFee(t)
	o.NoMoney, o.Conditional, o.IfPossible = t.wantsNoMoney(), t.conditional && !t.says[markElseStays], t.ifPossible
	o.cancelsYet = t.cancelsYet
	o.Withdrawn, o.Wonders = t.says[markWithdrawn], t.says[markWonders]
	if slices.Contains(o.Classes, desk.ClassCancellation) && !o.Conditional && !o.Asks {
		o.Classes = slices.DeleteFunc(o.Classes, func(c desk.Class) bool { return c == desk.ClassDelay }) // a late order is cancelled, not asked after
	}
	if t.orderedOff && !o.Faulty && !o.Swapped { // a claim ranks above (domain.md section 1)
		o.Plain = true
		if !slices.Contains(o.Classes, desk.ClassCancellation) {
			o.Classes = append(o.Classes, desk.ClassCancellation)
		}
	}
	o.Taste = t.says[markTaste]
	o.SecondParcel = t.says[markSecondParcel] || t.says[markStillOut] && t.asks && (t.says[markAsksLeave] || t.has(markAsksDelay))
	o.OtherOne = t.says[markOtherOne]
	o.Flat = t.says[markFlat] && !t.goods
	o.AsksWhere = t.says[markWhereOrder] && t.asks
	o.AsksDate = t.says[markAsksDate] || t.says[markAsksBefore] && t.asks
	o.Loud = t.says[markLoud] && t.says[markRuns] && !t.says[markThing]
	o.AsksWhen = o.SecondParcel || t.has(markAsksDelay, markLate)
	o.Bought = t.says[markBought] || len(t.numbers) > 0
	o.Classes = slices.DeleteFunc(o.Classes, func(c desk.Class) bool {
		return slices.Contains(o.denied, c) || c == desk.ClassWrongItem && o.SecondParcel // what is still to come is not missing
	})
	return o
}

// wantsNoMoney reports whether the mail says that no money is wanted back, and asks for it in no other sentence or clause.
func (t *tally) wantsNoMoney() bool {
	if t.repriced || t.says[markPaidBack] && t.says[markRest] {
		return false
	}
	for _, sent := range t.priced {
		if !slices.Contains(t.unpriced, sent) {
			return false
		}
	}
	return t.paidBackIn(t.unpriced, markMoneyBack, markRefund)
}

// paidBackIn reports whether some sentences speak of paying back, as marks have it, and no other does.
func (t *tally) paidBackIn(sentences []int32, marks ...desk.Signal) bool {
	for _, m := range marks {
		for _, sent := range t.marks[m] {
			if !slices.Contains(sentences, sent) {
				return false
			}
		}
	}
	return len(sentences) > 0
}

// twice reports whether two sentences bear one of some marks.
func (t *tally) twice(marks ...desk.Signal) bool {
	seen := map[int32]bool{}
	for _, m := range marks {
		for _, sent := range t.marks[m] {
			seen[sent] = true
		}
	}
	return len(seen) > 1
}

// signals adds to a model's signals those that are stated outright and fit the class, and
// takes away those that the words explain otherwise.
func (o *Outright) signals(found []desk.Signal, c desk.Class, phrases *desk.Reading) []desk.Signal {
	said := o.Signals
	if o.NoMoney {
		said = slices.DeleteFunc(slices.Clone(said), func(s desk.Signal) bool { return s == desk.SignalWantsRefund })
	}
	found = slices.DeleteFunc(found, func(s desk.Signal) bool {
		return o.Flat && s == desk.SignalProductChange || o.Unwanted && s == desk.SignalRefusedDamaged || slices.Contains(o.Takes, s) && s != desk.SignalPresale && !phrases.Has(s) && !slices.Contains(said, s) || o.asksNoMore(s, c) || (o.NoMoney || o.NoPrice) && s == desk.SignalWantsRefund
	})
	damaged := phrases.Has(desk.SignalRefusedDamaged) || phrases.Has(desk.SignalPackagingDescribed)
	if c == desk.ClassOther && o.glad() && !slices.Contains(said, desk.SignalBilling) && !slices.Contains(said, desk.SignalPrivacy) && !slices.Contains(found, desk.SignalBilling) {
		found = append(found, desk.SignalPraise)
	}
	if c == desk.ClassOrderChange && o.ownAddress(&desk.Reading{Class: c}) {
		found = append(found, desk.SignalAddressChange)
	}
	for _, s := range said {
		if fits(s, c) && !(o.Flat && (s == desk.SignalProductChange || s == desk.SignalAddressChange && c == desk.ClassDeliveryProblem)) && !(s == desk.SignalRefusedDelivery && damaged) { // refused, and not for damage
			found = append(found, s)
		}
	}
	if o.PriceAndDuty {
		found = append(found, desk.SignalWantsRefund, desk.SignalCostTaxDuty)
	}
	return found
}
