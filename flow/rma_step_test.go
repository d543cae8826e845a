package flow_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// stepped takes a step of a record and, where it drafts a mail, approves and sends it.
func (w *world) stepped(number, step string, set map[string]string) desk.RMA {
	w.t.Helper()
	if err := w.tryStep(manager, number, step, set); err != nil {
		w.t.Fatalf("%s: %v", step, err)
	}
	r, err := w.RMA(w.t.Context(), number)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) tryStep(by desk.Actor, number, step string, set map[string]string) error {
	done, err := w.TakeRMAStep(w.t.Context(), by, flow.RMAStep{RMA: number, Step: step, Because: "as the test says", Set: set})
	if err != nil || done.Draft == nil {
		return err
	}
	before, err := w.RMA(w.t.Context(), number)
	if err != nil {
		return err
	}
	if _, err := w.Approve(w.t.Context(), second, flow.Approval{Draft: done.Draft.ID, Because: "seen"}); err != nil {
		return err
	}
	if now, _ := w.RMA(w.t.Context(), number); now.State != before.State {
		w.t.Errorf("%s moved the record before its mail was sent", step)
	}
	w.clock = w.clock.Add(time.Minute)
	if n, err := w.SendDue(w.t.Context()); err != nil || n != 1 {
		return fmt.Errorf("%d sent, %w", n, err)
	}
	return nil
}

// TestRMALife goes the whole way of a returned unit, with what each state of the table has:
// the mail, who pays, the deadline.
func TestRMALife(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	if len(r.History) != 1 || r.Due.IsZero() {
		t.Fatalf("the record begins as %+v", r)
	}
	parcel := map[string]string{"carrier": "DHL", "tracking": "JD99"}
	for _, s := range []struct {
		step, mail string
		set        map[string]string
		to         desk.RMAState
		payer      string
	}{
		{"rma_authorized", "rma_authorized", map[string]string{"condition": "in its box"}, desk.RMAAuthorized, desk.PayerBuyer},
		{"rma_in_transit", "rma_status", parcel, desk.RMAInTransit, desk.PayerBuyer},
		{"rma_received", "rma_received", nil, desk.RMAReceived, desk.PayerBuyer},
		{"inspect", "", nil, desk.RMAInspecting, desk.PayerBuyer},
		{"inspection_fault", "inspection_fault", map[string]string{"finding": "a cold joint", "cost": "12.40", "currency": "USD"}, desk.RMAFaultConfirmed, desk.PayerShop},
		{"remedy", "", map[string]string{"remedy": "replacement", "resolution": "a new unit", "due": "2026-06-01"}, desk.RMAResolving, desk.PayerShop},
		{"resolution_shipped", "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z", "replacement_order": "HW-20001"}, desk.RMAClosedResolved, desk.PayerShop},
	} {
		w.clock = w.clock.Add(30 * time.Hour)
		r = w.stepped(r.Number, s.step, s.set)
		if r.State != s.to || r.Payer != s.payer {
			t.Fatalf("after %s the record is %s, paid by %s", s.step, r.State, r.Payer)
		}
		if err := r.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
			t.Error(err)
		}
		if sent := w.drafts(c.ID, desk.DraftSent); s.mail != "" && sent[len(sent)-1].Template != s.mail {
			t.Errorf("%s told by %s", s.step, sent[len(sent)-1].Template)
		}
	}
	if r.Carrier != "DHL" || r.OutTracking != "1Z" || r.Inspector != manager.Name || r.Finding != "a cold joint" || r.Remedy != desk.RemedyReplacement || r.Cost != "12.40" {
		t.Errorf("the record kept %+v", r)
	}
	if now, _ := w.theCase(); now.State != desk.CaseClosed {
		t.Errorf("the case is %s", now.State)
	}
	if err := w.tryStep(agent, r.Number, "rma_received", nil); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), "possible: reopen, note") {
		t.Errorf("a closed record moved: %v", err)
	}
	r = w.stepped(r.Number, "reopen", nil)
	if now, _ := w.theCase(); r.State != desk.RMAResolving || now.State != desk.CaseOpen {
		t.Errorf("opened again it is %s, the case %s", r.State, now.State)
	}
}

