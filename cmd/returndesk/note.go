package main

import (
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
)

func newNoteCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:     "note CASE TEXT",
		Short:   "Leave a remark for colleagues in a case's history",
		Example: "  returndesk note C-1042 \"the workshop has the board on the bench\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				if err := d.Note(c.Context(), by, args[0], args[1]); err != nil {
					return err
				}
				return a.say("The note stands in the history of " + terminal.Line(args[0]) + ".\n")
			})
		},
	}
	return c
}

func newHandUpCmd(a *app) *cobra.Command {
	var because, to string
	c := &cobra.Command{
		Use:     "handup CASE",
		Short:   "Leave a case's drafts to a senior or above",
		Long:    "From then on only people of the named role or above may approve the case's drafts, until a mail\nwas sent. Somebody with that role gives the case back with --to agent.",
		Example: "  returndesk handup C-1042 --because \"the customer mentions his lawyer\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			role, err := member("role", to, personRoles())
			if err != nil {
				return err
			}
			if strings.TrimSpace(because) == "" {
				return usagef("handing a case over needs a reason: add --because \"...\"")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				changed, err := d.HandUp(c.Context(), by, args[0], role, because)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(changed)
				}
				return a.say(terminal.Line(changed.ID) + " waits for a " + string(role) + ".\n")
			})
		},
	}
	c.Flags().StringVar(&to, "to", string(desk.RoleSenior), "agent, senior, manager or admin")
	c.Flags().StringVar(&because, "because", "", "what the other one has to look at (needed)")
	offer(c, "to", personRoles())
	jsonFlag(c, a)
	return c
}
