package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// A short mail may ask for two things in two sentences: "When does it ship? I'd like the blue one now." A sum of its words hears
// the louder one. What a sentence surely says that is read alone, as if it were the whole mail, is a matter beside it, or stands
// before it where it ranks higher (domain.md section 1, "Conflict rules"). Most sentences mislead alone, since they tell of a
// reason or go on with what stands before them: so only those matters are looked for that were found to be meant beside the
// mail's own, and only where its phrases speak of such a thing at all.

// A mail is read by its sentences where it has two of them to mostApart, of leastApart words and more.
const (
	mostApart  = 4
	leastApart = 3
	leastClaim = 5 // of a claim: "My order says it" is none
)

// The confidence from which a sentence that is read alone is believed: surely where nothing else speaks for its matter, plainly
// where the phrases find that matter in the mail, too.
const (
	apartSurely  = 0.9
	apartPlainly = 0.6
	apartAsks    = 0.97 // a question of when
)

// mayAsk gives the matters that may stand beside the one a mail was read as, by what its phrases find.
func (a *analysis) mayAsk(r *desk.Reading) []desk.Class {
	o := a.tally.outrightly()
	var out []desk.Class
	may := func(found bool, classes ...desk.Class) {
		if found {
			out = append(out, classes...)
		}
	}
	costs := (a.tally.has(markShipCost, markDutyCost, markReturnCost, markReplCost) || o.Costs) && !slices.Contains(o.denied, desk.ClassCostRefund)
	lost := a.tally.has(desk.SignalNotReceived, desk.SignalWrongAddressShop)
	switch {
	case r.Class == desk.ClassDelay && !r.Has(desk.SignalChoiceWait):
		may(o.Faulty, desk.ClassDoaDefect, desk.ClassTransitDamage)
		may(o.Swapped, desk.ClassWrongItem)
		may(lost, desk.ClassDeliveryProblem)
		may(o.Changes, desk.ClassOrderChange)
	case r.Class == desk.ClassOther && !o.unbought() && !a.tally.says[markNotOrdered] && !o.Page && !r.Has(desk.SignalPrivacy):
		may(!o.Over && (o.Faulty || r.Has(desk.SignalBilling)), desk.ClassDoaDefect, desk.ClassTransitDamage)
		may(o.Changes, desk.ClassOrderChange)
		may(o.AsksWhen, desk.ClassDelay)
	case r.Class == desk.ClassOrderChange:
		may(o.AsksWhen, desk.ClassDelay)
		may(costs, desk.ClassCostRefund)
	case r.Class == desk.ClassCostRefund:
		may(lost, desk.ClassDeliveryProblem)
		if first := !r.Has(desk.SignalCostReturnPostage) && !r.Has(desk.SignalCostReplacementPostage) && !o.Exchanged && !slices.Contains(r.Also, desk.ClassRMAFollowup); first {
			may(o.AsksWhen && o.Asks, desk.ClassDelay)
			may(o.Changes, desk.ClassOrderChange)
			may(o.Faulty, desk.ClassDoaDefect, desk.ClassTransitDamage)
			may(o.Swapped, desk.ClassWrongItem)
		}
	case r.Class.IsClaim(), r.Class == desk.ClassChangeOfMind:
		may(costs, desk.ClassCostRefund)
	}
	return slices.DeleteFunc(out, func(c desk.Class) bool { return slices.Contains(r.Also, c) })
}

// asksApart adds to a reading what single sentences of its mail surely ask.
func (e *Embedded) asksApart(in Input, r desk.Reading, may []desk.Class) desk.Reading {
	few := func(s string) bool { return len(strings.Fields(s)) < leastApart }
	text := in.NewText[:min(len(in.NewText), maxText)]
	sentences := slices.DeleteFunc(pieces(text), few)
	if len(may) == 0 || len(sentences) < 2 || len(slices.DeleteFunc(splitSentences(text), few)) > mostApart || r.Has(desk.SignalSafetyHazard) {
		return r
	}
	for _, s := range sentences {
		said := e.Read(Input{NewText: s, Received: in.Received})
		if said.Has(desk.SignalInstructsReader) || !slices.Contains(may, said.Class) || said.Class == r.Class || slices.Contains(r.Also, said.Class) || !e.surely(s, &said, &r) {
			continue
		}
		was := r.Class
		if ranksBefore(said.Class, was) {
			r.Class, r.RunnerUp, r.Confidence = said.Class, was, min(r.Confidence, leftOpen)
			if r.DeliveredOn == "" && said.Class.IsClaim() {
				r.DeliveredOn = said.DeliveredOn
			}
			r.Also = further(r.Class, append(r.Also, was))
		} else {
			r.Also = further(r.Class, append(r.Also, said.Class))
		}
		r.Signals = append(r.Signals, slices.DeleteFunc(said.Signals, func(s desk.Signal) bool { return !slices.Contains(apartSignals, s) })...)
		slices.Sort(r.Signals)
		r.Signals = slices.Compact(r.Signals)
	}
	return r
}

