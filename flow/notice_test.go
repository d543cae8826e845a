package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// late opens a world with one order in production that was promised for 20 April 2026, at
// nine o'clock on the 17th.
func late(t *testing.T, change func(*scenario.Scenario, *flow.Shop)) *world {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	placed := time.Date(2026, 3, 2, 10, 0, 0, 0, zone)
	started := placed.AddDate(0, 0, 7)
	s := scenario.Scenario{ID: "late", Now: time.Date(2026, 4, 17, 9, 0, 0, 0, zone), Zone: zone, Orders: []desk.Order{{
		Number: "HW-20001", Email: "Jo@buyer.example", BuyerName: "Jo Keller", PlacedAt: &placed, Stage: desk.StageInProduction,
		ProductionStartedAt: &started, ProductionStatus: desk.ProductionStarted, ShipBy: "2026-04-20", ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"},
		Lines: []desk.Line{{Line: 1, SKU: "KB", Name: "75% keyboard", Qty: 1}}, Total: "289.00", Currency: "USD",
	}}}
	s.Mail.From = "Jo Keller <jo@buyer.example>"
	shop := flow.DelayNotices{Enabled: true, DaysBefore: 2}
	w := newWorldWith(t, quickDir(t), s, func(x *flow.Shop) {
		x.DelayNotices = shop
		if change != nil {
			change(&s, x)
		}
	})
	w.scenario = s
	t.Cleanup(w.close)
	return w
}

// watch looks at the promises and gives how many notices were drawn up.
func (w *world) watch() int {
	w.t.Helper()
	n, err := w.WatchPromises(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// told opens the world of late, in which the buyer was told on the Monday of a new date, 18 May.
func told(t *testing.T) (*world, desk.Draft) {
	t.Helper()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 3)
	w.watch()
	return w, w.tellBuyer("2026-05-18")
}

// tellBuyer fills the latest notice in, approves and sends it.
func (w *world) tellBuyer(newDate string) desk.Draft {
	w.t.Helper()
	list := w.cases()
	c := list[len(list)-1]
	set := map[string]string{"cause": "the switches came late"}
	if newDate != "" {
		set["new_date"] = newDate
	}
	_, d, err := w.Resolve(w.t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Set: set})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Approve(w.t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		w.t.Fatal(err)
	}
	w.sendAll()
	return *d
}

// buyerSays is the buyer's answer by mail.
func (w *world) buyerSays(to desk.Draft, text string) desk.Case {
	w.t.Helper()
	w.answer("Jo Keller <jo@buyer.example>", to.MessageID, fmt.Sprintf("answer-%d@buyer.example", w.uid), text)
	return w.caseOf(to.Case)
}

// TestNoticeBeforeTheDateEnds: drafted when the date is near, once, with both dates and the
// choice; a reason that a person gives takes the place of the neutral one.
func TestNoticeBeforeTheDateEnds(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	if n := w.watch(); n != 0 {
		t.Fatalf("three days before, %d notices", n)
	}
	w.clock = w.clock.AddDate(0, 0, 1)
	if n := w.watch(); n != 1 {
		t.Fatalf("two days before, %d notices", n)
	}
	for range 3 {
		w.clock = w.clock.Add(26 * time.Hour)
		if n := w.watch(); n != 0 {
			t.Errorf("%d more notices of one slip", n)
		}
	}
	c, _ := w.theCase()
	d := w.oneOpen(c.ID)
	if d.Template != "delay_notice" || !strings.EqualFold(d.To[0].Address, "jo@buyer.example") || !strings.Contains(d.Text, "20 April 2026") || c.Order != "HW-20001" || !c.Proactive {
		t.Errorf("case %+v, draft to %v:\n%s", c, d.To, d.Text)
	}
	if len(d.Problems) > 0 || !strings.Contains(strings.Join(strings.Fields(d.Text), " "), "takes longer than we had planned") {
		t.Errorf("nobody gave a reason, and the notice has no words for that (%v):\n%s", d.Problems, d.Text)
	}
	sent := w.tellBuyer("2026-05-04")
	for _, want := range []string{"20 April 2026", "4 May 2026", "the switches came late", "WAIT", "CANCEL"} {
		if !strings.Contains(strings.Join(strings.Fields(sent.Text), " "), want) {
			t.Errorf("the notice lacks %q:\n%s", want, sent.Text)
		}
	}
	if c = w.caseOf(c.ID); len(c.Notices) != 1 || c.Notices[0].OldDate != "2026-04-20" || c.Notices[0].NewDate != "2026-05-04" || c.State != desk.CaseWaiting {
		t.Errorf("the case is %s with %+v", c.State, c.Notices)
	}
	if v, err := w.Show(t.Context(), c.ID); err != nil || v.Mail.From != "jo@buyer.example" && v.Mail.From != "" {
		t.Errorf("shown with %+v, %v", v.Mail, err)
	}
	if n := w.watch(); n != 0 {
		t.Errorf("told, and %d more notices", n)
	}
}

