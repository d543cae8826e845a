package desk

import "slices"

// Class is what a mail is about. Every mail has exactly one primary class.
type Class string

// The closed list of Class values (domain.md section 1, "Closed lists").
const (
	ClassCancellation    Class = "cancellation"
	ClassOrderChange     Class = "order_change"
	ClassDoaDefect       Class = "doa_defect"
	ClassTransitDamage   Class = "transit_damage"
	ClassWrongItem       Class = "wrong_item"
	ClassChangeOfMind    Class = "change_of_mind"
	ClassDeliveryProblem Class = "delivery_problem"
	ClassDelay           Class = "delay"
	ClassCostRefund      Class = "cost_refund"
	ClassRMAFollowup     Class = "rma_followup"
	ClassOther           Class = "other"
	ClassNonCustomer     Class = "non_customer"
)

// Classes gives the closed list in its documented order, as a fresh slice.
func Classes() []Class {
	return []Class{
		ClassCancellation, ClassOrderChange, ClassDoaDefect, ClassTransitDamage, ClassWrongItem,
		ClassChangeOfMind, ClassDeliveryProblem, ClassDelay, ClassCostRefund, ClassRMAFollowup,
		ClassOther, ClassNonCustomer,
	}
}

// Valid reports whether the value is a member of the closed list.
func (v Class) Valid() bool { return slices.Contains(Classes(), v) }

// ClassPriority gives the rank of a class when a mail has several intents; the lowest
// rank is the primary one (domain.md section 1, "Conflict rules": safety > claim >
// delivery_problem > delay > cancellation > order_change > cost_refund >
// change_of_mind > rma_followup). other and non_customer come last.
func ClassPriority(c Class) int {
	order := []Class{
		ClassDoaDefect, ClassTransitDamage, ClassWrongItem, ClassDeliveryProblem, ClassDelay,
		ClassCancellation, ClassOrderChange, ClassCostRefund, ClassChangeOfMind, ClassRMAFollowup,
		ClassOther, ClassNonCustomer,
	}
	return slices.Index(order, c)
}

// MayCost reports whether an answer to the class may end in money or goods given out:
// a refund, a replacement, a cost paid back. Where engines disagree about such a class, a
// person decides.
func (v Class) MayCost() bool {
	return v.IsClaim() || v == ClassCancellation || v == ClassCostRefund || v == ClassDeliveryProblem || v == ClassChangeOfMind || v == ClassRMAFollowup
}

// IsClaim reports whether the class is a claim under policy section 2: doa_defect,
// transit_damage or wrong_item.
func (v Class) IsClaim() bool {
	return v == ClassDoaDefect || v == ClassTransitDamage || v == ClassWrongItem
}
