package templates

import "slices"

// Names gives every template of domain.md section 4, in its order, as a fresh slice, and the
// thanks to a customer who says that his matter is settled, of whom that section does not speak.
func Names() []string {
	return []string{
		// acknowledge: warm, no order data
		"ack_received", "holding_reply", "handover", "settled",
		// ask
		"ask_missing", "evidence_unusable", "reminder_1", "reminder_last", "closed_silence", "verify_sender", "verify_buyer",
		// policy section 1
		"cancel_check", "cancel_approved", "denied_production", "denied_shipped", "change_check", "change_approved", "already_closed",
		// policy section 6
		"delay_notice", "delay_options", "delay_wait_confirmed", "delay_cancel_ack", "on_schedule", "tracking_info",
		// policy section 2
		"claim_received", "troubleshooting", "late_report", "claim_before_delivery", "safety_stop_use", "claim_rejected",
		// policy sections 0, 4, 5
		"final_sale", "costs_nonrefundable", "return_cost", "reship_options", "trace_opened",
		// policy section 3
		"rma_authorized", "rma_no_return", "rma_expiring", "rma_expired", "rma_status", "rma_received",
		"inspection_fault", "inspection_no_fault", "resolution_shipped", "refund_processing", "returned_without_rma",
	}
}

// Known reports whether a template of that name belongs to the product.
func Known(name string) bool { return slices.Contains(Names(), name) }

// Denial reports whether the template refuses what the customer asked for; such a mail
// gives its reason before its refusal, and needs fresh order data (domain.md section 0).
func Denial(name string) bool {
	switch name {
	case "denied_production", "denied_shipped", "late_report", "claim_rejected", "final_sale", "costs_nonrefundable":
		return true
	}
	return false
}

// NoOrderFacts reports whether the template must stay free of order data, whoever reads
// it (domain.md section 4, "Acknowledge" and "Ask"; section 1, reading 14).
func NoOrderFacts(name string) bool {
	switch name {
	case "ack_received", "holding_reply", "handover", "settled", "verify_sender":
		return true
	}
	return false
}

// Statutory reports whether the template carries the notice about rights under local law
// when those apply, and then needs a senior (domain.md section 1, reading 16).
func Statutory(name string) bool {
	return name == "final_sale" || name == "late_report" || name == "claim_rejected"
}

// Placeholder is a value that a template may name.
type Placeholder struct {
	Name   string
	List   bool   // a list of sentences, for {{range}}
	Help   string // what it holds, for people who write templates
	Sample string // what previews show
	Fact   bool   // comes from an order or an RMA: never for a stranger
}

