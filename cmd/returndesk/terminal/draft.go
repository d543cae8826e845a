package terminal

import (
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// draftsBlock shows the drafts that still matter in full, and the others by a line.
func (l Look) draftsBlock(s *sheet, v flow.CaseView) {
	for _, d := range v.Drafts {
		if d.State.Open() {
			l.draft(s, d, explain.ApprovalIn(v.Case, d, v.ApproveIn, v.Copies))
			l.copyLine(s, v, d)
		}
	}
	var old []string
	for _, d := range v.Drafts {
		if !d.State.Open() {
			old = append(old, oldDraft(d))
		}
	}
	if len(old) > 0 {
		s.head("Earlier drafts")
		for _, line := range old {
			s.item("·", line, nil)
		}
	}
	for _, d := range v.Drafts {
		l.byHand(s, d)
	}
}

func oldDraft(d desk.Draft) string {
	line := fmt.Sprintf("%s (%s) %s", Line(d.ID), Line(d.Template), d.State)
	if d.Why != "" {
		line += ": " + Line(d.Why)
	}
	return line
}

// Draft lays out one draft as it is shown before an approval.
func (l Look) Draft(d desk.Draft) string {
	s := &sheet{look: l}
	l.draft(s, d, explain.Approval(desk.Case{}, d))
	return s.out.String()
}

// DraftIn lays out one draft of a case, with what approving it does where people may send
// from their mail program.
func (l Look) DraftIn(v flow.CaseView, d desk.Draft) string {
	s := &sheet{look: l}
	l.draft(s, d, explain.ApprovalIn(v.Case, d, v.ApproveIn, v.Copies))
	return s.out.String()
}

func (l Look) draft(s *sheet, d desk.Draft, then []string) {
	s.head("Draft " + Line(d.ID) + " (" + draftState(d) + ")")
	switch {
	case !d.Held.IsZero():
		s.painted("Held", Line(d.ServerText), l.yellow)
	case d.ServerText != "":
		s.painted("Server", Line(d.ServerText), l.red)
	}
	s.row("To", addresses(d.To))
	s.row("Cc", addresses(d.Cc))
	s.row("From", address(d.From))
	s.row("Subject", Line(d.Subject))
	for _, p := range d.Parts {
		s.row("Attached", fmt.Sprintf("%s (%s, %s)", Line(p.Name), Line(p.Type), size(int64(len(p.Data)))))
	}
	language := Line(d.Language)
	if d.Fallback {
		language += ", because there is no template in the customer's language"
	}
	s.row("Template", strings.TrimSuffix(Line(d.Template)+", "+language, ", "))
	s.out.WriteString("\n")
	s.quote(d.Text)
	for _, p := range d.Problems {
		if p.Block {
			s.item("✗", ended(Line(p.Text))+" It cannot be sent like this.", l.red)
		} else {
			s.item("!", ended(Line(p.Text))+" Approving it needs a reason.", l.yellow)
		}
	}
	for _, line := range then {
		s.item("→", Line(line), nil)
	}
}

// ended closes a sentence with a full stop, where it has no end of its own.
func ended(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

func draftState(d desk.Draft) string {
	state := string(d.State)
	switch d.State {
	case desk.DraftUncertain:
		state = "may have been sent: a person decides"
	case desk.DraftFailed:
		state = "could not be sent"
	case desk.DraftProposed:
		state = "waits for approval"
	}
	if d.Edited {
		state += ", edited"
	}
	return state
}

// nextBlock lists what a person can do, with the words to type.
func (l Look) nextBlock(s *sheet, v flow.CaseView) {
	s.head("What you can do")
	id := Line(v.Case.ID)
	var open []desk.Draft
	for _, d := range v.Drafts {
		if d.State == desk.DraftProposed {
			open = append(open, d)
		}
	}
	for _, d := range open {
		name := id
		if len(open) > 1 {
			name = Line(d.ID)
		}
		approve := "approve " + name
		if v.ApproveIn == desk.ChannelMailbox {
			if filed(v, d) {
				s.out.WriteString("  Send it from the Drafts folder, or " + l.bold("edit "+name) + ", " + l.bold("reject "+name+` --because "..."`) + "\n")
				continue
			}
			approve = "approve --release " + name
		}
		s.out.WriteString("  " + l.bold(approve) + ", " + l.bold("edit "+name) + ", " + l.bold("reject "+name+` --because "..."`) + "\n")
	}
	for _, d := range v.Drafts {
		switch {
		case d.State == desk.DraftApproved:
			s.out.WriteString("  " + l.bold("undo "+Line(d.ID)) + "\n      Take the approval back while the mail has not left\n")
		case d.State == desk.DraftProposed && d.Released != nil:
			s.out.WriteString("  " + l.bold("undo "+Line(d.ID)) + "\n      Take the release into the Drafts folder back\n")
		case d.Lost:
			s.out.WriteString("  " + l.bold("undo "+Line(d.ID)) + "\n      It was deleted in the mail program: let it wait again\n")
		}
	}
	s.out.WriteString("  " + l.bold("reclassify "+id+" CLASS") + "\n")
	for _, line := range wrap("Say what the mail is when it was misread;\n--add-signal, --drop-signal, --order for the rest", s.look.page()-6) {
		s.out.WriteString("      " + line + "\n")
	}
	for _, a := range v.Next {
		cmd := "resolve " + id + " " + Line(a.Name)
		for _, n := range a.Needs {
			if n == "reason" {
				cmd += ` --because "..."`
			} else if flow.Optional(n) {
				cmd += " [--set " + Line(n) + "=...]"
			} else {
				cmd += " --set " + Line(n) + "=..."
			}
		}
		label := Line(a.Label)
		if a.Role.AtLeast(desk.RoleSenior) {
			label += " (for a " + string(a.Role) + ")"
		}
		if takes := slices.DeleteFunc(slices.Clone(a.Takes), func(n string) bool { return n == "reason" }); len(takes) > 0 {
			label += " Takes " + Line(strings.Join(takes, ", ")) + "."
		}
		s.out.WriteString("  " + l.bold(cmd) + "\n")
		for _, line := range wrap(label, s.look.page()-6) {
			s.out.WriteString("      " + line + "\n")
		}
	}
}
