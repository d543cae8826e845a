package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
				if err := given(c.Context(), d, r); err != nil {
					return err
				}
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

// given makes a missing reason wrong usage, before anything is tried. What else is wrong with
// the call is for the desk to say.
func given(ctx context.Context, d control.Desk, r flow.Resolution) error {
	v, err := d.Show(ctx, r.Case)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Next, func(x desk.Action) bool { return x.Name == r.Action })
	if i < 0 {
		return nil
	}
	if slices.Contains(v.Next[i].Needs, "reason") && strings.TrimSpace(r.Because) == "" {
		return usagef("%s needs a reason: add --because \"...\"", r.Action)
	}
	return nil
}
