package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// takeBack takes the request that a mail withdraws out of its reading: "do not cancel" names
// a cancellation and is none. Where the mail asks nothing else a person reads it, who knows
// what was begun for the request. An agent's reading stands, and so does the answer to the
// choice of policy section 6, which has rules of its own.
func takeBack(in Input) Input {
	if in.Machine != MachineNone || in.Reading.ByAgent() || choice(&in) != "" || hedged(&in) {
		return in
	}
	keeps := keepsWhatItHas(&in)
	if in.Reading.Class != desk.ClassCancellation && keeps && (wishedOnly(in.Text) || othersCancelled(in.Text) || !tied(split(in.Text))) { // "I'm not cancelling, I only ask when it comes"
		in.Reading.Also = slices.DeleteFunc(slices.Clone(in.Reading.Also), func(c desk.Class) bool { return c == desk.ClassCancellation })
	}
	if changesMore(&in) {
		in.Reading.Class = desk.ClassOrderChange
	}
	class := in.Reading.Class
	address, product := keepsAddress(&in), keepsProduct(&in)
	switch {
	case in.Asked == desk.OutcomeVerifySender && Disowns(in.Text), weCheck(in.Asked) && knowsNothing(in.Text): // whoever asked for it, it is no wish of his
		in.Reading.Class, in.Reading.Also, in.Reading.Signals = desk.ClassOther, nil, withoutChoice(in.Reading.Signals)
		in.Earlier, in.Open, in.withdrawn = nil, nil, true
		return in
	case settles(&in):
		in.settled = true
		in.Reading.Class, in.Reading.Also, in.Reading.Signals = desk.ClassOther, nil, withPraise(in.Reading.Signals)
		in.Earlier, in.Open = nil, nil
		return in
	case keeps && saysNoMore(&in.Reading, in.Text):
	case address:
		in.Reading.Signals = without(in.Reading.Signals, desk.SignalAddressChange)
	case product:
		in.Reading.Signals = without(in.Reading.Signals, desk.SignalProductChange)
	case withdrawsAll(in.Text) && (class == desk.ClassOther || askedBefore(&in, class)) && (in.Earlier != nil || len(in.Open) > 0):
	default:
		return in
	}
	if class == desk.ClassOther && ownQuestion(&in.Reading) {
		return in
	}
	changes := !address && !product && (in.Reading.Has(desk.SignalProductChange) || in.Reading.Has(desk.SignalAddressChange)) // "I still want it" looks like one
	gone := func(c desk.Class) bool {
		// Who keeps what he has gives nothing back.
		return c == desk.ClassCancellation || c == desk.ClassChangeOfMind && class == desk.ClassCancellation || !changes && c == desk.ClassOrderChange || !c.Valid() || c == desk.ClassOther
	}
	also := slices.DeleteFunc(slices.Clone(in.Reading.Also), gone)
	if address || product {
		in.Open = slices.DeleteFunc(slices.Clone(in.Open), gone)
	}
	in.Reading.Class, in.Reading.Signals = desk.ClassOther, withoutChoice(in.Reading.Signals)
	in.Earlier = nil // it is no answer that continues the matter
	if len(also) > 0 {
		in.Reading.Class, also = also[0], also[1:]
	} else {
		in.withdrawn = true
	}
	in.Reading.Also = also
	return in
}

// Disowns reports whether a text says, in answer to our question whether its writer asked for something,
// that he did not: it confirms nothing.
func Disowns(text string) bool {
	return saysOf(text, secNotMe) && !beginsYes(text) || knowsNothing(text)
}

// knowsNothing reports whether a text asks which request we speak of, or says that its writer made none:
// "what cancellation?", unlike "what cancellation fee?" and "I didn't cancel earlier because I hoped".
func knowsNothing(text string) bool {
	return saysOf(text+"\n", secWhich) && !asksNow(text) && !beginsYes(text) && !has(tokens(text), besideRequest)
}

// asksNow reports whether a text asks for what its writer had not asked for before: "who cancelled? Nobody yet, so please do it".
func asksNow(text string) bool {
	words := tokens(text)
	return slices.ContainsFunc(hitsIn(words), func(h hit) bool {
		return h.section == secDoIt && !turnedAt(words, h.from) && !turnedAt(words, h.to-1)
	})
}

// besideRequest are words, folded, that say what of a request was not done, or that it is to be done: somebody who has them knows of it.
const besideRequest = " except earlier sooner because card paypal other another ahead proceed colour color size außer auser ausser sondern karte andere anderen fruher farbe sauf carte autre plus couleur tarjeta otro otra salvo excepto antes color carta altro altra tranne prima colore kaart andere ander behalve eerder kleur "

// weCheck reports whether our last mail said that we look into a request.
func weCheck(asked desk.Outcome) bool {
	switch asked {
	case desk.OutcomeStopProductionCheck, desk.OutcomeChangeCheck, desk.OutcomeLateCancelReview:
		return true
	}
	return false
}

