package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// typedFor puts into Sent what a person typed to Kofi as the answer to a mail of his.
func (w *world) typedFor(to, text string) {
	w.t.Helper()
	w.inSent([]byte(strings.ReplaceAll("Message-ID: <typed@shop.example>\nFrom: support@shop.example\nTo: "+kofi+"\nSubject: Re: Orders\nIn-Reply-To: <"+to+
		">\nContent-Type: text/plain; charset=utf-8\n\n"+text+"\n\n> When will HW-20366 and HW-20371 be shipped?\n", "\n", "\r\n")))
}

// TestTypedForTwo: an answer that a person typed in the mail program to a mail about two orders answers
// both, as ours would, unless it names one alone: then the other still waits, with a reply of its own.
// The quoted question names both, and answers nothing.
func TestTypedForTwo(t *testing.T) {
	t.Parallel()
	for text, left := range map[string]string{
		"Both will leave here on Friday.":                        "",
		"Hi Kofi, they will leave here on Friday.":               "",
		"HW-20366 leaves on Friday, HW-20371 a week later.":      "",
		"20366 leaves on Friday, and #20371 a week later.":       "",
		"HW-20366: beide Bestellungen gehen am Freitag raus.":    "",
		"HW-20366 leaves on Friday.":                             "HW-20371",
		"In HW-20366 we replace both paddles, on Friday.":        "HW-20371",
		"HW-20366: wir tauschen beide Tasten.":                   "HW-20371",
		"HW-20366 : nous changeons les deux touches.":            "HW-20371",
		"HW-20371 leaves on Friday, I will ask about the other.": "HW-20366",
		"HW-20366 leaves on Friday, the other a week later.":     "",
		"HW-20371 geht am Freitag raus, die andere am Montag.":   "",
		"HW-20371 part vendredi, l'autre commande lundi.":        "",
		"In HW-20366 we replace the other key.":                  "HW-20371",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "When will HW-20366 and HW-20371 be shipped?")
			w.typedFor("first@mail.example", text)
			for number, c := range w.byOrder() {
				a := w.audits(c.ID)
				if number == left {
					if c.State != desk.CaseOpen || c.Answered == len(c.Decisions) || !slices.Contains(a, "not_answered") || slices.Contains(a, "answered_by_hand") {
						t.Errorf("%s is %s, %d of %d answered: %v", number, c.State, c.Answered, len(c.Decisions), a)
					}
				} else if c.State != desk.CaseWaiting || c.Answered != len(c.Decisions) || !slices.Contains(a, "answered_by_hand") {
					t.Errorf("%s is %s, %d of %d answered: %v", number, c.State, c.Answered, len(c.Decisions), a)
				}
				if len(c.Mails) != 2 {
					t.Errorf("%s has %d mails", number, len(c.Mails))
				}
			}
			open := w.waiting()
			if left == "" {
				if len(open) != 0 {
					t.Errorf("%d drafts still wait", len(open))
				}
				return
			}
			if len(open) != 1 || !strings.Contains(open[0].Text, left) || w.byOrder()[left].ID != open[0].Case {
				t.Fatalf("%d drafts wait for %s", len(open), left)
			}
			for _, other := range []string{"HW-20366", "HW-20371"} {
				if other != left && strings.Contains(open[0].Text, other) {
					t.Errorf("what was answered is answered again:\n%s", open[0].Text)
				}
			}
			w.approveOnly(open[0].Case)
			w.sendAll()
			for number, c := range w.byOrder() {
				if c.State != desk.CaseWaiting || c.Answered != len(c.Decisions) {
					t.Errorf("in the end %s is %s", number, c.State)
				}
			}
		})
	}
}

// TestTypedForTwoMails: two mails, each about one order; an answer to the second that names both orders
// answers both, and one that does not leaves the first as it is.
func TestTypedForTwoMails(t *testing.T) {
	t.Parallel()
	for text, drafts := range map[string]int{"HW-20366 and HW-20371 both leave on Friday.": 0, "It leaves on Friday.": 1} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "When will HW-20366 and HW-20371 be shipped?")
			w.approveOnly(w.waiting()[0].Case)
			w.sendAll()
			w.fromKofi("a", "", "HW-20366", "Please cancel order HW-20366.")
			w.fromKofi("b", "", "HW-20371", "When is order HW-20371 going to be shipped at last?")
			w.typedFor("b@mail.example", text)
			if got := len(w.waiting()); got != drafts {
				t.Errorf("%d drafts wait, want %d", got, drafts)
			}
			for number, c := range w.byOrder() {
				if answered := c.Answered == len(c.Decisions); answered != (drafts == 0 || number == "HW-20371") {
					t.Errorf("%s answered: %v", number, answered)
				}
			}
		})
	}
}