// refundable brings a claim to where a refund may be drawn up.
func refundable(t *testing.T) (*world, desk.RMA) {
	t.Helper()
	w, _, r := claim(t)
	w.stepped(r.Number, "rma_no_return", nil)
	return w, w.stepped(r.Number, "remedy", map[string]string{"remedy": "refund"})
}

var money = map[string]string{"amount": "289.00", "currency": "USD", "not_feasible": "the board is not made any more"}

// TestRefundByTwo: money needs the reason why nothing else works, and a second person.
func TestRefundByTwo(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	draw := func(by desk.Actor, set map[string]string) (flow.RMADone, error) {
		return w.TakeRMAStep(t.Context(), by, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed", Set: set})
	}
	if _, err := draw(agent, money); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("an agent draws up a refund: %v", err)
	}
	if _, err := draw(manager, map[string]string{"amount": "289.00", "currency": "USD"}); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "not_feasible") {
		t.Errorf("without the reason: %v", err)
	}
	if _, err := w.AdvanceRMA(t.Context(), manager, r.Number, desk.RMAClosedResolved, "paid in cash", nil); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("closed behind the second person's back: %v", err)
	}
	done, err := draw(manager, money)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: done.Draft.ID, Because: "sure"}); desk.CodeOf(err) != desk.CodeForbidden || !strings.Contains(err.Error(), "approval.solo") {
		t.Errorf("one person pays out: %v", err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: done.Draft.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, _ = w.RMA(t.Context(), r.Number)
	if len(r.Refunds) != 1 || r.Refunds[0].DrawnBy != manager.Name || r.Refunds[0].Approver != second.Name || r.Refunds[0].Amount != "289.00" || r.State != desk.RMAClosedResolved {
		t.Errorf("the record says %s, %+v", r.State, r.Refunds)
	}
}

// TestRefundSolo: a shop of one confirms later, with a typed reason, and it is marked.
func TestRefundSolo(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	w = w.reconfigured(func(s *flow.Shop) { s.Solo = true })
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed", Set: money})
	if err != nil {
		t.Fatal(err)
	}
	approve := func(because string) error {
		_, err := w.Approve(t.Context(), manager, flow.Approval{Draft: done.Draft.ID, Because: because})
		return err
	}
	if err := approve("sure"); desk.CodeOf(err) != desk.CodeForbidden || !strings.Contains(err.Error(), "an hour") {
		t.Errorf("at once: %v", err)
	}
	w.clock = w.clock.Add(59 * time.Minute)
	if err := approve("sure"); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("after 59 minutes: %v", err)
	}
	w.clock = w.clock.Add(time.Minute)
	if err := approve(" "); desk.CodeOf(err) != desk.CodeNeedsConfirm {
		t.Errorf("without words: %v", err)
	}
	if err := approve("the photos are clear"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, _ = w.RMA(t.Context(), r.Number)
	if len(r.Refunds) != 1 || !r.Refunds[0].Solo || r.Refunds[0].Reason != "the photos are clear" {
		t.Errorf("the record says %+v", r.Refunds)
	}
	log, err := w.store.Audit(t.Context(), r.Case)
	if err != nil || !slices.ContainsFunc(log, func(a desk.Audit) bool { return a.What == "approved" && a.Data["solo"] == "yes" }) {
		t.Errorf("the history does not mark it (%v)", err)
	}
}

// TestInspectionPhotos: photos are kept at once, come back as they were, and are none when
// they are none.
func TestInspectionPhotos(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
	w.stepped(r.Number, "rma_received", nil)
	q := flow.RMAStep{RMA: r.Number, Step: "inspection_no_fault", Photos: []flow.RMAPhoto{{Name: `C:\bench\board.jpg`, Data: sharpPhoto()}, {Name: "again.jpg", Data: sharpPhoto()}}}
	if _, err := w.TakeRMAStep(t.Context(), agent, q); err != nil {
		t.Fatal(err)
	}
	r, _ = w.RMA(t.Context(), r.Number)
	if len(r.Photos) != 1 || r.Photos[0].Name != "board.jpg" || r.Photos[0].By != agent.Name || r.State != desk.RMAReceived {
		t.Fatalf("the record is %s with %+v", r.State, r.Photos)
	}
	p, data, err := w.RMAPhoto(t.Context(), r.Number, r.Photos[0].SHA256)
	if err != nil || !bytes.Equal(data, sharpPhoto()) || p.Type != "image/jpeg" {
		t.Errorf("%+v, %d bytes, %v", p, len(data), err)
	}
	for name, bad := range map[string][]byte{"none": nil, "a text": []byte("hello"), "too large": make([]byte, 13<<20)} {
		if _, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "note", Because: "x", Photos: []flow.RMAPhoto{{Name: "x", Data: bad}}}); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := w.RMAPhoto(t.Context(), r.Number, strings.Repeat("ab", 32)); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("a photo of nobody: %v", err)
	}
}

