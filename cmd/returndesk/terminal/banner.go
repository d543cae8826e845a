package terminal

import (
	"fmt"
	"strings"

	"returndesk/control"
	"returndesk/explain"
)

// Banner says what is wrong with the service, one paragraph each; "" when all is well.
// Order data that is old, or older than a mail that it would refuse, has exactly one, which
// counts the refusals that wait for newer data (domain.md section 0).
func (l Look) Banner(st control.Status) string {
	var lines []string
	for _, o := range st.Outages("unreachable") {
		line := fmt.Sprintf("Mailbox %s (%s) has been unreachable since %s: %s", Line(o.Account), Line(o.Where()), l.when(o.Since), Line(o.Problem))
		if !o.Retry.IsZero() {
			line = strings.TrimRight(line, ".") + ". The next try is on " + l.when(o.Retry) + "."
		}
		lines = append(lines, line)
	}
	for _, text := range explain.Unheard(st.Unheard, l.when) {
		lines = append(lines, text+" "+explain.UnheardMend)
	}
	lines = append(lines, l.pausedWarning(st)...)
	lines = append(lines, l.ordersWarning(st)...)
	if !st.AcksOff.IsZero() {
		lines = append(lines, "No confirmations of receipt since "+l.when(st.AcksOff)+": too many went out in an hour. Mend: look at the newest cases, then run `returndesk acknowledge resume --because \"...\"`.")
	}
	lines = append(lines, llmWarning(st.LLM)...)
	if st.Quarantined > 0 {
		lines = append(lines, Count(st.Quarantined, "mail", "mails")+" could not be handled: see `returndesk quarantine list`.")
	}
	var out strings.Builder
	for _, p := range lines {
		for i, line := range wrap(p, l.page()-2) {
			mark := "  "
			if i == 0 {
				mark = "! "
			}
			out.WriteString(l.yellow(mark+line) + "\n")
		}
	}
	if out.Len() > 0 {
		out.WriteString("\n")
	}
	return out.String()
}

// pausedWarning tells of mailboxes whose day's bytes are used up, once each.
func (l Look) pausedWarning(st control.Status) []string {
	var lines []string
	for _, o := range st.Outages("paused") {
		lines = append(lines, fmt.Sprintf("Mailbox %s: %s", Line(o.Account), Line(o.Problem)))
	}
	return lines
}

func (l Look) ordersWarning(st control.Status) []string {
	o := st.Orders
	if !o.Stale && !o.Shrunk && o.Problem == "" && st.DenialsHeld == 0 {
		return nil
	}
	s := "Order data: "
	switch {
	case o.Problem != "":
		s += strings.TrimRight(Line(o.Problem), ".") + "."
	case o.Shrunk:
		s += "the new file holds far fewer orders, so the one before it stays in use."
	case o.AsOf.IsZero():
		s += "there is none."
	default:
		s += "it is of " + l.when(o.AsOf) + " (" + age(l.Now.Sub(o.AsOf)) + " old)."
	}
	switch {
	case st.DenialsHeld == 0:
	case o.Stale:
		s += " " + Count(st.DenialsHeld, "refusal waits", "refusals wait") + " for newer data."
	default: // young, and the mails are younger
		s += " " + Count(st.DenialsHeld, "refusal answers a mail that came later, and waits", "refusals answer mails that came later, and wait") + " for newer data."
	}
	mend := strings.TrimRight(Line(o.Mend), ".")
	switch {
	case mend != "":
	case o.Shrunk:
		mend = "look at the file, then run `returndesk orders confirm`"
	default:
		mend = "export the orders anew"
	}
	return []string{s + " Mend: " + mend + "."}
}

// llmWarning says that the language model reads no more mails today, or none at all.
func llmWarning(s *control.LLMStatus) []string {
	switch {
	case s == nil:
		return nil
	case s.Failed["budget"] > 0:
		return []string{"The language model's budget for today is spent: mails that the built-in reader is not sure of are left to you. Mend: raise classifier.llm.daily_budget or daily_requests, or wait until tomorrow."}
	case s.Answers == 0 && s.Requests >= 5:
		return []string{"The language model has answered none of today's questions. Mend: run `returndesk doctor`."}
	}
	return nil
}
