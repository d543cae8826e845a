package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"returndesk/demo"
	"returndesk/desk"
	"returndesk/sim"
)

func newSimulateCmd(a *app) *cobra.Command {
	opt := sim.Options{Weeks: 12, Seed: 7}
	var start string
	c := &cobra.Command{
		Use:   "simulate",
		Short: "Let a sample shop live for weeks in seconds, and watch the rules hold",
		Long: "Buyers order and write, the workshop is late, parcels get lost, people approve and inspect, mails bounce: a made-up\n" +
			"shop, but the real program. After each day the promises of the program are checked (no mail lost or sent twice,\n" +
			"no case stuck, money by two people, ...); a broken one ends the run with seed, day and reason.\n\n" +
			"A seed always leads to the same. Nothing leaves this machine. With --data the folder stays: it holds a configuration\n" +
			"to look around with (run, queue, digest). Its mail servers do not exist.",
		Example: "  returndesk simulate --weeks 12 --seed 7\n  returndesk simulate --weeks 8 --data ./sample && returndesk digest --config ./sample/returndesk.yaml",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if opt.Weeks < 1 {
				return usagef("--weeks %d: simulate at least one week", opt.Weeks)
			}
			opt.Start = a.now().AddDate(0, 0, -7*opt.Weeks) // so that the folder is of today
			if start != "" {
				day, err := time.Parse(time.DateOnly, start)
				if err != nil {
					return usagef("--from %q is no date; write it as 2028-02-14", start)
				}
				opt.Start = day.Add(12 * time.Hour)
			}
			return a.simulate(c.Context(), opt)
		},
	}
	c.Flags().IntVar(&opt.Weeks, "weeks", 12, "how many weeks")
	c.Flags().Uint64Var(&opt.Seed, "seed", 7, "decides everything that happens")
	c.Flags().Float64Var(&opt.PerDay, "orders-per-day", 6, "how many orders come in on an average day")
	c.Flags().BoolVar(&opt.Solo, "solo", false, "a shop of one")
	c.Flags().BoolVar(&opt.Mailbox, "drafts-folder", false, "people also send drafts from a mail program")
	c.Flags().BoolVar(&opt.Outages, "outages", false, "the machine fails now and then and starts again hours or days later, or nobody is at the desk")
	c.Flags().StringVar(&start, "from", "", "first day (default: so many weeks before today)")
	jsonFlag(c, a)
	return c
}

// simulate runs it in the folder of --data, or in one that is taken away at the end.
func (a *app) simulate(ctx context.Context, opt sim.Options) (err error) {
	dir := a.dataDir
	if dir == "" {
		if dir, err = os.MkdirTemp("", "returndesk-simulation-"); err != nil {
			return desk.Wrap(desk.CodeUnavailable, err, "no temporary folder can be made").WithMend("name a folder by --data")
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	place := demo.PlaceAt(dir)
	if err := place.Prepare(); err != nil {
		return err
	}
	began := time.Now()
	if !a.json {
		opt.Progress = func(r sim.Report) error { return a.say(a.look().SimulationWeek(r)) }
	}
	opt.Dir = filepath.Join(dir, "data")
	report, list, err := sim.Run(ctx, opt)
	if a.dataDir != "" && len(list) > 0 { // also to look at what broke
		err = errors.Join(err, writeSimulated(place, list))
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(report)
	}
	text := a.look().SimulationTable(report, time.Since(began))
	if a.dataDir != "" {
		text += fmt.Sprintf("\nThe store stays in %s. Look around with --config %s, for instance:\n  returndesk queue --config %s\n", dir, place.Config, place.Config)
	}
	return a.say(text)
}

// writeSimulated writes the orders and a configuration for a simulated store. The mail
// servers in it are this machine's closed port 9: nothing can leave.
func writeSimulated(p demo.Place, list []desk.Order) error {
	orders, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the simulated orders cannot be written")
	}
	if err := demo.WriteFile(p.Orders, orders); err != nil {
		return err
	}
	if err := demo.WriteFile(filepath.Join(p.Dir, "secrets", "imap"), []byte("none\n")); err != nil {
		return err
	}
	text := string(demo.Configuration(demo.Servers{IMAPHost: "127.0.0.1", IMAPPort: 9, SMTPHost: "127.0.0.1", SMTPPort: 9, User: userName()}))
	text = strings.Replace(text, "# Written by `returndesk demo`. The mail servers in it live as long as the demo runs.", "# Written by `returndesk simulate`. The mail servers in it do not exist.", 1)
	return demo.WriteFile(p.Config, []byte(text))
}
