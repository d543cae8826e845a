package flow

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
)

// RMAOffer is one step that can be taken with a record now.
type RMAOffer struct {
	desk.Action
	Values []desk.RMAValue `json:"values,omitempty"` // what Needs and Takes name, with help
}

// RMAView is a record with what can be done with it.
type RMAView struct {
	RMA   desk.RMA   `json:"rma"`
	Steps []RMAOffer `json:"steps"`
	// Draft is the mail that tells of a step and waits for its approval, "" for none.
	Draft   string `json:"draft,omitempty"`
	Pending string `json:"pending,omitempty"` // the step that it tells of
	// Slip is the draft whose file SlipPart is the record's return slip, "" for none.
	Slip     string `json:"slip,omitempty"`
	SlipPart int    `json:"slip_part,omitempty"`
	Overdue  bool   `json:"overdue"`
	// Remedies are those of domain.md section 3 in the order of preference, each with how it
	// stands with the record.
	Remedies []desk.RemedyStanding `json:"remedies"`
}

// RMAStep is what a person does with a record.
type RMAStep struct {
	RMA     string            `json:"rma"` // number, in any spelling
	Step    string            `json:"step"`
	Because string            `json:"because,omitempty"`
	Set     map[string]string `json:"set,omitempty"`
	Photos  []RMAPhoto        `json:"photos,omitempty"` // kept at once, whatever becomes of the mail
}

// RMADone is what a step led to: the record, and the mail that has to be approved before it
// moves. Part is the new record of a split.
type RMADone struct {
	RMA   desk.RMA    `json:"rma"`
	Draft *desk.Draft `json:"draft,omitempty"`
	Part  *desk.RMA   `json:"part,omitempty"`
}

// RMASteps gives a record and what can be done with it now, with what each step needs.
func (e *Engine) RMASteps(ctx context.Context, number string) (RMAView, error) {
	r, err := e.RMA(ctx, number)
	if err != nil {
		return RMAView{}, err
	}
	out := RMAView{RMA: r, Steps: []RMAOffer{}, Overdue: r.Overdue(e.now()), Remedies: r.Standings()}
	for _, a := range desk.RMASteps(&r) {
		o := RMAOffer{Action: a, Values: ValuesOf(a)}
		for i := range o.Values {
			if o.Values[i].Name == desk.RMAValueLine {
				e.lineChoices(ctx, r, &o.Values[i])
			}
			if o.Values[i].Name != "state" {
				continue
			}
			o.Values[i].Choices = nil
			for _, s := range r.Reopens() {
				o.Values[i].Choices = append(o.Values[i].Choices, string(s))
			}
		}
		out.Steps = append(out.Steps, o)
	}
	if out.Slip, out.SlipPart, err = e.returnSlip(ctx, r); err != nil {
		return out, err
	}
	drafts, err := e.store.DraftsOfCase(ctx, r.Case)
	if err != nil {
		return out, err
	}
	for _, d := range drafts {
		if d.RMA == r.Number && d.Moves != nil && !(byTime(d.Template) && d.Moves.RMAState == "") && (d.State == desk.DraftProposed || d.State == desk.DraftApproved) {
			out.Draft, out.Pending = d.ID, d.Moves.Name
		}
	}
	return out, nil
}

