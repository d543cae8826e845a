package replies

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestNumberIsAssumedOnlyWhereNobodyGaveIt: "we have taken it to be about order ..." answers a mail whose number is
// missing or unknown (domain.md section 1, gates); whoever wrote the number himself knows it.
func TestNumberIsAssumedOnlyWhereNobodyGaveIt(t *testing.T) {
	t.Parallel()
	seen := map[bool]int{}
	for _, r := range recordings(t) {
		assumed := false
		for _, d := range r.Decisions {
			lookup := d.Facts.Get(desk.FactLookup)
			assumed = assumed || lookup == "only_own" || lookup == "typo"
		}
		drafts, err := Compose(inputOf(t, r))
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		for _, d := range drafts {
			if d.Template != "claim_received" && d.Template != "ask_missing" || !strings.Contains(d.Text, "HW-") {
				continue
			}
			seen[assumed]++
			text := strings.Join(strings.Fields(d.Text), " ")
			if says := strings.Contains(text, "We have taken it to be about") || strings.Contains(text, "We have taken this to be about"); says != assumed {
				t.Errorf("%s: the number was assumed: %v, and the mail says so: %v\n%s", r.ID, assumed, says, d.Text)
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("looked at %v", seen)
	}
}
