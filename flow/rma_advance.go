package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// AdvanceRMA moves a record to another state without a mail, or refuses and says what is
// possible. Only the step of the same record that has a mail tells the customer.
func (e *Engine) AdvanceRMA(ctx context.Context, by desk.Actor, number string, to desk.RMAState, because string, set map[string]string) (desk.RMA, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "advancing an RMA"); err != nil {
		return desk.RMA{}, err
	}
	r, err := e.RMA(ctx, number)
	if err != nil {
		return r, err
	}
	switch {
	case strings.TrimSpace(because) == "":
		return r, desk.Errf(desk.CodeInvalid, "moving %s needs a reason", r.Number).WithMend("give it with --because")
	case to == r.State:
		return r, desk.Errf(desk.CodeIllegal, "%s is %s already; nothing was changed", r.Number, r.State.Said()).WithMend("note keeps values and a reason: returndesk rma advance %s note --because \"...\"", r.Number)
	case to == desk.RMAAuthorized && slices.Contains(r.State.Next(), to):
		// The customer would wait for a number, and the record would have neither condition
		// nor address nor day (domain.md section 3).
		return r, desk.Errf(desk.CodeIllegal, "%s cannot be authorized without the mail that names number, condition, address and day", r.Number).
			WithMend("returndesk resolve %s rma_authorized --set condition=\"...\"; the record moves when that mail is sent", r.Case)
	}
	if err := by.Require(roleFor(&r, to), "moving an RMA to "+string(to)); err != nil {
		return r, err
	}
	if err := knownValues(desk.Action{Name: string(to)}, set); err != nil {
		return r, err
	}
	if set, err = plainMoney(set); err != nil {
		return r, err
	}
	from := r.State
	if _, err := r.Do(desk.RMAMove{To: to, By: by, At: e.now(), Why: because, Reason: because, Set: set, Days: e.shop.Workdays, TransitByBuyer: e.shop.TransitByBuyer}); err != nil {
		return r, err
	}
	c, err := e.store.Case(ctx, r.Case)
	if err != nil {
		return r, err
	}
	next(&c, e.now())
	change := desk.Change{RMAs: []desk.RMA{r}, Audit: []desk.Audit{e.moveNote(by, c.ID, "rma_advanced", because, &r)}}
	if err := e.byHand(ctx, &change, &c, from, r); err != nil {
		return r, err
	}
	if err := e.endedByName(ctx, &change, &c, r); err != nil {
		return r, err
	}
	change.Cases = []desk.Case{c}
	return r, e.record(ctx, change)
}

// roleFor gives the lowest role that may bring a record to a state by one of its steps.
func roleFor(r *desk.RMA, to desk.RMAState) desk.Role {
	need := desk.Role("")
	for _, a := range desk.RMASteps(r) {
		if a.RMAState == to && (need == "" || need.AtLeast(a.Role)) {
			need = a.Role
		}
	}
	return maxRole(need, desk.RoleAgent)
}

// Telling names the step whose mail tells the customer of a record's state, "" where
// domain.md section 3 has none. AdvanceRMA sends no mail.
func Telling(s desk.RMAState) string {
	switch s {
	case desk.RMAUnderReview:
		return "claim_received"
	case desk.RMATroubleshooting:
		return "troubleshooting"
	case desk.RMANoReturn:
		return "rma_no_return"
	case desk.RMAInTransit:
		return "rma_status"
	case desk.RMAReceived:
		return "rma_received"
	case desk.RMAFaultConfirmed:
		return "inspection_fault"
	case desk.RMANoFaultFound, desk.RMAManagerHold:
		return "inspection_no_fault"
	case desk.RMAReturnToBuyer:
		return "unit_sent_back"
	case desk.RMAResolving:
		return "resolution_shipped"
	case desk.RMAClosedExpired:
		return "rma_expired"
	case desk.RMAClosedRejected:
		return "claim_rejected"
	}
	return ""
}
