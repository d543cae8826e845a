package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/internal/mailtest"
)

// big is a mail of some 20 KB whose last word tells it apart.
func big(word string) []byte {
	return append([]byte("X-Filler: "+strings.Repeat("filler ", 20)+"\r\n"), []byte(strings.Replace(string(letter(word)), "Hello", strings.Repeat(strings.Repeat("x", 70)+"\r\n", 280), 1))...)
}

// saved is the durable memory of a budget, with a clock that a test moves.
type saved struct {
	mu    sync.Mutex
	bytes []byte
	at    time.Time
}

func (s *saved) now() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.at }

func (s *saved) move(d time.Duration) { s.mu.Lock(); defer s.mu.Unlock(); s.at = s.at.Add(d) }

func (s *saved) save(_ context.Context, used []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes = slices.Clone(used)
	return nil
}

// budget is what a new process makes of what the last one kept.
func (s *saved) budget(bytes int64) *Budget {
	s.mu.Lock()
	defer s.mu.Unlock()
	return NewBudget(BudgetOptions{Bytes: bytes, Now: s.now, Used: s.bytes, Save: s.save})
}

func TestBudgetCounts(t *testing.T) {
	t.Parallel()
	m := &saved{at: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)}
	b := m.budget(10e6)
	left := func(live bool) int64 {
		t.Helper()
		n, _, err := b.left(t.Context(), live)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	b.add(5e6)
	if left(false) != 3e6 || left(true) != 5e6 {
		t.Errorf("left %d and %d", left(false), left(true))
	}
	m.move(2 * time.Hour)
	b.add(4e6)
	if left(false) != 0 || left(true) != 1e6 {
		t.Errorf("left %d and %d", left(false), left(true))
	}
	_, until, _ := b.left(t.Context(), false)
	if want := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC); !until.Equal(want) { // a day after the first bytes, whole hours
		t.Errorf("goes on at %s", until)
	}
	if err := b.persist(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	b = m.budget(10e6) // a restart
	if left(true) != 1e6 {
		t.Errorf("after a restart %d are left", left(true))
	}
	m.move(until.Sub(m.now()) - time.Second)
	if left(false) != 0 {
		t.Errorf("a second early %d are left", left(false))
	}
	m.move(time.Second)
	if left(false) != 4e6 {
		t.Errorf("after a day %d are left", left(false))
	}
	m.move(-72 * time.Hour) // a clock that goes back must not hold for longer than a day
	if left(false) != 4e6 {
		t.Errorf("with the clock back %d are left", left(false))
	}
	m.move(26 * time.Hour)
	if left(false) != 8e6 {
		t.Errorf("a day later %d are left", left(false))
	}
	for _, used := range []string{"", "null", "[]", "{\"x\":1}", "{"} {
		if n, _, err := NewBudget(BudgetOptions{Bytes: 10, Used: []byte(used)}).left(t.Context(), true); n != 10 || err != nil {
			t.Errorf("%q: %d, %v", used, n, err)
		}
	}
	var none *Budget
	none.add(5)
	if n, _, err := none.left(t.Context(), false); n < 1<<60 || err != nil {
		t.Errorf("no budget: %d, %v", n, err)
	}
}

