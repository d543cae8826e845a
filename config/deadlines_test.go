package config_test

import (
	"strings"
	"testing"

	"returndesk/config"
	"returndesk/desk"
)

// TestDeadlinesDefault: who sets nothing has the defaults of the program itself.
func TestDeadlinesDefault(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"none": minimal, "empty": minimal + "deadlines:\n"} {
		c, err := config.Parse("returndesk.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Deadlines.Days(); got != desk.DefaultDeadlines() || got != (desk.Deadlines{}).WithDefaults() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestDeadlines(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ set, want string }{
		{"first_reminder: 3, last_reminder: 6, close: 10", ""},
		{"first_reminder: 1, last_reminder: 2, close: 7, reopen: 7", ""},
		{"return: 60, return_reminder: 50, no_fault_choice: 30, no_fault_manager: 31", ""},
		{"first_reminder: 9", "deadlines.last_reminder: is day 9, but first_reminder, which comes before it, is day 9 (write more than 9, or less for first_reminder)"},
		{"close: 8", "deadlines.close: is day 8, but last_reminder, which comes before it, is day 9 (write more than 9, or less for last_reminder)"},
		{"return: 14", "deadlines.return: is day 14, but return_reminder, which comes before it, is day 14 (write more than 14, or less for return_reminder)"},
		{"no_fault_choice: 40", "deadlines.no_fault_manager: is day 30, but no_fault_choice"},
		{"first_reminder: 1, last_reminder: 2, close: 5", "deadlines.close: 5 days are less than the 7 in which the policy takes reports of a claim (write 7 or more)"},
		{"reopen: 6", "deadlines.reopen: 6 days are less than the 7"},
		{"return: 6, return_reminder: 3", "deadlines.return: 6 days are less than the 7"},
		{"no_fault_choice: 5", "deadlines.no_fault_choice: 5 days are less than the 7"},
		{"review: 0", "deadlines.review: 0 is too little (at least 1, at most 60)"},
		{"near_miss: -1", "deadlines.near_miss: -1 is too little"},
		{"in_transit: 900", "deadlines.in_transit: 900 is too much (at least 1, at most 90)"},
		{"no_scan: ten", `deadlines.no_scan: "ten" is no whole number`},
		{"close: soon", `deadlines.close: "soon" is no whole number`},
		{"clsoe: 20", "deadlines.clsoe: this key is not known (did you mean close?)"},
	} {
		_, err := config.Parse("returndesk.yaml", []byte(minimal+"deadlines: {"+tc.set+"}\n"))
		switch {
		case tc.want == "" && err != nil:
			t.Errorf("%s: refused: %v", tc.set, err)
		case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)):
			t.Errorf("%s: %v, want %s", tc.set, err, tc.want)
		case tc.want != "" && (strings.Contains(err.Error(), "\n") || desk.CodeOf(err) != desk.CodeInvalid):
			t.Errorf("%s: told more than once, or not as a mistake: %v", tc.set, err)
		}
	}
}
