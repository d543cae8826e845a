package flow

import (
	"context"

	"returndesk/desk"
)

// drafts counts what people made of drafts, and the first replies among those that left. A draft counts once, by what was said of it
// last: who sends from the mail program what was rejected here, changes there what was approved here, or takes a verdict back,
// changes the count of the day on which the first verdict fell.
func (x *measuring) drafts(ctx context.Context, earlier map[string]desk.Draft) error {
	for i := range x.change.Drafts {
		d, from := &x.change.Drafts[i].Draft, x.change.Drafts[i].From
		c := x.caseOf(d.Case)
		if c == nil || d.Automatic() {
			continue
		}
		was := desk.Draft{}
		if from != "" {
			var known bool
			if was, known = earlier[d.ID]; !known {
				var err error
				if was, err = x.Draft(ctx, d.ID); err != nil && desk.CodeOf(err) != desk.CodeNotFound {
					return err
				}
			}
		}
		earlier[d.ID] = *d
		before, after := x.verdictOn(was), x.verdictOn(*d)
		if before != after && !(was.State == d.State && before.verdict == after.verdict) {
			before.count(x, c, d, -1)
			after.count(x, c, d, 1)
		}
		if d.State == desk.DraftApproved && from == desk.DraftProposed {
			x.overrides(c, d)
		}
		if d.State == desk.DraftSent && from != desk.DraftSent {
			if err := x.firstReply(ctx, c, d.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// draftVerdict is what a person said of a draft, and on which day; the zero value is nothing.
type draftVerdict struct {
	verdict string
	day     desk.Date
}

func (x *measuring) verdictOn(d desk.Draft) draftVerdict {
	switch {
	case d.State == desk.DraftRejected:
		return draftVerdict{desk.VerdictRejected, x.day(d.UpdatedAt)}
	case d.State == desk.DraftProposed || d.ApprovedBy == nil:
		return draftVerdict{}
	case d.Edited:
		return draftVerdict{desk.VerdictEdited, x.day(d.ApprovedAt)}
	}
	return draftVerdict{desk.VerdictApproved, x.day(d.ApprovedAt)}
}

// count adds a verdict to the figures, under the class that the draft answers.
func (v draftVerdict) count(x *measuring, c *desk.Case, d *desk.Draft, n int64) {
	if v.verdict == "" {
		return
	}
	class := c.Class
	if d.Decision < len(c.Decisions) {
		class = c.Decisions[d.Decision].Class
	}
	x.add(c.ID, v.day, n, desk.CountDraft, d.Template, string(class), v.verdict)
}
