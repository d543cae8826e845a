package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
	"returndesk/flow"
)

// consoleAt waits until a service tells where its console listens.
func (p *running) consoleAt(t *testing.T) string {
	t.Helper()
	at := ""
	eventually(t, "the console listens", func() error {
		m := regexp.MustCompile(`msg=console address=(\S+)`).FindStringSubmatch(p.log(t))
		if m == nil {
			return fmt.Errorf("not told yet: %v", p.alive(t))
		}
		at = m[1]
		return nil
	})
	return at
}

// colleague lets somebody into the console and logs him in.
func (s *liveShop) colleague(t *testing.T, console, login, name string, role desk.Role) *http.Client {
	t.Helper()
	var out, errs bytes.Buffer
	add := Main{Stdin: strings.NewReader("four words in a row\n"), Stdout: &out, Stderr: &errs, Args: []string{"--config", s.config, "user", "add", login, "--name", name, "--role", string(role)}}
	if code := add.Run(t.Context()); code != exitDone {
		t.Fatalf("user add: %d, %s", code, errs.String())
	}
	c := surfer(t)
	if code, page := fetch(t, c, "POST", console+"/login", url.Values{"login": {login}, "password": {"four words in a row"}}); code != http.StatusSeeOther {
		t.Fatalf("logging in: %d %s", code, page)
	}
	return c
}

// draftWith finds the draft of a template that waits, and the record of its copy.
func draftWith(v flow.CaseView, template string) (d desk.Draft, cp desk.DraftCopy) {
	for _, x := range v.Drafts {
		if x.Template == template && x.State == desk.DraftProposed {
			d = x
		}
	}
	for _, x := range v.Copies {
		if x.Draft == d.ID {
			cp = x
		}
	}
	return d, cp
}

// inFolder gives the mail with a Message-ID out of a folder of the shop's mailbox, nil when
// it does not lie there.
func (s *liveShop) inFolder(t *testing.T, folder, id string) []byte {
	t.Helper()
	for _, raw := range s.mails(t, s.dovecot.User, folder) {
		if strings.Trim(header(t, raw, "Message-Id"), "<> ") == id {
			return raw
		}
	}
	return nil
}

// TestRefundInTheMailbox pays money back in a shop that sends from its mail program: one
// person draws the mail up, it does not lie in Drafts, she cannot release it herself; a
// second one does on the web page, then it lies there; a person sends it, and the record is
// closed with both names.
func TestRefundInTheMailbox(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: "none", Role: desk.RoleAdmin})
	service := s.start(t, "--listen", "127.0.0.1:0")
	at := service.consoleAt(t)
	joe, sal := s.colleague(t, at, "joe", "Joe Park", desk.RoleSenior), s.colleague(t, at, "sal", "Sal Reed", desk.RoleSenior)
	s.deliver(t, letter{From: kimAddress, Name: "Kim Ost", Subject: "HW-10502", ID: "dead@mailbox.test", Text: "The space bar of my keyboard HW-10502 is dead, it does not work at all."})
	row := s.drafted(t, kimAddress)
	number := s.show(t, row.Case).Case.RMAs[0]
	for _, to := range []desk.RMAState{desk.RMAUnderReview, desk.RMANoReturn} {
		s.must(t, "rma", "advance", number, string(to), "--because", "the fault is proved")
	}
	if code, page := fetch(t, joe, "POST", at+"/rmas/"+number+"/step", url.Values{"step": {desk.RMAStepRefund}, "because": {"the fault is proved"},
		"set.amount": {"289.00"}, "set.currency": {"USD"}, "set.not_feasible": {"there are no spare parts"}}); code != http.StatusSeeOther {
		t.Fatalf("drawing it up: %d %s", code, page)
	}
	var d desk.Draft
	eventually(t, "the refund is held", func() error {
		var cp desk.DraftCopy
		if d, cp = draftWith(s.show(t, row.Case), desk.TemplateRefund); cp.State != desk.CopyHeld {
			return fmt.Errorf("draft %s, its copy is %q", d.ID, cp.State)
		}
		return service.alive(t)
	})
	if s.inFolder(t, "Drafts", d.MessageID) != nil {
		t.Fatal("money lies in Drafts before a second person saw it")
	}
	approve := func(c *http.Client) (int, string) {
		return fetch(t, c, "POST", at+"/drafts/"+d.ID+"/approve", url.Values{"seen": {d.ContentHash()}, "because": {"compared with the claim"}})
	}
	if code, page := approve(joe); code != http.StatusForbidden || !strings.Contains(page, "a second person") {
		t.Errorf("who drew it up releases it: %d %s", code, page)
	}
	if _, page := fetch(t, sal, "GET", at+"/queue?for=me", nil); !strings.Contains(page, row.Case) {
		t.Errorf("it does not wait for the second person:\n%s", page)
	}
	if _, page := fetch(t, sal, "GET", at+"/cases/"+row.Case+"?for=me", nil); !strings.Contains(page, "Release to Drafts") {
		t.Errorf("no button that releases it:\n%s", page)
	}
	if code, page := approve(sal); code != http.StatusSeeOther {
		t.Fatalf("releasing it: %d %s", code, page)
	}
	var raw []byte
	eventually(t, "the refund lies in Drafts", func() error {
		if raw = s.inFolder(t, "Drafts", d.MessageID); raw == nil {
			return fmt.Errorf("not there: %v", service.alive(t))
		}
		return nil
	})
	if rma := s.show(t, row.Case).RMAs[0]; rma.State != desk.RMANoReturn || len(rma.Refunds) != 0 {
		t.Errorf("before it was sent the record is %s with %d refunds", rma.State, len(rma.Refunds))
	}
	person := s.person(t)
	person.file("Sent", raw, imap.FlagSeen)
	person.remove(person.drafts()[kimAddress].uid, true)
	var v flow.CaseView
	eventually(t, "case and record are closed", func() error {
		if v = s.show(t, row.Case); v.RMAs[0].State != desk.RMAClosedResolved || v.Case.State != desk.CaseClosed {
			return fmt.Errorf("the case is %s, the record %s, drafts %v", v.Case.State, v.RMAs[0].State, states(v))
		}
		return service.alive(t)
	})
	if p := v.RMAs[0].Refunds; len(p) != 1 || p[0].DrawnBy != "Joe Park" || p[0].Approver != "Sal Reed" || p[0].Amount != "289.00" || p[0].Solo {
		t.Errorf("paid back: %+v", p)
	}
	by := map[string]string{}
	for _, a := range v.Audit {
		by[a.What] += a.Actor.Name + ";"
	}
	if !strings.Contains(by["released"], "Sal Reed") || !strings.Contains(by["drafted"]+by["resolved"], "Joe Park") || by["sent"] == "" || strings.Contains(by["findings"], "nobody had released") {
		t.Errorf("the history says %v", by)
	}
}
