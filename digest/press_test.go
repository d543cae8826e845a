package digest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/replies"
	"returndesk/store/bolt"
)

// office is a press over a real store with a clock that the test moves.
type office struct {
	*testing.T
	store  *bolt.Store
	press  *digest.Press
	clock  time.Time
	to     []string
	at     int // minutes after midnight
	answer replies.Result
	err    error
	mails  [][]byte
	lost   bool // nothing is recorded any more: the process died
	// to whom each mail went, and answers that differ by address
	readers []string
	differs map[string]replies.Result
}

// Record implements digest.Store.
func (o *office) Record(ctx context.Context, c desk.Change) error {
	if o.lost {
		return errors.New("the process is dead")
	}
	return o.store.Record(ctx, c)
}

type officeStore struct {
	*bolt.Store
	o *office
}

func (s officeStore) Record(ctx context.Context, c desk.Change) error { return s.o.Record(ctx, c) }

// Send implements digest.Mailer.
func (o *office) Send(_ context.Context, _ string, to []string, raw []byte) (replies.Result, error) {
	o.mails, o.readers = append(o.mails, raw), append(o.readers, to...)
	for _, a := range to { // as the real sender: one refused, nobody gets it
		if r, ok := o.differs[a]; ok {
			o.lost = r.Text == "die"
			return r, nil
		}
	}
	if o.answer.Text == "die" {
		o.lost = true
	}
	return o.answer, o.err
}

func newOffice(t *testing.T, clock string) *office {
	t.Helper()
	o := &office{T: t, store: openStore(t), to: []string{"owner@example.com"}, at: 8 * 60, answer: replies.Result{Outcome: replies.Delivered, Text: "250 ok"}}
	o.set(clock)
	o.start()
	return o
}

// start is a start of the service.
func (o *office) start() {
	o.Helper()
	o.lost = false
	p, err := digest.NewPress(digest.Options{Store: officeStore{o.store, o}, Mailer: o, Shop: shopOf(o), From: desk.Address{Name: "Hollow Works", Address: "support@shop.example"},
		To: o.to, Minutes: o.at, Now: func() time.Time { return o.clock }, Secret: []byte("0123456789abcdef")})
	if err != nil {
		o.Fatal(err)
	}
	if o.press = p; p.Recover(o.Context()) != nil {
		o.Fatal("recovering failed")
	}
}

// set moves the clock to a time of the shop.
func (o *office) set(s string) {
	o.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, newYork(o))
	if err != nil {
		o.Fatal(err)
	}
	o.clock = at
}

// tick lets time pass to a moment and wants so many mails in all.
func (o *office) tick(at string, mails int) {
	o.Helper()
	o.set(at)
	if _, err := o.press.Tick(o.Context()); err != nil && !o.lost {
		o.Fatal(err)
	}
	if len(o.mails) != mails {
		o.Fatalf("at %s %d mails have left, want %d", at, len(o.mails), mails)
	}
}

func (o *office) state(week string) digest.State {
	o.Helper()
	d, err := o.press.Digest(o.Context(), week)
	if err != nil {
		o.Fatal(err)
	}
	return d.State
}

// TestOnceAWeek: Monday at eight by the clock of the shop, once, whatever is started again.
func TestOnceAWeek(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-10-21 15:00")
	o.tick("2026-10-21 15:00", 0)
	o.tick("2026-10-26 07:59", 0)
	o.tick("2026-10-26 08:00", 1)
	o.tick("2026-10-26 08:01", 1)
	o.start()
	o.tick("2026-10-26 09:00", 1)
	o.tick("2026-11-02 07:59", 1) // the clocks went back on Sunday
	o.start()
	o.tick("2026-11-02 08:00", 2)
	o.tick("2026-11-02 07:00", 2) // a clock that was put back
	o.tick("2026-11-02 08:30", 2)
	o.tick("2026-11-08 23:59", 2)
	if got := []digest.State{o.state("2026-W43"), o.state("2026-W44"), o.state("2026-W45")}; !slices.Equal(got, []digest.State{digest.StateSent, digest.StateSent, digest.StatePreview}) {
		t.Errorf("the weeks are %v", got)
	}
	weeks, err := o.press.Weeks(t.Context(), 0)
	if err != nil || !slices.Equal(weeks, []string{"2026-W44", "2026-W43"}) {
		t.Errorf("closed weeks: %v, %v", weeks, err)
	}
	if _, err := o.press.SendNow(t.Context(), desk.Actor{Name: "Mara", Role: desk.RoleManager}, "2026-W44"); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("sending it again: %v", err)
	}
}

