package desk_test

import (
	"testing"

	"returndesk/desk"
)

// TestDecisionDoubt: what a queue calls the other possible class is never the one decided.
func TestDecisionDoubt(t *testing.T) {
	t.Parallel()
	unsure := desk.Reading{Class: desk.ClassRMAFollowup, RunnerUp: desk.ClassDoaDefect, Unsure: true}
	sure := unsure
	sure.Unsure = false
	for name, x := range map[string]struct {
		decided desk.Class
		reading desk.Reading
		want    desk.Class
	}{
		"sure":                        {desk.ClassRMAFollowup, sure, ""},
		"the first choice":            {desk.ClassRMAFollowup, unsure, desk.ClassDoaDefect},
		"the order chose the other":   {desk.ClassDoaDefect, unsure, desk.ClassRMAFollowup},
		"a class of neither's choice": {desk.ClassDelay, unsure, desk.ClassDoaDefect},
	} {
		d := desk.Decision{Intent: desk.Intent{Class: x.decided}, Reading: x.reading}
		if got := d.Doubt(); got != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
}
