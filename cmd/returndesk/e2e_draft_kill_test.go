package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestKillAroundDrafts kills the program with kill -9 at each step of putting a draft into
// the mailbox and of taking it away: afterwards one copy lies there, or none, and the
// people were told once.
func TestKillAroundDrafts(t *testing.T) {
	t.Parallel()
	steps := []string{
		"draft on its way, before", "draft on its way, after", "draft APPEND, before", "draft APPEND, after",
		"APPENDUID of a draft, before", "APPENDUID of a draft, after", "internal mail, after", "draft removal, before", "draft removal, after",
	}
	customer := func(i int) string { return fmt.Sprintf("buyer%d@mailbox.test", i) }
	var list []desk.Order
	for i := range steps {
		list = append(list, orderIn(desk.StageInProduction, fmt.Sprintf("HW-2000%d", i), customer(i), "Buyer", time.Now()))
	}
	s := startShop(t, shopOptions{SMTP: "none", Orders: list})
	person := s.person(t)
	for i, step := range steps {
		removal := strings.HasPrefix(step, "draft removal")
		s.bent(t)
		s.deliver(t, letter{From: customer(i), Name: "Buyer", Subject: "Where is it", ID: fmt.Sprintf("q%d@mailbox.test", i), Text: fmt.Sprintf("Order HW-2000%d is late. When will it ship?", i)})
		want := 1
		if removal {
			s.must(t, "run", "--once")
			s.must(t, "reject", s.drafted(t, customer(i)).Case, "--because", "no")
			want = 0
		}
		s.bent(t, dieAt+"="+step)
		if r := s.cli(t, "run", "--once"); r.code != -1 {
			t.Fatalf("%s: the process ended with %d by itself: %s", step, r.code, r.err)
		}
		s.bent(t)
		for range 2 {
			s.must(t, "run", "--once")
		}
		if n := person.drafts()[customer(i)].count; n != want {
			t.Errorf("killed at %q: %d copies lie in Drafts", step, n)
		}
	}
	told := map[string]int{}
	for _, raw := range s.mails(t, s.dovecot.User, "INBOX") {
		if strings.Contains(string(raw), "[returndesk] Drafts:") {
			told[header(t, raw, "Message-ID")]++
		}
	}
	for id, n := range told {
		if n != 1 {
			t.Errorf("%d internal mails of the id %s", n, id)
		}
	}
	h := openHouse(t, s.config)
	defer h.close()
	copies, err := h.store.Copies(t.Context())
	if err != nil || len(copies) != len(steps)-2 {
		t.Errorf("%d records of copies, %v", len(copies), err)
	}
	for _, c := range copies {
		if c.State != desk.CopyFiled || c.Touched || c.Place.UID == 0 {
			t.Errorf("%+v", c)
		}
	}
}

// TestDraftDeletedInTheMailProgram deletes a draft in the mail program: after a while it
// counts as rejected, and one command brings it back.
func TestDraftDeletedInTheMailProgram(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: "none", Orders: sampleShopOrders(time.Now())[:1]})
	s.deliver(t, cancelLetter())
	s.must(t, "run", "--once")
	id := s.drafted(t, joAddress).Case
	person := s.person(t)
	person.remove(person.drafts()[joAddress].uid, true)
	s.must(t, "run", "--once")
	if v := s.show(t, id); v.Drafts[0].State != desk.DraftProposed {
		t.Fatalf("at once: %v", states(v))
	}
	s.bent(t, clockOff+"=20m")
	s.must(t, "run", "--once")
	s.bent(t)
	v := s.show(t, id)
	if v.Drafts[0].State != desk.DraftRejected || !v.Drafts[0].Lost || v.Case.State != desk.CaseOpen {
		t.Fatalf("later: %v, case %s", states(v), v.Case.State)
	}
	if out := s.must(t, "show", id); !strings.Contains(out, "undo "+v.Drafts[0].ID) {
		t.Errorf("show does not say how it comes back:\n%s", out)
	}
	s.must(t, "undo", id)
	s.must(t, "run", "--once")
	if n := person.drafts()[joAddress].count; n != 1 {
		t.Errorf("%d drafts after it was taken back", n)
	}
}
