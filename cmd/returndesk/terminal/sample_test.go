package terminal

import (
	"strings"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/sim"
)

// noon is the moment at which all samples are looked at: a Monday.
var noon = time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC)

func sampleQueue() []flow.QueueRow {
	row := func(id, who, subject string, class desk.Class, out desk.Outcome, order string, old, left time.Duration, flags ...desk.Flag) flow.QueueRow {
		return flow.QueueRow{
			Case: id, Draft: id + "-1", State: desk.DraftProposed, Role: desk.RoleAgent, Customer: who, Subject: subject, Class: class, Outcome: out,
			Order: order, Age: old, Deadline: noon.Add(left), Overdue: left < 0, Flags: flags,
		}
	}
	endOfDay := 12*time.Hour - time.Second
	rows := []flow.QueueRow{
		row("C-1042", "lena.fuchs@mail.example", "Battery is smoking!", desk.ClassDoaDefect, desk.OutcomeSafetyStop, "HW-10431", 25*time.Minute, -25*time.Minute, desk.FlagSafety, desk.FlagOutOfWindow),
		row("C-1038", "jo.keller@mailbox.example", "Cancel order HW-10501", desk.ClassCancellation, desk.OutcomeStopProductionCheck, "HW-10501", 2*time.Hour, -2*time.Hour, desk.FlagUrgentStopProduction),
		row("C-1040", "m@x.example", "Lawyer", desk.ClassChangeOfMind, desk.OutcomeDenyChangeOfMind, "HW-10377", 5*time.Hour, -5*time.Hour, desk.FlagWantsRefund, desk.FlagLegalOrChargeback, desk.FlagStatutoryRights),
		row("C-1031", "t.oduya@inbox.example", "Re: dock", desk.ClassDoaDefect, desk.OutcomeAskEvidence, "", 26*time.Hour, endOfDay, desk.FlagLastDay, desk.FlagEvidenceUnusable),
		row("C-1029", "rina.p@post.example", "Re: Your order HW-10466", desk.ClassCancellation, desk.OutcomeDenyInProduction, "HW-10466", 70*time.Hour, 5*time.Hour, desk.FlagWantsRefund),
		row("C-1027", "sho@kyoto.example", "壊れたキーボードの写真を送ります", desk.ClassTransitDamage, desk.OutcomeOpenRMA, "HW-10402", 4*24*time.Hour, 24*time.Hour+endOfDay, desk.FlagCarrierClaimDue),
		row("C-990", "q@q.example", "Invoice", desk.ClassOther, desk.OutcomeRouteHuman, "", 20*24*time.Hour, 3*24*time.Hour+endOfDay, desk.FlagBilling),
	}
	rows[2].Role = desk.RoleSenior
	rows[4].State = desk.DraftUncertain
	rows[5].State = desk.DraftApproved
	rows[6].Draft, rows[6].State, rows[6].Role = "", "", ""
	return rows
}

func sampleTrouble() control.Status {
	return control.Status{
		Running:   true,
		Mailboxes: []control.MailboxStatus{{Account: "support", Mailbox: "INBOX", State: "unreachable", Since: noon.Add(-time.Hour), Problem: "imap.mail.example refused the password (write the new one into /etc/returndesk/imap.secret)"}, {Account: "returns", State: "ok"}},
		Orders:    control.OrdersStatus{Count: 900, AsOf: noon.Add(-31 * time.Hour), Stale: true}, DenialsHeld: 3, Quarantined: 1,
	}
}

