package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/policy"
	"returndesk/templates"
)

func newPolicyCheckCmd(a *app, f *policyFiles) *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "Find gaps, dead rows, missing templates and sections",
		Long:  "check goes, class by class, through every combination of the facts that the class's rows mention.\nIt finds combinations that no row decides, rows that can never match, templates that do not exist,\nsections that the policy text lacks, and outcomes that lead nowhere. Exit code 1 when it finds anything.",
		RunE: func(*cobra.Command, []string) error {
			t, err := f.load(a)
			if err != nil {
				return err
			}
			found := t.Check(templates.Names())
			if a.json {
				if found == nil {
					found = []policy.Finding{}
				}
				if err := a.printJSON(map[string]any{"hash": t.Hash(), "rows": len(t.Rows()), "findings": found}); err != nil {
					return err
				}
			} else {
				var b strings.Builder
				for _, x := range found {
					where := ""
					if x.Line > 0 {
						where = fmt.Sprintf("line %d: ", x.Line)
						if f.table != "" {
							where = fmt.Sprintf("%s:%d: ", f.table, x.Line)
						}
					}
					fmt.Fprintf(&b, "%s%s (%s)\n", where, x.Text, x.Kind)
				}
				fmt.Fprintf(&b, "%s checked, %s\n", terminal.Count(len(t.Rows()), "row", "rows"), terminal.Count(len(found), "finding", "findings"))
				if _, err := fmt.Fprint(a.out, b.String()); err != nil {
					return fmt.Errorf("print: %w", err)
				}
			}
			if len(found) > 0 {
				return errShown
			}
			return nil
		},
	}
	jsonFlag(c, a)
	return c
}
