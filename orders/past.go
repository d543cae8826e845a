package orders

import (
	"slices"
	"time"

	"returndesk/desk"
)

// AsItStood gives an order as it stood at a time, as far as today's data tell when things happened; false
// where it had not been placed yet. What has no date, such as a status without a scan, stays as it is.
// It exists for old mails, which are decided as of the day on which they came.
func AsItStood(o desk.Order, at time.Time) (desk.Order, bool) {
	if yet(o.PlacedAt, at) {
		return o, false
	}
	o.Refunds = slices.DeleteFunc(slices.Clone(o.Refunds), func(r desk.Refund) bool { return r.At.After(at) })
	o.PriorRMA = slices.DeleteFunc(slices.Clone(o.PriorRMA), func(r desk.PriorRMA) bool { return yet(r.FirstReportedAt, at) })
	noticesUntil(&o, at)
	if yet(o.ProductionStartedAt, at) {
		o.ProductionStartedAt, o.ProductionStatus = nil, desk.ProductionNotStarted
	}
	parcelsUntil(&o, at)
	switch {
	case yet(o.ShippedAt, at):
		o.ShippedAt, o.DeliveredAt, o.LastScanAt, o.DeliveryStatus = nil, nil, nil, desk.DeliveryNone
		o.Carrier, o.Service, o.Tracking = "", "", ""
		back(&o, before(o))
	case yet(o.DeliveredAt, at), o.DeliveredAt == nil && yet(o.LastScanAt, at) && cameBack(o.DeliveryStatus):
		o.DeliveredAt, o.LastScanAt, o.DeliveryStatus = nil, nil, desk.DeliveryInTransit
		back(&o, desk.StageShipped)
	case o.ShippedAt == nil && o.ProductionStatus == desk.ProductionNotStarted && o.Stage == desk.StageInProduction:
		back(&o, desk.StagePlaced)
	}
	return o, true
}

// yet reports whether something that has a time was still to come.
func yet(when *time.Time, at time.Time) bool { return when != nil && when.After(at) }

// before is the stage of an order that was not handed over.
func before(o desk.Order) desk.Stage {
	switch {
	case o.ProductionStartedAt != nil:
		return desk.StageInProduction
	case o.ProductionStatus == desk.ProductionNotStarted:
		return desk.StagePlaced
	}
	return desk.StageUnknown
}

// back sets an earlier stage. What the shop keeps for each line is of today.
func back(o *desk.Order, stage desk.Stage) {
	if o.Stage == desk.StageCancelled || o.Stage == desk.StageRefunded { // nobody knows since when
		return
	}
	o.Stage, o.Lines = stage, slices.Clone(o.Lines)
	for i := range o.Lines {
		o.Lines[i].Stage = ""
	}
}

func noticesUntil(o *desk.Order, at time.Time) {
	o.DelayNotices = slices.DeleteFunc(slices.Clone(o.DelayNotices), func(n desk.DelayNotice) bool { return n.SentAt.After(at) })
	if yet(o.DelayNoticeSentAt, at) {
		o.DelayNoticeSentAt, o.RevisedShipBy, o.DelayChoice, o.DelayChoiceAt = nil, "", desk.DelayChoiceNone, nil
	}
	if yet(o.DelayChoiceAt, at) {
		o.DelayChoice, o.DelayChoiceAt = desk.DelayChoiceNone, nil
	}
}

func parcelsUntil(o *desk.Order, at time.Time) {
	o.Parcels = slices.Clone(o.Parcels)
	for i := range o.Parcels {
		p := &o.Parcels[i]
		switch {
		case yet(p.ShippedAt, at):
			p.ShippedAt, p.DeliveredAt, p.LastScanAt, p.DeliveryStatus = nil, nil, nil, desk.DeliveryNone
			p.Carrier, p.Service, p.Tracking = "", "", ""
		case yet(p.DeliveredAt, at), p.DeliveredAt == nil && yet(p.LastScanAt, at) && cameBack(p.DeliveryStatus):
			p.DeliveredAt, p.LastScanAt, p.DeliveryStatus = nil, nil, desk.DeliveryInTransit
		}
	}
}

// cameBack reports whether a status ends a parcel's way without its delivery.
func cameBack(s desk.DeliveryStatus) bool {
	switch s {
	case desk.DeliveryRefused, desk.DeliveryUnclaimed, desk.DeliveryReturnedToSender, desk.DeliveryLost:
		return true
	}
	return false
}
