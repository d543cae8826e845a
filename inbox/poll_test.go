package inbox

import (
	"slices"
	"testing"
	"time"
)

// TestLooksBesideIdle: IDLE that tells nothing hides no mail for longer than the poll
// interval, and each look counts as a reading, also one that finds nothing new.
func TestLooksBesideIdle(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one")
	a := s.account(t)
	a.PollInterval, a.IdleRefresh = 20*time.Millisecond, MaxIdleRefresh
	sink := newSink()
	w := watching(t, Options{Account: a, Sink: sink})
	sink.await(t, 1)
	for n := s.count("IDLE"); s.count("IDLE") < n+2; { // the short one after news is over
		time.Sleep(5 * time.Millisecond)
	}
	read := func() time.Time {
		i := slices.IndexFunc(w.Health(), func(h Health) bool { return h.Folder == FolderInbox })
		return w.Health()[i].Read
	}
	for before := read(); !read().After(before); {
		time.Sleep(5 * time.Millisecond)
	}
	s.add("two") // and the server says nothing
	sink.await(t, 1)
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("got %v", got)
	}
}
