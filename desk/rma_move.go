package desk

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// RMAMove is one step of a record as a value: where it goes, on whose word, and what was
// said along with it. To "" moves nothing and only keeps what Set says.
type RMAMove struct {
	To  RMAState
	By  Actor
	At  time.Time
	Why string
	// Reason is what the person said, where Why may hold the step's name alone; "" takes the
	// value "reason" of Set.
	Reason string
	Set    map[string]string // values by the names of RMAValues
	Days   Workdays
	// TransitByBuyer is the shop's choice that a buyer pays the postage of a return for damage in
	// transit until the inspection, as for other claims (domain.md section 1, "policy gaps").
	TransitByBuyer bool
	// Mail is the template of the mail that tells of the step, "" for a step without one.
	Mail string
	// Plan tries the step for a mail that is not approved yet.
	Plan bool
	// Approver is who approved the mail; for a repayment the second person.
	Approver *Actor
	// Solo is the typed reason of a shop of one that approved its own repayment.
	Solo string
	// Clears: the hazard for which nothing may travel is over.
	Clears bool
}

var amountPattern = regexp.MustCompile(`^\d{1,9}([.,]\d{1,3})?$`)

// IsAmount reports whether a text is a decimal amount of money: at most three decimals, after
// a point or a comma, and nothing between the thousands.
func IsAmount(s string) bool { return amountPattern.MatchString(s) }

// Do makes a step or refuses it, saying why and what is possible; then the record is as it
// was. It reports whether the state changed.
func (r *RMA) Do(m RMAMove) (bool, error) {
	if err := r.leads(m.To); err != nil { // before the values: setting one would not help
		return false, err
	}
	if err := m.check(r.Number); err != nil {
		return false, err
	}
	next := r.clone()
	if err := next.keep(m); err != nil {
		return false, err
	}
	next.UpdatedAt = m.At
	if m.Clears {
		next.cleared(m.At, m.Days)
	}
	if m.To == "" || m.To == next.State {
		if next.State == RMAAuthorized && next.Deadline != r.Deadline { // the buyer was told another day
			next.Until(next.Deadline, m.Days)
			next.remindAgain(m.At, m.Days)
		}
		*r = next
		return false, nil
	}
	if err := next.mayChoose(r.Remedy); err != nil {
		return false, err
	}
	if via, ok := next.State.Through(m.To); ok {
		if err := next.step(via, m); err != nil {
			return false, err
		}
	}
	if err := next.step(m.To, m); err != nil {
		return false, err
	}
	if err := next.weigh(r.Remedy, m); err != nil {
		return false, err
	}
	next.Schedule(m.Days)
	*r = next
	return true, nil
}

// Advance makes one step of the graph, or refuses it and says what is possible. Do adds
// the rules beside the graph and what else becomes true with a step.
func (r *RMA) Advance(to RMAState, by Actor, at time.Time, why string) error {
	if !slices.Contains(r.State.Next(), to) {
		return r.refused(to)
	}
	r.History = append(r.History, RMAHistory{At: at, Actor: by, From: r.State, To: to, Why: why})
	r.State, r.UpdatedAt = to, at
	return nil
}

// MayBecome refuses a state that the record cannot come to by one step now: the graph does not
// lead there, or a hazard bars it. What else the step needs is asked when it is made.
func (r *RMA) MayBecome(to RMAState) error {
	if err := r.leads(to); err != nil || to == r.State {
		return err
	}
	return r.mayHeld(to)
}

// leads refuses a state to which no step of the graph leads, not even through a working state.
// To stay, and to keep values only (""), is no step.
func (r *RMA) leads(to RMAState) error {
	if to == "" || to == r.State || slices.Contains(r.State.Next(), to) {
		return nil
	}
	if _, ok := r.State.Through(to); ok {
		return nil
	}
	return r.refused(to)
}

// refused says that a state cannot follow, and what can.
func (r *RMA) refused(to RMAState) error {
	err := Errf(CodeIllegal, "%s is %s and cannot become %s", r.Number, r.State.Said(), to.Said())
	if open := r.Reopens(); len(open) > 0 {
		return err.WithMend("it is closed; it can be opened again, with a reason, as %s", listed(open))
	}
	return err.WithMend("possible: %s", listed(r.State.Next()))
}

// clone copies a record so that a refused step leaves no trace.
func (r *RMA) clone() RMA {
	c := *r
	c.History, c.Photos, c.Refunds, c.Evidence = slices.Clone(r.History), slices.Clone(r.Photos), slices.Clone(r.Refunds), slices.Clone(r.Evidence)
	c.RuledOut = slices.Clone(r.RuledOut)
	if r.Claim != nil {
		claim := *r.Claim
		c.Claim = &claim
	}
	return c
}

// check refuses values that are none.
func (m RMAMove) check(number string) error {
	for name, v := range m.Set {
		if err := checkRMAValue(name, v); err != nil {
			return err
		}
	}
	if m.To != "" && strings.TrimSpace(m.Why) == "" {
		return Errf(CodeInvalid, "moving %s needs a reason", number).WithMend("give it with --because")
	}
	return nil
}

