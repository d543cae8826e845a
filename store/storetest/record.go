package storetest

import (
	"fmt"
	"testing"
	"time"

	"returndesk/desk"
)

func testRecord(t *testing.T, e *env) {
	e.settle(1, 3)
	c, err := e.Case(ctx(), caseID(2))
	e.must(err)
	e.same("the case", c, newCase(2))
	d, err := e.Draft(ctx(), draftID(2))
	e.must(err)
	e.same("the draft", d, newDraft(2))
	r, err := e.RMA(ctx(), rmaNumber(2))
	e.must(err)
	want := newRMA(2)
	want.Version = 1
	e.same("the RMA", r, want)
	m, err := e.Mail(ctx(), mail(2).ID)
	e.must(err)
	e.same("the mail's case", m.Case, caseID(2))
	pending, err := e.Pending(ctx(), "", 10)
	e.must(err)
	e.same("pending", len(pending), 0)

	c = e.next(2)
	c.State, c.Flags = desk.CaseWaiting, nil
	c.Decisions = append(c.Decisions, c.Decisions[0])
	c.Decisions[1].Rule = "second"
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	got, err := e.Case(ctx(), caseID(2))
	e.must(err)
	e.same("the changed case", got, c)
	drafts, err := e.DraftsOfCase(ctx(), caseID(2))
	e.must(err)
	e.same("its drafts", drafts, []desk.Draft{newDraft(2)})

	for _, get := range []func() error{
		func() error { _, err := e.Case(ctx(), caseID(50)); return err },
		func() error { _, err := e.Draft(ctx(), draftID(50)); return err },
		func() error { _, err := e.RMA(ctx(), rmaNumber(50)); return err },
	} {
		e.want(desk.CodeNotFound, get())
	}
}

