package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestNoReminderBeforeTheInboxIsRead: who answered while nothing ran is not reminded when the service comes back,
// neither by a draft nor by a mail that was about to leave by itself. What an inbox holds is looked at first.
func TestNoReminderBeforeTheInboxIsRead(t *testing.T) {
	t.Parallel()
	for name, drawn := range map[string]bool{"not drawn up yet": false, "about to leave": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unread := false
			s := scenarioByID(t, "S17")
			s.Mail.Attachments = nil
			w := newWorldOf(t, quickDir(t), s, func(s *flow.Shop) { s.Reminders.Auto = true }, func(o *flow.Options) {
				o.Unread = func(account string) bool { return unread && account == "support" }
			})
			t.Cleanup(w.close)
			w.receive(rawOf(s))
			c, _ := w.theCase()
			w.approveOnly(c.ID)
			w.sendAll()
			reminders := func() int {
				return len(slices.DeleteFunc(w.drafts(c.ID, desk.DraftSent), func(d desk.Draft) bool { return d.Template != "reminder_1" }))
			}
			tick := func() {
				t.Helper()
				if _, err := w.PassTime(t.Context()); err != nil {
					t.Fatal(err)
				}
				if !drawn || unread {
					if _, err := w.SendDue(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
			}
			w.clock = w.clock.AddDate(0, 0, 6)
			if drawn {
				tick() // the machine fails before it leaves
			}
			unread = true
			for range 40 {
				w.clock = w.clock.Add(time.Minute)
				tick()
			}
			if n := reminders(); n > 0 {
				t.Fatalf("reminded %d times before the inbox was read", n)
			}
			answered := w.fork(quickDir(t) + "/answered")
			defer answered.close()
			answered.writes("Re: "+c.Order, "The keyboard of "+c.Order+" still does not work, here is the photo.", true)
			if got := answered.pass(6, 0); len(got) > 0 {
				t.Errorf("he answered, and was sent %v", got)
			}
			silent := answered.from.fork(quickDir(t) + "/silent")
			defer silent.close()
			silent.pass(1, 0)
			if got := silent.drafts(c.ID, desk.DraftSent); !slices.ContainsFunc(got, func(d desk.Draft) bool { return d.Template == "reminder_1" }) {
				t.Error("he did not answer, and was not reminded")
			}
		})
	}
}
