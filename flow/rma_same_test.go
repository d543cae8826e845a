package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestSameStateAgain: moving a record to where it is says so; the reason would be lost.
func TestSameStateAgain(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	_, err := w.AdvanceRMA(t.Context(), agent, r.Number, r.State, "once more", nil)
	if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(err.Error(), "is under review already") || !strings.Contains(err.Error(), "note") {
		t.Errorf("%v", err)
	}
}

// TestBarredRemedy: what a hazard forbids is not called possible, and cannot be chosen: nobody fits parts
// into a dangerous item, or sends it to be repaired. A replacement or the price back needs no item.
func TestBarredRemedy(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.receive(w.reply("smoke", smoke))
	w.warn(c.ID)
	view, err := w.RMASteps(t.Context(), r.Number)
	if err != nil || !view.RMA.NoShipping {
		t.Fatalf("held %v (%v)", view.RMA.NoShipping, err)
	}
	for _, x := range view.Remedies {
		want := "barred until the hazard is cleared"
		free := x.Remedy == desk.RemedyReplacement || x.Remedy == desk.RemedyRefund
		if free {
			want = "possible: the item stays where it is"
		}
		if got := x.Words(); got != want {
			t.Errorf("%s is %s", x.Remedy, got)
		}
		if x.Remedy == desk.RemedyRefund || x.Remedy == desk.RemedyTroubleshooting { // a mail and a state of their own
			continue
		}
		f := w.fork(quickDir(t) + "/" + string(x.Remedy))
		_, err := f.AdvanceRMA(t.Context(), agent, r.Number, desk.RMANoReturn, "agreed", map[string]string{"remedy": string(x.Remedy)})
		f.close()
		if free != (err == nil) || !free && (desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(err.Error(), "hazard")) {
			t.Errorf("choosing %s: %v", x.Remedy, err)
		}
	}
}
