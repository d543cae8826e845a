package storetest

import (
	"errors"
	"testing"
	"time"

	"returndesk/desk"
)

func testAudit(t *testing.T, e *env) {
	e.settle(1, 2)
	e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{
		{At: begin().Add(time.Hour), Actor: desk.System(), Case: caseID(1), What: "approved"},
		{At: begin().Add(time.Hour), Actor: desk.System(), What: "started"},
		{At: begin().Add(2 * time.Hour), Actor: desk.System(), Case: caseID(1), What: "sent"},
	}}))
	list, err := e.Audit(ctx(), caseID(1))
	e.must(err)
	var what []string
	last := uint64(0)
	for _, a := range list {
		what = append(what, a.What)
		if a.Seq <= last {
			t.Fatalf("entry %q has the number %d after %d", a.What, a.Seq, last)
		}
		last = a.Seq
	}
	e.same("the history", what, []string{"decided", "drafted", "approved", "sent"})
	e.same("its first entry", list[0].Data["mail"], mail(1).ID)
	count := func(since time.Time) int {
		t.Helper()
		n, last := 0, uint64(0)
		e.must(e.AuditSince(ctx(), since, func(a desk.Audit) error {
			if a.Seq <= last {
				t.Fatalf("number %d after %d", a.Seq, last)
			}
			n, last = n+1, a.Seq
			return nil
		}))
		return n
	}
	e.same("all", count(time.Time{}), 7)
	e.same("since an hour", count(begin().Add(time.Hour)), 3)
	for range 120 { // more than one page
		e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{{At: begin().Add(9 * time.Hour), Case: caseID(2), What: "noted"}, {At: begin().Add(9 * time.Hour), What: "noted"}}}))
	}
	e.same("many", count(begin().Add(9*time.Hour)), 240)
	stop := errors.New("enough")
	if err := e.AuditSince(ctx(), time.Time{}, func(desk.Audit) error { return stop }); err != stop {
		t.Fatalf("the callback's error came back as %v", err)
	}
}

func testAlerts(t *testing.T, e *env) {
	first := desk.Alert{Key: "safety/C-1001", Kind: "safety", Case: caseID(1), Subject: "s", Text: "t", CreatedAt: begin()}
	e.must(e.PutAlert(ctx(), first))
	second := first
	second.Text = "again"
	e.must(e.PutAlert(ctx(), second))
	e.must(e.Record(ctx(), desk.Change{Alerts: []desk.Alert{second, {Key: "disk", CreatedAt: begin().Add(-time.Minute)}}}))
	keys := func(now time.Time) []string {
		t.Helper()
		list, err := e.PendingAlerts(ctx(), now, 10)
		e.must(err)
		var out []string
		for _, a := range list {
			out = append(out, a.Key)
		}
		return out
	}
	e.same("pending", keys(begin()), []string{"disk", "safety/C-1001"})
	e.same("before their time", keys(begin().Add(-time.Second)), []string{"disk"})
	list, err := e.PendingAlerts(ctx(), begin(), 10)
	e.must(err)
	e.same("the first stays", list[1], first)

	e.must(e.FinishAlert(ctx(), "disk", desk.AlertTry{
		Error: "no server", NextTry: begin().Add(time.Minute), Reached: []string{"a@shop.example"}, Refused: map[string]string{"b@shop.example": "no server"},
	}))
	e.same("after a failure", keys(begin()), []string{"safety/C-1001"})
	e.same("at its next try", keys(begin().Add(time.Minute)), []string{"safety/C-1001", "disk"})
	e.must(e.FinishAlert(ctx(), "safety/C-1001", desk.AlertTry{SentAt: begin()}))
	e.must(e.PutAlert(ctx(), first))
	list, err = e.PendingAlerts(ctx(), begin().Add(time.Hour), 10)
	e.must(err)
	e.same("a sent one does not come again", len(list), 1)
	e.same("attempts", list[0].Attempts, 1)
	e.same("the error", list[0].LastError, "no server")
	e.same("who has it", list[0].Reached, []string{"a@shop.example"})
	e.same("who has it not", list[0].Refused, map[string]string{"b@shop.example": "no server"})
	e.must(e.FinishAlert(ctx(), "disk", desk.AlertTry{NextTry: begin(), Reached: []string{"b@shop.example"}}))
	list, err = e.PendingAlerts(ctx(), begin(), 10)
	e.must(err)
	e.same("both have it", list[0].Reached, []string{"a@shop.example", "b@shop.example"})
	e.same("nobody is missing", len(list[0].Refused), 0)
	e.same("attempts that failed", list[0].Attempts, 1)
	e.want(desk.CodeNotFound, e.FinishAlert(ctx(), "nothing", desk.AlertTry{SentAt: begin()}))
	e.want(desk.CodeConflict, e.FinishAlert(ctx(), "safety/C-1001", desk.AlertTry{SentAt: begin()}))
	e.want(desk.CodeInvalid, e.PutAlert(ctx(), desk.Alert{}))
}

