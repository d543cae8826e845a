package sim

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// perTick is how many cases, and how many returns, people get through in half an hour.
const perTick = 6

// patience is how often people try the same thing before they leave it.
const patience = 3

// work is half an hour at the desk: the queue, then the returns.
func (w *world) work(ctx context.Context) error {
	rows, err := w.engine.Queue(ctx, desk.CaseFilter{Limit: 60})
	if err != nil {
		return err
	}
	left := perTick
	for _, row := range rows {
		if left == 0 {
			break
		}
		did, err := w.handle(ctx, row)
		if err != nil {
			return err
		}
		if did {
			left--
			w.now = w.now.Add(time.Duration(40+w.rnd.IntN(80)) * time.Second)
		}
	}
	return w.workReturns(ctx)
}

// handle does what one row of the queue calls for. It reports whether somebody did anything.
func (w *world) handle(ctx context.Context, row flow.QueueRow) (bool, error) {
	switch row.State {
	case desk.DraftApproved:
		return false, nil
	case desk.DraftUncertain:
		d, err := w.store.Draft(ctx, row.Draft)
		if err != nil {
			return false, err
		}
		action := "resend"
		if w.post.doubt[d.MessageID] {
			action = "mark_sent"
		}
		return w.resolve(ctx, row.Case, action, nil)
	case desk.DraftFailed:
		if w.tried["failed/"+row.Draft]++; w.tried["failed/"+row.Draft] > patience {
			return w.giveUp(ctx, row.Case)
		}
		return w.resolve(ctx, row.Case, "resend", nil)
	case desk.DraftProposed:
		return w.judge(ctx, row)
	}
	return w.act(ctx, row.Case)
}

// judge looks at a draft: most are approved, some reworded, few turned down.
func (w *world) judge(ctx context.Context, row flow.QueueRow) (bool, error) {
	d, err := w.store.Draft(ctx, row.Draft)
	if err != nil {
		return false, err
	}
	drawn := d.CreatedAt
	if d.Edited { // an approval that was taken back touches it, too, and draws up nothing
		drawn = d.UpdatedAt
	}
	if d.NeedsSecond() && (!w.opt.Solo || w.now.Sub(drawn) < time.Hour) {
		if err := w.tempted(ctx, &d); err != nil || w.opt.Solo { // who is alone sleeps over it
			return false, err
		}
	}
	w.tried[d.ID]++
	by := w.someone(row.Role, drawer(d))
	switch x := w.rnd.Float64(); {
	case w.tried[d.ID] > patience, x < 0.03:
		return w.done(w.engine.Reject(ctx, by, d.ID, "not what we want to say"))
	case d.Template == "delay_notice" && d.Moves == nil, d.Template == "delay_notice" && d.Set["cause"] == "":
		set := map[string]string{"cause": "the switches came late"}
		if o := w.byNumber[row.Order]; o != nil && w.chance(0.7) {
			set["new_date"] = string(w.date(w.later(6, 16)))
		}
		return w.resolve(ctx, row.Case, "delay_notice", set)
	case x < 0.05 && row.CaseState == desk.CaseOpen && w.tried["snooze/"+row.Case] == 0:
		w.tried["snooze/"+row.Case]++
		return w.done(w.engine.Snooze(ctx, by, row.Case, w.now.Add(30*time.Hour), "the workshop has to look first"))
	case x < 0.13:
		if _, err := w.done(w.engine.EditDraft(ctx, by, flow.Edit{Draft: d.ID, Seen: d.ContentHash(), Text: strings.TrimSpace(d.Text) + "\n\nHave a good day!\n"})); err != nil {
			return false, err
		}
	case x < 0.14 && row.Class != desk.ClassOther:
		w.seen.reread[row.Case] = true
		return w.done(w.engine.Reclassify(ctx, by, flow.Correction{Case: row.Case, Class: pick(w, []desk.Class{desk.ClassDoaDefect, desk.ClassDelay, desk.ClassDeliveryProblem}), Because: "read again"}))
	}
	_, err = w.engine.Approve(ctx, by, flow.Approval{Draft: d.ID, Because: "looked at it"})
	switch desk.CodeOf(err) {
	case desk.CodeForbidden:
		if by.Role.AtLeast(row.Role) { // the sender is not proved
			if did, err := w.resolve(ctx, row.Case, "verify_buyer", nil); did || err != nil {
				return did, err
			}
		}
		return true, nil
	case desk.CodeStale, desk.CodeNeedsConfirm, desk.CodeBlocked:
		if desk.CodeOf(err) == desk.CodeStale && w.tried[d.ID] > 1 {
			_, err = w.engine.Approve(ctx, w.someone(desk.RoleSenior, drawer(d)), flow.Approval{Draft: d.ID, Because: "looked it up in the workshop"})
			return w.done(nil, err)
		}
		return true, nil
	}
	if err == nil && w.chance(0.03) { // thought better of it
		w.report.Undone++
		w.looked("an undone approval waits again")
		back, err := w.engine.Undo(ctx, by, d.ID)
		if err != nil {
			return false, err
		}
		if back.State != desk.DraftProposed || back.ApprovedBy != nil || len(back.Frozen) > 0 {
			return false, violated("draft %s (%s) was taken back and is %s", back.ID, back.Template, back.State)
		}
		w.tried[d.ID]--
		return true, nil
	}
	return w.done(d, err)
}

