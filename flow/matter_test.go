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

const kofi = "kofi@mail.example"

// twoOrders opens a world in which Kofi has two orders that are being waited for, HW-20366
// and HW-20371, and one that has arrived, HW-20391.
func twoOrders(t *testing.T) *world {
	t.Helper()
	return twoOrdersOf(t, func(*flow.Options) {})
}

// twoOrdersOf is twoOrders with a change to the engine's options.
func twoOrdersOf(t *testing.T, options func(*flow.Options)) *world {
	t.Helper()
	now := time.Date(2026, 3, 30, 15, 0, 0, 0, time.UTC)
	delivered, shipped := now.Add(-48*time.Hour), now.Add(-96*time.Hour)
	order := func(number string) desk.Order {
		return desk.Order{
			Number: number, Email: kofi, BuyerName: "Kofi Mensah", Stage: desk.StagePlaced, ProductionStatus: desk.ProductionNotStarted,
			ShipBy: "2026-04-20", ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"}, Lines: []desk.Line{{Line: 1, Name: "Amplifier", Qty: 1}},
		}
	}
	came := order("HW-20391")
	came.Stage, came.ProductionStatus, came.ShippedAt, came.DeliveredAt, came.DeliveryStatus = desk.StageDelivered, desk.ProductionStarted, &shipped, &delivered, desk.DeliveryDelivered
	strange := order("HW-30001")
	strange.Email = "ada@mail.example"
	s := scenario.Scenario{ID: "two", Now: now, Zone: time.UTC, Orders: []desk.Order{order("HW-20366"), order("HW-20371"), came, strange}}
	w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, options)
	t.Cleanup(w.close)
	return w
}

// fromKofi receives a mail of Kofi's, in the thread of the mail with an id, or in none.
func (w *world) fromKofi(id, to, subject, text string) {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	raw := "Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.example\nMessage-ID: <" + id + "@mail.example>\nFrom: Kofi <" + kofi +
		">\nTo: support@shop.example\nSubject: " + subject + "\n"
	if to != "" {
		raw += "In-Reply-To: <" + to + ">\n"
	}
	w.receive([]byte(strings.ReplaceAll(raw+"Content-Type: text/plain; charset=utf-8\n\n"+text+"\n", "\n", "\r\n")))
}

// byOrder gives the only case of each order.
func (w *world) byOrder() map[string]desk.Case {
	w.t.Helper()
	out := map[string]desk.Case{}
	for _, c := range w.cases() {
		c = w.caseOf(c.ID)
		if other, twice := out[c.Order]; twice {
			w.t.Errorf("order %s has the cases %s and %s", c.Order, other.ID, c.ID)
		}
		out[c.Order] = c
	}
	return out
}

// waiting gives the drafts that wait in all cases.
func (w *world) waiting() []desk.Draft {
	var out []desk.Draft
	for _, c := range w.cases() {
		out = append(out, w.drafts(c.ID, desk.DraftProposed)...)
	}
	return out
}

// TestSecondMailAboutTwoOrders: whichever order it names first, and wherever it is written,
// it goes on in the case of each order, with one reply for both.
func TestSecondMailAboutTwoOrders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, to, text string }{
		{"new mail", "", "Any news about my orders HW-20366 and HW-20371?"},
		{"new mail, other order first", "", "Any news about my orders HW-20371 and HW-20366?"},
		{"reply", "first@mail.example", "Any news about my orders HW-20366 and HW-20371?"},
		{"reply, other order first", "first@mail.example", "Any news about my orders HW-20371 and HW-20366?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "Please cancel my orders HW-20366 and HW-20371.")
			before := w.byOrder()
			w.fromKofi("second", c.to, "Orders again", c.text)
			after := w.byOrder()
			if len(after) != 2 {
				t.Fatalf("%d cases", len(after))
			}
			for number, old := range before {
				now := after[number]
				if now.ID != old.ID || len(now.Decisions) != 2 || len(now.Mails) != 2 {
					t.Errorf("%s was %s and is %s, with %d decisions about %d mails", number, old.ID, now.ID, len(now.Decisions), len(now.Mails))
				}
				if !slices.Contains(intents(now), desk.ClassCancellation) {
					t.Errorf("%s: the unanswered cancellation is lost: %v", number, intents(now))
				}
			}
			open := w.waiting()
			if len(open) != 1 {
				t.Fatalf("%d replies wait", len(open))
			}
			for number := range before {
				if !strings.Contains(open[0].Text, number) {
					t.Errorf("the reply says nothing of %s:\n%s", number, open[0].Text)
				}
			}
		})
	}
}

