package classifier

import (
	"slices"

	"returndesk/desk"
)

// The heads of the signals know nothing of the class, and some are raised by a noun alone:
// a label that names the wrong street raises a change of address. By the label guide
// (docs/labels.md) such signals stand with certain matters only; hardly a mail of
// the corpus breaks that. Signals that may stand with any matter are not listed, nor are the choices after
// a delay notice: where one contradicts the class, a person should see both.
var matters = map[desk.Signal][]desk.Class{
	desk.SignalWantsReplacement:       {desk.ClassWrongItem, desk.ClassTransitDamage, desk.ClassDoaDefect, desk.ClassRMAFollowup, desk.ClassDeliveryProblem},
	desk.SignalAddressChange:          {desk.ClassOrderChange, desk.ClassDeliveryProblem, desk.ClassDelay, desk.ClassCancellation, desk.ClassRMAFollowup},
	desk.SignalProductChange:          {desk.ClassOrderChange, desk.ClassCancellation, desk.ClassDelay},
	desk.SignalPartMissing:            {desk.ClassWrongItem},
	desk.SignalOrderedWrong:           {desk.ClassChangeOfMind, desk.ClassOrderChange, desk.ClassCancellation},
	desk.SignalPreference:             {desk.ClassChangeOfMind, desk.ClassDoaDefect},
	desk.SignalIncompatibility:        {desk.ClassChangeOfMind, desk.ClassDoaDefect, desk.ClassCancellation, desk.ClassOrderChange},
	desk.SignalRefusedDamaged:         {desk.ClassTransitDamage},
	desk.SignalRefusedDelivery:        {desk.ClassDeliveryProblem},
	desk.SignalUnclaimed:              {desk.ClassDeliveryProblem},
	desk.SignalWrongAddressBuyer:      {desk.ClassDeliveryProblem, desk.ClassOrderChange, desk.ClassCancellation},
	desk.SignalWrongAddressShop:       {desk.ClassDeliveryProblem, desk.ClassOrderChange},
	desk.SignalNotReceived:            {desk.ClassDeliveryProblem},
	desk.SignalReturnedAlready:        {desk.ClassRMAFollowup, desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassChangeOfMind, desk.ClassCostRefund},
	desk.SignalDisputesResult:         {desk.ClassRMAFollowup, desk.ClassDoaDefect},
	desk.SignalSameSymptomAgain:       {desk.ClassDoaDefect, desk.ClassRMAFollowup},
	desk.SignalCostTaxDuty:            {desk.ClassCostRefund, desk.ClassDeliveryProblem},
	desk.SignalCostReturnPostage:      {desk.ClassCostRefund},
	desk.SignalCostReplacementPostage: {desk.ClassCostRefund},
	desk.SignalPackagingDescribed:     {desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassDoaDefect, desk.ClassDeliveryProblem},
}

// outrightMatters are narrower, for signals that a mail states outright: the same words speak of
// a carrier's return, or of another cost, under another class. A signal that is not
// listed is only bound by matters.
var outrightMatters = map[desk.Signal][]desk.Class{
	desk.SignalReturnedAlready: {desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassChangeOfMind, desk.ClassRMAFollowup},
	desk.SignalWantsRefund:     {desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassChangeOfMind, desk.ClassCancellation, desk.ClassDeliveryProblem},
	desk.SignalCostShipping:    {desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassCostRefund},
	desk.SignalCostTaxDuty:     {desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassCostRefund},
	desk.SignalIncompatibility: {desk.ClassDoaDefect, desk.ClassChangeOfMind},
	desk.SignalGiftRecipient:   {desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem}, // who wants to return a thing was given another one like it
	desk.SignalPresale:         {desk.ClassOther},
	desk.SignalPraise:          {desk.ClassOther},
}

// fits says whether a signal that a mail states outright belongs to its class.
func fits(s desk.Signal, c desk.Class) bool {
	with, bound := outrightMatters[s]
	return !bound || slices.Contains(with, c)
}

// agreeing leaves out the signals that fit none of a mail's matters.
func agreeing(signals []desk.Signal, class desk.Class, intents []desk.Class) []desk.Signal {
	return slices.DeleteFunc(signals, func(s desk.Signal) bool {
		with, bound := matters[s]
		return bound && !slices.Contains(with, class) && !slices.ContainsFunc(with, func(c desk.Class) bool { return slices.Contains(intents, c) })
	})
}

// plainDelay is the confidence from which a question after the delay is nothing else.
const plainDelay = 0.99

