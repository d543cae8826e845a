package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"returndesk/desk"
)

func newManCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages into a folder",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := makeFolder(args[0], 0o755); err != nil { // manual pages are public
				return err
			}
			now := a.now()
			header := &doc.GenManHeader{Title: "RETURNDESK", Section: "1", Source: "returndesk " + buildVersion().Version, Date: &now}
			if err := doc.GenManTree(c.Root(), header, args[0]); err != nil {
				return desk.Wrap(desk.CodeUnavailable, err, "the manual pages in %s cannot be written", args[0]).WithMend("name a folder that you may write to, with room")
			}
			return nil
		},
	}
}
