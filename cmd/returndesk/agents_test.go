package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// ran is what a command left behind.
type ran struct {
	code     int
	out, err string
}

// agent runs a command against a fake desk, without a terminal.
func agent(t *testing.T, f *fakeDesk, env map[string]string, in string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{
		in: strings.NewReader(in), out: &out, err: &errs, now: func() time.Time { return noon },
		env: func(name string) string { return env[name] },
	}
	a.opener = func(context.Context) (control.Desk, desk.Actor, func() error, error) {
		return f, desk.Actor{Name: "Anna", Role: desk.RoleAgent}, func() error { return nil }, nil
	}
	root := newRootCmd(a)
	root.SetArgs(args)
	code := exitCode(root.ExecuteContext(t.Context()), &errs)
	return ran{code, out.String(), errs.String()}
}

func TestAgentsWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		args []string
		code int
		out  string // must stand in the output
		err  string // must stand in the errors
	}{
		{"queue", []string{"queue"}, 0, "1 case waits.", ""},
		{"queue, unknown class", []string{"queue", "--class", "defects"}, 2, "", `"defects" is no class; possible: cancellation`},
		{"queue, unknown flag", []string{"queue", "--flag", "x"}, 2, "", "is no flag"},
		{"queue, unknown outcome", []string{"queue", "--outcome", "x"}, 2, "", "is no outcome"},
		{"queue, for nobody", []string{"queue", "--for", "x"}, 2, "", `"x" is no value of --for; possible: me, senior`},
		{"queue, limit", []string{"queue", "--limit", "-1"}, 2, "", "below zero"},
		{"queue, argument", []string{"queue", "C-1"}, 2, "", "takes no arguments"},
		{"show", []string{"show", "c-1042"}, 0, "── Draft C-1042-1 (waits for approval)", ""},
		{"show, unknown", []string{"show", "C-7"}, 1, "", "error: there is no case C-7\n  mend: see `returndesk queue`"},
		{"show, nothing", []string{"show"}, 2, "", "an argument is missing"},
		{"approve without terminal", []string{"approve", "C-1042"}, 2, "", "needs --yes"},
		{"approve", []string{"approve", "C-1042", "--yes"}, 0, "C-1042-1 approved by Anna. It leaves at 12:00:30", ""},
		{"approve a draft that is not there", []string{"approve", "C-1042-9", "--yes"}, 1, "", "case C-1042 has no draft C-1042-9"},
		{"reject", []string{"reject", "C-1042", "--because", "by phone"}, 0, "C-1042-1 rejected.", ""},
		{"reject without reason", []string{"reject", "C-1042"}, 2, "", "needs a reason"},
		{"reject with blank reason", []string{"reject", "C-1042", "--because", " "}, 2, "", "needs a reason"},
		{"undo", []string{"undo", "c-1042-1"}, 0, "C-1042-1 waits for approval again.", ""},
		{"undo by case", []string{"undo", "C-1042"}, 1, "", "case C-1042 has no draft that is approved"},
		{"reclassify", []string{"reclassify", "C-1042", "delay"}, 0, "C-1042 is decided anew: delay, delay_options.", ""},
		{"reclassify, signals alone", []string{"reclassify", "C-1042", "--add-signal", "praise"}, 0, "C-1042 is decided anew", ""},
		{"reclassify, nothing", []string{"reclassify", "C-1042", "--because", "x"}, 2, "", "say what the mail is"},
		{"reclassify, class", []string{"reclassify", "C-1042", "late"}, 2, "", `"late" is no class`},
		{"reclassify, signal", []string{"reclassify", "C-1042", "delay", "--add-signal", "x"}, 2, "", `"x" is no signal`},
		{"reclassify, taken back", []string{"reclassify", "C-1042", "--undo"}, 0, "C-1042 is what it was: delay, delay_options.", ""},
		{"reclassify, taken back for another", []string{"reclassify", "C-1042", "delay", "--undo"}, 2, "", "--undo stands alone"},
		{"reclassify, taken back with an order", []string{"reclassify", "C-1042", "--order", "HW-2", "--undo"}, 2, "", "--undo stands alone"},
		{"resolve", []string{"resolve", "C-1042", "close", "--because", "done"}, 0, "C-1042: close taken", ""},
		{"resolve, set", []string{"resolve", "C-1042", "reship", "--set", "price"}, 2, "", "name=value"},
		{"rma list, none", []string{"rma", "list"}, 0, "There are no RMAs yet.", ""},
		{"rma list, filtered", []string{"rma", "list", "--open"}, 0, "No RMA matches", ""},
		{"rma list, state", []string{"rma", "list", "--state", "lost"}, 2, "", "is no state of an RMA"},
		{"rma show", []string{"rma", "show", "rma", "7k3q", "9txb"}, 0, "RMA-7K3Q-9TXB  under review", ""},
		{"rma advance", []string{"rma", "advance", "RMA-7K3Q-9TXB", "received", "--because", "came"}, 0, "RMA-7K3Q-9TXB is received now.\nThe customer was not told: `returndesk resolve C-1042 rma_received`", ""},
		{"rma advance, nobody to tell", []string{"rma", "advance", "RMA-7K3Q-9TXB", "inspecting", "--because", "open"}, 0, "RMA-7K3Q-9TXB is inspecting now.\n", ""},
		{"rma advance without reason", []string{"rma", "advance", "RMA-7K3Q-9TXB", "received"}, 2, "", "needs a reason"},
		{"rma, unknown", []string{"rma", "lsit"}, 2, "", "did you mean list"},
		{"quarantine list", []string{"quarantine", "list"}, 0, "No mail is in quarantine.", ""},
		{"quarantine list, both", []string{"quarantine", "list", "--suppressed", "--too-big"}, 2, "", "ask for one"},
		{"quarantine show", []string{"quarantine", "show", "abab"}, 0, "abababababab  quarantined", ""},
		{"quarantine replay", []string{"quarantine", "replay", "ababab"}, 0, "belongs to case C-1050 now", ""},
		{"acknowledge resume", []string{"acknowledge", "resume", "--because", "a test"}, 0, "leave again", ""},
		{"user role, none", []string{"user", "role", "jo"}, 2, "", "which role is jo to have? One of: agent, senior, manager, admin"},
		{"user role, wrong", []string{"user", "role", "jo", "boss"}, 2, "", `"boss" is no role; possible: agent, senior, manager, admin`},
		{"user role, one too many", []string{"user", "role", "jo", "agent", "now"}, 2, "", "role takes LOGIN ROLE, and got 3 arguments"},
		{"orders confirm", []string{"orders", "confirm"}, 0, "holds 612 orders now", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := agent(t, newFake(), nil, "", c.args...)
			if got.code != c.code || !strings.Contains(got.out, c.out) || !strings.Contains(got.err, c.err) {
				t.Errorf("code %d, output %q, errors %q; want code %d, %q, %q", got.code, got.out, got.err, c.code, c.out, c.err)
			}
			if c.code == 0 && got.err != "" {
				t.Errorf("a success said %q on the error stream", got.err)
			}
			if strings.Contains(got.out, "\x1b") {
				t.Errorf("colours without a terminal: %q", got.out)
			}
		})
	}
}

