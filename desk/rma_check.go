package desk

import (
	"slices"
	"strings"
)

// Check tells what of a record cannot be true. A record that only Do, Reopen, Split, ClaimStep
// and Hazard have changed passes it; tests walk random steps and ask it after each.
func (r *RMA) Check(days Workdays) error {
	bad := func(format string, args ...any) error {
		return Errf(CodeInternal, "%s: "+format, append([]any{r.Number}, args...)...)
	}
	if len(r.History) == 0 || r.History[len(r.History)-1].To != r.State {
		return bad("its history does not end at %s", r.State)
	}
	for i, h := range r.History {
		switch {
		case strings.TrimSpace(h.Actor.Name) == "" || strings.TrimSpace(h.Why) == "" || h.At.IsZero():
			return bad("step %d to %s does not say who, when or why", i, h.To)
		case i == 0:
			if h.From != "" {
				return bad("its history begins in the middle, at %s", h.From)
			}
		case h.From != r.History[i-1].To:
			return bad("step %d starts at %s, but the record was %s", i, h.From, r.History[i-1].To)
		case h.At.Before(r.History[i-1].At):
			return bad("step %d is older than the one before", i)
		case !h.From.Open() && !h.To.Open():
			return bad("it was closed twice, at step %d", i)
		}
	}
	switch r.Payer {
	case "", PayerShop, PayerBuyer, PayerNone:
	default:
		return bad("%q pays for it", r.Payer)
	}
	switch {
	case r.PayerFinal && r.Payer == "":
		return bad("the payer is decided and nobody")
	case r.State == RMANoReturn && r.Payer != PayerNone, r.State == RMAFaultConfirmed && r.Payer != PayerShop:
		return bad("%s, and %q pays", r.State, r.Payer)
	case r.State == RMAAuthorized && r.Payer == "":
		return bad("authorized, and nobody pays")
	case r.State == RMAReturnToBuyer && r.BackPayer == "":
		return bad("goes back to the buyer, and nobody pays")
	case r.Qty < 1:
		return bad("it holds %d pieces", r.Qty)
	case r.NoShipping && slices.ContainsFunc(r.History[1:], func(h RMAHistory) bool {
		return h.From != h.To && h.To.barred() && h.At.After(r.HazardAt)
	}):
		return bad("it travels, or its buyer is asked to do something, although a hazard stands")
	case r.NoShipping && !r.Timers.Remind.IsZero() && r.State == RMAAuthorized:
		return bad("nothing may travel, and the buyer is going to be told to send it: %+v", r.Timers)
	case r.State.Open() == !r.ClosedAt.IsZero():
		return bad("%s, closed at %s", r.State, r.ClosedAt)
	case r.State.Open() && !r.State.Asks() && !days.RMADeadline(r.State, r.Since()).IsZero() && r.Due.IsZero():
		return bad("%s has no deadline", r.State)
	}
	if t := r.Timers; r.State.Open() && !r.State.Asks() && t.Due.IsZero() && t.Remind.IsZero() && t.Manager.IsZero() {
		return bad("%s, and no time brings it back", r.State)
	}
	if t := r.Timers; !r.State.Open() && !(t.Due.IsZero() && t.Remind.IsZero() && t.Manager.IsZero()) {
		return bad("it is closed, and time is going to set something off: %+v", t)
	}
	if c := r.Claim; c != nil && c.State == ClaimFiled && c.Answer != "" && r.Timers.Claim.IsZero() {
		return bad("its claim is filed, and no time asks for the answer")
	}
	if err := r.checkRemedies(bad); err != nil {
		return err
	}
	return r.checkMoney(bad)
}

// checkMoney tells of money that left against the rules.
func (r *RMA) checkMoney(bad func(string, ...any) error) error {
	for _, p := range r.Refunds {
		switch {
		case p.Approver == "" || p.DrawnBy == "":
			return bad("%s was paid back by nobody", p.Amount)
		case p.Approver == p.DrawnBy && (!p.Solo || strings.TrimSpace(p.Reason) == ""):
			return bad("%s was paid back by %s alone", p.Amount, p.Approver)
		case r.NotFeasible == "":
			return bad("%s was paid back without the reason why nothing else was feasible", p.Amount)
		}
	}
	if r.State == RMAClosedResolved && r.Remedy == RemedyRefund && len(r.Refunds) == 0 {
		return bad("it ended with a refund that nobody paid")
	}
	return nil
}