// TestNoticeAgainAtEachSlip: a date that was announced slips like the first one, whether
// the buyer waits for it or has not answered; who waits without a date is left in peace.
func TestNoticeAgainAtEachSlip(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"WAIT", ""} {
		w := late(t, nil)
		w.clock = w.clock.AddDate(0, 0, 2)
		w.watch()
		d := w.tellBuyer("2026-05-04")
		if answer != "" {
			w.buyerSays(d, answer)
			w.approveOnly(d.Case)
			w.sendAll()
		}
		w.clock = time.Date(2026, 5, 1, 9, 0, 0, 0, w.scenario.Zone)
		if n := w.watch(); n != 0 {
			t.Errorf("%q: %d notices three days before the new date", answer, n)
		}
		w.clock = w.clock.AddDate(0, 0, 2)
		if n := w.watch(); n != 1 || len(w.cases()) != 1 {
			t.Fatalf("%q: %d notices two days before the new date, %d cases", answer, n, len(w.cases()))
		}
		if again := w.tellBuyer(""); !strings.Contains(again.Text, "4 May 2026") || !strings.Contains(again.Text, "not known") {
			t.Errorf("%q: the second notice says:\n%s", answer, again.Text)
		}
		w.clock = w.clock.AddDate(0, 0, 30)
		if n := w.watch(); n != 0 {
			t.Errorf("%q: %d notices without a date", answer, n)
		}
	}
}

// TestBuyerWaits: the answer is understood, confirmed, and what was agreed counts for later
// mails: before the new date ends the order in production cannot be cancelled.
func TestBuyerWaits(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 5) // 22 April: the date has passed
	w.watch()
	d := w.tellBuyer("2026-05-04")
	c := w.buyerSays(d, "WAIT")
	if open := w.oneOpen(c.ID); open.Template != "delay_wait_confirmed" || len(c.Choices) != 1 || c.Choices[0].Choice != desk.DelayChoiceWait || c.Choices[0].Until != "2026-05-04" {
		t.Fatalf("WAIT led to %s (rule %s), choices %+v", open.Template, c.Rule, c.Choices)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if got := w.pass(8, 0); len(got) > 0 || slices.Contains(w.alertKinds(), "choice_unanswered") {
		t.Errorf("answered, and then %v, alerts %v", got, w.alertKinds())
	}
	c = w.buyerSays(d, "I want to cancel my order HW-20001 after all.")
	if c.Outcome != desk.OutcomeDenyInProduction || !slices.Contains(c.Flags, desk.FlagWaitedAfterDelayNotice) {
		t.Errorf("cancelling before the agreed date is %s (rule %s) with %v", c.Outcome, c.Rule, c.Flags)
	}
	w.clock = time.Date(2026, 5, 5, 9, 0, 0, 0, w.scenario.Zone)
	c = w.buyerSays(d, "Now it is late again. I want to cancel my order HW-20001.")
	if c.Outcome != desk.OutcomeLateCancelReview {
		t.Errorf("cancelling after the agreed date is %s (rule %s)", c.Outcome, c.Rule)
	}
}

// TestBuyerCancels: the answer goes to a senior, is recorded, and once it is granted the
// money is due in seven working days; the data that show it end that.
func TestBuyerCancels(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 1) // Saturday 18 April: before the date has passed
	w.watch()
	d := w.tellBuyer("")
	c := w.buyerSays(d, "CANCEL")
	if open := w.oneOpen(c.ID); open.Template != "delay_cancel_ack" || c.Outcome != desk.OutcomeLateCancelReview || len(c.Choices) != 1 || slices.Contains(c.Flags, desk.FlagDelayNoticeOverdue) {
		t.Fatalf("CANCEL led to %s, %s with %v, choices %+v", open.Template, c.Outcome, c.Flags, c.Choices)
	}
	if n := w.watch(); n != 0 {
		t.Errorf("%d notices to a buyer who cancelled", n)
	}
	_, g, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "late_cancel_approved", Because: "late"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: g.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = time.Date(2026, 4, 20, 9, 0, 0, 0, w.scenario.Zone) // Monday
	w.sendAll()
	if c = w.caseOf(c.ID); c.RefundDue != "2026-04-29" || c.State != desk.CaseClosed {
		t.Errorf("the money is due by %q, the case %s", c.RefundDue, c.State)
	}
	paid := w.fork(quickDir(t) + "/paid")
	defer paid.close()
	w = paid.from.fork(quickDir(t) + "/owed")
	defer w.close()
	w.pass(11, 0)
	if now := w.caseOf(c.ID); now.State != desk.CaseOpen || !slices.Contains(w.alertKinds(), "refund_due") {
		t.Errorf("unpaid, the case is %s, alerts %v", now.State, w.alertKinds())
	}
	paid.scenario.Orders = slices.Clone(paid.scenario.Orders)
	o := &paid.scenario.Orders[0]
	o.Refunds = []desk.Refund{{Amount: "40.00", At: paid.clock}} // a part of it is owed as before
	part := paid.fork(quickDir(t) + "/part")
	defer part.close()
	part.pass(11, 0)
	if now := part.caseOf(c.ID); now.State != desk.CaseOpen || !slices.ContainsFunc(part.alerts(), func(a desk.Alert) bool {
		return a.Kind == "refund_due" && strings.Contains(a.Text, "show 40.00 of "+o.Total+" "+o.Currency)
	}) {
		t.Errorf("paid in part, the case is %s, alerts %v", now.State, part.alerts())
	}
	paid = part.from.fork(quickDir(t) + "/paid in two")
	defer paid.close()
	o.Refunds = append(o.Refunds, desk.Refund{Amount: "249.00", At: paid.clock})
	paid.pass(11, 0)
	if now := paid.caseOf(c.ID); now.State != desk.CaseClosed || now.RefundDue != "" || slices.Contains(paid.alertKinds(), "refund_due") {
		t.Errorf("paid, the case is %s, due %q, alerts %v", now.State, now.RefundDue, paid.alertKinds())
	}
}

