package digest_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/replies"
)

// twoReaders is an office on the Monday at eight whose first reader's server says something
// of its own.
func twoReaders(t *testing.T, answer replies.Result) *office {
	t.Helper()
	o := newOffice(t, "2026-11-18 12:00")
	o.to = []string{"gone@example.com", "owner@example.com"}
	o.differs = map[string]replies.Result{"gone@example.com": answer}
	o.start()
	o.tick("2026-11-18 12:00", 0)
	return o
}

func (o *office) alertKinds() []string {
	o.Helper()
	list, err := o.store.PendingAlerts(o.Context(), o.clock, 10)
	if err != nil {
		o.Fatal(err)
	}
	var out []string
	for _, a := range list {
		out = append(out, a.Kind)
	}
	return out
}

var mara = desk.Actor{Name: "Mara", Role: desk.RoleSenior}

// TestDeadReaderStopsNoDigest: who can be reached has it, once; people hear of the other,
// who alone gets it when a person sends it again.
func TestDeadReaderStopsNoDigest(t *testing.T) {
	t.Parallel()
	o := twoReaders(t, replies.Result{Outcome: replies.Permanent, Code: 550, Text: "550 no such user"})
	o.tick("2026-11-23 08:00", 2)
	o.start()
	o.tick("2026-11-23 20:00", 2)
	if got := o.state("2026-W47"); got != digest.StateSent || !slices.Equal(o.readers, []string{"gone@example.com", "owner@example.com"}) || !slices.Equal(o.alertKinds(), []string{"digest_failed"}) {
		t.Fatalf("%s, to %v, alerts %v", got, o.readers, o.alertKinds())
	}
	if _, err := o.press.SendNow(t.Context(), mara, "2026-W47"); desk.CodeOf(err) != desk.CodeUnavailable || !strings.Contains(err.Error(), "550 no such user") {
		t.Errorf("still refused, and the person hears %v", err)
	}
	if d, err := o.press.Digest(t.Context(), "2026-W48"); err != nil || !strings.Contains(digest.Text(d), "did not reach everybody: gone@example.com") {
		t.Errorf("the next week does not say so, %v", err)
	}
	o.differs = nil
	if _, err := o.press.SendNow(t.Context(), mara, "2026-W47"); err != nil {
		t.Error(err)
	}
	if want := []string{"gone@example.com", "owner@example.com", "gone@example.com", "gone@example.com"}; !slices.Equal(o.readers, want) {
		t.Errorf("sent to %v", o.readers)
	}
	if _, err := o.press.SendNow(t.Context(), mara, "2026-W47"); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("all have it, and it is sent again: %v", err)
	}
}

// TestDelayedReader: a reader whose server asks to wait is tried again, the other is not.
func TestDelayedReader(t *testing.T) {
	t.Parallel()
	o := twoReaders(t, replies.Result{Outcome: replies.Temporary, Code: 450, Text: "450 later"})
	o.tick("2026-11-23 08:00", 2)
	o.tick("2026-11-23 08:05", 3)
	o.differs = nil
	o.tick("2026-11-23 08:15", 4)
	o.tick("2026-11-23 20:00", 4)
	if n := len(slices.DeleteFunc(slices.Clone(o.readers), func(r string) bool { return r != "owner@example.com" })); n != 1 || o.state("2026-W47") != digest.StateSent {
		t.Errorf("%s, sent to %v", o.state("2026-W47"), o.readers)
	}
}

// TestDoubtAboutOneReader: whether the server took it or the process died, nobody gets it
// twice by itself, and the other gets it all the same.
func TestDoubtAboutOneReader(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"cut off", "die"} {
		o := twoReaders(t, replies.Result{Outcome: replies.Uncertain, Text: words})
		o.set("2026-11-23 08:00")
		_, _ = o.press.Tick(t.Context()) // the dead process cannot record its end
		o.start()
		o.tick("2026-11-23 08:01", 2)
		o.tick("2026-11-23 20:00", 2)
		if got := o.state("2026-W47"); got != digest.StateUncertain || !slices.Equal(o.readers, o.to) || !slices.Equal(o.alertKinds(), []string{"digest_uncertain"}) {
			t.Errorf("%s: %s, to %v, alerts %v", words, got, o.readers, o.alertKinds())
		}
		o.differs = nil
		d, err := o.press.SendNow(t.Context(), mara, "2026-W47")
		if err != nil || d.State != digest.StateSent || !slices.Equal(o.readers, []string{"gone@example.com", "owner@example.com", "gone@example.com"}) {
			t.Errorf("%s: by hand to %v, %v", words, o.readers, err)
		}
	}
}