// goesOnTo finds where an English sentence goes on to ask something else: "two feet are missing, and please refund the shipping".
var goesOnTo = mustPattern(`(?i),?\s+and\s+(?:also\s+)?(?:please|can|could|i['’]d|i would|i want|i also|may i|when|where)\s|,\s+also\s`)

// pieces gives a text's sentences, and of one that goes on to ask something else each part.
func pieces(text string) []string {
	var out []string
	for _, s := range splitSentences(text) {
		from := 0
		for _, at := range goesOnTo.FindAllStringIndex(s, mostCuts) {
			if len(strings.Fields(s[from:at[0]])) >= leastApart && !onCondition.MatchString(s[from:at[0]]) {
				out, from = append(out, s[from:at[0]]), at[0]
			}
		}
		out = append(out, s[from:])
	}
	return out
}

// ofMoney finds a sentence that speaks of paying or of a paper, past one that tells of what is over: neither names a change or a fault of
// now. asksForIt finds one that asks for something, pointsTo one that points to what stands before it.
var (
	ofMoney   = mustPattern(`(?i)\b(?:pay|paid|payment|charged?|card|amount|money|refund\pL*|invoices?|bill|billed|receipt|vat|tax|account)\b`)
	asksForIt = mustPattern(`(?i)^\s*(?:(?:and|also|but|then|so),?\s+)*(?:please|can|could|would|make|send|deliver|ship|add|swap|change|use|give|i['’]d like|i would like|i want)\s`)
	pointsTo  = mustPattern(`(?i)\b(?:that|those|this|these|back|extra|right|add (?:it|them))\b`)
	past      = mustPattern(`(?i)\b(?:was|were|had|sent|returned|replaced|repaired|mended|fixed|exchanged|old|last|first|ago)\b`)
)

// surely reports whether a sentence that was read alone is to be believed.
func (e *Embedded) surely(text string, said, r *desk.Reading) bool {
	whole := r.Class
	switch said.Class {
	case desk.ClassDelay:
		return said.Confidence >= apartAsks && strings.ContainsRune(text, '?')
	case desk.ClassOrderChange:
		named := said.Has(desk.SignalProductChange) || said.Has(desk.SignalAddressChange)
		if !named || strings.Contains(text, "onfigur") { // a thing that is set up is at hand
			return false
		}
		if (r.Has(desk.SignalBilling) || whole == desk.ClassCostRefund) && (ofMoney.MatchString(text) || !asksForIt.MatchString(text) || pointsTo.MatchString(text)) {
			return false // "please put back the extra one" is said of a payment
		}
		if whole == desk.ClassDelay { // "we'd rather move the workshop" changes no order
			return said.Confidence >= apartPlainly && e.phrases.saysOutright(text) == said.Class
		}
		return said.Confidence >= apartSurely || said.Confidence >= apartPlainly && e.finds(text, said.Class)
	case desk.ClassCostRefund:
		return said.Confidence >= apartSurely && slices.ContainsFunc(said.Signals, func(s desk.Signal) bool {
			return s == desk.SignalCostShipping || s == desk.SignalCostTaxDuty || s == desk.SignalCostReturnPostage || s == desk.SignalCostReplacementPostage
		})
	case desk.ClassDeliveryProblem:
		return said.Confidence >= apartSurely && (said.Has(desk.SignalNotReceived) || said.Has(desk.SignalWrongAddressShop))
	}
	words := &scanner{}
	words.scan(text)
	switch {
	case strings.ContainsRune(text, '?'), len(words.toks) < leastClaim, slices.ContainsFunc(words.toks, func(t token) bool { return ownWords.has(t.word) }):
		return false
	case whole == desk.ClassOther && pointing.has(words.toks[0].word):
		return false
	case whole == desk.ClassCostRefund && (past.MatchString(text) || ofMoney.MatchString(text)):
		return false // the fault whose cost is asked back is mended
	}
	for i := range words.toks {
		if nothingBut(words.toks, i) {
			return false
		}
	}
	return said.Confidence >= apartSurely || e.phrases.saysOutright(text) == said.Class
}

// Words of what somebody had before, and those that begin a sentence about what stands before it.
var (
	ownWords = wordsOf("old former previous alte alten altes alter altem vorherige vieux vieil vieille ancien ancienne viejo vieja antiguo antigua anterior oude vorige vecchio vecchia precedente")
	pointing = wordsOf("it this that they these es das dies diese sie ca cela ce c il elle ils elles esto eso lo esso questo questa het dat dit ze")
)

// finds reports whether the phrases find a class in a text, first or further.
func (e *Embedded) finds(text string, c desk.Class) bool {
	r := e.phrases.Read(Input{NewText: text})
	return r.Class == c || slices.Contains(r.Also, c)
}

// apartSignals are those that a sentence keeps that was read alone; what else it seems to say, the whole mail was asked for.
var apartSignals = []desk.Signal{desk.SignalProductChange, desk.SignalAddressChange, desk.SignalPartMissing, desk.SignalNotReceived,
	desk.SignalWrongAddressShop, desk.SignalCostShipping, desk.SignalCostTaxDuty, desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage,
	desk.SignalPackagingDescribed, desk.SignalStatesDeliveryDate}
