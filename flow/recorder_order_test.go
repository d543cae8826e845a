package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestOrderOfArrivalAfterRefusal: where the mails behind a refused change are handled anew, those
// behind them wait for it: a reply does not come before its question, and one drain handles all.
func TestOrderOfArrivalAfterRefusal(t *testing.T) {
	t.Parallel()
	const mails = 350
	reply := func(to, from string, raw string) string {
		return "In-Reply-To: <m" + to + "@customer.example>\r\n" + strings.ReplaceAll(raw, "c"+from+"@", "c"+to+"@")
	}
	w, g := gated(t, mails, func(i int, raw string) string {
		switch i {
		case 142:
			return reply("0", "142", raw)
		case 210: // is made of what the store refuses
			return reply("0", "210", raw)
		case 320: // its question lies in the same batch as that
			return reply("250", "320", raw)
		}
		return raw
	})
	g.before = func(batch int) error { return g.overtake(w, batch) }
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Errorf("%d mails handled, %v", n, err)
	}
	for {
		if n, err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		} else if n == 0 {
			break
		}
	}
	in := map[string][]int{}
	for _, c := range w.everyCase() {
		in[c.Customer] = append(in[c.Customer], len(c.Mails))
	}
	for customer, want := range map[string]int{"c0@customer.example": 3, "c250@customer.example": 2} {
		if got := in[customer]; len(got) != 1 || got[0] != want {
			t.Errorf("the cases of %s have %v mails, not %d in one", customer, got, want)
		}
	}
}

// TestRefusedMailsHoldNothingUp: mails whose changes are refused each time, a whole batch of them,
// do not keep those behind them from being handled, and come to quarantine.
func TestRefusedMailsHoldNothingUp(t *testing.T) {
	t.Parallel()
	const mails, bad = 250, 120
	w, g := gated(t, mails, asItIs)
	g.refuse = func(c desk.Change) bool { return len(c.Cases) > 0 && c.Mails[0].Location.UID <= bad }
	if n, err := w.Drain(t.Context()); err != nil || n != mails-bad {
		t.Errorf("%d mails handled, %v", n, err)
	}
	for range 5 {
		if n, err := w.Drain(t.Context()); err != nil || n != 0 {
			t.Errorf("%d mails handled then, %v", n, err)
		}
	}
	if list, err := w.store.MailsIn(t.Context(), desk.MailQuarantined, mails, ""); err != nil || len(list) != bad {
		t.Errorf("%d mails are in quarantine, %v", len(list), err)
	}
	if list := w.everyCase(); len(list) != mails-bad {
		t.Errorf("%d cases", len(list))
	}
}

// TestOrdersAreAskedOnceForEachMail: a mail that answers nothing of ours needs one look-up, whatever
// else a reply would have to prove.
func TestOrdersAreAskedOnceForEachMail(t *testing.T) {
	t.Parallel()
	const mails = 20
	w, g := gated(t, mails, asItIs)
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	if asked := len(g.begun); asked != mails {
		t.Errorf("the orders were asked for %d times for %d mails", asked, mails)
	}
}

// TestConfirmationsThatWereNotStored: what a full disk kept from being confirmed is not counted,
// and does not switch confirmations off once there is room again.
func TestConfirmationsThatWereNotStored(t *testing.T) {
	t.Parallel()
	const mails = 40
	w, g := gatedShop(t, mails, func(s *flow.Shop) { s.Acknowledge = flow.Acknowledge{Enabled: true, PerHour: 60, PerDay: 100} },
		func(i int, raw string) string { return fmt.Sprintf("Return-Path: <c%d@customer.example>\r\n", i) + raw })
	g.before = func(int) error { return desk.Errf(desk.CodeStorageFull, "the disk is full") }
	for range 3 {
		if _, err := w.Drain(t.Context()); desk.CodeOf(err) != desk.CodeStorageFull {
			t.Fatal(err)
		}
	}
	g.before = func(int) error { return nil }
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	if off, err := w.AcknowledgementsOff(t.Context()); err != nil || !off.IsZero() {
		t.Errorf("confirmations are off since %v, %v", off, err)
	}
	confirmed := 0
	for _, c := range w.everyCase() {
		confirmed += len(w.drafts(c.ID, desk.DraftApproved))
	}
	if confirmed != mails {
		t.Errorf("%d of %d mails are confirmed", confirmed, mails)
	}
}
