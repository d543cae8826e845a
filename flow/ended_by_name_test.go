package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestRecordEndsAndHeAsks: a record that ends without a mail ends its case, but not where the customer has
// written meanwhile and waits for his answer.
func TestRecordEndsAndHeAsks(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *world, number string){
		"by the name of a state": func(w *world, number string) {
			if _, err := w.AdvanceRMA(w.t.Context(), manager, number, desk.RMAWithdrawn, "he said so by phone", nil); err != nil {
				w.t.Fatal(err)
			}
		},
		"by a step": func(w *world, number string) { w.stepped(number, "withdraw", nil) },
	} {
		for _, asks := range []bool{false, true} {
			w, c, r := claim(t)
			if asks {
				w.clock = w.clock.Add(time.Hour)
				w.receive(w.reply("asks", "Which carrier should I use for the return?"))
			}
			end(w, r.Number)
			now := w.caseOf(c.ID)
			if (now.State == desk.CaseClosed) == asks {
				t.Errorf("%s, asked %v: the case is %s with %d drafts that wait", name, asks, now.State, len(w.drafts(c.ID, desk.DraftProposed)))
			}
			if now.State == desk.CaseClosed && len(w.drafts(c.ID, desk.DraftProposed)) > 0 {
				t.Errorf("%s: a draft waits in a closed case", name)
			}
		}
	}
}

// TestRecordEndsAfterAStandstill: what he wrote after his report waits for its answer also where both mails came
// while the bot was down, and the record was opened later than either.
func TestRecordEndsAfterAStandstill(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S14")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	began := w.clock
	w.clock = began.Add(8 * time.Hour)
	w.receiveAs(rawOf(s), func(m *desk.Accepted) { m.InternalDate = began })
	c, _ := w.theCase()
	second := "Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.example\r\nMessage-ID: <second@customer.example>\r\nFrom: " + s.Mail.From +
		"\r\nTo: support@shop.example\r\nSubject: Re: " + s.Mail.Subject + "\r\nIn-Reply-To: <s14@customer.example>\r\n\r\nWhich carrier should I use for the return?\r\n"
	w.receiveAs([]byte(second), func(m *desk.Accepted) { m.InternalDate = began.Add(time.Hour) })
	if n := len(w.caseOf(c.ID).Decisions); n != 2 {
		t.Fatalf("%d decisions", n)
	}
	w.stepped(w.record(c.ID).Number, "withdraw", nil)
	if now := w.caseOf(c.ID); now.State != desk.CaseOpen || len(w.drafts(c.ID, desk.DraftProposed)) == 0 {
		t.Errorf("the case is %s with %d drafts that wait", now.State, len(w.drafts(c.ID, desk.DraftProposed)))
	}
}

// TestRecordEndsBesideAnotherMatter: whoever gives up his claim before it was answered still has his answer to what
// else he asked in the same mail, about this order or another.
func TestRecordEndsBesideAnotherMatter(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S54", nil)
	two := twoOrders(t)
	two.fromKofi("both", "", "two orders", "HW-20391 came on Saturday and does not turn on at all. And please cancel HW-20366, I no longer need it.")
	for _, x := range []struct {
		w  *world
		id string
	}{{w, c.ID}, {two, two.byOrder()["HW-20391"].ID}} {
		x.w.stepped(x.w.record(x.id).Number, "withdraw", nil)
		if now := x.w.caseOf(x.id); now.State != desk.CaseOpen || len(x.w.waiting()) == 0 {
			t.Errorf("the case is %s with %d drafts that wait", now.State, len(x.w.waiting()))
		}
	}
}