// TakeRMAStep takes a step. One with a mail drafts it, and the record moves when that mail
// is sent; one without moves the record at once. An impossible one is refused with what is
// possible.
func (e *Engine) TakeRMAStep(ctx context.Context, by desk.Actor, q RMAStep) (RMADone, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.RMA(ctx, q.RMA)
	if err != nil {
		return RMADone{}, err
	}
	if q.Set, err = plainMoney(q.Set); err != nil {
		return RMADone{RMA: r}, err
	}
	a, err := stepOf(&r, by, q)
	if err != nil {
		return RMADone{RMA: r}, err
	}
	c, err := e.store.Case(ctx, r.Case)
	if err != nil {
		return RMADone{RMA: r}, err
	}
	files, photos, err := e.photosOf(by, &r, q.Photos)
	if err != nil {
		return RMADone{RMA: r}, err
	}
	if a.Template != "" {
		return e.stepByMail(ctx, by, c, r, a, q, files, photos)
	}
	from := r.State
	if err := e.returnDay(a, r, strings.TrimSpace(q.Set["expires"])); err != nil {
		return RMADone{RMA: r}, err
	}
	if err := e.ofLine(ctx, &r, q.Set[desk.RMAValueLine]); err != nil {
		return RMADone{RMA: r}, err
	}
	part, err := e.stepNow(&r, by, a, q)
	if err != nil {
		return RMADone{RMA: r}, err
	}
	r.Photos = append(r.Photos, photos...)
	now := e.now()
	next(&c, now)
	change := desk.Change{RMAs: []desk.RMA{r}, Files: files,
		Audit: []desk.Audit{e.note(by, c.ID, "rma_"+a.Name, q.Because, "rma", r.Number, "state", string(r.State))}}
	switch {
	case a.Name == desk.RMAStepReopen:
		change.Audit[0] = e.moveNote(by, c.ID, "rma_reopened", q.Because, &r)
	case a.RMAState != "":
		change.Audit[0] = e.moveNote(by, c.ID, "rma_advanced", q.Because, &r)
	case q.Set[desk.RMAValueRuledOut] != "":
		change.Audit[0].Data["ruled_out"] = q.Set[desk.RMAValueRuledOut]
	}
	if line := strings.TrimSpace(q.Set[desk.RMAValueLine]); line != "" {
		change.Audit[0].Data["line"] = line
	}
	if part != nil {
		c.RMAs = appendNew(c.RMAs, part.Number)
		change.RMAs = append(change.RMAs, *part)
		change.Audit[0].Data["part"] = part.Number
	}
	if err := e.byHand(ctx, &change, &c, from, r); err != nil {
		return RMADone{RMA: r}, err
	}
	if a.Name == desk.RMAStepCleared {
		if err := e.allClear(ctx, newView(e.store), &change, &c); err != nil {
			return RMADone{RMA: r}, err
		}
	}
	if a.Close && !e.othersOpen(ctx, c, r.Number) {
		if err := e.endWith(ctx, &change, &c, r); err != nil {
			return RMADone{RMA: r}, err
		}
	} else if a.Name == desk.RMAStepReopen {
		c.State = desk.CaseOpen
	}
	change.Cases = append([]desk.Case{c}, change.Cases...)
	if err := e.record(ctx, change); err != nil {
		return RMADone{RMA: r}, err
	}
	e.poke()
	return RMADone{RMA: r, Part: part}, nil
}

// stepOf finds the step among those that are possible, and checks the actor, the reason
// and the values that it needs.
func stepOf(r *desk.RMA, by desk.Actor, q RMAStep) (desk.Action, error) {
	list := desk.RMASteps(r)
	i := slices.IndexFunc(list, func(a desk.Action) bool { return a.Name == q.Step })
	if i < 0 {
		names := make([]string, len(list))
		for k, a := range list {
			names[k] = a.Name
		}
		return desk.Action{}, desk.Errf(desk.CodeIllegal, "%q is not possible: %s is %s", q.Step, r.Number, r.State.Said()).
			WithMend("possible: %s", strings.Join(names, ", "))
	}
	a := list[i]
	if err := by.Require(maxRole(a.Role, desk.RoleAgent), a.Said()); err != nil {
		return a, err
	}
	if a.Template == "" && strings.TrimSpace(q.Because) == "" {
		return a, desk.Errf(desk.CodeInvalid, "%s needs a reason", a.Said()).WithMend("give it with --because")
	}
	return a, needsGiven(a, q.Because, q.Set)
}

