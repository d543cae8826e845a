package digest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/store/bolt"
)

// newYork is the shop's zone: it has changes of clocks.
func newYork(tb testing.TB) *time.Location {
	tb.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		tb.Fatal(err)
	}
	return zone
}

func shopOf(tb testing.TB) digest.Shop {
	return digest.Shop{Name: "Hollow Works", Zone: newYork(tb), Workdays: desk.Workdays{Zone: newYork(tb)}}
}

// matter is one customer's matter as the test knows it, apart from how it is counted.
type matter struct {
	id        string
	received  time.Time
	class     desk.Class
	template  string
	verdict   string // "" while nobody looked at the draft
	looked    time.Time
	replied   time.Time // zero: not yet
	waited    int64     // business minutes
	closed    time.Time
	took      int64
	late      int // days after the window, 0 in it
	accepted  bool
	corrected desk.Class // what a person said that it is, at corrAt
	corrAt    time.Time
	flags     []desk.Flag
	outcome   desk.Outcome
	rma       *desk.RMA
	damaged   string // carrier
	filed     time.Time
	won       time.Time
	refund    int64 // thousandths, at closed
	postage   int64 // the same
	month     string
	judged    time.Time // when it was inspected
	found     desk.RMAState
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// invent makes a matter received at a random moment of the weeks before end.
func invent(r *rand.Rand, n int, end time.Time, weeks int) matter {
	span := time.Duration(weeks) * 7 * 24 * time.Hour
	m := matter{id: fmt.Sprintf("C-%d", 1001+n), received: end.Add(-time.Duration(r.Int64N(int64(span)))).Truncate(time.Second)}
	m.class = pick(r, desk.ClassDoaDefect, desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassDelay, desk.ClassDelay, desk.ClassCancellation,
		desk.ClassChangeOfMind, desk.ClassOther, desk.ClassNonCustomer, desk.ClassWrongItem, desk.ClassRMAFollowup)
	m.outcome = desk.OutcomeRouteHuman
	after := func(t time.Time, hours int) time.Time { return t.Add(time.Duration(r.IntN(hours*60)+1) * time.Minute) }
	if m.class == desk.ClassNonCustomer {
		return m
	}
	m.template = pick(r, "ask_missing", "on_schedule", "holding_reply", "claim_received", "final_sale")
	if r.IntN(10) < 9 {
		m.verdict = pick(r, "approved", "approved", "approved", "edited", "rejected")
		m.looked = after(m.received, 40)
	}
	if m.verdict == "approved" || m.verdict == "edited" {
		m.replied, m.waited = after(m.looked, 2), int64(r.IntN(1200))
		if r.IntN(3) > 0 {
			m.closed, m.took = after(m.replied, 400), int64(r.IntN(9000))
		}
	}
	if r.IntN(12) == 0 {
		m.corrected, m.corrAt = pick(r, desk.ClassOther, desk.ClassDelay, desk.ClassWrongItem), after(m.received, 24*12)
	}
	if r.IntN(30) == 0 {
		m.flags = append(m.flags, pick(r, desk.FlagSafety, desk.FlagLegalOrChargeback, desk.FlagPolicyGap, desk.FlagDelayNoticeOverdue))
	}
	if r.IntN(25) == 0 {
		m.outcome = desk.OutcomeManagerDecision
	}
	if m.class.IsClaim() {
		m.claim(r, n)
	}
	return m
}

// claim adds what a claim leads to: a late report, a record, its way and its end.
func (m *matter) claim(r *rand.Rand, n int) {
	if r.IntN(6) == 0 {
		m.late, m.accepted = 1+r.IntN(20), r.IntN(3) == 0
		if !m.accepted {
			return
		}
	}
	sku := pick(r, "BT-1", "BT-1", "BT-2", "SPK-9")
	delivered := m.received.AddDate(0, 0, -r.IntN(8))
	m.month = delivered.Format("2006-01")
	rec := &desk.RMA{Number: desk.NewRMANumber(uint64(n)*7919 + 5), Case: m.id, Order: fmt.Sprintf("HW-%d", 20000+n), Line: 1, Qty: 1 + r.IntN(2), SKU: sku,
		Firmware: pick(r, "1.0", "1.2"), Batch: pick(r, "B7", "B8", "B9"), Class: m.class, ReportedAt: m.received, OpenedAt: m.received,
		DeliveredOn: desk.Date(delivered.Format(time.DateOnly)), UnitPrice: "129.50", OrderCurrency: pick(r, "USD", "USD", "EUR"), State: desk.RMAUnderReview}
	at := m.received
	go1 := func(to desk.RMAState, hours int) {
		if to != rec.State {
			at = at.Add(time.Duration(r.IntN(hours)+1) * time.Hour)
		}
		rec.History = append(rec.History, desk.RMAHistory{At: at, From: rec.State, To: to})
		rec.State = to
	}
	go1(desk.RMAUnderReview, 1)
	if m.class == desk.ClassTransitDamage {
		m.damaged = pick(r, "UPS", "DHL", "FedEx")
		rec.Claim = &desk.Claim{Carrier: m.damaged, State: desk.ClaimOpen, Due: desk.Date(m.received.AddDate(0, 0, 20).Format(time.DateOnly))}
		if r.IntN(2) == 0 {
			m.filed, rec.Claim.State = at.Add(50*time.Hour), desk.ClaimFiled
			if r.IntN(2) == 0 {
				m.won, rec.Claim.State = m.filed.Add(100*time.Hour), desk.ClaimWon
			}
		}
	}
	if r.IntN(4) > 0 {
		go1(desk.RMAAuthorized, 48)
	}
	if rec.State == desk.RMAAuthorized && r.IntN(3) > 0 {
		go1(desk.RMAReceived, 200)
		go1(desk.RMAInspecting, 60)
		m.found = pick(r, desk.RMAFaultConfirmed, desk.RMAFaultConfirmed, desk.RMANoFaultFound)
		go1(m.found, 30)
		m.judged = at
		if r.IntN(3) > 0 {
			go1(desk.RMAResolving, 20)
			go1(desk.RMAClosedResolved, 60)
			rec.ClosedAt = at
			if r.IntN(4) == 0 {
				m.refund = int64(1+r.IntN(200_000)) * 10
			}
			m.postage = int64(r.IntN(20)) * 500
		}
	}
	rec.Due = desk.Workdays{}.RMADeadline(rec.State, at)
	m.rma = rec
}

// counts gives the steps of the figures that the program writes for a matter, until now.
func (m *matter) counts(zone *time.Location, now time.Time) []desk.Count {
	var out []desk.Count
	add := func(at time.Time, n int64, figure string, dims ...string) {
		if !at.IsZero() && !at.After(now) && n != 0 {
			out = append(out, desk.NewCount(desk.Date(at.In(zone).Format(time.DateOnly)), n, figure, dims...))
		}
	}
	add(m.received, 1, desk.CountMail, string(m.class))
	if m.corrected != "" && !m.corrAt.After(now) {
		add(m.corrAt, 1, desk.CountReclass, string(m.class), string(m.corrected))
		if m.corrected != m.class {
			add(m.received, -1, desk.CountMail, string(m.class))
			add(m.received, 1, desk.CountMail, string(m.corrected))
		}
	}
	if m.verdict != "" {
		add(m.looked, 1, desk.CountDraft, m.template, string(m.class), m.verdict)
	}
	add(m.replied, 1, desk.CountReply, fmt.Sprint(m.waited))
	add(m.closed, 1, desk.CountSolved, fmt.Sprint(m.took))
	if m.late > 0 {
		add(m.received, 1, desk.CountLate, fmt.Sprint(m.late))
	}
	if m.accepted {
		add(m.received, 1, desk.CountAccepted, string(m.class))
	}
	r := m.rma
	if r == nil {
		return out
	}
	defect := func(at time.Time, what string) {
		if r.Class == desk.ClassDoaDefect {
			add(at, int64(r.Qty), desk.CountDefect, r.SKU, r.Firmware, r.Batch, m.month, what)
		}
	}
	add(r.OpenedAt, 1, desk.CountOpened, string(r.Class))
	defect(r.ReportedAt, "reported")
	if m.damaged != "" {
		add(r.ReportedAt, 1, desk.CountDamage, m.damaged)
		if s := serviceOf(m.damaged); s != "" {
			add(r.ReportedAt, 1, desk.CountService, m.damaged, s)
		}
		add(m.filed, 1, desk.CountClaim, m.damaged, "filed")
		add(m.won, 1, desk.CountClaim, m.damaged, "won")
	}
	if m.found != "" {
		add(m.judged, int64(r.Qty), desk.CountInspect, string(m.found))
		if m.found == desk.RMAFaultConfirmed {
			defect(m.judged, "confirmed")
		}
	}
	add(r.ClosedAt, 1, desk.CountClosed, string(desk.RMAClosedResolved))
	for _, x := range []struct {
		kind string
		sum  int64
	}{{"refund", m.refund}, {"postage", m.postage}} {
		if x.sum > 0 {
			add(r.ClosedAt, x.sum, desk.CountMoney, r.OrderCurrency, x.kind)
			add(r.ClosedAt, 1, desk.CountPaid, r.OrderCurrency, x.kind)
		}
	}
	return out
}

// record stores matters as the program leaves them: case, record, history.
func record(tb testing.TB, s *bolt.Store, list []matter, now time.Time) {
	tb.Helper()
	ctx, zone := context.Background(), newYork(tb)
	var changes []desk.Change
	flush := func() {
		refused, err := s.RecordOutcomes(ctx, changes)
		if err != nil {
			tb.Fatal(err)
		}
		for _, err := range refused {
			if err != nil {
				tb.Fatal(err)
			}
		}
		changes = changes[:0]
	}
	for i := range list {
		m := &list[i]
		ch := desk.Change{Audit: []desk.Audit{{At: m.received, Actor: desk.System(), Case: m.id, What: "mail_received", Counts: m.counts(zone, now)}}}
		if m.class != desk.ClassNonCustomer {
			state := desk.CaseOpen
			if !m.closed.IsZero() {
				state = desk.CaseClosed
			} else if !m.replied.IsZero() {
				state = desk.CaseWaiting
			}
			ch.Cases = []desk.Case{{ID: m.id, Version: 1, State: state, Customer: fmt.Sprintf("buyer%s@example.org", m.id), Class: m.class, Outcome: m.outcome,
				Flags: m.flags, OpenedAt: m.received, Deadline: m.received.Add(8 * time.Hour)}}
			if m.rma != nil {
				ch.RMAs, ch.Cases[0].RMAs = []desk.RMA{*m.rma}, []string{m.rma.Number}
			}
		}
		if changes = append(changes, ch); len(changes) == 200 {
			flush()
		}
	}
	flush()
}

// parcels is an order source that delivered so many units and parcels on each day.
type parcels struct {
	units, parcels int
	err            error
}

func (p parcels) Delivered(_ context.Context, from, to desk.Date) (desk.Deliveries, error) {
	var d desk.Deliveries
	day, err := time.Parse(time.DateOnly, string(from))
	if p.err != nil || err != nil {
		return d, p.err
	}
	for ; desk.Date(day.Format(time.DateOnly)) < to; day = day.AddDate(0, 0, 1) {
		on := desk.Date(day.Format(time.DateOnly))
		for i, sku := range []string{"BT-1", "BT-2", "SPK-9"} {
			for _, fw := range []string{"1.0", "1.2"} {
				for _, batch := range []string{"B7", "B8", "B9"} {
					d.Units = append(d.Units, desk.DeliveredUnits{Day: on, SKU: sku, Firmware: fw, Batch: batch, Units: p.units * (i + 1)})
				}
			}
		}
		for _, c := range []string{"UPS", "DHL", "FedEx"} {
			d.Parcels = append(d.Parcels, desk.DeliveredParcels{Day: on, Carrier: c, Service: serviceOf(c), Parcels: p.parcels})
		}
	}
	return d, nil
}

func openStore(tb testing.TB) *bolt.Store {
	tb.Helper()
	s, err := bolt.Open(context.Background(), tb.TempDir(), bolt.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func never(digest.Week) (*digest.Digest, error) { return nil, nil }

// serviceOf names the service by which a carrier's parcels go; the data of one name none.
func serviceOf(carrier string) string {
	return map[string]string{"UPS": "Ground", "DHL": "Express"}[carrier]
}