// TestFiltersArrive checks that flags reach the desk.
func TestFiltersArrive(t *testing.T) {
	t.Parallel()
	f := newFake()
	if r := agent(t, f, nil, "", "queue", "--class", "delay", "--outcome", "delay_options", "--flag", "safety", "--for", "me", "--order", "HW-1",
		"--address", "a@b.example", "--word", "dock", "--word", "red, blue", "--limit", "5"); r.code != 0 {
		t.Fatal(r.err)
	}
	if got := f.filter; got.Class != desk.ClassDelay || got.Outcome != desk.OutcomeDelayOptions || got.Flag != desk.FlagSafety || got.Held != desk.HeldForMe || got.Approver.Name == "" ||
		got.Order != "HW-1" || got.Address != "a@b.example" || !slices.Equal(got.Words, []string{"dock", "red", "blue"}) || got.Limit != 5 {
		t.Errorf("the queue was asked for %+v", got)
	}
	agent(t, f, nil, "", "rma", "list", "--state", "received", "--order", "HW-1", "--overdue", "--open", "--limit", "3")
	if got := f.rmaFilter; got != (desk.RMAFilter{State: desk.RMAReceived, Order: "HW-1", Open: true, Overdue: noon, Limit: 3}) {
		t.Errorf("the RMAs were asked for %+v", got)
	}
	for flag, want := range map[string]desk.MailState{"--suppressed": desk.MailSuppressed, "--too-big": desk.MailTooBig, "--limit=9": desk.MailQuarantined} {
		if agent(t, f, nil, "", "quarantine", "list", flag); f.parked != want {
			t.Errorf("%s asked for %s", flag, f.parked)
		}
	}
	agent(t, f, nil, "", "resolve", "C-1042", "reship", "--because", "b", "--set", "price=18.00", "--set", "note=a=b, c")
	if f.resolution.Set["price"] != "18.00" || f.resolution.Set["note"] != "a=b, c" || f.resolution.Because != "b" {
		t.Errorf("resolve asked for %+v", f.resolution)
	}
	f.view.Next, f.resolution = []desk.Action{{Name: "close", Needs: []string{"reason"}}}, flow.Resolution{}
	if r := agent(t, f, nil, "", "resolve", "C-1042", "close"); r.code != exitUsage || !strings.Contains(r.err, "close needs a reason") || f.resolution.Action != "" {
		t.Errorf("without a reason: code %d, %s, asked for %+v", r.code, r.err, f.resolution)
	}
	agent(t, f, nil, "", "reclassify", "C-1042", "delay", "--also", "cost_refund,delivery_problem", "--add-signal", "praise", "--drop-signal", "billing", "--order", "HW-2", "--because", "w")
	if c := f.correction; len(c.Also) != 2 || c.Add[0] != desk.SignalPraise || c.Drop[0] != desk.SignalBilling || c.Order != "HW-2" || c.Because != "w" || c.Class != desk.ClassDelay {
		t.Errorf("reclassify asked for %+v", c)
	}
	agent(t, f, nil, "", "reclassify", "C-1042", "--drop-signal", "billing,praise")
	if c := f.correction; c.Class != "" || len(c.Drop) != 2 || c.Also != nil {
		t.Errorf("signals alone asked for %+v", c)
	}
	agent(t, f, nil, "", "reclassify", "C-1042", "delay", "--also", "")
	if c := f.correction; c.Also == nil || len(c.Also) != 0 {
		t.Errorf("--also \"\" asked for %#v, want an empty list", c.Also)
	}
	agent(t, f, nil, "", "reclassify", "C-1042", "delay")
	if f.correction.Also != nil {
		t.Errorf("without --also %#v was asked for", f.correction.Also)
	}
}

