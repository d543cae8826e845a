package flow_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// gate is a store whose recording a test holds up or lets fail, with the orders beside it,
// which tell how many mails were begun.
type gate struct {
	flow.Store
	flow.Orders
	before  func(batch int) error    // called before each batch is recorded
	refuse  func(c desk.Change) bool // changes that the store takes not, nil for none
	batches atomic.Int32
	begun   chan struct{} // one signal a mail whose orders were asked for
}

func (g *gate) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	if err := g.before(int(g.batches.Add(1))); err != nil {
		return nil, err
	}
	if g.refuse == nil {
		return g.Store.RecordOutcomes(ctx, changes)
	}
	refusals := make([]error, len(changes))
	for i, c := range changes {
		if refusals[i] = desk.Errf(desk.CodeInvalid, "refused by the test"); !g.refuse(c) {
			refusals[i] = g.Store.Record(ctx, c)
		}
	}
	return refusals, nil
}

func (g *gate) Lookup(ctx context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	select {
	case g.begun <- struct{}{}:
	default: // nobody counts any more: a batch that is handled anew asks again
	}
	return g.Orders.Lookup(ctx, numbers, sender)
}

// behind waits until so many mails were begun.
func (g *gate) behind(n int) error {
	for range n {
		select {
		case <-g.begun:
		case <-time.After(5 * time.Minute):
			return desk.Errf(desk.CodeUnavailable, "the mails behind wait")
		}
	}
	return nil
}

// overtake moves the first mail's case before the second batch is recorded, as a sending beside the
// drain does, once mails of the third batch were begun.
func (g *gate) overtake(w *world, batch int) error {
	if batch != 2 {
		return nil
	}
	if err := g.behind(235); err != nil {
		return err
	}
	id, _, err := w.store.CaseOfRefs(w.t.Context(), []string{"m0@customer.example"})
	if err != nil {
		return err
	}
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		return err
	}
	c.Version++
	return w.store.Record(w.t.Context(), desk.Change{Cases: []desk.Case{c}})
}

// gated is a world behind a gate with n mails of as many customers, accepted and not handled;
// change may make another mail of each.
func gated(t *testing.T, n int, change func(i int, raw string) string) (*world, *gate) {
	t.Helper()
	return gatedShop(t, n, func(*flow.Shop) {}, change)
}

// gatedShop is gated for a shop that is configured otherwise.
func gatedShop(t *testing.T, n int, shop func(*flow.Shop), change func(i int, raw string) string) (*world, *gate) {
	t.Helper()
	g := &gate{before: func(int) error { return nil }, begun: make(chan struct{}, 10*n)}
	s := scenarioByID(t, "S57")
	w := newWorldOf(t, quickDir(t), s, shop, func(o *flow.Options) {
		g.Store, g.Orders = o.Store, o.Orders
		o.Store, o.Orders = g, g
	})
	t.Cleanup(w.close)
	batch := make([]desk.Accepted, n)
	for i := range batch {
		raw := []byte(change(i, fmt.Sprintf("Message-ID: <m%d@customer.example>\r\nFrom: c%d@customer.example\r\nTo: support@shop.example\r\n"+
			"Subject: A question\r\n\r\nDo you have keyboard number %d in blue?\r\n", i, i, i)))
		sum := sha256.Sum256(raw)
		id := hex.EncodeToString(sum[:])
		batch[i] = desk.Accepted{
			ID: id, TraceHash: id, Folder: "inbox", InternalDate: w.clock, AcceptedAt: w.clock, Size: int64(len(raw)), Raw: raw, MessageID: message.Identify(raw).MessageID,
			Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1)},
		}
	}
	if _, err := w.store.AcceptMessages(t.Context(), "support", "INBOX", batch, desk.Cursor{UIDValidity: 1, LastUID: uint32(n)}); err != nil {
		t.Fatal(err)
	}
	return w, g
}

func asItIs(_ int, raw string) string { return raw }

// everyCase gives all cases of a world by their numbers, however many.
func (w *world) everyCase() []desk.Case {
	w.t.Helper()
	list, _, err := w.store.Cases(w.t.Context(), desk.CaseFilter{Limit: 1000})
	if err != nil {
		w.t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b desk.Case) int { return number(w.t, a.ID) - number(w.t, b.ID) })
	return list
}

// TestHandlingGoesOnWhileRecording: the first batch is recorded only once a mail behind it was
// begun. The cases have their numbers in a row, although those were taken beside the work.
func TestHandlingGoesOnWhileRecording(t *testing.T) {
	t.Parallel()
	const mails = 150
	w, g := gated(t, mails, asItIs)
	g.before = func(batch int) error {
		if batch > 1 {
			return nil
		}
		return g.behind(101)
	}
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	list := w.everyCase()
	if len(list) != mails {
		t.Fatalf("%d cases", len(list))
	}
	for i, c := range list {
		if number(t, c.ID) != number(t, list[0].ID)+i {
			t.Fatalf("case %d is %s, the first %s", i, c.ID, list[0].ID)
		}
	}
}

