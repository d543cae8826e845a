package main

import (
	"slices"

	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newRejectCmd(a *app) *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:   "reject ID...",
		Short: "Reject drafts with a reason; their cases stay open",
		Long: "Reject drafts with a reason; their cases stay open. What only time called for (a reminder, the end of a\n" +
			"silent case or of a return number) is put off by that: it comes again a week later.",
		Example: "  returndesk reject C-1042 --because \"answered by phone\"",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(because) == "" {
				return usagef("a rejection needs a reason: add --because \"...\"")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				return a.each(args, func(id string) (*desk.Draft, error) {
					draft, err := d.Reject(c.Context(), by, id, because)
					if err != nil || a.json {
						return &draft, err
					}
					if !draft.Again.IsZero() {
						return &draft, a.say(draft.ID + " rejected for now: it comes again on " + draft.Again.In(a.shopNow().Location()).Format("Monday, 2 January") + ".\n")
					}
					return &draft, a.say(draft.ID + " rejected. `returndesk show " + draft.Case + "` lists what can be done now.\n")
				})
			})
		},
	}
	c.Flags().StringVar(&because, "because", "", "the reason (needed)")
	jsonFlag(c, a)
	return c
}

func newUndoCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "undo ID...",
		Short: "Take approvals back while the mails have not left",
		Long: "Take approvals back by the drafts' ids, or by the id of a case with one approved draft. A draft\n" +
			"that was released into the Drafts folder, or that counts as rejected because it was deleted\n" +
			"there, is taken back the same way.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				return a.each(args, func(id string) (*desk.Draft, error) {
					v, err := d.Show(c.Context(), id)
					if err != nil {
						return nil, err
					}
					meant, err := undoMeant(v, id)
					if err != nil {
						return nil, err
					}
					draft, err := d.Undo(c.Context(), by, meant.ID)
					if err != nil || a.json {
						return &draft, err
					}
					return &draft, a.say(draft.ID + " waits for approval again.\n")
				})
			})
		},
	}
	jsonFlag(c, a)
	return c
}

// undoMeant finds what can be taken back: an approval, else a release, else a rejection that
// only the mail program told of.
func undoMeant(v flow.CaseView, id string) (desk.Draft, error) {
	d, err := draftMeant(v, id, desk.DraftApproved)
	if desk.CodeOf(err) != desk.CodeNotFound {
		return d, err
	}
	for _, x := range slices.Backward(v.Drafts) {
		if x.State == desk.DraftProposed && x.Released != nil || x.State == desk.DraftRejected && x.Lost {
			return x, nil
		}
	}
	return d, err
}