// servers gives both servers a mailbox of ten old mails of 20 KB and two new ones behind
// them, and one old one behind those.
func servers(t *testing.T, since time.Time) map[string]Account {
	t.Helper()
	user, memory := startMemory(t)
	d := mailtest.StartDovecot(t)
	dovecot := dovecotAccount(t, d, TLSImplicit)
	dovecot.IgnoreSent = true
	add := func(raw []byte, at time.Time) {
		put(t, user, "INBOX", raw, at)
		if err := d.DeliverTo(d.User, "INBOX", raw, at); err != nil {
			t.Fatal(err)
		}
		// The Maildir is numbered in the order of looking.
		if _, err := Probe(t.Context(), dovecot); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 {
		add(big(fmt.Sprintf("old%d", i)), since.Add(time.Duration(i-100)*time.Hour))
	}
	add(letter("new0"), since.Add(time.Hour))
	add(letter("new1"), since.Add(2*time.Hour))
	add(big("late"), since.Add(-time.Hour))
	out := map[string]Account{"memory": memory, "dovecot": dovecot}
	for name, a := range out {
		a.LiveFrom = since
		out[name] = a
	}
	return out
}

// TestLiveBeforeHistory: the day's bytes are used up by old mail; the new mails behind it
// are read all the same, each once, and the rest on the following days, through restarts.
func TestLiveBeforeHistory(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	for name, a := range servers(t, since) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &saved{at: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)}
			sink := newSink()
			a.Budget = m.budget(100e3)
			err := once(t, a, sink)
			spent, ok := budgetOf(err)
			if !ok || spent.live || !strings.Contains(err.Error(), "older mail and Sent wait until 10:00 UTC") {
				t.Fatalf("%v", err)
			}
			got := sink.bodies(FolderInbox)
			if len(got) < 4 || len(got) > 6 || !slices.Contains(got, "new0") || !slices.Contains(got, "new1") || slices.Contains(got, "late") {
				t.Fatalf("on the first day: %v", got)
			}
			a.Budget = m.budget(100e3) // a restart doesn't begin a new day
			again := len(sink.all())
			if err := once(t, a, sink); err == nil {
				t.Error("a restart forgot what was used")
			}
			for _, raw := range sink.all()[again:] { // what a new process does not know was fetched ahead
				if raw.InternalDate.Before(since) {
					t.Errorf("history was fetched: %s", raw.InternalDate)
				}
			}
			for day := 0; err != nil && day < 8; day++ {
				m.move(25 * time.Hour)
				a.Budget = m.budget(100e3)
				err = once(t, a, sink)
			}
			if err != nil {
				t.Fatalf("never read to its end: %v", err)
			}
			all := sink.bodies(FolderInbox)
			for _, want := range []string{"old0", "old9", "new0", "new1", "late"} {
				if !slices.Contains(all, want) {
					t.Errorf("%s is missing in %v", want, all)
				}
			}
		})
	}
}

// TestPausedKeepsWatching: while history waits, mail that comes is seen at once, the state
// says so, and once everything is used up it says that too.
func TestPausedKeepsWatching(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	d := mailtest.StartDovecot(t)
	for i := range 10 {
		if err := d.DeliverTo(d.User, "INBOX", big(fmt.Sprintf("old%d", i)), since.Add(time.Duration(i-100)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	a := dovecotAccount(t, d, TLSImplicit)
	a.IgnoreSent, a.LiveFrom = true, since
	m := &saved{at: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)}
	a.Budget = m.budget(200e3)
	states := make(chan Health, 100)
	sink := newSink()
	w := watching(t, Options{Account: a, Sink: sink, OnHealth: func(h Health) { states <- h }})
	wait := func(words string) {
		t.Helper()
		limit := time.After(patience)
		for {
			select {
			case h := <-states:
				if h.State == StatePaused && strings.Contains(h.Problem, words) && !h.Retry.IsZero() {
					return
				}
			case <-limit:
				t.Fatalf("never said %q: %+v", words, w.Health())
			}
		}
	}
	wait("older mail and Sent wait")
	first := len(sink.all())
	if first < 5 || first > 9 {
		t.Errorf("%d old mails were read", first)
	}
	sink.await(t, first)
	for i := range 3 {
		if err := d.Deliver("INBOX", letter(fmt.Sprintf("live%d", i))); err != nil {
			t.Fatal(err)
		}
		sink.await(t, 1)
	}
	for range 3 {
		if err := d.Deliver("INBOX", big("flood")); err != nil {
			t.Fatal(err)
		}
	}
	wait("all mail waits on the server")
	got := sink.bodies(FolderInbox)
	if n := len(got); n > first+3+3 || slices.Contains(got[first:], "old9") {
		t.Errorf("read %v", got)
	}
}

// TestSentBehindABudget: a look into Sent before sending sees what is recent, and is not
// held up by a history that waits.
func TestSentBehindABudget(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t, "Sent")
	since := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	put(t, user, "Sent", big("old"), since.Add(-time.Hour))
	put(t, user, "Sent", letter("reply"), since.Add(time.Hour))
	m := &saved{at: since.Add(48 * time.Hour)}
	a.LiveFrom, a.Budget = since, m.budget(1e6)
	a.Budget.add(900e3)
	box, err := NewMailbox(a)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = box.Close() }()
	mails, _, err := box.FetchSince(t.Context(), FolderSent, Place{Mailbox: "Sent"}, 0)
	if err != nil || len(mails) != 1 || !strings.HasSuffix(string(mails[0].Bytes), "reply\r\n") {
		t.Errorf("%d mails, %v", len(mails), err)
	}
	a.Budget.add(200e3)
	if _, _, err := box.FetchSince(t.Context(), FolderSent, Place{Mailbox: "Sent"}, 0); err == nil {
		t.Error("read over the whole budget")
	} else if spent, ok := budgetOf(err); !ok || !spent.live {
		t.Error(err)
	}
}
