package flow_test

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/replies"
	"returndesk/scenario"
)

// left is one mail that the SMTP server of a test was handed.
type left struct {
	from string
	to   []string
	raw  []byte
}

// acking is a world with acknowledgements switched on, and what left it. Alerts are taken
// too and not counted.
type acking struct {
	*world
	out    []left
	alerts []string
	result replies.Result
}

func newAcking(t *testing.T, set flow.Acknowledge) *acking {
	return openAcking(t, quickDir(t), set, scenarioByID(t, "S57"))
}

func openAcking(t *testing.T, dir string, set flow.Acknowledge, s scenario.Scenario) *acking {
	t.Helper()
	a := &acking{result: replies.Result{Outcome: replies.Delivered, Text: "250 ok"}}
	a.world = newWorldWith(t, dir, s, func(shop *flow.Shop) {
		shop.Acknowledge = set
		acc := shop.Accounts["support"]
		acc.Options.Aliases = []string{"returns@shop.example"}
		acc.Options.IsOwnMessageID = func(id string) bool { return replies.IsOwnMessageID(id, []byte("a secret of this test alone")) }
		shop.Accounts["support"] = acc
	})
	a.mail = func(_ context.Context, from string, to []string, raw []byte) (replies.Result, error) {
		if slices.Contains(to, "owner@shop.example") {
			m, err := mail.ReadMessage(strings.NewReader(string(raw)))
			if err != nil {
				return replies.Result{}, err
			}
			a.alerts = append(a.alerts, m.Header.Get("Subject"))
			return replies.Result{Outcome: replies.Delivered}, nil
		}
		a.out = append(a.out, left{from, to, raw})
		return a.result, nil
	}
	return a
}

// letter is a customer's mail; extra are further header lines.
func letter(from, id, subject string, extra ...string) []byte {
	return []byte("Return-Path: <" + from + ">\r\n" + strings.Join(append(extra, ""), "\r\n") +
		"From: " + from + "\r\nTo: support@shop.example\r\nMessage-ID: <" + id + ">\r\nSubject: " + subject +
		"\r\nContent-Type: text/plain\r\n\r\nDo you make a version of the keyboard with a German layout?\r\n")
}

// send lets go whatever may leave.
func (a *acking) send() {
	a.t.Helper()
	if _, err := a.SendDue(a.t.Context()); err != nil {
		a.t.Fatal(err)
	}
	if _, err := a.SendAlerts(a.t.Context()); err != nil {
		a.t.Fatal(err)
	}
}

