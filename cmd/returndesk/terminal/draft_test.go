package terminal

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestProblemsAreSentences: a problem and what follows from it never run into each other.
func TestProblemsAreSentences(t *testing.T) {
	t.Parallel()
	got := Look{Width: 120, Now: noon}.Draft(desk.Draft{ID: "C-1-1", Text: "x", Problems: []desk.Problem{
		{Text: "the mail names order HW-1, which is not the order at hand", Block: true},
		{Text: "the date is in the past."},
	}})
	for _, want := range []string{"not the order at hand. It cannot be sent like this.", "in the past. Approving it needs a reason."} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
}
