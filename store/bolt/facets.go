package bolt

import (
	"context"
	"slices"

	"returndesk/desk"
)

// Facets counts the cases that a listing with this filter would show, by class, outcome
// and flag, and those that wait for more than an agent. Limit and After do not matter.
func (s *Store) Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error) {
	out := desk.Facets{Classes: map[desk.Class]int{}, Outcomes: map[desk.Outcome]int{}, Flags: map[desk.Flag]int{}}
	rest := f
	rest.Class, rest.Outcome, rest.Flag, rest.Held, rest.Back = "", "", "", "", false
	err := s.view(ctx, func(t *rtx) error {
		return t.eachCandidate(&rest, nil, func(_ []byte, n uint64) (bool, error) {
			if err := ctx.Err(); err != nil {
				return false, err
			}
			h, ok, err := t.head(n)
			if err != nil || !ok || !h.fits(&rest) {
				return err == nil, err
			}
			class := f.Class == "" || h.class == f.Class
			outcome := f.Outcome == "" || h.outcome == f.Outcome
			flag := f.Flag == "" || slices.Contains(h.flags, f.Flag)
			out.All++
			held, forMe := h.held(f.Approver)
			waits := f.Held == "" || held && (f.Held != desk.HeldForMe || forMe)
			if outcome && flag && waits {
				out.Classes[h.class]++
			}
			if class && flag && waits {
				out.Outcomes[h.outcome]++
			}
			if class && outcome && waits {
				for _, x := range h.flags {
					out.Flags[x]++
				}
			}
			if class && outcome && flag {
				out.Held += int(boolByte(held))
				out.ForMe += int(boolByte(forMe))
				out.Total += int(boolByte(waits))
			}
			return true, nil
		})
	})
	return out, err
}
