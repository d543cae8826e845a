package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestCancellationTakenBack: who takes his cancellation back gets no reply that says the work
// is being stopped; a person reads it, with that reason.
func TestCancellationTakenBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, first, text string
		class             desk.Class
		sent              bool
	}{
		{"before our answer", "Please cancel my order HW-20366.", "Actually please do not cancel HW-20366, I want to keep it.", desk.ClassOther, false},
		{"after it", "Please cancel my order HW-20366.", "Actually please do not cancel HW-20366, I want to keep it.", desk.ClassOther, true},
		{"never mind", "Please cancel my order HW-20366.", "Never mind, please disregard my cancellation of HW-20366.", desk.ClassOther, false},
		{"nothing before it", "", "Please do not cancel my order HW-20366, I want to keep it.", desk.ClassOther, false},
		{"another request beside it", "Please cancel my order HW-20366.", "Please do not cancel HW-20366. When will it be shipped?", desk.ClassDelay, false},
		{"asked once more", "When will my order HW-20366 be shipped?", "Never mind, please cancel my order HW-20366.", desk.ClassCancellation, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			to := ""
			if c.first != "" {
				w.fromKofi("first", "", "My order", c.first)
				to = "first@mail.example"
				if c.sent {
					first, _ := w.theCase()
					w.approveOnly(first.ID)
					w.sendAll()
					to = w.sent[0]
				}
			}
			w.fromKofi("second", to, "My order", c.text)
			now, _ := w.theCase()
			now = w.caseOf(now.ID)
			if now.Class != c.class || c.class != desk.ClassCancellation && slices.Contains(intents(now), desk.ClassCancellation) {
				t.Errorf("decided as %v: %s", intents(now), now.Outcome)
			}
			if c.class == desk.ClassOther && (now.Rule != "human_withdrawn" || !strings.Contains(now.Last().Why, "takes back")) {
				t.Errorf("by %s: %s", now.Rule, now.Last().Why)
			}
			if d := w.oneOpen(now.ID); c.class != desk.ClassCancellation && (d.Template == "cancel_check" || strings.Contains(d.Text, "hold the order")) {
				t.Errorf("drafted %s:\n%s", d.Template, d.Text)
			}
		})
	}
}

// TestOneReplyDoesNotContradictItself: what a reply confirms it does not ask again, and an
// order that it cancels it does not change.
func TestOneReplyDoesNotContradictItself(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		late            bool
		text, says, not string
	}{
		{true, "I choose to wait for my order HW-20366. Please change the colour of it to blue.", "keep", "CANCEL"},
		{false, "Please cancel my order HW-20366. Please change the colour of it to blue.", "", "other point"},
	} {
		w := twoOrders(t)
		if c.late {
			w.scenario.Orders[0].ShipBy = "2026-03-20"
			w.fromKofi("first", "", "My order", "Where is my order HW-20366?")
			first, _ := w.theCase()
			w.approveOnly(first.ID)
			w.sendAll()
			w.fromKofi("second", w.sent[0], "My order", c.text)
		} else {
			w.fromKofi("first", "", "My order", c.text)
		}
		now, _ := w.theCase()
		now = w.caseOf(now.ID)
		d := w.oneOpen(now.ID)
		if !slices.Contains(now.Flags, desk.FlagMultiIntent) || !strings.Contains(d.Text, c.says) || strings.Contains(d.Text, c.not) {
			t.Errorf("%s %v by %s:\n%s", now.Outcome, now.Flags, d.Template, d.Text)
		}
	}
}

// TestTrackingOfAReturn: a number that the mail gives is not asked for, is kept with the case,
// and stands in the record that an agent opens.
func TestTrackingOfAReturn(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("first", "", "Order HW-20391", "My order HW-20391 does not turn on, so I have already sent it back to you.")
	c, _ := w.theCase()
	c = w.caseOf(c.ID)
	if c.Outcome != desk.OutcomeUnauthorisedReturn || !slices.Contains(c.Last().Asks, desk.AskReturnTracking) {
		t.Fatalf("%s asks %v", c.Outcome, c.Last().Asks)
	}
	w.fromKofi("second", "first@mail.example", "Order HW-20391", "The tracking of my return HW-20391 is UPS 1Z999AA10123456784. I have sent it back already.")
	for range 2 {
		c = w.caseOf(c.ID)
		if slices.Contains(c.Last().Asks, desk.AskReturnTracking) || c.Last().Facts.Detail.SentBackAs != "1Z999AA10123456784" || c.Last().Facts.Detail.SentBackBy != "UPS" {
			t.Errorf("%s asks %v, tracking %q", c.Outcome, c.Last().Asks, c.Last().Facts.Detail.SentBackAs)
		}
		w.fromKofi("third", "second@mail.example", "Order HW-20391", "Did you get the parcel that I have sent back for HW-20391?")
	}
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "rma_retroactive", Because: "reported in time",
		Set: map[string]string{"reason": "reported in time", "condition": "as it is", "expires": "2026-04-20"}}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if r := w.record(c.ID); r.Carrier != "UPS" || r.Tracking != "1Z999AA10123456784" {
		t.Errorf("the record has %q %q", r.Carrier, r.Tracking)
	}
}

// TestSecondParagraphOwes: what a further paragraph of a reply says that we do stays somebody's work.
// The claim's photo is awaited, and the case stays in the queue until the carrier has been asked.
func TestSecondParagraphOwes(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("first", "", "Parcel", "My amplifier HW-20391 came broken. The other parcel of HW-20391 says delivered but never arrived.")
	d := w.waiting()[0]
	if c := w.caseOf(d.Case); d.Template != "ask_missing" || len(c.Last().More) != 1 || c.Last().More[0].Template != "trace_opened" {
		t.Fatalf("answered by %s and %v", d.Template, c.Last().More)
	}
	w.approveOnly(d.Case)
	w.sendAll()
	if c := w.caseOf(d.Case); c.State != desk.CaseOpen || !c.Running() || c.Deadline.Before(w.clock.AddDate(0, 0, 6)) {
		t.Errorf("the case is %s until %s; its clock %+v", c.State, c.Deadline, c.Clock)
	}
	// Nor do reminders of the photo, or the end of the claim, take it out of the queue.
	for _, days := range []int{5, 6, 9} {
		got := w.pass(days, 0)
		if c := w.caseOf(d.Case); len(got) == 0 || c.State != desk.CaseOpen {
			t.Errorf("after %v the case is %s", got, c.State)
		}
	}
}
