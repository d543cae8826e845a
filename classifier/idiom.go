package classifier

import (
	"slices"

	"returndesk/desk"
)

// Marks of phrases that say a thing outright.
const (
	markTwoPieces    desk.Signal = "_two_pieces"    // two of a thing were ordered by mistake
	markKeepsGoods   desk.Signal = "_keeps_goods"   // nothing is to be given back
	markWantsWorking desk.Signal = "_wants_working" // it is to work
	markSymptomGone  desk.Signal = "_symptom_gone"  // what went wrong does so no more
	markSolved       desk.Signal = "_solved"        // something is said to be solved
	markTried        desk.Signal = "_tried"         // an update or another try is spoken of
	markNoUse        desk.Signal = "_no_use"        // something was of no use
	markSpared       desk.Signal = "_spared"        // we may spare ourselves the making of it
	markNotOrdered   desk.Signal = "_not_ordered"   // nothing is ordered yet
	markMine         desk.Signal = "_mine"          // goods of one's own are named
)

// Readings that a mail's own words make plain, whatever its sum of words is like (phrases/49-idioms.txt).

// repairs reports whether a mail says that nothing is to be given back, and that it is to work, where a model took the word of giving
// back for the wish: a thing that is to work again does not (docs/labels.md, "Which intent is primary").
func (o *Outright) repairs(r *desk.Reading) bool {
	guess := r.Confidence < brokenBar && !o.cancels && (machineOrOther(r.Class) || toCome(r.Class))
	return o.KeepsGoods && (r.Class == desk.ClassChangeOfMind && (o.WantsWorking || o.Faulty) || guess && o.WantsWorking)
}

// ownFault reports whether a mail tells outright of a fault of the writer's own goods, where a model took it for a question before a
// purchase, which stands beside it: the claim is asked for, too.
func (o *Outright) ownFault(r *desk.Reading) bool {
	return r.Class == desk.ClassOther && o.Mine && slices.Contains(o.Classes, desk.ClassDoaDefect)
}

// over reports whether a mail tells of a fault only as of one that is over, and asks for a paper beside it.
func (o *Outright) over(r *desk.Reading) bool {
	return r.Class == desk.ClassDoaDefect && o.Over && o.billed && !r.Has(desk.SignalSafetyHazard)
}

// onlyCosts reports whether a mail asks outright to be let off a cost, where a model that is in doubt hears a change of the order of
// which no word tells.
func (o *Outright) onlyCosts(r *desk.Reading, intents []desk.Class) bool {
	return o.Costs && r.Class == desk.ClassOrderChange && r.Confidence < brokenBar && !o.altered && slices.Contains(intents, desk.ClassCostRefund)
}
