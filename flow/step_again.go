package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"returndesk/desk"
)

// wroteMeanwhile is why a draft ended that a newer mail of the customer's crossed.
const wroteMeanwhile = "a newer mail arrived"

// byPerson reports whether a draft is the mail of a step that a person took.
func byPerson(d desk.Draft) bool {
	return d.Moves != nil && d.DrawnBy != nil && d.DrawnBy.Role != desk.RoleSystem && !byTime(d.Template)
}

// stepsAgain draws the mails of the steps up once more which people took, and which a newer mail of the customer's overtook before
// they left: one that only asks for news takes no decision of a person back. It answers the newer mail then, and is approved again,
// since whoever approved had not read that mail. It reports whether there was any. What a mail asks of several orders has one reply.
func (b *outcome) stepsAgain(ctx context.Context, c *desk.Case, decisions []desk.Decision) (bool, error) {
	now := decisions[0]
	if !b.s.received || b.s.history || len(decisions) > 1 {
		return false, nil
	}
	any := false
	for _, x := range slices.Clone(b.change.Drafts) {
		d := x.Draft
		if d.State != desk.DraftVoid || d.Case != c.ID || !byPerson(d) || d.Decision >= len(c.Decisions)-1 || !onlyNews(d, c.Decisions[d.Decision], now) {
			continue
		}
		drawn, err := b.stepAgain(ctx, c, d, now)
		if err != nil {
			return false, err
		}
		any = any || drawn
	}
	return any, nil
}

// stepAgain draws one of them up. What its record or case can no longer take stays undone, and the history says why.
func (b *outcome) stepAgain(ctx context.Context, c *desk.Case, d desk.Draft, now desk.Decision) (bool, error) {
	set := map[string]string{}
	for name, v := range d.Set {
		if !slices.Contains(d.Counted, name) {
			set[name] = v
		}
	}
	r := Resolution{Case: c.ID, Action: d.Moves.Name, Set: set, RMA: d.RMA}
	if d.Opens != nil { // that record is not there yet
		r.RMA = ""
	}
	var err error
	r.Set, r.Counted, err = b.e.values(ctx, *c, *d.Moves, r)
	if err == nil {
		_, err = b.drawAction(ctx, c, now, *d.Moves, r, cmp.Or(d.DrawnBy, &b.s.by))
	}
	if err != nil {
		if stops(err) {
			return false, err
		}
		b.audit(c.ID, "draft_failed", desk.MessageOf(err), "draft", d.ID)
		return false, nil
	}
	b.audit(c.ID, "step_again", "the customer only asked for news, and "+d.Moves.Said()+" stands: it has to be approved again, as an answer to that mail", "draft", d.ID, "action", d.Moves.Name)
	return true, nil
}

// onlyNews reports whether a mail changes nothing of what a person's step rests on: its buyer asks how things stand, or for the same
// once more, and the order and what the table makes of it are as they were.
func onlyNews(d desk.Draft, was, now desk.Decision) bool {
	f := now.Facts
	if f.Get(desk.FactSender) != "owner" || f.Get(desk.FactAuth) == "fail" || tookBack(now) || f.Get(desk.FactBrings) != "nothing" || len(changedOrder(was, now)) > 0 || toldMore(was.Facts, f) {
		return false
	}
	asksSame := func(c desk.Class) bool {
		switch c {
		case desk.ClassRMAFollowup, desk.ClassOther:
			return true
		case desk.ClassDelay: // with what he has he waits for no parcel, but for what becomes of his matter
			return now.Outcome == desk.OutcomeFollowupAttach || now.Class == was.Class || now.Rule == was.Rule
		case desk.ClassCancellation:
			return was.Class == c
		}
		return false
	}
	followsUp := now.Outcome == desk.OutcomeFollowupAttach && d.RMA != "" && (f.Detail.RMA == d.RMA || d.Opens != nil)
	if !asksSame(now.Reading.Class) || slices.ContainsFunc(now.Reading.Also, func(c desk.Class) bool { return !asksSame(c) }) || now.Outcome != was.Outcome && !followsUp {
		return false
	}
	for _, s := range now.Reading.Signals {
		asked := s == desk.SignalWantsRefund && d.NeedsSecond() || s == desk.SignalChoiceCancel && was.Class == desk.ClassCancellation
		if !asked && !slices.Contains(was.Facts.Signals, s) {
			return false
		}
	}
	for _, flag := range now.Flags {
		switch flag {
		case desk.FlagPreviousRMAOpen, desk.FlagMultiIntent, desk.FlagReportDateHeld:
		case desk.FlagWantsRefund:
			if !d.NeedsSecond() && !slices.Contains(was.Flags, flag) {
				return false
			}
		default:
			if !slices.Contains(was.Flags, flag) {
				return false
			}
		}
	}
	return !slices.ContainsFunc(now.Asks, func(a desk.Ask) bool { return !slices.Contains(was.Asks, a) })
}

