package flow

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"time"

	"returndesk/desk"
)

// Promises gives the unshipped orders whose promised date falls before the day of a time,
// the most urgent first. A source that cannot tell gives CodeUnsupported.
type Promises interface {
	Due(ctx context.Context, before time.Time) ([]desk.Order, error)
}

// DelayNotices says when buyers are told that an order will not ship in time (policy
// section 6). The zero value is off.
type DelayNotices struct {
	Enabled    bool
	DaysBefore int // how many days before the promised date ends a notice is drafted
	PerDay     int // drafts in a day; 0 = 50
}

const (
	noticeTemplate = "delay_notice"
	// noticeReach is how old a missed promise may be: beyond it the data are more likely to
	// lack a hand-over than the buyer to lack a notice.
	noticeReach   = 90
	noticeSetting = "delay_notices"
	noticeLimit   = 1000 // cases of which drafts are looked at again in one pass
)

// slip is a promised date that is near or past without a hand-over.
type slip struct {
	old, now desk.Date // the date that slips; the new one, "" = not known
	passed   bool
}

// WatchPromises draws up a notice for each order whose promise is near or past and that
// was not handed over, once for each slip, and takes back those that have become needless.
// It gives how many it drew up.
func (e *Engine) WatchPromises(ctx context.Context) (int, error) {
	cfg := e.shop.DelayNotices
	if e.promises == nil || !cfg.Enabled {
		return 0, nil
	}
	if err := e.takeBackNotices(ctx); err != nil {
		return 0, err
	}
	before := e.now().In(e.shop.Zone).AddDate(0, 0, cfg.DaysBefore+1)
	list, err := e.promises.Due(ctx, before)
	if desk.CodeOf(err) == desk.CodeUnsupported {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	day := string(e.shop.Workdays.Date(e.now()))
	used, err := e.noticesOf(ctx, day)
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range list {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if used+n >= cfg.PerDay {
			e.log.LogAttrs(ctx, slog.LevelInfo, "delay notices of the day are drawn up; the others follow tomorrow", slog.Int("orders", len(list)-i))
			break
		}
		did, err := e.noticeFor(ctx, list[i])
		switch {
		case desk.CodeOf(err) == desk.CodeConflict: // comes again with the next look
		case err != nil:
			return n, err
		case did:
			n++
		}
	}
	if n == 0 {
		return 0, nil
	}
	e.poke()
	return n, e.countNotices(ctx, day, used+n)
}

// noticesOf gives how many notices were drawn up on a day.
func (e *Engine) noticesOf(ctx context.Context, day string) (int, error) {
	raw, err := e.store.Setting(ctx, noticeSetting)
	if err != nil {
		return 0, err
	}
	counts := map[string]int{}
	if len(raw) > 0 && json.Unmarshal(raw, &counts) != nil {
		counts = nil
	}
	return counts[day], nil
}

func (e *Engine) countNotices(ctx context.Context, day string, n int) error {
	raw, err := json.Marshal(map[string]int{day: n})
	if err != nil {
		return err
	}
	return e.store.SetSetting(ctx, noticeSetting, raw)
}

// noticeFor draws up the notice of one order, unless it has one already, the buyer has
// chosen, or somebody is at it.
func (e *Engine) noticeFor(ctx context.Context, o desk.Order) (bool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	v := newView(e.store)
	known, _, err := e.knowing(ctx, v, o, "")
	if err != nil {
		return false, err
	}
	s, late := e.slipOf(known)
	if !late || known.DataError != "" {
		return false, nil
	}
	if known.Email == "" {
		return false, e.noAddress(ctx, known, s)
	}
	cases, err := v.casesOfOrder(ctx, o.Number)
	if err != nil {
		return false, err
	}
	var own *desk.Case
	for i := range cases {
		c := &cases[i]
		if !known.Owner(c.Customer) { // a stranger's matter holds nothing up
			continue
		}
		hold, err := e.holdsNotice(ctx, *c, s)
		if err != nil || hold {
			return false, err
		}
		if c.Proactive && c.State != desk.CaseArchived {
			own = c
		}
	}
	return true, e.drawNotice(ctx, v, known, s, own)
}

// holdsNotice reports whether a case of the order makes a notice needless: one about this
// slip was drawn up, or somebody owes the buyer an answer that settles it. A rejected draft
// counts until the date has passed.
func (e *Engine) holdsNotice(ctx context.Context, c desk.Case, s slip) (bool, error) {
	if c.State == desk.CaseArchived {
		return false, nil
	}
	if c.State == desk.CaseOpen && !c.Proactive || c.State == desk.CaseSnoozed {
		return true, nil // the buyer wrote, and the answer to that comes first
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return false, err
	}
	if c.State == desk.CaseOpen && weOwe(c, drafts) {
		return true, nil // he reads a choice next to "we have asked our workshop" as an answer
	}
	for _, d := range drafts {
		if d.Template != noticeTemplate || d.State == desk.DraftVoid {
			continue
		}
		about := desk.Date(d.Set["old_date"])
		if about == "" && d.Decision < len(c.Decisions) {
			about = c.Decisions[d.Decision].Facts.Detail.ShipBy
		}
		if d.State != desk.DraftSent && d.State != desk.DraftRejected {
			return true, nil
		}
		if about == s.old && (d.State == desk.DraftSent || d.Set["phase"] == s.phase()) {
			return true, nil
		}
	}
	return c.Proactive && c.State == desk.CaseOpen && len(c.Decisions) > c.Answered && len(c.Mails) > 0, nil
}

// weOwe reports whether the last mail that left said that we go on. What time sets off says
// nothing of that; what a person typed himself since is his answer, and what he owes he knows.
func weOwe(c desk.Case, drafts []desk.Draft) bool {
	var last *desk.Draft
	for i := range drafts {
		if d := &drafts[i]; d.State == desk.DraftSent && d.Template != verifyBuyer && !byTime(d.Template) && (last == nil || d.SentAt.After(last.SentAt)) {
			last = d
		}
	}
	return last != nil && !c.TypedAt.After(last.SentAt) && owes(c, *last) > 0
}

func (s slip) phase() string {
	if s.passed {
		return "passed"
	}
	return "near"
}

// drawNotice opens a case for the order, or goes on in the one that earlier notices have,
// and drafts the notice in it.
func (e *Engine) drawNotice(ctx context.Context, v *view, o desk.Order, s slip, own *desk.Case) error {
	now := e.now()
	var c desk.Case
	if own != nil {
		c = *own
	} else {
		p := e.noMail(desk.Case{Account: e.firstAccount(), Customer: lower(o.Email), Name: o.BuyerName, Subject: "Order " + o.Number, OpenedAt: now})
		fresh, err := e.newCase(ctx, p)
		if err != nil {
			return err
		}
		c = fresh
		c.Order, c.Proactive = o.Number, true
	}
	p := e.noMail(c)
	reading := desk.Reading{Class: desk.ClassDelay, Also: []desk.Class{}, Confidence: 1, Engine: "returndesk", Signals: []desk.Signal{},
		Numbers: []desk.NumberFound{{Written: o.Number, Key: o.Number, Where: "case", Strong: true}}}
	st := settling{c: c, p: p, reading: reading, lookup: desk.Lookup{Given: reading.Numbers, Matches: []desk.Order{o}, AsOf: o.AsOf}, by: desk.System(), why: noticeTemplate}
	decisions, err := e.decide(ctx, v, st)
	if err != nil {
		return err
	}
	d := e.noticeDecision(decisions[0], s, now)
	b := &outcome{e: e, v: v, s: st, now: now}
	b.change.Index, b.change.Words = map[string]string{}, map[string][]string{}
	next(&c, now)
	c.Decisions = append(c.Decisions, d)
	c.Class, c.Outcome, c.Rule, c.Flags, c.State = d.Class, d.Outcome, d.Rule, d.Flags, desk.CaseOpen
	c.Deadline = e.shop.Workdays.EndOf(e.shop.Workdays.Add(now, 1))
	b.audit(c.ID, "decided", d.Why, "rule", d.Rule, "outcome", string(d.Outcome), "class", string(d.Class), "table", d.Table)
	a := desk.Action{Name: noticeTemplate, Label: "Tell the buyer about the slip and offer the choice.", Template: noticeTemplate, Role: desk.RoleAgent, Outcome: desk.OutcomeDelayOptions}
	set := map[string]string{"old_date": string(s.old), "phase": s.phase()}
	if s.now != "" {
		set["new_date"] = string(s.now)
	}
	if o.DelayReason != "" {
		set["delay_reason"] = string(o.DelayReason)
	}
	if _, err := b.drawAction(ctx, &c, d, a, Resolution{Case: c.ID, Action: a.Name, Set: set}, &b.s.by); err != nil {
		return err
	}
	b.change.Cases, b.change.Words[c.ID] = []desk.Case{c}, wordsOf(c.Subject, c.Customer, c.Name, c.Order)
	return e.record(ctx, b.change)
}

// noticeDecision is the decision behind a notice: nobody wrote, so that no row of the table
// decides. Its facts are the order's, with the date that slips.
func (e *Engine) noticeDecision(d desk.Decision, s slip, now time.Time) desk.Decision {
	d.Intent = desk.Intent{
		Class: desk.ClassDelay, Rule: desk.RuleDelayNotice, Outcome: desk.OutcomeDelayOptions, Template: noticeTemplate, Sections: []string{"6"},
		Asks: []desk.Ask{desk.AskDelayChoice}, Flags: []desk.Flag{}, Role: desk.RoleAgent, Why: e.sentence("", "6.1"),
	}
	if s.passed {
		d.Flags = append(d.Flags, desk.FlagShipByPassed, desk.FlagDelayNoticeOverdue)
	}
	d.Own, d.More, d.Alike, d.Linked, d.DecidedAt = nil, nil, nil, nil, now
	d.Facts.Detail.ShipBy = s.old
	return d
}

// firstAccount names the mailbox that notices are sent from: the one of the shop's own
// address, else the first by name.
func (e *Engine) firstAccount() string {
	names := make([]string, 0, len(e.shop.Accounts))
	for name, a := range e.shop.Accounts {
		if a.Address.Address == e.shop.Brand.From.Address {
			return name
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return slices.Min(names)
}