// stepByMail drafts the step's mail and keeps the photos.
func (e *Engine) stepByMail(ctx context.Context, by desk.Actor, c desk.Case, r desk.RMA, a desk.Action, q RMAStep, files []desk.File, photos []desk.Photo) (RMADone, error) {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return RMADone{RMA: r}, err
	}
	res := Resolution{Case: c.ID, Action: a.Name, Because: q.Because, Set: q.Set, RMA: r.Number}
	if res.Set, res.Counted, err = e.values(ctx, c, a, res); err != nil {
		return RMADone{RMA: r}, err
	}
	if a.Outcome == "" && a.RMAState != "" {
		a.Outcome = desk.OutcomeFollowupAttach
	}
	if len(photos) > 0 {
		r.Photos, r.UpdatedAt = append(r.Photos, photos...), e.now()
		next(&c, e.now())
		if err := e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}, Files: files,
			Audit: []desk.Audit{e.note(by, c.ID, "rma_photos", "", "rma", r.Number)}}); err != nil {
			return RMADone{RMA: r}, err
		}
	}
	_, d, err := e.take(ctx, by, c, drafts, a, res)
	return RMADone{RMA: r, Draft: d}, err
}

// stepNow moves a record by a step without a mail.
func (e *Engine) stepNow(r *desk.RMA, by desk.Actor, a desk.Action, q RMAStep) (*desk.RMA, error) {
	m := desk.RMAMove{To: a.RMAState, By: by, At: e.now(), Why: q.Because, Reason: q.Because, Set: q.Set, Days: e.shop.Workdays, TransitByBuyer: e.shop.TransitByBuyer, Clears: a.Name == desk.RMAStepCleared}
	switch a.Name {
	case desk.RMAStepReopen:
		m.To = desk.RMAState(strings.TrimSpace(q.Set["state"]))
		if m.To == "" {
			m.To = r.Reopens()[0]
		}
		return nil, r.Reopen(m)
	case desk.RMAStepSplit:
		n, err := strconv.Atoi(strings.TrimSpace(q.Set["qty"]))
		if err != nil {
			return nil, desk.Errf(desk.CodeInvalid, "%q is no number of pieces", q.Set["qty"]).WithMend("add --set qty=1")
		}
		part, err := r.Split(n, desk.NewRMANumber(e.random()), m)
		if err != nil {
			return nil, err
		}
		return &part, nil
	case desk.RMAStepClaimFiled:
		if m.Set = maps.Clone(q.Set); strings.TrimSpace(m.Set["answer_due"]) == "" {
			m.Set["answer_due"] = string(m.Days.Date(m.Days.Days(m.At, e.shop.CarrierAnswerDays)))
		}
		return nil, r.ClaimStep(desk.ClaimFiled, m)
	case desk.RMAStepClaimWon:
		return nil, r.ClaimStep(desk.ClaimWon, m)
	case desk.RMAStepClaimLost:
		return nil, r.ClaimStep(desk.ClaimLost, m)
	}
	_, err := r.Do(m)
	return nil, err
}

// moveNote is the entry of the history that says where a record went, and with which remedy.
func (e *Engine) moveNote(by desk.Actor, caseID, what, why string, r *desk.RMA) desk.Audit {
	pairs := []string{"rma", r.Number, "state", string(r.State)}
	if n := len(r.History); n > 0 && r.History[n-1].Remedy != "" {
		h := r.History[n-1]
		pairs = append(pairs, "remedy", string(h.Remedy))
		if len(h.PassedOver) > 0 {
			pairs = append(pairs, "passed_over", joinWords(h.PassedOver), "because", h.Because)
		}
	}
	return e.note(by, caseID, what, why, pairs...)
}

// RMAs lists records; RMA gives one by any spelling of its number.
func (e *Engine) RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error) {
	return e.store.RMAs(ctx, f)
}

// RMA gives one record.
func (e *Engine) RMA(ctx context.Context, number string) (desk.RMA, error) {
	n, err := desk.ParseRMANumber(number)
	if err != nil {
		return desk.RMA{}, err
	}
	r, err := e.store.RMA(ctx, n)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return r, desk.Errf(desk.CodeNotFound, "there is no return %s", n).WithMend("`returndesk rma list` shows those that there are; with --order NUMBER those of an order")
	}
	return r, err
}