// TestCarrierClaimSteps: damage in transit begins with a claim to file.
func TestCarrierClaimSteps(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S37", nil)
	r := w.record(c.ID)
	if r.Claim == nil || r.Claim.State != desk.ClaimOpen {
		t.Fatalf("the record has the claim %+v", r.Claim)
	}
	r = w.stepped(r.Number, "claim_filed", map[string]string{"claim_number": "77-1"})
	if err := w.tryStep(agent, r.Number, "claim_filed", map[string]string{"claim_number": "77-2"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("filed twice: %v", err)
	}
	if r = w.stepped(r.Number, "claim_won", map[string]string{"amount": "50.00"}); r.Claim.State != desk.ClaimWon || r.Claim.Number != "77-1" || r.Claim.Amount != "50.00" {
		t.Errorf("the claim is %+v", r.Claim)
	}
}

// TestHazardHoldsShipping: nothing travels before a senior has cleared it.
func TestHazardHoldsShipping(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S32", nil)
	r := w.record(c.ID)
	v, err := w.RMASteps(t.Context(), r.Number)
	if err != nil || slices.ContainsFunc(v.Steps, func(o flow.RMAOffer) bool { return o.Name == "rma_authorized" }) {
		t.Errorf("a hazardous unit may travel (%v)", err)
	}
	if err := w.tryStep(agent, r.Number, "hazard_cleared", nil); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("an agent clears a hazard: %v", err)
	}
	w.stepped(r.Number, "hazard_cleared", nil)
	if r = w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "as it is"}); r.State != desk.RMAAuthorized {
		t.Errorf("cleared, it is %s", r.State)
	}
}

// TestRMAStepsAtRandom walks records through the engine by offered and invented steps, by
// people of every role, and holds what came out against the invariants.
func TestRMAStepsAtRandom(t *testing.T) {
	t.Parallel()
	all := map[string]bool{}
	for _, s := range desk.RMAStates() {
		for _, held := range []bool{false, true} {
			for _, a := range desk.RMASteps(&desk.RMA{State: s, Qty: 2, NoShipping: held, Claim: &desk.Claim{State: desk.ClaimOpen}}) {
				all[a.Name] = true
			}
		}
	}
	names := make([]string, 0, len(all))
	for n := range all {
		names = append(names, n)
	}
	slices.Sort(names)
	full := map[string]string{"amount": "289.00", "currency": "USD", "not_feasible": "no board", "condition": "in its box", "carrier": "DHL", "tracking": "JD1",
		"steps": "restart it", "hold": "buyer_damage", "claim_number": "7", "qty": "1", "price": "18.00"}
	worked := map[string]int{}
	for seed := range uint64(6) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		w, c, r := claim(t)
		for range 40 {
			w.clock = w.clock.Add(time.Duration(rnd.IntN(60)) * time.Hour)
			step := names[rnd.IntN(len(names))]
			if v, err := w.RMASteps(t.Context(), r.Number); err != nil {
				t.Fatal(err)
			} else if rnd.IntN(6) > 0 {
				step = v.Steps[rnd.IntN(len(v.Steps))].Name
			}
			if step == "withdraw" && rnd.IntN(4) > 0 {
				continue
			}
			full["state"] = []string{"", "under_review"}[rnd.IntN(2)] // where a closed record goes on
			full["remedy"] = []string{"repair", "replacement", "refund"}[rnd.IntN(3)]
			by := []desk.Actor{agent, manager, second}[rnd.IntN(3)]
			if err := w.tryStep(by, r.Number, step, full); err == nil {
				worked[step]++
			} else if code := desk.CodeOf(err); code == desk.CodeInternal || desk.MessageOf(err) == "" {
				t.Errorf("seed %d: %s failed as %v", seed, step, err)
			}
			for _, n := range w.caseOf(c.ID).RMAs {
				x, err := w.RMA(t.Context(), n)
				if err != nil {
					t.Fatal(err)
				}
				if err := x.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
					t.Fatalf("seed %d, after %s: %v\n%+v", seed, step, err, x.History)
				}
			}
		}
	}
	if len(worked) < 20 {
		t.Errorf("only %d kinds of steps worked: %v", len(worked), worked)
	}
}

