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
	look := a.look()
	var b strings.Builder
	b.WriteString(look.Hang("", t.File))
	row := func(label, value string) { b.WriteString(look.Hang(fmt.Sprintf("  %-10s", label), value)) }
	row("class", fmt.Sprintf("%s (%s, %s)%s", t.Class, explain.Sure(t.Confidence), t.Engine, doubt))
	row("order", order)
	row("outcome", fmt.Sprintf("%s   rule %s", t.Outcome, t.Rule))
	row("sections", listed(t.Sections))
	row("RMA", rma)
	row("asks", listed(t.Asks))
	row("flags", listed(t.Flags))
	if t.Draft != nil {
		row("draft", t.Draft.Template+", to "+t.Draft.To)
		b.WriteString("\n" + look.Hang("    ", "Subject: "+clip(t.Draft.Subject, 200)) + "\n")
		for line := range strings.SplitSeq(strings.TrimRight(terminal.Text(t.Draft.Text), "\n"), "\n") {
			b.WriteString(strings.TrimRight(look.Hang("    ", line), " \n") + "\n")
		}
		b.WriteString("\n")
	}
	return a.say(b.String())
}

// listed is joined with a dash for nothing.
func listed[T ~string](list []T) string {
	if len(list) == 0 {
		return "–"
	}
	return joined(list)
}
