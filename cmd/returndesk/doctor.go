package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
)

// status is how a check ended.
type status string

// The four ends of a check. Skipped says honestly that nothing could be seen.
const (
	statusOK   status = "ok"
	statusWarn status = "warn"
	statusFail status = "fail"
	statusSkip status = "skip"
)

// finding is one line of the doctor's table.
type finding struct {
	Check  string `json:"check"`
	Status status `json:"status"`
	Seen   string `json:"seen"`
	Mend   string `json:"mend,omitempty"`
}

// doctor is one examination. Its checks change nothing: no mail is sent, no flag set,
// no file left behind but a refresh token that the provider replaced.
type doctor struct {
	app     *app
	cfg     config.Config
	tokens  *tokens
	timeout time.Duration // of each check that goes over the network
	reach   reach
	unseen  int // findings that say nothing for want of rights
}

func newDoctorCmd(a *app) *cobra.Command {
	d := &doctor{app: a}
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check every connection and file, and say what to mend",
		Long: "doctor logs in to each mailbox and SMTP server (no mail is sent), reads orders, policy and\n" +
			"templates, looks at clock, disk and rights, and says for each failure what to mend.\n" +
			"It ends with status 1 when a check fails; warnings alone do not count, nor does what your own\n" +
			"rights do not let you see: run it as the service's user, or as root, to have everything looked at.",
		RunE: func(c *cobra.Command, _ []string) error {
			findings := d.examine(c.Context())
			if err := d.report(findings); err != nil {
				return err
			}
			for _, f := range findings {
				if f.Status == statusFail {
					return errShown
				}
			}
			return nil
		},
	}
	c.Flags().DurationVar(&d.timeout, "timeout", 30*time.Second, "how long each connection may take")
	jsonFlag(c, a)
	return c
}

// examine runs every check; those that wait for a network run side by side. The order
// of the findings does not depend on who answers first.
func (d *doctor) examine(ctx context.Context) []finding {
	var err error
	if d.cfg, err = d.app.loadConfig(); err != nil {
		found := broken(err)
		d.reach.settle(found) // without a configuration nobody is an onlooker
		return found
	}
	d.reach = reachOf(d.cfg)
	d.tokens = &tokens{env: d.app.env, log: slog.New(slog.DiscardHandler)}
	checks := []func(context.Context) []finding{
		d.checkShop, d.checkClock, d.checkData, d.checkOrders, d.checkPolicy, d.checkTemplates, d.checkLLM, d.checkAlerts,
	}
	for _, m := range d.cfg.Mailboxes {
		checks = append(checks,
			func(ctx context.Context) []finding { return d.checkIMAP(ctx, m) },
			func(ctx context.Context) []finding { return d.checkSMTP(ctx, m) },
		)
	}
	results := make([][]finding, len(checks))
	var wg sync.WaitGroup
	for i, check := range checks {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, d.timeout)
			defer cancel()
			results[i] = check(ctx)
		})
	}
	wg.Wait()
	all := []finding{{Check: "configuration", Status: statusOK, Seen: d.cfg.File + ", " + terminal.Count(len(d.cfg.Mailboxes), "mailbox", "mailboxes")}}
	for _, r := range results {
		all = append(all, r...)
	}
	d.unseen = d.reach.settle(all)
	return all
}

// broken reports a configuration that cannot be read: one finding a mistake.
func broken(err error) []finding {
	var problems config.Problems
	if !errors.As(err, &problems) {
		return []finding{failed("configuration", err)}
	}
	var all []finding
	for _, e := range problems.Unwrap() {
		all = append(all, failed("configuration", e))
	}
	return all
}

// failed turns an error into a finding; the mend comes from the error.
func failed(check string, err error) finding {
	f := finding{Check: check, Status: statusFail, Seen: err.Error()}
	if denied(err) {
		f.Status = statusDenied
	}
	var known *desk.Error
	if errors.As(err, &known) {
		f.Seen, f.Mend = known.Message, known.Mend
		if known.Err != nil {
			f.Seen += ": " + known.Err.Error()
		}
	}
	return f
}

func (d *doctor) report(findings []finding) error {
	if d.app.json {
		return d.app.printJSON(findings)
	}
	count := map[status]int{}
	for _, f := range findings {
		count[f.Status]++
	}
	page := findingsTable(findings)
	if w := d.app.look().Width; w > 0 && text.LongestLineLen(page) > w { // 0: it goes to a file
		page = findingsList(findings, max(w, 40))
	}
	_, err := fmt.Fprintf(d.app.out, "%s\n\n%d ok, %s, %s, %d skipped\n", page,
		count[statusOK], terminal.Count(count[statusWarn], "warning", "warnings"), terminal.Count(count[statusFail], "failure", "failures"), count[statusSkip])
	if err == nil && d.unseen > 0 {
		_, err = fmt.Fprintf(d.app.out, "%d of them are not seen with your rights; %s\n", d.unseen, d.reach.mend)
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// findingsTable lays findings out beside each other.
func findingsTable(findings []finding) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.DrawBorder = false
	t.Style().Options.SeparateColumns = false
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"Check", "", "Seen", "To mend"})
	for _, f := range findings {
		t.AppendRow(table.Row{f.Check, f.Status, f.Seen, f.Mend})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 3, WidthMax: 64, WidthMaxEnforcer: text.WrapSoft}, {Number: 4, WidthMax: 48, WidthMaxEnforcer: text.WrapSoft}})
	return t.Render()
}

// findingsList lays them out below each other, for a terminal that the table does not fit.
func findingsList(findings []finding, width int) string {
	const indent = 6 // columns: the longest status and two blanks
	var lines []string
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%-*s%s", indent, f.Status, f.Check))
		told := []string{f.Seen}
		if f.Mend != "" {
			told = append(told, "mend: "+f.Mend)
		}
		for _, words := range told {
			for line := range strings.SplitSeq(text.WrapSoft(words, width-indent), "\n") {
				lines = append(lines, strings.Repeat(" ", indent)+strings.TrimRight(line, " "))
			}
		}
	}
	return strings.Join(lines, "\n")
}
