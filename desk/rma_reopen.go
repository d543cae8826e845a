package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Reopens gives the states to which a closed record can be opened again: where it was
// before it closed, unless a hazard bars that, or the review.
func (r *RMA) Reopens() []RMAState {
	if r.State.Open() || r.State == "" {
		return nil
	}
	var out []RMAState
	for i := len(r.History) - 1; i >= 0; i-- {
		if h := r.History[i]; h.To == r.State && h.From.Open() {
			if r.mayHeld(h.From) == nil {
				out = append(out, h.From)
			}
			break
		}
	}
	if !slices.Contains(out, RMAUnderReview) {
		out = append(out, RMAUnderReview)
	}
	return out
}

// Reopen opens a closed record again, with a reason.
func (r *RMA) Reopen(m RMAMove) error {
	switch {
	case r.State.Open():
		return Errf(CodeIllegal, "%s is %s and needs no reopening", r.Number, r.State.Said()).WithMend("possible: %s", listed(r.State.Next()))
	case strings.TrimSpace(m.Why) == "":
		return Errf(CodeInvalid, "reopening %s needs a reason", r.Number).WithMend("give it with --because")
	case !m.Clears && r.mayHeld(m.To) != nil:
		return r.mayHeld(m.To)
	case !slices.Contains(r.Reopens(), m.To):
		return Errf(CodeIllegal, "%s is %s and cannot be opened again as %s", r.Number, r.State.Said(), m.To.Said()).WithMend("possible: %s", listed(r.Reopens()))
	}
	if err := m.check(r.Number); err != nil {
		return err
	}
	next := r.clone()
	if m.To == RMAUnderReview || m.To == RMAAuthorized {
		next.PayerFinal = false
	}
	if m.Clears {
		next.cleared(m.At, m.Days)
	}
	next.Remedy = "" // what it ended with was not the end
	if err := next.keep(m); err != nil {
		return err
	}
	next.History = append(next.History, RMAHistory{At: m.At, Actor: m.By, From: r.State, To: m.To, Why: m.Why})
	next.State, next.UpdatedAt, next.CloseReason, next.ClosedAt = m.To, m.At, "", time.Time{}
	next.ReopenUntil = time.Time{}
	if next.Due = m.Days.RMADeadline(m.To, m.At); m.To.Asks() {
		next.Due = time.Time{} // what we ask now has not left yet
	}
	if m.To == RMAAuthorized {
		if strings.TrimSpace(m.Set["expires"]) == "" {
			next.Deadline = "" // the old day is over
		}
		next.authorized(m)
	}
	if err := next.weigh("", m); err != nil {
		return err
	}
	next.Schedule(m.Days)
	*r = next
	return nil
}

// Split takes n pieces out of a record into one of its own, under another number: what
// happens to them may differ (domain.md section 3, "Partial quantities").
func (r *RMA) Split(n int, number string, m RMAMove) (RMA, error) {
	switch {
	case !r.State.Open():
		return RMA{}, Errf(CodeIllegal, "%s is %s and cannot be split", r.Number, r.State.Said()).WithMend("open it again first")
	case n < 1 || n >= r.Qty:
		return RMA{}, Errf(CodeInvalid, "%s holds %d pieces: %d of them cannot be split off", r.Number, r.Qty, n).
			WithMend("a record of one piece cannot be split; otherwise leave at least one")
	case strings.TrimSpace(m.Why) == "":
		return RMA{}, Errf(CodeInvalid, "splitting %s needs a reason", r.Number).WithMend("give it with --because")
	}
	part := r.clone()
	part.Version = 0
	part.Number, part.Qty, part.SplitFrom, part.OpenedAt, part.UpdatedAt = number, n, r.Number, m.At, m.At
	part.Serial, part.Photos, part.Refunds = strings.TrimSpace(m.Set["serial"]), nil, nil
	part.History = append(part.History, RMAHistory{At: m.At, Actor: m.By, From: r.State, To: r.State, Why: m.Why})
	r.Qty, r.UpdatedAt = r.Qty-n, m.At
	r.History = append(slices.Clone(r.History), RMAHistory{At: m.At, Actor: m.By, From: r.State, To: r.State, Why: m.Why})
	return part, nil
}

// ClaimStep moves our claim against the carrier: filed with a number and the day by which it
// should be answered, then won or lost.
func (r *RMA) ClaimStep(to ClaimState, m RMAMove) error {
	if r.Claim == nil {
		return Errf(CodeIllegal, "%s has no claim against a carrier", r.Number).WithMend("only damage in transit has one")
	}
	legal := map[ClaimState][]ClaimState{ClaimOpen: {ClaimFiled, ClaimLost}, ClaimFiled: {ClaimWon, ClaimLost}}
	if !slices.Contains(legal[r.Claim.State], to) {
		return Errf(CodeIllegal, "the carrier claim of %s is %s and cannot become %s", r.Number, r.Claim.State, to).
			WithMend("possible: %s", listed(legal[r.Claim.State]))
	}
	if err := m.check(r.Number); err != nil {
		return err
	}
	number := strings.TrimSpace(m.Set["claim_number"])
	if to == ClaimFiled && number == "" {
		return Errf(CodeInvalid, "a filed claim needs the carrier's number").WithMend("add --set claim_number=...")
	}
	c := *r.Claim
	c.State, c.At, c.Number = to, m.At, cmp.Or(number, c.Number)
	c.Carrier, c.Amount = cmp.Or(strings.TrimSpace(m.Set["carrier"]), c.Carrier), cmp.Or(strings.TrimSpace(m.Set["amount"]), c.Amount)
	c.Due = Date(cmp.Or(strings.TrimSpace(m.Set["claim_due"]), string(c.Due)))
	c.Answer = Date(strings.TrimSpace(m.Set["answer_due"]))
	r.Claim, r.UpdatedAt, r.Timers.Claim = &c, m.At, time.Time{}
	r.scheduleClaim(m.Days)
	return nil
}

// Reread makes a record one of another claim than it was read as, with what is claimed from the carrier for
// it, nil for nothing.
func (r *RMA) Reread(class Class, claim *Claim, at time.Time, days Workdays) {
	r.Class, r.Claim, r.UpdatedAt = class, claim, at
	r.scheduleClaim(days)
}
