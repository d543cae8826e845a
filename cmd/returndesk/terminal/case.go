package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// Case lays out the page on which a person judges a case.
func (l Look) Case(v flow.CaseView) string {
	s := &sheet{look: l}
	l.caseHead(s, v)
	l.mailBlock(s, v)
	if last := v.Case.Last(); last != nil {
		l.readingBlock(s, *last)
		l.orderBlock(s, *last)
		l.carrierClaim(s, v.CarrierClaim)
		l.evidenceBlock(s, v.Case)
		l.decisionBlock(s, v, *last)
	}
	l.flagBlock(s, v.Case.Flags)
	l.rmaBlock(s, v.RMAs)
	l.timeBlock(s, v.Case)
	l.draftsBlock(s, v)
	l.nextBlock(s, v)
	l.historyBlock(s, v.Audit)
	return s.out.String()
}

func (l Look) caseHead(s *sheet, v flow.CaseView) {
	c := v.Case
	pieces := []string{l.bold(Line(c.ID)), words(c.Outcome), l.faint("case is " + string(c.State))}
	if !c.Deadline.IsZero() && c.State == desk.CaseOpen {
		paint := l.yellow
		if desk.Late(c.Deadline, l.Now) {
			paint = l.red
		}
		pieces = append(pieces, paint(l.dueWords(c.Deadline)))
	}
	s.run(pieces...)
	if len(c.Linked) > 0 {
		s.line("Linked with "+list(c.Linked)+": another order of the same customer, written of in one mail or thread.", nil)
	}
	if c.Follows != "" {
		s.line("The mail answers "+c.Follows+", which ended too long before.", nil)
	}
	if c.JudgePending {
		s.line("Attachments are still being looked at.", l.yellow)
	}
}

func (l Look) mailBlock(s *sheet, v flow.CaseView) {
	m := v.Mail
	s.head("The mail")
	if m.ID == "" && v.Case.Proactive {
		s.line("Nobody wrote: the order's promised date made this case.", nil)
		s.row("Buyer", address(desk.Address{Name: v.Case.Name, Address: v.Case.Customer}))
		return
	}
	if m.ID == "" {
		s.line("The customer's mail cannot be read any more; see `returndesk quarantine list`.", l.yellow)
		return
	}
	s.row("From", address(desk.Address{Name: m.Name, Address: m.From}))
	paint := l.yellow
	if m.Verified == "verified" {
		paint = l.green
	}
	why := Line(m.Why)
	if why != "" {
		why = ": " + why
	}
	s.painted("", words(Line(m.Verified))+why, paint)
	s.row("Received", l.when(m.ReceivedAt)+" ("+ago(age(l.Now.Sub(m.ReceivedAt)))+")")
	s.row("Subject", Line(m.Subject))
	s.out.WriteString("\n")
	if strings.TrimSpace(m.Text) == "" {
		s.line("(no text of its own)", l.faint)
	} else {
		s.quote(m.Text)
	}
	if n := strings.Count(strings.TrimSpace(m.Quoted), "\n"); strings.TrimSpace(m.Quoted) != "" {
		s.line(Count(n+1, "quoted line", "quoted lines")+" left out.", l.faint)
	}
	for _, p := range m.Problems {
		s.item("!", Line(p), l.yellow)
	}
	if v.Older > 0 {
		s.out.WriteString("\n")
		s.line(Count(v.Older, "older mail", "older mails")+" not answered yet, either; see the thread in the console.", l.yellow)
	}
	for _, r := range v.Unanswered {
		s.out.WriteString("\n")
		s.line("Not answered yet, either, "+l.when(r.ReceivedAt)+":", l.yellow)
		s.quote(r.Text)
	}
	for _, r := range v.Remarks {
		s.out.WriteString("\n")
		s.line("Somebody else wrote in this thread, "+l.when(r.ReceivedAt)+": "+address(desk.Address{Name: r.Name, Address: r.From}), l.yellow)
		s.quote(r.Text)
	}
}

