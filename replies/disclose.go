package replies

import (
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/templates"
)

// owner reports whether the reply goes to the order's own address, the only one that
// order facts go to (design.md, "Trust"). It asks who will read the reply, not who may
// have written the mail: a forged From still leads to the owner's own mailbox.
func owner(d *desk.Decision) bool {
	switch d.Facts.Get(desk.FactSender) {
	case "owner":
		return d.Facts.Detail.OrderNumber != "" || len(d.Facts.Detail.OwnOrders) > 0
	case "other", "none":
		return severalOwn(d)
	}
	f := &d.Facts.Detail
	return f.OrderEmail != "" && strings.EqualFold(strings.TrimSpace(f.Sender), strings.TrimSpace(f.OrderEmail))
}

// severalOwn reports whether the sender is asked which of his own orders he means: their
// numbers are his.
func severalOwn(d *desk.Decision) bool {
	return d.Facts.Get(desk.FactLookup) == "several" && len(d.Facts.Detail.OwnOrders) > 0
}

// numberGiven reports whether the mail names an order number, whoever's it is.
func numberGiven(d *desk.Decision) bool {
	return d.Facts.Get(desk.FactNumber) == "given" || d.Facts.Detail.NumberWritten != ""
}

// wordsFor gives the template whose words a reader may get. To a stranger every answer
// about a number is the same, whether the order is unknown or somebody else's
// (domain.md section 1, reading 14).
func wordsFor(template string, d *desk.Decision, own bool) string {
	if own || templates.NoOrderFacts(template) || template == stopTemplate {
		return template
	}
	if template == "ask_missing" && !numberGiven(d) {
		return template
	}
	return "verify_sender"
}

// strangerAsks gives what a stranger is asked for. It looks at what the mail itself says
// and brings, never at an order, so that it tells nothing about one.
func strangerAsks(class desk.Class, d *desk.Decision) []desk.Ask {
	asks := []desk.Ask{desk.AskOrderNumber, desk.AskOrderEmail}
	if !class.IsClaim() {
		return asks
	}
	switch d.Facts.Get(desk.FactEvidence) {
	case "ok", "unjudged":
	case "link":
		asks = append(asks, desk.AskResendEvidence)
	default:
		asks = append(asks, desk.AskPhotoVideo)
	}
	if class == desk.ClassDoaDefect && len(asks) > 2 && d.Facts.Get(desk.FactSerial) != "given" {
		asks = append(asks, desk.AskSerialFirmware)
	}
	return asks
}

// askOrder is the order in which a mail lists what is missing: what finds the order,
// then what shows the problem, then the rest.
func askOrder() []desk.Ask {
	return []desk.Ask{
		desk.AskOrderNumber, desk.AskOrderEmail, desk.AskWhichOrder, desk.AskBuyerConfirmation, desk.AskPhotoVideo,
		desk.AskResendEvidence, desk.AskPackagingPhotos, desk.AskSerialFirmware, desk.AskDiagnosticResult, desk.AskDeliveryDate,
		desk.AskReturnTracking, desk.AskAddressConfirm, desk.AskReshipChoice, desk.AskDelayChoice, desk.AskProofOfCost,
	}
}

// sortAsks orders asks for reading and drops repeats. resend_evidence stands for
// photo_video when both are there: one thing is asked for once.
func sortAsks(asks []desk.Ask) []desk.Ask {
	var out []desk.Ask
	for _, a := range askOrder() {
		if !slices.Contains(asks, a) || a == desk.AskPhotoVideo && slices.Contains(asks, desk.AskResendEvidence) {
			continue
		}
		out = append(out, a)
	}
	return out
}
