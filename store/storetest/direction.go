package storetest

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// testBack: every listing can be gone through backwards, from its end or from a case on, page
// by page, and gives the same cases in the opposite order.
func testBack(t *testing.T, e *env) {
	const cases = 230 // more than are looked at one by one
	e.settle(1, cases)
	for n, f := range map[int]func(*desk.Case){
		3: func(c *desk.Case) { c.Class = desk.ClassDelay },
		5: func(c *desk.Case) { c.State = desk.CaseSnoozed },
		6: func(c *desk.Case) { c.Deadline = time.Time{} },
		7: func(c *desk.Case) { c.Deadline, c.Class = begin(), desk.ClassDelay },
		8: func(c *desk.Case) { c.Order, c.Customer = orderOf(1), writer(1) },
		9: func(c *desk.Case) { c.Flags = []desk.Flag{desk.FlagSafety} },
	} {
		c := e.next(n)
		f(&c)
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	}
	for name, f := range map[string]desk.CaseFilter{
		"the queue": {Waiting: true}, "of a class": {Waiting: true, Class: desk.ClassDelay}, "all": {}, "asleep": {States: []desk.CaseState{desk.CaseSnoozed}},
		"by a common word": {Waiting: true, Words: []string{"crackle"}}, "by a rare word": {Waiting: true, Words: []string{"word1*"}},
		"all with a word": {Words: []string{"word2*"}}, "of an order": {Order: orderOf(1)}, "of a waiting customer": {Waiting: true, Address: writer(1)},
	} {
		forth := e.all(f)
		if len(forth) == 0 {
			t.Fatalf("%s: nothing to go through", name)
		}
		f.Back = true
		for _, f.Limit = range []int{0, 1, 7} {
			if f.Limit == 1 && len(forth) > 20 {
				continue
			}
			back := e.all(f)
			slices.Reverse(back)
			e.same(name+" backwards", back, forth)
		}
		for i, id := range forth {
			if i > 3 && i < len(forth)-3 {
				continue
			}
			f.AfterCase, f.Limit = id, 1
			list, _, err := e.Cases(ctx(), f)
			e.must(err)
			e.same(name+" before "+id, ids(list), forth[max(0, i-1):i])
			f.Back = false
			list, _, err = e.Cases(ctx(), f)
			e.must(err)
			e.same(name+" behind "+id, ids(list), forth[i+1:min(i+2, len(forth))])
			f.Back = true
		}
	}
	e.same("before one that left", e.all(desk.CaseFilter{Waiting: true, Back: true, AfterCase: caseID(5)}), names(4, 3, 2, 1, 7, 9))
}

// testHazardsFirst: a danger to people, a workshop to be stopped and a customer's last day
// stand, in this order, before what is only due or late, on every page; once it is none, the
// case goes back to its place.
func testHazardsFirst(t *testing.T, e *env) {
	e.settle(1, 6)
	set := func(n int, deadline time.Time, flags ...desk.Flag) {
		t.Helper()
		c := e.next(n)
		c.Deadline, c.Flags = deadline, flags
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	}
	set(4, begin().Add(90*time.Hour), desk.FlagLastDay, desk.FlagSafety)
	set(5, time.Time{}, desk.FlagSafety)
	set(6, begin().Add(80*time.Hour), desk.FlagSafety)
	set(1, begin().Add(-90*time.Hour), desk.FlagLegalOrChargeback)
	queue := desk.CaseFilter{Waiting: true, Limit: 2}
	e.same("the queue", e.all(queue), names(6, 4, 5, 2, 3, 1))
	set(2, begin().Add(3*time.Hour))
	set(3, begin().Add(9*time.Hour), desk.FlagLastDay)
	e.same("a last day before what is late", e.all(queue), names(6, 4, 5, 3, 1, 2))
	set(2, begin().Add(10*time.Hour), desk.FlagUrgentStopProduction)
	e.same("a workshop to be stopped before a last day", e.all(queue), names(6, 4, 5, 2, 3, 1))
	set(3, begin().Add(10*time.Hour))
	set(2, begin().Add(2*time.Hour))
	e.reopen()
	queue.AfterCase = caseID(4)
	e.same("behind one", e.all(queue), names(5, 1, 2, 3))
	set(6, begin().Add(80*time.Hour))
	queue.AfterCase = ""
	e.same("one less", e.all(queue), names(4, 5, 1, 2, 3, 6))
	counts, err := e.Counts(ctx())
	e.must(err)
	e.same("counted", counts.Waiting, 6)
}

// testHeld: what waits for more than an agent is found and counted, for whoever asks.
func testHeld(t *testing.T, e *env) {
	e.settle(1, 7)
	draft := func(n int, f func(d *desk.Draft)) {
		t.Helper()
		c, d := e.next(n), newDraft(n)
		f(&d)
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}}))
	}
	hand := func(n int, to desk.Role) {
		t.Helper()
		c := e.next(n)
		c.HandedTo = to
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	}
	sam, kim := desk.Actor{Name: "Sam", Role: desk.RoleSenior}, desk.Actor{Name: "Kim", Role: desk.RoleManager}
	draft(1, func(d *desk.Draft) { d.Role = desk.RoleSenior })
	draft(2, func(d *desk.Draft) { d.Template, d.Role, d.DrawnBy = desk.TemplateRefund, desk.RoleSenior, &sam })
	hand(3, desk.RoleManager)
	hand(4, desk.RoleSenior)
	draft(4, func(d *desk.Draft) { d.State, d.Why = desk.DraftRejected, "no" })
	draft(5, func(d *desk.Draft) { d.Role, d.State = desk.RoleSenior, desk.DraftApproved }) // it waits for nobody
	hand(6, desk.RoleManager)
	hand(6, "") // given back
	check := func(when string) {
		t.Helper()
		for name, test := range map[string]struct {
			held desk.Held
			by   desk.Actor
			want []string
		}{
			"for anybody":    {desk.HeldAny, desk.Actor{}, names(1, 2, 3, 4)},
			"for a senior":   {desk.HeldForMe, sam, names(1, 4)},
			"for a manager":  {desk.HeldForMe, kim, names(1, 2, 3, 4)},
			"for an agent":   {desk.HeldForMe, desk.Actor{Name: "A", Role: desk.RoleAgent}, nil},
			"for one person": {desk.HeldForMe, desk.Actor{Role: desk.RoleSenior}, names(1, 2, 4)},
		} {
			f := desk.CaseFilter{Waiting: true, Held: test.held, Approver: test.by, Limit: 2}
			e.same(when+" "+name, e.all(f), test.want)
			for _, held := range []desk.Held{"", desk.HeldAny, desk.HeldForMe} {
				f.Held = held
				got, err := e.Facets(ctx(), f)
				e.must(err)
				e.same(when+" "+name+", all counted as "+string(held), got.Held, 4)
				if test.held == desk.HeldForMe {
					e.same(when+" "+name+", his counted as "+string(held), got.ForMe, len(test.want))
				}
				e.same(when+" "+name+", total as "+string(held), got.Total, map[desk.Held]int{"": 6, desk.HeldAny: 4, desk.HeldForMe: got.ForMe}[held])
				e.same(when+" "+name+", classes as "+string(held), got.Classes[desk.ClassDoaDefect], got.Total)
			}
		}
	}
	check("at first:")
	e.reopen()
	check("opened again:")
}
