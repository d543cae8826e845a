package flow

import (
	"context"
	"fmt"
	"strings"

	"returndesk/desk"
)

const (
	overdueFrom  = 8  // o'clock in shop time at which people are told
	overdueLines = 20 // cases that the alert names
)

// tellOverdue tells people once a working day of the drafts and cases that wait for them
// beyond their deadline.
func (e *Engine) tellOverdue(ctx context.Context) error {
	now := e.now()
	local := now.In(e.shop.Zone)
	if !e.heard() || local.Hour() < overdueFrom || !e.shop.Workdays.Open(now) {
		return nil
	}
	key := "overdue/" + string(e.shop.Workdays.Date(now))
	if e.toldOverdue == key {
		return nil
	}
	rows, err := e.Queue(ctx, desk.CaseFilter{Limit: 500}) // the most urgent first
	if err != nil {
		return err
	}
	var lines, cases []string
	for _, r := range rows {
		if !r.Overdue {
			continue
		}
		what := "no draft"
		if r.Draft != "" {
			what = fmt.Sprintf("draft %s (%s)", r.Draft, r.State)
		}
		line := fmt.Sprintf("%s  %s, %s, due %s", r.Case, r.Outcome, what, r.Deadline.In(e.shop.Zone).Format("2 Jan 15:04"))
		if name := foreign(r.Name, alertNameLen); name != "" {
			line += ", " + name
		}
		lines, cases = append(lines, line), append(cases, r.Case)
	}
	if len(lines) == 0 {
		return nil
	}
	n := len(lines)
	if n > overdueLines {
		cases = cases[:overdueLines]
		lines = append(lines[:overdueLines], fmt.Sprintf("... and %d more", n-overdueLines))
	}
	subject, wait := fmt.Sprintf("%d cases are overdue", n), "These cases wait"
	if n == 1 {
		subject, wait = "1 case is overdue", "This case waits"
	}
	err = e.store.PutAlert(ctx, desk.Alert{
		Key: key, Kind: "overdue", CreatedAt: now, Subject: subject,
		Text:  wait + " for somebody longer than agreed:\n\n" + strings.Join(lines, "\n") + "\n\n" + e.openAt("queue", "", "returndesk queue"),
		Cases: cases,
	})
	if err == nil {
		e.toldOverdue = key // the store keeps the key, too: told once, also over a restart
	}
	return err
}
