package main

import (
	"fmt"
	"strings"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/explain"
)

// printUntried tells why a mail could not be tried, as an object among the others too.
func (a *app) printUntried(file string, why error) error {
	printError(a.err, why)
	if !a.json {
		return nil
	}
	return a.printJSON(struct {
		File  string `json:"file"`
		Error string `json:"error"`
	}{file, why.Error()})
}

// printTried prints a JSON object, or a page for people.
func (a *app) printTried(t tried) error {
	if a.json {
		return a.printJSON(t)
	}
	order := "none"
	if t.Order != nil {
		order = t.Order.Number + " (" + t.Order.Stage + ")"
	}
	doubt := ""
	if t.Unsure {
		doubt = ", not sure: may be " + string(t.RunnerUp)
	}
	rma := "no"
	if t.RMA {
		rma = "opens"
	}
	_, err := fmt.Fprintf(a.out, "%s\n  class     %s (%s, %s)%s\n  order     %s\n  outcome   %s   rule %s\n  sections  %s\n  RMA       %s\n  asks      %s\n  flags     %s\n",
		t.File, t.Class, explain.Sure(t.Confidence), t.Engine, doubt, order, t.Outcome, t.Rule, listed(t.Sections), rma, listed(t.Asks), listed(t.Flags))
	if err != nil || t.Draft == nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "  draft     %s, to %s\n\n    Subject: %s\n\n%s\n", t.Draft.Template, t.Draft.To, clip(t.Draft.Subject, 200), indent(t.Draft.Text))
	return err
}

// listed is joined with a dash for nothing.
func listed[T ~string](list []T) string {
	if len(list) == 0 {
		return "–"
	}
	return joined(list)
}

func indent(text string) string {
	lines := strings.Split(strings.TrimRight(terminal.Text(text), "\n"), "\n")
	for i, l := range lines {
		lines[i] = "    " + l
	}
	return strings.Join(lines, "\n") + "\n"
}
