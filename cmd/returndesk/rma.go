package main

import (
	"github.com/spf13/cobra"

	"returndesk/desk"
)

func newRMACmd(a *app) *cobra.Command {
	c := &cobra.Command{Use: "rma", Short: "List, show and move return records", SuggestionsMinimumDistance: 2}
	c.AddCommand(newRMAListCmd(a), newRMAShowCmd(a), newRMAAdvanceCmd(a), newRMAPhotosCmd(a), newRMASlipCmd(a))
	return c
}

func newRMAListCmd(a *app) *cobra.Command {
	var state string
	var overdue bool
	var f desk.RMAFilter
	c := &cobra.Command{
		Use:   "list",
		Short: "List return records",
		RunE: func(c *cobra.Command, _ []string) error {
			var err error
			if f.State, err = member("state of an RMA", state, desk.RMAStates()); err != nil {
				return err
			}
			if f.Limit < 0 {
				return usagef("--limit %d is below zero", f.Limit)
			}
			if overdue {
				f.Overdue = a.now()
			}
			return a.withLists(c.Context(), func(d lists, _ desk.Actor) error {
				list, err := d.RMAs(c.Context(), f)
				if err != nil {
					return err
				}
				if a.json {
					if list == nil {
						list = []desk.RMA{}
					}
					return a.printClean(list)
				}
				return a.say(a.look().RMAs(list, state != "" || f.Order != "" || f.Open || overdue))
			})
		},
	}
	c.Flags().StringVar(&state, "state", "", "only records in this state")
	c.Flags().StringVar(&f.Order, "order", "", "only records of this order")
	c.Flags().BoolVar(&f.Open, "open", false, "only records with something still to happen")
	c.Flags().BoolVar(&overdue, "overdue", false, "only records whose deadline has ended")
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many records (0: 100)")
	offer(c, "state", desk.RMAStates())
	jsonFlag(c, a)
	return c
}
