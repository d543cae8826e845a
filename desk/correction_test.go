package desk_test

import (
	"encoding/json"
	"testing"
	"time"

	"returndesk/desk"
)

// TestLessons: a classifier learns from what holds and is said of words; orders, what was
// revoked, and all of a mail whose alarm was called off teach nothing.
func TestLessons(t *testing.T) {
	t.Parallel()
	by, none, danger := &desk.Actor{Name: "Ada"}, []desk.Signal{}, []desk.Signal{desk.SignalSafetyHazard}
	log := []desk.Correction{
		{ID: "K-1", Mail: "a", Read: "delay", Class: "other", ReadSignals: none},
		{ID: "K-2", Mail: "b", Read: "delay", Class: "delay", ReadSignals: none, Order: "HW-1"},
		{ID: "K-3", Mail: "c", Read: "delay", Class: "other", ReadSignals: none, Revoked: by},
		{ID: "K-4", Mail: "d", Read: "delay", Class: "doa_defect", ReadSignals: danger, Signals: danger},
		{ID: "K-5", Mail: "d", Read: "doa_defect", Class: "doa_defect", ReadSignals: danger, Signals: none},
		{ID: "K-6", Mail: "e", Read: "delay", Class: "delay", ReadSignals: none, Signals: danger},
		{ID: "K-7", Mail: "f", Read: "delay", Class: "delay", ReadSignals: danger, Signals: none, Revoked: by},
		{ID: "K-8", Mail: "f", Read: "delay", Class: "delay", ReadSignals: danger, Signals: danger, ReadAlso: []desk.Class{"other"}},
		{ID: "K-9", Mail: "g", Read: "delay", Class: "delay", Order: "HW-1"}, // of an older version
		{ID: "K-10", Mail: "h", Read: "delay", Class: "delay", Signals: danger},
	}
	want := []string{"K-1", "K-6", "K-8", "K-10"}
	got := desk.Lessons(log)
	if len(got) != len(want) {
		t.Fatalf("%d lessons: %+v", len(got), got)
	}
	for i, k := range got {
		if k.ID != want[i] {
			t.Errorf("lesson %d is %s, want %s", i, k.ID, want[i])
		}
	}
}

// TestCorrectionOnDisk: an entry that knows of no signals before differs from one of an older
// version also after it was written and read.
func TestCorrectionOnDisk(t *testing.T) {
	t.Parallel()
	for _, k := range []desk.Correction{
		{Read: "delay", Class: "delay", ReadSignals: []desk.Signal{}, ReadAlso: []desk.Class{}, Signals: []desk.Signal{"praise"}, At: time.Unix(0, 0)},
		{Read: "delay", Class: "delay", Order: "HW-1", ReadSignals: []desk.Signal{}},
		{Read: "delay", Class: "delay", Order: "HW-1"},
		{Read: "delay", Class: "delay"},
	} {
		b, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		var back desk.Correction
		if err := json.Unmarshal(b, &back); err != nil || back.Relabels() != k.Relabels() || (back.ReadSignals == nil) != (k.ReadSignals == nil) {
			t.Errorf("%s became %+v, %v", b, back, err)
		}
	}
}
