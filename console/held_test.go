package console_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestHeldByTheCap: a reply that our own cap of replies in a thread holds back is told as a wait
// with its end, and not as a failure.
func TestHeldByTheCap(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ThreadCap = 1 })
	senior := desk.Actor{Name: "The senior", Role: desk.RoleSenior}
	leave := func(c desk.Case) desk.Draft {
		d := w.draftOf(c)
		_, err := w.Approve(t.Context(), senior, flow.Approval{Draft: d.ID, Because: "looked at"})
		fatal(t, err)
		w.wait(time.Minute)
		_, err = w.SendDue(t.Context())
		fatal(t, err)
		return d
	}
	first := leave(w.defect())
	c := w.receive(letter("jo@mailbox.example", "Re: HW-10501 defective", "The space bar is still dead.\n\nJo", "In-Reply-To: <"+first.MessageID+">\n"))
	if c.ID != first.Case {
		t.Fatalf("the reply made %s", c.ID)
	}
	leave(c)
	page := w.as("senior").get("/cases/" + c.ID).body
	_, notice, _ := strings.Cut(page, `<p class="notice warn">Sending: `)
	notice, _, _ = strings.Cut(notice, "</p>")
	if !strings.Contains(notice, "returndesk itself holds it back") || !strings.Contains(notice, "It leaves by itself on Sat 21 Mar") || strings.Contains(page, `class="notice bad"`) {
		t.Errorf("the notice says %q", notice)
	}
}