func TestApproveSeen(t *testing.T) {
	t.Parallel()
	f := newFake()
	if r := agent(t, f, nil, "", "approve", "C-1042", "--yes", "--because", "ok"); r.code != 0 {
		t.Fatal(r.err)
	}
	want := flow.Approval{Draft: "C-1042-1", Seen: f.view.Drafts[0].ContentHash(), Because: "ok"}
	if len(f.approvals) != 1 || f.approvals[0] != want {
		t.Errorf("approved %+v, want %+v", f.approvals, want)
	}
}

// TestApproveMany goes on after a failure, tells it, and ends with 1.
func TestApproveMany(t *testing.T) {
	t.Parallel()
	f := newFake()
	r := agent(t, f, nil, "", "approve", "C-7", "C-1042", "--yes")
	if r.code != 1 || !strings.Contains(r.err, "there is no case C-7") || !strings.Contains(r.out, "C-1042-1 approved") {
		t.Errorf("code %d, output %q, errors %q", r.code, r.out, r.err)
	}
	f.err = desk.Errf(desk.CodeStale, "draft C-1042-1 is void").WithMend("look at the new draft C-1042-2")
	r = agent(t, f, nil, "", "approve", "C-1042", "--yes")
	if r.code != 1 || r.out != "" || r.err != "error: draft C-1042-1 is void\n  mend: look at the new draft C-1042-2\n" {
		t.Errorf("code %d, output %q, errors %q", r.code, r.out, r.err)
	}
}

