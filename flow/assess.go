package flow

import (
	"time"

	"returndesk/desk"
	"returndesk/facts"
	"returndesk/policy"
)

// Assess decides one mail: facts first, then the table, one decision for each order that
// the mail is about. It is pure, and it is the only way to a decision: the service, a
// trial run, the scenario test and the check at approval all go through it.
func Assess(table *policy.Table, in facts.Input) ([]desk.Decision, error) {
	return DecideMatters(table, facts.Gather(in), in.Reading, in.Now)
}

// DecideMatters asks the table about facts that are drawn already, so that several tables can be asked about one mail.
func DecideMatters(table *policy.Table, matters []facts.Matter, reading desk.Reading, at time.Time) ([]desk.Decision, error) {
	out := make([]desk.Decision, 0, len(matters))
	for _, m := range matters {
		d, err := table.DecideMatter(m.Facts, policy.Merge{Reading: reading, Linked: m.Linked, At: at})
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}
