package classifier

import (
	"slices"

	"returndesk/desk"
)

// markPaidBack stands with phrases that say that money has come back.
const markPaidBack desk.Signal = "_paid_back"

// markRest stands with phrases that ask after the rest of something.
const markRest desk.Signal = "_rest"

// What a phrase says outright is not meant where one of these words stands in it, or before it.
var (
	besides  = wordsOf("another other different elsewhere too also anderen andere anderes auch noch woanders autre autres aussi ailleurs encore otro otra otros tambien altro altra altri anche ander andere ook nog elders")
	toWriter = wordsOf("me us mir uns nous mij ons")
	mailed   = wordsOf("email mail mails message messages letter reply answer form photos pictures video e-mail")
	readers  = wordsOf("magazine newspaper paper blog journal column zeitung zeitschrift magazin gemeindebrief revue bulletin revista periodico boletin krant tijdschrift kerkblad rivista giornale bollettino")
	reasons  = wordsOf("because since as if when unless weil da wenn falls parce car si porque como omdat als indien perche siccome se")
	awaits   = wordsOf("when once until if after before sobald wenn bis falls nachdem quand lorsque des si cuando hasta cuanto zodra als totdat wanneer quando appena se finche")
)

// spared reports whether a phrase that says something outright does not say it: a friend bought another one besides, or gave it to the
// writer, who writes for a magazine; a letter was sent back and no goods; money that is awaited, or of which a "not" stands in the phrase, has not come; and what is
// cancelled "only because" is no part of something.
func spared(l *lexicon, e *effect, toks []token, h hit) bool {
	within := toks[h.from : h.to+1]
	has := func(words *wordSet) bool {
		return slices.ContainsFunc(within, func(t token) bool { return words.has(t.word) })
	}
	switch {
	case slices.Contains(e.signals, desk.SignalThirdParty):
		behind := toks[h.to+1 : min(len(toks), h.to+3)]
		return has(besides) || has(toWriter) || has(readers) || slices.ContainsFunc(behind, func(t token) bool {
			return t.sent == h.sent && !t.clause && (besides.has(t.word) || toWriter.has(t.word) || readers.has(t.word))
		})
	case slices.Contains(e.signals, desk.SignalReturnedAlready):
		return has(mailed)
	case slices.Contains(e.signals, desk.SignalRefusedDamaged) && slices.Contains(e.takes, desk.SignalReturnedAlready): // "handed back to the postman as agreed for my return"
		return sentenceHas(toks, h.sent, returns)
	case slices.Contains(e.signals, markInUse): // "broken when I used the knife to open the box"
		return sentenceHas(toks, h.sent, unpacks)
	case slices.Contains(e.signals, markFee): // "200 with delivery included" is the price
		behind := toks[h.to+1 : min(len(toks), h.to+3)]
		return has(included) || slices.ContainsFunc(behind, func(t token) bool { return t.sent == h.sent && included.has(t.word) })
	case e.class == desk.ClassDoaDefect:
		return formerly(toks, h) || nothingBut(toks, h.to)
	case slices.Contains(e.signals, desk.SignalChoiceWait): // "ich warte noch immer"
		behind := toks[h.to+1 : min(len(toks), h.to+3)]
		return slices.ContainsFunc(behind, func(t token) bool { return t.sent == h.sent && !t.clause && stillWords.has(t.word) })
	case slices.Contains(e.signals, desk.SignalCitesStatute):
		return unversed(l, toks, h)
	case slices.Contains(e.signals, markPart):
		only := toks[h.to].word == "only" || toks[h.from].word == "only" && h.from > 0 && (toks[h.from-1].word == "i" || toks[h.from-1].word == "we")
		return only && h.to+1 < len(toks) && toks[h.to+1].sent == h.sent && reasons.has(toks[h.to+1].word)
	case slices.Contains(e.signals, markPaidBack):
		if slices.ContainsFunc(within, func(t token) bool { return t.bits.has(l.negator) && t.word != "rien" }) {
			return true // "das Geld ist noch nicht da"
		}
		for i := h.from - 1; i >= max(0, h.from-4) && toks[i].sent == h.sent; i-- {
			if awaits.has(toks[i].word) {
				return true
			}
		}
	}
	return false
}