// keepsWhatItHas reports whether the mail is about an order that is not to be cancelled, or that was cancelled
// without his asking, and only that. One about several orders may mean each otherwise.
func keepsWhatItHas(in *Input) bool {
	if len(in.Lookup.Matches) > 1 || asksMoney(in.Text) {
		return false
	}
	plain := unnumbered(in.Text)
	return undoesCancelling(plain) || meansOther(in.Text) || !asksNow(in.Text) && (keepsOrder(plain) || saysOf(plain, secNotAsked) || asksWhetherCancelled(in) || wishedOnly(in.Text) || othersCancelled(in.Text)) &&
		!saysAny(in.Text, "please cancel", "not keep", "not want to keep", "don t want to keep", "t keep", "nicht behalten", "bitte stornieren", "veuillez annuler", "por favor cancelen", "graag annuleren")
}

// keepsAddress reports whether the mail asks, of all changes, for that of the address not to be
// made, and for no other.
func keepsAddress(in *Input) bool {
	r := &in.Reading
	before := askedBefore(in, desk.ClassOrderChange)
	mild := r.Class == desk.ClassOrderChange || r.Class == desk.ClassOther || r.Unsure && (before || !r.Class.IsClaim())
	if in.Earlier != nil && in.Earlier.Has(desk.SignalProductChange) { // what else was to be changed is asked for still
		return false
	}
	return mild && len(in.Lookup.Matches) < 2 && saysOf(in.Text, secKeepAddress) && !saysOf(in.Text, secSwapped) &&
		!strings.ContainsRune(in.Text, '?') && len(without(without(withoutChoice(r.Signals), desk.SignalAddressChange), desk.SignalWrongAddressBuyer)) == 0
}

// keepsProduct reports whether the mail asks for the item as it was ordered, where a change of it,
// and of nothing else, was asked for before. What says so names no change of its own.
func keepsProduct(in *Input) bool {
	r, e := &in.Reading, in.Earlier
	if e == nil || !e.Has(desk.SignalProductChange) || e.Has(desk.SignalAddressChange) || len(in.Lookup.Matches) > 1 || ownQuestion(r) {
		return false
	}
	return mildly(in) && plainly(in.Text, secKeepProduct) && !plainly(in.Text, secOtherChange) && !saysOf(in.Text, secSwapped) &&
		len(without(withoutChoice(r.Signals), desk.SignalProductChange)) == 0
}

// mildly reports whether the reader may have made a mail's class of words about the item alone.
func mildly(in *Input) bool {
	r := &in.Reading
	mild := r.Class == desk.ClassOrderChange || r.Class == desk.ClassOther || r.Class == desk.ClassCancellation || r.Class == desk.ClassChangeOfMind
	return mild || (r.Unsure || r.Class == desk.ClassDelay) && !strings.ContainsRune(in.Text, '?') // such words alone tell a reader little
}

// changesMore reports whether a mail goes on with the change of a product that was asked for before, and
// says only of the rest, or for the case that it is too late, that it is to stay as it is: whatever else
// its words look like, it is about that change.
func changesMore(in *Input) bool {
	e := in.Earlier
	if e == nil || !e.Has(desk.SignalProductChange) || len(in.Lookup.Matches) > 1 || ownQuestion(&in.Reading) || !mildly(in) || asksMoney(in.Text) || !namesNone(in.Text, "cancel", "storn", "annul") {
		return false
	}
	hits := hitsIn(tokens(in.Text))
	return slices.ContainsFunc(hits, func(k hit) bool {
		return k.section == secKeepProduct && slices.ContainsFunc(hits, func(o hit) bool {
			return o.section == secOtherChange && o.language == k.language && o.from != k.from // "leave it with the neighbour" keeps nothing
		})
	})
}

// namesNone reports whether no word of a text has one of some beginnings.
func namesNone(text string, beginnings ...string) bool {
	return !slices.ContainsFunc(split(text), func(w string) bool {
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(w, b) })
	})
}

// withPraise leaves of a mail's signals the praise alone.
func withPraise(list []desk.Signal) []desk.Signal {
	return slices.DeleteFunc(slices.Clone(list), func(s desk.Signal) bool { return s != desk.SignalPraise })
}

// saysNoMore reports whether nothing but the words about cancelling, or about keeping, can have
// led to the class: a question, or a signal of what happened, is a matter of its own.
func saysNoMore(r *desk.Reading, text string) bool {
	switch r.Class {
	case desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassOther:
		return true
	case desk.ClassDeliveryProblem, desk.ClassRMAFollowup:
		return len(withoutChoice(r.Signals)) == 0 && !strings.ContainsRune(text, '?')
	}
	return false
}

// askedBefore reports whether the case is about a request of this class.
func askedBefore(in *Input, c desk.Class) bool {
	return slices.Contains(in.Open, c) || in.Earlier != nil && in.Earlier.Class == c
}
