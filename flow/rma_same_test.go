package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestSameStateAgain: moving a record to where it is says so; the reason would be lost.
func TestSameStateAgain(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	_, err := w.AdvanceRMA(t.Context(), agent, r.Number, r.State, "once more", nil)
	if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(err.Error(), "is under_review already") || !strings.Contains(err.Error(), "note") {
		t.Errorf("%v", err)
	}
}

// TestBarredRemedy: what a hazard forbids is not called possible.
func TestBarredRemedy(t *testing.T) {
	t.Parallel()
	r := desk.RMA{State: desk.RMAUnderReview, Class: desk.ClassDoaDefect, NoShipping: true}
	list := r.Standings()
	i := slices.IndexFunc(list, func(s desk.RemedyStanding) bool { return s.Remedy == desk.RemedyTroubleshooting })
	if got := list[i].Words(); got != "barred until the hazard is cleared" {
		t.Errorf("troubleshooting is %s", got)
	}
}
