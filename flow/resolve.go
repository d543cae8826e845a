package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/replies"
)

// Resolution is a next step that a person takes out of an outcome.
type Resolution struct {
	Case    string            `json:"case"` // case or draft id
	Action  string            `json:"action"`
	Because string            `json:"because,omitempty"`
	Set     map[string]string `json:"set,omitempty"` // "price": "18.00"
	RMA     string            `json:"rma,omitempty"` // the case's record that it is about; "" = the latest

	// Counted names the dates in Set that the engine counted from the sending, because nobody
	// typed them.
	Counted []string `json:"-"`
}

// builtinActions stand in every case: they settle what a machine must not (a sending
// whose fate is unknown) and close what needs no mail.
const (
	ActionMarkSent = "mark_sent" // an uncertain draft did arrive
	ActionResend   = "resend"    // it did not, or it failed: send the same bytes again
	actionClose    = "close"     // nothing more to do
)

// refundTemplate is the mail that tells of money.
const refundTemplate = "refund_processing"

// NextActions lists what a person can do with a case: the outcome's own actions from
// the table, without those that none of its records can take now, and the built-in ones that
// its drafts call for. rmas are the case's records, the latest last.
func (e *Engine) NextActions(c desk.Case, drafts []desk.Draft, rmas []desk.RMA) []desk.Action {
	var out []desk.Action
	list := e.table.Next(c.Outcome)
	if p := standing(c, drafts, rmas); p != nil { // what we look into beside it
		for _, a := range e.table.Next(p.outcome) {
			if !slices.ContainsFunc(list, func(x desk.Action) bool { return x.Name == a.Name }) {
				list = append(list, a)
			}
		}
	}
	for _, a := range list {
		r, err := taker(a, rmas)
		switch {
		case err != nil, r == nil && a.RMAState == desk.RMAWithdrawn: // there is nothing to withdraw
		case r != nil:
			out = append(out, r.Asking(a))
		default:
			out = append(out, a)
		}
	}
	for i, a := range out {
		if a.Template == refundTemplate && len(c.RMAs) > 0 && !slices.Contains(a.Needs, desk.RMAStepNotFeasible) {
			out[i].Needs = append(slices.Clone(a.Needs), desk.RMAStepNotFeasible)
		}
	}
	for i, a := range out {
		if a.Template == settledTemplate && thankedBefore(c, drafts) { // what is left to do needs no second mail
			out[i].Template = ""
		}
	}
	if c.Last() != nil && readable(c) != nil {
		out = slices.DeleteFunc(out, func(a desk.Action) bool { return a.Name == actionReclassified })
	}
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftUncertain }) {
		out = append(out, desk.Action{Name: ActionMarkSent, Label: "The uncertain mail did arrive", Role: desk.RoleAgent, Needs: []string{"reason"}})
	}
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftUncertain || d.State == desk.DraftFailed }) {
		out = append(out, desk.Action{Name: ActionResend, Label: "Send the same mail again", Role: desk.RoleAgent, Needs: []string{"reason"}})
	}
	named := func(a desk.Action) bool { return a.Name == actionClose } // by the table itself
	if c.State == desk.CaseClosed {
		out = slices.DeleteFunc(out, named)
	} else if i := slices.IndexFunc(out, named); i >= 0 && c.Answered < len(c.Decisions) && !slices.Contains(out[i].Needs, "reason") {
		out[i].Needs = append(slices.Clone(out[i].Needs), "reason") // nobody sees the customer's mail any more, and nothing answers it
	} else if !slices.ContainsFunc(out, named) {
		out = append(out, desk.Action{Name: actionClose, Label: "Close the case without a mail", Role: desk.RoleAgent, Needs: []string{"reason"}, Close: true})
	}
	return out
}

