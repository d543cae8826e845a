package flow

import (
	"context"

	"returndesk/desk"
)

// Outdated names what changed since a draft that waits was written; nothing when it still
// fits. Nothing is recorded: it is for whoever looks at the draft, and Approve gathers the
// facts again by itself.
func (e *Engine) Outdated(ctx context.Context, id string) ([]string, error) {
	d, err := e.store.Draft(ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil || d.State != desk.DraftProposed || c.JudgePending { // its pictures bring a new decision by themselves
		return nil, err
	}
	return e.drifted(ctx, c, d)
}

// drifted names what changed since a draft was written, whatever state it is in.
func (e *Engine) drifted(ctx context.Context, c desk.Case, d desk.Draft) ([]string, error) {
	if c.Proactive && d.Template == noticeTemplate {
		why, _, err := e.noticeDrift(ctx, c, d)
		if err != nil || why == "" {
			return nil, err
		}
		return []string{why}, nil
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return nil, err
	}
	decisions, err := e.decide(ctx, newView(e.store), s)
	if err != nil {
		return nil, err
	}
	out := drift(c, d, decisions[0])
	if day, err := e.dayNamed(ctx, c, d); err != nil {
		return nil, err
	} else if day != "" {
		out = append(out, day)
	}
	if _, same, err := e.restOf(ctx, c, d); err != nil {
		return nil, err
	} else if !same {
		out = append(out, restChanged)
	}
	return out, nil
}