// TestChoiceUnanswered: after five days the manager decides; it is never closed, and the
// answer that comes after all is understood.
func TestChoiceUnanswered(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	w.pass(4, 0)
	if slices.Contains(w.alertKinds(), "choice_unanswered") {
		t.Error("the manager was told too early")
	}
	w.pass(20, 0)
	c := w.caseOf(d.Case)
	n := 0
	for _, k := range w.alertKinds() {
		if k == "choice_unanswered" {
			n++
		}
	}
	if c.State != desk.CaseOpen || c.Outcome != desk.OutcomeManagerDecision || n != 1 {
		t.Errorf("after five days the case is %s, %s; the manager was told %d times", c.State, c.Outcome, n)
	}
	if c = w.buyerSays(d, "Cancel please"); c.Outcome != desk.OutcomeLateCancelReview {
		t.Errorf("the late answer is %s (rule %s)", c.Outcome, c.Rule)
	}
}

// TestBouncedNotice: it counts as undelivered, people are told, and the buyer's later mail
// finds that no notice was sent.
func TestBouncedNotice(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 5)
	w.watch()
	d := w.tellBuyer("")
	w.receive([]byte(strings.ReplaceAll("From: MAILER-DAEMON@mx.shop.example\nTo: support@shop.example\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <b1@mx.shop.example>\n"+
		"Auto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nno such user\n"+
		"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.shop.example\n\nFinal-Recipient: rfc822; jo@buyer.example\nAction: failed\nStatus: 5.1.1\n\n"+
		"--b\nContent-Type: message/rfc822\n\nMessage-ID: <"+d.MessageID+">\nFrom: support@shop.example\nTo: jo@buyer.example\nSubject: late\n\nhello\n--b--\n", "\n", "\r\n")))
	c := w.caseOf(d.Case)
	if len(c.Notices) != 1 || !c.Notices[0].Bounced || c.State != desk.CaseOpen || !slices.Contains(c.Flags, desk.FlagDelayNoticeOverdue) || !slices.Contains(w.alertKinds(), "notice_bounced") {
		t.Fatalf("the case is %s with %+v, flags %v, alerts %v", c.State, c.Notices, c.Flags, w.alertKinds())
	}
	if n := w.watch(); n != 0 {
		t.Errorf("%d notices to an address that bounces", n)
	}
	w.receive([]byte(strings.ReplaceAll("Authentication-Results: mx.shop.example; dmarc=pass header.from=buyer.example\nMessage-ID: <new@buyer.example>\nFrom: jo@buyer.example\n"+
		"To: support@shop.example\nSubject: HW-20001\n\nPlease cancel my order HW-20001, it is late.\n", "\n", "\r\n")))
	if last := w.cases()[len(w.cases())-1]; last.Outcome != desk.OutcomeLateCancelReview || !slices.Contains(last.Flags, desk.FlagDelayNoticeOverdue) {
		t.Errorf("the buyer's own mail is %s with %v", last.Outcome, last.Flags)
	}
}

