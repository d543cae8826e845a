// Package explain says in words what was decided and what follows from it: the facts that
// carried a decision, what happened on which day, what an approval does. It makes plain
// sentences of what it is given; whoever shows them removes what must not be shown. It
// knows no terminal and no web page.
package explain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// Facts says in words which facts carried the decision. Facts that are as they
// usually are stay out; what is unknown and matters is said.
func Facts(d desk.Decision) []string {
	f := d.Facts
	var out []string
	say := func(fact desk.Fact, values map[string]string) {
		if s := values[f.Get(fact)]; s != "" {
			out = append(out, s)
		}
	}
	say(desk.FactMachine, map[string]string{
		"auto_reply": "A machine wrote this mail.", "bounce": "This is a bounce.", "bounce_of_ours": "This is a bounce of a mail of ours.",
		"newsletter": "This is a newsletter.", "spam": "This looks like spam.", "suspicious": "The mail looks suspicious.",
	})
	say(desk.FactLookup, map[string]string{
		"only_own": "No order number in the mail; the sender has exactly one order.", "typo": "The number in the mail is unknown; the sender's only order was taken.",
		"several": "The sender has several orders: " + strings.Join(f.Detail.OwnOrders, ", ") + ".", "not_found": "No order was found.",
		"foreign": "The number belongs to another customer's order.", "unavailable": "The order data could not be read.",
	})
	say(desk.FactSender, map[string]string{"other": "The writer's address is not the order's."})
	if !d.ByClock() { // else nobody wrote whom anything could prove
		say(desk.FactAuth, map[string]string{
			"pass": "The mail server proved the sender (DMARC or DKIM).", "fail": "The sender's proof FAILED (DMARC or DKIM).",
			"none": "Nothing proves the sender.", "reply": "Answers a mail that we sent to the order's address.",
		})
	}
	say(desk.FactSettled, map[string]string{"yes": "The customer says that the matter is settled."})
	if items := f.Detail.SettledItems; len(items) > 0 && f.Get(desk.FactSettled) == "no" {
		out = append(out, "The customer says that a part of the order is settled: "+strings.Join(items, ", ")+".")
	}
	say(desk.FactReship, map[string]string{
		"again": "The buyer answers that the parcel is to be sent again.", "placed": "The buyer answers that the parcel is to be sent again, and where to.",
		"address": "The buyer gives the address that the trace needs.",
		"other":   "The buyer answers what we asked about his parcel, but wants something else.",
	})
	say(desk.FactDiagnostic, map[string]string{
		"fails": "The customer says that it is the same with another device or cable.", "works": "The customer says that it works with another device or cable.",
		"told":   "The customer says from the first that it works with another device or cable.",
		"unable": "The customer has no other device or cable to try.",
	})
	say(desk.FactWithdrawal, map[string]string{"yes": "The mail takes back what was asked before."})
	say(desk.FactData, map[string]string{"error": "The order's data contradicts itself: " + strings.TrimSuffix(f.Detail.DataError, ".") + "."})
	// What was promised and begun matters until the parcel leaves.
	waits := slices.Contains([]string{"unknown", "placed", "in_production"}, f.Get(desk.FactStage))
	if f.Get(desk.FactSender) != "none" && waits {
		say(desk.FactStage, map[string]string{"unknown": "How far the order has come is not known."})
		say(desk.FactProduction, map[string]string{"started": "Production has begun.", "not_started": "Production has not begun.", "unknown": "Whether production has begun is not known."})
	}
	say(desk.FactTiming, map[string]string{"before_start": "The request came before production began."})
	if waits {
		say(desk.FactPromise, map[string]string{
			"passed": "The promised shipping date has passed.", "waiting": "The buyer chose to wait for a new date.", "indefinite": "The buyer chose to wait without a date.",
		})
	}
	say(desk.FactNotice, map[string]string{"unanswered": "Our delay notice had no answer before this mail.", "cancel": "The buyer answered our delay notice: cancel."})
	say(desk.FactCrossed, map[string]string{"yes": "The parcel left after the request to cancel."})
	say(desk.FactDelivery, map[string]string{
		"refused": "The parcel was refused.", "unclaimed": "The parcel was not claimed.", "returned": "The parcel came back to us.", "lost": "The carrier lost the parcel.",
	})
	if reports(d) {
		out = append(out, windowLine(f))
	}
	say(desk.FactReused, map[string]string{"yes": "A picture was used in an earlier claim already."})
	say(desk.FactRMA, map[string]string{
		"unasked": "An RMA waits for evidence that nobody was asked for yet.", "awaiting_evidence": "An RMA waits for evidence.", "under_review": "An RMA is under review.", "authorized": "An RMA is authorized.",
		"silent": "An RMA closed because no evidence came; it can be reopened.", "expired": "An RMA's return deadline passed.", "closed": "An earlier RMA is closed.",
	})
	say(desk.FactInspection, map[string]string{"no_fault": "Our inspection found no fault.", "fault_confirmed": "Our inspection confirmed the fault."})
	say(desk.FactReplacement, map[string]string{"yes": "The unit is a replacement."})
	say(desk.FactItem, map[string]string{"differs": "What was delivered differs from what was ordered.", "as_ordered": "What was delivered is what was ordered."})
	say(desk.FactLabel, map[string]string{"differs": "The label's address differs from the one at checkout."})
	if f.Get(desk.FactStage) == "shipped" {
		say(desk.FactScan, map[string]string{"stale": "The carrier has not scanned the parcel for " + unscanned(f.Detail.Unscanned) + "."})
		say(desk.FactCarrierSays, map[string]string{"delivered": "The customer quotes the carrier: delivered. The shop's data do not know of it yet."})
	}
	say(desk.FactDestination, map[string]string{"eu_uk_au": "The order goes to the EU, UK or Australia: the law there knows further rights."})
	if f.Get(desk.FactDestination) == "eu_uk_au" && d.Outcome == desk.OutcomeDenyChangeOfMind {
		say(desk.FactExemption, map[string]string{"open": "Nobody has confirmed yet that these goods are exempt from withdrawal (shop.withdrawal_exemption_confirmed): a manager decides."})
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// unscanned says how long, as far as it was noted.
func unscanned(days int) string {
	if days == 0 {
		return "so long that it has to be traced"
	}
	return fmt.Sprintf("%d days", days)
}

// Used writes the facts that the rows of a decision ask for, each with its value: "window out".
func Used(f desk.Facts, used []desk.Fact) []string {
	out := make([]string, 0, len(used))
	for _, name := range used {
		value := f.Get(name)
		if name.IsSignal() {
			value = "no"
			if slices.Contains(f.Signals, desk.Signal(name)) {
				value = "yes"
			}
		}
		out = append(out, words(name)+" "+strings.ReplaceAll(value, "_", " "))
	}
	return out
}

// reports says whether the mail is about what was delivered, so that the day of the report
// counts.
func reports(d desk.Decision) bool {
	about := func(c desk.Class) bool {
		return c.IsClaim() || c == desk.ClassChangeOfMind || c == desk.ClassRMAFollowup
	}
	return about(d.Class) || slices.ContainsFunc(d.More, func(i desk.Intent) bool { return about(i.Class) })
}

// windowLine says where the report stands in the 7 days of policy section 2.
func windowLine(f desk.Facts) string {
	d := f.Detail
	if d.OrderNumber == "" || f.Get(desk.FactWindow) == "unknown" {
		return ""
	}
	s := ""
	if d.Day != nil {
		s = fmt.Sprintf("Reported on day %d after delivery", *d.Day)
	}
	switch f.Get(desk.FactWindow) {
	case "last_day":
		s += ", the last day of the window"
	case "near_miss":
		s += ", just after the window of 7 days"
	case "out":
		s += ", after the window of 7 days"
	case "in":
		s += ", within the window of 7 days"
	}
	switch f.Get(desk.FactDateSource) {
	case "customer":
		s += " (by the customer's own date)"
	case "proven":
		s += " (proved by the shipping date)"
	case "replacement":
		s += " (of the replacement)"
	}
	return strings.TrimPrefix(s, ", ") + "."
}

// Event is one point of the order's and the claim's time line.
type Event struct {
	Day  desk.Date
	What string
	Kind string // "placed", "started", "first_ship_by", "ship_by", "shipped", "delivered", "reported", "received", "last_day"
}

// Timeline gives what happened on which day, oldest first. Where time decided nobody
// reported anything, and no last day to do so counts.
func Timeline(decision desk.Decision, zone *time.Location) []Event {
	d := decision.Facts.Detail
	day := func(t time.Time) desk.Date {
		if t.IsZero() {
			return ""
		}
		return desk.Date(t.In(zone).Format("2006-01-02"))
	}
	delivered := "delivered"
	if d.DeliveredBy != "" && d.DeliveredBy != "carrier" {
		delivered += " (says the " + d.DeliveredBy + ")"
	}
	all := []Event{
		{d.PlacedOn, "order placed", "placed"}, {d.StartedOn, "production began", "started"}, {d.FirstShipBy, "first promised to ship by", "first_ship_by"},
		{d.ShipBy, "promised to ship by", "ship_by"}, {d.ShippedOn, "shipped" + tracking(d), "shipped"},
		{d.DeliveredOn, delivered, "delivered"}, {d.ReportDate, "first reported", "reported"},
		{day(d.ReceivedAt), "this mail came", "received"}, {d.LastDay, "last day to report", "last_day"},
	}
	all = slices.DeleteFunc(all, func(e Event) bool { return e.Day == "" })
	if d.ReceivedAt.Equal(d.ReportedAt) { // the usual case: this mail is the report
		all = slices.DeleteFunc(all, func(e Event) bool { return e.Kind == "received" })
	}
	if d.FirstShipBy == d.ShipBy {
		all = slices.DeleteFunc(all, func(e Event) bool { return e.Kind == "first_ship_by" })
	}
	if decision.ByClock() {
		all = slices.DeleteFunc(all, func(e Event) bool { return slices.Contains([]string{"reported", "received", "last_day"}, e.Kind) })
	}
	if d.DeliveredOn == "" {
		all = slices.DeleteFunc(all, func(e Event) bool { return e.Kind == "last_day" })
	}
	slices.SortStableFunc(all, func(a, b Event) int { return strings.Compare(string(a.Day), string(b.Day)) })
	return all
}

func tracking(d desk.FactDetail) string {
	if d.Carrier == "" && d.Tracking == "" {
		return ""
	}
	return " with " + strings.TrimSpace(d.Carrier+" "+d.Tracking)
}
