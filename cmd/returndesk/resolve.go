package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newResolveCmd(a *app) *cobra.Command {
	var set []string
	var r flow.Resolution
	c := &cobra.Command{
		Use:   "resolve CASE ACTION",
		Short: "Take one of the next steps that `show` lists",
		Long: "Take one of the next steps that `returndesk show` lists for a case. A step that writes\n" +
			"to the customer makes a draft, which waits for its approval like any other.",
		Example: "  returndesk resolve C-1042 cancel_approved --because \"production could be stopped\"\n" +
			"  returndesk resolve C-1044 reship_options --because \"carrier's price list\" --set price=18.00",
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			values, err := namedValues(set)
			if err != nil {
				return err
			}
			r.Case, r.Action, r.Set = args[0], args[1], values
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				changed, draft, err := d.Resolve(c.Context(), by, r)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(struct {
						Case  desk.Case   `json:"case"`
						Draft *desk.Draft `json:"draft"`
					}{changed, draft})
				}
				done := fmt.Sprintf("%s: %s taken; the case is %s.\n", changed.ID, r.Action, changed.State)
				if draft != nil && draft.State == desk.DraftProposed {
					done += a.look().Draft(*draft)
				}
				return a.say(done)
			})
		},
	}
	c.Flags().StringVar(&r.Because, "because", "", "the reason, for the history")
	c.Flags().StringArrayVar(&set, "set", nil, "a value that the step needs, as name=value (may be repeated)")
	jsonFlag(c, a)
	return c
}
