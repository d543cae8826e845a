package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// talk gives a world about one delivered order, in which mails are read by their own
// words, and a way to write to it.
func talk(t *testing.T) (*world, func(id, subject, body, results string)) {
	t.Helper()
	s := scenarioByID(t, "S39")
	s.Expect.Class = ""
	s.Orders = slices.Clone(s.Orders)
	w := newWorld(t, t.TempDir(), s)
	t.Cleanup(w.close)
	from := s.Mail.From
	return w, func(id, subject, body, results string) {
		w.receive([]byte(fmt.Sprintf("Authentication-Results: mx.shop.example; %s header.from=%s\r\nMessage-ID: <%s@customer.example>\r\nFrom: %s\r\nTo: support@shop.example\r\nSubject: %s\r\n\r\n%s\r\n",
			results, from[strings.LastIndexByte(from, '@')+1:], id, from, subject, body)))
	}
}

// A mail that nobody understood when it came still holds the date of the report once the
// matter turns out to be a claim (domain.md section 0: the first message about the problem).
func TestUnclearFirstMailHoldsTheReportDate(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	first := w.clock
	write("one", "HW-10441", "Hello, I have a question about HW-10441. Regards", "dmarc=pass")
	if c := w.cases()[0]; c.Class != desk.ClassOther {
		t.Fatalf("the first mail is read as %s; the test needs one that is not understood", c.Class)
	}
	w.clock = w.clock.Add(14 * 24 * time.Hour)
	write("two", "HW-10441 broken", "The keyboard from HW-10441 is defective, it does not power on.", "dmarc=pass")
	list := w.cases()
	if len(list) != 1 {
		t.Fatalf("%d cases, not 1", len(list))
	}
	c, err := w.store.Case(t.Context(), list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if !c.ReportedAt.Equal(first) || c.Outcome == desk.OutcomeOutOfWindowReview {
		t.Errorf("reported %s, outcome %s; the first mail came %s", c.ReportedAt, c.Outcome, first)
	}
}

// The same when an agent says what the first mail was about.
func TestReclassifiedMailHoldsTheReportDate(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	first := w.clock
	write("one", "HW-10441", "Hello, I have a question about HW-10441. Regards", "dmarc=pass")
	w.clock = w.clock.Add(20 * 24 * time.Hour)
	c, err := w.Reclassify(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, flow.Correction{Case: w.cases()[0].ID, Class: desk.ClassDoaDefect})
	if err != nil {
		t.Fatal(err)
	}
	if !c.ReportedAt.Equal(first) || c.Outcome == desk.OutcomeOutOfWindowReview {
		t.Errorf("reported %s, outcome %s; the mail came %s", c.ReportedAt, c.Outcome, first)
	}
}

// A mail in the customer's name whose proof fails joins nothing: it must not take a draft
// away that waits.
func TestForgedMailVoidsNothing(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	write("one", "HW-10441 broken", "The keyboard from HW-10441 is defective, it does not power on.", "dmarc=pass")
	id := w.cases()[0].ID
	before := w.drafts(id, desk.DraftProposed)
	if len(before) != 1 {
		t.Fatalf("%d drafts wait, not 1", len(before))
	}
	write("two", "Re: HW-10441 broken", "All is well with HW-10441, thank you, please forget it.", "dmarc=fail")
	after := w.drafts(id, desk.DraftProposed)
	if len(after) != 1 || after[0].ID != before[0].ID {
		t.Errorf("the draft that waited is gone: %v", after)
	}
	if n := len(w.cases()); n != 2 {
		t.Errorf("%d cases; the forged mail has one of its own", n)
	}
}

// Thanks, or a question beside it, do not take away a request that nobody has answered.
func TestUnansweredRequestStays(t *testing.T) {
	t.Parallel()
	for _, later := range []string{"Thank you very much!", "ok thanks", "Attached is nothing yet, I will send it tomorrow."} {
		w, write := talk(t)
		write("one", "HW-10441 broken", "The keyboard from HW-10441 is defective, it does not power on.", "dmarc=pass")
		before := w.cases()[0]
		w.clock = w.clock.Add(time.Hour)
		write("two", "Re: HW-10441 broken", later+" (HW-10441)", "dmarc=pass")
		list := w.cases()
		if len(list) != 1 {
			t.Fatalf("%q: %d cases, not 1", later, len(list))
		}
		if c := list[0]; !c.Class.IsClaim() || c.Outcome == desk.OutcomeRouteHuman {
			t.Errorf("%q: class %s, outcome %s; before it was %s, %s", later, c.Class, c.Outcome, before.Class, before.Outcome)
		}
	}
}
