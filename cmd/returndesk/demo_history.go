package main

import (
	"context"
	"path/filepath"
	"time"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
	"returndesk/sim"
)

// beforeSample is how long before now the history ends: the oldest sample mail comes after it.
const beforeSample = 36 * time.Hour

// remember fills the demo's store with weeks of a simulated shop, which end before the
// sample mails begin, and adds its orders to the shop's data.
func (e *exhibit) remember(ctx context.Context, weeks int) error {
	began := time.Now()
	end := e.sample.Now.Add(-beforeSample)
	r, orders, err := sim.Run(ctx, sim.Options{
		Weeks: weeks + 1, Seed: 7, Start: end.AddDate(0, 0, -7*weeks), End: end, Dir: filepath.Join(e.place.Dir, "data"), PerDay: 4,
	})
	if err != nil {
		return err
	}
	e.past = true
	e.sample.Orders = append(e.sample.Orders, orders...)
	return e.step(began, "%s of history made: %s, %s", terminal.Count(weeks, "week", "weeks"), terminal.Count(r.Mails[desk.MailDecided], "mail", "mails"), terminal.Count(len(r.RMAs), "return", "returns"))
}