// checkRMAValue refuses a value that is none of its kind.
func checkRMAValue(name, v string) error {
	v = strings.TrimSpace(v)
	if v == "" {
		return nil
	}
	oneOf := func(list []string) error {
		if slices.Contains(list, v) {
			return nil
		}
		return Errf(CodeInvalid, "%s cannot be %q", name, v).WithMend("possible: %s", strings.Join(list, ", "))
	}
	switch name {
	case "payer":
		return oneOf([]string{PayerShop, PayerBuyer, PayerNone})
	case "back_payer":
		return oneOf([]string{PayerShop, PayerBuyer})
	case "hold":
		return oneOf(HoldReasons())
	case "remedy":
		return oneOf(remedyNames())
	case RMAValueRuledOut:
		return oneOf(remedyNames()[:len(Remedies())-1])
	case "amount", "cost", "back_cost":
		if !IsAmount(v) {
			return Errf(CodeInvalid, "%s is no amount of money: %q", name, v).WithMend("write it as 12.40, with the currency by --set currency=USD")
		}
	case "expires", "due", "claim_due", "answer_due", "replaced_on":
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			return Errf(CodeInvalid, "%s is no date: %q", name, v).WithMend("write it as year, month and day, such as 2026-03-31")
		}
	}
	return nil
}

// keep writes what a person set into the record, so that later mails say the same
// (domain.md section 3, "Fields"). Who pays is decided once.
func (r *RMA) keep(m RMAMove) error {
	get := func(name string) string { return strings.TrimSpace(m.Set[name]) }
	if p := get("payer"); r.PayerFinal && p != "" && p != r.Payer {
		return Errf(CodeIllegal, "who pays the postage of %s is decided: %s", r.Number, r.Payer)
	}
	for name, field := range map[string]*string{
		"condition": &r.Condition, "address": &r.ReturnAddress, "resolution": &r.Resolution, "finding": &r.Finding,
		"cost": &r.Cost, "back_cost": &r.BackCost, "currency": &r.Currency, "not_feasible": &r.NotFeasible,
		"replacement_order": &r.ReplacementOrder, "serial": &r.Serial, "firmware": &r.Firmware, "batch": &r.Batch,
	} {
		*field = cmp.Or(get(name), *field)
	}
	if told := cmp.Or(get("steps"), get("label")); told != "" {
		r.Told = told
	}
	carrier, tracking := &r.OutCarrier, &r.OutTracking
	if m.To == RMAInTransit || m.To == RMAReceived || m.To == "" && r.State == RMAInTransit {
		carrier, tracking = &r.Carrier, &r.Tracking
	}
	*carrier, *tracking = cmp.Or(get("carrier"), *carrier), cmp.Or(get("tracking"), *tracking)
	r.Deadline = Date(cmp.Or(get("expires"), string(r.Deadline)))
	r.ReplacedOn = Date(cmp.Or(get("replaced_on"), string(r.ReplacedOn)))
	if m.To != "" && m.To != r.State { // a remedy is chosen by a step, not by the way
		r.Remedy = Remedy(cmp.Or(get("remedy"), string(r.Remedy)))
	}
	if err := r.ruleOut(Remedy(get(RMAValueRuledOut)), m); err != nil {
		return err
	}
	if p := get("payer"); p != "" {
		r.Payer = p
	}
	if p := get("back_payer"); p != "" {
		r.BackPayer = p
	}
	return nil
}

// PaysBack says who pays the postage of a unit that goes back without a remedy: who was
// said now, else before, else the buyer (domain.md section 3: "buyer, unless waived").
func (r *RMA) PaysBack(now string) string { return cmp.Or(now, r.BackPayer, PayerBuyer) }

// step makes one step of the graph.
func (r *RMA) step(to RMAState, m RMAMove) error {
	if err := r.may(to, m); err != nil {
		return err
	}
	if err := r.Advance(to, m.By, m.At, m.Why); err != nil {
		return err
	}
	r.Due = m.Days.RMADeadline(to, m.At)
	set := func(name string) string { return strings.TrimSpace(m.Set[name]) }
	switch to {
	case RMANoReturn:
		r.Payer, r.PayerFinal = PayerNone, true
	case RMAAuthorized:
		r.authorized(m)
	case RMAFaultConfirmed, RMANoFaultFound:
		r.Inspection, r.Inspector, r.InspectedAt = string(to), m.By.Name, m.At // stays true when the record moves on
		if to == RMAFaultConfirmed {
			r.Payer, r.PayerFinal = PayerShop, true
		} else if set("payer") != "" {
			r.PayerFinal = true
		}
	case RMAManagerHold:
		r.Inspection, r.Inspector, r.InspectedAt = set("hold"), m.By.Name, m.At
	case RMAReturnToBuyer:
		r.BackPayer = r.PaysBack("")
		r.Payer, r.PayerFinal = cmp.Or(r.Payer, PayerBuyer), true
	case RMAResolving:
		if d, ok := Date(set("due")).Begins(m.Days.zone(m.At)); ok {
			r.Due = m.Days.EndOf(d)
		}
	case RMAClosedResolved:
		r.resolved(m)
	case RMAClosedExpired:
		r.CloseReason = CloseSilence
		if r.Was(RMAAuthorized) {
			r.CloseReason = CloseReturnDeadline
		}
	}
	if !to.Open() {
		r.ClosedAt, r.Due = m.At, time.Time{}
		if m.Mail == mailSilence {
			r.CloseReason = CloseSilence
		} else if to != RMAClosedExpired {
			r.CloseReason = cmp.Or(set("reason"), set(RMAValueCause), m.Why)
		}
		if r.CloseReason == CloseSilence {
			r.ReopenUntil = m.Days.ReopenUntil(m.At)
		}
	}
	return nil
}

