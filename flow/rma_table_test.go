package flow_test

import (
	"fmt"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// hop is one step of the table of domain.md section 3 with what stands in its row.
type hop struct {
	step  string
	set   map[string]string
	to    desk.RMAState
	mail  string // the mail with which the record moves, "" for none
	payer string // who pays the way to us after it
	days  int    // until the state's deadline, of the calendar; 0 for a state without one
	work  bool   // the days are working days
}

// TestTable takes every step of the table of domain.md section 3, each with its mail, who
// pays, and the deadline.
func TestTable(t *testing.T) {
	t.Parallel()
	parcel := map[string]string{"carrier": "DHL", "tracking": "JD1", "currency": "USD"}
	box := map[string]string{"condition": "in its box"}
	price := map[string]string{"price": "18.00", "currency": "USD"}
	authorized := hop{"rma_authorized", box, desk.RMAAuthorized, "rma_authorized", desk.PayerBuyer, 21, false}
	labelled := hop{"rma_authorized", map[string]string{"condition": "in its box", "label": "attached"}, desk.RMAAuthorized, "rma_authorized", desk.PayerShop, 21, false}
	travels := hop{"rma_in_transit", parcel, desk.RMAInTransit, "rma_status", desk.PayerBuyer, 10, false}
	received := hop{"rma_received", nil, desk.RMAReceived, "rma_received", desk.PayerBuyer, 5, true}
	inspect := hop{"inspect", nil, desk.RMAInspecting, "", desk.PayerBuyer, 0, false}
	fault := hop{"inspection_fault", nil, desk.RMAFaultConfirmed, "inspection_fault", desk.PayerShop, 2, true}
	noFault := hop{"inspection_no_fault", price, desk.RMANoFaultFound, "inspection_no_fault", desk.PayerBuyer, 14, false}
	hold := hop{"hold", map[string]string{"hold": "wrong_contents"}, desk.RMAManagerHold, "", desk.PayerBuyer, 14, false}
	remedy := map[string]string{"remedy": "repair"}
	trouble := hop{"troubleshooting", map[string]string{"steps": "hold Esc while you plug it in"}, desk.RMATroubleshooting, "troubleshooting", "", 14, false}
	noReturn := hop{"rma_no_return", nil, desk.RMANoReturn, "rma_no_return", desk.PayerNone, 0, false}
	shipped := func(payer string) hop {
		return hop{"resolution_shipped", parcel, desk.RMAClosedResolved, "resolution_shipped", payer, 0, false}
	}
	rejected := func(payer string) hop {
		return hop{"claim_rejected", map[string]string{"cause": "the item that came back is another one"}, desk.RMAClosedRejected, "claim_rejected", payer, 0, false}
	}
	goodwill := hop{"goodwill", remedy, desk.RMAResolving, "", desk.PayerBuyer, 0, false}
	back := hop{"unit_sent_back", parcel, desk.RMAReturnToBuyer, "resolution_shipped", desk.PayerBuyer, 5, true}
	way := func(steps ...hop) []hop { return steps }
	for name, steps := range map[string][]hop{
		"parts, tried first":     way(trouble, hop{"not_solved", nil, desk.RMAUnderReview, "", "", 1, true}, noReturn, hop{"remedy", map[string]string{"remedy": "parts", "due": "2026-06-01"}, desk.RMAResolving, "", desk.PayerNone, 0, false}, shipped(desk.PayerNone)),
		"troubleshooting helped": way(trouble, hop{"solved", nil, desk.RMAClosedResolved, "", "", 0, false}),
		"silence over a remedy":  way(trouble, hop{"close_silence", nil, desk.RMAClosedResolved, "closed_silence", "", 0, false}),
		"turned down":            way(rejected("")),
		"fault, our label":       way(labelled, hop{"rma_in_transit", parcel, desk.RMAInTransit, "rma_status", desk.PayerShop, 10, false}),
		"fault":                  way(authorized, travels, received, inspect, fault, hop{"remedy", remedy, desk.RMAResolving, "", desk.PayerShop, 0, false}, shipped(desk.PayerShop)),
		"no parcel came":         way(authorized, hop{"rma_expired", map[string]string{"expires": "2026-04-20"}, desk.RMAClosedExpired, "rma_expired", desk.PayerBuyer, 0, false}),
		"no fault, back":         way(authorized, received, inspect, noFault, back, hop{"back_with_buyer", nil, desk.RMAClosedRejected, "", desk.PayerBuyer, 0, false}),
		"no fault, goodwill":     way(authorized, received, inspect, noFault, goodwill, shipped(desk.PayerBuyer)),
		"no fault, turned down":  way(authorized, received, inspect, noFault, rejected(desk.PayerBuyer)),
		"held, back":             way(authorized, received, inspect, hold, back, rejected(desk.PayerBuyer)),
		"held, goodwill":         way(authorized, received, inspect, hold, goodwill, hop{"resolved", nil, desk.RMAClosedResolved, "", desk.PayerBuyer, 0, false}),
		"held, turned down":      way(authorized, received, inspect, hold, rejected(desk.PayerBuyer)),
		"money":                  way(noReturn, hop{"remedy", map[string]string{"remedy": "refund"}, desk.RMAResolving, "", desk.PayerNone, 0, false}, hop{"refund_processing", money, desk.RMAClosedResolved, "refund_processing", desk.PayerNone, 0, false}),
		"taken back at once":     way(hop{"withdraw", nil, desk.RMAWithdrawn, "", "", 0, false}),
		"taken back on its way":  way(authorized, travels, hop{"withdraw", nil, desk.RMAWithdrawn, "", desk.PayerBuyer, 0, false}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c, r := claim(t)
			for _, h := range steps {
				w.clock = w.clock.Add(20 * time.Minute)
				w.hop(c.ID, r.Number, h)
			}
		})
	}
	t.Run("evidence never came", func(t *testing.T) {
		t.Parallel()
		w, c := asked(t, func(*flow.Shop) {})
		w.hop(c.ID, w.record(c.ID).Number, hop{"close_silence", nil, desk.RMAClosedExpired, "closed_silence", "", 0, false})
	})
	t.Run("evidence came", func(t *testing.T) {
		t.Parallel()
		w, c := asked(t, func(*flow.Shop) {})
		w.hop(c.ID, w.record(c.ID).Number, hop{"claim_received", nil, desk.RMAUnderReview, "claim_received", "", 1, true})
	})
}

