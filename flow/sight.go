package flow

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"returndesk/desk"
)

// Eyes make a hint of a picture for agents. They decide nothing: no fact is drawn from what
// they say.
type Eyes interface {
	// Ready says whether pictures may be shown: only to a model that was proved to see.
	Ready() bool
	// See gives a hint, in words of closed lists, about a JPEG without data of its own.
	See(ctx context.Context, jpeg []byte) (string, error)
}

// dueSight is the kind of due time that calls for hints about a case's pictures.
const dueSight = "sight"

const (
	sightEdge     = 1024 // pixels of the longer side of what is shown
	sightsPerCase = 4    // pictures of one case that are shown
)

// awaitSight stores that a case's pictures are to be looked at for hints, once they were
// judged.
func (e *Engine) awaitSight(change *desk.Change, c desk.Case) {
	if e.eyes == nil || e.viewer == nil || !e.eyes.Ready() || unhinted(c) < 0 {
		return
	}
	change.Dues = append(change.Dues, desk.Due{ID: dueSight + "/" + c.ID, Kind: dueSight, At: e.now(), Case: c.ID})
}

// unhinted gives the place of the next picture of a case that needs a hint, -1 when there
// is none.
func unhinted(c desk.Case) int {
	hinted := 0
	for _, ev := range c.Evidence {
		if ev.Hint != "" {
			hinted++
		}
	}
	if hinted >= sightsPerCase {
		return -1
	}
	return slices.IndexFunc(c.Evidence, func(ev desk.Evidence) bool {
		return ev.Kind == desk.MediaPhoto && ev.Verdict == desk.VerdictOK && !ev.Pending && ev.Hint == ""
	})
}

// SightDue gathers the hints that wait, a picture at a time, and gives how many came. Each
// is recorded before the next picture is shown, so that none is paid for twice.
func (e *Engine) SightDue(ctx context.Context) (int, error) {
	n := 0
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueSight, e.now(), 20)
		if err != nil || len(dues) == 0 {
			return n, err
		}
		did := 0
		for _, d := range dues {
			hinted, err := e.sightOf(ctx, d)
			if err != nil && desk.CodeOf(err) != desk.CodeConflict {
				return n, err
			}
			if hinted {
				did++
			}
		}
		if n += did; did == 0 {
			return n, nil
		}
	}
	return n, ctx.Err()
}

// sightOf shows one picture of a case and records the hint.
func (e *Engine) sightOf(ctx context.Context, due desk.Due) (bool, error) {
	over := desk.Change{Done: []string{due.ID}}
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return false, e.record(ctx, over)
	}
	if err != nil {
		return false, err
	}
	i := unhinted(c)
	if i < 0 || e.eyes == nil || e.viewer == nil || !e.eyes.Ready() || c.State == desk.CaseClosed || c.State == desk.CaseArchived {
		return false, e.record(ctx, over)
	}
	sha := c.Evidence[i].SHA256
	jpeg, err := e.Picture(ctx, c.ID, sha, sightEdge)
	var hint string
	if err == nil {
		hint, err = e.eyes.See(ctx, jpeg)
	}
	if err != nil {
		return false, e.sightFailed(ctx, due, c.ID, err)
	}
	return true, e.takeHint(ctx, due.Case, sha, hint)
}

// sightFailed puts a case's pictures off, or leaves them without hints: agents see them all
// the same.
func (e *Engine) sightFailed(ctx context.Context, due desk.Due, id string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if stopsAsking(err) {
		return err
	}
	tries, _ := strconv.Atoi(due.Data) // none yet
	if pause := againIn(err, tries); pause > 0 {
		due.At, due.Data = e.now().Add(max(pause, time.Minute)), strconv.Itoa(tries+1)
		return e.record(ctx, desk.Change{Dues: []desk.Due{due}})
	}
	e.log.LogAttrs(ctx, slog.LevelWarn, "no hint about a picture", slog.String("case", id),
		slog.String("code", string(desk.CodeOf(err))), slog.String("error", desk.MessageOf(err)))
	return e.record(ctx, desk.Change{Done: []string{due.ID}})
}

// takeHint writes a hint to the evidence that it is about. Facts, decision and draft stay.
func (e *Engine) takeHint(ctx context.Context, caseID, sha, hint string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, caseID)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return nil // its due time ends with it
	}
	if err != nil {
		return err
	}
	c.Evidence = slices.Clone(c.Evidence)
	for i := range c.Evidence {
		if c.Evidence[i].SHA256 == sha {
			c.Evidence[i].Hint = hint
		}
	}
	next(&c, e.now())
	return e.record(ctx, desk.Change{
		Cases: []desk.Case{c},
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "hinted", "a language model looked at a picture", "picture", sha)},
	})
}
