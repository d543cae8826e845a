package flow

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"returndesk/desk"
)

// dueJudge is the kind of due time that calls for a case's pictures to be decoded.
const dueJudge = "judge"

func judgeDue(caseID string) string { return "judge/" + caseID }

// JudgeDue decodes the pictures of the cases that wait for it and decides anew where the
// verdicts change the facts. It runs after drafts are stored and never holds a mail up.
func (e *Engine) JudgeDue(ctx context.Context) (int, error) {
	n := 0
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueJudge, e.now(), 20)
		if err != nil {
			return n, err
		}
		did, err := e.judgeCases(ctx, dues)
		n += did
		if err != nil || did == 0 {
			return n, err
		}
	}
	return n, ctx.Err()
}

// judgeAtOnce is how many cases are looked at side by side. Their pictures queue for the
// judge's own workers; more than that only costs memory.
const judgeAtOnce = 3

// judgeCases looks at several cases and gives how many were done.
func (e *Engine) judgeCases(ctx context.Context, dues []desk.Due) (int, error) {
	var done atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(judgeAtOnce)
	for _, d := range dues {
		g.Go(func() error {
			err := e.judgeCase(ctx, d)
			if desk.CodeOf(err) == desk.CodeConflict {
				return nil // the case moved on; the due time stays and comes again
			}
			if err == nil {
				done.Add(1)
			}
			return err
		})
	}
	err := g.Wait()
	return int(done.Load()), err
}

// judgeCase decodes one case's pictures outside of the lock, then records.
func (e *Engine) judgeCase(ctx context.Context, due desk.Due) error {
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return e.record(ctx, desk.Change{Done: []string{due.ID}})
	}
	if err != nil {
		return err
	}
	if err := e.judgeNow(ctx, &c); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	current, err := e.store.Case(ctx, due.Case)
	if err != nil {
		return err
	}
	if current.Version != c.Version {
		return desk.Errf(desk.CodeConflict, "case %s changed while its pictures were looked at", c.ID).AsTemporary()
	}
	c.JudgePending = false
	return e.recordJudged(ctx, c, due)
}

// recordJudged stores the verdicts; where they lead to another reply the open draft is
// void and a new one is drawn up.
func (e *Engine) recordJudged(ctx context.Context, c desk.Case, due desk.Due) error {
	var pictures []desk.Picture
	for _, ev := range c.Evidence {
		if ev.PHash != "" {
			pictures = append(pictures, desk.Picture{SHA256: ev.SHA256, PHash: ev.PHash, Case: c.ID, Mail: ev.Mail, Order: c.Order, Name: ev.Name, At: e.now()})
		}
	}
	if c.State == desk.CaseOpen && e.proposedOnly(ctx, c) {
		s, err := e.again(ctx, c)
		if err != nil {
			return err
		}
		v := newView(e.store)
		decisions, err := e.decide(ctx, v, s)
		if err != nil {
			return err
		}
		if changed := changedFacts(*c.Last(), decisions[0]); len(changed) > 0 {
			s.why = "the pictures were looked at"
			change, err := e.settle(ctx, v, s)
			if err != nil {
				return err
			}
			change.Done, change.Pictures = []string{due.ID}, append(change.Pictures, pictures...)
			if err := e.judgedRecords(ctx, &change, c); err != nil {
				return err
			}
			e.awaitSight(&change, c)
			return e.record(ctx, change)
		}
	}
	next(&c, e.now())
	change := desk.Change{
		Cases: []desk.Case{c}, Done: []string{due.ID}, Pictures: pictures,
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "judged", "the pictures were looked at")},
	}
	if err := e.judgedRecords(ctx, &change, c); err != nil {
		return err
	}
	e.awaitSight(&change, c)
	return e.record(ctx, change)
}

