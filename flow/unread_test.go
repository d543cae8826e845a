package flow_test

import (
	"fmt"
	"os"
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

// hiding is a copy of a world whose inbox holds mail that nobody has read as long as unread says so.
func (w *world) hiding(unread *bool) *world {
	w.t.Helper()
	dir := quickDir(w.t) + "/hiding"
	if err := os.CopyFS(dir, os.DirFS(w.dir)); err != nil {
		w.t.Fatal(err)
	}
	n := newWorldOf(w.t, dir, w.scenario, func(*flow.Shop) {}, func(o *flow.Options) {
		o.Unread = func(account string) bool { return *unread && account == "support" }
	})
	w.t.Cleanup(n.close)
	n.clock, n.uid, n.random = w.clock, w.uid, w.random+1<<32
	return n
}

// TestNoEndBeforeTheInboxIsRead: neither does a return number run out, nor is a buyer urged to choose, before it was
// looked whether he has written. What we owe does not wait for that.
func TestNoEndBeforeTheInboxIsRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		steps []string
		days  int
		want  string // the mail that is drawn up once the inbox was read
		audit string // what people are told in spite of it
	}{
		{"the number runs out", nil, 22, "rma_expired", ""},
		{"no fault was found", []string{"rma_received", "inspection_no_fault"}, 15, "reminder_1", ""},
		{"the parcel is here", []string{"rma_received"}, 9, "", "rma_overdue"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			first, r := authorised(t)
			for _, step := range tt.steps {
				first.stepped(r.Number, step, map[string]map[string]string{"inspection_no_fault": {"price": "18.00", "currency": "USD"}}[step])
			}
			unread := true
			w := first.hiding(&unread)
			drawn := func() bool {
				return slices.ContainsFunc(w.drafts(r.Case, desk.DraftProposed), func(d desk.Draft) bool { return d.Template == tt.want })
			}
			look := func() {
				t.Helper()
				w.clock = w.clock.Add(time.Minute)
				if _, err := w.PassTime(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			w.clock = w.clock.AddDate(0, 0, tt.days)
			look()
			look()
			if drawn() {
				t.Errorf("%s was drawn up before the inbox was read", tt.want)
			}
			if told := slices.Contains(w.audits(r.Case), tt.audit); told != (tt.audit != "") {
				t.Errorf("told %v: %v", told, w.audits(r.Case))
			}
			unread = false
			look()
			if drawn() != (tt.want != "") {
				t.Errorf("the inbox was read, and %q is drawn up: %v", tt.want, drawn())
			}
		})
	}
}

// TestUnreadInboxStarvesNobody: however many due times wait for an inbox that cannot be read, those of another account have
// their turn in the same look.
func TestUnreadInboxStarvesNobody(t *testing.T) {
	t.Parallel()
	first, c := asked(t, func(*flow.Shop) {})
	dir := quickDir(t) + "/many"
	if err := os.CopyFS(dir, os.DirFS(first.dir)); err != nil {
		t.Fatal(err)
	}
	n := newWorldOf(t, dir, first.scenario, func(*flow.Shop) {}, func(o *flow.Options) {
		o.Unread = func(account string) bool { return account == "closed" }
	})
	t.Cleanup(n.close)
	n.clock = first.clock.AddDate(0, 0, 6)
	const many = 1100
	var change desk.Change
	for i := range many {
		x := c
		x.ID, x.Version, x.Account = fmt.Sprintf("C-%d", 100000+i), 1, "closed"
		x.Mails, x.Drafts, x.RMAs, x.Linked = nil, nil, nil, nil
		change.Cases = append(change.Cases, x)
		change.Dues = append(change.Dues, desk.Due{ID: "remind/" + x.ID, Kind: "remind", At: first.clock.AddDate(0, 0, 1), Case: x.ID})
	}
	if err := n.store.Record(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if _, err := n.PassTime(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := n.drafts(c.ID, desk.DraftProposed); len(got) != 1 || got[0].Template != "reminder_1" {
		t.Errorf("%d drafts", len(got))
	}
	if dues, err := n.store.DuesBefore(t.Context(), "remind", n.clock, 2*many); err != nil || len(dues) != many {
		t.Errorf("%d of %d wait for their inbox (%v)", len(dues), many, err)
	}
}