func sampleCase() flow.CaseView {
	day := 3
	at := noon.Add(-2 * time.Hour)
	facts := desk.Facts{
		Enum: map[desk.Fact]string{
			desk.FactClass: "transit_damage", desk.FactMachine: "none", desk.FactLookup: "found", desk.FactSender: "owner", desk.FactAuth: "pass",
			desk.FactStage: "delivered", desk.FactProduction: "started", desk.FactPromise: "open", desk.FactDelivery: "delivered", desk.FactWindow: "in",
			desk.FactDateSource: "carrier", desk.FactEvidence: "ok", desk.FactRMA: "none", desk.FactDestination: "eu_uk_au",
		},
		Detail: desk.FactDetail{
			ReceivedAt: at, ReportedAt: at, ReportDate: "2026-03-16", OrderNumber: "HW-10402", OrderEmail: "lena.fuchs@mail.example", BuyerName: "Lena Fuchs",
			Items: []string{"75% keyboard, ISO-DE, custom firmware", "wrist rest"}, Zone: "Europe/Berlin", Country: "DE", Day: &day,
			DeliveredOn: "2026-03-13", DeliveredBy: "carrier", LastDay: "2026-03-20", StartedOn: "2026-02-26", ShippedOn: "2026-03-06", ShipBy: "2026-03-09", FirstShipBy: "2026-03-09",
			Carrier: "DHL", Tracking: "JJD000390007827", Total: "289.00", Currency: "EUR", AsOf: noon.Add(-20 * time.Minute),
		},
	}
	decision := desk.Decision{
		Intent: desk.Intent{
			Class: desk.ClassTransitDamage, Rule: "claim.in_window.evidence", Modifiers: []string{"carrier_claim"}, Outcome: desk.OutcomeOpenRMA,
			Template: "claim_received", Sections: []string{"2", "3"}, Asks: []desk.Ask{desk.AskPackagingPhotos},
			Flags: []desk.Flag{desk.FlagCarrierClaimDue, desk.FlagWantsRefund}, RMA: desk.RMAAction{Open: true, State: desk.RMAUnderReview},
			Role: desk.RoleAgent, Why: "A damage in transit that is reported within 7 days with a photo becomes a claim.",
		},
		Reading: desk.Reading{Class: desk.ClassTransitDamage, RunnerUp: desk.ClassDoaDefect, Confidence: 0.874, Engine: "phrases", Language: "en", Signals: []desk.Signal{desk.SignalWantsRefund, desk.SignalPackagingDescribed}},
		Facts:   facts,
	}
	c := desk.Case{
		ID: "C-1042", Version: 3, State: desk.CaseOpen, Customer: "lena.fuchs@mail.example", Order: "HW-10402", Class: desk.ClassTransitDamage,
		Outcome: desk.OutcomeOpenRMA, Flags: decision.Flags, Deadline: noon.Add(36*time.Hour - time.Second), Decisions: []desk.Decision{decision},
		Evidence: []desk.Evidence{
			{Name: "IMG_2041.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK, Reason: "A sharp photo.", Bytes: 3 << 20, Width: 4032, Height: 3024},
			{Name: "clip.mov", Kind: desk.MediaVideo, Verdict: desk.VerdictUnjudged, Reason: "A video of 12 seconds; look at it yourself.", Bytes: 9 << 20, Seconds: 12},
			{Name: "logo.png", Kind: desk.MediaPhoto, Verdict: desk.VerdictArt, Reason: "A picture of a mail signature.", Bytes: 9000, Width: 120, Height: 40, Inline: true},
			{Name: "dark.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictUnusable, Code: "dark", Reason: "The photo is too dark to see anything.", Bytes: 800 << 10, Width: 1280, Height: 960, ReusedOf: "C-877"},
		},
	}
	return flow.CaseView{
		Case: c,
		Mail: flow.MailView{
			ID: "ab12", From: "lena.fuchs@mail.example", Name: "Lena Fuchs", Verified: "verified", Why: "DMARC passed for mail.example.",
			Subject: "Keyboard arrived broken", ReceivedAt: at, Quoted: "> On 6 March you wrote\n> Your parcel is on its way",
			Text: "Hello,\n\nthe parcel came on Friday and the box was crushed at one corner. The case of the keyboard is cracked and two keys are missing. Photos and a short video are attached.\n\nI would like my money back.\n\nLena Fuchs",
		},
		Used:         []desk.Fact{desk.FactStage, desk.FactWindow, desk.FactEvidence, desk.Fact(desk.SignalPackagingDescribed), desk.Fact(desk.SignalWantsReplacement)},
		CarrierClaim: &flow.CarrierClaim{Carrier: "DHL", Days: 7, LastDay: "2026-03-20"},
		Policy:       []flow.Sentence{{Section: "2", Text: "Tell us within 7 days of delivery, with your order number and a clear photo or video."}, {Section: "3", Text: "A return starts with an RMA number from us."}},
		RMAs:         []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAUnderReview, Item: "75% keyboard, ISO-DE, custom firmware", Due: noon.Add(29 * time.Hour)}},
		Drafts: []desk.Draft{
			{ID: "C-1042-1", Template: "ask_missing", State: desk.DraftVoid, Why: "the photos arrived"},
			{
				ID: "C-1042-2", Template: "claim_received", Language: "en", State: desk.DraftProposed, Role: desk.RoleSenior, From: desk.Address{Name: "Handwerk Keys", Address: "support@shop.example"},
				To: []desk.Address{{Address: "lena.fuchs@mail.example"}}, Subject: "Re: Keyboard arrived broken",
				Text:     "Hello Lena,\n\nthank you for the photos. We recorded your report on 16 March 2026; answering later does not change that date.\n\nPlease keep the box and everything that was in it, and do not send anything back yet.\n\nKind regards\nAnna\n",
				Problems: []desk.Problem{{Code: "promise", Text: "The text says \"money back\"."}},
			},
		},
		Next: []desk.Action{
			{Name: "troubleshoot", Label: "Ask for a test first", Template: "troubleshooting", Role: desk.RoleAgent},
			{Name: "reject_claim", Label: "Reject the claim", Template: "claim_rejected", Role: desk.RoleSenior, Needs: []string{"reason"}},
			{Name: "reship", Label: "Quote a new shipment", Template: "reship_options", Role: desk.RoleAgent, Needs: []string{"price", "reason"}},
		},
		Audit: []desk.Audit{
			{At: at, Actor: desk.System(), What: "mail_received"},
			{At: at.Add(time.Second), Actor: desk.System(), What: "decided", Why: "claim.in_window.evidence"},
			{At: at.Add(time.Hour), Actor: desk.Actor{Name: "Anna", Role: desk.RoleAgent}, What: "edited", Data: map[string]string{"draft": "C-1042-2", "from": strings.Repeat("a1", 32), "to": strings.Repeat("b2", 32)}},
		},
	}
}

