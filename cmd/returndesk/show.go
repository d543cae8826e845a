package main

import (
	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

func newShowCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Show a case: the mail, the facts, the rule, the draft, and what can be done",
		Long:  "Show a case by its id (C-1042) or the id of one of its drafts (C-1042-1).",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				v, err := d.Show(c.Context(), args[0])
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(v)
				}
				return a.say(a.look().Case(v))
			})
		},
	}
	jsonFlag(c, a)
	return c
}
