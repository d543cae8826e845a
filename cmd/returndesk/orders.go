package main

import (
	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
)

func newOrdersCmd(a *app) *cobra.Command {
	c := &cobra.Command{Use: "orders", Short: "Look after the shop's order data", SuggestionsMinimumDistance: 2}
	confirm := &cobra.Command{
		Use:   "confirm",
		Short: "Accept an order file that holds far fewer orders than the one before it",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				st, err := d.ConfirmOrders(c.Context(), by)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(st)
				}
				return a.say("The order data holds " + terminal.Count(st.Count, "order", "orders") + " now.\n")
			})
		},
	}
	jsonFlag(confirm, a)
	c.AddCommand(confirm)
	return c
}
