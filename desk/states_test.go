package desk

import (
	"errors"
	"testing"
	"time"
)

func TestRMAAdvance(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	by := Actor{Name: "Ann", Role: RoleAgent}
	r := RMA{Number: "RMA-7K3Q-9TXB", State: RMAAwaitingEvidence}
	path := []RMAState{RMAUnderReview, RMAAuthorized, RMAInTransit, RMAReceived, RMAInspecting, RMAFaultConfirmed, RMAResolving, RMAClosedResolved}
	for _, to := range path {
		if err := r.Advance(to, by, at, "test"); err != nil {
			t.Fatalf("to %s: %v", to, err)
		}
	}
	if len(r.History) != len(path) || r.History[0].From != RMAAwaitingEvidence || r.History[len(path)-1].To != RMAClosedResolved {
		t.Errorf("history is incomplete: %+v", r.History)
	}
	if err := r.Advance(RMAReceived, by, at, "again"); CodeOf(err) != CodeIllegal {
		t.Errorf("a closed record moved: %v", err)
	}
}

// Every state reaches a closed one, and every open one can be withdrawn.
func TestRMAStatesEnd(t *testing.T) {
	t.Parallel()
	all := []RMAState{RMAAwaitingEvidence, RMAUnderReview, RMATroubleshooting, RMANoReturn, RMAAuthorized, RMAInTransit,
		RMAReceived, RMAInspecting, RMAFaultConfirmed, RMANoFaultFound, RMAManagerHold, RMAReturnToBuyer, RMAResolving}
	for _, s := range all {
		if !s.Open() {
			t.Errorf("%s counts as closed", s)
		}
		seen, todo, ends := map[RMAState]bool{}, []RMAState{s}, false
		for len(todo) > 0 {
			x := todo[0]
			todo = todo[1:]
			if seen[x] {
				continue
			}
			seen[x] = true
			if !x.Open() && x != RMAWithdrawn {
				ends = true
			}
			todo = append(todo, x.Next()...)
		}
		if !ends || !seen[RMAWithdrawn] {
			t.Errorf("from %s: ends %v, withdrawable %v", s, ends, seen[RMAWithdrawn])
		}
	}
	for _, s := range []RMAState{RMAClosedExpired, RMAClosedRejected, RMAClosedResolved, RMAWithdrawn} {
		if s.Open() || len(s.Next()) > 0 {
			t.Errorf("%s is not an end", s)
		}
	}
}

func TestRMADeadlines(t *testing.T) {
	t.Parallel()
	friday := time.Date(2026, 3, 20, 15, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		state RMAState
		want  time.Time
	}{
		{RMAAwaitingEvidence, time.Time{}}, // the case's clock, from the sending of our question
		{RMATroubleshooting, friday.AddDate(0, 0, 14)},
		{RMAUnderReview, friday.AddDate(0, 0, 3)}, // Monday
		{RMAAuthorized, friday.AddDate(0, 0, 21)},
		{RMAFaultConfirmed, friday.AddDate(0, 0, 4)},
		{RMAReceived, friday.AddDate(0, 0, 7)},
		{RMAResolving, time.Time{}},
	} {
		if got := (Workdays{}).RMADeadline(tc.state, friday); !got.Equal(tc.want) {
			t.Errorf("%s: %s, want %s", tc.state, got, tc.want)
		}
	}
}

func TestDraftMoves(t *testing.T) {
	t.Parallel()
	at := time.Unix(0, 0)
	d := Draft{ID: "C-1-1", State: DraftProposed}
	if err := d.Move(DraftSent, at); CodeOf(err) != CodeIllegal {
		t.Errorf("a proposed draft was sent: %v", err)
	}
	for _, to := range []DraftState{DraftApproved, DraftSending, DraftUncertain, DraftSent} {
		if err := d.Move(to, at); err != nil {
			t.Fatal(err)
		}
	}
	if d.State.Open() {
		t.Error("a sent draft can still move")
	}
}

func TestContentHashCoversWhatIsSeen(t *testing.T) {
	t.Parallel()
	base := Draft{From: Address{Address: "a@x"}, To: []Address{{Address: "b@x"}}, Subject: "s", Text: "t", HTML: "h"}
	h := base.ContentHash()
	for name, change := range map[string]func(*Draft){
		"from":    func(d *Draft) { d.From.Name = "n" },
		"to":      func(d *Draft) { d.To = []Address{{Address: "c@x"}} },
		"cc":      func(d *Draft) { d.Cc = []Address{{Address: "c@x"}} },
		"subject": func(d *Draft) { d.Subject = "z" },
		"text":    func(d *Draft) { d.Text = "z" },
		"html":    func(d *Draft) { d.HTML = "z" },
		"parts":   func(d *Draft) { d.Parts = []DraftPart{{Name: "slip.pdf"}} },
	} {
		d := base
		change(&d)
		if d.ContentHash() == h {
			t.Errorf("a change of %s leaves the hash", name)
		}
	}
	moved := base
	moved.State, moved.UpdatedAt = DraftApproved, time.Now()
	if moved.ContentHash() != h {
		t.Error("a change of state changes the hash")
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	order := []Role{RoleAgent, RoleSenior, RoleManager, RoleAdmin}
	for i, have := range order {
		for j, need := range order {
			if got := have.AtLeast(need); got != (i >= j) {
				t.Errorf("%s for %s: %v", have, need, got)
			}
		}
	}
	for _, a := range []Actor{System(), {Name: "x", Role: "root"}, {Name: " ", Role: RoleAdmin}} {
		if err := a.Require(RoleAgent, "approving"); CodeOf(err) != CodeForbidden {
			t.Errorf("%+v may approve: %v", a, err)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk on fire")
	err := error(Wrap(CodeUnavailable, cause, "the store %s cannot be read", "x").WithMend("call %s", "help").AsTemporary())
	if !errors.Is(err, cause) || CodeOf(err) != CodeUnavailable || !IsTemporary(err) {
		t.Errorf("lost on the way: %v", err)
	}
	if got := MessageOf(err); got != "the store x cannot be read (call help)" {
		t.Errorf("message %q shows the cause or lacks the mend", got)
	}
	if CodeOf(cause) != CodeInternal || MessageOf(cause) != "internal error" || CodeOf(nil) != "" {
		t.Error("foreign errors are not internal ones")
	}
}

func TestPriorityCoversAllClasses(t *testing.T) {
	t.Parallel()
	seen := map[int]Class{}
	for _, c := range Classes() {
		p := ClassPriority(c)
		if p < 0 {
			t.Errorf("%s has no rank", c)
		}
		if o, twice := seen[p]; twice {
			t.Errorf("%s and %s share a rank", c, o)
		}
		seen[p] = c
	}
	if ClassPriority(ClassDelay) > ClassPriority(ClassCancellation) {
		t.Error("a delay comes before a cancellation (domain.md section 1)")
	}
}
