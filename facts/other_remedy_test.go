package facts

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestOtherRemedy: who would rather have another remedy than the one that his open record is to end with returns nothing and
// cancels nothing. Without a record, and where he names one remedy alone or nothing chooses, the reading stands.
func TestOtherRemedy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		class desk.Class
		state desk.RMAState // "" for no record
		want  desk.Class
	}{
		{"Instead of the refund I would rather have a new unit.", desk.ClassOrderChange, desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"I'd prefer my money over a repair.", desk.ClassCostRefund, desk.RMAUnderReview, desk.ClassRMAFollowup},
		{"Lieber kein Geld zurück, schicken Sie mir bitte Ersatz.", desk.ClassCancellation, desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"Je préfère finalement un échange plutôt qu'un remboursement.", desk.ClassChangeOfMind, desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"Prefiero que me devuelvan el dinero en vez de una reparación.", desk.ClassChangeOfMind, desk.RMAUnderReview, desk.ClassRMAFollowup},
		{"Al posto del rimborso preferirei uno nuovo.", desk.ClassOrderChange, desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"Liever toch een nieuw exemplaar in plaats van mijn geld terug.", desk.ClassCancellation, desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"Instead of the refund I would rather have a new unit.", desk.ClassOrderChange, "", desk.ClassOrderChange},
		{"Instead of the refund I would rather have a new unit.", desk.ClassOrderChange, desk.RMAClosedResolved, desk.ClassOrderChange},
		{"I would rather have my money back.", desk.ClassChangeOfMind, desk.RMAUnderReview, desk.ClassChangeOfMind},
		{"I want it in blue instead.", desk.ClassOrderChange, desk.RMAUnderReview, desk.ClassOrderChange},
		{"Take it back, I do not like it. The other one was fixed for my money's worth.", desk.ClassChangeOfMind, desk.RMAUnderReview, desk.ClassChangeOfMind},
	} {
		in := input(t, c.class)
		in.Text = c.text
		if c.state != "" {
			at := in.ReceivedAt.Add(-48 * time.Hour)
			in.Lookup.Matches[0].PriorRMA = []desk.PriorRMA{{RMA: "RMA-7K3Q-9TXB", Line: 1, Class: desk.ClassDoaDefect, State: c.state, FirstReportedAt: &at}}
		}
		if got := classes(Gather(in)[0]); !slices.Equal(got, []desk.Class{c.want}) {
			t.Errorf("%q with a record %q: decided as %v, want %s", c.text, c.state, got, c.want)
		}
	}
}