func intents(c desk.Case) []desk.Class {
	out := []desk.Class{c.Last().Class}
	for _, i := range c.Last().More {
		out = append(out, i.Class)
	}
	return out
}

// TestTwoMattersOneReply: a mail about two orders that have cases of their own leaves one
// reply, which answers what each case still owes.
func TestTwoMattersOneReply(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("a", "", "Order HW-20366", "Please cancel my order HW-20366.")
	w.fromKofi("b", "", "Order HW-20371", "Please change the colour of my order HW-20371 to blue.")
	before := w.byOrder()
	w.fromKofi("both", "", "My orders", "When will HW-20366 and HW-20371 be shipped?")
	after := w.byOrder()
	if len(after) != 2 || after["HW-20366"].ID != before["HW-20366"].ID || after["HW-20371"].ID != before["HW-20371"].ID {
		t.Fatalf("cases %v", after)
	}
	if !slices.Contains(intents(after["HW-20366"]), desk.ClassCancellation) || !slices.Contains(intents(after["HW-20371"]), desk.ClassOrderChange) {
		t.Errorf("decided as %v and %v", intents(after["HW-20366"]), intents(after["HW-20371"]))
	}
	if open := w.waiting(); len(open) != 1 || open[0].Case != before["HW-20366"].ID {
		t.Errorf("waiting: %d replies", len(open))
	}
}

// TestAnotherOrderInTheThread: in the thread of a claim somebody writes of another order of
// his. The claim's case keeps its order, record and draft; the other order has a case beside it.
func TestAnotherOrderInTheThread(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, subject string
		sent          bool
	}{{"before our answer", "Re: broken", false}, {"after it", "Re: broken", true}, {"with the claim's number in the subject", "Re: HW-20391 is broken", true}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("claim", "", "broken", "My order HW-20391 arrived broken, it does not turn on.")
			was, _ := w.theCase()
			was = w.caseOf(was.ID)
			if len(was.RMAs) != 1 {
				t.Fatalf("the claim is %s, records %v", was.Outcome, was.RMAs)
			}
			to := "claim@mail.example"
			if c.sent {
				w.approveOnly(was.ID)
				w.sendAll()
				to, was = w.sent[0], w.caseOf(was.ID)
			}
			w.fromKofi("other", to, c.subject, "Please cancel my other order HW-20366.")
			all := w.byOrder()
			now, other := all["HW-20391"], all["HW-20366"]
			if now.ID != was.ID || now.Class != was.Class || now.State != was.State || !slices.Equal(now.RMAs, was.RMAs) || len(now.Decisions) != 1 || len(now.Mails) != len(was.Mails) {
				t.Errorf("the claim's case was turned over: %s %s, records %v", now.Order, now.Class, now.RMAs)
			}
			if other.Class != desk.ClassCancellation || len(other.RMAs) != 0 || !other.ReportedAt.IsZero() || !slices.Equal(other.Linked, []string{was.ID}) || !slices.Equal(now.Linked, []string{other.ID}) {
				t.Errorf("the other order: %s, records %v, linked %v and %v", other.Class, other.RMAs, other.Linked, now.Linked)
			}
			if c.sent == (len(w.drafts(was.ID, desk.DraftProposed)) == 1) {
				t.Error("the claim's draft is not what it was")
			}
			if d := w.oneOpen(other.ID); d.Template != "cancel_check" {
				t.Errorf("drafted %s", d.Template)
			}
			if !slices.Contains(w.audits(was.ID), "another_order") {
				t.Errorf("the thread's case tells nothing: %v", w.audits(was.ID))
			}
			w.fromKofi("more", "other@mail.example", "Re: broken", "Please also stop the production of HW-20366.")
			if n := len(w.byOrder()); n != 2 {
				t.Errorf("%d cases after a further mail", n)
			}
		})
	}
}