// caseOf reads a case.
func (w *world) caseOf(id string) desk.Case {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// reconfigured gives a copy of a world whose shop is set up otherwise.
func (w *world) reconfigured(change func(*flow.Shop)) *world {
	w.t.Helper()
	dir := quickDir(w.t) + "/again"
	if err := os.CopyFS(dir, os.DirFS(w.dir)); err != nil {
		w.t.Fatal(err)
	}
	n := newWorldWith(w.t, dir, w.scenario, change)
	w.t.Cleanup(n.close)
	n.clock, n.uid, n.random = w.clock, w.uid, w.random+1<<32
	return n
}

// TestRefundFromMailProgram: a refund that was sent from the mail program counts as the
// second person's who released it; without one the record stays, and the mail still joins.
func TestRefundFromMailProgram(t *testing.T) {
	t.Parallel()
	for name, release := range map[string]bool{"released": true, "slipped through": false} {
		w, r := refundable(t)
		w = w.reconfigured(func(s *flow.Shop) { s.ApproveIn = desk.ChannelMailbox })
		done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed", Set: money})
		if err != nil {
			t.Fatal(err)
		}
		if release {
			if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: done.Draft.ID, Because: "seen", Release: true}); err != nil {
				t.Fatal(err)
			}
		}
		raw, err := replies.Message(w.draft(done.Draft.ID), w.clock)
		if err != nil {
			t.Fatal(err)
		}
		w.inSent(raw)
		r, _ = w.RMA(t.Context(), r.Number)
		if d := w.draft(done.Draft.ID); d.State != desk.DraftSent || (len(r.Refunds) == 1) != release || release && r.Refunds[0].Approver != second.Name {
			t.Errorf("%s: the draft is %s, the record %s with %+v", name, d.State, r.State, r.Refunds)
		}
		if !release && !slices.Contains(w.audits(r.Case), "rma_not_advanced") {
			t.Errorf("%s: the history says %v", name, w.audits(r.Case))
		}
	}
}

// TestUntoldMovesNeedTheRole: moving a record by the name of a state gives nobody a right
// that the step does not.
func TestUntoldMovesNeedTheRole(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspection_no_fault", map[string]string{"price": "18.00", "currency": "USD"})
	for to, want := range map[desk.RMAState]desk.Code{desk.RMAResolving: desk.CodeForbidden, desk.RMAClosedRejected: desk.CodeForbidden, desk.RMAReceived: desk.CodeIllegal} {
		if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, to, "as I like", nil); desk.CodeOf(err) != want {
			t.Errorf("an agent moves it to %s: %v", to, err)
		}
	}
	if _, err := w.AdvanceRMA(t.Context(), manager, r.Number, desk.RMAResolving, "goodwill", map[string]string{"remedy": "repair"}); err != nil {
		t.Error(err)
	}
}