// toldMore reports whether a mail tells of the matter what the one before it did not: what came of another cable, whether a parcel is
// to be sent again, the number of one that is on its way. What it says nothing of is as it was.
func toldMore(was, now desk.Facts) bool {
	return slices.ContainsFunc([]desk.Fact{desk.FactDiagnostic, desk.FactReship, desk.FactTracking}, func(f desk.Fact) bool {
		v := now.Get(f)
		return v != "none" && v != was.Get(f)
	})
}

// overtaken warns whoever approves a draft that stands in the place of a step's mail which somebody had approved, and which a mail of
// the customer's overtook before it left: the same step was approved before that mail came, and a reply of the table's says nothing of
// the step, which is to be taken again or given up knowingly.
func (e *Engine) overtaken(ctx context.Context, v *view, c desk.Case, d desk.Draft) ([]desk.Problem, error) {
	if d.Moves != nil && !byPerson(d) {
		return nil, nil
	}
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return nil, err
	}
	var lost *desk.Draft
	for i, x := range drafts {
		switch {
		case x.ID == d.ID:
		case byPerson(x) && x.State == desk.DraftVoid && x.Why == wroteMeanwhile && (x.ApprovedBy != nil || x.Edited):
			lost = &drafts[i]
		case lost != nil && byPerson(x) && x.State == desk.DraftRejected && sameStep(x, *lost): // given up knowingly
			lost = nil
		case x.State == desk.DraftSent && x.Template != verifyBuyer && !x.Automatic(), x.Moves != nil && x.State.Open(): // it has an answer, or a step is under way
			lost = nil
		}
	}
	switch {
	case lost == nil, d.Moves != nil && !sameStep(d, *lost), d.Moves == nil && lost.ApprovedBy == nil:
		return nil, nil
	case d.Moves != nil:
		var out []desk.Problem
		if lost.ApprovedBy != nil {
			out = append(out, desk.Problem{Code: "overtaken", Text: fmt.Sprintf("%s approved it before the customer wrote again: read that mail first", lost.ApprovedBy.Name)})
		}
		if lost.Edited && !d.Edited {
			out = append(out, desk.Problem{Code: "overtaken", Text: fmt.Sprintf("its words were changed by hand before the customer wrote again, and are the template's once more: %s has what was written", lost.ID)})
		}
		return out, nil
	}
	return []desk.Problem{{Code: "overtaken", Text: fmt.Sprintf("%s, approved by %s, did not leave, because the customer wrote again: take it again if it still stands", lost.Moves.Said(), lost.ApprovedBy.Name)}}, nil
}

// sameStep reports whether two drafts are mails of the same step of the same record.
func sameStep(a, b desk.Draft) bool {
	return a.Moves.Name == b.Moves.Name && (a.RMA == b.RMA || a.Opens != nil && b.Opens != nil)
}
