package storetest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"returndesk/desk"
)

// testReopen: what a call said is done is there for the next process.
func testReopen(t *testing.T, e *env) {
	e.settle(1, 3)
	e.must(e.SetSetting(ctx(), "k", []byte("v")))
	e.reopen()
	c, err := e.Case(ctx(), caseID(3))
	e.must(err)
	e.same("the case", c, newCase(3))
	id, ok, err := e.CaseOfRefs(ctx(), []string{"m1@example.org"})
	e.must(err)
	e.same("a thread", []any{id, ok}, []any{caseID(1), true})
	place, err := e.Cursor(ctx(), "support", "INBOX")
	e.must(err)
	e.same("the place", place, cursor(3))
	fresh, err := e.AcceptMessages(ctx(), "support", "INBOX", []desk.Accepted{mail(1), mail(4)}, cursor(4))
	e.must(err)
	e.same("new", fresh, []string{mail(4).ID})
	e.same("by a word", e.all(desk.CaseFilter{Words: []string{"word2"}}), names(2))
}

func testClosed(t *testing.T, e *env) {
	e.settle(1, 1)
	e.must(e.Store.Close())
	_, err := e.Case(ctx(), caseID(1))
	e.want(desk.CodeUnavailable, err)
	e.want(desk.CodeUnavailable, e.Record(ctx(), desk.Change{Cases: []desk.Case{newCase(2)}}))
	e.must(e.Store.Close())
	e.Store = e.open(e.T, e.place)
}

// testManyCommits: links stay found however many commits fold them.
func testManyCommits(t *testing.T, e *env) {
	const n = 150
	for i := 1; i <= n; i++ {
		e.settle(i, i)
		if i%60 == 0 {
			e.reopen()
		}
	}
	for i := 1; i <= n; i++ {
		id, ok, err := e.CaseOfRefs(ctx(), []string{fmt.Sprintf("m%d@example.org", i)})
		e.must(err)
		e.same("a thread", []any{id, ok}, []any{caseID(i), true})
		known, err := e.Known(ctx(), mail(i).ID)
		e.must(err)
		e.same("known", known, true)
		r, err := e.RMAsOfOrder(ctx(), orderOf(i))
		e.must(err)
		e.same("RMAs", len(r), 1)
	}
}

// testRaceVersions: of many who change one version of a case, one wins each round.
func testRaceVersions(t *testing.T, e *env) {
	e.settle(1, 1)
	const people, rounds = 8, 10
	for range rounds {
		c := e.next(1)
		var wins atomic.Int32
		var wg sync.WaitGroup
		for i := range people {
			wg.Go(func() {
				mine := c
				mine.Subject = fmt.Sprintf("by %d", i)
				switch err := e.Record(ctx(), desk.Change{Cases: []desk.Case{mine}}); desk.CodeOf(err) {
				case "":
					wins.Add(1)
				case desk.CodeConflict:
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		e.same("winners", wins.Load(), int32(1))
	}
	c, err := e.Case(ctx(), caseID(1))
	e.must(err)
	e.same("the version", c.Version, uint64(1+rounds))
}

// testRaceClaims: no draft is claimed twice.
func testRaceClaims(t *testing.T, e *env) {
	const drafts = 20
	e.settle(1, drafts)
	for n := 1; n <= drafts; n++ {
		e.approve(n, begin())
	}
	var mu sync.Mutex
	claimed := map[string]int{}
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for {
				d, err := e.ClaimSend(ctx(), begin())
				if err != nil {
					t.Error(err)
				}
				if err != nil || d == nil {
					return
				}
				mu.Lock()
				claimed[d.ID]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	e.same("drafts claimed", len(claimed), drafts)
	for id, n := range claimed {
		if n != 1 {
			t.Errorf("%s was claimed %d times", id, n)
		}
	}
}

// testRaceReaders: a reader sees of a change all or nothing, and never loses what was
// durable before it began, while writers fold the indexes.
func testRaceReaders(t *testing.T, e *env) {
	const total = 160
	var done atomic.Int32
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				n := int(done.Load())
				if n == 0 {
					continue
				}
				n = i%n + 1
				id, ok, err := e.CaseOfRefs(ctx(), []string{mail(n).MessageID})
				if err != nil || !ok || id != caseID(n) {
					t.Errorf("case %d is not found by its mail: %q %v %v", n, id, ok, err)
					return
				}
				if list, err := e.CasesOfCustomer(ctx(), writer(n)); err != nil || len(list) != 1 || len(list[0].Decisions) != 1 {
					t.Errorf("case %d is not found by its customer: %d %v", n, len(list), err)
					return
				}
				if list, _, err := e.Cases(ctx(), desk.CaseFilter{Words: []string{fmt.Sprintf("word%d", n)}}); err != nil || len(list) != 1 {
					t.Errorf("case %d is not found by its word: %d %v", n, len(list), err)
					return
				}
			}
		})
	}
	for n := 1; n <= total && !t.Failed(); n++ {
		e.settle(n, n)
		done.Store(int32(n))
	}
	close(stop)
	wg.Wait()
}

// testCanceled: a call whose time is over before it began does nothing.
func testCanceled(t *testing.T, e *env) {
	over, cancel := context.WithCancel(ctx())
	cancel()
	if _, err := e.AcceptMessages(over, "support", "INBOX", []desk.Accepted{mail(1)}, cursor(1)); err == nil {
		t.Error("accepted")
	}
	if err := e.Record(over, desk.Change{Cases: []desk.Case{newCase(1)}}); err == nil {
		t.Error("recorded")
	}
	known, err := e.Known(ctx(), mail(1).ID)
	e.must(err)
	e.same("known", known, false)
	_, err = e.Case(ctx(), caseID(1))
	e.want(desk.CodeNotFound, err)
}
