package main

// The sentences of the fixture, all invented for it. They only have to be many and to lead
// into different rows of the table; how well mails are understood is measured elsewhere.
var (
	products = []string{"65% keyboard", "split keyboard", "macro pad", "flight controller", "wheel base", "pedal set", "VCO module", "tube preamp kit", "printer toolhead", "LED panel lamp", "numpad", "MIDI pad", "button box", "fan hub"}
	parts    = []string{"left half", "USB port", "rotary knob", "space bar", "second channel", "status LED", "hot-swap socket", "display", "fan header", "encoder", "wrist rest", "battery door", "third row", "power switch"}
	days     = []string{"Monday", "Tuesday", "yesterday", "two days ago", "last Friday", "this morning", "on Saturday"}

	greetings  = []string{"Hello,", "Hi there,", "Dear support team,", "Good morning,", "Hey,", "Hi all,", "To whom it may concern,"}
	closings   = []string{"Best regards", "Thanks in advance", "Cheers", "Kind regards", "Thank you", "Yours", "Looking forward to your reply"}
	signatures = []string{"Sent from my phone", "Studio Nord, second floor", "www.example.invalid", "Tel. on request", "They/them", "Build slowly, type fast"}
	smalltalk  = []string{"I have been a happy customer since the first batch.", "A friend recommended your shop.", "I did read the FAQ first.", "I am travelling next week, so mail is best.", "It is meant as a present for my desk, so to speak.", "Sorry if this is the wrong address.", "My colleague has the same one and loves it.", "I checked the cable twice."}

	afterthoughts = []string{"Any news?", "I forgot to mention this above.", "Let me know what else you need.", "I hope that helps.", "Just adding this to my last mail.", "Could you look at it this week?"}

	matters = []matter{
		{[]string{"Please cancel", "Cancellation request", "Cancel my order"},
			[]string{"I would like to cancel {order}.", "Please cancel {order} for me.", "I need to cancel {order}, sorry."},
			[]string{"Something came up and I no longer need the {product}.", "Please confirm the cancellation.", "I placed it {day} and hope that you have not begun.", "I changed my plans for the {product}."}, "placed"},
		{[]string{"Cancel please", "Stop my order"},
			[]string{"Can I still cancel {order}?", "I want to cancel {order}."},
			[]string{"The {product} is not needed any more.", "Please tell me whether it can be stopped.", "I know that it may be late to cancel."}, "in_production"},
		{[]string{"Change of options", "Different switches", "Update my order"},
			[]string{"Could you change the switches on {order}?", "I would like a different layout on {order}."},
			[]string{"Tactile instead of linear, please.", "Please put the newer firmware on the {product}.", "If it has not started, change the colour to grey."}, "placed"},
		{[]string{"When will it ship?", "Shipping date"},
			[]string{"When is {order} going to ship?", "Do you know when {order} ships?"},
			[]string{"I am looking forward to the {product}.", "Is it still on schedule?", "The page says {n} days."}, "in_production"},
		{[]string{"Where is my parcel", "Tracking"},
			[]string{"{order} was shipped, when does it arrive?", "Where is {order}?"},
			[]string{"The tracking page has not moved since {day}.", "I would like to be at home for the {product}."}, "shipped"},
		{[]string{"Defective", "Broken on arrival", "Not working"},
			[]string{"The {part} of {order} is dead.", "{order} arrived {day} and does not power on.", "There is a defect on {order}."},
			[]string{"The {part} does not respond at all.", "I tried {n} cables and two computers.", "It stops working after {n} minutes.", "Nothing lights up on the {product}."}, "delivered"},
		{[]string{"Damaged parcel", "Box was crushed"},
			[]string{"{order} arrived damaged.", "The parcel of {order} was crushed on one side."},
			[]string{"The case of the {product} is cracked near the {part}.", "The box was wet and torn.", "The carrier left it {day} in that state."}, "delivered"},
		{[]string{"Wrong item", "Not what I ordered"},
			[]string{"You sent me the wrong item with {order}.", "{order} has a different layout than I ordered."},
			[]string{"I ordered ISO and got an ANSI board.", "The packing slip says another {product}.", "The {part} was missing from the box."}, "delivered"},
		{[]string{"Return", "I'd like to return it"},
			[]string{"I would like to return {order}.", "{order} works, but I don't like it."},
			[]string{"The {product} feels too heavy for me.", "It does not fit on my desk after all.", "Please tell me how to send it back."}, "delivered"},
		{[]string{"Refund of duty", "Customs cost"},
			[]string{"I had to pay duty on {order}.", "Please refund the customs fee for {order}."},
			[]string{"It was {n} EUR at the door.", "Please refund the shipping fee as well."}, "delivered"},
		{[]string{"Question", "Before I buy"},
			[]string{"Do you ship the {product} to Norway?", "Which firmware does the {product} run?"},
			[]string{"And how long does it take?", "Is there a version with {n} keys?", "What does shipping cost?"}, "placed"},
	}
)
