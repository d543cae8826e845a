package storetest

import (
	"testing"

	"returndesk/desk"
)

func testFacets(t *testing.T, e *env) {
	e.settle(1, 6)
	for n, f := range map[int]func(*desk.Case){
		2: func(c *desk.Case) { c.Class, c.Flags = desk.ClassDelay, []desk.Flag{desk.FlagSafety, desk.FlagLastDay} },
		3: func(c *desk.Case) { c.Class, c.Outcome, c.Flags = desk.ClassDelay, desk.OutcomeDelayOptions, nil },
		4: func(c *desk.Case) { c.State = desk.CaseSnoozed },
	} {
		c := e.next(n)
		f(&c)
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	}
	for name, test := range map[string]struct {
		filter desk.CaseFilter
		want   desk.Facets
	}{
		"queue": {desk.CaseFilter{Waiting: true}, desk.Facets{Total: 5, All: 5,
			Classes:  map[desk.Class]int{desk.ClassDoaDefect: 3, desk.ClassDelay: 2},
			Outcomes: map[desk.Outcome]int{desk.OutcomeOpenRMA: 4, desk.OutcomeDelayOptions: 1},
			Flags:    map[desk.Flag]int{desk.FlagLastDay: 4, desk.FlagSafety: 1}}},
		"a class": {desk.CaseFilter{Waiting: true, Class: desk.ClassDelay}, desk.Facets{Total: 2, All: 5,
			Classes:  map[desk.Class]int{desk.ClassDoaDefect: 3, desk.ClassDelay: 2},
			Outcomes: map[desk.Outcome]int{desk.OutcomeOpenRMA: 1, desk.OutcomeDelayOptions: 1},
			Flags:    map[desk.Flag]int{desk.FlagLastDay: 1, desk.FlagSafety: 1}}},
		"two parts": {desk.CaseFilter{Waiting: true, Class: desk.ClassDelay, Flag: desk.FlagSafety}, desk.Facets{Total: 1, All: 5,
			Classes:  map[desk.Class]int{desk.ClassDelay: 1},
			Outcomes: map[desk.Outcome]int{desk.OutcomeOpenRMA: 1},
			Flags:    map[desk.Flag]int{desk.FlagLastDay: 1, desk.FlagSafety: 1}}},
		"words": {desk.CaseFilter{Waiting: true, Words: []string{"word2"}}, desk.Facets{Total: 1, All: 1,
			Classes:  map[desk.Class]int{desk.ClassDelay: 1},
			Outcomes: map[desk.Outcome]int{desk.OutcomeOpenRMA: 1},
			Flags:    map[desk.Flag]int{desk.FlagLastDay: 1, desk.FlagSafety: 1}}},
		"not only the queue": {desk.CaseFilter{Order: orderOf(4)}, desk.Facets{Total: 1, All: 1,
			Classes:  map[desk.Class]int{desk.ClassDoaDefect: 1},
			Outcomes: map[desk.Outcome]int{desk.OutcomeOpenRMA: 1},
			Flags:    map[desk.Flag]int{desk.FlagLastDay: 1}}},
	} {
		got, err := e.Facets(ctx(), test.filter)
		e.must(err)
		e.same(name, got, test.want)
	}
}

// testAfterCase: a listing goes on behind a case, also when that case has left it.
func testAfterCase(t *testing.T, e *env) {
	e.settle(1, 5)
	queue := desk.CaseFilter{Waiting: true, AfterCase: caseID(3)}
	e.same("behind the third", e.all(queue), names(4, 5))
	c := e.next(3)
	c.State = desk.CaseSnoozed
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	e.same("behind one that left", e.all(queue), names(4, 5))
	e.same("by a word", e.all(desk.CaseFilter{Waiting: true, AfterCase: caseID(2), Words: []string{"crackle"}, Limit: 1}), names(4, 5))
	e.same("newest first", e.all(desk.CaseFilter{AfterCase: caseID(3)}), names(2, 1))
	e.same("behind the last", len(e.all(desk.CaseFilter{Waiting: true, AfterCase: caseID(5)})), 0)
	_, _, err := e.Cases(ctx(), desk.CaseFilter{AfterCase: caseID(99)})
	e.want(desk.CodeNotFound, err)
	_, _, err = e.Cases(ctx(), desk.CaseFilter{AfterCase: "nonsense"})
	e.want(desk.CodeInvalid, err)
}

// testQueueMany: a word that most of a long queue has narrows it as it does a short one.
func testQueueMany(t *testing.T, e *env) {
	const cases = 260
	e.settle(1, cases)
	var want []int
	for n := 1; n <= cases; n++ {
		if n%50 == 0 {
			c := e.next(n)
			c.State = desk.CaseSnoozed
			e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
			continue
		}
		want = append(want, n)
	}
	f := desk.CaseFilter{Waiting: true, Words: []string{"crackl*"}, Limit: 60}
	e.same("in order", e.all(f), names(want...))
	f.AfterCase = caseID(200) // it sleeps
	e.same("behind one that left", e.all(f), names(want[196:]...))
	got, err := e.Facets(ctx(), f)
	e.must(err)
	e.same("counted", got.Total, len(want))
	f.Waiting, f.AfterCase = false, caseID(4)
	e.same("all, the newest first", e.all(f), names(3, 2, 1))
}
