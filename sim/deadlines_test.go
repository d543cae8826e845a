package sim_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/sim"
)

// TestOtherDeadlines: a shop that chose other days keeps every promise, too.
func TestOtherDeadlines(t *testing.T) {
	t.Parallel()
	terms := desk.Deadlines{FirstReminder: 2, LastReminder: 4, Close: 7, Reopen: 10, DelayChoice: 3, NearMiss: 1, NoScan: 5, Return: 9, ReturnReminder: 4, InTransit: 6, NoFaultChoice: 7, NoFaultManager: 12}
	report := run(t, sim.Options{Weeks: 2, Seed: 11, PerDay: 1, Start: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), Deadlines: terms})
	if report.Checks["no deadline is shortened"] == 0 || report.Checks["silence is reminded"] == 0 {
		t.Errorf("looked at %v", report.Checks)
	}
}
