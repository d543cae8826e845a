package main

import (
	"context"
	"fmt"
	"io"
	"net/mail"
	"time"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

// newExportCmd writes cases for other programs, or for the customer whose they are.
func newExportCmd(a *app) *cobra.Command {
	var q control.ExportQuery
	var since string
	c := &cobra.Command{
		Use:   "export FILE",
		Short: "Write cases as JSON, or their mails as an mbox file; also while the service runs",
		Long: "Write cases into a new file of mode 0600, one JSON object a line: the case with its decisions, its drafts,\n" +
			"returns, mails (who, when, subject) and history. With --mails the file is an mbox with the mails themselves,\n" +
			"those that came and those that we sent, which mail programs and `returndesk import` read.\n\n" +
			"--address takes the cases of one customer, as for a request to see his data. It takes the role manager.",
		Example: "  returndesk export cases.jsonl --since 2026-11-01\n" +
			"  returndesk export jo.jsonl --address jo@example.com && returndesk export jo.mbox --mails --address jo@example.com",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if q.Address != "" {
				if _, err := mail.ParseAddress(q.Address); err != nil {
					return usagef("--address %q is no mail address", q.Address)
				}
			}
			if since != "" {
				var err error
				if q.Since, err = time.ParseInLocation(time.DateOnly, since, a.shopNow().Location()); err != nil {
					return usagef("--since needs a date such as 2026-03-01, not %q", since)
				}
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error { return a.export(c.Context(), d, by, q, args[0]) })
		},
	}
	c.Flags().StringVar(&q.Address, "address", "", "cases of this customer alone")
	c.Flags().StringVar(&since, "since", "", "cases in which something happened since this day, in the shop's zone (YYYY-MM-DD)")
	c.Flags().BoolVar(&q.Mails, "mails", false, "their mails as an mbox file")
	jsonFlag(c, a)
	return c
}

func (a *app) export(ctx context.Context, d control.Desk, by desk.Actor, q control.ExportQuery, path string) error {
	size, err := writeSized(path, func(f io.Writer) error { return d.Export(ctx, by, q, f) })
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(backupDone{path, size})
	}
	return a.say(fmt.Sprintf("%s holds the export, %s. It contains customers' data: keep it as you keep the mailbox.\n", path, bytesWords(size)))
}
