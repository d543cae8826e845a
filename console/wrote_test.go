package console_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestWrote: whoever opens a case again reads on its page what the customer was told, also beside
// the draft of an answer to what he wrote since.
func TestWrote(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	c := w.receive(letter("ada@mailbox.example", "My order HW-10502", "When will my order HW-10502 be sent? It is a present.\n\nAda"))
	d := w.draftOf(c)
	if page := b.get("/cases/" + c.ID).body; strings.Contains(page, "We wrote") {
		t.Error("a draft that waits stands there as written")
	}
	text := strings.Replace(d.Text, "\n\n", "\n\nThe workshop packs it on Thursday.\n\n", 1)
	page := b.get("/cases/" + c.ID).body
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", field(page, "seen"), "subject", d.Subject, "text", text), 303)
	w.wait(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent: %v", n, err)
	}
	b.want(b.get("/cases/"+c.ID), 200, `<details class="fold wrote" open>`, "We wrote", d.ID, "The workshop packs it on Thursday.")
	w.receive(letter("ada@mailbox.example", "Where is HW-10502", "Thank you. When exactly will HW-10502 ship?\n\nAda"))
	b.want(b.get("/cases/"+c.ID), 200, `<details class="fold wrote">`, "The workshop packs it on Thursday.", "Approve")
}

// TestWroteByHand: what somebody typed in the mail program, without a draft of ours, is what the customer was told, until something
// leaves from here.
func TestWroteByHand(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	c := w.receive(letter("ada@mailbox.example", "My order HW-10502", "When will my order HW-10502 be sent?\n\nAda"))
	m, err := w.store.Mail(t.Context(), c.Mails[0])
	fatal(t, err)
	w.wait(time.Minute)
	w.receiveIn("sent", "Sent", "Message-ID: <typed-1@shop.example>\r\nFrom: support@shop.example\r\nTo: ada@mailbox.example\r\nSubject: Re: My order HW-10502\r\n"+
		"In-Reply-To: <"+m.MessageID+">\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\nIt leaves on Friday, Ada.\r\n\r\n> When will my order be sent?\r\n")
	page := b.get("/cases/" + c.ID)
	b.want(page, 200, `<details class="fold wrote" open>`, "We wrote", "from the mail program", "It leaves on Friday, Ada.")
	w.wait(time.Minute)
	w.receive(letter("ada@mailbox.example", "Where is HW-10502", "Thank you. When exactly will HW-10502 ship?\n\nAda"))
	b.want(b.get("/cases/"+c.ID), 200, `<details class="fold wrote">`, "It leaves on Friday, Ada.", "Approve")
	d := w.draftOf(c)
	page = b.get("/cases/" + c.ID)
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", field(page.body, "seen"), "subject", d.Subject, "text", d.Text), 303)
	w.wait(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent: %v", n, err)
	}
	if page := b.get("/cases/" + c.ID).body; strings.Contains(page, "It leaves on Friday") {
		t.Error("the older one stands there")
	}
}

// TestRefundLate: a refund whose day is over is told as past.
func TestRefundLate(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	c := w.defect()
	for day, want := range map[desk.Date]string{"2026-03-01": "A refund was due by Sun 1 Mar 2026.", "2026-12-31": "A refund is due by Thu 31 Dec 2026."} {
		c.Version, c.RefundDue = c.Version+1, day
		if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}}); err != nil {
			t.Fatal(err)
		}
		b.want(b.get("/cases/"+c.ID), 200, want)
	}
}
