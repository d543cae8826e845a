package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// otherwise corrects a case and gives what it became.
func (w *world) otherwise(co flow.Correction) desk.Case {
	w.t.Helper()
	c, err := w.Reclassify(w.t.Context(), agent, co)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// log gives the corrections, which must be as many as said.
func (w *world) log(want int) []desk.Correction {
	w.t.Helper()
	list, err := w.Corrections(w.t.Context())
	if err != nil || len(list) != want {
		w.t.Fatalf("%d corrections instead of %d, %v", len(list), want, err)
	}
	return list
}

// TestSignalsCorrected: a signal that an agent adds or takes away decides the case anew, is
// logged with before and after, and is followed by a like mail until it is revoked.
func TestSignalsCorrected(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	was := w.readingOf(c.Customer)
	if was.Has(desk.SignalLegalThreat) {
		t.Fatal("the mail is read as a threat without a correction")
	}
	got := w.otherwise(flow.Correction{Case: c.ID, Add: []desk.Signal{desk.SignalLegalThreat}, Because: "his second letter said so"})
	if got.Class != c.Class || !slices.Contains(got.Flags, desk.FlagLegalOrChargeback) || !got.Last().Reading.Has(desk.SignalLegalThreat) {
		t.Errorf("decided as %s with %v", got.Class, got.Flags)
	}
	k := w.log(1)[0]
	added, dropped := k.SignalSteps()
	if !slices.Equal(added, []desk.Signal{desk.SignalLegalThreat}) || len(dropped) != 0 || k.By.Name != agent.Name || k.At.IsZero() ||
		k.Because == "" || k.Customer != c.Customer || !slices.Equal(k.ReadSignals, was.Signals) || k.Order != "" {
		t.Errorf("logged as %+v", k)
	}
	if !slices.Contains(w.audits(c.ID), "signals_corrected") {
		t.Errorf("the history tells %v", w.audits(c.ID))
	}
	if again := w.otherwise(flow.Correction{Case: c.ID, Drop: []desk.Signal{desk.SignalLegalThreat}}); slices.Contains(again.Flags, desk.FlagLegalOrChargeback) {
		t.Errorf("taken away, the flags are %v", again.Flags)
	}
	w.otherwise(flow.Correction{Case: c.ID, Add: []desk.Signal{desk.SignalPraise}})

	m := w.scenario.Mail
	w.receive(plainMail("like", "Bo <bo@mailbox.example>", m.Subject, m.Body))
	if r := w.readingOf("bo@mailbox.example"); r.Engine != "correction" || !r.Has(desk.SignalPraise) || r.Has(desk.SignalLegalThreat) {
		t.Errorf("the like mail is read as %+v: the latest correction counts", r)
	}
	if _, err := w.RevokeCorrection(t.Context(), agent, "K-3", ""); err != nil {
		t.Fatal(err)
	}
	w.receive(plainMail("like2", "Cy <cy@mailbox.example>", m.Subject, m.Body))
	if r := w.readingOf("cy@mailbox.example"); r.Has(desk.SignalPraise) {
		t.Errorf("a revoked correction is followed: %+v", r)
	}
}

// TestCorrectionsThatSayNothing are refused or not logged.
func TestCorrectionsThatSayNothing(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	for name, co := range map[string]flow.Correction{
		"nothing":        {},
		"not there":      {Drop: []desk.Signal{desk.SignalBilling}},
		"both ways":      {Add: []desk.Signal{desk.SignalBilling}, Drop: []desk.Signal{desk.SignalBilling}},
		"no such signal": {Add: []desk.Signal{"anger"}},
	} {
		co.Case = c.ID
		if _, err := w.Reclassify(t.Context(), agent, co); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.otherwise(flow.Correction{Case: c.ID, Order: "hw 10501"}) // it is the one already
	w.otherwise(flow.Correction{Case: c.ID, Class: c.Class})
	w.log(0)
}

// TestAlarmCalledOff: that a mail tells of danger is taken away with a reason and for the
// case at hand alone. A like mail is an alarm again, whatever the agent said, and nothing is
// learnt.
func TestAlarmCalledOff(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S32", nil)
	calm := flow.Correction{Case: c.ID, Class: desk.ClassOther, Drop: []desk.Signal{desk.SignalSafetyHazard}}
	if _, err := w.Reclassify(t.Context(), agent, calm); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "reason") {
		t.Fatalf("called off without a reason: %v", err)
	}
	calm.Because = "a theatre prop"
	if got := w.otherwise(calm); got.Outcome == desk.OutcomeSafetyStop {
		t.Errorf("the case is still %s", got.Outcome)
	}
	k := w.log(1)[0]
	if !k.CallsOffAlarm() || k.Because == "" || len(desk.Lessons([]desk.Correction{k})) != 0 {
		t.Errorf("logged as %+v", k)
	}
	m := w.scenario.Mail
	w.receive(plainMail("like", "Bo <bo@mailbox.example>", m.Subject, m.Body))
	r := w.readingOf("bo@mailbox.example")
	if !r.Has(desk.SignalSafetyHazard) || !r.Unsure || r.Class != desk.ClassDoaDefect {
		t.Errorf("the like mail is read as %+v", r)
	}
	for _, other := range w.cases() {
		if other.Customer == "bo@mailbox.example" && other.Outcome != desk.OutcomeSafetyStop {
			t.Errorf("the like mail is %s", other.Outcome)
		}
	}
	w.answer(c.Customer, "s32@customer.example", "more@customer.example", "Now there is smoke and the battery burns!")
	if now, err := w.store.Case(t.Context(), c.ID); err != nil || now.Outcome != desk.OutcomeSafetyStop {
		t.Errorf("a further mail about danger in the case is %s, %v", now.Outcome, err)
	}
}

// TestOrderCorrectedToNone: a number that no order has is a slip of the person's; nothing changes.
func TestOrderCorrectedToNone(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	before := w.audits(c.ID)
	_, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: c.ID, Order: "HW-99999", Because: "a slip"})
	if desk.CodeOf(err) != desk.CodeNotFound {
		t.Fatalf("said %v", err)
	}
	if now, err := w.store.Case(t.Context(), c.ID); err != nil || now.Order != c.Order || len(w.audits(c.ID)) != len(before) {
		t.Errorf("about %q now, %v: %v", now.Order, w.audits(c.ID), err)
	}
}