func TestAcknowledge(t *testing.T) {
	t.Parallel()
	a := newAcking(t, flow.Acknowledge{Enabled: true})
	defer a.close()
	a.receive(letter("jo@customer.example", "q1@customer.example", "A question", "References: <root@customer.example>"))
	a.send()
	if len(a.out) != 1 {
		t.Fatalf("%d mails left", len(a.out))
	}
	got := a.out[0]
	m, err := message.Parse(got.raw, a.clock, message.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := mail.ReadMessage(strings.NewReader(string(got.raw)))
	if err != nil {
		t.Fatal(err)
	}
	if got.from != "" || len(got.to) != 1 || got.to[0] != "jo@customer.example" {
		t.Errorf("envelope %q to %v", got.from, got.to)
	}
	if h.Header.Get("Auto-Submitted") != "auto-replied" || !m.Machine.Automatic || !slices.Equal(m.InReplyTo, []string{"q1@customer.example"}) ||
		!slices.Contains(m.References, "root@customer.example") || m.References[len(m.References)-1] != "q1@customer.example" {
		t.Errorf("header:\n%s", got.raw)
	}
	c, _ := a.theCase()
	if c.State != desk.CaseOpen || len(a.drafts(c.ID, desk.DraftProposed)) != 1 || len(a.drafts(c.ID, desk.DraftSent)) != 1 || c.Answered != 0 {
		t.Errorf("case %s, answered %d; drafts %+v", c.State, c.Answered, a.drafts(c.ID, desk.DraftSent))
	}
	if !slices.Contains(a.audits(c.ID), "acknowledged") {
		t.Error("the history does not tell of it")
	}
	rows, err := a.Queue(t.Context(), desk.CaseFilter{})
	if err != nil || len(rows) != 1 || rows[0].State != desk.DraftProposed {
		t.Errorf("queue %+v, %v", rows, err)
	}

	// Its answer joins the case, and neither thread nor sender hear of us again.
	a.clock = a.clock.Add(time.Hour)
	a.receive(letter("jo@customer.example", "q2@customer.example", "Re: A question", "In-Reply-To: <"+m.MessageID+">"))
	a.receive(letter("jo@customer.example", "q3@customer.example", "Something else"))
	a.receive(letter("JO@customer.example", "q4@customer.example", "Once more"))
	a.send()
	if len(a.out) != 1 {
		t.Errorf("%d mails left", len(a.out))
	}
	if c, _ := a.theCase(); len(c.Mails) < 2 || c.Confirmed {
		t.Errorf("the answer joined nothing, or confirmed something: %+v", c.Mails)
	}
}

func TestNotAcknowledged(t *testing.T) {
	t.Parallel()
	fail := "Authentication-Results: mx.shop.example; dmarc=fail header.from=customer.example"
	for _, c := range []struct {
		name string
		raw  []byte
		set  func(*acking)
	}{
		{"automatic", letter("jo@customer.example", "1@x.example", "Hello", "Auto-Submitted: auto-generated"), nil},
		{"list", letter("jo@customer.example", "1@x.example", "Hello", "List-Id: <x.example>"), nil},
		{"bulk", letter("jo@customer.example", "1@x.example", "Hello", "Precedence: bulk"), nil},
		{"suppressed", letter("jo@customer.example", "1@x.example", "Hello", "X-Auto-Response-Suppress: OOF"), nil},
		{"forged", letter("jo@customer.example", "1@x.example", "Hello", fail), nil},
		{"robot", letter("no-reply@customer.example", "1@x.example", "Hello"), nil},
		{"list request", letter("list-request@customer.example", "1@x.example", "Hello"), nil},
		{"ourselves", letter("support@shop.example", "1@x.example", "Hello"), nil},
		{"an alias of ours", letter("returns@shop.example", "1@x.example", "Hello"), nil},
		{"whoever gets the alerts", letter("owner@shop.example", "1@x.example", "Hello"), nil},
		{"no return path", []byte(strings.Replace(string(letter("jo@customer.example", "1@x.example", "Hello")), "Return-Path: <jo@customer.example>\r\n", "", 1)), nil},
		{"null return path", []byte(strings.Replace(string(letter("jo@customer.example", "1@x.example", "Hello")), "<jo@customer.example>", "<>", 1)), nil},
		{"by an alias", []byte(strings.Replace(string(letter("jo@customer.example", "1@x.example", "Hello")), "To: support", "To: returns", 1)), nil},
		{"by Bcc", []byte(strings.Replace(string(letter("jo@customer.example", "1@x.example", "Hello")), "To: support@shop", "To: other@shop", 1)), nil},
		{"danger", []byte(strings.Replace(string(letter("jo@customer.example", "1@x.example", "Hello")), "Do you make a", "The battery is smoking and swelling! A", 1)), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := newAcking(t, flow.Acknowledge{Enabled: true})
			defer a.close()
			a.receive(c.raw)
			a.send()
			for _, l := range a.out {
				t.Errorf("left, to %v", l.to)
			}
		})
	}
	t.Run("switched off", func(t *testing.T) {
		t.Parallel()
		a := newAcking(t, flow.Acknowledge{})
		defer a.close()
		a.receive(letter("jo@customer.example", "1@x.example", "Hello"))
		a.send()
		if len(a.out) != 0 {
			t.Errorf("%d mails left", len(a.out))
		}
	})
	for name, change := range map[string]func(*desk.Accepted){
		"rescan":   func(m *desk.Accepted) { m.Rescan = true },
		"answered": func(m *desk.Accepted) { m.Answered = true },
		"old":      func(m *desk.Accepted) { m.InternalDate = m.InternalDate.Add(-25 * time.Hour) },
		"imported": func(m *desk.Accepted) { m.Folder = "import" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAcking(t, flow.Acknowledge{Enabled: true})
			defer a.close()
			a.receiveAs(letter("jo@customer.example", "1@x.example", "Hello"), change)
			a.send()
			if len(a.out) != 0 || len(a.cases()) != 1 {
				t.Errorf("%d mails left, %d cases", len(a.out), len(a.cases()))
			}
		})
	}
}

