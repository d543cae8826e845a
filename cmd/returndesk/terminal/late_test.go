package terminal

import (
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// lateCase is a case that we began: the order is late, and the buyer waits.
func lateCase() flow.CaseView {
	v := sampleCase()
	c := &v.Case
	c.Proactive, c.State, c.Outcome, c.Class, c.Flags, c.Evidence, c.Name = true, desk.CaseWaiting, desk.OutcomeDelayOptions, desk.ClassDelay, nil, nil, "Lena Fuchs"
	c.Notices = []desk.DelayNotice{{SentAt: noon.AddDate(0, 0, -30), OldDate: "2026-02-20", NewDate: "2026-03-09", Bounced: true},
		{SentAt: noon.AddDate(0, 0, -20), OldDate: "2026-02-20", NewDate: "2026-03-09"}, {SentAt: noon.AddDate(0, 0, -1), OldDate: "2026-03-09"}}
	c.Choices = []desk.BuyerChoice{{Choice: desk.DelayChoiceWait, At: noon.AddDate(0, 0, -19), Until: "2026-03-09"}}
	c.Clock = &desk.CaseClock{Choice: noon.AddDate(0, 0, 4), AskedAt: noon, Remind: noon.Add(96 * time.Hour), Last: noon.AddDate(0, 0, 9), Close: noon.AddDate(0, 0, 14)}
	c.RefundDue = "2026-03-25"
	c.Decisions[0].Reading = desk.Reading{Class: desk.ClassDelay, Engine: "returndesk", Confidence: 1}
	c.Decisions[0].Class, c.Decisions[0].Outcome = desk.ClassDelay, desk.OutcomeDelayOptions
	v.Mail, v.RMAs, v.Drafts = flow.MailView{}, nil, nil
	return v
}
