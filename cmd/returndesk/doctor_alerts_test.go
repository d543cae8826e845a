package main

import (
	"context"
	"os/user"
	"strings"
	"testing"
	"time"

	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
)

// TestDoctorTellsOfUnheardAlerts asks a running service.
func TestDoctorTellsOfUnheardAlerts(t *testing.T) {
	t.Parallel()
	ask := func(st control.Status) []finding {
		t.Helper()
		dir := t.TempDir()
		defer serveStatus(t, dir, st)()
		return (&doctor{cfg: config.Config{DataDir: dir}}).checkAlerts(t.Context())
	}
	if found := ask(control.Status{Running: true}); len(found) != 1 || found[0].Status != statusOK {
		t.Errorf("all well: %+v", found)
	}
	down := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	if found := ask(control.Status{Running: true, Mailboxes: []control.MailboxStatus{{Account: "support", Mailbox: "INBOX", State: "unreachable", Since: down, Problem: "the login was refused", Retry: down.Add(5 * time.Minute)}}}); len(found) != 2 ||
		found[0].Status != statusFail || !strings.Contains(found[0].Seen, "the login was refused") || !strings.Contains(found[0].Mend, "2026-03-02 09:05:00 UTC") {
		t.Errorf("a mailbox is away: %+v", found)
	}
	found := ask(control.Status{Running: true, Unheard: []desk.Unheard{
		{Reader: "gone@shop.example", Alerts: 3, Since: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Why: "550 no such user"},
	}})
	if len(found) != 1 || found[0].Status != statusFail || !strings.Contains(found[0].Seen, "3 internal alerts have not reached gone@shop.example") || !strings.Contains(found[0].Mend, "alerts.to") {
		t.Errorf("one is not reached: %+v", found)
	}
}

// serveStatus lets a service of a status run on a folder, until the end is called.
func serveStatus(t *testing.T, dir string, st control.Status) (end func()) {
	t.Helper()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return serveTo(t, dir, st, control.Users{me.Username: desk.Actor{Name: "Ann", Role: desk.RoleAgent}})
}

func serveTo(t *testing.T, dir string, st control.Status, users control.Users) (end func()) {
	t.Helper()
	l, err := control.Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	fake := newFake()
	fake.status = st
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- control.NewServer(fake, users, nil).Serve(ctx, l) }()
	return func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}
}

// TestDoctorAsNobody: the service's own user need not be one of the people, and doctor run by him, as its own mends
// say, tells that the running service did not answer.
func TestDoctorAsNobody(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	end := serveTo(t, dir, control.Status{Running: true}, control.Users{})
	d := &doctor{app: &app{now: time.Now}, cfg: config.Config{DataDir: dir}}
	found := d.checkAlerts(t.Context())
	end()
	if len(found) != 1 || found[0].Status != statusSkip || found[0].Mend == "" {
		t.Errorf("%+v", found)
	}
}
