package facts

import (
	"strings"
	"time"
	"unicode"

	"returndesk/desk"
)

// deliveryFacts settles delivery, the reporting window and where its date comes from
// (domain.md section 0, "Day N" and "Delivery").
func deliveryFacts(in *Input, o *desk.Order, line int, rmas []desk.PriorRMA, fs *desk.Facts) {
	sh := shipmentOf(o, line)
	fs.Enum[desk.FactDelivery] = deliveryOf(fs.Enum[desk.FactStage], sh)
	fs.Enum[desk.FactWindow], fs.Enum[desk.FactDateSource] = "unknown", "none"
	zone := in.zoneOf(o)

	delivered, source := sh.delivered, "carrier"
	if fs.Enum[desk.FactReplacement] == "yes" {
		delivered, source = replacementDelivered(o, rmas), "replacement"
		fs.Enum[desk.FactDelivery] = choose(delivered != nil, "delivered", "unknown")
		sh.partly, sh.shipped = false, nil
	}
	switch {
	case delivered != nil:
		n := daysBetween(*delivered, fs.Detail.ReportedAt, zone)
		on := dateIn(*delivered, in.zoneOr(o))
		fillDay(in, fs, n, on, source)
	case sh.partly:
		// The last parcel has not come: the kit's window has not begun to run out.
		fs.Enum[desk.FactDelivery] = "delivered"
		fs.Enum[desk.FactWindow], fs.Enum[desk.FactDateSource] = "in", "carrier"
	case fs.Enum[desk.FactDelivery] == "not_shipped":
	default:
		withoutDate(in, sh, zone, fs)
	}
	scanFacts(in, sh, fs)
}

// withoutDate handles an unknown delivery date: the customer's own date counts
// provisionally; a report within 7 days of shipping is in the window whatever the date.
func withoutDate(in *Input, sh shipment, zone *time.Location, fs *desk.Facts) {
	reported := fs.Detail.ReportedAt
	if n, ok := daysSince(in.StatedDate, reported, zone); ok && n >= 0 && plausible(in.StatedDate, sh.shipped) {
		fillDay(in, fs, n, in.StatedDate, "customer")
		return
	}
	if sh.shipped != nil && daysBetween(*sh.shipped, reported, zone) <= desk.ReportDays {
		fs.Enum[desk.FactWindow], fs.Enum[desk.FactDateSource] = "in", "proven"
	}
}

// plausible refuses a stated date that lies before the parcel left; one day of slack
// covers the zones.
func plausible(stated desk.Date, shipped *time.Time) bool {
	if shipped == nil {
		return true
	}
	a, ok := dayNumber(stated)
	b, _ := dayNumber(dateIn(*shipped, time.UTC))
	return ok && a >= b-1
}

func fillDay(in *Input, fs *desk.Facts, n int, on desk.Date, source string) {
	fs.Enum[desk.FactWindow], fs.Enum[desk.FactDateSource] = windowOf(n, in.Deadlines.NearMiss), source
	fs.Detail.Day, fs.Detail.DeliveredOn, fs.Detail.DeliveredBy = &n, on, source
	fs.Detail.LastDay = addDays(on, desk.ReportDays)
}

// deliveryOf names the carrier's last word.
func deliveryOf(stage string, sh shipment) string {
	switch sh.status {
	case desk.DeliveryDelivered, desk.DeliveryPickedUp:
		return "delivered"
	case desk.DeliveryRefused:
		return "refused"
	case desk.DeliveryUnclaimed:
		return "unclaimed"
	case desk.DeliveryReturnedToSender:
		return "returned"
	case desk.DeliveryLost:
		return "lost"
	case desk.DeliveryInTransit:
		return "in_transit"
	}
	switch {
	case sh.delivered != nil || stage == "delivered":
		return "delivered"
	case stage == "placed" || stage == "in_production":
		return "not_shipped"
	}
	return "unknown"
}

// replacementDelivered gives when the replacement unit came: it starts a window of its
// own. An order whose own delivery lies after the first report carries the replacement's.
func replacementDelivered(o *desk.Order, rmas []desk.PriorRMA) *time.Time {
	r := replacedBy(rmas)
	if r == nil {
		return nil
	}
	if r.ReplacementAt != nil {
		return r.ReplacementAt
	}
	if r.FirstReportedAt != nil && o.DeliveredAt != nil && o.DeliveredAt.After(*r.FirstReportedAt) {
		return o.DeliveredAt
	}
	return nil
}

// scanFacts tells a parcel that moves from one that does not. Without a scan the
// hand-over is the last sign of it (domain.md section 1, delivery_problem).
func scanFacts(in *Input, sh shipment, fs *desk.Facts) {
	last := later(sh.lastScan, sh.shipped)
	scan := "unknown"
	if last != nil {
		n := daysBetween(*last, in.Now, in.ShopZone)
		if scan = choose(n >= in.Deadlines.NoScan, "stale", "fresh"); scan == "stale" {
			fs.Detail.Unscanned = n
		}
	}
	fs.Enum[desk.FactScan] = scan
}

// parcelFacts compares what was sent, and where, with what was ordered.
func parcelFacts(in *Input, o *desk.Order, fs *desk.Facts) {
	label := "unknown"
	if a, b := plain(o.CheckoutAddress), plain(o.LabelAddress); a != "" && b != "" {
		label = choose(a == b, "matches", "differs")
	}
	fs.Enum[desk.FactLabel] = label
	item := "unknown"
	switch {
	case in.ItemMatches != nil:
		item = choose(*in.ItemMatches, "as_ordered", "differs")
	case saysAsOrdered(in, o):
		item = "as_ordered"
	}
	fs.Enum[desk.FactItem] = item
}

// plain folds an address so that punctuation, blanks and case do not count.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