// TestReplyToMailBeingRecorded: a reply whose question is in the batch on its way to the disk
// joins its case, and the case's older draft is void. It does not wait for the disk: the batch is
// recorded only once mails behind the reply were begun.
func TestReplyToMailBeingRecorded(t *testing.T) {
	t.Parallel()
	const mails = 120
	w, g := gated(t, mails, func(i int, raw string) string {
		if i != 100 {
			return raw
		}
		return "In-Reply-To: <m42@customer.example>\r\n" + strings.ReplaceAll(raw, "c100@", "c42@")
	})
	g.before = func(batch int) error {
		for range 115 { // the orders of one mail may be asked for several times
			if batch > 1 {
				break
			}
			select {
			case <-g.begun:
			case <-time.After(5 * time.Minute):
				return desk.Errf(desk.CodeUnavailable, "the mails behind the reply wait")
			}
		}
		return nil
	}
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	list := w.everyCase()
	if len(list) != mails-1 {
		t.Fatalf("%d cases, not %d", len(list), mails-1)
	}
	c := list[42]
	if c.Customer != "c42@customer.example" || len(c.Mails) != 2 {
		t.Fatalf("case %s of %s has %d mails", c.ID, c.Customer, len(c.Mails))
	}
	if old, open := w.drafts(c.ID, desk.DraftVoid), w.drafts(c.ID, desk.DraftProposed); len(old) != 1 || len(open) != 1 {
		t.Errorf("%d drafts are void and %d open", len(old), len(open))
	}
}

// TestReplyToRefusedChange: when the store refuses a change because somebody else changed the case,
// what was made of it meanwhile is not recorded either, and the drain handles both mails anew.
func TestReplyToRefusedChange(t *testing.T) {
	t.Parallel()
	const mails = 250
	w, g := gated(t, mails, func(i int, raw string) string {
		switch i {
		case 142:
			return "In-Reply-To: <m0@customer.example>\r\n" + strings.ReplaceAll(raw, "c142@", "c0@")
		case 210:
			return "In-Reply-To: <m142@customer.example>\r\n" + strings.ReplaceAll(raw, "c210@", "c0@")
		}
		return raw
	})
	g.before = func(batch int) error { return g.overtake(w, batch) }
	if n, err := w.Drain(t.Context()); err != nil || n != mails {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	list := w.everyCase()
	if len(list) != mails-2 {
		t.Fatalf("%d cases, not %d", len(list), mails-2)
	}
	if c := list[0]; c.Customer != "c0@customer.example" || len(c.Mails) != 3 {
		t.Errorf("case %s of %s has %d mails", c.ID, c.Customer, len(c.Mails))
	}
	seen := map[string]bool{}
	for _, c := range list {
		for _, m := range c.Mails {
			if seen[m] {
				t.Errorf("mail %s is in two cases", m)
			}
			seen[m] = true
		}
	}
	if len(seen) != mails {
		t.Errorf("%d mails are in cases", len(seen))
	}
}

// TestNothingIsRecordedAfterAFailure: when a batch cannot be stored, nothing of the mails behind
// it is, and the next drain handles every one of them once.
func TestNothingIsRecordedAfterAFailure(t *testing.T) {
	t.Parallel()
	const mails = 250
	w, g := gated(t, mails, asItIs)
	g.before = func(batch int) error {
		if batch == 2 {
			return desk.Errf(desk.CodeStorageFull, "the disk is full")
		}
		return nil
	}
	if n, err := w.Drain(t.Context()); desk.CodeOf(err) != desk.CodeStorageFull || n != 100 {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	if got := g.batches.Load(); got != 2 {
		t.Errorf("%d batches were given to the store, not 2", got)
	}
	if list := w.everyCase(); len(list) != 100 {
		t.Errorf("%d cases, not 100", len(list))
	}
	g.before = func(int) error { return nil }
	if n, err := w.Drain(t.Context()); err != nil || n != mails-100 {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	seen := map[string]string{}
	for _, c := range w.everyCase() {
		for _, m := range c.Mails {
			if seen[m] != "" {
				t.Errorf("mail %s is in %s and %s", m, seen[m], c.ID)
			}
			seen[m] = c.ID
		}
	}
	if len(seen) != mails {
		t.Errorf("%d mails are in cases, not %d", len(seen), mails)
	}
}