// TestSpringForward: a Monday after the night of 23 hours.
func TestSpringForward(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-03-04 12:00")
	o.tick("2026-03-04 12:00", 0)
	o.tick("2026-03-09 07:59", 0)
	o.tick("2026-03-09 08:00", 1)
	o.tick("2026-03-16 08:00", 2)
}

// TestSlept: a service that slept for weeks closes each of them and sends the last.
func TestSlept(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-08-12 12:00")
	o.tick("2026-08-12 12:00", 0)
	o.start()
	o.tick("2026-09-09 10:00", 1)
	for week, want := range map[string]digest.State{"2026-W33": digest.StateKept, "2026-W34": digest.StateKept, "2026-W35": digest.StateKept, "2026-W36": digest.StateSent} {
		if got := o.state(week); got != want {
			t.Errorf("%s is %s, want %s", week, got, want)
		}
	}
	o.tick("2026-09-14 08:00", 2)
	o = newOffice(t, "2025-01-01 12:00")
	o.tick("2025-01-01 12:00", 0)
	o.tick("2026-09-14 07:00", 1) // a Monday before eight: the week before is the last that is due
	if got := o.state("2026-W36"); got != digest.StateSent {
		t.Errorf("the week before is %s", got)
	}
	o.tick("2026-09-14 08:00", 2)
}

// TestDoubt: the process dies while the server has the mail. It is never sent again by
// itself; people hear of it; a person may.
func TestDoubt(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-18 12:00")
	o.tick("2026-11-18 12:00", 0)
	o.answer.Text = "die"
	o.tick("2026-11-23 08:00", 1)
	o.answer.Text = "250 ok"
	o.start()
	o.tick("2026-11-23 08:05", 1)
	if got := o.state("2026-W47"); got != digest.StateUncertain {
		t.Fatalf("the digest is %s", got)
	}
	alerts, err := o.store.PendingAlerts(t.Context(), o.clock, 10)
	if err != nil || len(alerts) != 1 || alerts[0].Kind != "digest_uncertain" {
		t.Errorf("alerts: %+v, %v", alerts, err)
	}
	if _, err := o.press.SendNow(t.Context(), desk.Actor{Name: "Joe", Role: desk.RoleAgent}, ""); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("an agent sends it: %v", err)
	}
	d, err := o.press.SendNow(t.Context(), desk.Actor{Name: "Mara", Role: desk.RoleSenior}, "")
	if err != nil || d.State != digest.StateSent || len(o.mails) != 2 {
		t.Errorf("sending it by hand: %v, %d mails", err, len(o.mails))
	}
	if d, err := o.press.Digest(t.Context(), "2026-W48"); err != nil || strings.Contains(digest.Text(d), "uncertain") {
		t.Errorf("the next week still doubts: %v", err)
	}
}

// TestAnswers: what the server says about the mail decides what becomes of it.
func TestAnswers(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-18 12:00")
	o.tick("2026-11-18 12:00", 0)
	o.answer = replies.Result{Outcome: replies.Temporary, Text: "451 later"}
	o.tick("2026-11-23 08:00", 1)
	first := o.mails[0]
	o.tick("2026-11-23 08:04", 1)
	o.err = errors.New("no route")
	o.tick("2026-11-23 08:05", 2)
	o.answer, o.err = replies.Result{Outcome: replies.Delivered}, nil
	o.start()
	o.tick("2026-11-23 08:15", 3)
	o.tick("2026-11-23 18:15", 3)
	if id := messageID(t, first); id == "" || id != messageID(t, o.mails[2]) {
		t.Errorf("another Message-ID at the next try: %s", id)
	}
	o.answer = replies.Result{Outcome: replies.Permanent, Text: "550 no such user"}
	o.tick("2026-11-30 08:00", 4)
	o.tick("2026-11-30 20:00", 4)
	if got := o.state("2026-W48"); got != digest.StateFailed {
		t.Errorf("a refused digest is %s", got)
	}
	o.answer = replies.Result{Outcome: replies.Uncertain, Text: "cut off"}
	o.tick("2026-12-07 08:00", 5)
	if got := o.state("2026-W49"); got != digest.StateUncertain {
		t.Errorf("a digest in doubt is %s", got)
	}
	o.to = nil
	o.start()
	o.tick("2026-12-14 08:00", 5)
	if got := o.state("2026-W50"); got != digest.StateKept {
		t.Errorf("a digest for nobody is %s", got)
	}
}

