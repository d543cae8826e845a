package flow

import (
	"cmp"
	"context"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/facts"
	"returndesk/message"
)

// settling is one decision about to be made for a case: after a new mail, after judged
// pictures, at approval, or after an agent's correction.
type settling struct {
	c        desk.Case // already at its old version; settle moves it on
	p        prepared  // the customer's latest mail
	reading  desk.Reading
	lookup   desk.Lookup
	by       desk.Actor
	why      string
	history  bool // decided and counted, never drafted
	received bool // p.mail is new and becomes part of the change
	// corrected: a person said, or took back, which class the mail is of
	corrected bool
	takenBack string   // the id of the correction that he took back, "" for none
	apart     []string // orders that something later, of the same change, is about: this one leaves their cases alone
}

// settle decides and gives the change: case, decisions, drafts, RMAs, audit, alerts.
// Open drafts of the case become void, since they answered something older.
func (e *Engine) settle(ctx context.Context, v *view, s settling) (desk.Change, error) {
	decisions, err := e.decide(ctx, v, s)
	if err != nil {
		return desk.Change{}, err
	}
	b := &outcome{e: e, v: v, s: s, now: e.now()}
	if err := b.record(ctx, decisions); err != nil {
		return desk.Change{}, err
	}
	return b.change, nil
}

// openedBy reports whether the record was opened by an earlier decision about this mail.
func (s settling) openedBy(r desk.RMA) bool {
	return !s.received && r.Mail == s.p.mail.ID
}

// decide gathers the facts and asks the table; one decision per order.
func (e *Engine) decide(ctx context.Context, v *view, s settling) ([]desk.Decision, error) {
	var err error
	if s.lookup, err = e.stillKnown(ctx, v, s.c, s.lookup); err != nil {
		return nil, err
	}
	if s.lookup, err = e.withOurs(ctx, v, s.lookup, s.p.mail.ID); err != nil {
		return nil, err
	}
	writer := senderOf(s.c, s.p)
	sender := asBuyer(s.c, writer, s.lookup, s.p.mail.ID)
	if sender.Address != writer.Address {
		s.reading.Language = "" // of who wrote, not of the buyer who is answered
		s.lookup, s.reading.Numbers = ofOrder(s.lookup, s.c.Order), ofNumber(s.reading.Numbers, s.c.Order)
	}
	in := s.asRead(sender)
	in.Now, in.ShopZone, in.Zones = e.now(), e.shop.Zone, e.zone
	in.Deadlines, in.ExemptionOpen = e.shop.Workdays.Deadlines, e.shop.ExemptionOpen
	if in.StopTold, err = stopTold(ctx, v, s, sender.Address); err != nil {
		return nil, err
	}
	if err := e.addOrders(ctx, v, s, &in); err != nil {
		return nil, err
	}
	list, err := Assess(e.table, in)
	return ownFirst(list, s.c.Order), err
}

// asRead gives what the mail and its case tell of themselves.
func (s settling) asRead(sender facts.Sender) facts.Input {
	b := s.before()
	return facts.Input{
		ReceivedAt: received(s.p), Reading: s.reading, Sender: sender, Cc: ccOf(s.p), Machine: machineOf(s.p),
		Mail: s.p.mail.ID, Text: s.p.msg.NewText, HasLink: hasLink(s.p), Lookup: s.lookup,
		Evidence: s.c.Evidence, StatedDate: s.c.StatedDate, SentBack: sentBack(s.c), Claims: claimedAt(s.c),
		Earlier: b.Earlier, Asked: b.Asked, Open: b.Open, OpenOrder: s.c.Order,
		Reship: b.Reship, Diagnostic: b.Diagnostic, CarrierSays: b.CarrierSays,
	}
}

// addOrders adds what we know of each of the mail's orders: its records, what is open in its own case, and when its problem was
// reported and its request made first.
func (e *Engine) addOrders(ctx context.Context, v *view, s settling, in *facts.Input) error {
	beside, err := e.openBeside(ctx, v, s)
	if err != nil {
		return err
	}
	in.OpenBeside = map[string][]desk.Class{}
	for number, l := range beside {
		in.OpenBeside[number] = l.Open
	}
	in.OwnRMAs, in.ReportedOf, in.RequestedOf = map[string][]desk.PriorRMA{}, map[string]time.Time{}, map[string]map[desk.Class]time.Time{}
	records := map[string][]desk.RMA{}
	for _, number := range orderNumbers(s.lookup) {
		if records[number], err = v.rmasOf(ctx, number); err != nil {
			return err
		}
		if in.OwnRMAs[number], err = e.priorsOf(ctx, s, records[number]); err != nil {
			return err
		}
		if in.RequestedOf[number] = beside[number].Requested; s.c.Order == "" || s.c.Order == number {
			in.RequestedOf[number] = s.before().Requested
		}
		at, err := e.reportedAt(ctx, v, s.c, number, s.lookup)
		if err != nil {
			return err
		}
		if !at.IsZero() {
			in.ReportedOf[number] = at
		}
	}
	if len(in.ReportedOf) == 0 && (len(orderNumbers(s.lookup)) == 0 || !settled(s.c, s.lookup)) {
		in.ReportedAt = s.c.ReportedAt
	}
	in.Reading, in.Earlier = s.calmed(in.Earlier, records)
	return nil
}

