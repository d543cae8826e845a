package main

import (
	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newAskCmd(a *app) *cobra.Command {
	var q flow.Question
	c := &cobra.Command{
		Use:   "ask CASE ASK...",
		Short: "Draw up a mail that asks the customer for what you name, in place of the draft",
		Long: "Draw up a mail that asks the customer for what you name, in place of the draft; it waits for its\n" +
			"approval like any other.\n\nPossible: " + joined(desk.Asks()) + ".",
		Example: "  returndesk ask C-1042 photo_video serial_firmware",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			var err error
			q.Case = args[0]
			if q.Asks, err = members("thing to ask for", args[1:], desk.Asks()); err != nil {
				return err
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				draft, err := d.AskMore(c.Context(), by, q)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(draft)
				}
				return a.say(a.look().Draft(draft))
			})
		},
	}
	c.Flags().StringVar(&q.Because, "because", "", "the reason, for the history")
	jsonFlag(c, a)
	return c
}