func messageID(t *testing.T, raw []byte) string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header.Get("Message-ID")
}

// TestAnotherTime: a time that is changed in the configuration counts from the next start.
func TestAnotherTime(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-18 12:00")
	o.tick("2026-11-18 12:00", 0)
	o.at = 6*60 + 30
	o.start()
	o.tick("2026-11-22 12:00", 0)
	o.tick("2026-11-23 06:29", 0)
	o.tick("2026-11-23 06:30", 1)
	o.at = 12 * 60
	o.start()
	o.tick("2026-11-30 08:00", 1)
	o.tick("2026-11-30 12:00", 2)
}

// TestFrozen: what was sent does not change; the next week says what was wrong.
func TestFrozen(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-18 12:00")
	count := func(n int64, class string) {
		t.Helper()
		err := o.store.Record(t.Context(), desk.Change{Audit: []desk.Audit{{At: o.clock, What: "x", Counts: []desk.Count{desk.NewCount("2026-11-19", n, desk.CountMail, class)}}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	count(7, "delay")
	o.tick("2026-11-18 12:00", 0)
	o.tick("2026-11-23 08:00", 1)
	o.set("2026-11-25 12:00")
	count(-2, "delay")
	count(2, "cancellation")
	d, err := o.press.Digest(t.Context(), "2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	if f := d.Figure("inbound/delay"); f == nil || f.This == nil || *f.This != 7 {
		t.Errorf("the frozen figure is %+v", f)
	}
	o.tick("2026-11-30 08:00", 2)
	next, err := o.press.Digest(t.Context(), "2026-W48")
	if err != nil {
		t.Fatal(err)
	}
	if f := next.Figure("inbound/delay"); f == nil || f.Last == nil || *f.Last != 5 {
		t.Errorf("last week is now %+v", f)
	}
	text := digest.Text(next)
	for _, want := range []string{"CORRECTIONS TO 2026-W47", "Delay: sent 7, now 5", "Cancellation: sent 0, now 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
}

// TestMessage takes the mail apart: text, page with its pictures, table.
func TestMessage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-18 12:00")
	if err := o.store.Record(t.Context(), desk.Change{Audit: []desk.Audit{{At: o.clock, What: "x", Counts: []desk.Count{desk.NewCount("2026-11-19", 7, desk.CountMail, "delay")}}}}); err != nil {
		t.Fatal(err)
	}
	o.tick("2026-11-18 12:00", 0)
	o.tick("2026-11-23 08:00", 1)
	m, err := mail.ReadMessage(bytes.NewReader(o.mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Hollow Works, week 2026-W47: nothing to decide, 7 mails" {
		t.Errorf("subject %q, %v", subject, err)
	}
	if m.Header.Get("Auto-Submitted") != "auto-generated" || !strings.Contains(m.Header.Get("To"), "owner@example.com") {
		t.Errorf("headers %v", m.Header)
	}
	parts := map[string]string{}
	var ids []string
	walk(t, m.Header.Get("Content-Type"), m.Body, func(p *multipart.Part, body string) {
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		parts[kind] = body
		if id := p.Header.Get("Content-ID"); id != "" {
			ids = append(ids, strings.Trim(id, "<>"))
		}
	})
	for _, kind := range []string{"text/plain", "text/html", "image/png", "text/csv"} {
		if parts[kind] == "" {
			t.Errorf("the mail has no %s", kind)
		}
	}
	if len(ids) == 0 {
		t.Error("no picture has a Content-ID")
	}
	page := decoded(t, parts["text/html"])
	for _, id := range ids {
		if !strings.Contains(page, `src="cid:`+id+`"`) {
			t.Errorf("the page does not show cid:%s", id)
		}
	}
	if strings.Contains(page, "Preview") || strings.Count(page, "src=") != len(ids) || strings.Count(page, "alt=\"") != len(ids) {
		t.Errorf("the page has another form:\n%s", page)
	}
	if !strings.HasPrefix(decoded(t, parts["text/plain"]), "Hollow Works: week 2026-W47, 16 to 22 November 2026") {
		t.Errorf("the text begins %q", parts["text/plain"][:80])
	}
}

// freezeAs puts a digest into the store as if it had been closed.
func (o *office) freezeAs(d digest.Digest) error {
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return o.store.Record(o.Context(), desk.Change{Settings: map[string][]byte{"digest/" + d.Week: raw}})
}
