package classifier

import (
	"slices"

	"returndesk/desk"
)

// Marks of phrases on what came of an order, and on the address that its writer gave.
const (
	markAllBut      desk.Signal = "_all_but"      // all came but a part
	markFewLacking  desk.Signal = "_few_lacking"  // a few parts have not come
	markCameToday   desk.Signal = "_came_today"   // the delivery has
	markOtherParcel desk.Signal = "_other_parcel" // what has not come is a parcel
	markHad         desk.Signal = "_had"          // it was used, or is at hand, or is not what was hoped for
	markToCome      desk.Signal = "_to_come"      // it has not come, or what does not please is the service
	markCame        desk.Signal = "_came"         // something came
	markGlad        desk.Signal = "_glad"         // somebody is praised
	markOwnAddress  desk.Signal = "_own_address"  // an address is wrong
	markAllWell     desk.Signal = "_all_well"     // it does what it should, or makes somebody happy
	markBackToYou   desk.Signal = "_back_to_you"  // it is asked whether we take it again
	markAllWorks    desk.Signal = "_all_works"    // all of it works
	markBut         desk.Signal = "_but"          // something is set against what was said
	markOrdered     desk.Signal = "_ordered"      // an order is spoken of
	markWentOut     desk.Signal = "_went_out"     // a parcel, or what we did, is spoken of
)

// brief is what counts in mails of few words.
type brief struct {
	denies        bool                 // a negator stands in it
	received      bool                 // phrases find that the goods are in hand
	words, orders int                  // its words, and the orders that it names
	says          map[desk.Signal]bool // inner marks of what is said outright
}

// lacksSome reports whether a mail says that all came but a part, where a model heard that it waits or, hardly, something else: less than
// ordered came (docs/labels.md, "A part is missing"). Of a parcel that has not come its words say nothing.
func (o *Outright) lacksSome(r *desk.Reading) bool {
	if !(o.says[markAllBut] || o.says[markFewLacking] && o.says[markCameToday]) || o.says[markOtherParcel] || o.SecondParcel || o.cancels {
		return false
	}
	if slices.ContainsFunc(o.Classes, func(c desk.Class) bool { return c != desk.ClassWrongItem && c != desk.ClassOther }) {
		return false
	}
	switch r.Class {
	case desk.ClassWrongItem:
		return false
	case desk.ClassDelay:
		return true
	case desk.ClassTransitDamage, desk.ClassDoaDefect:
		return r.Confidence < outrightBar && !o.Way
	}
	return r.Confidence < outrightBar
}

// hadIt reports whether a mail tells of goods that were used or are at hand, and of nothing that does not work, where a model hears the
// word cancelling: what has been received is given back, whatever the word (docs/labels.md, "Cancelling against returning").
func (o *Outright) hadIt(r *desk.Reading) bool {
	if !o.says[markHad] || o.says[markToCome] || o.Faulty || o.Elsewhere || o.Recalled || o.orders > 1 || slices.ContainsFunc(o.Classes, desk.Class.IsClaim) {
		return false
	}
	return r.Class == desk.ClassCancellation || o.cancels && r.Class == desk.ClassDoaDefect && r.Confidence < brokenBar
}

// glad reports whether a mail praises and tells that something came, and asks, denies and cancels nothing.
func (o *Outright) glad() bool {
	if !o.says[markGlad] || !o.says[markCame] || o.Asks || o.cancels || o.denies || o.Faulty || o.Way || o.AsksWhen || o.Swapped || o.words > gladWords {
		return false
	}
	return len(o.Takes) == 0 && !slices.ContainsFunc(o.Classes, func(c desk.Class) bool { return c != desk.ClassOther })
}

// gladOfIt reports whether a mail is glad of what came, where a model took it for another matter: a sum of words hears what comes too
// early as late.
func (o *Outright) gladOfIt(r *desk.Reading) bool {
	switch r.Class {
	case desk.ClassDelay:
		return o.glad()
	case desk.ClassDoaDefect, desk.ClassWrongItem, desk.ClassChangeOfMind:
		return r.Confidence < brokenBar && o.glad()
	case desk.ClassRMAFollowup, desk.ClassOther:
		return false
	}
	return r.Confidence < outrightBar && o.glad()
}

// allWell reports whether a mail says that a thing does what it should, and asks whether we take it again, or that somebody is happy
// with it, and nothing else, where a model hears a fault: "neither opened nor crushed, and my son is over the moon".
func (o *Outright) allWell(r *desk.Reading) bool {
	if !o.says[markAllWell] || !r.Class.IsClaim() || r.Confidence >= outrightBar || o.Faulty || o.cancels || len(o.Classes) != 1 || r.Has(desk.SignalSafetyHazard) {
		return false
	}
	return o.Classes[0] == desk.ClassChangeOfMind && o.says[markBackToYou] || o.Classes[0] == desk.ClassOther && o.says[markAllWorks] && !o.Asks && !o.says[markBut]
}

// gladWords is the length of a mail that praises and says hardly more.
const gladWords = 30

// ownAddress reports whether a mail says that the address of an order is wrong, and speaks of no parcel, where a model took "wrong" for
// goods or a cancelling: the order's address is to be changed (docs/labels.md, "A wrong address while the parcel is under way").
func (o *Outright) ownAddress(r *desk.Reading) bool {
	if !o.says[markOwnAddress] || !o.says[markOrdered] || o.says[markWentOut] || o.cancels || o.received || o.words > gladWords || o.Ours {
		return false
	}
	return slices.Contains([]desk.Class{desk.ClassWrongItem, desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassDeliveryProblem, desk.ClassOrderChange, desk.ClassOther}, r.Class) &&
		(r.Confidence < outrightBar || r.Class == desk.ClassOrderChange)
}
