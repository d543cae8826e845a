package console_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestUnanswered: whoever approves one reply to several mails sees every mail that it answers, and after
// the reply only what came since.
func TestUnanswered(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	first := w.receive(letter("ada@mailbox.example", "My order HW-10502", "When will my order HW-10502 be sent? It is a present.\n\nAda"))
	if page := b.get("/cases/" + first.ID).body; strings.Contains(page, "Not answered yet") {
		t.Error("one mail alone is shown twice")
	}
	second := w.receive(letter("ada@mailbox.example", "Where is HW-10502", "When will HW-10502 ship?\n\nAda"))
	if second.ID != first.ID {
		t.Fatalf("the second mail made the case %s", second.ID)
	}
	b.want(b.get("/cases/"+first.ID), 200, "ship?", "Not answered yet", "It is a present.")
	for i := range 10 {
		w.receive(letter("ada@mailbox.example", "Where is HW-10502", fmt.Sprintf("Number %d: when will HW-10502 ship?\n\nAda", i)))
	}
	b.want(b.get("/cases/"+first.ID), 200, "Number 9", "Number 1:", "3 older mails")
	d := w.draftOf(first)
	page := b.get("/cases/" + first.ID).body
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", field(page, "seen"), "subject", d.Subject, "text", d.Text), 303)
	w.wait(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent: %v", n, err)
	}
	w.receive(letter("ada@mailbox.example", "Where is HW-10502", "Thank you. When exactly will HW-10502 ship?\n\nAda"))
	if got := b.get("/cases/" + first.ID).body; strings.Contains(got, "Not answered yet") || !strings.Contains(got, "When exactly") {
		t.Error("what was answered stands there as not answered")
	}
}
