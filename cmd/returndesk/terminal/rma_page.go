package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// RMA lays out one record with what can be done.
func (l Look) RMA(v flow.RMAView) string {
	r, s := v.RMA, &sheet{look: l}
	pieces := []string{l.bold(Line(r.Number)), words(r.State)}
	if r.State.Open() && !r.Due.IsZero() {
		paint := l.yellow
		if l.Now.After(r.Due) {
			paint = l.red
		}
		pieces = append(pieces, paint(l.dueWords(r.Due)))
	}
	s.run(pieces...)
	if r.NoShipping {
		s.line("Nothing may travel until the hazard is cleared.", l.red)
	}
	if v.Draft != "" {
		s.line(fmt.Sprintf("Draft %s waits for approval; when it is sent, the step %s is done.", Line(v.Draft), Line(v.Pending)), l.yellow)
	}
	l.rmaItem(s, r)
	l.rmaClaim(s, r)
	l.rmaReturn(s, r, v.Slip)
	l.rmaResult(s, r)
	l.rmaRemedies(s, v)
	s.head("History")
	for _, h := range r.History {
		line := words(h.To)
		if h.From != "" && h.From != h.To {
			line = words(h.From) + " → " + line
		}
		if h.Actor.Role != desk.RoleSystem {
			line += " by " + Line(h.Actor.Name)
		}
		if h.Why != "" {
			line += ": " + Line(h.Why)
		}
		if instead := h.Instead(); instead != "" {
			line += "; " + words(Line(instead))
		}
		s.item(l.faint(h.At.In(l.Now.Location()).Format("2 Jan 15:04")), line, nil)
	}
	l.rmaSteps(s, v)
	return s.out.String()
}

func (l Look) rmaItem(s *sheet, r desk.RMA) {
	s.head("The item")
	s.row("Case", Line(r.Case))
	line := fmt.Sprintf("line %d", r.Line)
	if r.Line == 0 {
		line = "nobody said which line"
	}
	s.row("Order", fmt.Sprintf("%s, %s, %s", Line(r.Order), line, Count(r.Qty, "piece", "pieces")))
	s.row("Buyer", Line(r.OrderEmail))
	s.row("Item", strings.TrimSpace(Line(r.Item)+" "+Line(r.SKU)))
	s.row("Serial", Line(r.Serial))
	s.row("Firmware", Line(r.Firmware))
	s.row("Batch", Line(r.Batch))
	s.row("Previous", Line(r.Previous))
	s.row("Split from", Line(r.SplitFrom))
}

func (l Look) rmaClaim(s *sheet, r desk.RMA) {
	s.head("The claim")
	s.row("Class", words(r.Class))
	s.row("Symptom", Line(r.Symptom))
	s.row("Reported", l.when(r.ReportedAt))
	if r.DeliveredOn != "" {
		by := ""
		if r.DeliveredBy != "" {
			by = " (by the " + Line(r.DeliveredBy) + ")"
		}
		s.row("Delivered", date(r.DeliveredOn)+by)
	}
	if r.Day != nil {
		s.row("Day", explain.Window(*r.Day))
	}
	s.row("Accepted for", Line(r.Override))
	if c := r.Claim; c != nil {
		text := strings.TrimSpace(words(c.State) + " " + Line(c.Number))
		if c.Carrier != "" {
			text += ", " + Line(c.Carrier)
		}
		if c.Amount != "" {
			text += ", pays " + Line(c.Amount)
		}
		if c.State == desk.ClaimOpen && c.Due != "" {
			if l.gone(c.Due) {
				text += ", was to be filed by " + date(c.Due)
			} else {
				text += ", to be filed by " + date(c.Due)
			}
		}
		if c.State == desk.ClaimFiled && c.Answer != "" {
			text += ", to be answered by " + date(c.Answer)
		}
		s.row("Carrier claim", text)
	}
	l.evidenceBlock(s, desk.Case{Evidence: r.Evidence})
}

func (l Look) rmaReturn(s *sheet, r desk.RMA, slip string) {
	s.head("The return")
	if r.Unannounced {
		s.line("It was sent without a number: quarantine it on arrival.", l.yellow)
	}
	s.row("Condition", Line(r.Condition))
	s.row("Address", Line(desk.PostalLine(r.ReturnAddress)))
	if r.Deadline != "" {
		s.row("Send by", date(r.Deadline))
	}
	if slip != "" {
		s.row("Slip", "returndesk rma slip "+r.Number+" --to FILE")
	}
	s.row("Tracking", strings.TrimSpace(Line(r.Carrier)+" "+Line(r.Tracking)))
	payer := cmp.Or(Line(r.Payer), "open")
	if r.Payer == desk.PayerBuyer && !r.PayerFinal {
		payer += ", until the inspection"
	}
	s.row("Postage", strings.TrimSpace(payer+amount(r.Cost, r.Currency)))
	if r.BackPayer != "" {
		s.row("Postage back", Line(r.BackPayer)+amount(r.BackCost, r.Currency))
	}
}

