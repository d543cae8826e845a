package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// blindWorld is a shop whose order file cannot be read when the customer's claim comes.
func blindWorld(t *testing.T) (*world, []desk.Order, desk.Case) {
	t.Helper()
	w, write := talk(t)
	list := w.scenario.Orders
	w.scenario.Orders, w.scenario.Problem = nil, "orders.csv cannot be read"
	write("one", "HW-10441 broken", "The keyboard from HW-10441 is defective, it does not power on.", "dmarc=pass")
	c := w.cases()[0]
	if c.Rule != "order_data_unavailable" {
		t.Fatalf("without order data the row is %s", c.Rule)
	}
	return w, list, c
}

// loaded tells the engine that order data came.
func (w *world) loaded(list []desk.Order, problem string) (decided, waiting int) {
	w.t.Helper()
	w.scenario.Orders, w.scenario.Problem = list, problem
	w.clock = w.clock.Add(time.Minute)
	decided, waiting, err := w.OrdersLoaded(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return decided, waiting
}

// TestOrderDataComes: a mail that was decided while the order file was absent or
// contradicted itself is decided anew by itself; its draft is void and rebuilt.
func TestOrderDataComes(t *testing.T) {
	t.Parallel()
	w, list, c := blindWorld(t)
	old := w.drafts(c.ID, desk.DraftProposed)
	if n, _ := w.loaded(nil, "orders.csv cannot be read"); n != 0 {
		t.Errorf("%d cases were decided anew without data", n)
	}
	broken := slices.Clone(list)
	broken[0].DataError = "line 2: two ship_by dates"
	if n, _ := w.loaded(broken, ""); n != 1 {
		t.Errorf("%d cases were decided anew when the order stood there with an error", n)
	}
	if now := w.cases()[0]; now.Rule != "order_data_error" {
		t.Errorf("the row of a contradicting order is %s", now.Rule)
	}
	if n, _ := w.loaded(list, ""); n != 1 {
		t.Errorf("%d cases were decided anew when the data was whole", n)
	}
	now := w.cases()[0]
	open := w.drafts(c.ID, desk.DraftProposed)
	if now.Outcome != desk.OutcomeAskEvidence || now.Order != "HW-10441" || len(open) != 1 || open[0].ID == old[0].ID {
		t.Errorf("outcome %s about %q, %d drafts wait", now.Outcome, now.Order, len(open))
	}
	if void := w.drafts(c.ID, desk.DraftVoid); len(void) != 2 {
		t.Errorf("%d drafts are void, not the two from before", len(void))
	}
	if !now.ReportedAt.Equal(c.ReportedAt) {
		t.Errorf("the report date moved from %s to %s", c.ReportedAt, now.ReportedAt)
	}
	for range 2 {
		if n, waiting := w.loaded(list, ""); n+waiting != 0 {
			t.Errorf("a further loading decided %d cases, %d wait", n, waiting)
		}
	}
	if dues, err := w.store.DuesBefore(t.Context(), "order_data", w.clock, 10); err != nil || len(dues) != 0 {
		t.Errorf("due times are left: %v, %v", dues, err)
	}
}

// TestOrderDataMeetsPeople: what a person has in hand is left alone, what is on its way
// out is waited for, and who got the holding reply still gets the real one.
func TestOrderDataMeetsPeople(t *testing.T) {
	t.Parallel()
	senior := desk.Actor{Name: "Ann", Role: desk.RoleSenior}
	t.Run("rejected", func(t *testing.T) {
		t.Parallel()
		w, list, c := blindWorld(t)
		d := w.drafts(c.ID, desk.DraftProposed)[0]
		if _, err := w.Reject(t.Context(), senior, d.ID, "I write myself"); err != nil {
			t.Fatal(err)
		}
		if n, waiting := w.loaded(list, ""); n+waiting != 0 || w.cases()[0].Rule != "order_data_unavailable" {
			t.Errorf("%d decided, %d wait, row %s", n, waiting, w.cases()[0].Rule)
		}
	})
	t.Run("answered by hand", func(t *testing.T) {
		t.Parallel()
		w, list, c := blindWorld(t)
		from := w.scenario.Mail.From
		w.receiveAs([]byte("Message-ID: <hand@shop.example>\r\nFrom: support@shop.example\r\nTo: "+from+
			"\r\nSubject: Re: HW-10441 broken\r\nIn-Reply-To: <one@customer.example>\r\n\r\nA new one is on its way.\r\n"),
			func(m *desk.Accepted) { m.Folder, m.Location.Mailbox = "sent", "Sent" })
		if len(w.drafts(c.ID, desk.DraftVoid)) != 1 {
			t.Fatal("the hand-written answer voided nothing")
		}
		if n, waiting := w.loaded(list, ""); n+waiting != 0 || len(w.drafts(c.ID, desk.DraftProposed)) != 0 {
			t.Errorf("%d decided, %d wait, %d new drafts", n, waiting, len(w.drafts(c.ID, desk.DraftProposed)))
		}
	})
	t.Run("sent", func(t *testing.T) {
		t.Parallel()
		w, list, c := blindWorld(t)
		d := w.drafts(c.ID, desk.DraftProposed)[0]
		if _, err := w.Approve(t.Context(), senior, flow.Approval{Draft: d.ID, Because: "told them to wait"}); err != nil {
			t.Fatal(err)
		}
		if n, waiting := w.loaded(list, ""); n != 0 || waiting != 1 {
			t.Errorf("before the holding reply left, %d were decided, %d wait", n, waiting)
		}
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n, waiting := w.loaded(list, ""); n != 1 || waiting != 0 {
			t.Errorf("after the holding reply left, %d were decided, %d wait", n, waiting)
		}
		now, open := w.cases()[0], w.drafts(c.ID, desk.DraftProposed)
		if now.State != desk.CaseOpen || now.Outcome != desk.OutcomeAskEvidence || len(open) != 1 || len(w.sent) != 1 {
			t.Errorf("case %s with %s, %d drafts wait, %d mails left", now.State, now.Outcome, len(open), len(w.sent))
		}
	})
}