// sentenceHas reports whether a sentence holds one of some words.
func sentenceHas(toks []token, sent int32, words *wordSet) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return t.sent == sent && words.has(t.word) })
}

// formerly reports whether what a phrase calls faulty is what somebody had before: "my old amp's channel crackles". What is five
// years old is his own.
func formerly(toks []token, h hit) bool {
	for i := max(0, h.from-4); i <= h.to; i++ {
		if toks[i].sent == h.sent && ownWords.has(toks[i].word) && !(i > 0 && ages.has(toks[i-1].word)) {
			return true
		}
	}
	return false
}

// nothingBut reports whether a word is a "nothing" that is not all: "does nothing but change the colour", "does nothing wrong".
func nothingBut(toks []token, at int) bool {
	next := at + 1
	return nothing.has(toks[at].word) && next < len(toks) && toks[next].sent == toks[at].sent && !toks[next].clause && otherThan.has(toks[next].word)
}

// Words of a return, of unpacking, of what a price holds, of an age, and of nothing but something.
var (
	returns   = wordsOf("return returning rma ruecksendung retoure retour devolucion reso restituzione retourzending")
	unpacks   = wordsOf("knife cutter scissors unpack unpacked unpacking messer schere auspacken ausgepackt deballer deballe deballage ciseaux couteau cuchillo tijeras desempaquetar coltello forbici disimballare mes schaar uitpakken uitgepakt")
	included  = wordsOf("included including inclusive inkl inklusive comprise compris incluse inclus incluido incluida incluidos compreso compresa inclusa incluso inclusief")
	ages      = wordsOf("year years month months week weeks day days")
	nothing   = wordsOf("nothing nichts rien nada niente nulla niets")
	otherThan = wordsOf("but except besides wrong special else more unusual anderes ausser weiter d que mas malo raro altro anders bijzonders besonderes special than als")
)

// stillWords make of a wait one that has lasted.
var stillWords = wordsOf("still always immer stets toujours depuis siempre desde altijd steeds sinds sempre da seit schon already since")

// knowing are the verbs of who says that he knows nothing of a matter.
var knowing = wordsOf("know idea understand kenne weiss verstehe ahnung sais connais comprends idee se entiendo idea so capisco intendo weet ken verstand begrijp")

// unversed reports whether who names the law says in the same breath that he knows nothing of it: "legalmente no sé nada, pero".
func unversed(l *lexicon, toks []token, h hit) bool {
	not := false
	for i := h.to + 1; i < min(len(toks), h.to+6) && toks[i].sent == h.sent && !(toks[i].clause && i > h.to+1); i++ {
		if not && knowing.has(toks[i].word) {
			return true
		}
		if toks[i].bits.has(l.negator) {
			not = true
		} else if knowing.has(toks[i].word) { // "weiß ich nicht"
			for j := i + 1; j < min(len(toks), i+5) && toks[j].sent == h.sent && !toks[j].clause; j++ {
				if toks[j].bits.has(l.negator) {
					return true
				}
			}
		}
	}
	return false
}

// paidBack reports whether a mail tells of money that has come, and of nothing that is wrong, where a model in doubt took what came for
// goods: it follows a return or a claim up (docs/labels.md, "Where is the money").
func (o *Outright) paidBack(r *desk.Reading) bool {
	if !o.PaidBack || o.cancels || o.Faulty || len(o.Classes) > 0 || o.Way {
		return false
	}
	return r.Class.IsClaim() && r.Confidence < outrightBar
}

// moneyKept reports whether a mail says that no money is wanted back, and neither cancels nor names another matter, where a model took
// the word of the money for a cancelling: "I don't need the refund now".
func (o *Outright) moneyKept(r *desk.Reading) bool {
	return r.Class == desk.ClassCancellation && o.NoMoney && !o.PaidBack && !o.Changes && !o.cancels && len(o.Classes) == 0 && r.Confidence < outrightBar
}

