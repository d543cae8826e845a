package console

import (
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// remark is what a colleague said about a case.
type remark struct {
	Who  string
	At   time.Time
	Text string
}

// remarksOf gives what colleagues noted about a case, the latest first, and why it was handed
// up or put off, while it is.
func remarksOf(v flow.CaseView) (notes []remark, handed, asleep *remark) {
	for _, a := range v.Audit {
		r := remark{a.Actor.Name, a.At, a.Why}
		switch a.What {
		case "noted":
			notes = append([]remark{r}, notes...)
		case "handed_over":
			handed = &r
		case "snoozed":
			asleep = &r
		}
	}
	if v.Case.HandedTo == "" {
		handed = nil
	}
	if v.Case.State != desk.CaseSnoozed || asleep != nil && asleep.Text == "" {
		asleep = nil
	}
	return notes, handed, asleep
}
