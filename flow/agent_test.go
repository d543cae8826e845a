package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// received opens a world in which a shared scenario's mail has just been decided.
func received(t *testing.T, id string, change func(*scenario.Scenario)) (*world, desk.Case) {
	t.Helper()
	s := scenarioByID(t, id)
	if change != nil {
		change(&s)
	}
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, ok := w.theCase()
	if !ok {
		t.Fatal("the mail led to no case")
	}
	return w, c
}

// unproved takes the sender's proof away.
func unproved(s *scenario.Scenario) {
	s.Mail.Headers = map[string]string{"Authentication-Results": "mx.shop.example; none"}
}

// oneOpen gives the case's only open draft.
func (w *world) oneOpen(id string) desk.Draft {
	w.t.Helper()
	open := w.drafts(id, desk.DraftProposed)
	if len(open) != 1 {
		w.t.Fatalf("%s has %d open drafts", id, len(open))
	}
	return open[0]
}

// answer is a further mail in the case's thread.
func (w *world) answer(from, to, id, text string) {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	_, domain, _ := strings.Cut(from, "@")
	raw := "Authentication-Results: mx.shop.example; dmarc=pass header.from=" + domain + "\nMessage-ID: <" + id + ">\nFrom: " + from +
		"\nTo: support@shop.example\nSubject: Re: your order\nIn-Reply-To: <" + to + ">\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"
	w.receive([]byte(strings.ReplaceAll(raw, "\n", "\r\n")))
}

// TestStaleDraft: the order goes into production between draft and approval. The draft is
// void, a new one refuses with the reason, and only that one can be sent.
func TestStaleDraft(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	old := w.oneOpen(c.ID)
	if old.Template != "cancel_check" {
		t.Fatalf("drafted %s", old.Template)
	}
	w.clock = w.clock.Add(time.Hour)
	started := w.clock.Add(-10 * time.Minute)
	o := &w.scenario.Orders[0]
	o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StageInProduction, desk.ProductionStarted, &started
	fresh, err := w.Approve(t.Context(), manager, flow.Approval{Draft: old.ID, Seen: old.ContentHash()})
	if desk.CodeOf(err) != desk.CodeStale || fresh.ID == old.ID {
		t.Fatalf("approving a stale draft: %v, draft %s", err, fresh.ID)
	}
	if d, err := w.store.Draft(t.Context(), old.ID); err != nil || d.State != desk.DraftVoid || d.Why == "" {
		t.Errorf("the old draft is %s because of %q, %v", d.State, d.Why, err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Errorf("%d sent, %v", n, err)
	}
	if now := w.oneOpen(c.ID); now.ID != fresh.ID || now.Template == old.Template {
		t.Errorf("the new draft is %s of %s", now.ID, now.Template)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: fresh.ID, Because: "looked again"}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 || w.sent[0] != fresh.MessageID {
		t.Errorf("%d sent: %v, %v", n, w.sent, err)
	}
}

// TestRejectedAndReclassified: a rejection needs a reason and leaves the case open; the
// agent's reading decides anew, and the history tells both.
func TestRejectedAndReclassified(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	d := w.oneOpen(c.ID)
	if _, err := w.Reject(t.Context(), agent, d.ID, " "); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("rejected without a reason: %v", err)
	}
	if got, err := w.Reject(t.Context(), agent, d.ID, "by phone"); err != nil || got.State != desk.DraftRejected || got.Why != "by phone" {
		t.Errorf("rejected: %+v, %v", got.State, err)
	}
	if now, _ := w.theCase(); now.State != desk.CaseOpen {
		t.Errorf("the case is %s", now.State)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("a rejected draft was approved: %v", err)
	}
	got, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: c.ID, Class: desk.ClassDelay, Because: "asks when it comes"})
	if err != nil || got.Class != desk.ClassDelay || got.Outcome != desk.OutcomeOnScheduleInfo {
		t.Fatalf("reclassified: %s, %s, %v", got.Class, got.Outcome, err)
	}
	if now := w.oneOpen(c.ID); now.Template != "on_schedule" {
		t.Errorf("drafted %s", now.Template)
	}
	for _, what := range []string{"mail_received", "drafted", "rejected", "reclassified", "decided"} {
		if !slices.Contains(w.audits(c.ID), what) {
			t.Errorf("the history lacks %s: %v", what, w.audits(c.ID))
		}
	}
	if _, err := w.Reclassify(t.Context(), desk.System(), flow.Correction{Case: c.ID, Class: desk.ClassDelay}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("the service reclassified by itself: %v", err)
	}
}