// Placeholders gives the closed list of placeholders, as a fresh slice.
func Placeholders() []Placeholder {
	return []Placeholder{
		{Name: "first_name", Help: "how the customer is addressed; may be empty", Sample: "Jo"},
		{Name: "order_number", Help: "the order's number as the shop writes it", Sample: "HW-10501", Fact: true},
		{Name: "number_written", Help: "the order number as the customer wrote it", Sample: "hw 10501"},
		{Name: "own_orders", List: true, Help: "the writer's own order numbers, when there are several", Sample: "HW-10501", Fact: true},
		{Name: "items", Help: "what the order line holds", Sample: "75% keyboard, ISO-DE", Fact: true},
		{Name: "report_date", Help: "the day of the first report, which later mails don't change", Sample: "16 March 2026"},
		{Name: "policy_section", Help: "number of the policy section cited first", Sample: "1"},
		{Name: "policy_sentence", Help: "its sentence, literally", Sample: "A sentence of the policy stands here."},
		{Name: "quotes", List: true, Help: "every cited sentence with its section", Sample: "“A sentence of the policy stands here.” (section 1)"},
		{Name: "policy_url", Help: "where the policy can be read", Sample: "https://shop.example/returns"},
		{Name: "agent_name", Help: "who signs; may be empty", Sample: "Sam"},
		{Name: "brand", Help: "the shop's name", Sample: "Hollow Wire Keyboards"},
		{Name: "signature", Help: "the shop's signature line; may be empty", Sample: "Hollow Wire Keyboards, Customer care"},
		{Name: "case_ref", Help: "our reference, to be quoted", Sample: "C-1042"},
		{Name: "asks", List: true, Help: "what is still missing, a sentence each", Sample: "A photo or a short video that shows the problem."},
		{Name: "cause", Help: "why, in words for the customer: an agent's, a probe's or the shop data's", Sample: "the picture is too dark to see the fault"},
		{Name: "close_date", Help: "when the case closes for now", Sample: "30 March 2026"},
		{Name: "reopen_days", Help: "for how many days an answer opens a silent case again, a number", Sample: "60"},
		{Name: "goes_on", Help: "set when only one point ends in silence and another return of the case goes on", Sample: "yes", Fact: true},
		{Name: "started_on", Help: "when production started", Sample: "11 March 2026", Fact: true},
		{Name: "shipped_on", Help: "when the parcel left", Sample: "12 March 2026", Fact: true},
		{Name: "delivered_on", Help: "the day of delivery", Sample: "2 March 2026", Fact: true},
		{Name: "last_day", Help: "the last day for a report", Sample: "9 March 2026", Fact: true},
		{Name: "defect_deadline", Help: "until when a defect can still be reported", Sample: "23 March 2026", Fact: true},
		{Name: "ship_by", Help: "the promised shipping date in force", Sample: "6 April 2026", Fact: true},
		{Name: "old_date", Help: "the shipping date that slipped", Sample: "6 April 2026", Fact: true},
		{Name: "new_date", Help: "the new date; may be empty when not known", Sample: "20 April 2026", Fact: true},
		{Name: "carrier", Help: "who carries the parcel", Sample: "DHL", Fact: true},
		{Name: "tracking", Help: "its tracking number", Sample: "JD014600004", Fact: true},
		{Name: "price", Help: "an approved price with its currency", Sample: "18.00 USD"},
		{Name: "number", Help: "the RMA number; only from authorized on", Sample: "RMA-7K3Q-9TXB", Fact: true},
		{Name: "condition", Help: "in which condition the item must come back", Sample: "unmodified, in its original box with all parts"},
		{Name: "address", Help: "where the return goes", Sample: "Hollow Wire Keyboards, Dock 4, 12 Mill Road, Albany NY 12207, USA"},
		{Name: "expires", Help: "until when the return must be on its way", Sample: "6 April 2026"},
		{Name: "label", Help: "words about the return label or the postage", Sample: "A prepaid label is attached."},
		{Name: "status", Help: "where the return stands, as a sentence", Sample: "Your photos are with our technicians.", Fact: true},
		{Name: "your_turn", Help: "set when the case waits for the customer's answer to an earlier question", Sample: ""},
		{Name: "asked_here", Help: "set in a paragraph that asks nothing, when another of the same mail does", Sample: ""},
		{Name: "to_send", Help: "set when the parcel of an authorized return waits to be sent; for its buyer alone", Sample: ""},
		{Name: "send_by", Help: "until when it must be on its way; may be empty", Sample: ""},
		{Name: "rest_said", Help: "set where another paragraph of the mail says that there is nothing else to do, or asks for something", Sample: ""},
		{Name: "to_do", Help: "set when the customer has something to do: asked_here, your_turn or to_send", Sample: ""},
		{Name: "resolution", Help: "what was agreed", Sample: "a replacement keyboard"},
		{Name: "here_by_buyer", Help: "set when a return is authorized and its buyer pays the postage for now", Sample: "yes"},
		{Name: "here_by_shop", Help: "set when a return is authorized and the shop pays its postage, without a label", Sample: ""},
		{Name: "sent_already", Help: "set when a return is authorized that its buyer sent before", Sample: ""},
		{Name: "back_by_buyer", Help: "set when a unit goes back and its buyer pays that postage", Sample: "yes"},
		{Name: "back_by_shop", Help: "set when a unit goes back and the shop pays that postage", Sample: "yes"},
		{Name: "back_cost", Help: "the postage back with its currency; may be empty", Sample: "18.00 USD"},
		{Name: "refund_amount", Help: "an approved amount with its currency", Sample: "289.00 USD"},
		{Name: "amount", Help: "an approved amount with its currency", Sample: "12.40 USD"},
		{Name: "change", Help: "what was changed on the order", Sample: "layout ANSI instead of ISO"},
		{Name: "change_request", Help: "set when a change, not a cancellation, was asked for", Sample: "yes"},
		{Name: "steps", Help: "what to try, in an agent's words", Sample: "hold Esc while plugging in the cable"},
		{Name: "finding", Help: "what the inspection found", Sample: "a cold solder joint on the USB connector"},
		{Name: "stop_holds", Help: "set when the customer was told of danger before, and it is not cleared", Sample: ""},
		{Name: "packaging", Help: "set when all packaging must be kept", Sample: "yes"},
		{Name: "assumed", Help: "set when the mail named no order that we know, and the writer has only this one", Sample: "yes", Fact: true},
		{Name: "photos_done", Help: "set when the evidence is complete", Sample: "yes"},
		{Name: "unasked", Help: "set when no message of the customer's waits for this mail", Sample: ""},
		{Name: "duties", Help: "set when taxes, duties or fees were asked about", Sample: "yes"},
		{Name: "shipping", Help: "set when the shipping fee was asked about", Sample: "yes"},
		{Name: "no_fault", Help: "set when an inspection found no fault", Sample: "yes"},
		{Name: "waited", Help: "set when the buyer chose to wait after a delay notice", Sample: "yes"},
		{Name: "unproven", Help: "set when the mail's own From could not be confirmed", Sample: "yes"},
		{Name: "statutory_notice", Help: "the sentence about rights under local law, where they apply", Sample: ""},
	}
}

// placeholder finds a placeholder by name.
func placeholder(name string) (Placeholder, bool) {
	for _, p := range Placeholders() {
		if p.Name == name {
			return p, true
		}
	}
	return Placeholder{}, false
}
