package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestPlainComplaints: what is told of a thing that is scratched, short, loud, late or lost tells of
// no danger, although body parts, cables, light and hospitals stand in it: the phrases raise no alarm, and the model
// hardly any.
func TestPlainComplaints(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	n, raised, langs := 0, 0, map[string]int{}
	tabbed(t, "complaints.tsv", func(lang, text string) {
		n++
		langs[lang]++
		in := Input{Subject: "HW-20377", NewText: text}
		if r := e.phrases.Read(in); r.Has(desk.SignalSafetyHazard) {
			t.Errorf("%s %q: the phrases raise an alarm", lang, text)
		} else if r := e.Read(in); r.Has(desk.SignalSafetyHazard) {
			raised++
			t.Logf("%s %q: the model raises an alarm", lang, text)
		}
	})
	if raised*10 > n {
		t.Errorf("the model raises %d alarms in %d complaints", raised, n)
	}
	if n < 80 || len(langs) != 6 {
		t.Errorf("only %d complaints in %v", n, langs)
	}
}