// TestWrongNumberCorrected: a number that was another customer's is corrected by a reply, in
// the same case.
func TestWrongNumberCorrected(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("wrong", "", "Order", "My order HW-30001 arrived broken, it does not turn on.")
	c, _ := w.theCase()
	if c.Outcome != desk.OutcomeVerifySender {
		t.Fatalf("%s", c.Outcome)
	}
	first := w.caseOf(c.ID).ReportedAt
	w.fromKofi("right", "wrong@mail.example", "Re: Order", "Sorry, the right number is HW-20391.")
	all := w.byOrder()
	if now := all["HW-20391"]; len(all) != 1 || now.ID != c.ID || !now.Last().Facts.Detail.ReportedAt.Equal(first) {
		t.Errorf("%d cases; the claim is about %q, reported %s", len(all), now.Order, now.ReportedAt)
	}
}

// TestOneOfTwoOrdersAlone: after a mail about two orders, with one reply, another one is about
// one of them alone. Each order is answered once: what stands for the other does not go on
// answering this one, and the other does not lose its answer.
func TestOneOfTwoOrdersAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, to, about, other, text string }{
		{"the second", "", "HW-20371", "HW-20366", "When will HW-20371 be shipped?"},
		{"the second, in the thread", "first@mail.example", "HW-20371", "HW-20366", "When will HW-20371 be shipped?"},
		{"the first", "", "HW-20366", "HW-20371", "When will HW-20366 be shipped?"},
		{"the first, in the thread", "first@mail.example", "HW-20366", "HW-20371", "When will HW-20366 be shipped?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "Please cancel my orders HW-20366 and HW-20371.")
			for n := range 2 {
				w.fromKofi("next"+string(rune('a'+n)), c.to, "Question", c.text)
				all := w.byOrder()
				for number, beside := range map[string]string{c.about: c.other, c.other: c.about} {
					d := w.oneOpen(all[number].ID)
					if !strings.Contains(d.Text, number) || strings.Contains(d.Text, beside) {
						t.Errorf("mail %d: the reply in the case of %s:\n%s", n+2, number, d.Text)
					}
					if got := intents(all[number]); !slices.Contains(got, desk.ClassCancellation) {
						t.Errorf("mail %d: %s is not cancelled any more: %v", n+2, number, got)
					}
				}
				if n == 1 && len(w.drafts(all[c.other].ID, desk.DraftVoid)) > 1 {
					t.Errorf("the reply about %s was drawn up again for nothing", c.other)
				}
			}
			if c.to != "" && c.about == "HW-20371" && !slices.Contains(w.audits(w.byOrder()["HW-20366"].ID), "another_order") {
				t.Error("the thread's case tells nothing")
			}
		})
	}
}

// TestOneOfThreeOrdersAlone: the two others are answered together once more.
func TestOneOfThreeOrdersAlone(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("first", "", "Orders", "Please cancel my orders HW-20366, HW-20371 and HW-20391.")
	w.fromKofi("next", "", "Question", "When will HW-20366 be shipped?")
	alone, together := 0, 0
	for _, d := range w.waiting() {
		has := func(n string) bool { return strings.Contains(d.Text, n) }
		switch {
		case has("HW-20366") && !has("HW-20371") && !has("HW-20391"):
			alone++
		case !has("HW-20366") && has("HW-20371") && has("HW-20391"):
			together++
		default:
			t.Errorf("%s:\n%s", d.ID, d.Text)
		}
	}
	if alone != 1 || together != 1 {
		t.Errorf("%d replies about the one, %d about the others", alone, together)
	}
}
