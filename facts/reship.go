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
	if !asked || in.Earlier == nil || len(in.Lookup.Matches) > 1 || !answersReship(r.Class) || ownQuestion(r) || r.Has(desk.SignalSafetyHazard) {
		return ""
	}
	again := plainly(in.Text, secSendAgain)
	placed := r.Has(desk.SignalAddressChange) || saysOf(in.Text, secSameAddress)
	question := strings.ContainsRune(in.Text, '?')
	switch {
	case trace && placed && !asksMoney(in.Text):
		return traceAddress
	case trace && (r.Class == desk.ClassCancellation || r.Class == desk.ClassChangeOfMind || asksMoney(in.Text)):
		return reshipOther
	case trace:
		return in.Reship
	case question && saysOf(in.Text, secPrice):
		return in.Reship
	case saysOf(in.Text, secSendAgain) && !again, asksMoney(in.Text):
		return reshipOther
	case placed && (again || !question || in.Reship == reshipAgain):
		return reshipPlaced
	case again, saysYes(in.Text, in.Sender.Name):
		return reshipMore(in.Reship)
	case question, !saysNo(in.Text) && Thanks(in.Text, in.Sender.Name) && r.Class != desk.ClassCancellation && r.Class != desk.ClassChangeOfMind:
		return in.Reship
	case in.Reship != "" && r.Class != desk.ClassCancellation:
		return in.Reship
	}
	return reshipOther
}

// stillTraced reports whether a mail asks where a parcel is that is traced: it moves no more than it did
// before, whatever the carrier's scan says.
func stillTraced(in *Input) bool {
	return in.Asked == desk.OutcomeCarrierTrace && in.Earlier != nil && in.Earlier.Class == desk.ClassDeliveryProblem &&
		in.Reading.Class == desk.ClassDelay && in.Reading.Engine != "agent" && len(in.Lookup.Matches) < 2
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
	if r.Engine == "agent" {
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

// saysYes reports whether a text is a yes, and nothing that limits it.
func saysYes(text, name string) bool {
	words, _ := answerWords(text)
	return assents(text, name) && slices.ContainsFunc(words, func(w string) bool {
		return listed(" yes yeah yep ok okay sure ja gern gerne jawohl oui sí si graag sì please bitte ", w)
	})
}

// saysNo reports whether a text begins with a no, as "no thanks" does, which thanks for nothing.
func saysNo(text string) bool {
	words, _ := answerWords(text)
	return len(words) > 0 && listed(" no nope nah nein ne nee non ", words[0])
}

// reshipMore is a yes beside what was answered before: where to send it was said already, or not.
func reshipMore(before string) string {
	if before == reshipPlaced {
		return before
	}
	return reshipAgain
}
