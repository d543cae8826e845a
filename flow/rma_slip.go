package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// returnSlip gives the draft that the return slip of a record goes with, "" for none, and the
// slip's place among the draft's files: the mail that was sent last, else the one that waits.
func (e *Engine) returnSlip(ctx context.Context, r desk.RMA) (draft string, part int, _ error) {
	cases, err := e.store.CasesOfOrder(ctx, r.Order) // a later case may authorize it again
	if err != nil {
		return "", 0, err
	}
	sent := false
	for _, c := range cases {
		drafts, err := e.store.DraftsOfCase(ctx, c.ID)
		if err != nil {
			return "", 0, err
		}
		for _, d := range drafts {
			gone := d.State == desk.DraftSent
			if d.State == desk.DraftRejected || d.State == desk.DraftVoid || sent && !gone {
				continue
			}
			i := slices.IndexFunc(d.Parts, func(p desk.DraftPart) bool { return p.Name == r.Number+".pdf" })
			if i >= 0 {
				draft, part, sent = d.ID, i, gone
			}
		}
	}
	return draft, part, nil
}