// authorized sets who pays for the way here: the buyer's outlay is provisional until the
// inspection, unless we send a label. For damage in transit the shop pays unless it chose
// otherwise (domain.md section 1, "policy gaps").
func (r *RMA) authorized(m RMAMove) {
	if strings.TrimSpace(m.Set["payer"]) == "" {
		r.Payer = PayerBuyer
		if r.Class == ClassTransitDamage && !m.TransitByBuyer || strings.TrimSpace(m.Set["label"]) != "" {
			r.Payer = PayerShop
		}
	}
	r.PayerFinal = false
	if r.Deadline == "" {
		r.Deadline = Date(m.Days.local(r.Due).Format(time.DateOnly))
	}
	r.Until(r.Deadline, m.Days) // what the buyer was told counts
}

// Until sets the day until which an authorised return may travel.
func (r *RMA) Until(day Date, days Workdays) {
	if end, ok := days.endOfDate(day); ok {
		r.Deadline, r.Due = day, end
	}
}

// resolved notes what the claim ended with.
func (r *RMA) resolved(m RMAMove) {
	switch {
	case m.Mail == mailRefund:
		pay := Repayment{Amount: strings.ReplaceAll(strings.TrimSpace(m.Set["amount"]), ",", "."), Currency: strings.TrimSpace(m.Set["currency"]),
			DrawnBy: m.By.Name, Reason: m.Solo, Solo: m.Solo != "", At: m.At}
		if m.Approver != nil {
			pay.Approver = m.Approver.Name
		}
		r.Remedy, r.Refunds = RemedyRefund, append(r.Refunds, pay)
	case r.History[len(r.History)-1].From == RMATroubleshooting:
		r.Remedy = cmp.Or(r.Remedy, RemedyTroubleshooting)
	default:
		r.Remedy = r.ending()
	}
}

const (
	mailRefund  = "refund_processing" // the template of the one mail that tells of money
	mailSilence = "closed_silence"    // and of the one that ends a matter without an answer
)

// may refuses a step that the graph allows and the rules beside it do not.
func (r *RMA) may(to RMAState, m RMAMove) error {
	if err := r.mayHeld(to); err != nil {
		return err
	}
	switch to {
	case RMAManagerHold:
		if strings.TrimSpace(m.Set["hold"]) == "" {
			return Errf(CodeInvalid, "%s can wait for the manager only for a reason", r.Number).WithMend("add --set hold=%s", strings.Join(HoldReasons(), "|"))
		}
	case RMAClosedResolved:
		return r.mayResolve(m)
	}
	return nil
}

// mayResolve keeps money to two people and to what nothing else could mend.
func (r *RMA) mayResolve(m RMAMove) error {
	if m.Mail != mailRefund {
		if r.Remedy == RemedyRefund {
			return Errf(CodeIllegal, "%s ends with a refund, which only the mail that tells of it can close", r.Number).WithMend("take refund_processing, or set another remedy")
		}
		if r.ending() == "" {
			return Errf(CodeInvalid, "%s cannot be closed before it says how the claim was put right", r.Number).
				WithMend("add --set remedy=parts, repair or replacement")
		}
		return nil
	}
	switch {
	case r.NotFeasible == "":
		return Errf(CodeInvalid, "a refund for %s needs the reason why neither repair nor replacement is feasible", r.Number).
			WithMend(`add --set not_feasible="..."`)
	case strings.TrimSpace(m.Set["amount"]) == "":
		return Errf(CodeInvalid, "a refund for %s needs an amount", r.Number).WithMend("add --set amount=289.00 --set currency=USD")
	case m.Plan:
		return nil
	case m.Approver == nil || strings.TrimSpace(m.Approver.Name) == "" || strings.TrimSpace(m.By.Name) == "":
		return Errf(CodeForbidden, "a refund for %s needs two people", r.Number)
	case m.Approver.Name == m.By.Name && strings.TrimSpace(m.Solo) == "":
		return Errf(CodeForbidden, "a refund for %s was drawn up and approved by %s alone", r.Number, m.By.Name).WithMend("ask another senior")
	}
	return nil
}
