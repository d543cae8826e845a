package console_test

import (
	"net/http"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestNobodyWrote: a case that the promised date made has a page, although there is no mail.
func TestNobodyWrote(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := desk.Case{ID: "C-700", Version: 1, State: desk.CaseOpen, Account: "support", Customer: "jo@mailbox.example", Name: "Jo Keller", Order: "HW-10501", Proactive: true,
		Class: desk.ClassDelay, Outcome: desk.OutcomeDelayOptions, Rule: "delay_notice_due", OpenedAt: w.clock, UpdatedAt: w.clock}
	c.Decisions = []desk.Decision{{Facts: desk.Facts{Enum: map[desk.Fact]string{desk.FactAuth: "none"}, Detail: desk.FactDetail{OrderNumber: c.Order, PlacedOn: "2026-02-18", ShipBy: "2026-03-22", ReportDate: "2026-03-20", ReportedAt: w.clock, LastDay: "2026-03-27"}}, Intent: desk.Intent{Class: desk.ClassDelay, Rule: c.Rule, Outcome: c.Outcome, Template: "delay_notice", Sections: []string{"6"}},
		Reading: desk.Reading{Class: desk.ClassDelay, Engine: "returndesk", Confidence: 1}}}
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}}); err != nil {
		t.Fatal(err)
	}
	b := w.as("agent")
	p := b.get("/cases/C-700")
	b.want(p, http.StatusOK, "No mail began this case: the promised date of order", "Jo Keller", "delay options", "no mail: the date decided")
	for _, x := range []string{"Nothing proves", "100 % sure", ">reported ", "first reported"} { // nobody did
		if strings.Contains(p.body, x) {
			t.Errorf("the page says %q", x)
		}
	}
	for _, form := range []string{"/cases/C-700/reclassify", "/cases/C-700/signals"} {
		if strings.Contains(p.body, form) {
			t.Errorf("%s is offered, although there is nothing to read differently", form)
		}
	}
	b.want(b.get("/queue"), http.StatusOK, "C-700")
}

// TestFollowedCase: a case that goes on from one that ended too long ago leads to it.
func TestFollowedCase(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	c.Version, c.Follows = c.Version+1, "C-7"
	note := desk.Audit{At: w.clock, Actor: desk.System(), Case: c.ID, What: "follows", Why: "the mail answers a case that ended more than 60 days ago", Data: map[string]string{"case": "C-7"}}
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{note}}); err != nil {
		t.Fatal(err)
	}
	b := w.as("agent")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, `<a class="tag" href="/cases/C-7">follows C-7</a>`)
	b.want(b.get("/cases/"+c.ID+"/history"), http.StatusOK, "ended more than 60 days ago")
}
