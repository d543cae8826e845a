package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
)

func newClassifierCorrectionsCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "corrections",
		Short: "List and revoke what your agents corrected",
		Long: "Each time an agent corrects a mail's class, signals or order, the correction is kept: who, when,\n" +
			"what was read before, what it is. A near-identical later mail follows it at once (another order only\n" +
			"if the same customer writes); \"returndesk classifier train\" learns from what is said of class and\n" +
			"signals. What is revoked counts no more; cases that were decided stay as they are.",
	}
	c.AddCommand(newCorrectionsListCmd(a), newCorrectionsRevokeCmd(a))
	return c
}

func newCorrectionsListCmd(a *app) *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the corrections that hold",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				list, err := d.Corrections(c.Context())
				if err != nil {
					return err
				}
				shown := []desk.Correction{}
				for _, k := range list {
					if all || k.Revoked == nil {
						shown = append(shown, k)
					}
				}
				if a.json {
					return a.printClean(shown)
				}
				return a.say(correctionLines(shown))
			})
		},
	}
	c.Flags().BoolVar(&all, "all", false, "also those that were revoked")
	jsonFlag(c, a)
	return c
}

// correctionLines writes corrections for people.
func correctionLines(list []desk.Correction) string {
	if len(list) == 0 {
		return "Nothing was corrected yet.\n"
	}
	var b strings.Builder
	for _, k := range list {
		what := explain.Correction(k)
		if k.Revoked != nil {
			what += " (revoked by " + clip(k.Revoked.Name, 60) + ")"
		}
		fmt.Fprintf(&b, "%-6s %s  %s  %s: %s\n       %s\n", k.ID, k.At.Format("2006-01-02 15:04"), k.Case, clip(k.By.Name, 60), what, clip(k.Text, 100))
		if k.Because != "" {
			fmt.Fprintf(&b, "       because: %s\n", clip(k.Because, 200))
		}
	}
	return b.String()
}

func newCorrectionsRevokeCmd(a *app) *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:     "revoke ID...",
		Short:   "Take corrections back: they are followed and learnt from no more",
		Example: "  returndesk classifier corrections revoke K-12 --because \"was right at first\"",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				for _, id := range ids {
					k, err := d.RevokeCorrection(c.Context(), by, id, because)
					if err != nil {
						return err
					}
					if err := a.say(fmt.Sprintf("Correction %s of case %s is revoked.\n", k.ID, k.Case)); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&because, "because", "", "why; kept in the case's history")
	return c
}
