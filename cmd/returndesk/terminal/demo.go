package terminal

import (
	"fmt"
	"strings"

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

// demoWide is the width from which a row has room on one line.
const demoWide = 132

// DemoTable lays out the demo's mails: who wrote, what was decided by which rule, the
// record, and the subject of the reply. A row takes two lines where one is too narrow; it
// always fits 80 columns.
func (l Look) DemoTable(rows []DemoRow) string {
	var out strings.Builder
	wide := l.width() >= demoWide
	rule := strings.Repeat("─", min(l.width(), 80))
	head := []string{l.demoCells("#", "FROM", "CLASS", "OUTCOME", "RMA"), strings.Repeat(" ", demoIndent) + "rule: subject of the reply"}
	if wide {
		rule = strings.Repeat("─", min(l.width(), 160))
		head = []string{l.demoCells("#", "FROM", "CLASS", "OUTCOME", fixed("RMA", 12)) + "  " + fixed("RULE", 24) + "  SUBJECT OF THE REPLY"}
	}
	for _, line := range append(head, rule) {
		out.WriteString(l.faint(line) + "\n")
	}
	for _, r := range rows {
		rma := "–"
		if len(r.RMAs) > 0 {
			rma = shortRMA(r.RMAs[0])
		}
		if len(r.RMAs) > 1 {
			rma += fmt.Sprintf(" +%d", len(r.RMAs)-1)
		}
		if wide {
			rma = fixed(rma, 12)
		}
		line := l.demoCells(fmt.Sprint(r.No), Line(r.Who), string(r.Class), string(r.Outcome), rma)
		if l.Colour {
			line = strings.Replace(line, string(r.Outcome), l.outcome(r.Outcome), 1)
		}
		if wide {
			lead := line + "  " + l.faint(fixed(Line(r.Rule), 24)) + "  "
			out.WriteString(lead + l.demoSubject(r, min(l.width(), 160)-columns(lead)) + "\n")
			continue
		}
		lead := Line(r.Rule) + ": "
		out.WriteString(line + "\n" + strings.Repeat(" ", demoIndent) + l.faint(lead) +
			l.demoSubject(r, min(l.width(), 100)-demoIndent-columns(lead)) + "\n")
	}
	out.WriteString(l.faint(rule) + "\n")
	return out.String()
}

func (l Look) demoCells(no, who, class, outcome, rma string) string {
	return fmt.Sprintf("%3s  %s  %s  %s  %s", no, fixed(who, 19), fixed(class, 16), fixed(outcome, 21), rma)
}

// demoSubject is the subject of the reply with its note, or the reason why there is none.
func (l Look) demoSubject(r DemoRow, room int) string {
	note := Line(r.Note)
	if r.Subject == "" {
		return l.faint(cut(note, room))
	}
	if note == "" {
		return cut(Line(r.Subject), room)
	}
	note = " (" + note + ")"
	subject := cut(Line(r.Subject), max(room-columns(note), 20))
	return subject + l.faint(cut(note, room-columns(subject)))
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
	return s + strings.Repeat(" ", width-columns(s))
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
