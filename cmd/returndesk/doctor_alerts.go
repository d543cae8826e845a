package main

import (
	"context"
	"strings"
	"time"

	"returndesk/control"
	"returndesk/explain"
)

// checkAlerts asks the running service whom internal mails have not reached; without one
// there is nothing to tell.
func (d *doctor) checkAlerts(ctx context.Context) []finding {
	client, _, err := control.Dial(ctx, d.cfg.DataDir)
	if err != nil {
		return nil // no service runs, or not for this user: other checks tell
	}
	defer func() { _ = client.Close() }() // only read
	st, err := client.Status(ctx)
	if err != nil || !st.Running {
		return nil
	}
	if len(st.Unheard) == 0 {
		return []finding{{Check: "internal mails", Status: statusOK, Seen: "all that were written have reached their readers"}}
	}
	told := explain.Unheard(st.Unheard, func(t time.Time) string { return t.Format("2006-01-02 15:04 MST") })
	return []finding{{Check: "internal mails", Status: statusFail, Seen: strings.Join(told, " "), Mend: explain.UnheardMend}}
}