// judgedRecords brings the verdicts into the case's records, which keep the evidence for
// longer than the case is looked at: a later claim's pictures are held against them.
func (e *Engine) judgedRecords(ctx context.Context, change *desk.Change, c desk.Case) error {
	rmas, err := recordsAfter(ctx, newView(e.store), c, change.RMAs)
	if err != nil {
		return err
	}
	for _, r := range rmas {
		list, changed := slices.Clone(r.Evidence), false
		for k := range list {
			j := slices.IndexFunc(c.Evidence, func(ev desk.Evidence) bool { return ev.SHA256 == list[k].SHA256 && ev.Mail == list[k].Mail })
			if list[k].Pending && j >= 0 {
				list[k], changed = c.Evidence[j], true
			}
		}
		if !changed {
			continue
		}
		r.Evidence = list
		change.RMAs = append(slices.DeleteFunc(change.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }), r)
	}
	return nil
}

// proposedOnly reports whether nobody has approved or rejected the case's draft yet.
func (e *Engine) proposedOnly(ctx context.Context, c desk.Case) bool {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if drafts = replyDrafts(drafts); err != nil || len(drafts) == 0 {
		return false
	}
	d := drafts[len(drafts)-1]
	return d.State == desk.DraftProposed && !d.Edited && d.Moves == nil
}

// replyDrafts leaves out confirmations of receipt: they stand behind the draft that they were
// recorded with, and say nothing of what became of it.
func replyDrafts(drafts []desk.Draft) []desk.Draft {
	return slices.DeleteFunc(slices.Clone(drafts), func(d desk.Draft) bool { return d.Template == ackTemplate && d.Automatic() })
}

// judgeNow decodes the pending pictures of a case in place.
func (e *Engine) judgeNow(ctx context.Context, c *desk.Case) error {
	if e.judge == nil {
		return nil
	}
	byMail := map[string]prepared{}
	for i := range c.Evidence {
		ev := &c.Evidence[i]
		if !ev.Pending {
			continue
		}
		p, ok := byMail[ev.Mail]
		if !ok {
			m, err := e.store.Mail(ctx, ev.Mail)
			if err != nil {
				return err
			}
			p = e.prepare(ctx, m)
			byMail[ev.Mail] = p
		}
		if err := e.judgeOne(ctx, c, ev, p); err != nil {
			return err
		}
	}
	return nil
}

// importFolder is the kind of folder whose mails an import brought (desk.Accepted).
const importFolder = "import"

// judgeOld decodes the pictures of an imported mail before it is decided, so that the decision rests on
// the verdicts on which the service's would have rested in the end (domain.md section 0, "Evidence").
func (e *Engine) judgeOld(ctx context.Context, c *desk.Case, p *prepared) error {
	c.Evidence = slices.Clone(c.Evidence) // a view may hold the case as it was
	if err := e.judgeNow(ctx, c); err != nil {
		return err
	}
	p.evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(ev desk.Evidence) bool { return ev.Mail != p.mail.ID })
	return nil
}

// judgeOne replaces one provisional verdict by the judge's.
func (e *Engine) judgeOne(ctx context.Context, c *desk.Case, ev *desk.Evidence, p prepared) error {
	ev.Pending = false
	if p.err != nil || p.msg == nil {
		return nil
	}
	for _, a := range p.msg.AllAttachments() {
		if shaOf(a) != ev.SHA256 {
			continue
		}
		got, err := e.judge.Judge(ctx, attachmentOf(a))
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			// A judge that cannot work proves nothing against the customer.
			e.log.LogAttrs(ctx, slog.LevelWarn, "picture not judged", slog.String("case", c.ID), slog.String("error", desk.MessageOf(err)))
			ev.Verdict, ev.Code, ev.Reason = desk.VerdictUnjudged, "not_looked_at", "not looked at"
			return nil
		}
		got.Mail, got.Pending, got.ReusedOf = ev.Mail, false, ev.ReusedOf
		if got.ReusedOf == "" {
			if err := e.markReuse(ctx, newView(e.store), c, &got); err != nil {
				return err
			}
		}
		*ev = got
		return nil
	}
	return nil
}
