package sim_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/sim"
)

// quickDir is a folder in memory where there is one: nothing in it has to survive.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "returndesk-sim-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func run(t *testing.T, o sim.Options) sim.Report {
	t.Helper()
	o.Dir = quickDir(t)
	r, _, err := sim.Run(t.Context(), o)
	if err != nil {
		t.Fatalf("%v\nreason: %v", err, desk.MessageOf(err))
	}
	return r
}

// TestSameSeedSameShop: two runs lead to the same cases, drafts, records and history, and
// another seed does not.
func TestSameSeedSameShop(t *testing.T) {
	t.Parallel()
	o := sim.Options{Weeks: 1, Seed: 7, PerDay: 1}
	a, b := run(t, o), run(t, o)
	if a.Hash != b.Hash {
		t.Errorf("two runs with seed 7 differ: %s, %s", a.Hash, b.Hash)
	}
	o.Seed = 8
	if c := run(t, o); c.Hash == a.Hash {
		t.Error("another seed leads to the same")
	}
}

// TestWeeks runs over both changes of clocks and the leap day, in a small shop (make soak
// runs over years). Run itself looks at the invariants each day.
func TestWeeks(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	looked := map[string]int{}
	t.Cleanup(func() { // after all of them: a check that never has anything to look at checks nothing
		for _, name := range []string{
			"mail in one state and case", "no mail leaves twice", "nothing leaves unapproved", "what is approved leaves", "the history is complete", "no case is stuck",
			"no record is forgotten", "the report date never moves", "no deadline is shortened", "records are legal", "silence is reminded", "a mail is true when it is approved",
			"due times are handled", "a late order is told of", "a digest each week", "the digest leaves on Monday at eight", "answered in one's own language",
			"no order fact to a stranger", "no reminder to whom we owe an answer", "what is sent from Drafts counts as sent",
		} {
			if looked[name] == 0 {
				t.Errorf("nothing was ever looked at for: %s", name)
			}
		}
	})
	for name, o := range map[string]sim.Options{
		"spring":        {Start: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)},
		"autumn":        {Start: time.Date(2026, 10, 26, 12, 0, 0, 0, time.UTC), Outages: true},
		"leap":          {Start: time.Date(2028, 2, 21, 12, 0, 0, 0, time.UTC)},
		"one alone":     {Start: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), Solo: true, Weeks: 1},
		"drafts folder": {Start: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), Mailbox: true, Weeks: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if o.Seed, o.PerDay = 21, 1.2; o.Weeks == 0 {
				o.Weeks = 2
			}
			r := run(t, o)
			mu.Lock()
			for what, n := range r.Checks {
				looked[what] += n
			}
			mu.Unlock()
			if r.Days != 7*o.Weeks || r.Digests < o.Weeks-1 || r.Mails[desk.MailDecided] == 0 || r.Drafts[desk.DraftSent] == 0 {
				t.Errorf("hardly anything happened: %+v", r)
			}
			if leap := r.Checks["29 February"]; leap != map[bool]int{true: 1}[name == "leap"] {
				t.Errorf("29 February was lived through %d times", leap)
			}
			if (r.Outages > 0) != o.Outages {
				t.Errorf("the machine failed %d times", r.Outages)
			}
			if (r.ByHand > 0) != o.Mailbox {
				t.Errorf("%d drafts were sent from the mail program", r.ByHand)
			}
		})
	}
}
