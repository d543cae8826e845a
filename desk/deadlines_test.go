package desk

import (
	"testing"
	"time"
)

// TestOtherDeadlines: every state of a return and every step of a question follows what the
// shop chose.
func TestOtherDeadlines(t *testing.T) {
	t.Parallel()
	days := Workdays{On: [7]bool{true, true, true, true, true, true, true}, Deadlines: Deadlines{
		FirstReminder: 3, LastReminder: 6, Close: 10, Reopen: 30, DelayChoice: 8,
		Review: 2, Return: 40, ReturnReminder: 25, InTransit: 12, Inspection: 6, Remedy: 3, NoFaultChoice: 20, NoFaultManager: 44, SendBack: 7, Idle: 15,
	}}
	at := time.Date(2026, 3, 20, 15, 0, 0, 0, time.UTC)
	for state, n := range map[RMAState]int{
		RMATroubleshooting: 10, RMAUnderReview: 2, RMAAuthorized: 40, RMAInTransit: 12, RMAReceived: 6, RMAFaultConfirmed: 3,
		RMANoFaultFound: 20, RMAManagerHold: 20, RMAReturnToBuyer: 7,
	} {
		if got, want := days.RMADeadline(state, at), at.AddDate(0, 0, n); !got.Equal(want) {
			t.Errorf("%s: %s, want %s", state, got, want)
		}
	}
	for state, want := range map[RMAState]RMATimers{
		RMAAuthorized:   {Due: at.AddDate(0, 0, 40), Remind: at.AddDate(0, 0, 25)},
		RMANoFaultFound: {Due: at.AddDate(0, 0, 20), Manager: at.AddDate(0, 0, 44)},
		RMAResolving:    {Due: at.AddDate(0, 0, 15)}, // it has no day of its own
	} {
		r := RMA{State: state, OpenedAt: at, Due: days.RMADeadline(state, at), History: []RMAHistory{{At: at, To: state}}}
		if r.Schedule(days); r.Timers != want {
			t.Errorf("%s: %+v, want %+v", state, r.Timers, want)
		}
	}
	c := &Case{}
	c.Ask(at, days)
	c.Offered(at, days)
	if want := (CaseClock{AskedAt: at, Remind: at.AddDate(0, 0, 3), Last: at.AddDate(0, 0, 6), Close: at.AddDate(0, 0, 10), Choice: at.AddDate(0, 0, 8)}); *c.Clock != want {
		t.Errorf("%+v, want %+v", *c.Clock, want)
	}
	late := at.AddDate(0, 0, 9) // the program slept, and the last reminder leaves on day 9: its 4 days begin anew
	if c.Reminded(late, true, "", days); !c.Clock.Close.Equal(late.AddDate(0, 0, 4)) {
		t.Errorf("closes at %s", c.Clock.Close)
	}
	if got := days.ReopenUntil(at); !got.Equal(time.Date(2026, 4, 19, 23, 59, 59, 0, time.UTC)) { // the last of the days ends
		t.Errorf("opens again until %s", got)
	}
}
