package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

// newRMASlipCmd writes the return slip of a record to a file.
func newRMASlipCmd(a *app) *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "slip NUMBER --to FILE",
		Short: "Write the return slip of a record to a file, as its mail brings it",
		Long: "Writes the PDF page that goes with the mail that authorizes a return: the one of the mail that was sent\n" +
			"last, else that of the draft that waits for its approval.",
		Example: "  returndesk rma slip RMA-7K3Q-9TXB --to slip.pdf",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(to) == "" {
				return usagef("name the file: add --to FILE")
			}
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				v, err := d.RMASteps(c.Context(), args[0])
				if err != nil {
					return err
				}
				if v.Slip == "" {
					return desk.Errf(desk.CodeNotFound, "%s has no return slip", v.RMA.Number).
						WithMend("the step rma_authorized draws it up; a return that was sent before gets none")
				}
				shown, err := d.Show(c.Context(), v.Slip)
				if err != nil {
					return err
				}
				for _, draft := range shown.Drafts {
					if draft.ID != v.Slip || v.SlipPart >= len(draft.Parts) {
						continue
					}
					if err := os.WriteFile(to, draft.Parts[v.SlipPart].Data, 0o600); err != nil {
						return unwritable(err, to)
					}
					when := "as it was sent with " + draft.ID
					if draft.State != desk.DraftSent {
						when = "as it goes with " + draft.ID + ", which is " + string(draft.State)
					}
					return a.say(fmt.Sprintf("The return slip of %s is in %s, %s.\n", v.RMA.Number, to, when))
				}
				return desk.Errf(desk.CodeNotFound, "the draft %s of the slip is gone", v.Slip).WithMend("look at the record again: returndesk rma show %s", v.RMA.Number)
			})
		},
	}
	c.Flags().StringVar(&to, "to", "", "file to write the PDF to")
	return c
}