// taker finds the record that an action moves, the latest that can take it, and one that has ended so only where no other can; nil
// where it moves none or opens one. The error says why no record can.
func taker(a desk.Action, rmas []desk.RMA) (*desk.RMA, error) {
	opens := a.OpenRMA && !slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Open() })
	if a.RMAState == "" || len(rmas) == 0 || opens {
		return nil, nil
	}
	var ended *desk.RMA
	var why error
	for i := range slices.Backward(rmas) {
		r := &rmas[i]
		err := r.MayBecome(a.RMAState)
		switch {
		case err != nil:
			why = cmp.Or(why, err)
		case r.State == a.RMAState && !r.State.Open():
			ended = cmp.Or(ended, r)
		default:
			return r, nil
		}
	}
	if ended != nil {
		return ended, nil
	}
	return nil, why
}

// Resolve takes an action and records who decided it and why. An action with a template
// drafts it, and moves RMA and case only when that mail is sent: a draft that is rejected
// has changed nothing. One without a template moves them at once.
func (e *Engine) Resolve(ctx context.Context, by desk.Actor, r Resolution) (desk.Case, *desk.Draft, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	id := strings.ToUpper(strings.TrimSpace(r.Case))
	if strings.Count(id, "-") > 1 {
		id = id[:strings.LastIndexByte(id, '-')]
	}
	c, err := e.store.Case(ctx, id)
	if err != nil {
		return c, nil, err
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return c, nil, err
	}
	if r.Set, err = plainMoney(r.Set); err != nil {
		return c, nil, err
	}
	rmas, err := recordsOf(ctx, newView(e.store), c)
	if err != nil {
		return c, nil, err
	}
	if r.RMA != "" && !slices.Contains(c.RMAs, r.RMA) {
		return c, nil, desk.Errf(desk.CodeNotFound, "case %s has no record %s", c.ID, r.RMA)
	} else if r.RMA != "" {
		rmas = slices.DeleteFunc(rmas, func(x desk.RMA) bool { return x.Number != r.RMA })
	}
	action, err := e.actionOf(c, drafts, rmas, r, by)
	if err != nil {
		return c, nil, err
	}
	switch action.Name {
	case ActionMarkSent, ActionResend:
		d, err := e.settleDraft(ctx, by, c, drafts, action.Name, r.Because)
		return c, d, err
	case actionClose:
		return e.closeCase(ctx, by, c, drafts, r.Because)
	case actionConfirmed, actionReclassified:
		return e.anew(ctx, by, c, r)
	}
	if x, err := taker(action, rmas); err == nil && x != nil {
		r.RMA = x.Number
	}
	if r.Set, r.Counted, err = e.values(ctx, c, action, r); err != nil {
		return c, nil, err
	}
	return e.take(ctx, by, c, drafts, action, r)
}

// actionOf finds the action and checks the actor, the reason and the values it needs.
func (e *Engine) actionOf(c desk.Case, drafts []desk.Draft, rmas []desk.RMA, r Resolution, by desk.Actor) (desk.Action, error) {
	list := e.NextActions(c, drafts, rmas)
	i := slices.IndexFunc(list, func(a desk.Action) bool { return a.Name == r.Action })
	if i < 0 {
		for _, a := range e.table.Next(c.Outcome) { // possible for the outcome, and not for its record now
			if _, err := taker(a, rmas); a.Name == r.Action && err != nil {
				return a, err
			}
		}
		names := make([]string, len(list))
		for k, a := range list {
			names[k] = a.Name
		}
		return desk.Action{}, desk.Errf(desk.CodeIllegal, "%q is not possible for case %s (%s)", r.Action, c.ID, c.Outcome).
			WithMend("possible: %s", strings.Join(names, ", "))
	}
	a := list[i]
	if err := by.Require(maxRole(a.Role, desk.RoleAgent), a.Said()); err != nil {
		return a, err
	}
	return a, needsGiven(a, r.Because, r.Set)
}

