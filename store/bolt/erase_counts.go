package bolt

import (
	"maps"
	"slices"
	"time"

	"returndesk/desk"
)

// figuresKept makes the entry that goes on carrying what was counted of erased cases. It
// names no case: a count says nothing of a person.
func figuresKept(kept map[string]desk.Count, by desk.Actor, at time.Time) []desk.Audit {
	a := desk.Audit{At: at, Actor: by, What: "figures_kept", Why: "what was counted of erased cases stays counted"}
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		a.Counts = append(a.Counts, kept[key])
	}
	if len(a.Counts) == 0 {
		return nil
	}
	return []desk.Audit{a}
}

// eraseCounts takes the counts of entries that go out of the tallies and adds them to kept.
func (t *wtx) eraseCounts(group []desk.Audit, kept map[string]desk.Count) {
	for _, a := range group {
		for _, c := range a.Counts {
			key := string(tallyKey(c))
			t.tallies[key] -= c.N
			c.N += kept[key].N
			kept[key] = c
		}
	}
}