func ago(age string) string {
	if age == "now" {
		return "just now"
	}
	return age + " ago"
}

func (l Look) readingBlock(s *sheet, d desk.Decision) {
	r := d.Reading
	if r.Engine == "returndesk" { // nobody said anything
		return
	}
	s.head("What it says")
	class := fmt.Sprintf("%s, %s (%s)", Line(string(d.Class)), explain.SureOf(d), Line(r.Engine))
	if r.ByAgent() {
		class = Line(string(d.Class)) + ", set by an agent"
	}
	if r.RunnerUp != "" && r.RunnerUp != d.Class {
		class += ", else " + Line(string(r.RunnerUp))
	}
	s.row("Class", class)
	if why := explain.Doubt(r); why != "" {
		s.painted("", Line(why), l.yellow)
	}
	s.row("Also", list(r.Also))
	s.row("Signals", list(r.Signals))
	s.row("Language", Line(r.Language))
}

func (l Look) orderBlock(s *sheet, d desk.Decision) {
	f := d.Facts.Detail
	s.head("The order and the facts")
	if f.OrderNumber == "" {
		s.row("Order", "none")
	} else {
		stage := words(d.Facts.Get(desk.FactStage))
		if stage == "unknown" {
			stage = "stage unknown"
		}
		s.row("Order", Line(f.OrderNumber)+", "+stage)
		s.row("Items", list(f.Items))
		s.row("Buyer", address(desk.Address{Name: f.BuyerName, Address: f.OrderEmail}))
		s.row("Ships to", strings.Trim(Line(f.Country)+", "+Line(f.Zone), ", "))
		if f.Zone != "" && f.Zone != l.Now.Location().String() {
			s.row("", "calendar days are those of "+Line(f.Zone))
		}
		if f.Total != "" {
			s.row("Total", Line(f.Total)+" "+Line(f.Currency))
		}
		if !f.AsOf.IsZero() {
			s.row("Data of", l.when(f.AsOf))
		}
	}
	for _, e := range explain.Timeline(d, l.Now.Location()) {
		s.row("", pad(date(e.Day), 17)+Line(e.What))
	}
	for _, line := range factLines(d) {
		s.item("·", line, nil)
	}
}

// carrierClaim says until when the carrier can be held to a damage.
func (l Look) carrierClaim(s *sheet, c *flow.CarrierClaim) {
	if c == nil {
		return
	}
	carrier := cmp.Or(Line(c.Carrier), "the carrier")
	switch {
	case c.LastDay != "" && l.gone(c.LastDay):
		s.painted("Claim", fmt.Sprintf("from %s was possible until %s (%s after delivery)", carrier, date(c.LastDay), Count(c.Days, "day", "days")), l.red)
	case c.LastDay != "":
		s.painted("Claim", fmt.Sprintf("from %s by %s (%s after delivery)", carrier, date(c.LastDay), Count(c.Days, "day", "days")), l.yellow)
	case c.Days > 0:
		s.painted("Claim", fmt.Sprintf("from %s within %s of delivery; the day of delivery is not known", carrier, Count(c.Days, "day", "days")), l.yellow)
	default:
		s.painted("Claim", fmt.Sprintf("from %s; until when is not configured (shop.carrier_claim_days)", carrier), l.yellow)
	}
}