// without leaves out intents beside a matter that its words do not ask: a duty for which a parcel was refused and that nobody asks
// back, and a date where only an answer is awaited under a threat. Hardly a labelled mail has these.
func (o *Outright) without(r *desk.Reading, intents []desk.Class) []desk.Class {
	return slices.DeleteFunc(intents, func(c desk.Class) bool {
		switch c {
		case desk.ClassCostRefund:
			if r.Class == desk.ClassChangeOfMind { // "I will pay the postage" asks nothing back
				return !o.Costs && !o.backs
			}
			return !o.Repaid && !o.Asks && !o.Costs && r.Class == desk.ClassDeliveryProblem && r.Has(desk.SignalRefusedDelivery) && r.Has(desk.SignalCostTaxDuty)
		case desk.ClassDelay: // "tell me when my second order arrives" asks without a question mark
			return !o.Asks && !o.AsksWhen && !o.Asked && !o.AsksDate && !slices.Contains(o.Classes, c) && r.Class.IsClaim() && r.Has(desk.SignalLegalThreat)
		case desk.ClassCancellation, desk.ClassChangeOfMind:
			if c == desk.ClassChangeOfMind && r.Class == desk.ClassCostRefund && r.Has(desk.SignalCostReplacementPostage) {
				return true // what was mended or exchanged goes back to nobody
			}
			if c == desk.ClassCancellation && o.Withdrawn && r.Class == desk.ClassDelay && !slices.Contains(o.Classes, c) {
				return true // "forget my mail about cancelling, when is it ready?"
			}
			if c == desk.ClassCancellation && r.Class == desk.ClassDoaDefect && !o.givesUp && o.OtherOne && r.Has(desk.SignalProductChange) {
				return true // "for the second one take the metal knob"
			}
			if c == desk.ClassCancellation && r.Class == desk.ClassDelay && !o.givesUp && !o.Conditional && r.Confidence < outrightBar {
				return true // no word of it ends anything: "I asked for the longer cord, is that in now?"
			}
			return o.NoMoney && !o.cancels && !o.All && !o.PaidBack && r.Class.IsClaim()
		case desk.ClassDeliveryProblem:
			return r.Class.IsClaim() && r.Has(desk.SignalReturnedAlready)
		case desk.ClassTransitDamage: // "it snapped off on first use"
			return o.InUse && r.Class == desk.ClassDoaDefect
		}
		return false
	})
}

// moneyless leaves out the wish for the price where a mail surely asks a cost back and nothing else: no labelled mail has both
// (docs/labels.md, "A cost back or the price back") unless two of its sentences speak of paying back, and a question before a purchase asks for no money. What a carrier took back the
// customer did not send. Who asks after the rest of money that came in part wants that.
func (o *Outright) moneyless(signals []desk.Signal, r *desk.Reading, intents []desk.Class) []desk.Signal {
	cost := !o.RepaidTwice && !slices.Contains(o.Signals, desk.SignalWantsRefund) && r.Class == desk.ClassCostRefund && r.Confidence >= outrightBar && !slices.ContainsFunc(intents, func(c desk.Class) bool { return c != r.Class })
	carried := r.Class == desk.ClassDeliveryProblem && slices.ContainsFunc(signals, func(s desk.Signal) bool {
		return s == desk.SignalUnclaimed || s == desk.SignalRefusedDelivery || s == desk.SignalWrongAddressBuyer || s == desk.SignalWrongAddressShop
	})
	if o.PaidBack && o.Rest {
		return append(signals, desk.SignalWantsRefund)
	}
	cost = cost || r.Class == desk.ClassOther && slices.Contains(signals, desk.SignalPresale)
	return slices.DeleteFunc(signals, func(s desk.Signal) bool {
		return cost && s == desk.SignalWantsRefund || carried && s == desk.SignalReturnedAlready
	})
}