// priorsOf shows the records of an order as they were before the mail.
func (e *Engine) priorsOf(ctx context.Context, s settling, rmas []desk.RMA) ([]desk.PriorRMA, error) {
	var out []desk.PriorRMA
	for _, r := range rmas {
		if s.openedBy(r) { // deciding the same mail again: its own record is no earlier one
			continue
		}
		if s.inVain(&r) {
			r.State = desk.RMAAwaitingEvidence
		}
		prior, err := e.priorOf(ctx, e.answeredAt(s.c, r, received(s.p)))
		if err != nil {
			return nil, err
		}
		out = append(out, prior)
	}
	return out, nil
}

// sentBack gives the parcel that the mails of a case told of, the latest.
func sentBack(c desk.Case) facts.Parcel {
	for _, d := range slices.Backward(c.Decisions) {
		if f := d.Facts.Detail; f.SentBackAs != "" {
			return facts.Parcel{Carrier: f.SentBackBy, Tracking: f.SentBackAs}
		}
	}
	return facts.Parcel{}
}

// ownFirst puts the decision about a case's own order before those of a mail's further
// orders, whichever the mail names first; in a new case the one about danger.
func ownFirst(list []desk.Decision, order string) []desk.Decision {
	i := slices.IndexFunc(list, func(d desk.Decision) bool {
		return order != "" && d.Facts.Detail.OrderNumber == order || order == "" && slices.Contains(d.Flags, desk.FlagSafety)
	})
	if i <= 0 {
		return list
	}
	out := append([]desk.Decision{list[i]}, list[:i]...)
	return append(out, list[i+1:]...)
}

// priorOf shows one of our own records in the form of the shop's data.
func (e *Engine) priorOf(ctx context.Context, r desk.RMA) (desk.PriorRMA, error) {
	p := desk.PriorRMA{
		RMA: r.Number, Line: r.Line, State: r.State, Class: r.Class, Inspection: r.Inspection, Resolution: cmp.Or(string(r.Remedy), r.Resolution),
		CloseReason: r.CloseReason, FirstReportedAt: &r.ReportedAt, Symptom: r.Symptom, AuthorizedUntil: e.returnEnds(r),
	}
	if !r.State.Open() && !r.ClosedAt.IsZero() {
		p.ClosedAt = &r.ClosedAt
	}
	if r.NoShipping { // who was told to keep his parcel has missed no day
		p.AuthorizedUntil = nil
	}
	if !r.ReopenUntil.IsZero() {
		p.ReopenUntil = &r.ReopenUntil
	}
	if !r.AskedAt.IsZero() {
		p.EvidenceAskedAt = &r.AskedAt
	}
	if r.Remedy == desk.RemedyReplacement {
		at, err := e.replacedAt(ctx, r)
		if err != nil {
			return p, err
		}
		p.ReplacementAt = at
	}
	for _, ev := range r.Evidence {
		p.EvidenceNames = append(p.EvidenceNames, ev.Name)
		p.EvidenceHashes = append(p.EvidenceHashes, ev.SHA256)
		if ev.PHash != "" {
			p.EvidencePHashes = append(p.EvidencePHashes, ev.PHash)
		}
	}
	return p, nil
}

// replacedAt gives when the unit that replaced a faulty one was delivered, nil while
// nobody knows: it starts a window of its own (domain.md section 0, "Delivery").
func (e *Engine) replacedAt(ctx context.Context, r desk.RMA) (*time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, string(r.ReplacedOn), zoneOr(e.zone(r.Zone), e.shop.Zone)); err == nil {
		noon := day.Add(12 * time.Hour)
		return &noon, nil
	}
	o, err := e.orderOf(ctx, r.ReplacementOrder)
	if err != nil || o == nil {
		return nil, err
	}
	return o.DeliveredAt, nil
}

func zoneOr(zone, other *time.Location) *time.Location {
	if zone == nil {
		return other
	}
	return zone
}

func ccOf(p prepared) []string {
	var out []string
	for _, a := range p.msg.Cc {
		out = append(out, lower(a.Address))
	}
	return out
}

// deadline is when an agent must have acted: at once for what cannot wait, the end of
// the window's last day, else the end of the next working day after the mail.
func deadline(d desk.Decision, at time.Time, days desk.Workdays) time.Time {
	urgent := []desk.Flag{desk.FlagSafety, desk.FlagUrgentStopProduction, desk.FlagLegalOrChargeback}
	for _, f := range urgent {
		if slices.Contains(d.Flags, f) {
			return at
		}
	}
	if slices.Contains(d.Flags, desk.FlagLastDay) {
		return days.EndOf(at)
	}
	return days.EndOf(days.Add(at, 1))
}

// machineOf names the kind of machine that wrote a mail in the table's words. A mail that
// an agent made a case is a person's, whatever its headers say.
func machineOf(p prepared) facts.Machine {
	if p.forced {
		return facts.MachineNone
	}
	switch p.msg.Machine.Kind {
	case message.KindNone:
		if p.suspicious != "" {
			return facts.MachineSuspicious
		}
		return facts.MachineNone
	case message.KindBounce:
		if p.msg.Machine.OriginalMessageID != "" && p.bounceOfOurs {
			return facts.MachineBounceOfOurs
		}
		return facts.MachineBounce
	case message.KindNewsletter:
		return facts.MachineNewsletter
	case message.KindSpam:
		return facts.MachineSuspicious
	}
	return facts.MachineAutoReply
}
