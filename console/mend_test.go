package console

import (
	"testing"

	"returndesk/desk"
)

// TestMendOnThePage: a page says what to do without what is done on the command line.
func TestMendOnThePage(t *testing.T) {
	t.Parallel()
	for mend, want := range map[string]string{
		"add --set cause=\"...\"; what is given with --because stays internal": "",
		"look at it again": "look at it again",
		"see `returndesk show C-1042` for what can be done":                                                          "",
		"only a case that waits for us can be put off; see `returndesk show C-1042`":                                 "only a case that waits for us can be put off",
		"ask somebody with the role senior, or let an admin give it: `returndesk user role` for who works here":      "ask somebody with the role senior, or let an admin give it",
		"case ids look like C-1042; `returndesk queue --order NUMBER` finds those of an order, `--address` the rest": "case ids look like C-1042",
		"give the internal reason with --because, or edit the mail":                                                  "give the internal reason, or edit the mail",
		"edit it, or give the reason with --because":                                                                 "edit it, or give the reason",
		"to put it off, say until when (--until 3d on the command line)":                                             "to put it off, say until when",
		"write it as 12.40, with the currency by --set currency=USD":                                                 "write it as 12.40",
		"`returndesk rma show RMA-1` says how to end it; withdraw ends it at once":                                   "withdraw ends it at once",
		"": "",
	} {
		if got := mendOf(desk.Errf(desk.CodeInvalid, "x").WithMend("%s", mend)); got != want {
			t.Errorf("%q becomes %q, want %q", mend, got, want)
		}
	}
}