func amount(n, currency string) string {
	if n == "" {
		return ""
	}
	return ", " + strings.TrimSpace(Line(n)+" "+Line(currency))
}

func (l Look) rmaResult(s *sheet, r desk.RMA) {
	if r.Inspection == "" && r.Remedy == "" && r.Resolution == "" && r.OutTracking == "" && r.State.Open() && len(r.Photos) == 0 {
		return
	}
	s.head("The result")
	by := ""
	if r.Inspector != "" {
		by = " by " + Line(r.Inspector) + " on " + l.when(r.InspectedAt)
	}
	s.row("Inspected", words(Line(r.Inspection))+by)
	s.row("Finding", Line(r.Finding))
	if len(r.Photos) > 0 {
		s.row("Photos", fmt.Sprintf("%d; `rma photos %s --to FOLDER` writes them", len(r.Photos), Line(r.Number)))
	}
	s.row("Remedy", words(r.Remedy))
	s.row("Result", words(Line(r.Resolution)))
	s.row("Replaced by", Line(r.ReplacementOrder))
	s.row("Sent", strings.TrimSpace(Line(r.OutCarrier)+" "+Line(r.OutTracking)))
	s.row("Nothing else", Line(r.NotFeasible))
	for _, p := range r.Refunds {
		who := "drawn up by " + Line(p.DrawnBy) + ", approved by " + Line(p.Approver)
		if p.Solo {
			who = "confirmed by " + Line(p.Approver) + " alone: " + Line(p.Reason)
		}
		s.row("Refund", strings.TrimSpace(Line(p.Amount)+" "+Line(p.Currency))+", "+who)
	}
	s.row("Closed", words(Line(r.CloseReason)))
}

// rmaRemedies lists the remedies in the order of preference, with how each stands.
func (l Look) rmaRemedies(s *sheet, v flow.RMAView) {
	if len(v.Remedies) == 0 || !v.RMA.State.Open() && v.RMA.Remedy == "" {
		return
	}
	s.head("Remedies, the preferred one first")
	for i, x := range v.Remedies {
		paint := l.faint
		if x.Standing == desk.RemedyChosen {
			paint = l.bold
		} else if x.Standing == desk.RemedyOpen {
			paint = nil
		}
		s.item(fmt.Sprintf("%d", i+1), words(x.Remedy)+": "+Line(x.Words()), paint)
	}
}

// rmaSteps lists what can be done, with the words to type.
func (l Look) rmaSteps(s *sheet, v flow.RMAView) {
	if len(v.Steps) == 0 {
		return
	}
	s.head("What you can do")
	for _, a := range v.Steps {
		cmd := "rma advance " + Line(v.RMA.Number) + " " + Line(a.Name)
		because := a.Template == ""
		for _, n := range a.Needs {
			switch {
			case n == "reason":
				because = true
			case flow.Optional(n):
				cmd += " [--set " + Line(n) + "=...]"
			default:
				cmd += " --set " + Line(n) + "=..."
			}
		}
		takes := slices.DeleteFunc(slices.Clone(a.Takes), func(n string) bool { return n == "reason" })
		for i, n := range takes {
			takes[i] = withNames(n, a.Values)
		}
		if because {
			cmd += ` --because "..."`
		} else if len(takes) < len(a.Takes) {
			cmd += ` [--because "..."]`
		}
		label := Line(a.Label)
		if a.Template != "" {
			label += " Drafts a mail."
		}
		if a.Role.AtLeast(desk.RoleSenior) {
			label += " (for a " + string(a.Role) + ")"
		}
		if len(takes) > 0 {
			label += " Takes " + Line(strings.Join(takes, ", ")) + "."
		}
		s.out.WriteString("  " + l.bold(cmd) + "\n")
		for _, line := range wrap(label, s.look.page()-6) {
			s.out.WriteString("      " + line + "\n")
		}
	}
}

// withNames is a value's name, with what its choices are called where they have names.
func withNames(name string, values []desk.RMAValue) string {
	for _, v := range values {
		if v.Name != name || len(v.Names) == 0 {
			continue
		}
		list := make([]string, len(v.Choices))
		for i, c := range v.Choices {
			list[i] = c + ": " + v.Names[c]
		}
		return name + " (" + strings.Join(list, ", ") + ")"
	}
	return name
}