func testDues(t *testing.T, e *env) {
	due := func(id string, minutes int) desk.Due {
		return desk.Due{ID: id, Kind: id[:1], At: begin().Add(time.Duration(minutes) * time.Minute), Case: caseID(1)}
	}
	list := func(kind string, minutes, limit int) []string {
		t.Helper()
		dues, err := e.DuesBefore(ctx(), kind, begin().Add(time.Duration(minutes)*time.Minute), limit)
		e.must(err)
		var out []string
		for _, d := range dues {
			out = append(out, d.ID)
		}
		return out
	}
	e.must(e.Record(ctx(), desk.Change{Dues: []desk.Due{due("a1", 3), due("b1", 1), due("a2", 2)}}))
	e.same("at the minute", list("", 2, 0), []string{"b1", "a2"})
	e.same("limited", list("", 9, 2), []string{"b1", "a2"})
	e.same("of a kind", list("a", 9, 0), []string{"a2", "a1"})
	e.must(e.Record(ctx(), desk.Change{Dues: []desk.Due{due("b1", 8)}, Done: []string{"a2", "unknown"}}))
	e.same("one moved, one done", list("", 9, 0), []string{"a1", "b1"})
	e.must(e.Record(ctx(), desk.Change{Done: []string{"a1"}, Dues: []desk.Due{due("a1", 20)}}))
	e.same("done and due anew", list("", 30, 0), []string{"b1", "a1"})

	at := begin().Add(time.Nanosecond)
	e.must(e.Record(ctx(), desk.Change{Spoken: []desk.Spoken{{Key: "verify/HW-1", At: at}}}))
	got, err := e.SpokenAt(ctx(), "verify/HW-1")
	e.must(err)
	e.same("said at", got.Equal(at), true)
	got, err = e.SpokenAt(ctx(), "verify/HW-2")
	e.must(err)
	e.same("never said", got.IsZero(), true)
}

func testPictures(t *testing.T, e *env) {
	e.settle(1, 3)
	picture := func(n int, sha, phash string) desk.Picture {
		return desk.Picture{SHA256: sha, PHash: phash, Case: caseID(n), Mail: mail(n).ID, Name: "p.jpg", At: begin()}
	}
	e.must(e.Record(ctx(), desk.Change{Pictures: []desk.Picture{
		picture(1, "aa", "00000000000000ff"), picture(2, "bb", "00000000000000fe"), picture(3, "cc", "ffff000000000000"), picture(3, "dd", ""),
	}}))
	find := func(sha, phash string, distance int) []string {
		t.Helper()
		list, err := e.PicturesLike(ctx(), sha, phash, distance)
		e.must(err)
		var out []string
		for _, p := range list {
			out = append(out, p.SHA256)
		}
		return out
	}
	e.same("the same bytes, then alike", find("bb", "00000000000000ff", 1), []string{"bb", "aa"})
	e.same("exactly alike", find("", "00000000000000ff", 0), []string{"aa"})
	e.same("nearest first", find("", "00000000000000fe", 3), []string{"bb", "aa"})
	e.same("without a perceptual hash", find("dd", "", 64), []string{"dd"})
	e.same("nothing", find("", "", 64), []string(nil))

	judged := picture(3, "dd", "000000000000000f")
	e.must(e.Record(ctx(), desk.Change{Pictures: []desk.Picture{judged, picture(1, "dd", "")}}))
	list, err := e.PicturesLike(ctx(), "dd", "", 0)
	e.must(err)
	e.same("kept once a mail", len(list), 2)
	e.same("with its later hash", list[0], judged)
}

func testSettings(t *testing.T, e *env) {
	v, err := e.Setting(ctx(), "token")
	e.must(err)
	if v != nil {
		t.Fatalf("a setting that was never set is %q", v)
	}
	for _, want := range [][]byte{[]byte("one"), {}, []byte("two")} {
		e.must(e.SetSetting(ctx(), "token", want))
		v, err = e.Setting(ctx(), "token")
		e.must(err)
		if v == nil || string(v) != string(want) {
			t.Fatalf("got %q, want %q", v, want)
		}
	}
	e.must(e.SetSetting(ctx(), "token", nil))
	v, err = e.Setting(ctx(), "token")
	e.must(err)
	if v != nil {
		t.Fatalf("a forgotten setting is %q", v)
	}
	e.want(desk.CodeInvalid, e.SetSetting(ctx(), "", nil))
}

func testCaseNumbers(t *testing.T, e *env) {
	next := uint64(0)
	for i, n := range []int{1, 100, 3, 1} {
		first, err := e.TakeCaseNumbers(ctx(), n)
		e.must(err)
		if first < next || first < 1001 {
			t.Fatalf("block %d begins at %d, the last ended before %d", i, first, next)
		}
		next = first + uint64(n)
		if i == 1 {
			e.reopen()
		}
	}
	for _, n := range []int{0, -1, 1 << 30} {
		_, err := e.TakeCaseNumbers(ctx(), n)
		e.want(desk.CodeInvalid, err)
	}
}

func testCounts(t *testing.T, e *env) {
	e.settle(1, 5)
	e.accept(mail(6))
	e.approve(1, begin())
	c := e.next(2)
	c.State = desk.CaseClosed
	d := newDraft(2)
	d.State = desk.DraftVoid
	r := e.rma(2)
	r.State = desk.RMAWithdrawn
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}, RMAs: []desk.RMA{r}}))
	want := desk.Counts{
		Mails:   map[desk.MailState]int{desk.MailDecided: 5, desk.MailAccepted: 1},
		Cases:   map[desk.CaseState]int{desk.CaseOpen: 4, desk.CaseClosed: 1},
		Drafts:  map[desk.DraftState]int{desk.DraftProposed: 3, desk.DraftApproved: 1, desk.DraftVoid: 1},
		RMAs:    map[desk.RMAState]int{desk.RMAUnderReview: 4, desk.RMAWithdrawn: 1},
		Waiting: 3,
	}
	got, err := e.Counts(ctx())
	e.must(err)
	e.same("figures", got, want)
	e.reopen()
	got, err = e.Counts(ctx())
	e.must(err)
	e.same("figures after opening again", got, want)
}