// hop takes one step and compares what became true with its row.
func (w *world) hop(id, number string, h hop) {
	w.t.Helper()
	before := len(w.drafts(id, desk.DraftSent))
	r := w.stepped(number, h.step, h.set)
	told := ""
	if sent := w.drafts(id, desk.DraftSent); len(sent) > before {
		told = sent[len(sent)-1].Template
	}
	due := time.Time{}
	days := desk.Workdays{Zone: w.scenario.Zone}
	switch {
	case h.days == 0 && h.set["due"] != "":
		due = r.Due // a day that a person named
	case h.work:
		due = days.Add(w.clock, h.days)
	case h.to == desk.RMAInTransit: // the carrier works on days on which we do not
		due = w.clock.AddDate(0, 0, h.days)
	case h.days > 0:
		due = days.Days(w.clock, h.days)
	}
	day := func(at time.Time) string { return string(days.Date(at)) }
	got, want := fmt.Sprint(r.State, told, r.Payer), fmt.Sprint(h.to, h.mail, h.payer)
	if got != want || day(r.Due) != day(due) || r.Due.IsZero() != due.IsZero() {
		w.t.Errorf("%s: state, mail and payer %s, want %s; due %s, want %s", h.step, got, want, r.Due, due)
	}
	if err := r.Check(days); err != nil {
		w.t.Errorf("%s: %v", h.step, err)
	}
}
