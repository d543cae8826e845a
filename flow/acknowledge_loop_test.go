package flow_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// TestTwoBots: another program answers each of our mails at once, with every header that
// would give it away stripped. It may answer in the thread, start new threads, or come
// under ever new addresses: our side falls silent each time.
func TestTwoBots(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer func(n int, ours *message.Message) []byte
		most   int
		off    bool
	}{
		"in the thread": {func(n int, ours *message.Message) []byte {
			return letter("bot@other.example", fmt.Sprintf("b%d@other.example", n), "Re: we got your mail", "In-Reply-To: <"+ours.MessageID+">")
		}, 1, false},
		"new threads": {func(n int, _ *message.Message) []byte {
			return letter("bot@other.example", fmt.Sprintf("b%d@other.example", n), fmt.Sprintf("Ticket %d was opened", n))
		}, 1, false},
		"new addresses": {func(n int, _ *message.Message) []byte {
			return letter(fmt.Sprintf("bot-%d@other.example", n), fmt.Sprintf("b%d@other.example", n), fmt.Sprintf("Ticket %d was opened", n))
		}, 5, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAcking(t, flow.Acknowledge{Enabled: true, PerHour: 5, PerDay: 100})
			defer a.close()
			a.receive(letter("bot@other.example", "b@other.example", "Hello"))
			a.send()
			answered := 0
			for n := range 40 { // the other side never tires
				if answered == len(a.out) {
					break
				}
				ours, err := message.Parse(a.out[answered].raw, a.clock, message.Options{})
				if err != nil {
					t.Fatal(err)
				}
				answered++
				a.receive(c.answer(n, ours))
				a.send()
				a.clock = a.clock.Add(10 * time.Second)
			}
			if len(a.out) > c.most || answered != len(a.out) {
				t.Errorf("%d mails left, %d were answered", len(a.out), answered)
			}
			off, err := a.AcknowledgementsOff(t.Context())
			if err != nil || off.IsZero() == c.off {
				t.Errorf("off since %v, %v", off, err)
			}
			if alerted := slices.Contains(a.alerts, "[returndesk] Confirmations of receipt are switched off"); alerted != c.off {
				t.Errorf("alerts %v", a.alerts)
			}
		})
	}
}

func TestBreakerStaysOff(t *testing.T) {
	t.Parallel()
	a := newAcking(t, flow.Acknowledge{Enabled: true, PerHour: 2, PerDay: 100})
	defer a.close()
	n := 0
	more := func(k int) {
		for range k {
			n++
			a.receive(letter(fmt.Sprintf("c%d@customer.example", n), fmt.Sprintf("%d@x.example", n), "Hello"))
		}
		a.send()
	}
	more(5)
	a.clock = a.clock.Add(5 * time.Hour) // nobody said so yet
	more(3)
	if len(a.out) != 2 || len(a.alerts) != 1 {
		t.Fatalf("%d left, alerts %v", len(a.out), a.alerts)
	}
	agent, senior := desk.Actor{Name: "Joe", Role: desk.RoleAgent}, desk.Actor{Name: "Mara", Role: desk.RoleSenior}
	if err := a.ResumeAcknowledgements(t.Context(), agent, "fine"); desk.CodeOf(err) != desk.CodeForbidden {
		t.Error(err)
	}
	if err := a.ResumeAcknowledgements(t.Context(), senior, " "); desk.CodeOf(err) != desk.CodeInvalid {
		t.Error(err)
	}
	if err := a.ResumeAcknowledgements(t.Context(), senior, "a newsletter of ours was answered"); err != nil {
		t.Fatal(err)
	}
	if err := a.ResumeAcknowledgements(t.Context(), senior, "again"); desk.CodeOf(err) != desk.CodeIllegal {
		t.Error(err)
	}
	a.clock = a.clock.Add(time.Second)
	more(1)
	if len(a.out) != 3 {
		t.Errorf("%d left after resuming", len(a.out))
	}
}
