package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// all follows a listing through its pages.
func (e *env) all(f desk.CaseFilter) []string {
	e.Helper()
	var out []string
	for range 1000 {
		list, next, err := e.Cases(ctx(), f)
		e.must(err)
		if f.Limit > 0 && len(list) > f.Limit {
			e.Fatalf("%d cases on a page of %d", len(list), f.Limit)
		}
		out = append(out, ids(list)...)
		if next == "" {
			return out
		}
		f.After = next
	}
	e.Fatal("the listing has no end")
	return nil
}

func names(numbers ...int) []string {
	var out []string
	for _, n := range numbers {
		out = append(out, caseID(n))
	}
	return out
}

// testQueue: a case waits for people while a draft of it does, or while it is open and
// nothing is on its way; the most urgent comes first.
func testQueue(t *testing.T, e *env) {
	e.settle(1, 7)
	set := func(n int, f func(c *desk.Case, d *desk.Draft)) {
		t.Helper()
		c, d := e.next(n), newDraft(n)
		f(&c, &d)
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}}))
	}
	set(1, func(c *desk.Case, d *desk.Draft) { c.Deadline, d.State = time.Time{}, desk.DraftRejected })
	set(2, func(c *desk.Case, d *desk.Draft) { d.State = desk.DraftApproved })
	set(3, func(c *desk.Case, d *desk.Draft) { c.Deadline, d.State = begin(), desk.DraftVoid })
	set(4, func(c *desk.Case, d *desk.Draft) { c.State, d.State = desk.CaseWaiting, desk.DraftRejected })
	set(5, func(c *desk.Case, d *desk.Draft) { c.State, d.Text = desk.CaseSnoozed, "changed" })
	set(6, func(c *desk.Case, d *desk.Draft) { c.State, d.Text = desk.CaseClosed, "changed" })
	queue := desk.CaseFilter{Waiting: true}
	e.same("the queue", e.all(queue), names(3, 6, 7, 1))
	queue.Limit = 1
	e.same("the queue page by page", e.all(queue), names(3, 6, 7, 1))
	e.same("narrowed by a word", e.all(desk.CaseFilter{Waiting: true, Limit: 2, Words: []string{"crackle"}}), names(3, 6, 7, 1))
	e.same("narrowed by a customer", e.all(desk.CaseFilter{Waiting: true, Address: writer(6)}), names(6))

	// Sending moves the case out of the queue and back without a change to the case.
	e.approve(7, begin())
	e.same("with one approved more", e.all(queue), names(3, 6, 1))
	d, err := e.ClaimSend(ctx(), begin())
	e.must(err)
	e.same("claimed", d.Case, caseID(2))
	d.State = desk.DraftUncertain
	e.must(e.FinishSend(ctx(), desk.Change{Drafts: []desk.DraftChange{{Draft: *d, From: desk.DraftSending}}}))
	e.same("with one uncertain", e.all(queue), names(3, 2, 6, 1))
	counts, err := e.Counts(ctx())
	e.must(err)
	e.same("counted", counts.Waiting, 4)
}

func testListing(t *testing.T, e *env) {
	e.settle(1, 9)
	for n, f := range map[int]func(*desk.Case){
		2: func(c *desk.Case) { c.State = desk.CaseWaiting },
		3: func(c *desk.Case) { c.Class, c.Flags = desk.ClassDelay, []desk.Flag{desk.FlagSafety} },
		4: func(c *desk.Case) { c.Outcome, c.Customer = desk.OutcomeSafetyStop, "Other@Example.org" },
		5: func(c *desk.Case) { c.Order = orderOf(1) },
		6: func(c *desk.Case) { c.State, c.Order = desk.CaseClosed, "" },
	} {
		c := e.next(n)
		f(&c)
		e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}}))
	}
	for name, test := range map[string]struct {
		filter desk.CaseFilter
		want   []string
	}{
		"all":        {desk.CaseFilter{Limit: 4}, names(9, 8, 7, 6, 5, 4, 3, 2, 1)},
		"states":     {desk.CaseFilter{States: []desk.CaseState{desk.CaseWaiting, desk.CaseClosed}, Limit: 1}, names(6, 2)},
		"class":      {desk.CaseFilter{Class: desk.ClassDelay}, names(3)},
		"flag":       {desk.CaseFilter{Flag: desk.FlagSafety}, names(3)},
		"outcome":    {desk.CaseFilter{Outcome: desk.OutcomeSafetyStop}, names(4)},
		"order":      {desk.CaseFilter{Order: "hw-10401", Limit: 1}, names(5, 1)},
		"old order":  {desk.CaseFilter{Order: orderOf(5)}, nil},
		"address":    {desk.CaseFilter{Address: "other@example.ORG"}, names(4)},
		"old sender": {desk.CaseFilter{Address: writer(4)}, nil},
		"both":       {desk.CaseFilter{Order: orderOf(1), Address: writer(5)}, names(5)},
	} {
		e.same(name, e.all(test.filter), test.want)
	}
	_, _, err := e.Cases(ctx(), desk.CaseFilter{After: "nonsense"})
	e.want(desk.CodeInvalid, err)
	byOrder, err := e.CasesOfOrder(ctx(), orderOf(1))
	e.must(err)
	e.same("of an order", ids(byOrder), names(1, 5))
	e.same("with decisions", len(byOrder[0].Decisions), 1)
	byAddress, err := e.CasesOfCustomer(ctx(), "OTHER@example.org")
	e.must(err)
	e.same("of a customer", ids(byAddress), names(4))
	for _, nobody := range []string{"", " "} {
		list, err := e.CasesOfCustomer(ctx(), nobody)
		e.must(err)
		e.same("of nobody", len(list), 0)
	}
	var seen []string
	e.must(e.EachCase(ctx(), func(c desk.Case) error { seen = append(seen, c.ID); return nil }))
	e.same("each case", seen, names(1, 2, 3, 4, 5, 6, 7, 8, 9))
	stop := fmt.Errorf("enough")
	if err := e.EachCase(ctx(), func(desk.Case) error { return stop }); err != stop {
		t.Fatalf("the callback's error came back as %v", err)
	}
}

