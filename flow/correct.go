package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// Correction is what an agent says that a mail really is.
type Correction struct {
	Case    string        `json:"case"`
	Class   desk.Class    `json:"class,omitempty"`
	Also    []desk.Class  `json:"also,omitempty"`
	Add     []desk.Signal `json:"add,omitempty"`
	Drop    []desk.Signal `json:"drop,omitempty"`
	Order   string        `json:"order,omitempty"`
	Because string        `json:"because,omitempty"`
}

// The entries of the history that tell of a correction.
const (
	auditReclassified = "reclassified"
	auditSignals      = "signals_corrected"
	auditOrder        = "order_corrected"
)

// Reclassify decides a case anew with the agent's reading in place of the classifier's:
// another class, further intents, signals, order, or several of them.
func (e *Engine) Reclassify(ctx context.Context, by desk.Actor, co Correction) (desk.Case, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "reclassifying a case"); err != nil {
		return desk.Case{}, err
	}
	c, err := e.store.Case(ctx, strings.ToUpper(co.Case))
	if err != nil {
		return c, err
	}
	last := c.Last()
	if err := readable(c); err != nil {
		return c, err
	}
	what, pairs, err := co.describe(c.Class, last.Reading)
	if err != nil {
		return c, err
	}
	if co.Order != "" {
		pairs = append(pairs, "order_before", c.Order, "order", co.Order)
	}
	decided, change, err := e.correct(ctx, by, c, co, co.why(what, last.Reading))
	if err != nil {
		return c, err
	}
	if err := co.known(decided); err != nil {
		return c, err
	}
	change.Audit = append([]desk.Audit{e.note(by, c.ID, what, co.Because, pairs...)}, change.Audit...)
	if err := e.record(ctx, change); err != nil {
		return c, err
	}
	e.poke()
	return decided, nil
}

// readable refuses to correct what nobody read: the latest decision of the case has to be
// about a customer's mail. A delay notice of ours is about none.
func readable(c desk.Case) error {
	switch last := c.Last(); {
	case last == nil:
		return desk.Errf(desk.CodeIllegal, "case %s was never decided", c.ID)
	case !last.ByClock():
		return nil
	}
	return desk.Errf(desk.CodeIllegal, "the latest decision of case %s is a delay notice of ours: no mail was read for it that could be about something else", c.ID).
		WithMend("edit or reject the notice, or take another step of the case; what the buyer answers is read by itself and can be corrected then")
}

// known refuses a number that the order data do not have: the case would be decided as if the
// customer had mistyped it, and the person who did would hear nothing of it.
func (co Correction) known(decided desk.Case) error {
	last := decided.Last()
	if co.Order == "" || last == nil {
		return nil
	}
	switch last.Facts.Get(desk.FactLookup) {
	case "typo", "several", "not_found":
		return desk.Errf(desk.CodeNotFound, "there is no order %s in the order data", co.Order).
			WithMend("look at the number; if the order is new, export the orders anew first")
	}
	return nil
}

// describe names the entry of the history that a correction of a reading makes, and its
// values; it refuses one that says nothing new. from is the case's class.
func (co Correction) describe(from desk.Class, before desk.Reading) (what string, pairs []string, err error) {
	after := before
	if err := co.apply(&after); err != nil {
		return "", nil, err
	}
	k := desk.Correction{ReadSignals: append([]desk.Signal{}, before.Signals...), Signals: after.Signals}
	added, dropped := k.SignalSteps()
	relabelled := len(added)+len(dropped) > 0 || !sameSet(before.Also, after.Also)
	switch {
	case co.Class != "" && (co.Class != before.Class || co.Order == "" && !relabelled):
		what = auditReclassified // an agent may also say that the class is right
	case relabelled:
		what = auditSignals
	case co.Order != "":
		what = auditOrder
	case len(co.Add)+len(co.Drop) > 0 || co.Also != nil:
		return "", nil, desk.Errf(desk.CodeInvalid, "the mail is read like that already").WithMend("`returndesk show` tells what was read")
	default:
		return "", nil, desk.Errf(desk.CodeInvalid, "nothing was corrected").WithMend("name a class, a signal or an order")
	}
	if what == auditReclassified {
		pairs = append(pairs, "from", string(from), "to", string(after.Class))
	}
	if len(added) > 0 {
		pairs = append(pairs, "signals_added", joinWords(added))
	}
	if len(dropped) > 0 {
		pairs = append(pairs, "signals_taken_away", joinWords(dropped))
	}
	if !sameSet(before.Also, after.Also) {
		pairs = append(pairs, "also_before", joinWords(before.Also), "also", joinWords(after.Also))
	}
	return what, pairs, nil
}

