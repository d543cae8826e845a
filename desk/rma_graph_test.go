package desk

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestGraphBeforeValues: a step that the graph does not have is refused as such, whatever was
// set with it; a mend that names a value would lead to the next refusal.
func TestGraphBeforeValues(t *testing.T) {
	t.Parallel()
	by, at := Actor{Name: "Ann", Role: RoleSenior}, time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	for _, from := range RMAStates() {
		for _, to := range RMAStates() {
			_, through := from.Through(to)
			if from == to || through || slices.Contains(from.Next(), to) {
				continue
			}
			for _, mail := range []string{"", mailRefund} {
				r := RMA{Number: "RMA-7K3Q-9TXB", State: from, Qty: 1, NoShipping: true, PayerFinal: true, Payer: PayerShop,
					History: []RMAHistory{{At: at, Actor: by, To: from, Why: "test"}}}
				_, err := r.Do(RMAMove{To: to, By: by, At: at, Why: "test", Mail: mail, Set: map[string]string{"payer": PayerBuyer}})
				text := MessageOf(err)
				if CodeOf(err) != CodeIllegal || !strings.Contains(text, "cannot become "+to.Said()) || strings.Contains(text, "--set") || strings.Contains(text, "hazard") {
					t.Errorf("%s to %s (%s): %v", from, to, mail, err)
				}
			}
		}
	}
}
