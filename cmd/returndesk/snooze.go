package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
)

func newSnoozeCmd(a *app) *cobra.Command {
	var until, because string
	c := &cobra.Command{
		Use:   "snooze CASE",
		Short: "Put a case off until a day or for a while; it comes back by itself",
		Long: "Put a case off: it leaves the queue until the time comes or the customer writes again. Without\n" +
			"--until a case that was put off comes back at once.",
		Example: "  returndesk snooze C-1042 --until 2026-12-01\n  returndesk snooze C-1042 --until 48h --because \"waiting for the workshop\"\n  returndesk snooze C-1042",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			now := a.shopNow()
			at, err := laterTime(until, now)
			if err != nil {
				return err
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				changed, err := d.Snooze(c.Context(), by, args[0], at, because)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(changed)
				}
				if at.IsZero() {
					return a.say(terminal.Line(changed.ID) + " is back in the queue.\n")
				}
				said := fmt.Sprintf("%s comes back on %s.\n", terminal.Line(changed.ID), at.In(now.Location()).Format("Mon 2 Jan 2006 15:04"))
				if cfg, err := a.loadConfig(); err == nil { // it is there: the desk was found by it
					for _, w := range explain.Snoozed(changed, at, workdays(cfg)) {
						said += w + "\n"
					}
				}
				return a.say(said)
			})
		},
	}
	c.Flags().StringVar(&until, "until", "", "a day (2026-12-01), a time (2026-12-01T09:00), or a while (4h, 3d)")
	c.Flags().StringVar(&because, "because", "", "the reason, for the history")
	jsonFlag(c, a)
	return c
}

// laterTime reads when something shall happen, on the clock of now. A bare day means eight
// in the morning.
func laterTime(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return time.Date(t.Year(), t.Month(), t.Day(), 8, 0, 0, 0, now.Location()), nil
	}
	if t, err := time.ParseInLocation("2006-01-02T15:04", text, now.Location()); err == nil {
		return t, nil
	}
	var days int
	if n, err := fmt.Sscanf(text, "%dd", &days); n == 1 && err == nil && fmt.Sprintf("%dd", days) == text {
		return now.AddDate(0, 0, days), nil
	}
	if d, err := time.ParseDuration(text); err == nil {
		return now.Add(d), nil
	}
	return time.Time{}, usagef("--until %q is no time; write 2026-12-01, 2026-12-01T09:00, 4h or 3d", text)
}
