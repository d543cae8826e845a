package facts

import (
	"time"

	"returndesk/desk"
)

// PromiseOf gives the promised date in force and what became of our notice about it, in the
// words of the facts "promise" and "notice".
func PromiseOf(o *desk.Order, zone *time.Location, at time.Time) (date desk.Date, notice string) {
	date = o.PromisedBy()
	return date, noticeAbout(o, date, zone, at)
}

// coveredBySection6 reports whether the choice of policy section 6 stands, by the words of the facts "promise" and "notice".
func coveredBySection6(promise, notice string) bool {
	return promise == "passed" || promise == "indefinite" || notice == "unanswered" || notice == "cancel"
}

// promiseFacts settles the promised ship date in force, our notice about the current
// slip, and whether the parcel left after a request that section 6 covered. A revised
// date replaces the first one only if the buyer chose to wait (domain.md section 0).
func promiseFacts(in *Input, o *desk.Order, fs *desk.Facts) {
	d := &fs.Detail
	d.FirstShipBy, d.ShipBy = o.ShipBy, o.PromisedBy()
	at := in.Now
	left := o.ShippedAt != nil && o.ShippedAt.After(in.ReceivedAt) && !o.ShippedAt.After(in.Now)
	if left {
		at = *o.ShippedAt
	}
	promise := promiseAt(o, in.ShopZone, at)
	notice := noticeAbout(o, d.ShipBy, in.ShopZone, at)
	fs.Enum[desk.FactPromise] = promise
	fs.Enum[desk.FactNotice] = notice
	fs.Enum[desk.FactCrossed] = choose(left && coveredBySection6(promise, notice), "yes", "no")
}

// promiseAt names where the promise stands: it has passed when its date has ended in shop
// time (domain.md section 0, "Ship-by passed").
func promiseAt(o *desk.Order, zone *time.Location, at time.Time) string {
	passed := func(d desk.Date) (bool, bool) {
		end, ok := d.Ends(zone)
		return ok && !at.Before(end), ok
	}
	if o.Revised() {
		if over, ok := passed(o.RevisedShipBy); ok {
			return choose(over, "passed", "waiting")
		}
	}
	over, ok := passed(o.ShipBy)
	switch {
	case over:
		return "passed"
	case o.DelayChoice == desk.DelayChoiceWait:
		return "indefinite"
	case ok:
		return "open"
	}
	return "unknown"
}

// noticeAbout says whether a notice about the current slip was sent, before or after the
// promised date, and what the buyer answered (reading 4). After a wait for a revised
// date only a notice about that date counts. A notice that bounced was not sent.
func noticeAbout(o *desk.Order, promised desk.Date, zone *time.Location, at time.Time) string {
	again := o.Revised()
	list := o.DelayNotices
	if len(list) == 0 && o.DelayNoticeSentAt != nil {
		list = []desk.DelayNotice{{SentAt: *o.DelayNoticeSentAt}}
	}
	first, current := false, false
	for _, n := range list {
		if n.Bounced || n.SentAt.After(at) {
			continue
		}
		first = true
		switch {
		case n.OldDate != "":
			current = current || n.OldDate == promised
		case !again:
			current = true
		case o.DelayChoiceAt != nil:
			current = current || n.SentAt.After(*o.DelayChoiceAt)
		default:
			end, ok := promised.Ends(zone)
			current = current || (ok && !n.SentAt.Before(end))
		}
	}
	slipped := again && promiseAt(o, zone, at) == "passed"
	switch {
	case again && current:
		return "unanswered"
	case slipped:
		return "none"
	case again:
		return "wait"
	case o.DelayChoice == desk.DelayChoiceWait:
		return "wait"
	case o.DelayChoice == desk.DelayChoiceCancel:
		return "cancel"
	case current || (first && promised == ""):
		return "unanswered"
	}
	return "none"
}