// TestOrderCorrected: an agent says that a mail is about another order. It is logged, holds
// for what the same customer writes again, in the thread and apart from it, for nobody else,
// and teaches nothing.
func TestOrderCorrected(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", func(s *scenario.Scenario) {
		other := s.Orders[0]
		other.Number = "HW-10777"
		s.Orders = append(s.Orders, other)
	})
	if c.Order != "HW-10501" {
		t.Fatalf("the case is about %q", c.Order)
	}
	got := w.otherwise(flow.Correction{Case: c.ID, Order: "10777", Because: "he said so by phone"})
	if got.Order != "HW-10777" || got.Class != c.Class {
		t.Fatalf("decided as %s about %q", got.Class, got.Order)
	}
	k := w.log(1)[0]
	if k.Order != "HW-10777" || k.ReadOrder != "HW-10501" || k.Relabels() || len(desk.Lessons([]desk.Correction{k})) != 0 {
		t.Errorf("logged as %+v", k)
	}
	if !slices.Contains(w.audits(c.ID), "order_corrected") {
		t.Errorf("the history tells %v", w.audits(c.ID))
	}
	orderOf := func() (string, string) {
		list := w.cases()
		now := list[0]
		for _, x := range list {
			if x.UpdatedAt.After(now.UpdatedAt) {
				now = x
			}
		}
		whole, err := w.store.Case(t.Context(), now.ID)
		if err != nil {
			t.Fatal(err)
		}
		return whole.Order, whole.Last().Reading.Engine
	}
	w.answer(c.Customer, "s01@customer.example", "again@customer.example", "Did you stop it?\n\n> "+w.scenario.Mail.Body)
	if n := len(w.cases()); n != 1 {
		t.Fatalf("%d cases", n)
	}
	if order, _ := orderOf(); order != "HW-10777" {
		t.Errorf("a reply that quotes the old number is about %q", order)
	}
	m := w.scenario.Mail
	w.clock = w.clock.Add(1)
	w.receive(plainMail("like", "Jo <"+c.Customer+">", m.Subject, m.Body))
	if order, engine := orderOf(); order != "HW-10777" || engine == "correction" {
		t.Errorf("the same words again are about %q, read by %s", order, engine)
	}
	w.clock = w.clock.Add(1)
	w.receive(plainMail("stranger", "Bo <bo@mailbox.example>", m.Subject, m.Body))
	if r := w.readingOf("bo@mailbox.example"); len(r.Numbers) != 1 || r.Numbers[0].Key == "HW10777" || r.Engine == "correction" {
		t.Errorf("a stranger's like mail is read as %+v", r)
	}
	if _, err := w.RevokeCorrection(t.Context(), agent, k.ID, "was the first after all"); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(1)
	w.receive(plainMail("like2", "Jo <"+c.Customer+">", m.Subject, m.Body+" Thanks."))
	if order, _ := orderOf(); order != "HW-10501" {
		t.Errorf("after revoking the same words are about %q", order)
	}
}

// TestNumberOfItsOwn: a number that only the later mail holds counts for itself.
func TestNumberOfItsOwn(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", func(s *scenario.Scenario) {
		for _, n := range []string{"HW-10777", "HW-10778"} {
			other := s.Orders[0]
			other.Number = n
			s.Orders = append(s.Orders, other)
		}
	})
	w.otherwise(flow.Correction{Case: c.ID, Order: "HW-10777"})
	w.answer(c.Customer, "s01@customer.example", "other@customer.example", "And please cancel order HW-10778 too.")
	if !slices.ContainsFunc(w.cases(), func(x desk.Case) bool { return x.Order == "HW-10778" }) {
		t.Error("the number that the customer wrote is not followed")
	}
}

// TestCorrectionEndsWithTheMail: what an agent said of one mail does not decide over the
// customer's next one in the same case.
func TestCorrectionEndsWithTheMail(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDelay})
	first := w.oneOpen(c.ID)
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: first.ID}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	w.answer(c.Customer, "s01@customer.example", "more@customer.example", "Please cancel HW-10501 then.")
	d := w.oneOpen(c.ID)
	now, err := w.store.Case(t.Context(), c.ID)
	if err != nil || now.Class != desk.ClassCancellation {
		t.Fatalf("the further mail is %s, %v", now.Class, err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Seen: d.ContentHash()}); err != nil {
		t.Errorf("its draft cannot be approved: %v", err)
	}
}
