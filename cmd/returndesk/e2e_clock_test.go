package main

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestClockADayOff runs the program on a machine whose clock is a day late or early, and
// sets it right in the middle. Report dates are the mail server's, so nothing is decided
// otherwise; nothing is lost, and nothing is sent twice when the clock jumps.
func TestClockADayOff(t *testing.T) {
	t.Parallel()
	for _, off := range []string{"-24h", "24h"} {
		t.Run(off, func(t *testing.T) {
			t.Parallel()
			server := startCounter(t, nil)
			s := startShop(t, shopOptions{SMTP: server.address()})
			now := time.Now()
			mails := []letter{cancelLetter(), {From: kimAddress, Name: "Kim Ost", Subject: "Broken keyboard HW-10502", ID: "kim@mailbox.test",
				Text: "My keyboard from order HW-10502 arrived dead, photo attached.", Photo: picture(t, 9)}}
			for i := range mails {
				mails[i].At = now
			}
			s.deliver(t, mails...)
			s.bent(t, clockOff+"="+off)
			s.must(t, "run", "--once")
			jo, kim := s.drafted(t, joAddress), s.drafted(t, kimAddress)
			s.must(t, "approve", jo.Case, "--yes")
			s.must(t, "run", "--once")
			s.bent(t)

			claim := s.show(t, kim.Case).Case
			if at := claim.ReportedAt; at.Before(now.Add(-time.Hour)) || at.After(now.Add(time.Hour)) {
				t.Errorf("the report is of %s, the mail server took it at %s", at, now)
			}
			if claim.Outcome != desk.OutcomeOpenRMA || claim.Last().Facts.Get(desk.FactWindow) != "in" {
				t.Errorf("the claim is decided as %s, the window is %s", claim.Outcome, claim.Last().Facts.Get(desk.FactWindow))
			}
			late := delayLetter()
			late.At = now
			mails = append(mails, late)
			s.deliver(t, late)
			s.must(t, "run", "--once")
			s.must(t, "approve", s.drafted(t, lenAddress).Case, kim.Case, "--yes")
			s.must(t, "run", "--once")
			s.must(t, "run", "--once")
			approved := map[string]bool{}
			for _, id := range []string{jo.Case, kim.Case} {
				d := s.show(t, id).Drafts[0]
				if approved[d.ID] = true; d.State != desk.DraftSent || d.SentCopy != "done" {
					t.Errorf("draft %s is %s, its copy %q", d.ID, d.State, d.SentCopy)
				}
			}
			checkNothingLost(t, s, mails)
			checkNothingTwice(t, s, server, approved)
		})
	}
}
