package main

import (
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

func newAcknowledgeCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use: "acknowledge", Short: "Look after the confirmations of receipt", SuggestionsMinimumDistance: 2,
		Long: "Where the configuration switches acknowledge on, a new mail is answered at once by a mail that only says that\n" +
			"it has arrived. When too many of those leave within an hour, no more are sent until a senior says so.",
	}
	var because string
	resume := &cobra.Command{
		Use:   "resume",
		Short: "Let confirmations of receipt leave again after there were too many",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if strings.TrimSpace(because) == "" {
				return usagef("resuming the confirmations needs a reason: add --because \"...\"")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				if err := d.ResumeAcknowledgements(c.Context(), by, because); err != nil {
					return err
				}
				if a.json {
					return a.printClean(map[string]bool{"resumed": true})
				}
				return a.say("Confirmations of receipt leave again.\n")
			})
		},
	}
	resume.Flags().StringVar(&because, "because", "", "why it is safe to go on")
	jsonFlag(resume, a)
	c.AddCommand(resume)
	return c
}
