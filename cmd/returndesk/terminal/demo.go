package terminal

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"returndesk/desk"
)

// DemoRow is one mail of the demo and what became of it.
type DemoRow struct {
	No      int
	Who     string
	Class   desk.Class
	Outcome desk.Outcome
	Rule    string
	RMAs    []string
	Subject string // of the draft; "" = none
	Note    string // beside the subject: why there is no draft, or how many more there are
	Waits   bool   // the draft waits for approval
}

// demoIndent is how far the second line of a row is set in: below the name.
const demoIndent = 5

// DemoTable lays out the demo's mails, two lines each: who wrote and what was decided,
// then the deciding rule and the subject of the reply. It fits 80 columns.
func (l Look) DemoTable(rows []DemoRow) string {
	var out strings.Builder
	cells := func(no, who, class, outcome, rma string) string {
		return fmt.Sprintf("%3s  %s  %s  %s  %s", no, fixed(who, 19), fixed(class, 16), fixed(outcome, 21), rma)
	}
	head := func(s string) { out.WriteString(l.faint(strings.TrimRight(s, " ")) + "\n") }
	head(cells("#", "FROM", "CLASS", "OUTCOME", "RMA"))
	head(strings.Repeat(" ", demoIndent) + "rule: subject of the reply")
	rule := strings.Repeat("─", min(l.width(), 80))
	head(rule)
	for _, r := range rows {
		rma := "–"
		if len(r.RMAs) > 0 {
			rma = shortRMA(r.RMAs[0])
		}
		if len(r.RMAs) > 1 {
			rma += fmt.Sprintf(" +%d", len(r.RMAs)-1)
		}
		line := strings.TrimRight(cells(fmt.Sprint(r.No), Line(r.Who), string(r.Class), string(r.Outcome), rma), " ")
		if l.Colour {
			line = strings.Replace(line, string(r.Outcome), l.outcome(r.Outcome), 1)
		}
		out.WriteString(line + "\n" + l.demoReply(r) + "\n")
	}
	head(rule)
	return out.String()
}

// demoReply is the second line of a row.
func (l Look) demoReply(r DemoRow) string {
	room := min(l.width(), 100) - demoIndent
	lead := Line(r.Rule)
	note := Line(r.Note)
	if r.Subject == "" {
		return strings.Repeat(" ", demoIndent) + l.faint(cut(strings.TrimSuffix(lead+": "+note, ": "), room))
	}
	rest := room - text.StringWidth(lead) - 2
	if note != "" {
		note = " (" + note + ")"
		rest = max(rest-text.StringWidth(note), 16)
	}
	return strings.Repeat(" ", demoIndent) + l.faint(lead+":") + " " + cut(Line(r.Subject), rest) + l.faint(note)
}

// outcome colours an outcome by how much it asks of a person.
func (l Look) outcome(o desk.Outcome) string {
	switch o {
	case desk.OutcomeSafetyStop:
		return l.red(string(o))
	case desk.OutcomeManagerDecision, desk.OutcomeVerifySender, desk.OutcomeUnauthorisedReturn, desk.OutcomeLateCancelReview, desk.OutcomeOutOfWindowReview:
		return l.yellow(string(o))
	case desk.OutcomeOpenRMA:
		return l.green(string(o))
	case desk.OutcomeNoReply:
		return l.faint(string(o))
	}
	return string(o)
}

// shortRMA leaves out what all numbers begin with.
func shortRMA(number string) string { return strings.TrimPrefix(Line(number), "RMA-") }

// fixed cuts or fills text to a width in columns.
func fixed(s string, width int) string {
	s = cut(s, width)
	return s + strings.Repeat(" ", width-text.StringWidth(s))
}

// DemoStep is a line about a step of the demo that is done.
func (l Look) DemoStep(what, took string) string {
	if took != "" {
		took = "  " + l.faint(took)
	}
	return l.green("✓") + " " + what + took + "\n"
}

// DemoBar is a step under way, to be overwritten in place: it begins with a carriage
// return and clears the rest of its line.
func (l Look) DemoBar(what string, done, all int) string {
	const width = 24
	full := 0
	if all > 0 {
		full = min(width, width*done/all)
	}
	return fmt.Sprintf("\r\x1b[K%s %s %s%s %d/%d", l.cyan("▸"), what, strings.Repeat("█", full), strings.Repeat("░", width-full), done, all)
}

// DemoHead is a headline.
func (l Look) DemoHead(s string) string { return l.bold(s) + "\n" }

// DemoArrived shows a mail as it came in at the other end of the line: some fields of its
// header and its first lines.
func (l Look) DemoArrived(fields [][2]string, body string, lines int) string {
	s := &sheet{look: l}
	s.head("Arrived at the SMTP server")
	for _, f := range fields {
		s.row(f[0], Line(f[1]))
	}
	s.out.WriteString("\n")
	all := strings.Split(strings.Trim(Text(body), "\n"), "\n")
	if len(all) > lines {
		all = append(all[:lines], "…")
	}
	s.quote(strings.Join(all, "\n"))
	return s.out.String()
}
