package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// auditUnclassed is the entry of the history that tells of a class that was taken back.
const auditUnclassed = "reclass_undone"

// Unclass takes a person's latest class of a case back, as one change: his correction is
// revoked, so that nothing is learnt from it, and the case is decided with the reading of
// before, which teaches nothing either. from is the class that he wants back, as it was read
// or as the case was decided by that reading, "" for whichever it was. CodeIllegal says that
// the latest correction is somebody else's or no class, or that a newer mail was decided since.
func (e *Engine) Unclass(ctx context.Context, by desk.Actor, id string, from desk.Class) (desk.Case, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "taking a class back"); err != nil {
		return desk.Case{}, err
	}
	c, err := e.store.Case(ctx, strings.ToUpper(strings.TrimSpace(id)))
	if err != nil {
		return c, err
	}
	k, err := e.latestClass(ctx, c)
	if err != nil {
		return c, err
	}
	was := decidedBefore(c, k)
	if k.By.Name != by.Name || was == nil || from != "" && from != k.Read && from != was.Class {
		return c, noClassOf(c)
	}
	before := was.Reading
	slip := c.Last()
	c.Reclass = &before
	unreport(&c, k)
	s, err := e.again(ctx, c)
	if err != nil {
		return c, err
	}
	if s.p.mail.ID != k.Mail {
		return c, noClassOf(c)
	}
	if !before.ByAgent() {
		s.c.Reclass = nil
	}
	s.by, s.why, s.corrected, s.takenBack = by, "taken back: "+string(slip.Reading.Class), true, k.ID
	change, err := e.settle(ctx, newView(e.store), s)
	if err != nil {
		return c, err
	}
	if len(change.Cases) > 0 {
		c = change.Cases[0]
	}
	k.Revoked, k.RevokedAt = &by, e.now()
	change.Corrections = append(change.Corrections, k)
	change.Audit = append([]desk.Audit{e.note(by, c.ID, auditUnclassed, "", "from", string(slip.Class), "to", string(was.Class), "correction", k.ID)}, change.Audit...)
	if err := e.record(ctx, change); err != nil {
		return c, err
	}
	e.poke()
	return c, nil
}

// latestClass gives the latest correction of a case that holds, the zero one for none.
func (e *Engine) latestClass(ctx context.Context, c desk.Case) (desk.Correction, error) {
	log, err := e.store.Corrections(ctx)
	if err != nil {
		return desk.Correction{}, err
	}
	for _, k := range slices.Backward(log) {
		if k.Case == c.ID && k.Revoked == nil {
			return k, nil
		}
	}
	return desk.Correction{}, nil
}

// decidedBefore gives the decision that a correction replaced: the facts may have made another
// class of it than was read. It is nil when the case is not decided with that correction now, or
// when the correction was not a class alone.
func decidedBefore(c desk.Case, k desk.Correction) *desk.Decision {
	last := c.Last()
	if last == nil || k.Order != "" || !sameReading(last.Reading, k.Class, k.Also, k.Signals) {
		return nil
	}
	kept := k.Read == k.Class // he said that it was read as what it is, whatever the order made of it
	if kept && k.Relabels() {
		return nil
	}
	for _, d := range slices.Backward(c.Decisions) {
		if sameReading(d.Reading, k.Read, k.ReadAlso, k.ReadSignals) && (!kept || !d.Reading.ByAgent()) {
			return &d
		}
	}
	return nil
}

// unreport forgets that a case is a claim, if no reading but a correction's made it one.
func unreport(c *desk.Case, k desk.Correction) {
	if !slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool {
		return isClaim(d.Reading) && !sameReading(d.Reading, k.Class, k.Also, k.Signals)
	}) {
		c.ReportedAt = time.Time{}
	}
}

func sameReading(r desk.Reading, class desk.Class, also []desk.Class, signals []desk.Signal) bool {
	return r.Class == class && sameSet(r.Also, also) && sameSet(r.Signals, signals)
}

func noClassOf(c desk.Case) error {
	return desk.Errf(desk.CodeIllegal, "there is no class of yours to take back in %s", c.ID).WithMend("choose the class that fits")
}