func joinWords[T ~string](list []T) string {
	out := make([]string, 0, len(list))
	for _, x := range list {
		out = append(out, string(x))
	}
	return strings.Join(out, ", ")
}

// why says in words what made the case be decided anew.
func (co Correction) why(what string, before desk.Reading) string {
	switch what {
	case auditSignals:
		return "signals corrected"
	case auditOrder:
		return "the mail is about order " + co.Order
	}
	if co.Class == "" {
		return "reclassified as " + string(before.Class)
	}
	return "reclassified as " + string(co.Class)
}

// apply changes a reading as the agent says. Danger is taken away with a reason only.
func (co Correction) apply(r *desk.Reading) error {
	if co.Class != "" {
		if !co.Class.Valid() {
			return desk.Errf(desk.CodeInvalid, "%q is not a class", co.Class).WithMend("classes: %v", desk.Classes())
		}
		if co.Class != r.Class {
			r.RunnerUp, r.Class = r.Class, co.Class
			r.Also = slices.DeleteFunc(slices.Clone(r.Also), func(x desk.Class) bool { return x == co.Class })
		}
	}
	if co.Also != nil {
		r.Also = co.Also
	}
	if err := co.applySignals(r); err != nil {
		return err
	}
	if co.Order != "" {
		r.Numbers = []desk.NumberFound{{Written: co.Order, Key: desk.FoldNumber(co.Order), Where: "agent", Strong: true}}
	}
	r.Engine, r.Confidence, r.Unsure = desk.EngineAgent, 1, false
	return nil
}

func (co Correction) applySignals(r *desk.Reading) error {
	for _, s := range append(slices.Clone(co.Add), co.Drop...) {
		if !s.Valid() {
			return desk.Errf(desk.CodeInvalid, "%q is not a signal", s).WithMend("signals: %v", desk.Signals())
		}
	}
	for _, s := range co.Add {
		if slices.Contains(co.Drop, s) {
			return desk.Errf(desk.CodeInvalid, "%s is both added and taken away", s)
		}
	}
	if slices.Contains(co.Drop, desk.SignalSafetyHazard) && r.Has(desk.SignalSafetyHazard) && strings.TrimSpace(co.Because) == "" {
		return desk.Errf(desk.CodeInvalid, "that a mail tells of danger is taken away with a reason only").
			WithMend("say why nothing is dangerous; it holds for this case alone")
	}
	r.Signals = slices.DeleteFunc(append(slices.Clone(r.Signals), co.Add...), func(s desk.Signal) bool { return slices.Contains(co.Drop, s) })
	slices.Sort(r.Signals)
	r.Signals = slices.Compact(r.Signals)
	if slices.Contains(co.Drop, desk.SignalStatesDeliveryDate) {
		r.DeliveredOn = ""
	}
	return nil
}

// correct decides a case anew with an agent's correction of its reading, and gives the
// case and the change that makes it true.
func (e *Engine) correct(ctx context.Context, by desk.Actor, c desk.Case, co Correction, why string) (desk.Case, desk.Change, error) {
	last := c.Last()
	if err := readable(c); err != nil {
		return c, desk.Change{}, err
	}
	before, r := c, last.Reading
	if err := co.apply(&r); err != nil {
		return c, desk.Change{}, err
	}
	c.Reclass = &r
	if isClaim(r) {
		holdReport(&c, last.Facts.Detail.ReceivedAt)
	}
	if r.DeliveredOn == "" && c.StatedDate == last.Reading.DeliveredOn {
		c.StatedDate = "" // the date was made up
	}
	if co.Order != "" {
		c.Order = ""
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return c, desk.Change{}, err
	}
	s.by, s.why, s.corrected = by, why, co.Class != ""
	change, err := e.settle(ctx, newView(e.store), s)
	if err != nil {
		return c, change, err
	}
	if len(change.Cases) > 0 { // else decided as nobody's mail
		c = change.Cases[0]
	}
	if k, ok := e.lesson(by, before, c, s.p, r, co); ok {
		change.Corrections = append(change.Corrections, k)
	}
	return c, change, nil
}
