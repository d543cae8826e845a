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

// rmaStates gives every state of an RMA, for checking words and completing them.
func rmaStates() []desk.RMAState {
	return []desk.RMAState{
		desk.RMAAwaitingEvidence, desk.RMAUnderReview, desk.RMATroubleshooting, desk.RMANoReturn, desk.RMAAuthorized,
		desk.RMAInTransit, desk.RMAReceived, desk.RMAInspecting, desk.RMAFaultConfirmed, desk.RMANoFaultFound,
		desk.RMAManagerHold, desk.RMAReturnToBuyer, desk.RMAResolving, desk.RMAClosedResolved, desk.RMAClosedRejected,
		desk.RMAClosedExpired, desk.RMAWithdrawn,
	}
}

func newRMACmd(a *app) *cobra.Command {
	c := &cobra.Command{Use: "rma", Short: "List, show and move return records", SuggestionsMinimumDistance: 2}
	c.AddCommand(newRMAListCmd(a), newRMAShowCmd(a), newRMAAdvanceCmd(a))
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
			if f.State, err = member("state of an RMA", state, rmaStates()); err != nil {
				return err
			}
			if f.Limit < 0 {
				return usagef("--limit %d is below zero", f.Limit)
			}
			if overdue {
				f.Overdue = a.now()
			}
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
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
	offer(c, "state", rmaStates())
	jsonFlag(c, a)
	return c
}

func newRMAShowCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "show NUMBER",
		Short: "Show a return record; the number may be written in any way",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				r, err := d.RMA(c.Context(), strings.Join(args, ""))
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(r)
				}
				return a.say(a.look().RMA(r))
			})
		},
	}
	jsonFlag(c, a)
	return c
}

func newRMAAdvanceCmd(a *app) *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:     "advance NUMBER STATE",
		Short:   "Move a return record to its next state",
		Example: "  returndesk rma advance RMA-7K3Q-9TXB received --because \"parcel on the bench\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			to, err := member("state of an RMA", args[1], rmaStates())
			if err != nil {
				return err
			}
			if strings.TrimSpace(because) == "" {
				return usagef("moving a record needs a reason: add --because \"...\"")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				r, err := d.AdvanceRMA(c.Context(), by, args[0], to, because)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(r)
				}
				done := fmt.Sprintf("%s is %s now.\n", r.Number, strings.ReplaceAll(string(r.State), "_", " "))
				return a.say(done + untold(c.Context(), d, r))
			})
		},
	}
	c.Flags().StringVar(&because, "because", "", "the reason (needed)")
	jsonFlag(c, a)
	return c
}

// untold says that a record was moved without a mail, and which step tells the customer:
// the state's own, or the one that says where the return stands, where the case offers
// only that. Which states call for a mail stands in domain.md section 3.
func untold(ctx context.Context, d control.Desk, r desk.RMA) string {
	action := flow.Telling(r.State)
	if action == "" {
		return ""
	}
	const status = "rma_status"
	if v, err := d.Show(ctx, r.Case); err == nil {
		offers := func(name string) bool {
			return slices.ContainsFunc(v.Next, func(a desk.Action) bool { return a.Name == name })
		}
		if !offers(action) && offers(status) {
			action = status
		}
	}
	return fmt.Sprintf("The customer was not told: `returndesk resolve %s %s` drafts the mail.\n", r.Case, action)
}
