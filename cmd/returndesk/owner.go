package main

import (
	"context"
	"time"

	"returndesk/control"
	"returndesk/desk"
)

// tellOwner adds to the error of an occupied data folder who occupies it, where that
// process serves its socket: what it says itself, and to a user whom it does not know at least
// which process it is.
func tellOwner(ctx context.Context, dir string, err error) error {
	if desk.CodeOf(err) != desk.CodeLocked {
		return err
	}
	client, _, dialErr := control.Dial(ctx, dir)
	if dialErr != nil {
		return tellProcess(ctx, dir, err)
	}
	defer func() { _ = client.Close() }() // only asked
	st, askErr := client.Status(ctx)
	if askErr != nil {
		return tellProcess(ctx, dir, err)
	}
	since := ""
	if !st.StartedAt.IsZero() {
		since = ", running since " + st.StartedAt.Local().Format(time.DateTime)
	}
	return desk.Errf(desk.CodeLocked, "another process owns the data in %s: returndesk run, process %d%s", dir, st.PID, since).
		WithMend("use the running service (its commands work beside it), or stop it first")
}

func tellProcess(ctx context.Context, dir string, err error) error {
	pid, askErr := control.Owner(ctx, dir)
	if askErr != nil || pid <= 0 { // 0: it is in another container
		return err
	}
	return desk.Errf(desk.CodeLocked, "another process owns the data in %s: returndesk run, process %d", dir, pid).
		WithMend("stop it first; to use it beside, its configuration has to name this user under actors")
}
