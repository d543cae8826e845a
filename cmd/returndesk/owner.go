package main

import (
	"context"
	"time"

	"returndesk/control"
	"returndesk/desk"
)

// tellOwner adds to the error of an occupied data folder who occupies it, where that
// process serves its socket and speaks to this user.
func tellOwner(ctx context.Context, dir string, err error) error {
	if desk.CodeOf(err) != desk.CodeLocked {
		return err
	}
	client, _, dialErr := control.Dial(ctx, dir)
	if dialErr != nil {
		return err
	}
	defer func() { _ = client.Close() }() // only asked
	st, askErr := client.Status(ctx)
	if askErr != nil {
		return err
	}
	since := ""
	if !st.StartedAt.IsZero() {
		since = ", running since " + st.StartedAt.Local().Format(time.DateTime)
	}
	return desk.Errf(desk.CodeLocked, "another process owns the data in %s: returndesk run, process %d%s", dir, st.PID, since).
		WithMend("use the running service (its commands work beside it), or stop it first")
}