// needsGiven refuses an action that lacks a reason or a value, or is given one that it does not know.
func needsGiven(a desk.Action, because string, set map[string]string) error {
	for _, need := range a.Needs {
		if need == "reason" {
			if strings.TrimSpace(because) == "" {
				return desk.Errf(desk.CodeInvalid, "%s needs a reason", a.Said()).WithMend("give it with --because")
			}
			continue
		}
		switch given := strings.TrimSpace(set[need]) != ""; {
		case given, Optional(need):
		case need == desk.RMAValueCause:
			return desk.Errf(desk.CodeInvalid, "%s needs a cause, in words that the customer's mail quotes", a.Said()).
				WithMend("add --set cause=\"...\"; what is given with --because stays internal")
		default:
			return desk.Errf(desk.CodeInvalid, "%s needs a value: %s", a.Said(), strings.ReplaceAll(need, "_", " ")).WithMend("add --set %s=%s", need, choicesOf(need))
		}
	}
	return knownValues(a, set)
}

// take drafts the action's template, or moves case and RMA where there is none.
func (e *Engine) take(ctx context.Context, by desk.Actor, c desk.Case, drafts []desk.Draft, a desk.Action, r Resolution) (desk.Case, *desk.Draft, error) {
	s, err := e.again(ctx, c)
	if err != nil {
		return c, nil, err
	}
	s.by, s.why = by, a.Name
	b := &outcome{e: e, v: newView(e.store), s: s, now: e.now()}
	b.change.Index = map[string]string{}
	for _, d := range drafts {
		if (d.State == desk.DraftProposed || d.State == desk.DraftApproved) && !aboutAnother(d, c, r.RMA) {
			b.change.Drafts = append(b.change.Drafts, e.void(d, "resolved: "+a.Name))
		}
	}
	next(&c, b.now)
	last := *c.Last()
	c.State = desk.CaseOpen
	var made *desk.Draft
	if a.Template == noticeTemplate {
		r.Set = e.fromOrder(s.lookup, last.Facts.Detail, r.Set)
	}
	if a.Template != "" {
		d, err := b.drawAction(ctx, &c, last, a, r, &b.s.by)
		if err != nil {
			return c, nil, err
		}
		made = d
	} else { // nobody is told, so nothing has to wait for a mail
		if err := b.moveRMA(ctx, &c, last, a, r); err != nil {
			return c, nil, err
		}
		c.Outcome = cmp.Or(a.Outcome, c.Outcome)
		b.change.Cases = []desk.Case{c}
		left, err := e.left(ctx, b.v, &b.change)
		if err != nil {
			return c, nil, err
		}
		if a.Close && left == nil {
			c.State = desk.CaseClosed
		}
	}
	b.audit(c.ID, "resolved", r.Because, "action", a.Name)
	b.change.Cases = []desk.Case{c}
	if err := e.record(ctx, b.change); err != nil {
		return c, nil, err
	}
	e.poke()
	return c, made, nil
}

// aboutAnother reports whether a draft moves another of a case's records than the one that a
// step is about: the parts of a split record go their own ways, each with its own mails.
func aboutAnother(d desk.Draft, c desk.Case, number string) bool {
	return d.Moves != nil && d.RMA != "" && number != "" && d.RMA != number && slices.Contains(c.RMAs, d.RMA)
}

// drawAction renders the action's mail, as a step of whoever took it.
func (b *outcome) drawAction(ctx context.Context, c *desk.Case, last desk.Decision, a desk.Action, r Resolution, by *desk.Actor) (*desk.Draft, error) {
	planned, err := b.planRMA(ctx, *c, last, a, r, by)
	if err != nil {
		return nil, err
	}
	rmas, err := recordsAfter(ctx, b.v, *c, planned.shown)
	if err != nil {
		return nil, err
	}
	r.Set = onePoint(a, r.Set, rmas)
	about := cmp.Or(planned.number, r.RMA)
	if about == "" && a.Template == templateExpiring && len(c.RMAs) > 0 {
		about = recordOf(*c, "")
	}
	list, err := b.renderAction(ctx, *c, last, a, r.Set, planned.shown, about)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		d.Moves, d.Role, d.DrawnBy = &a, maxRole(a.Role, desk.RoleAgent), by
		d.Set, d.RMA, d.Opens, d.Counted = r.Set, planned.number, planned.opens, r.Counted
		if d.RMA == "" && (a.Template == templateExpiring || a.Template == "reminder_1") { // it moves nothing, and is still about one record
			d.RMA = about
		}
		if err := b.propose(ctx, c, d, last); err != nil {
			return nil, err
		}
	}
	if i := slices.IndexFunc(b.change.Drafts, func(d desk.DraftChange) bool { return d.From == "" }); i >= 0 {
		return &b.change.Drafts[i].Draft, nil
	}
	if a.Template == verifyBuyer {
		return nil, desk.Errf(desk.CodeIllegal, "the address of order %s was asked less than seven days ago", c.Order).
			WithMend("wait for its answer, or take buyer_confirmed once the buyer has confirmed otherwise")
	}
	return nil, desk.Errf(desk.CodeInternal, "%s drafted nothing for case %s", a.Name, c.ID)
}

