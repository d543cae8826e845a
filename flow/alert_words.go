package flow

import (
	"fmt"
	"net/url"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
)

// How much of a customer's own words an internal mail shows, in runes: enough to know the
// matter on a phone, too little to write a message of one's own into it.
const (
	alertNameLen    = 60
	alertSubjectLen = 120
)

// whose says whose matter a case is, for somebody who reads an internal mail away from the
// desk: name and subject, never the body. Both are a stranger's words, so they stand on one
// line each, in quotes, short, and without anything that hides or turns text.
func whose(c desk.Case) string {
	var b strings.Builder
	if name := foreign(c.Name, alertNameLen); name != "" {
		fmt.Fprintf(&b, "Customer: %s\n", name)
	}
	if subject := foreign(c.Subject, alertSubjectLen); subject != "" {
		fmt.Fprintf(&b, "Subject: %s\n", subject)
	}
	return b.String()
}

// foreign quotes a stranger's words for an internal mail; "" when nothing of them can be shown.
func foreign(words string, n int) string {
	clean := firstWords(explain.Line(words), n)
	if clean == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(clean, `"`, "'") + `"`
}

// openCase is the line that leads from an internal mail to a case.
func (e *Engine) openCase(id string) string {
	return e.openAt("cases", id, "returndesk show "+id)
}

// openRMA is the line that leads to a return record.
func (e *Engine) openRMA(number string) string {
	return e.openAt("rmas", number, "returndesk rma show "+number)
}

// openAt names the page of the console, where browsers elsewhere can reach it, and the
// command that shows the same.
func (e *Engine) openAt(page, id, command string) string {
	if e.shop.ConsoleURL == "" {
		return "Open it with: " + command + "\n"
	}
	at := e.pageAt(page)
	if id != "" {
		at += "/" + url.PathEscape(id)
	}
	return "Open it: " + at + "\nOr with: " + command + "\n"
}

// pageAt gives the address of a page of the console.
func (e *Engine) pageAt(page string) string {
	return strings.TrimRight(e.shop.ConsoleURL, "/") + "/" + page
}
