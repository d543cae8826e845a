package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// What a buyer answers to our question whether to send a parcel again that came back (policy section 5),
// or where one that is traced was to go.
const (
	reshipAgain  = "again"   // yes
	reshipPlaced = "placed"  // yes, and he says where to
	traceAddress = "address" // the address that a trace needs
	reshipOther  = "other"   // anything else: a refund instead, or words that a person has to read
)

// reshipAnswer reads the answer to that question, "" where the mail is none: it asks something, or is
// about another matter. What was answered before stays until a reply of ours has left.
func reshipAnswer(in *Input) string {
	r := &in.Reading
	trace := in.Asked == desk.OutcomeCarrierTrace
	asked := (trace || in.Asked == desk.OutcomeReshipQuote) && len(in.Open) == 0 || in.Reship != ""
	if !asked || in.Earlier == nil || len(in.Lookup.Matches) > 1 || ownQuestion(r) || r.Has(desk.SignalSafetyHazard) {
		return ""
	}
	again := plainly(in.Text, secSendAgain)
	question := strings.ContainsRune(in.Text, '?')
	unpaid := saysOf(in.Text, secUnpaid)
	costs := r.Class == desk.ClassCostRefund && (again || unpaid || beginsYes(in.Text)) && !trace && !question                      // a yes, and what it costs
	refund := r.Class == desk.ClassCostRefund && r.Has(desk.SignalWantsRefund) && !slices.ContainsFunc(r.Signals, isCost) && !trace // of the price: no cost is named
	if !answersReship(r.Class) && !costs && !refund && !(terse(in) && !trace) {
		return ""
	}
	moved := r.Has(desk.SignalAddressChange) || (again || beginsYes(in.Text)) && plainly(in.Text, secOtherPlace) // but that alone does not say where to
	placed := moved && namesPlace(in) || !question && confirmsAddress(in.Text)
	switch {
	case trace && r.Class == desk.ClassCancellation && !moved:
		return reshipOther
	case trace && placed && !asksMoney(in.Text):
		return traceAddress
	case trace && (r.Class == desk.ClassCancellation || r.Class == desk.ClassChangeOfMind || asksMoney(in.Text)):
		return reshipOther
	case trace:
		return in.Reship
	case in.Reship == "" && wantsOther(r) && question && !again: // may he fetch it, or cancel: no change of the order
		return reshipOther
	case question && saysOf(in.Text, secPrice):
		if in.Reship == "" && wantsOther(r) {
			return reshipOther
		}
		return in.Reship
	case refund, unpaid, saysOf(in.Text, secSendAgain) && !again, asksMoney(in.Text), r.Has(desk.SignalLegalThreat), answersItself(in.Text), costs && slices.ContainsFunc(r.Signals, isCost):
		return reshipOther
	case in.Reship != "" && !again && saysNo(in.Text): // he takes his yes back
		return reshipOther
	case placed && (again || !question || in.Reship == reshipAgain):
		return reshipPlaced
	case moved && !question: // elsewhere, and he does not say where
		return reshipAgain
	case again, saysYes(in.Text, in.Sender.Name):
		return reshipMore(in.Reship)
	case question, !saysNo(in.Text) && Thanks(in.Text, in.Sender.Name) && r.Class != desk.ClassCancellation && r.Class != desk.ClassChangeOfMind:
		return in.Reship
	case in.Reship != "" && r.Class != desk.ClassCancellation:
		return in.Reship
	}
	return reshipOther
}

// maxTerse is how many words and pauses a text may have that is only an answer, whatever it was read as.
const maxTerse = 16

// terse reports whether a mail that looks like a claim is that answer: a parcel that came back holds
// nothing of which its buyer could tell, and "yes, but free" has few words for a reader to go by.
func terse(in *Input) bool {
	r := &in.Reading
	if !r.Class.IsClaim() || r.ByAgent() || len(tokens(in.Text)) > maxTerse || slices.ContainsFunc(r.Signals, ofItem) || len(in.Evidence) > 0 && in.Evidence[len(in.Evidence)-1].Mail == in.Mail {
		return false
	}
	return beginsYes(in.Text) || saysNo(in.Text) || saysOf(in.Text, secSendAgain)
}

