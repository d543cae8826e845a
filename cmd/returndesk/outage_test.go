package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"returndesk/inbox"
)

// TestOutages: one outage for a mailbox, however many folders fail and recover meanwhile.
func TestOutages(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	now := start
	s := &service{log: slog.New(slog.DiscardHandler), now: func() time.Time { return now }, health: map[string]inbox.Health{}, away: map[string]time.Time{}}
	set := func(folder string, state inbox.State, since time.Duration) {
		kind := inbox.FolderInbox
		if folder != "INBOX" {
			kind = inbox.FolderSent
		}
		s.onHealth(inbox.Health{Account: "support", Mailbox: folder, Folder: kind, State: state, Since: start.Add(since), Problem: "refused", Retry: start.Add(since + time.Hour)})
	}
	at := func(d time.Duration, want int) {
		t.Helper()
		now = start.Add(d)
		got := s.outages()
		if len(got) != want {
			t.Fatalf("after %s: %+v", d, got)
		}
		if want == 1 && !strings.Contains(got[0].nextTry(), "Mon, 02 Mar 2026 10:0") {
			t.Errorf("after %s the next try is %q", d, got[0].nextTry())
		}
		if want == 1 && (!got[0].since.Equal(start) || len(got[0].problems) != 1) {
			t.Errorf("after %s: %+v", d, got)
		}
	}
	set("sent", inbox.StateUnreachable, 0) // the server has not told the folder's own name yet
	at(unreachable-time.Second, 0)
	set("INBOX", inbox.StateUnreachable, 5*time.Second)
	at(unreachable, 1)
	set("Sent", inbox.StateOK, time.Minute) // the other one is still away: the same outage
	at(2*time.Minute, 1)
	set("INBOX", inbox.StateOK, 3*time.Minute)
	at(3*time.Minute, 0)
	set("INBOX", inbox.StateUnreachable, 4*time.Minute)
	at(4*time.Minute+time.Second, 0)
	now = start.Add(5 * time.Minute)
	if got := s.outages(); len(got) != 1 || !got[0].since.Equal(start.Add(4*time.Minute)) {
		t.Errorf("a second outage: %+v", got)
	}
}
