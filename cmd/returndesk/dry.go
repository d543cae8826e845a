package main

import (
	"context"
	"fmt"
	"os"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
)

// dryRun reads the mailbox into a throw-away store, decides, prints, and forgets. The
// mailbox is only looked at (EXAMINE and PEEK), nothing is sent, and the data folder is
// not touched.
func (a *app) dryRun(ctx context.Context) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	if err := fitTemplates(cfg.TemplatesDir); err != nil { // the service would not start either
		return err
	}
	dir, err := os.MkdirTemp("", "returndesk-dry-run-")
	if err != nil {
		return noTemporary(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // it holds nothing that is kept
	cfg.DataDir = dir
	h, err := a.open(ctx, cfg, wiring{mail: true, judge: true, dry: true})
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.service.once(ctx); err != nil {
		return err
	}
	rows, err := h.engine.Queue(ctx, desk.CaseFilter{Limit: 100000})
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(rows)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintf(a.out, "%-28s %-16s %-22s %-12s %s\n", clip(r.Customer, 28), r.Class, r.Outcome, r.Order, clip(r.Subject, 48)); err != nil {
			return err
		}
	}
	sum, err := h.summary(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "Dry run: nothing was kept, nothing was sent. %s. `returndesk run` does the work.\n", sum)
	return err
}

// clip makes a stranger's text one clean line of at most n characters.
func clip(s string, n int) string {
	r := []rune(terminal.Line(s))
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return string(r)
}