// ofItem reports whether a signal tells of what a parcel holds, or of its packaging.
func ofItem(s desk.Signal) bool {
	switch s {
	case desk.SignalPartMissing, desk.SignalPackagingDescribed, desk.SignalRefusedDamaged, desk.SignalIncompatibility, desk.SignalReplacementUnit, desk.SignalSameSymptomAgain:
		return true
	}
	return false
}

// asksReshipPrice reports whether a mail that looks like a question before a purchase asks what sending the parcel
// again costs: that is what our question was about, and nothing is bought by it.
func asksReshipPrice(in *Input) bool {
	r := &in.Reading
	return in.Asked == desk.OutcomeReshipQuote && in.Earlier != nil && in.Earlier.Class == desk.ClassDeliveryProblem && r.Class == desk.ClassOther && !r.ByAgent() &&
		!r.Has(desk.SignalBilling) && !r.Has(desk.SignalPrivacy) && len(in.Lookup.Matches) < 2 && strings.ContainsRune(in.Text, '?') && saysOf(in.Text, secPrice) && plainly(in.Text, secSendAgain)
}

// stillTraced reports whether a mail asks where a parcel is that is traced: it moves no more than it did
// before, whatever the carrier's scan says.
func stillTraced(in *Input) bool {
	r := &in.Reading
	address := r.Class == desk.ClassOrderChange && !r.Has(desk.SignalProductChange) // that we asked for; it changes no order
	return in.Asked == desk.OutcomeCarrierTrace && in.Earlier != nil && in.Earlier.Class == desk.ClassDeliveryProblem &&
		(r.Class == desk.ClassDelay || address) && !r.ByAgent() && len(in.Lookup.Matches) < 2
}

// stillCosts reports whether a mail holds on to costs that were refused: it names them, and tells nothing
// of a parcel, whatever it was read as.
func stillCosts(in *Input) bool {
	r := &in.Reading
	return in.Asked == desk.OutcomeDenyCosts && in.Earlier != nil && in.Earlier.Class == desk.ClassCostRefund &&
		(r.Class == desk.ClassDelay || r.Class == desk.ClassDeliveryProblem) && !r.ByAgent() && len(in.Lookup.Matches) < 2 &&
		slices.ContainsFunc(r.Signals, isCost) && !slices.ContainsFunc(r.Signals, ofParcel)
}

// ofParcel reports whether a signal tells of what became of a parcel.
func ofParcel(s desk.Signal) bool {
	switch s {
	case desk.SignalNotReceived, desk.SignalRefusedDelivery, desk.SignalRefusedDamaged, desk.SignalUnclaimed, desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop:
		return true
	}
	return false
}

// answersReship reports whether a mail of a class may be that answer: to a reader who does not know the
// question a yes with an address looks like a change, and a no like a cancellation.
func answersReship(c desk.Class) bool {
	switch c {
	case desk.ClassOrderChange, desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassDelay, desk.ClassDeliveryProblem,
		desk.ClassRMAFollowup, desk.ClassOther, desk.ClassNonCustomer:
		return true
	}
	return !c.Valid()
}

// aboutParcel gives the reading of such an answer: it is about the parcel, as the question was. What a
// person read stands.
func aboutParcel(in *Input) desk.Reading {
	r := in.Reading
	if r.ByAgent() {
		return r
	}
	r.Class = in.Earlier.Class
	r.Also = slices.DeleteFunc(slices.Clone(r.Also), answersReship)
	if in.reship == traceAddress && !in.Earlier.Has(desk.SignalWrongAddressShop) && !in.Earlier.Has(desk.SignalWrongAddressBuyer) { // he was asked for it
		r.Signals = without(without(r.Signals, desk.SignalWrongAddressShop), desk.SignalWrongAddressBuyer)
	}
	if in.Earlier.Has(desk.SignalWrongAddressBuyer) { // now he gives the right one, and blames nobody
		r.Signals = without(r.Signals, desk.SignalWrongAddressShop)
	}
	return r
}

