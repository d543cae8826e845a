package flow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// alertWorld holds one mail about a swollen battery, whose alert waits, and a server that
// answers each address as told. It notes every recipient that it took.
func alertWorld(t *testing.T, to []string, answers map[string]replies.Result) (*world, *[]string) {
	t.Helper()
	s := scenarioByID(t, "S32")
	w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) { shop.AlertsTo = to })
	t.Cleanup(w.close)
	var took []string
	w.mail = func(_ context.Context, _ string, to []string, _ []byte) (replies.Result, error) {
		for _, a := range to { // as the real sender: one refused, nobody gets it
			if r, ok := answers[a]; ok {
				if r.Text == "away" {
					return replies.Result{}, desk.Wrap(desk.CodeUnavailable, errors.New("refused"), "the mail server cannot be reached")
				}
				return r, nil
			}
		}
		took = append(took, to...)
		return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
	}
	w.receive(rawOf(s))
	return w, &took
}

// TestDeadReaderStopsNoAlert: one of two addresses is gone. The other has the alert at once
// and once only; the dead one is tried again ever more rarely, is named meanwhile, and is
// given up after days.
func TestDeadReaderStopsNoAlert(t *testing.T) {
	t.Parallel()
	answers := map[string]replies.Result{"gone@shop.example": {Outcome: replies.Permanent, Code: 550, Text: "the server refused gone@shop.example: 550 5.1.1 no such user"}}
	w, took := alertWorld(t, []string{"gone@shop.example", "owner@shop.example"}, answers)
	if _, err := w.SendAlerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(*took, []string{"owner@shop.example"}) {
		t.Fatalf("the alert reached %v", *took)
	}
	unheard, err := w.Unheard(t.Context())
	if err != nil || len(unheard) != 1 || unheard[0].Reader != "gone@shop.example" || unheard[0].Alerts != 1 || !strings.Contains(unheard[0].Why, "550") {
		t.Fatalf("unheard: %+v, %v", unheard, err)
	}
	tries := 0
	mail := w.mail
	w.mail = func(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error) {
		tries++
		return mail(ctx, from, to, raw)
	}
	for range 24 * 60 {
		w.clock = w.clock.Add(time.Minute)
		if _, err := w.SendAlerts(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if tries < 10 || tries > 40 {
		t.Errorf("tried %d times in a day", tries)
	}
	w.clock = w.clock.Add(3 * 24 * time.Hour)
	if _, err := w.SendAlerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	tries = 0
	w.clock = w.clock.Add(24 * time.Hour)
	if _, err := w.SendAlerts(t.Context()); err != nil || tries != 0 {
		t.Errorf("tried %d times after days, %v", tries, err)
	}
	if len(*took) != 1 {
		t.Errorf("the living reader got it %d times", len(*took))
	}
}

// TestMendedReaderGetsTheAlert: once the server takes the address, the line is gone.
func TestMendedReaderGetsTheAlert(t *testing.T) {
	t.Parallel()
	answers := map[string]replies.Result{"b@shop.example": {Outcome: replies.Temporary, Code: 450, Text: "450 later"}}
	w, took := alertWorld(t, []string{"a@shop.example", "b@shop.example"}, answers)
	for range 3 {
		if _, err := w.SendAlerts(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.clock = w.clock.Add(time.Hour)
		delete(answers, "b@shop.example")
	}
	if !slices.Equal(*took, []string{"a@shop.example", "b@shop.example"}) {
		t.Errorf("reached %v", *took)
	}
	if unheard, err := w.Unheard(t.Context()); err != nil || len(unheard) != 0 {
		t.Errorf("still unheard: %+v, %v", unheard, err)
	}
}

// TestAlertNobodyGotIsKept: a server that is away, and addresses that are all dead, end no
// alert, however long that lasts.
func TestAlertNobodyGotIsKept(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]replies.Result{"away": {Text: "away"}, "all dead": {Outcome: replies.Permanent, Code: 550, Text: "550 no"}} {
		answers := map[string]replies.Result{"a@shop.example": answer, "b@shop.example": answer}
		w, took := alertWorld(t, []string{"a@shop.example", "b@shop.example"}, answers)
		for range 8 {
			if _, err := w.SendAlerts(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.clock = w.clock.Add(24 * time.Hour)
		}
		if unheard, err := w.Unheard(t.Context()); err != nil || len(unheard) != 2 {
			t.Errorf("%s: unheard %+v, %v", name, unheard, err)
		}
		clear(answers)
		if _, err := w.SendAlerts(t.Context()); err != nil || !slices.Equal(*took, []string{"a@shop.example", "b@shop.example"}) {
			t.Errorf("%s: then reached %v, %v", name, *took, err)
		}
	}
}

// TestRefusedLoginIsNotHammered: a mail server that refuses the login is asked ever more rarely, at
// most every five minutes, and once for all readers and alerts: many providers bar an account that is tried with
// a wrong password every 20 seconds. The alert is neither lost nor given up.
func TestRefusedLoginIsNotHammered(t *testing.T) {
	t.Parallel()
	w, took := alertWorld(t, []string{"a@shop.example", "b@shop.example"}, map[string]replies.Result{})
	w.receive([]byte("Message-ID: <hot@elsewhere.example>\r\nFrom: Mo <mo@elsewhere.example>\r\nTo: support@shop.example\r\nSubject: Smoke\r\n\r\nMy unit smokes, it is on fire.\r\n"))
	sending, logins, refused := w.mail, 0, true
	w.mail = func(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error) {
		if refused {
			logins++
			return replies.Result{}, desk.Errf(desk.CodeAuth, "the SMTP server refuses the login")
		}
		return sending(ctx, from, to, raw)
	}
	minutes := func(n int) {
		for range n * 6 {
			if _, err := w.SendAlerts(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.clock = w.clock.Add(10 * time.Second)
		}
	}
	minutes(60)
	if logins < 10 || logins > 16 {
		t.Errorf("%d logins within an hour", logins)
	}
	refused = false
	minutes(6)
	if want := []string{"a@shop.example", "b@shop.example"}; !slices.Equal(*took, append(want, want...)) {
		t.Errorf("then reached %v", *took)
	}
}
