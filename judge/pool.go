package judge

import (
	"bytes"
	"context"
	"errors"
	"log/slog"

	"returndesk/desk"
	"returndesk/evidence"
)

// Pool keeps up to n children and hands pictures to them. It is safe for concurrent use.
type Pool struct {
	limits Limits
	free   chan *worker
	n      int
	done   context.Context
	close  context.CancelFunc
}

// NewPool makes a pool of n children (at least 1), each started from exe with args when
// it is first needed; those must lead to Serve. Nothing is started yet.
func NewPool(exe string, args []string, n int, limits Limits) *Pool {
	n = max(1, n)
	p := &Pool{limits: limits.withDefaults(), free: make(chan *worker, n), n: n}
	p.done, p.close = context.WithCancel(context.Background())
	for range n {
		p.free <- &worker{exe: exe, args: args, limits: p.limits}
	}
	return p
}

// Judge gives the verdict on an attachment. What Quick can settle never reaches a child.
//
// A child that dies over a picture, or takes more of the processor than one may, makes that
// picture unusable with the code "undecodable"; the next picture gets a new child. When the
// failure is ours (no child can be started, it was killed from outside, it does not come to
// answer in time) the verdict is unjudged with the code
// "not_judged", beside an error with CodeUnavailable. When ctx ends first, the error is
// ctx's and the evidence is Quick's, still pending.
func (p *Pool) Judge(ctx context.Context, a evidence.Attachment) (desk.Evidence, error) {
	e := evidence.Quick(a)
	if !e.Pending {
		return e, nil
	}
	if p.limits.MaxPixels > 0 && int64(e.Width)*int64(e.Height) > int64(p.limits.MaxPixels) {
		return evidence.With(e, evidence.CodeTooLarge), nil
	}
	got, err := p.run(ctx, job{Attachment: a})
	switch {
	case err == nil:
		return got.evidence, nil
	case ctx.Err() != nil:
		return e, ctx.Err()
	case p.done.Err() != nil:
		return e, errPoolClosed()
	case errors.Is(err, errPicture):
		p.limits.Log.LogAttrs(ctx, slog.LevelWarn, "a picture broke its decoder",
			slog.String("sha256", e.SHA256), slog.Int64("bytes", e.Bytes), slog.String("error", err.Error()))
		return evidence.With(e, evidence.CodeUndecodable), nil
	}
	return evidence.With(e, evidence.CodeNotJudged), desk.Wrap(desk.CodeUnavailable, err, "the picture could not be looked at: its decoder does not run").
		WithMend("look at the log; the picture waits for a person").AsTemporary()
}

// run hands a job to the next free child.
func (p *Pool) run(ctx context.Context, j job) (answered, error) {
	var w *worker
	select {
	case <-ctx.Done():
		return answered{}, ctx.Err()
	case <-p.done.Done():
		return answered{}, errPoolClosed()
	case w = <-p.free:
	}
	defer func() { p.free <- w }()
	if p.done.Err() != nil {
		return answered{}, errPoolClosed()
	}
	return w.do(ctx, p.done, j)
}

// View makes a picture that is safe to show: a JPEG of pixels alone whose longer side has
// at most edge of them (evidence.View). CodeUnsupported says that it cannot be shown, also
// because it broke its decoder; CodeUnavailable that no decoder runs.
func (p *Pool) View(ctx context.Context, a evidence.Attachment, edge int) ([]byte, error) {
	got, err := p.run(ctx, job{Attachment: a, edge: max(1, edge)})
	switch {
	case err == nil && bytes.HasPrefix(got.picture, []byte{0xff, 0xd8, 0xff}): // a broken child may send anything
		return got.picture, nil
	case err == nil, errors.Is(err, errPicture):
		return nil, desk.Errf(desk.CodeUnsupported, "%s cannot be shown", a.Name).WithMend("save it and look at it with a program of yours")
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case p.done.Err() != nil:
		return nil, errPoolClosed()
	}
	return nil, desk.Wrap(desk.CodeUnavailable, err, "the picture cannot be shown: its decoder does not run").WithMend("look at the log").AsTemporary()
}

func errPoolClosed() error {
	return desk.Errf(desk.CodeUnavailable, "pictures are no longer looked at: the program is ending").AsTemporary()
}

// Close ends all children and waits for them. Judge gives errors from then on.
func (p *Pool) Close() error {
	p.close()
	for range p.n {
		w := <-p.free
		w.stop()
		p.free <- w
	}
	return nil
}
