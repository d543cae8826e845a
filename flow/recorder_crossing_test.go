package flow_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/orders"
	"returndesk/scenario"
)

// slowDisk is a store whose batches take their time, or for which the handling of mails waits,
// with the orders beside it.
type slowDisk struct {
	flow.Store
	inTurn  bool
	storing atomic.Int32
	list    []desk.Order
	w       *world
}

func (g *slowDisk) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	g.storing.Add(1)
	defer g.storing.Add(-1)
	if !g.inTurn {
		time.Sleep(250 * time.Millisecond)
	}
	return g.Store.RecordOutcomes(ctx, changes)
}

func (g *slowDisk) Lookup(_ context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	for g.inTurn && g.storing.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	list := make([]desk.Order, len(g.list))
	copy(list, g.list)
	for i := range list {
		list[i].AsOf = g.w.clock
	}
	l := orders.NewIndex(list).Find(numbers, sender)
	l.AsOf = g.w.clock
	return l, nil
}

// crossing handles mails of some customers about two orders each, in threads, with pictures, answers by
// hand and automatic ones, and gives everything that was made of them.
func crossing(t *testing.T, seed uint64, inTurn bool) string {
	t.Helper()
	var base []desk.Order
	var s scenario.Scenario
	for _, x := range readFile(t, "../policy/testdata/scenarios.jsonl") {
		if len(x.Orders) > 0 {
			if s.ID == "" {
				s = x
			}
			if len(base) < 40 {
				base = append(base, x.Orders[0])
			}
		}
	}
	g := &slowDisk{inTurn: inTurn}
	w := newWorldOf(t, quickDir(t), s, func(sh *flow.Shop) { sh.Acknowledge = flow.Acknowledge{Enabled: true, PerDay: 1000, PerHour: 900} }, func(o *flow.Options) {
		g.Store = o.Store
		drawn := uint64(0)
		o.Random = func() uint64 { drawn++; return drawn * 0x9E3779B97F4A7C15 }
		o.Store, o.Orders = g, g
	})
	defer w.close()
	g.w = w
	r := rand.New(rand.NewPCG(seed, 1))
	const people = 30
	for i := range people * 2 {
		o := base[r.IntN(len(base))]
		o.Number = fmt.Sprintf("HW-%d", 20000+i)
		o.Email = fmt.Sprintf("c%d@customer.example", i%people)
		o.AccountEmail = ""
		g.list = append(g.list, o)
	}
	texts := []string{"Please cancel order %[1]s.", "The keyboard of order %[1]s does not work: two keys are dead on arrival.", "Order %[1]s arrived damaged, the box was crushed.",
		"Where is my order %[1]s?", "Here are the photos you asked for.", "Two keys do not work.", "Orders %[1]s and %[2]s: both arrived with a dead key, please repair.",
		"Thank you!", "I will wait.", "You sent the wrong item in %[1]s, a part is missing.", "Please cancel %[2]s, and keep %[1]s.", "It smokes and got very hot! %[1]s", "I have changed my mind, forget it."}
	var ids []string
	var batch []desk.Accepted
	for i := range 140 {
		c := r.IntN(people)
		from := fmt.Sprintf("c%d@customer.example", c)
		if r.IntN(20) == 0 {
			from = fmt.Sprintf("x%d@other.example", r.IntN(5))
		}
		folder, to := "inbox", "support@shop.example"
		head := ""
		if len(ids) > 0 && r.IntN(3) > 0 {
			k := len(ids) - 1 - r.IntN(min(len(ids), 150))
			head = "In-Reply-To: <" + ids[k] + ">\r\n"
			var kc int
			if _, err := fmt.Sscanf(ids[k], "m%d-c%d@customer.example", new(int), &kc); err == nil && r.IntN(10) > 0 {
				c, from = kc, fmt.Sprintf("c%d@customer.example", kc)
			}
			if r.IntN(12) == 0 {
				folder, to, from = "sent", from, "support@shop.example"
			} else if r.IntN(15) == 0 {
				head += "Auto-Submitted: auto-replied\r\n"
			}
		}
		id := fmt.Sprintf("m%d-c%d@customer.example", i, c)
		ids = append(ids, id)
		text := fmt.Sprintf(texts[r.IntN(len(texts))]+" (%[3]d)", g.list[c].Number, g.list[c+people].Number, i)
		body := "Content-Type: text/plain\r\n\r\n" + text + "\r\n"
		if r.IntN(4) == 0 {
			pic := r.IntN(30)
			body = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: text/plain\r\n\r\n" + text +
				"\r\n--bb\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=p.jpg\r\n\r\n\xff\xd8\xff\xe0 picture " + fmt.Sprint(pic) + "\r\n--bb--\r\n"
		}
		raw := []byte(fmt.Sprintf("Return-Path: <%s>\r\nMessage-ID: <%s>\r\n%sFrom: %s\r\nTo: %s\r\nSubject: Mail\r\n%s", from, id, head, from, to, body))
		sum := sha256.Sum256(raw)
		h := hex.EncodeToString(sum[:])
		batch = append(batch, desk.Accepted{ID: h, TraceHash: h, Folder: folder, InternalDate: w.clock, AcceptedAt: w.clock, Size: int64(len(raw)), Raw: raw, MessageID: message.Identify(raw).MessageID,
			Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1)}})
	}
	if _, err := w.store.AcceptMessages(t.Context(), "support", "INBOX", batch, desk.Cursor{UIDValidity: 1, LastUID: 140}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Drain(t.Context()); err != nil || n != len(batch) {
		t.Fatalf("%d handled, %v", n, err)
	}
	out := map[string]any{}
	for _, c := range w.everyCase() {
		full, err := w.store.Case(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		out[c.ID] = full
		ds, err := w.store.DraftsOfCase(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		out[c.ID+" drafts"] = ds
		for _, n := range full.RMAs {
			rm, err := w.store.RMA(t.Context(), n)
			out[n] = []any{rm, err}
		}
		au, err := w.store.Audit(t.Context(), c.ID)
		out[c.ID+" audit"] = []any{au, err}
	}
	for _, a := range batch {
		m, err := w.store.Mail(t.Context(), a.ID)
		out[a.ID] = []any{m, err}
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestHandledAsIfStored: what is made of mails is the same whether those before them are on their
// way to the disk or stored, and each is handled, however they cross: all were received in one second.
func TestHandledAsIfStored(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(crossing(t, 0, true), crossing(t, 0, false)); diff != "" {
		t.Error(diff)
	}
}