func testWords(t *testing.T, e *env) {
	e.settle(1, 5)
	e.must(e.Record(ctx(), desk.Change{Words: map[string][]string{
		caseID(2): {"Größe", "crackle", "x\x00y"}, caseID(4): {"größe", "", " "},
	}}))
	for name, test := range map[string]struct {
		words []string
		want  []string
	}{
		"one":         {[]string{"crackle"}, names(5, 4, 3, 2, 1)},
		"folded":      {[]string{"GRÖSSE"}, nil},
		"in any case": {[]string{"GrÖße"}, names(4, 2)},
		"both":        {[]string{"größe", "word2"}, names(2)},
		"none":        {[]string{"crackle", "silence"}, nil},
		"begins so":   {[]string{"word*"}, names(5, 4, 3, 2, 1)},
		"a part":      {[]string{"crack"}, nil},
		"empty":       {[]string{""}, nil},
		"a zero byte": {[]string{"xy"}, names(2)},
		"an order":    {[]string{"HW-10403"}, names(3)},
	} {
		e.same(name, e.all(desk.CaseFilter{Words: test.words, Limit: 2}), test.want)
	}
}

// testWordsMany: words stay found however many commits fold them, also when an older
// case gets words later.
func testWordsMany(t *testing.T, e *env) {
	const cases = 30
	e.settle(1, cases)
	want := map[string][]int{}
	for i := range 200 {
		n := i*7%cases + 1
		word := fmt.Sprintf("w%d", i%5)
		if !slices.Contains(want[word], n) {
			want[word] = append(want[word], n)
		}
		e.must(e.Record(ctx(), desk.Change{Words: map[string][]string{caseID(n): {word, "every"}}}))
		if i == 150 {
			e.reopen()
		}
	}
	for word, list := range want {
		slices.Sort(list)
		slices.Reverse(list)
		e.same(word, e.all(desk.CaseFilter{Words: []string{word}, Limit: 7}), names(list...))
	}
	e.same("a word of all", len(e.all(desk.CaseFilter{Words: []string{"every"}})), cases)
}

func testThreads(t *testing.T, e *env) {
	e.settle(1, 3)
	find := func(refs ...string) string {
		t.Helper()
		id, ok, err := e.CaseOfRefs(ctx(), refs)
		e.must(err)
		if ok != (id != "") {
			t.Fatalf("found %v with the id %q", ok, id)
		}
		return id
	}
	e.same("a mail's id", find("m2@example.org"), caseID(2))
	e.same("a draft's id", find("nobody@x", "d3@shop.example"), caseID(3))
	e.same("the first known", find("m3@example.org", "m1@example.org"), caseID(3))
	e.same("an empty id", find("", ""), "")
	e.same("nothing", find(), "")
	// An empty id in a change matches nothing either; a later change moves an id.
	e.must(e.Record(ctx(), desk.Change{Index: map[string]string{"": caseID(1), "m2@example.org": caseID(1), "extra@x": caseID(2)}}))
	e.same("an empty id that was indexed", find(""), "")
	e.same("a moved id", find("m2@example.org"), caseID(1))
	e.same("a further id", find("extra@x"), caseID(2))
	e.must(e.Record(ctx(), desk.Change{Index: map[string]string{"m2@example.org": caseID(2)}}))
	e.same("moved back", find("m2@example.org"), caseID(2))
}