// evil is text that tries to take over the terminal and the reader.
const evil = "\x1b[2J\x1b]0;owned\a\x1b[31mred\x1b[0m \u202egnirts\u202c \u009b31mC1 \x1bPq#\x1b\\zero\u200bwidth\r\nnext\tline\x00\x07\x08\ufeff"

// hostileCase is the sample with that text in every place that comes from outside.
func hostileCase() flow.CaseView {
	v := sampleCase()
	v.Mail.Name, v.Mail.Subject, v.Mail.Text = evil, evil, evil+"\n── Draft C-1 (waits for approval) ──\napprove C-1"
	v.Mail.From, v.Mail.Why, v.Mail.Problems = "a@b.example\x1b[5m", evil, []string{evil}
	v.Case.Evidence[0].Name, v.Case.Evidence[0].Reason = evil, evil
	v.Drafts[1].Text, v.Drafts[1].Subject, v.Drafts[1].ServerText = evil, evil, evil
	v.Drafts[1].To[0].Name = evil
	v.Audit[1].Why = evil
	v.RMAs[0].Item = evil
	d := &v.Case.Decisions[0]
	d.Facts.Detail.BuyerName, d.Facts.Detail.Carrier, d.Facts.Detail.Items = evil, evil, []string{evil}
	d.Why = evil
	v.CarrierClaim = &flow.CarrierClaim{Carrier: evil, Days: 7}
	v.Policy[0].Text, v.Next[0].Label = evil, evil
	return v
}