func (l Look) evidenceBlock(s *sheet, c desk.Case) {
	if len(c.Evidence) == 0 {
		return
	}
	s.head("Attachments")
	for _, e := range c.Evidence {
		paint := l.green
		switch e.Verdict {
		case desk.VerdictUnjudged, desk.VerdictOther, desk.VerdictArt:
			paint = l.yellow
		case desk.VerdictUnusable, desk.VerdictMissing, desk.VerdictLink:
			paint = l.red
		}
		facts := []string{string(e.Kind), size(e.Bytes)}
		if e.Width > 0 {
			facts = append(facts, fmt.Sprintf("%d×%d", e.Width, e.Height))
		}
		if e.Seconds > 0 {
			facts = append(facts, fmt.Sprintf("%.0f s", e.Seconds))
		}
		s.out.WriteString(paint(pad(verdictWord(e), labelWidth)) + cut(Line(e.Name), s.look.page()-labelWidth-30) + l.faint("  "+strings.Join(facts, ", ")) + "\n")
		s.row("", Line(e.Reason))
		if e.Hint != "" {
			s.row("", l.faint("a language model: "+Line(e.Hint)))
		}
		if e.ReusedOf != "" {
			s.painted("", "the same picture was seen in "+Line(e.ReusedOf), l.yellow)
		}
	}
}

func verdictWord(e desk.Evidence) string {
	switch {
	case e.Pending:
		return "waiting"
	case e.Verdict == desk.VerdictUnjudged:
		return "unseen"
	case e.Verdict == desk.VerdictArt:
		return "logo"
	}
	return string(e.Verdict)
}

func (l Look) decisionBlock(s *sheet, v flow.CaseView, d desk.Decision) {
	s.head("The decision")
	s.painted("Outcome", string(d.Outcome), l.bold)
	if now := v.Case.Outcome; now != "" && now != d.Outcome {
		of := "of the mail above"
		if d.ByClock() {
			of = "as the case began"
		}
		s.row("", of+"; since a later step the case stands at "+Line(string(now)))
	}
	rule := Line(d.Rule)
	if len(d.Modifiers) > 0 {
		rule += ", with " + list(d.Modifiers)
	}
	s.row("Rule", rule)
	s.row("Because", Line(d.Why))
	s.row("Rests on", Line(strings.Join(explain.Used(d.Facts, v.Used), ", ")))
	for _, p := range v.Policy {
		s.row("Section "+Line(p.Section), cmp.Or(Line(p.Text), "of the policy"))
	}
	for _, m := range d.More {
		s.row("And", fmt.Sprintf("%s: %s (rule %s)", Line(string(m.Class)), Line(string(m.Outcome)), Line(m.Rule)))
	}
	s.row("Asks for", list(d.Asks))
	if d.RMA.Open {
		s.row("RMA", "opened as "+words(d.RMA.State))
	}
}

func (l Look) flagBlock(s *sheet, flags []desk.Flag) {
	if len(flags) == 0 {
		return
	}
	s.head("Flags")
	width := 0
	for _, f := range flags {
		width = max(width, len(f))
	}
	for _, f := range flags {
		name := pad(Line(string(f)), width+2)
		for i, line := range wrap(f.Meaning(), max(s.look.page()-width-2, 20)) {
			switch {
			case i > 0:
				s.out.WriteString(strings.Repeat(" ", width+2) + line + "\n")
			case f.Urgent():
				s.out.WriteString(l.red(name) + line + "\n")
			default:
				s.out.WriteString(l.yellow(name) + line + "\n")
			}
		}
	}
}

func (l Look) historyBlock(s *sheet, audit []desk.Audit) {
	if len(audit) == 0 {
		return
	}
	s.head("History")
	for _, a := range audit {
		who := Line(a.Actor.Name)
		if a.Actor.Role == desk.RoleSystem {
			who = ""
		}
		text := words(Line(a.What))
		for _, key := range []string{"draft", "rma", "state", "action", "to", "remedy"} {
			if v := a.Data[key]; v != "" && len(v) != 64 { // a hash of what was edited is for programs
				text += " " + Line(v)
			}
		}
		if v := a.Data["passed_over"]; v != "" {
			text += " instead of " + Line(v)
		}
		if v := a.Data["again"]; v != "" {
			text += ", it comes again on " + date(desk.Date(v))
		}
		if who != "" {
			text += " by " + who
		}
		if a.Why != "" {
			text += ": " + Line(a.Why)
		}
		s.item(l.faint(a.At.In(l.Now.Location()).Format("2 Jan 15:04")), text, nil)
	}
}