// plainly reports whether a text has a phrase of a section that no word before it turns.
func plainly(text, section string) bool {
	words := tokens(text)
	hits := hitsIn(words)
	return slices.ContainsFunc(hits, func(h hit) bool { return h.section == section && !turned(words, hits, h) })
}

func isCost(s desk.Signal) bool { return strings.HasPrefix(string(s), "cost_") }

// wantsOther reports whether a reading is of something else than a new shipment to the same buyer.
func wantsOther(r *desk.Reading) bool {
	switch r.Class {
	case desk.ClassCancellation, desk.ClassChangeOfMind:
		return true
	case desk.ClassOrderChange:
		return !r.Has(desk.SignalProductChange) || r.Has(desk.SignalAddressChange)
	}
	return false
}

// namesPlace reports whether a text may hold an address: a number that is not the order's, or a list.
func namesPlace(in *Input) bool {
	lines := 0
	for _, l := range strings.Split(in.Text, "\n") {
		if strings.TrimSpace(l) != "" {
			lines++
		}
	}
	if strings.Count(in.Text, ",") > 1 || lines > 4 {
		return true
	}
	return slices.ContainsFunc(split(in.Text), func(w string) bool {
		return len(w) < 8 && w[0] >= '0' && w[0] <= '9' && !slices.ContainsFunc(in.Lookup.Matches, func(o desk.Order) bool { return strings.Contains(o.Number, w) })
	})
}

// confirmsAddress reports whether a text says that the address that we have is right.
func confirmsAddress(text string) bool {
	words := tokens(text)
	hits := hitsIn(words)
	said := false
	for _, h := range hits {
		if h.section != secSameAddress {
			continue
		}
		if turned(words, hits, h) || h.to < len(words) && listed(" nicht not pas niet ", words[h.to]) {
			return false
		}
		said = true
	}
	return said
}

// answersItself reports whether a text answers its own question with a no: "Again? No way."
func answersItself(text string) bool {
	parts := strings.Split(text, "?")
	return slices.ContainsFunc(parts[1:], func(after string) bool {
		words := split(after[:min(len(after), 40)])
		return len(words) > 0 && listed(" no nope never nein nie niemals ne jamais non nunca mai nee nooit ", words[0])
	})
}

// saysYes reports whether a text is a yes, and nothing that limits it.
func saysYes(text, name string) bool {
	words, _ := answerWords(text)
	return assents(text, name) && slices.ContainsFunc(words, func(w string) bool {
		return listed(" yes yeah yep ok okay sure ja gern gerne jawohl oui sí si graag sì please bitte ", w)
	})
}

// beginsYes reports whether a text begins with a yes, whatever follows.
func beginsYes(text string) bool {
	words := split(text)
	if len(words) > 1 && (words[0] == "d" && words[1] == "accord" || words[0] == "va" && words[1] == "bene" || words[0] == "de" && words[1] == "acuerdo") {
		return true
	}
	return len(words) > 0 && listed(" yes yeah yep ok okay sure agreed ja gern gerne klar natürlich einverstanden oui volontiers si sí sì vale claro graag akkoord certo volentieri ", words[0])
}

// saysNo reports whether a text begins with a no, as "no thanks" does, which thanks for nothing.
func saysNo(text string) bool {
	words, _ := answerWords(text)
	if len(words) > 1 && listed(" problem worries hurry rush ", words[1]) {
		return false
	}
	return len(words) > 0 && listed(" no nope nah nein ne nee non ", words[0])
}

// reshipMore is a yes beside what was answered before: where to send it was said already, or not.
func reshipMore(before string) string {
	if before == reshipPlaced {
		return before
	}
	return reshipAgain
}