// testConflicts: who comes second is told so.
func testConflicts(t *testing.T, e *env) {
	e.settle(1, 1)
	stale := e.next(1)
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{e.next(1)}}))
	ahead := e.next(1)
	ahead.Version++
	voided := newDraft(1)
	voided.State = desk.DraftVoid
	for name, c := range map[string]desk.Change{
		"an older version":          {Cases: []desk.Case{stale}},
		"a version too far":         {Cases: []desk.Case{ahead}},
		"a case that exists":        {Cases: []desk.Case{newCase(1)}},
		"a draft that exists":       {Drafts: []desk.DraftChange{{Draft: newDraft(1)}}},
		"a draft in another state":  {Drafts: []desk.DraftChange{{Draft: voided, From: desk.DraftApproved}}},
		"a mail of another case":    {Mails: []desk.Mail{{Accepted: mail(1), State: desk.MailDecided, Case: caseID(7)}}},
		"an RMA number of another":  {RMAs: []desk.RMA{{Number: rmaNumber(1), Case: caseID(7), State: desk.RMAAuthorized}}},
		"an RMA number given twice": {RMAs: []desk.RMA{newRMA(5), newRMA(5)}},
	} {
		if err := e.Record(ctx(), c); desk.CodeOf(err) != desk.CodeConflict || !desk.IsTemporary(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c, err := e.Case(ctx(), caseID(1))
	e.must(err)
	e.same("the version", c.Version, uint64(2))
}

// testWhole: a change that is refused for its last part leaves nothing of the others.
func testWhole(t *testing.T, e *env) {
	e.settle(1, 1)
	e.accept(mail(2))
	before, err := e.Counts(ctx())
	e.must(err)
	spoil := map[string]func(*desk.Change){
		"case":  func(c *desk.Change) { c.Cases = append(c.Cases, newCase(1)) },
		"draft": func(c *desk.Change) { c.Drafts = append(c.Drafts, desk.DraftChange{Draft: newDraft(1)}) },
		"rma":   func(c *desk.Change) { c.RMAs = append(c.RMAs, desk.RMA{Number: rmaNumber(1), Case: caseID(2)}) },
		"mail":  func(c *desk.Change) { c.Mails = append(c.Mails, desk.Mail{Accepted: mail(77)}) },
		"alert": func(c *desk.Change) { c.Alerts = append(c.Alerts, desk.Alert{}) },
		"due":   func(c *desk.Change) { c.Dues = append(c.Dues, desk.Due{}) },
		"index": func(c *desk.Change) { c.Index["other@example.org"] = "no case" },
		"words": func(c *desk.Change) { c.Words["no case"] = []string{"x"} },
	}
	for name, f := range spoil {
		c := outcome(2)
		c.Alerts = []desk.Alert{{Key: "safety/C-1002", CreatedAt: begin()}}
		c.Dues = []desk.Due{{ID: "judge/C-1002", At: begin()}}
		c.Spoken = []desk.Spoken{{Key: "verify/1", At: begin()}}
		c.Pictures = []desk.Picture{{SHA256: "aa", Case: caseID(2)}}
		f(&c)
		if err := e.Record(ctx(), c); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
	after, err := e.Counts(ctx())
	e.must(err)
	e.same("the figures", after, before)
	_, err = e.Case(ctx(), caseID(2))
	e.want(desk.CodeNotFound, err)
	_, err = e.Draft(ctx(), draftID(2))
	e.want(desk.CodeNotFound, err)
	_, err = e.RMA(ctx(), rmaNumber(2))
	e.want(desk.CodeNotFound, err)
	_, found, err := e.CaseOfRefs(ctx(), []string{mail(2).MessageID, "d2@shop.example"})
	e.must(err)
	e.same("a reference", found, false)
	list, _, err := e.Cases(ctx(), desk.CaseFilter{Words: []string{"word2"}})
	e.must(err)
	e.same("by a word", len(list), 0)
	audit, err := e.Audit(ctx(), caseID(2))
	e.must(err)
	e.same("the history", len(audit), 0)
	alerts, err := e.PendingAlerts(ctx(), begin().Add(time.Hour), 10)
	e.must(err)
	e.same("alerts", len(alerts), 0)
	dues, err := e.DuesBefore(ctx(), "", begin().Add(time.Hour), 10)
	e.must(err)
	e.same("due times", len(dues), 0)
	spoken, err := e.SpokenAt(ctx(), "verify/1")
	e.must(err)
	e.same("a memory", spoken.IsZero(), true)
	e.must(e.Record(ctx(), outcome(2)))
}

// testBatch: in a batch, changes see those before them, and a refused one is alone.
func testBatch(t *testing.T, e *env) {
	e.accept(mail(1), mail(2), mail(3))
	second := newCase(1)
	second.Version, second.State = 2, desk.CaseWaiting
	approved := newDraft(1)
	approved.State = desk.DraftApproved
	clash := outcome(3)
	clash.RMAs[0].Number = rmaNumber(1)
	refusals, err := e.RecordOutcomes(ctx(), []desk.Change{
		outcome(1),
		{Cases: []desk.Case{second}, Drafts: []desk.DraftChange{{Draft: approved, From: desk.DraftProposed}}},
		outcome(1),
		clash,
		outcome(2),
	})
	e.must(err)
	for i, want := range []desk.Code{"", "", desk.CodeConflict, desk.CodeConflict, ""} {
		if got := desk.CodeOf(refusals[i]); got != want {
			t.Errorf("change %d: %q, want %q: %v", i, got, want, refusals[i])
		}
	}
	c, err := e.Case(ctx(), caseID(1))
	e.must(err)
	e.same("the version", c.Version, uint64(2))
	_, err = e.Case(ctx(), caseID(3))
	e.want(desk.CodeNotFound, err)
	m, err := e.Mail(ctx(), mail(3).ID)
	e.must(err)
	e.same("the mail of the refused change", m.State, desk.MailAccepted)
	none, err := e.RecordOutcomes(ctx(), nil)
	e.must(err)
	e.same("no changes", len(none), 0)
}

func testInvalid(t *testing.T, e *env) {
	e.settle(1, 1)
	bad := func(f func(*desk.Change)) desk.Change {
		c := desk.Change{Cases: []desk.Case{newCase(2)}, Drafts: []desk.DraftChange{{Draft: newDraft(2)}}}
		f(&c)
		return c
	}
	for name, c := range map[string]desk.Change{
		"a case id":          bad(func(c *desk.Change) { c.Cases[0].ID = "case 2" }),
		"a padded case id":   bad(func(c *desk.Change) { c.Cases[0].ID = "C-01002" }),
		"version zero":       bad(func(c *desk.Change) { c.Cases[0].Version = 0 }),
		"a case twice":       bad(func(c *desk.Change) { c.Cases = append(c.Cases, c.Cases[0]) }),
		"a draft id":         bad(func(c *desk.Change) { c.Drafts[0].Draft.ID = "draft" }),
		"a draft twice":      bad(func(c *desk.Change) { c.Drafts = append(c.Drafts, c.Drafts[0]) }),
		"a draft's case":     bad(func(c *desk.Change) { c.Drafts[0].Draft.Case = caseID(1) }),
		"a draft's state":    bad(func(c *desk.Change) { c.Drafts[0].Draft.State = "lost" }),
		"an empty alert key": {Alerts: []desk.Alert{{}}},
		"an empty due id":    {Dues: []desk.Due{{}}},
		"an empty memory":    {Spoken: []desk.Spoken{{}}},
		"an RMA number":      {RMAs: []desk.RMA{{Case: caseID(1)}}},
		"a mail twice":       {Mails: []desk.Mail{{Accepted: mail(1), Case: caseID(1)}, {Accepted: mail(1), Case: caseID(1)}}},
	} {
		if err := e.Record(ctx(), c); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	e.want(desk.CodeNotFound, e.Record(ctx(), desk.Change{Drafts: []desk.DraftChange{{Draft: newDraft(2)}}}))
	e.want(desk.CodeNotFound, e.Record(ctx(), desk.Change{Mails: []desk.Mail{{Accepted: mail(5)}}}))
}

// testDecisionsStay: a case from a listing lacks its decisions and must not wipe them.
func testDecisionsStay(t *testing.T, e *env) {
	e.settle(1, 1)
	list, _, err := e.Cases(ctx(), desk.CaseFilter{})
	e.must(err)
	c := list[0]
	c.Version++
	c.Decisions = nil
	e.want(desk.CodeInvalid, e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	whole, err := e.Case(ctx(), caseID(1))
	e.must(err)
	e.same("decisions", len(whole.Decisions), 1)
}

func testRMAs(t *testing.T, e *env) {
	e.settle(1, 4)
	second := newRMA(9)
	second.Case, second.Order, second.Due = caseID(2), orderOf(2), begin().Add(time.Hour)
	c := e.next(2)
	c.RMAs = append(c.RMAs, second.Number)
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{second}}))
	numbers := func(list []desk.RMA, err error) []string {
		t.Helper()
		e.must(err)
		var out []string
		for _, r := range list {
			out = append(out, r.Number)
		}
		return out
	}
	e.same("of an order", numbers(e.RMAsOfOrder(ctx(), "hw-10402")), []string{rmaNumber(2), rmaNumber(9)})
	e.same("of no order", numbers(e.RMAsOfOrder(ctx(), "")), []string(nil))

	closed := e.rma(3)
	e.must(closed.Advance(desk.RMAWithdrawn, desk.System(), begin(), "the buyer wrote"))
	e.must(e.Record(ctx(), desk.Change{RMAs: []desk.RMA{closed}}))
	got, err := e.RMA(ctx(), fmt.Sprintf("rma %s", closed.Number[4:]))
	e.must(err)
	closed.Version++
	e.same("the changed record, by its number as people write it", got, closed)
	e.same("open", numbers(e.RMAs(ctx(), desk.RMAFilter{Open: true})), []string{rmaNumber(9), rmaNumber(4), rmaNumber(2), rmaNumber(1)})
	e.same("limited", numbers(e.RMAs(ctx(), desk.RMAFilter{Limit: 2})), []string{rmaNumber(9), rmaNumber(4)})
	e.same("by state", numbers(e.RMAs(ctx(), desk.RMAFilter{State: desk.RMAWithdrawn})), []string{rmaNumber(3)})
	e.same("by order", numbers(e.RMAs(ctx(), desk.RMAFilter{Order: orderOf(2), Limit: 1})), []string{rmaNumber(9)})
	e.same("overdue", numbers(e.RMAs(ctx(), desk.RMAFilter{Overdue: begin().Add(2 * time.Hour)})), []string{rmaNumber(9)})
}