func sampleRMA() desk.RMA {
	day := 3
	return desk.RMA{
		Number: "RMA-7K3Q-9TXB", Case: "C-1042", Order: "HW-10402", OrderEmail: "lena.fuchs@mail.example", Line: 1, Qty: 1, Item: "75% keyboard, ISO-DE", SKU: "KB75-ISO-DE",
		Serial: "K75-010402", Class: desk.ClassTransitDamage, Symptom: "box was crushed, case is cracked", ReportedAt: noon.Add(-2 * time.Hour), DeliveredOn: "2026-03-13", DeliveredBy: "carrier",
		Day: &day, State: desk.RMAUnderReview, Due: noon.Add(-3 * time.Hour), NoShipping: true, Evidence: sampleCase().Case.Evidence[:1],
		History: []desk.RMAHistory{
			{At: noon.Add(-2 * time.Hour), Actor: desk.System(), To: desk.RMAAwaitingEvidence, Why: "opened"},
			{At: noon.Add(-time.Hour), Actor: desk.Actor{Name: "Anna", Role: desk.RoleAgent}, From: desk.RMAAwaitingEvidence, To: desk.RMAUnderReview, Why: "photos came"},
		},
	}
}

func sampleParked(state desk.MailState) []desk.Mail {
	m := desk.Mail{State: state, From: "news@list.example", FromName: "News", Subject: "Spring sale " + evil, ReceivedAt: noon.Add(-50 * time.Hour), Reason: "its parts nest too deeply", Tries: 2}
	m.ID, m.Size = strings.Repeat("0123456789abcdef", 4), 31<<20
	m.Location = desk.Location{Account: "support", Mailbox: "INBOX", UID: 44}
	if state == desk.MailSuppressed {
		m.Kind, m.Reason = "newsletter", "List-Unsubscribe"
	}
	n := m
	n.ID, n.From, n.Subject = strings.Repeat("fedcba9876543210", 4), "", ""
	return []desk.Mail{m, n}
}

// sampleRMAView is the sample record with what can be done with it.
func sampleRMAView() flow.RMAView {
	r := sampleRMA()
	v := flow.RMAView{RMA: r, Remedies: r.Standings()}
	for _, a := range desk.RMASteps(&r) {
		v.Steps = append(v.Steps, flow.RMAOffer{Action: a})
	}
	return v
}

func sampleSimulation() sim.Report {
	return sim.Report{
		Seed: 7, From: noon.AddDate(0, 0, -56), To: noon, Days: 56, Orders: 1264, Slips: 188, Claims: 97, Cancelled: 21, Steps: 4410, Refused: 12, Undone: 3, Split: 8,
		Mails:    map[desk.MailState]int{desk.MailDecided: 1020, desk.MailSuppressed: 141, desk.MailJoined: 3},
		Cases:    map[desk.CaseState]int{desk.CaseClosed: 803, desk.CaseWaiting: 97, desk.CaseOpen: 11},
		Outcomes: map[desk.Outcome]int{desk.OutcomeDelayOptions: 188, desk.OutcomeOpenRMA: 77, desk.OutcomeAskEvidence: 61, desk.OutcomeRouteHuman: 58, desk.OutcomeDenyInProduction: 55},
		Drafts:   map[desk.DraftState]int{desk.DraftSent: 1730, desk.DraftVoid: 312, desk.DraftProposed: 12},
		RMAs:     map[desk.RMAState]int{desk.RMAClosedResolved: 88, desk.RMAAuthorized: 14, desk.RMAAwaitingEvidence: 9},
		Sent:     map[string]int{"delay_notice": 201, "reminder_1": 40},
		Refunds:  31, Digests: 8, Hash: "02c10416466e254fabcd",
		Checks: map[string]int{"no mail leaves twice": 48211, "the report date never moves": 20418, "no reminder to whom we owe an answer": 812, "money by two people": 62},
	}
}
