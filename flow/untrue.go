package flow

import (
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
)

// untrue warns of a reply that passes over what the customer says of one of several items, and of a mail that a person picked and whose words the order's data contradict: under
// an outcome such as manager_decision every mail can be picked, and one click tells the buyer of
// a delivered order that it will not be made. It is a warning, since the person may know better
// than the data. What the table proposes rests on the same data.
func untrue(d desk.Draft, last desk.Decision) []desk.Problem {
	stage := last.Facts.Get(desk.FactStage)
	if items := last.Facts.Detail.SettledItems; d.Moves == nil && len(items) > 0 && last.Facts.Get(desk.FactSettled) == "no" && last.Facts.Detail.RMA != "" {
		return []desk.Problem{{Code: "part", Text: fmt.Sprintf("the customer says that this is settled: %s. The mail says nothing of it, and no record was moved: end its own record, or say by a note of which item a record of several is now",
			strings.Join(items, ", "))}}
	}
	if d.Moves == nil || stage == "" || stage == "unknown" {
		return nil
	}
	var says string
	var fit []string
	switch d.Template {
	case "cancel_approved":
		says, fit = "the order is cancelled and its parcel does not leave", []string{"placed", "in_production", "closed"}
	case "change_approved":
		says, fit = "the order could still be changed", []string{"placed", "in_production"}
	case "delay_notice", "delay_options", "delay_wait_confirmed", "delay_cancel_ack", "on_schedule":
		says, fit = "the order has not left yet", []string{"placed", "in_production"}
	case "denied_production":
		says, fit = "the work on the order has begun", []string{"in_production"}
	case "denied_shipped", "tracking_info":
		says, fit = "the parcel has left", []string{"shipped", "delivered"}
	case "already_closed":
		says, fit = "the order was cancelled or refunded before", []string{"closed"}
	default:
		return nil
	}
	if slices.Contains(fit, stage) {
		return nil
	}
	return []desk.Problem{{Code: "untrue", Text: fmt.Sprintf("the mail says that %s, and by the shop's data order %s is %s", says, last.Facts.Detail.OrderNumber, stageWords(stage))}}
}

// stageWords writes a stage for people.
func stageWords(stage string) string {
	switch stage {
	case "in_production":
		return "in production"
	case "closed":
		return "cancelled or refunded"
	case "placed":
		return "placed and not begun"
	}
	return stage
}