// asksOnly leaves out the choice to cancel where the mail is surely a question after the delay, cancelling
// is none of its further intents, and no phrase speaks of it: every labelled mail that chooses to cancel asks for that.
func asksOnly(signals []desk.Signal, r, phrases *desk.Reading, intents []desk.Class) []desk.Signal {
	if r.Class != desk.ClassDelay || r.Confidence < plainDelay || phrases.Has(desk.SignalChoiceCancel) || phrases.Class == desk.ClassCancellation || slices.Contains(intents, desk.ClassCancellation) {
		return signals
	}
	return slices.DeleteFunc(signals, func(s desk.Signal) bool { return s == desk.SignalChoiceCancel })
}

// onePostage leaves out the fee of the shop's own shipping where the postage of a return or of a
// replacement is asked back and no phrase names that fee, a duty that no word names, and a return's postage that no phrase names
// beside a duty that one does: "the 18 dollars of return postage" and "the 18 that I paid the customs" are one cost.
// What the phrases find keeps the same rule before (tally.money).
func onePostage(signals []desk.Signal, phrases *desk.Reading, taxed bool) []desk.Signal {
	postage := func(s desk.Signal) bool {
		return s == desk.SignalCostReturnPostage || s == desk.SignalCostReplacementPostage
	}
	if !slices.ContainsFunc(signals, postage) && !slices.ContainsFunc(phrases.Signals, postage) {
		return signals
	}
	duty := taxed && phrases.Has(desk.SignalCostTaxDuty)
	return slices.DeleteFunc(signals, func(s desk.Signal) bool {
		return s == desk.SignalCostShipping && !phrases.Has(s) || s == desk.SignalCostTaxDuty && !taxed || s == desk.SignalCostReturnPostage && duty && !phrases.Has(s)
	})
}

// changesNothing reports whether the change of an order beside its cancellation is none: neither the signals nor the phrases name
// what is to be changed, and no word makes the one hang on the other ("blue, or cancel"): "it should have left on the 3rd, please
// cancel it" changes nothing. No labelled mail that wants both is without all of these. Who cancels "if that is still possible" is
// taken by such heads for one who asks for a change, and for one of the goods; and who tells of a change of plans, too; nor
// is a product changed of which no change, option or part is spoken of: "could the order still be cancelled?".
func changesNothing(r, phrases *desk.Reading, said *Outright) bool {
	if phrases.Class == desk.ClassOrderChange || slices.Contains(phrases.Also, desk.ClassOrderChange) || r.Has(desk.SignalAddressChange) {
		return false
	}
	product := r.Has(desk.SignalProductChange)
	switch r.Class {
	case desk.ClassDelay: // "when does it ship? It is for my dad's birthday"; "if it has not left by Friday, forget my order"
		return (said.ForDay || !said.Alters) && !product && !slices.Contains(said.Classes, desk.ClassOrderChange)
	case desk.ClassCancellation:
		return !said.Conditional && (!product || said.IfPossible || said.Plans || !said.Changes)
	}
	return false
}

// changeConcepts are those of a change of an order, and of what of it can be another.
var changeConcepts = []string{"CHANGE", "INSTEAD", "ADD", "REMOVE", "COLOURNAME", "COMPONENT", "QUANTITY", "DIFFERENT", "WRONG", "ADDRESS", "MOVE", "PART", "SEND", "CHOOSE", "REPLACE", "ONLY", "NEW", "TWICE", "MISTAKE", "NAME"}

// indefinite articles count nothing: "un" of "il m'en offre un".
var indefinite = wordsOf("a an ein eine einen einem einer un une una een")

// alterConcepts are those of them that no question of when an order comes has of itself, as the word of sending it.
var alterConcepts = []string{"CHANGE", "INSTEAD", "ADD", "REMOVE", "COLOURNAME", "COMPONENT", "QUANTITY", "DIFFERENT", "WRONG", "ADDRESS", "MOVE", "PART", "CHOOSE", "REPLACE", "NAME"}

// namesChanges reports whether a mail's own words speak of a change of an order, or of what of it can be another, by some concepts.
func (p *Phrases) namesChanges(toks []token, body int32, concepts []string) bool {
	for i, t := range toks {
		if t.sent >= body && t.sense >= 0 && !indefinite.has(t.word) && slices.Contains(concepts, p.words.concepts.names[t.sense]) && !meansSo(toks, i) {
			return true
		}
	}
	return false
}

// meansSo reports whether "also" is the German word for "so", which adds nothing: German words stand around it.
func meansSo(toks []token, i int) bool {
	return toks[i].word == "also" && slices.ContainsFunc(near(toks, i, -3, 4), germanBeside.has)
}

var germanBeside = wordsOf("ist sind war nicht noch das der die den dem ich wir sie es wird wurde wurden kommt wann geht hat haben bitte")
