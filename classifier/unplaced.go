package classifier

import (
	"slices"

	"returndesk/desk"
)

// Marks of phrases on an order that does not stand, or not for the writer.
const (
	markBefore    desk.Signal = "_before"     // somebody would buy, and asks what would come of it
	markNotYet    desk.Signal = "_not_yet"    // nothing has been bought yet
	markAsksGoods desk.Signal = "_asks_goods" // what a thing is, whether there is one, or one with something is asked
	markAsksUse   desk.Signal = "_asks_use"   // what a thing may be used for is asked
	markNoOrder   desk.Signal = "_no_order"   // the shop's page takes no order
	markNotMine   desk.Signal = "_not_mine"   // an order is not the writer's own
)

// unplaced reports whether a mail is about no order that stands: it asks something before a purchase or about the use of a thing, tells of a
// page that takes no order, or of one that its writer never placed. A sum of words hears what such orders are mostly written about
// (docs/labels.md, "Presale or order").
func (o *Outright) unplaced(r *desk.Reading, chance func(desk.Class) float64) bool {
	if r.Class == desk.ClassOther || o.cancels || o.says[markRecalled] || slices.ContainsFunc(o.Classes, func(c desk.Class) bool { return c != desk.ClassOther && !c.IsClaim() }) {
		return false
	}
	claims, unsure := slices.ContainsFunc(o.Classes, desk.Class.IsClaim), r.Confidence < outrightBar
	harm := r.Class == desk.ClassDoaDefect || r.Class == desk.ClassTransitDamage
	asks := r.Class == desk.ClassDelay || r.Class == desk.ClassCancellation || r.Class == desk.ClassOrderChange || r.Class == desk.ClassChangeOfMind || r.Class == desk.ClassWrongItem
	other := chance(desk.ClassOther)
	switch {
	case other < outrightChance:
		return false
	case o.says[markBefore] && (!o.Bought || o.says[markNotYet]):
		return !claims && (asks || r.Confidence < brokenBar)
	case o.says[markAsksGoods] && !o.Bought, o.says[markAsksUse] && !o.Faulty:
		return !claims && asks && unsure && other >= leastAsked
	case o.says[markNoOrder]:
		return (!o.Bought || !claims) && unsure && (other >= leastAsked || r.Confidence < brokenBar)
	case o.says[markNotMine]:
		return !claims && (!harm || r.Confidence < brokenBar) && (!o.received || unsure)
	}
	return false
}

// leastAsked is the chance that a model has to leave a question about goods.
const leastAsked = 0.02
