package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newApproveCmd(a *app) *cobra.Command {
	var yes, release bool
	var because string
	c := &cobra.Command{
		Use:   "approve ID...",
		Short: "Approve drafts: what was shown is what is sent",
		Long: "Approve drafts by their ids, or by the id of a case with one open draft. Each is shown\n" +
			"first and asked about; exactly what was shown is sent. With --yes nothing is asked.\n" +
			"Where people send from their mail program (approve_in), --release lets a draft into the\n" +
			"Drafts folder that needs more than an agent, or a reason.",
		Example: "  returndesk approve C-1042\n  returndesk approve C-1042 C-1043 --yes\n" +
			"  returndesk approve C-1042 --because \"the customer was promised this by phone\"",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !yes && !a.interactive() {
				return usagef("approving without a terminal needs --yes")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				return a.each(args, func(id string) (*desk.Draft, error) {
					return a.approve(c.Context(), d, by, id, flow.Approval{Because: because, Release: release}, yes)
				})
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not show and do not ask")
	c.Flags().StringVar(&because, "because", "", "the reason, when a check warns or a senior overrides old order data")
	c.Flags().BoolVar(&release, "release", false, "only let it into the Drafts folder, to be sent from a mail program")
	jsonFlag(c, a)
	return c
}

// each does something with every draft. A failure is told and does not stop the others;
// with --json the drafts that were changed are printed.
func (a *app) each(ids []string, do func(id string) (*desk.Draft, error)) error {
	done, failed := []desk.Draft{}, false
	for _, id := range ids {
		d, err := do(id)
		if err != nil && len(ids) == 1 {
			return err
		}
		if err != nil {
			printError(a.err, err)
			failed = true
		} else if d != nil {
			done = append(done, *d)
		}
	}
	if a.json {
		if err := a.printClean(done); err != nil {
			return err
		}
	}
	if failed {
		return errShown
	}
	return nil
}

// approve shows one draft, asks, and approves it. It gives nil when the person said no.
func (a *app) approve(ctx context.Context, d control.Desk, by desk.Actor, id string, say flow.Approval, yes bool) (*desk.Draft, error) {
	v, err := d.Show(ctx, id)
	if err != nil {
		return nil, err
	}
	draft, err := draftMeant(v, id, desk.DraftProposed)
	if err != nil {
		return nil, err
	}
	if !yes {
		if err := a.say(a.look().DraftIn(v, draft) + "\n"); err != nil {
			return nil, err
		}
		question := "Approve " + draft.ID + "?"
		if say.Release {
			question = "Release " + draft.ID + " into the Drafts folder?"
		}
		if ok, err := a.confirm(ctx, question); err != nil || !ok {
			if err == nil {
				err = a.say(draft.ID + " was left as it is.\n")
			}
			return nil, err
		}
	}
	say.Draft, say.Seen = draft.ID, draft.ContentHash()
	approved, err := d.Approve(ctx, by, say)
	if err != nil {
		return nil, err
	}
	if a.json {
		return &approved, nil
	}
	return &approved, a.say(a.approvedLine(approved, by))
}

// approvedLine says what happens next to an approved draft.
func (a *app) approvedLine(d desk.Draft, by desk.Actor) string {
	if d.State == desk.DraftProposed && d.Released != nil {
		return fmt.Sprintf("%s released by %s. It comes into the Drafts folder in a moment; send it from there. `returndesk undo %s` takes it back.\n", d.ID, by.Name, d.ID)
	}
	now := a.shopNow()
	if wait := d.SendAfter.Sub(now); wait > 0 {
		return fmt.Sprintf("%s approved by %s. It leaves at %s; until then `returndesk undo %s` takes it back.\n",
			d.ID, by.Name, d.SendAfter.In(now.Location()).Format("15:04:05"), d.ID)
	}
	return fmt.Sprintf("%s approved by %s. It leaves as soon as the service sends.\n", d.ID, by.Name)
}
