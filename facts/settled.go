package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// saysSettled is how much a customer says is settled.
type saysSettled int

const (
	settledNot   saysSettled = iota
	settledGoods             // the parcel is there, or the thing works
	settledAll               // nothing is left to do
)

// settles reports whether the customer says that his matter is settled, and nothing else: the
// parcel is found, the thing works, the claim is withdrawn. What is told of danger, what asks
// for something, what the reader knows for sure to be of another kind, and what a person read
// stand. A parcel that has come settles no open question about money or about a change. Of several
// orders each may be meant otherwise, unless the words say that they are meant alike.
func settles(in *Input) bool {
	r := &in.Reading
	if len(in.Lookup.Matches) > 1 && !ofAll(in.Text, r.Language) || r.Has(desk.SignalSafetyHazard) || in.Earlier != nil && in.Earlier.Has(desk.SignalSafetyHazard) {
		return false
	}
	if r.Class == desk.ClassOther && r.Has(desk.SignalPraise) && in.Earlier == nil && len(in.Open) == 0 { // praise, and nothing that was open
		return false
	}
	if !mayMeanSettled(in) || slices.ContainsFunc(r.Also, func(c desk.Class) bool { return !aboutProgress(c) && !askedBefore(in, c) }) {
		return false
	}
	if slices.ContainsFunc(r.Signals, func(s desk.Signal) bool { return !mildSignal(in, s) }) {
		return false
	}
	if r.Class == desk.ClassCancellation && cancelsIn(in.Text) && !keepsOrder(in.Text) { // "the old one works again, so cancel mine"
		return false
	}
	if partlySettled(in) {
		return false
	}
	says := settledIn(in.Text, r.Language)
	return says == settledAll || says == settledGoods && !slices.ContainsFunc(in.Open, otherRequest) && (in.Earlier == nil || !otherRequest(in.Earlier.Class))
}

// NamesAllOrders reports whether a text speaks of several orders as of one, with a word for orders: "both orders
// leave on Friday". "Both" alone may be of the keys of one.
func NamesAllOrders(text string) bool {
	words := tokens(text)
	hits := hitsIn(words)
	return slices.ContainsFunc(hits, func(h hit) bool {
		return h.section == secBoth && !turned(words, hits, h) && slices.ContainsFunc(words[h.from:min(h.to+1, len(words))], func(w string) bool {
			return listed(" orders parcels them bestellungen auftrage pakete commandes colis pedidos paquetes ordini pacchi bestellingen orders pakketten ", w)
		})
	})
}

// ofAll reports whether a text says of several orders the same of all: "both have come". What limits
// it, before or after, may be said of one of them.
func ofAll(text, language string) bool {
	if len(text) > maxSettled || !plainly(text, secBoth) {
		return false
	}
	hits := hitsIn(tokens(text))
	return !slices.ContainsFunc(hits, func(h hit) bool { return h.section == secBoth && takenBack(hits, 0, h.language, language) })
}

// mayMeanSettled reports whether the class that was read can be that of a mail which says that
// a matter is settled: such words look like the matter itself, so that one the reader is sure
// of counts only where it is what the case is about.
func mayMeanSettled(in *Input) bool {
	c := in.Reading.Class
	return aboutProgress(c) || !c.Valid() || c != desk.ClassNonCustomer && (in.Reading.Unsure || askedBefore(in, c))
}

// aboutProgress reports whether mails of a class may only tell how far something has come.
func aboutProgress(c desk.Class) bool {
	switch c {
	case desk.ClassOther, desk.ClassRMAFollowup, desk.ClassDeliveryProblem, desk.ClassDelay:
		return true
	}
	return false
}

// otherRequest reports whether a class asks for something that no arrival settles.
func otherRequest(c desk.Class) bool {
	switch c {
	case desk.ClassCostRefund, desk.ClassCancellation, desk.ClassOrderChange, desk.ClassChangeOfMind:
		return true
	}
	return false
}

// mildSignal reports whether a signal asks for nothing new: it only says how the parcel went,
// which the words that settle the matter say too, or repeats what the case knows already.
func mildSignal(in *Input, s desk.Signal) bool {
	switch s {
	case desk.SignalPraise, desk.SignalStatesDeliveryDate, desk.SignalNotReceived, desk.SignalPackagingDescribed,
		desk.SignalAddressChange, desk.SignalThirdParty, desk.SignalGiftRecipient, desk.SignalReplacementUnit:
		return true
	case desk.SignalLegalThreat, desk.SignalCitesStatute, desk.SignalWantsRefund, desk.SignalInstructsReader,
		desk.SignalPresale, desk.SignalBilling, desk.SignalPrivacy, desk.SignalDisputesResult, desk.SignalSameSymptomAgain:
		return false
	}
	return in.Earlier != nil && in.Earlier.Has(s)
}

// settledIn reads a text for words that say that a matter is settled, in the languages of the
// word files. A question asks, whatever stands beside it, and so do the words that ask. What
// limits ("but", "only", "missing") counts after the good news: before it, it is what was.
func settledIn(text, language string) saysSettled {
	if len(text) > maxSettled || strings.ContainsAny(text, "?？") {
		return settledNot
	}
	words := tokens(text)
	hits := hitsIn(words)
	best := settledNot
	for _, h := range hits {
		if h.section != secDone && h.section != secWorks && h.section != secHere {
			continue
		}
		says, first := newsIn(words, hits, h.language)
		if says == settledNot {
			continue
		}
		if takenBack(hits, first, h.language, language) {
			return settledNot
		}
		best = max(best, says)
	}
	return best
}

// maxSettled is the length, in bytes, up to which a text can plainly say that all is settled.
// Who has more to say has something to say.
const maxSettled = 1000

// newsIn gives what the good news of one language says, and the word at which it begins.
func newsIn(words []string, hits []hit, language string) (says saysSettled, first int) {
	found := map[string]bool{}
	first = len(words)
	for _, h := range hits {
		if h.language == language && goodNews(h.section) && !turned(words, hits, h) {
			found[h.section], first = true, min(first, h.from)
		}
	}
	switch {
	case found[secDone]:
		return settledAll, first
	case found[secWorks], found[secHere] && found[secWell]:
		return settledGoods, first
	}
	return settledNot, first
}

func goodNews(section string) bool {
	return section == secDone || section == secWorks || section == secHere || section == secWell
}

// turnedWithin is how many words before a phrase may turn what it says.
const turnedWithin = 3

// turned reports whether a word shortly before a phrase, in the same sentence, turns or limits
// what it says: "not", "stopped", "once".
func turned(words []string, hits []hit, h hit) bool {
	from := max(0, h.from-turnedWithin)
	for i := h.from - 1; i >= from; i-- {
		if words[i] == pause {
			return false
		}
		if slices.ContainsFunc(hits, func(t hit) bool { return t.section == secTurned && t.language == h.language && t.from == i }) {
			return true
		}
	}
	return false
}

// takenBack reports whether words of the given languages ask for something, or limit the good
// news that begins at a word: those within a phrase of the news, or within a harmless one, do not.
func takenBack(hits []hit, first int, languages ...string) bool {
	in := func(h hit) bool { return slices.Contains(languages, h.language) }
	return slices.ContainsFunc(hits, func(h hit) bool {
		if !in(h) || h.section != secAsks && (h.section != secBut || h.from < first) {
			return false
		}
		return !slices.ContainsFunc(hits, func(o hit) bool {
			return in(o) && (goodNews(o.section) || o.section == secHarmless) && o.from <= h.from && h.to <= o.to
		})
	})
}