// TestNoNotice: nobody is told who need not be: shipped, cancelled, told by the shop,
// promised long ago, no address; a notice in the queue goes when the parcel goes.
func TestNoNotice(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*desk.Order, time.Time){
		"shipped":   func(o *desk.Order, now time.Time) { o.Stage, o.ShippedAt = desk.StageShipped, &now },
		"cancelled": func(o *desk.Order, _ time.Time) { o.Stage = desk.StageCancelled },
		"told by the shop": func(o *desk.Order, now time.Time) {
			at := now.AddDate(0, 0, -1)
			o.DelayNoticeSentAt = &at
		},
		"ancient":    func(o *desk.Order, _ time.Time) { o.ShipBy = "2025-04-20" },
		"no promise": func(o *desk.Order, _ time.Time) { o.ShipBy = "" },
		"broken":     func(o *desk.Order, _ time.Time) { o.DataError = "two dates" },
		"cancelling": func(o *desk.Order, _ time.Time) { o.DelayChoice = desk.DelayChoiceCancel },
		"no address": func(o *desk.Order, _ time.Time) { o.Email = "" },
	} {
		w := late(t, nil)
		w.clock = w.clock.AddDate(0, 0, 5)
		change(&w.scenario.Orders[0], w.clock)
		if n := w.watch(); n != 0 || len(w.cases()) != 0 {
			t.Errorf("%s: %d notices, %d cases", name, n, len(w.cases()))
		}
		if name == "no address" && !slices.Contains(w.alertKinds(), "notice_address") {
			t.Error("nobody hears of a late order without an address")
		}
	}
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 5)
	w.watch()
	c, _ := w.theCase()
	d := w.oneOpen(c.ID)
	stays := w.fork(quickDir(t) + "/stays")
	defer stays.close()
	stays.watch()
	if len(stays.drafts(c.ID, desk.DraftProposed)) != 1 {
		t.Error("a notice that is still true was taken back")
	}
	at := stays.clock
	stays.scenario.Orders = slices.Clone(stays.scenario.Orders)
	stays.scenario.Orders[0].Stage, stays.scenario.Orders[0].ShippedAt = desk.StageShipped, &at
	if why, err := stays.Outdated(t.Context(), d.ID); err != nil || len(why) != 1 || !strings.Contains(why[0], "late any more") {
		t.Errorf("whoever looks at it is told %q, %v", why, err)
	}
	if _, err := stays.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeStale {
		t.Errorf("a notice about a parcel that left: %v", err)
	}
	if now := stays.caseOf(c.ID); now.State != desk.CaseClosed || len(stays.drafts(c.ID, desk.DraftVoid)) != 1 {
		t.Errorf("the case is %s", now.State)
	}
}

// TestNoticesOfADay: a shop whose whole backlog is late is not buried.
func TestNoticesOfADay(t *testing.T) {
	t.Parallel()
	w := late(t, func(s *scenario.Scenario, x *flow.Shop) {
		x.DelayNotices.PerDay = 3
		for i := range 5 {
			o := s.Orders[0]
			o.Number, o.Email = fmt.Sprintf("HW-3000%d", i), fmt.Sprintf("b%d@buyer.example", i)
			s.Orders = append(s.Orders, o)
		}
	})
	w.clock = w.clock.AddDate(0, 0, 5)
	if a, b := w.watch(), w.watch(); a != 3 || b != 0 {
		t.Errorf("%d notices, then %d on one day", a, b)
	}
	w.clock = w.clock.AddDate(0, 0, 1)
	if n := w.watch(); n != 3 {
		t.Errorf("%d notices on the next day", n)
	}
}

// TestNoticeDespiteStranger: what somebody else wrote about the order keeps no buyer from
// being told; what the buyer wrote is answered first.
func TestNoticeDespiteStranger(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]int{"Eve <eve@other.example>": 1, "Jo Keller <jo@buyer.example>": 0} {
		w := late(t, func(s *scenario.Scenario, _ *flow.Shop) { s.Mail.From = from })
		w.clock = w.clock.AddDate(0, 0, 5)
		w.writes("HW-20001", "Where is my order HW-20001? It should have shipped.", false)
		if n := w.watch(); n != want {
			t.Errorf("after a mail from %s: %d notices", from, n)
		}
	}
}

// TestMisreadChoice: what a person says that a mail is counts for the choice, too.
func TestMisreadChoice(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 5)
	w.watch()
	d := w.tellBuyer("2026-05-04")
	c := w.buyerSays(d, "WAIT")
	if len(c.Choices) != 1 || c.Choices[0].Choice != desk.DelayChoiceWait {
		t.Fatalf("WAIT was recorded as %+v", c.Choices)
	}
	c, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: c.ID, Class: desk.ClassCancellation, Add: []desk.Signal{desk.SignalChoiceCancel}, Drop: []desk.Signal{desk.SignalChoiceWait}, Because: "he phoned"})
	if err != nil || len(c.Choices) != 1 || c.Choices[0].Choice != desk.DelayChoiceCancel || c.Outcome != desk.OutcomeLateCancelReview {
		t.Errorf("reclassified it is %s (rule %s) with %+v, %v", c.Outcome, c.Rule, c.Choices, err)
	}
}