// TestTakenOutOfTheDraft: a person sends our draft about two orders, and takes out what it says of the
// second, or words it in another way.
func TestTakenOutOfTheDraft(t *testing.T) {
	t.Parallel()
	for text, left := range map[string]bool{
		"Hello Kofi,\nyour order HW-20366 is on schedule and ships by 20 April.\nRegards, Anna": true,
		"Hello Kofi,\nyour orders HW-20366 and HW-20371 ship by 20 April.\nRegards, Anna":       false,
		"Hello Kofi,\nthey ship by 20 April.\nRegards, Anna":                                    false,
		"Hello Kofi,\nyour order HW-20366 ships by 20 April, the other too.\nRegards, Anna":     false,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "When will HW-20366 and HW-20371 be shipped?")
			d := w.waiting()[0]
			main := w.caseOf(d.Case).Order
			text := strings.NewReplacer("HW-20366", main).Replace(text)
			if main == "HW-20371" {
				text = strings.Replace(text, "and HW-20371", "and HW-20366", 1)
			}
			w.inSent([]byte(strings.ReplaceAll("Message-ID: <"+d.MessageID+">\nFrom: support@shop.example\nTo: "+kofi+"\nSubject: "+d.Subject+"\nIn-Reply-To: <first@mail.example>\nContent-Type: text/plain; charset=utf-8\n\n"+text+"\n", "\n", "\r\n")))
			if got := w.draft(d.ID); got.State != desk.DraftSent || got.Hand == nil || (len(got.Hand.Left) > 0) != left {
				t.Fatalf("%s, %+v", got.State, got.Hand)
			}
			for number, c := range w.byOrder() {
				want := number == main || !left
				if answered := c.Answered == len(c.Decisions); answered != want || !want && !slices.Contains(w.audits(c.ID), "not_answered") {
					t.Errorf("%s answered: %v, want %v: %v", number, answered, want, w.audits(c.ID))
				}
			}
			if open := w.waiting(); (len(open) == 1) != left || left && strings.Contains(open[0].Text, main) {
				t.Errorf("%d drafts wait", len(open))
			}
		})
	}
}

// TestTypedEndsWhatWeOwe: after a person has answered in his own words what our mail said that we look
// into, the reminder of its question does not bring the case back as if we still owed an answer.
func TestTypedEndsWhatWeOwe(t *testing.T) {
	t.Parallel()
	for _, typed := range []bool{true, false} {
		w := twoOrders(t)
		w.fromKofi("first", "", "HW-20391", "The amplifier of HW-20391 is broken, and the second parcel has not come.")
		id := w.cases()[0].ID
		if _, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: id, Class: desk.ClassDoaDefect, Also: []desk.Class{desk.ClassDeliveryProblem}, Add: []desk.Signal{desk.SignalNotReceived}}); err != nil {
			t.Fatal(err)
		}
		if c := w.caseOf(id); c.Outcome != desk.OutcomeAskEvidence || len(c.Last().More) != 1 || c.Last().More[0].Template != "trace_opened" {
			t.Fatalf("decided as %s, beside it %+v", c.Outcome, c.Last().More)
		}
		w.approveOnly(id)
		w.sendAll()
		if typed {
			w.clock = w.clock.Add(time.Hour)
			w.typedFor("first@mail.example", "The carrier has found the second parcel, it comes on Friday.")
		}
		if got := w.pass(5, 0); !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "reminder_1") }) {
			t.Fatalf("sent %v", got)
		}
		if c := w.caseOf(id); (c.State == desk.CaseWaiting) != typed {
			t.Errorf("typed %v: the case is %s: %v", typed, c.State, w.audits(id))
		}
	}
}
