package flow_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestDamageOfAnotherLine: what the carrier did to one item of an order is claimed from him in that item's record. A correction of a
// mail about the other item takes nothing of it over, also where no mail but the first named a line.
func TestDamageOfAnotherLine(t *testing.T) {
	t.Parallel()
	for name, damaged := range map[string]string{
		"named":                 "The flight controller FC7-1 arrived crushed: the box was torn open and its frame is bent. Photo attached.",
		"named beside a defect": "The flight controller FC7-1 has a dead port as well, and the box was torn open when the parcel came. Photo attached.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := twoLines(t)
			first := w.record(c.ID)
			w.stepped(first.Number, "note", map[string]string{"line": "1"})
			w = w.plainly()
			c = w.writes("Re: "+c.Order, damaged, true)
			second := w.record(c.ID)
			if len(c.RMAs) != 2 || second.Number == first.Number || second.Line != 2 || second.Claim == nil {
				t.Fatalf("%v, the last of line %d, claimed %+v", c.RMAs, second.Line, second.Claim)
			}
			claimed := func(when string) {
				t.Helper()
				for number, want := range map[string]bool{first.Number: false, second.Number: true} {
					if r, err := w.RMA(t.Context(), number); err != nil || (r.Claim != nil) != want {
						t.Errorf("%s: the record of line %d is %s, claimed %+v (%v)", when, r.Line, r.Class, r.Claim, err)
					}
				}
			}
			claimed("received")
			c = w.writes("Re: "+c.Order, "Is there any news about the 75% keyboard K75-010401? It still does not work.", false)
			claimed("written again")
			w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Because: "it is one"})
			claimed("corrected")
		})
	}
}
