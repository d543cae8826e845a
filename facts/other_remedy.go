package facts

import (
	"slices"

	"returndesk/desk"
)

// otherRemedy reports whether a mail about an open record chooses between what may end it: "instead of the refund I would rather
// have a new unit". Nothing is returned, cancelled or changed by that; it is news for whoever decides the record (domain.md
// section 3, "Resolution order"). What a person read stays.
func otherRemedy(in *Input, base *desk.Facts) bool {
	switch in.Reading.Class {
	case desk.ClassCancellation, desk.ClassOrderChange, desk.ClassChangeOfMind, desk.ClassCostRefund:
	default:
		return false
	}
	if in.Reading.ByAgent() || !hasRMA(base) {
		return false
	}
	remedies, rather := map[string]bool{}, false
	for _, h := range hitsIn(tokens(in.Text)) {
		switch h.section {
		case secReplaced, secPaidBack, secRepaired:
			remedies[h.section] = true
		case secRather:
			rather = true
		}
	}
	return rather && len(remedies) > 1
}

// leftOut gives further intents without those of the given classes.
func leftOut(also []desk.Class, gone ...desk.Class) []desk.Class {
	return slices.DeleteFunc(slices.Clone(also), func(c desk.Class) bool { return slices.Contains(gone, c) })
}
