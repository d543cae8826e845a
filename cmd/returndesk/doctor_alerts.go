package main

import (
	"context"
	"strings"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
)

// checkAlerts asks the running service whom internal mails have not reached; without one
// there is nothing to tell.
func (d *doctor) checkAlerts(ctx context.Context) []finding {
	client, _, err := control.Dial(ctx, d.cfg.DataDir)
	if desk.CodeOf(err) == desk.CodeForbidden { // as its own user, who need not be one of the people
		return []finding{{Check: "running service", Status: statusSkip,
			Seen: "it tells nothing to a user who is not under actors: whether all internal mails arrived, or a smaller orders file is held back",
			Mend: "run doctor as somebody under actors, too, or look at `returndesk queue`"}}
	}
	if err != nil {
		return nil // no service runs: there is nothing to ask
	}
	defer func() { _ = client.Close() }() // only read
	st, err := client.Status(ctx)
	if err != nil || !st.Running {
		return nil
	}
	away := servedMailboxes(st)
	if len(st.Unheard) == 0 {
		return append(away, finding{Check: "internal mails", Status: statusOK, Seen: "all that were written have reached their readers"})
	}
	told := explain.Unheard(st.Unheard, func(t time.Time) string { return t.Format("2006-01-02 15:04 MST") })
	return append(away, finding{Check: "internal mails", Status: statusFail, Seen: strings.Join(told, " "), Mend: explain.UnheardMend})
}

// servedMailboxes tells of what the running service cannot read, and when it tries again: what was mended counts only then.
func servedMailboxes(st control.Status) []finding {
	var out []finding
	for _, o := range st.Outages("unreachable") {
		seen := "it cannot read " + o.Account + " (" + o.Where() + ") since " + o.Since.Format("2006-01-02 15:04 MST") + ": " + strings.TrimRight(o.Problem, ".")
		mend := "mend what stands there; it tries again by itself"
		if !o.Retry.IsZero() {
			mend += ", the next time on " + o.Retry.Format("2006-01-02 15:04:05 MST") + ", or at once after a restart"
		}
		out = append(out, finding{Check: "running service", Status: statusFail, Seen: seen, Mend: mend})
	}
	return out
}
