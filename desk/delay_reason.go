package desk

import "slices"

// DelayReason is why an order is late, as the shop's data tell it (docs/orders.md): a code of
// DelayReasons, for which each language has words, or free text of the shop's. A delay notice
// names it (policy section 6).
type DelayReason string

// The reasons for which the product has words.
const (
	DelayPartsLate    DelayReason = "parts_late"    // a bought-in part came late
	DelayManyOrders   DelayReason = "many_orders"   // more orders than the workshop had reckoned with
	DelayQualityCheck DelayReason = "quality_check" // the piece did not pass its check and is made anew
	DelayMachineDown  DelayReason = "machine_down"  // a machine of the workshop stood still
	DelayStaffShort   DelayReason = "staff_short"   // too few people in the workshop
	DelayFirmware     DelayReason = "firmware"      // the firmware is not finished
	DelayCarrier      DelayReason = "carrier"       // the carrier did not fetch the parcel
)

// DelayReasons gives the closed list, as a fresh slice.
func DelayReasons() []DelayReason {
	return []DelayReason{DelayPartsLate, DelayManyOrders, DelayQualityCheck, DelayMachineDown, DelayStaffShort, DelayFirmware, DelayCarrier}
}

// Known reports whether the reason is one of the list.
func (r DelayReason) Known() bool { return slices.Contains(DelayReasons(), r) }
