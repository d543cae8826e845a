package sim

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// workReturns goes through the open records and moves some of them on.
func (w *world) workReturns(ctx context.Context) error {
	var list []desk.RMA // a claim against a carrier outlives its return
	err := w.store.UnfinishedRMAs(ctx, func(r desk.RMA) error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b desk.RMA) int {
		if c := a.UpdatedAt.Compare(b.UpdatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.Number, b.Number)
	})
	left := perTick
	for i := range list {
		if left == 0 {
			break
		}
		did, err := w.moveOn(ctx, &list[i])
		if err != nil {
			return err
		}
		if did {
			left--
			w.now = w.now.Add(time.Duration(30+w.rnd.IntN(60)) * time.Second)
		}
	}
	return nil
}

// moveOn takes the next step with a record, if it is time for one.
func (w *world) moveOn(ctx context.Context, r *desk.RMA) (bool, error) {
	step := w.nextStep(r)
	if step == "" {
		return false, nil
	}
	key := "rma/" + r.Number + "/" + string(r.State) + "/" + step
	if w.tried[key] > 2*patience {
		return false, nil
	}
	view, err := w.engine.RMASteps(ctx, r.Number)
	if err != nil || view.Draft != "" {
		return false, err
	}
	i := slices.IndexFunc(view.Steps, func(o flow.RMAOffer) bool { return o.Name == step })
	if i < 0 {
		return false, nil
	}
	drafts, err := w.store.DraftsOfCase(ctx, r.Case)
	if err != nil || slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State.Open() }) { // one mail after the other
		return false, err
	}
	w.tried[key]++
	q := flow.RMAStep{RMA: r.Number, Step: step, Because: "as the return goes", Set: w.fill(view.Steps[i].Action)}
	if step == "inspection_fault" || step == "hold" {
		w.pictures++
		data, err := photo(w.opt.Seed*1_000_003 + uint64(w.pictures))
		if err != nil {
			return false, err
		}
		q.Photos = []flow.RMAPhoto{{Name: "bench.jpg", Data: data}}
	}
	if step == "resolution_shipped" && w.chance(0.3) { // a mail says enough, but not for every remedy
		q.Because = ""
	}
	if step == desk.RMAStepRefund {
		q.Set["amount"] = r.UnitPrice
	}
	done, err := w.engine.TakeRMAStep(ctx, w.someone(view.Steps[i].Role, ""), q)
	if err == nil && step == desk.RMAStepSplit {
		w.report.Split++
	}
	return w.done(done, err)
}

// nextStep says what people would do with a record now, "" for nothing.
func (w *world) nextStep(r *desk.RMA) string {
	if r.Claim != nil {
		switch {
		case r.Claim.State == desk.ClaimOpen && w.chance(0.1):
			return desk.RMAStepClaimFiled
		case r.Claim.State == desk.ClaimFiled && w.now.Sub(r.Claim.At) > 9*24*time.Hour && w.chance(0.02): // some carriers take their time
			return pick(w, []string{desk.RMAStepClaimWon, desk.RMAStepClaimWon, desk.RMAStepClaimLost})
		}
	}
	if !r.State.Open() {
		return ""
	}
	if r.NoShipping && r.State == desk.RMAUnderReview {
		return pick(w, []string{desk.RMAStepCleared, "rma_no_return", ""})
	}
	here, x := w.now.Sub(r.Since()), w.rnd.Float64()
	if r.Qty > 1 && r.State != desk.RMAInTransit && x < 0.25 && w.tried["split/"+r.Number] == 0 { // one piece is another matter
		w.tried["split/"+r.Number]++
		return desk.RMAStepSplit
	}
	switch r.State {
	case desk.RMAUnderReview:
		switch {
		case here < 3*time.Hour, x < 0.5:
			return ""
		case x < 0.58:
			return "troubleshooting"
		case x < 0.66:
			return "rma_no_return"
		case x < 0.69:
			return "claim_rejected"
		}
		return desk.RMAStepAuthorize
	case desk.RMATroubleshooting:
		if here < 4*24*time.Hour {
			return ""
		}
		if w.solved[r.Number] {
			return "solved"
		}
		return "not_solved"
	case desk.RMAAuthorized, desk.RMAInTransit:
		if at, ok := w.returns[r.Number]; ok && !w.now.Before(at) {
			return "rma_received"
		}
	case desk.RMAReceived:
		if here > 20*time.Hour {
			return "inspect"
		}
	case desk.RMAInspecting:
		switch {
		case here < 4*time.Hour:
			return ""
		case x < 0.7:
			return "inspection_fault"
		case x < 0.92:
			return "inspection_no_fault"
		}
		return "hold"
	case desk.RMANoReturn, desk.RMAFaultConfirmed:
		return "remedy"
	case desk.RMAResolving:
		switch {
		case here < 48*time.Hour:
			return ""
		case x < 0.15:
			return desk.RMAStepRefund
		}
		return "resolution_shipped"
	case desk.RMANoFaultFound, desk.RMAManagerHold:
		if here < 72*time.Hour {
			return ""
		}
		return pick(w, []string{"unit_sent_back", "unit_sent_back", "goodwill", "claim_rejected"})
	case desk.RMAReturnToBuyer:
		if here > 4*24*time.Hour {
			return "back_with_buyer"
		}
	}
	return ""
}
