package control

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
)

// me gives the map under which the test's own user is the senior Anna.
func me() (Users, desk.Actor) {
	by := desk.Actor{Name: "Anna", Role: desk.RoleSenior}
	return Users{strconv.Itoa(os.Getuid()): by}, by
}

// serve runs a server on dir until the test ends.
func serve(t *testing.T, dir string, d Desk, u Users) {
	t.Helper()
	l, err := Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- NewServer(d, u, nil).Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}

func dialTo(t *testing.T, dir string) *Client {
	t.Helper()
	c, _, err := Dial(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// forged is the actor that clients claim to be in these tests; the server must not care.
var forged = desk.Actor{Name: "Mallory", Role: desk.RoleAdmin}

type roundCase struct {
	name string
	call func(context.Context, Desk) (any, error)
	want any   // what the method gives
	got  []any // what the server's desk was asked
}

func rounds(f *fakeDesk, by desk.Actor) []roundCase {
	two := func(a, b any, err error) (any, error) { return []any{a, b}, err }
	filter := desk.CaseFilter{States: []desk.CaseState{desk.CaseOpen}, Class: desk.ClassDelay, Words: []string{"dock"}, Limit: 7}
	approval := flow.Approval{Draft: "C-1001-1", Seen: "abc", Because: "checked by phone"}
	edit := flow.Edit{Draft: "C-1001-1", Seen: "abc", Subject: "S", Text: "line\nbreak ü", To: "a@b.example"}
	correction := flow.Correction{Case: "C-1001", Class: desk.ClassDelay, Also: []desk.Class{}, Add: []desk.Signal{desk.SignalPraise}, Order: "HW-1"}
	resolution := flow.Resolution{Case: "C-1001", Action: "reship", Because: "paid", Set: map[string]string{"price": "18.00"}}
	rmas := desk.RMAFilter{State: desk.RMAReceived, Open: true, Overdue: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	question := flow.Question{Case: "C-1001", Asks: []desk.Ask{desk.AskPhotoVideo}, Because: "too dark"}
	person := flow.NewUser{Login: "joe", Name: "Joe Park", Role: desk.RoleSenior, Password: "four words in a row"}
	off, role := true, desk.RoleAgent
	change := flow.UserChange{Login: "joe", Role: &role, Disabled: &off}
	return []roundCase{
		{"Queue", func(ctx context.Context, d Desk) (any, error) { return d.Queue(ctx, filter) }, f.rows, []any{"Queue", filter}},
		{"Show", func(ctx context.Context, d Desk) (any, error) { return d.Show(ctx, "C-1001") }, f.view, []any{"Show", "C-1001"}},
		{"Reclassify", func(ctx context.Context, d Desk) (any, error) { return d.Reclassify(ctx, forged, correction) }, f.kase, []any{"Reclassify", by, correction}},
		{"Unclass", func(ctx context.Context, d Desk) (any, error) {
			return d.Unclass(ctx, forged, "C-1001", desk.ClassDelay)
		}, desk.Case{ID: "C-1001", Class: desk.ClassDelay}, []any{"Unclass", by, "C-1001", desk.ClassDelay}},
		{"Resolve", func(ctx context.Context, d Desk) (any, error) { return two(d.Resolve(ctx, forged, resolution)) }, []any{f.kase, &f.draft}, []any{"Resolve", by, resolution}},
		{"Approve", func(ctx context.Context, d Desk) (any, error) { return d.Approve(ctx, forged, approval) }, f.draft, []any{"Approve", by, approval}},
		{"EditDraft", func(ctx context.Context, d Desk) (any, error) { return d.EditDraft(ctx, forged, edit) }, f.draft, []any{"EditDraft", by, edit}},
		{"Reject", func(ctx context.Context, d Desk) (any, error) { return d.Reject(ctx, forged, "C-1001-1", "wrong") }, f.draft, []any{"Reject", by, "C-1001-1", "wrong"}},
		{"Undo", func(ctx context.Context, d Desk) (any, error) { return d.Undo(ctx, forged, "C-1001-1") }, f.draft, []any{"Undo", by, "C-1001-1"}},
		{"RMAs", func(ctx context.Context, d Desk) (any, error) { return d.RMAs(ctx, rmas) }, []desk.RMA{f.rma}, []any{"RMAs", rmas}},
		{"RMA", func(ctx context.Context, d Desk) (any, error) { return d.RMA(ctx, "rma 7k3q") }, f.rma, []any{"RMA", "rma 7k3q"}},
		{"AdvanceRMA", func(ctx context.Context, d Desk) (any, error) {
			return d.AdvanceRMA(ctx, forged, "RMA-1", desk.RMAReceived, "it came", map[string]string{"carrier": "DHL"})
		}, f.rma, []any{"AdvanceRMA", by, "RMA-1", desk.RMAReceived, "it came", map[string]string{"carrier": "DHL"}}},
		{"LLMDay", func(ctx context.Context, d Desk) (any, error) { return d.LLMDay(ctx, "2026-03-18") }, []byte(`{"date":"2026-03-18"}`), []any{"LLMDay", "2026-03-18"}},
		{"CountLLM", func(ctx context.Context, d Desk) (any, error) {
			return nil, d.CountLLM(ctx, forged, []byte("{}"), []byte(`{"requests":1}`))
		}, nil,
			[]any{"CountLLM", by, "{}", `{"requests":1}`}},
		{"RMASteps", func(ctx context.Context, d Desk) (any, error) { return d.RMASteps(ctx, "rma 7k3q") }, f.steps, []any{"RMASteps", "rma 7k3q"}},
		{"TakeRMAStep", func(ctx context.Context, d Desk) (any, error) { return d.TakeRMAStep(ctx, forged, f.step) }, f.done, []any{"TakeRMAStep", by, f.step}},
		{"RMAPhoto", func(ctx context.Context, d Desk) (any, error) { return two(d.RMAPhoto(ctx, "RMA-1", "ab")) }, []any{f.photo, f.raw}, []any{"RMAPhoto", "RMA-1", "ab"}},
		{"Parked", func(ctx context.Context, d Desk) (any, error) { return d.Parked(ctx, desk.MailSuppressed, 3) }, []desk.Mail{f.mail}, []any{"Parked", desk.MailSuppressed, 3}},
		{"ParkedMail", func(ctx context.Context, d Desk) (any, error) { return two(d.ParkedMail(ctx, "abcdef")) }, []any{f.mail, f.raw}, []any{"ParkedMail", "abcdef"}},
		{"Replay", func(ctx context.Context, d Desk) (any, error) { return d.Replay(ctx, forged, "abcdef", "a customer") }, f.mail, []any{"Replay", by, "abcdef", "a customer"}},
		{"ConfirmOrders", func(ctx context.Context, d Desk) (any, error) { return d.ConfirmOrders(ctx, forged) }, f.orders, []any{"ConfirmOrders", by}},
		{"ResumeAcknowledgements", func(ctx context.Context, d Desk) (any, error) {
			return nil, d.ResumeAcknowledgements(ctx, forged, "it was a test")
		}, nil, []any{"ResumeAcknowledgements", by, "it was a test"}},
		{"Status", func(ctx context.Context, d Desk) (any, error) { return d.Status(ctx) }, f.status, []any{"Status"}},
		{"Snooze", func(ctx context.Context, d Desk) (any, error) {
			return d.Snooze(ctx, forged, "C-1001", rmas.Overdue, "later")
		}, f.kase, []any{"Snooze", by, "C-1001", rmas.Overdue, "later"}},
		{"Note", func(ctx context.Context, d Desk) (any, error) {
			return "nothing", d.Note(ctx, forged, "C-1001", "look\nhere")
		}, "nothing", []any{"Note", by, "C-1001", "look\nhere"}},
		{"HandUp", func(ctx context.Context, d Desk) (any, error) {
			return d.HandUp(ctx, forged, "C-1001", desk.RoleManager, "money")
		}, f.kase, []any{"HandUp", by, "C-1001", desk.RoleManager, "money"}},
		{"AskMore", func(ctx context.Context, d Desk) (any, error) { return d.AskMore(ctx, forged, question) }, f.draft, []any{"AskMore", by, question}},
		{"Users", func(ctx context.Context, d Desk) (any, error) { return d.Users(ctx, forged) }, []desk.User{f.user}, []any{"Users", by}},
		{"AddUser", func(ctx context.Context, d Desk) (any, error) { return d.AddUser(ctx, forged, person) }, f.user, []any{"AddUser", by, person}},
		{"ChangeUser", func(ctx context.Context, d Desk) (any, error) { return d.ChangeUser(ctx, forged, change) }, f.user, []any{"ChangeUser", by, change}},
		{"Digest", func(ctx context.Context, d Desk) (any, error) { return d.Digest(ctx, "2026-W47") }, f.figures, []any{"Digest", "2026-W47"}},
		{"SendDigest", func(ctx context.Context, d Desk) (any, error) { return d.SendDigest(ctx, forged, "2026-W47") }, f.figures, []any{"SendDigest", by, "2026-W47"}},
		{"DigestWeeks", func(ctx context.Context, d Desk) (any, error) { return d.DigestWeeks(ctx, 4) }, []string{f.figures.Week}, []any{"DigestWeeks", 4}},
		{"Erase", func(ctx context.Context, d Desk) (any, error) { return d.Erase(ctx, forged, "jo@x.example") }, f.erased, []any{"Erase", by, "jo@x.example"}},
	}
}

func filled() *fakeDesk {
	at := time.Date(2026, 3, 16, 10, 20, 0, 0, time.UTC)
	day := 3
	return &fakeDesk{
		figures: digest.Digest{Week: "2026-W47", Shop: "Hollow Works", MadeAt: at, Blocks: []digest.Block{{Key: "inbound", Figures: []digest.Figure{{Key: "inbound/all", N: 3}}}}},
		rows:    []flow.QueueRow{{Case: "C-1001", Draft: "C-1001-1", State: desk.DraftProposed, Flags: []desk.Flag{desk.FlagSafety}, Age: 90 * time.Minute, Deadline: at}},
		view: flow.CaseView{
			Case:   desk.Case{ID: "C-1001", Version: 4, Decisions: []desk.Decision{{Intent: desk.Intent{Rule: "r"}, Facts: desk.Facts{Enum: map[desk.Fact]string{"stage": "placed"}, Detail: desk.FactDetail{Day: &day}}}}},
			Policy: []flow.Sentence{{Section: "2", Text: "Within 7 days."}},
			Next:   []desk.Action{{Name: "close", Needs: []string{"reason"}}},
		},
		draft: desk.Draft{ID: "C-1001-1", Text: "Hello\n", Frozen: []byte{0, 1, 255}, ApprovedAt: at, To: []desk.Address{{Name: "Ü", Address: "u@x.example"}}},
		kase:  desk.Case{ID: "C-1001", Flags: []desk.Flag{desk.FlagPraise}},
		rma:   desk.RMA{Number: "RMA-7K3Q-9TXB", State: desk.RMAUnderReview, Day: &day, ReportedAt: at},
		mail:  desk.Mail{Accepted: desk.Accepted{ID: "abcdef", Size: 12}, State: desk.MailQuarantined, Reason: "no header"},
		raw:   []byte("From: x\r\n\r\n\xff\x00"), orders: OrdersStatus{Count: 3, AsOf: at, Stale: true},
		status: Status{Running: true, PID: 7, Mailboxes: []MailboxStatus{{Account: "support", State: "ok"}}, DenialsHeld: 2},
		user:   desk.User{Login: "joe", Name: "Joe Park", Role: desk.RoleAgent, Version: 3, CreatedAt: at},
		erased: desk.Erasure{Cases: 2, Mails: 5}, archive: bytes.Repeat([]byte("archive\x00"), 100_000),
	}
}

// TestRoundTrip sends every method through the socket: the arguments must arrive as they
// were but for the actor, and the values must come back as they were.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	users, by := me()
	serve(t, dir, f, users)
	c := dialTo(t, dir)
	for _, r := range rounds(f, by) {
		got, err := r.call(t.Context(), c)
		if err != nil {
			t.Errorf("%s: %v", r.name, err)
		}
		if diff := cmp.Diff(r.want, got); diff != "" {
			t.Errorf("%s gave back something else:\n%s", r.name, diff)
		}
		if diff := cmp.Diff(r.got, f.last()); diff != "" {
			t.Errorf("%s was called with something else:\n%s", r.name, diff)
		}
	}
}

// TestErrorsCross checks for every method that code, message, mend and the temporary
// mark arrive, that the value comes along, and that the cause stays behind.
func TestErrorsCross(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	users, by := me()
	serve(t, dir, f, users)
	c := dialTo(t, dir)
	sent := desk.Wrap(desk.CodeStale, errors.New("secret of the cause"), "draft C-1 is void").WithMend("look at C-2").AsTemporary()
	f.err = sent
	for _, r := range rounds(f, by) {
		got, err := r.call(t.Context(), c)
		var e *desk.Error
		if !errors.As(err, &e) || e.Code != sent.Code || e.Message != sent.Message || e.Mend != sent.Mend || !e.Temporary {
			t.Errorf("%s: the error arrived as %#v", r.name, err)
			continue
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the cause crossed the socket: %v", r.name, err)
		}
		if diff := cmp.Diff(r.want, got); diff != "" {
			t.Errorf("%s lost the value that came with the error:\n%s", r.name, diff)
		}
	}
	for _, code := range []desk.Code{desk.CodeInvalid, desk.CodeNotFound, desk.CodeConflict, desk.CodeForbidden, desk.CodeIllegal, desk.CodeBlocked, desk.CodeNeedsConfirm, desk.CodeUncertain} {
		f.err = desk.Errf(code, "no")
		if _, err := c.Show(t.Context(), "C-1"); desk.CodeOf(err) != code {
			t.Errorf("%s arrived as %v", code, err)
		}
	}
	f.err = fmt.Errorf("a path that nobody should see")
	if _, err := c.Show(t.Context(), "C-1"); desk.CodeOf(err) != desk.CodeInternal || strings.Contains(err.Error(), "path") {
		t.Errorf("a foreign error arrived as %v", err)
	}
}

func TestResolveWithoutDraft(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	f.draft = desk.Draft{}
	users, _ := me()
	serve(t, dir, f, users)
	if _, d, err := dialTo(t, dir).Resolve(t.Context(), forged, flow.Resolution{}); err != nil || d != nil {
		t.Errorf("got draft %v, error %v; want none of both", d, err)
	}
}

func TestPeer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	users, by := me()
	serve(t, dir, filled(), users)
	if _, got, err := Dial(t.Context(), dir); err != nil || got != by {
		t.Errorf("Dial gave %v, %v; want %v", got, err, by)
	}

	other := t.TempDir()
	f := filled()
	serve(t, other, f, Users{"nobody-of-this-name": by})
	_, _, err := Dial(t.Context(), other)
	var e *desk.Error
	if !errors.As(err, &e) || e.Code != desk.CodeForbidden || !strings.Contains(e.Mend, "actors") {
		t.Fatalf("an unmapped user got %v", err)
	}
	raw := &Client{path: SocketPath(other), http: clientOf(SocketPath(other))}
	if _, err := raw.Approve(t.Context(), forged, flow.Approval{}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("an unmapped user could approve: %v", err)
	}
	if f.last() != nil {
		t.Errorf("an unmapped user's request reached the engine: %v", f.last())
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	by := desk.Actor{Name: "R", Role: desk.RoleAgent}
	if got, err := (Users{"root": by}).Actor(0); err != nil || got != by {
		t.Errorf("by name: %v, %v", got, err)
	}
	if got, err := (Users{"4000000000": by}).Actor(4_000_000_000); err != nil || got != by {
		t.Errorf("by number: %v, %v", got, err)
	}
	if _, err := (Users{"": by}).Actor(4_000_000_000); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("unknown uid: %v", err)
	}
}

func TestPeerNeedsUnixSocket(t *testing.T) {
	t.Parallel()
	a, b := net.Pipe()
	defer func() { _, _ = a.Close(), b.Close() }()
	if _, err := peerUID(a); desk.CodeOf(err) != desk.CodeInternal {
		t.Errorf("a pipe has a peer: %v", err)
	}
}
