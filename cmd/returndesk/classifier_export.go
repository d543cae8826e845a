package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

func newClassifierExportCmd(a *app) *cobra.Command {
	var part string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the labelled mails that the classifier learns from, as JSON Lines",
		Long: "Writes labelled mails to the standard output in the form of docs/labels.md: those that the\n" +
			"program was built with, by part (train, tuned, dev) or all, or your agents' corrections.",
		RunE: func(c *cobra.Command, _ []string) error {
			if part == "corrections" {
				list, err := a.corrections(c.Context())
				if err != nil {
					return err
				}
				return a.writeRecords(list)
			}
			set, err := corpus.Load(corpus.Files())
			if err != nil {
				return err
			}
			list := set.All()
			if part != "all" {
				list = set[corpus.Part(part)]
			}
			if len(list) == 0 {
				return usagef("--part is all, train, tuned, dev or corrections, not %q", part)
			}
			return a.writeRecords(list)
		},
	}
	c.Flags().StringVar(&part, "part", "all", "which mails: all, train, tuned, dev or corrections")
	return c
}

// writeRecords prints records, one JSON object a line.
func (a *app) writeRecords(list []corpus.Record) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	for i := range list {
		if err := enc.Encode(&list[i]); err != nil {
			return desk.Wrap(desk.CodeInternal, err, "write the mails")
		}
	}
	return nil
}