// TestAcknowledgeInDoubt: a server that may have taken the mail, one that refused it, and
// a process that died in between. None of them leads to a second mail or to a question.
func TestAcknowledgeInDoubt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		result replies.Result
		err    error
	}{
		"uncertain": {result: replies.Result{Outcome: replies.Uncertain, Text: "cut"}},
		"refused":   {result: replies.Result{Outcome: replies.Permanent, Text: "550 no"}},
		"killed":    {err: errors.New("the process ends here")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAcking(t, flow.Acknowledge{Enabled: true})
			defer a.close()
			a.result = c.result
			a.receive(letter("jo@customer.example", "1@x.example", "Hello"))
			if c.err != nil {
				d, err := a.store.ClaimSend(t.Context(), a.clock)
				if err != nil || d == nil {
					t.Fatal(d, err)
				}
				if err := a.Recover(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			for range 3 {
				a.send()
				a.clock = a.clock.Add(time.Hour)
			}
			want := 1
			if c.err != nil {
				want = 0
			}
			id := a.cases()[0].ID
			if len(a.out) != want || len(a.drafts(id, desk.DraftVoid)) != 1 || len(a.drafts(id, desk.DraftProposed)) != 1 {
				t.Errorf("%d left; void %v", len(a.out), a.drafts(id, desk.DraftVoid))
			}
		})
	}
}

// TestAcknowledgeSurvives: the memory of "once" is in the store with the outcome.
func TestAcknowledgeSurvives(t *testing.T) {
	t.Parallel()
	dir := quickDir(t)
	a := openAcking(t, dir, flow.Acknowledge{Enabled: true}, scenarioByID(t, "S57"))
	a.receive(letter("jo@customer.example", "1@x.example", "Hello"))
	a.close() // not sent yet

	b := openAcking(t, dir, flow.Acknowledge{Enabled: true}, a.scenario)
	defer b.close()
	b.uid = a.uid
	b.send()
	b.receive(letter("jo@customer.example", "2@x.example", "Another"))
	b.send()
	if len(b.out) != 1 {
		t.Fatalf("%d mails left after the restart", len(b.out))
	}
	b.clock = b.clock.Add(7*24*time.Hour + time.Minute)
	b.receive(letter("jo@customer.example", "3@x.example", "A week later"))
	b.send()
	if len(b.out) != 2 {
		t.Errorf("%d mails left after a week", len(b.out))
	}
}

func TestAcknowledgePerDay(t *testing.T) {
	t.Parallel()
	dir := quickDir(t)
	set := flow.Acknowledge{Enabled: true, PerDay: 3, PerHour: 50}
	a := openAcking(t, dir, set, scenarioByID(t, "S57"))
	for i := range 2 {
		a.receive(letter(fmt.Sprintf("c%d@customer.example", i), fmt.Sprintf("%d@x.example", i), "Hello"))
	}
	a.send()
	a.close()
	b := openAcking(t, dir, set, a.scenario)
	defer b.close()
	b.uid = a.uid
	for i := range 5 {
		b.receive(letter(fmt.Sprintf("d%d@customer.example", i), fmt.Sprintf("d%d@x.example", i), "Hello"))
	}
	b.send()
	if len(a.out)+len(b.out) != 3 || len(b.alerts) != 0 {
		t.Errorf("%d and %d left, alerts %v", len(a.out), len(b.out), b.alerts)
	}
	b.clock = b.clock.Add(24*time.Hour + time.Minute)
	b.receive(letter("late@customer.example", "late@x.example", "Hello"))
	b.send()
	if len(a.out)+len(b.out) != 4 {
		t.Errorf("%d left on the next day", len(a.out)+len(b.out))
	}
}

// TestAcknowledgementInSent: a copy of ours that the provider files is no answer by hand.
func TestAcknowledgementInSent(t *testing.T) {
	t.Parallel()
	a := newAcking(t, flow.Acknowledge{Enabled: true})
	defer a.close()
	a.receive(letter("jo@customer.example", "1@x.example", "Hello"))
	a.send()
	a.receiveAs(a.out[0].raw, func(m *desk.Accepted) { m.Folder = "sent" })
	c := a.cases()[0]
	if len(a.drafts(c.ID, desk.DraftProposed)) != 1 || c.State != desk.CaseOpen {
		t.Errorf("the open draft is gone: %s, %v", c.State, a.audits(c.ID))
	}
	at, err := a.store.SpokenAt(t.Context(), "answered/1@x.example")
	if err != nil || !at.IsZero() {
		t.Errorf("the mail counts as answered: %v, %v", at, err)
	}
}
