package sim

// matter is why somebody writes.
type matter string

// The matters.
const (
	aboutCancel  matter = "cancel"
	aboutDefect  matter = "defect"
	aboutDamage  matter = "damage"
	aboutWrong   matter = "wrong"
	aboutMind    matter = "mind"
	aboutLate    matter = "late"
	aboutWhere   matter = "where"
	aboutLost    matter = "lost"
	aboutDuty    matter = "duty"
	aboutHazard  matter = "hazard"
	aboutPraise  matter = "praise"
	aboutPresale matter = "presale"
	aboutNews    matter = "news"
	aboutDispute matter = "dispute"
	aboutSent    matter = "sent"
	aboutProof   matter = "proof"
	aboutTried   matter = "tried"
	aboutConfirm matter = "confirm"
)

// words holds what people write by language and matter. {n} is the order number, {i} the
// item, {t} a tracking number.
func words() map[string]map[matter][]string {
	return map[string]map[matter][]string{"en": english(), "de": german(), "fr": french(), "es": spanish(), "nl": dutch(), "it": italian()}
}

func english() map[matter][]string {
	return map[matter][]string{
		aboutCancel: {
			"Hi, please cancel order {n}. I changed my plans and don't need the {i} any more.",
			"I want to cancel my order {n}, please. I hope you have not begun yet.",
			"Please stop {n} and cancel it. I ordered the wrong thing by mistake.",
		},
		aboutDefect: {
			"Hello, the {i} of order {n} arrived and is defective: two keys don't register at all. Pictures are attached.",
			"The {i} from {n} does not power on. I tried two cables and another computer. It is dead out of the box.",
			"My {i} ({n}) stopped working, the left half disconnects all the time. What do we do about it?",
			"Unfortunately the {i} is faulty, one row is dead. Order {n}.",
		},
		aboutDamage: {
			"The parcel of {n} came crushed, and the {i} in it is broken: the case is cracked. See the photos.",
			"Order {n} was damaged in transit. The box is torn open and the {i} has a dent.",
		},
		aboutWrong:   {"You sent me the wrong item. Order {n} was a {i}, and something else was in the box.", "In the box of {n} was the wrong layout, not the {i} that I ordered."},
		aboutMind:    {"I don't like the {i} after all, it is too loud for me. I would like to return {n} for a refund.", "The {i} of {n} works, but I changed my mind. Can I send it back?"},
		aboutLate:    {"Order {n} should have shipped by now. Why is it late, and when will it ship?", "Hi, {n} is overdue. What is the delay about?"},
		aboutWhere:   {"Where is my parcel? Order {n} was shipped some days ago.", "Hello, any idea where {n} is now and when it arrives?"},
		aboutLost:    {"Tracking shows that {n} was delivered, but I never received it. No neighbour has it.", "My parcel {n} never arrived, the tracking has not moved for two weeks."},
		aboutDuty:    {"I had to pay 41 dollars of import duty for {n}. Please refund that to me.", "Please refund the shipping fee of {n}, it was far too high."},
		aboutHazard:  {"The battery of my {i} ({n}) is swollen and gets very hot, it smells burnt. What should I do?"},
		aboutPraise:  {"Just a note to say thank you, the {i} is wonderful. Great work!"},
		aboutPresale: {"Before I order: do you ship to Norway, and how long does it take at the moment?"},
		aboutNews:    {"Any news about my return for {n}?", "Hi, what is the status of my claim about {n}?"},
		aboutDispute: {"I don't agree with that. The {i} was broken when it came. If this stays your answer I will ask my bank for a chargeback.", "This is not acceptable, please look at {n} again."},
		aboutSent:    {"I sent it back today, the tracking number is {t}.", "The {i} is on its way to you: {t}"},
		aboutProof:   {"Here are the pictures that you asked for, order {n}. The serial number is on the second one.", "Sorry for the wait. Photos of the {i} are attached, it is order {n}."},
		aboutTried:   {"I tried what you wrote, it did not help. The fault is still there.", "That solved it, it works now. Thank you!"},
		aboutConfirm: {"Yes, that mail was from me. Please go on.", "I confirm: I wrote that about {n}."},
	}
}