// tempted: who drew up a repayment tries to approve it himself, which has to be refused; in a
// shop of one before the hour is over.
func (w *world) tempted(ctx context.Context, d *desk.Draft) error {
	if d.DrawnBy == nil || w.tried["tempted/"+d.ID] > 0 {
		return nil
	}
	w.tried["tempted/"+d.ID]++
	w.looked("nobody pays back alone")
	if _, err := w.engine.Approve(ctx, *d.DrawnBy, flow.Approval{Draft: d.ID, Because: "nobody else is here"}); desk.CodeOf(err) != desk.CodeForbidden {
		return violated("%s drew up draft %s (%s) and approved it at %s, alone: %v", d.DrawnBy.Name, d.ID, d.Template, w.now.In(w.zone).Format(time.DateTime), err)
	}
	return nil
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func drawer(d desk.Draft) string {
	if d.NeedsSecond() && d.DrawnBy != nil {
		return d.DrawnBy.Name
	}
	return ""
}

// done tells what a person's try was worth: refusals are part of the day, other errors end
// the run.
func (w *world) done(_ any, err error) (bool, error) {
	switch desk.CodeOf(err) {
	case desk.CodeInternal, desk.CodeUnavailable:
		return false, err
	}
	if err != nil {
		w.report.Refused++
		return false, nil
	}
	w.report.Steps++
	return true, nil
}

// value gives what a person would type for a named value.
func (w *world) value(name string) string {
	switch name {
	case "price", "cost", "back_cost":
		return pick(w, []string{"12.40", "18.00", "9.80"})
	case "amount":
		return pick(w, []string{"249.00", "289.00", "129.00"})
	case "currency":
		return "USD"
	case "condition":
		return "unmodified, with everything that came in the box"
	case desk.RMAStepNotFeasible:
		return "the part is not made any more"
	case "class":
		return string(desk.ClassDelay)
	case "steps":
		return "hold Esc while plugging in the cable, then press the space bar"
	case "carrier":
		return pick(w, []string{"UPS", "DHL"})
	case "tracking":
		return w.tracking("UPS")
	case "remedy":
		return string(pick(w, []desk.Remedy{desk.RemedyParts, desk.RemedyRepair, desk.RemedyRepair, desk.RemedyReplacement}))
	case "hold":
		return pick(w, desk.HoldReasons())
	case "cause":
		return "the picture shows another part than the one that is told of"
	case "finding":
		return pick(w, []string{"a broken solder joint", "nothing that we could find", "a loose ribbon cable"})
	case "qty":
		return "1"
	case "claim_number":
		return w.tracking("DHL")
	case "close_date":
		return string(w.date(w.days.Days(w.now, 5)))
	}
	return ""
}

// fill gives the values that an action needs.
func (w *world) fill(a desk.Action) map[string]string {
	set := map[string]string{}
	for _, need := range a.Needs {
		if v := w.value(need); v != "" {
			set[need] = v
		}
	}
	return set
}

// resolve takes an action of a case, by whoever may.
func (w *world) resolve(ctx context.Context, id, action string, set map[string]string) (bool, error) {
	shown, err := w.engine.Show(ctx, id)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(shown.Next, func(a desk.Action) bool { return a.Name == action })
	if i < 0 {
		return false, nil
	}
	if set == nil {
		set = w.fill(shown.Next[i])
	}
	_, _, err = w.engine.Resolve(ctx, w.someone(shown.Next[i].Role, ""), flow.Resolution{Case: id, Action: action, Because: "decided at the desk", Set: set})
	return w.done(nil, err)
}

// passing are actions that lead nowhere by themselves.
func passing() []string {
	return []string{"reclassified", "remind", "remind_last", "close_silence", "hold", "acknowledge", "hand_over", "mark_sent", "resend", "close", "rma_expired", "rma_expiring"}
}

// act chooses a next step for a case that has no draft.
func (w *world) act(ctx context.Context, id string) (bool, error) {
	shown, err := w.engine.Show(ctx, id)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(shown.RMAs, func(r desk.RMA) bool { return r.State.Open() }) && w.tried["act/"+id] < 4*patience && w.chance(0.8) {
		w.tried["act/"+id]++
		return false, nil // the returns are worked on by themselves
	}
	w.tried["act/"+id]++
	var fit []desk.Action
	for _, a := range shown.Next {
		if !slices.Contains(passing(), a.Name) {
			fit = append(fit, a)
		}
	}
	if len(fit) == 0 || w.tried["act/"+id] > 8*patience {
		return w.giveUp(ctx, id)
	}
	a := pick(w, fit)
	if len(fit) > 1 && w.chance(0.6) {
		a = fit[0] // the table lists the usual one first
	}
	return w.resolve(ctx, id, a.Name, nil)
}

// giveUp ends a case that nobody gets any further with: its records first, then itself.
func (w *world) giveUp(ctx context.Context, id string) (bool, error) {
	shown, err := w.engine.Show(ctx, id)
	if err != nil {
		return false, err
	}
	for _, r := range shown.RMAs {
		if r.State.Open() && r.Case == id {
			return w.done(w.engine.TakeRMAStep(ctx, w.someone(desk.RoleAgent, ""), flow.RMAStep{RMA: r.Number, Step: desk.RMAStepWithdraw, Because: "nothing more comes of it"}))
		}
	}
	return w.resolve(ctx, id, "close", nil)
}