// TestUnprovenCancellation: an approved cancellation needs a proved sender, or an answer
// to a mail of ours from the order's own address (domain.md section 1, reading 11).
func TestUnprovenCancellation(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", unproved)
	first := w.oneOpen(c.ID)
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: first.ID}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	cancel := flow.Resolution{Case: c.ID, Action: "cancel_approved", Because: "stopped in time"}
	_, d, err := w.Resolve(t.Context(), manager, cancel)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "surely"}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Fatalf("cancelled for an unproven sender: %v", err)
	}
	w.answer(c.Customer, first.MessageID, "yes@customer.example", "Yes, please cancel HW-10501.")
	if now, _ := w.theCase(); !now.Confirmed {
		t.Fatal("an answer from the order's address confirms nothing")
	}
	if _, d, err = w.Resolve(t.Context(), manager, cancel); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "confirmed"}); err != nil {
		t.Errorf("the buyer has confirmed: %v", err)
	}
}

// TestBuyerAskedOnce: a stranger's further mail renews the question that has not left yet;
// once it has left, it is not put again for seven days, whoever asks.
func TestBuyerAskedOnce(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S27", nil)
	asked := func() []desk.Draft {
		return slices.DeleteFunc(w.drafts(c.ID, desk.DraftProposed), func(d desk.Draft) bool { return d.Template != "verify_buyer" })
	}
	if len(asked()) != 1 {
		t.Fatalf("%d questions to the buyer", len(asked()))
	}
	old := asked()[0]
	w.answer(c.Customer, "s27@customer.example", "more@customer.example", "It is about order "+c.Order+", and it is urgent.")
	if now := asked(); len(now) != 1 || now[0].ID == old.ID {
		t.Fatalf("after another mail: %d questions", len(now))
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: asked()[0].ID}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	w.answer(c.Customer, "s27@customer.example", "again@customer.example", "Any news about order "+c.Order+"?")
	if now := asked(); len(now) != 0 || !slices.Contains(w.audits(c.ID), "not_drafted") {
		t.Errorf("asked again: %d, history %v", len(now), w.audits(c.ID))
	}
	before := len(w.drafts(c.ID, desk.DraftVoid))
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("a person asked again: %v", err)
	}
	if after := len(w.drafts(c.ID, desk.DraftVoid)); after != before {
		t.Errorf("the refused step voided %d drafts", after-before)
	}
	w.clock = w.clock.AddDate(0, 0, 8)
	if _, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); err != nil || d.Template != "verify_buyer" {
		t.Errorf("after eight days: %v", err)
	}
}

// TestBuyerConfirmed: what a third person asked for is decided once the buyer has
// confirmed by another way, and the reply goes to the buyer alone.
func TestBuyerConfirmed(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S27", nil)
	w.scenario.Orders[0].Language = "nl" // the stranger wrote English
	after, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "buyer_confirmed", Because: "by phone"})
	if err != nil {
		t.Fatal(err)
	}
	buyer := strings.ToLower(w.scenario.Orders[0].Email)
	if after.Outcome == desk.OutcomeVerifySender || d == nil || len(d.To) != 1 || strings.ToLower(d.To[0].Address) != buyer || d.InReplyTo != "" {
		t.Fatalf("decided as %s, draft %s to %v in answer to %q", after.Outcome, d.Template, d.To, d.InReplyTo)
	}
	if slices.ContainsFunc(d.Refs, func(r string) bool { return strings.Contains(r, "customer.example") }) {
		t.Errorf("the reply stands in the stranger's thread: %v", d.Refs)
	}
	if d.Language != "nl" {
		t.Errorf("a Dutch buyer is answered in %q", d.Language)
	}
	if strings.Contains(d.Subject, w.scenario.Mail.Subject) {
		t.Errorf("the stranger's words reach the buyer: %q", d.Subject)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "by phone"}); err != nil {
		t.Errorf("the decision cannot be approved: %v", err)
	}
}