func TestDraftMeant(t *testing.T) {
	t.Parallel()
	v := newFake().view
	second := v.Drafts[0]
	second.ID, second.Template = "C-1042-2", "verify_buyer"
	v.Drafts = append(v.Drafts, second)
	if _, err := draftMeant(v, "C-1042", desk.DraftProposed); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "C-1042-2 (verify_buyer)") {
		t.Errorf("two drafts: %v", err)
	}
	if d, err := draftMeant(v, " c-1042-2 ", desk.DraftProposed); err != nil || d.ID != "C-1042-2" {
		t.Errorf("by id: %v, %v", d.ID, err)
	}
	v.Drafts[0].State, v.Drafts[1].State = desk.DraftSent, desk.DraftApproved
	if d, err := draftMeant(v, "C-1042", desk.DraftApproved); err != nil || d.ID != "C-1042-2" {
		t.Errorf("the approved one: %v, %v", d.ID, err)
	}
	if _, err := draftMeant(v, "C-1042", desk.DraftProposed); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("no open draft: %v", err)
	}
}

// TestAgentsJSON wants valid JSON from every list and show, and [] for nothing.
func TestAgentsJSON(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"queue"}, {"show", "C-1042"}, {"rma", "list"}, {"rma", "show", "x"}, {"quarantine", "list"}, {"quarantine", "show", "ababab"},
		{"approve", "C-1042", "--yes"}, {"reject", "C-1042", "--because", "x"}, {"undo", "C-1042-1"}, {"reclassify", "C-1042", "delay"},
		{"resolve", "C-1042", "close"}, {"rma", "advance", "RMA-1", "received", "--because", "x"}, {"quarantine", "replay", "ababab"}, {"orders", "confirm"}, {"acknowledge", "resume", "--because", "x"},
	} {
		r := agent(t, newFake(), nil, "", append(args, "--json")...)
		if r.code != 0 || !json.Valid([]byte(r.out)) {
			t.Errorf("%v: code %d, output %q, errors %q", args, r.code, r.out, r.err)
		}
	}
	f := newFake()
	f.view.Mail.Text = "\u009b2J\u202e"
	if r := agent(t, f, nil, "", "show", "C-1042", "--json"); strings.ContainsAny(r.out, "\u009b\u202e") || !strings.Contains(r.out, `\u009b2J\u202e`) {
		t.Errorf("what a terminal obeys came through: %q", r.out)
	}
	f.rows = nil
	for _, args := range [][]string{{"queue"}, {"rma", "list"}, {"quarantine", "list"}} {
		if r := agent(t, f, nil, "", append(args, "--json")...); r.out != "[]\n" {
			t.Errorf("%v of nothing is %q", args, r.out)
		}
	}
}

func TestQuarantineRaw(t *testing.T) {
	t.Parallel()
	f := newFake()
	f.raw = []byte("From: x\r\n\r\n\xff\x1b[31m\x00")
	if r := agent(t, f, nil, "", "quarantine", "show", "ababab", "--raw"); r.out != string(f.raw) {
		t.Errorf("raw bytes came out as %q", r.out)
	}
}

func TestOpenFails(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	a := &app{out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
	a.opener = func(context.Context) (control.Desk, desk.Actor, func() error, error) {
		return nil, desk.Actor{}, nil, desk.Errf(desk.CodeLocked, "the data is in use")
	}
	root := newRootCmd(a)
	root.SetArgs([]string{"queue"})
	if code := exitCode(root.ExecuteContext(t.Context()), &errs); code != 1 || errs.String() != "error: the data is in use\n" {
		t.Errorf("code %d, errors %q", code, errs.String())
	}
}

// TestCloseFails wants a desk that cannot be closed to be told.
func TestCloseFails(t *testing.T) {
	t.Parallel()
	a := &app{opener: func(context.Context) (control.Desk, desk.Actor, func() error, error) {
		return newFake(), desk.Actor{}, func() error { return errors.New("disk gone") }, nil
	}}
	if err := a.withDesk(t.Context(), func(control.Desk, desk.Actor) error { return nil }); err == nil || err.Error() != "disk gone" {
		t.Errorf("got %v", err)
	}
}