// renderAction gives the mail of an action; shown are the case's records as it has to tell of
// them, and about is the number of the one that it is about, "" for none in particular.
func (b *outcome) renderAction(ctx context.Context, c desk.Case, last desk.Decision, a desk.Action, set map[string]string, shown []desk.RMA, about string) ([]desk.Draft, error) {
	in, err := b.e.composeInput(ctx, b.v, c, b.s.p, []desk.Decision{last})
	if err != nil {
		return nil, err
	}
	in.Action, in.Values, in.Automatic, in.RMA = &a, set, b.automatic, about
	for _, changed := range shown {
		in.RMAs = slices.DeleteFunc(in.RMAs, func(x desk.RMA) bool { return x.Number == changed.Number })
		in.RMAs = append(in.RMAs, changed)
	}
	if a.Template == "rma_status" { // others name the day that they set or that is over
		for i, r := range in.RMAs {
			in.RMAs[i] = b.e.answeredAt(c, r, b.now)
		}
	}
	return replies.Compose(in)
}

// settleDraft lets a person decide the fate of a draft whose sending is in doubt.
func (e *Engine) settleDraft(ctx context.Context, by desk.Actor, c desk.Case, drafts []desk.Draft, action, because string) (*desk.Draft, error) {
	i := slices.IndexFunc(drafts, func(d desk.Draft) bool {
		return d.State == desk.DraftUncertain || d.State == desk.DraftFailed && action == ActionResend
	})
	if i < 0 {
		return nil, desk.Errf(desk.CodeIllegal, "case %s has no draft in doubt", c.ID)
	}
	d, now := drafts[i], e.now()
	from, to := d.State, desk.DraftSent
	if action == ActionResend {
		to = desk.DraftApproved
	}
	if err := d.Move(to, now); err != nil {
		return nil, err
	}
	d.SendAfter = now
	next(&c, now)
	if to == desk.DraftSent {
		d.SentAt, d.SentCopy = now, e.copyState(c.Account)
	}
	change := desk.Change{
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: from}}, Dues: filing(d, now),
		Audit: []desk.Audit{e.note(by, c.ID, action, because, "draft", d.ID)},
	}
	if err := e.afterSending(ctx, newView(e.store), &change, d); err != nil {
		return nil, err
	}
	err := e.record(ctx, change)
	e.poke()
	return &d, err
}

// closeCase ends a case without a mail. Not one with an open record: nobody would look at
// that any more.
func (e *Engine) closeCase(ctx context.Context, by desk.Actor, c desk.Case, drafts []desk.Draft, because string) (desk.Case, *desk.Draft, error) {
	change := desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{e.note(by, c.ID, "closed", because)}}
	if left, err := e.left(ctx, newView(e.store), &change); err != nil {
		return c, nil, err
	} else if left != nil {
		return c, nil, desk.Errf(desk.CodeIllegal, "case %s cannot be closed: its record %s is %s", c.ID, left.Number, left.State.Said()).
			WithMend("`returndesk rma show %s` says how to end it; withdraw ends it at once", left.Number)
	}
	for _, d := range drafts {
		if d.State == desk.DraftProposed || d.State == desk.DraftApproved {
			change.Drafts = append(change.Drafts, e.void(d, "case closed: "+because))
		}
	}
	next(&c, e.now())
	c.State = desk.CaseClosed
	change.Cases = []desk.Case{c}
	return c, nil, e.record(ctx, change)
}
