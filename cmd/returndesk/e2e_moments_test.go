package main

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"
	"time"

	"returndesk/desk"
)

// moment is one exact step at which the service dies.
type moment struct {
	step     string
	smtp     cutter // between the program and the SMTP server; else the step is the program's own
	imap     cutter // the same with the IMAP server
	approved bool   // the step comes after an approval
	left     int    // mails that the SMTP server has by then
	want     desk.DraftState
}

// moments are before and after each step that makes something true (inbox.md, "Faults
// that have tests"). Flags and moves have none: the program sets no flag on a customer's
// mail and moves none, which each of these tests looks at.
func moments() []moment {
	proposed, sent, doubt := desk.DraftProposed, desk.DraftSent, desk.DraftUncertain
	return []moment{
		{step: "raw write, before", want: proposed},
		{step: "raw write, file but no commit", want: proposed},
		{step: "raw write, after", want: proposed},
		{step: "store commit, before", want: proposed},
		{step: "store commit, after", want: proposed},
		{step: "outbox commit, before", approved: true, want: proposed},
		{step: "outbox commit, after", approved: true, want: sent},
		{step: "claim, before", approved: true, want: sent},
		// From the claim on nobody can know whether the server has the mail.
		{step: "claim, after", approved: true, want: doubt},
		{step: "DATA dot, before", approved: true, smtp: beforeDot, want: doubt},
		{step: "DATA dot, after; 250, before", approved: true, smtp: before250, left: 1, want: doubt},
		{step: "250, after", approved: true, left: 1, want: doubt},
		{step: "sending recorded, after", approved: true, left: 1, want: sent},
		{step: "Sent APPEND, before", approved: true, left: 1, want: sent},
		{step: "Sent APPEND, inside", approved: true, imap: insideAppend, left: 1, want: sent},
		{step: "Sent APPEND, after; APPENDUID, before", approved: true, imap: beforeAppendUID, left: 1, want: sent},
		{step: "APPENDUID commit, before", approved: true, left: 1, want: sent},
		{step: "APPENDUID commit, after", approved: true, left: 1, want: sent},
	}
}

// TestKillAtEachStep kills the real service with kill -9 before and after each step, starts
// it again, and finds every mail in exactly one case, no draft twice, nothing sent twice,
// doubt exactly where nobody can know, and the copy in Sent once.
func TestKillAtEachStep(t *testing.T) {
	t.Parallel()
	for _, m := range moments() {
		t.Run(m.step, func(t *testing.T) {
			t.Parallel()
			m.play(t)
		})
	}
}

func (m moment) play(t *testing.T) {
	now := time.Now()
	server := startCounter(t, nil)
	smtp, kill := server.address(), func(func()) {}
	if m.smtp != nil {
		w := startWire(t, smtp, m.smtp)
		smtp, kill = w.address(), w.arm
	}
	s := startShop(t, shopOptions{SMTP: smtp})
	if m.imap != nil {
		w := startWire(t, s.dovecot.IMAPAddr, m.imap)
		kill = w.arm
		s.reconfigure(t, fmt.Sprintf("port: %s, tls: implicit, ca_file: %s,", portOf(t, s.dovecot.IMAPSAddr), s.dovecot.CAFile), fmt.Sprintf("port: %s, tls: plain,", portOf(t, w.address())))
	}
	large := letter{From: kimAddress, Name: "Kim Ost", Subject: "Broken keyboard HW-10502", ID: "kim@mailbox.test",
		Text: "My keyboard from order HW-10502 arrived dead, photo attached.", Photo: append(picture(t, 7), bytes.Repeat([]byte{7}, 250<<10)...)}
	mails := []letter{cancelLetter(), large}
	for i := range mails {
		mails[i].At = now
	}
	s.deliver(t, mails...)
	inbox := s.snapshot(t, s.dovecot.User, "INBOX")

	id := m.dieAt(t, s, kill)
	for _, line := range inbox[1:] {
		if !bytes.Contains([]byte(fmt.Sprint(s.snapshot(t, s.dovecot.User, "INBOX"))), []byte(line)) {
			t.Errorf("a mail in the mailbox is not as it was: %s", line)
		}
	}
	if n := len(server.taken()); n != m.left {
		t.Errorf("the server has %d mails at the death, not %d", n, m.left)
	}
	s.must(t, "run", "--once")
	s.must(t, "run", "--once") // what the first filed in Sent comes back in
	draft := m.after(t, s, id)
	s.must(t, "run", "--once")
	s.must(t, "run", "--once")
	if d := s.show(t, draft.ID).Drafts[0]; d.State != desk.DraftSent || d.SentCopy != "done" {
		t.Errorf("in the end the draft is %s, its copy %q", d.State, d.SentCopy)
	}
	if n := len(server.taken()[draft.MessageID]); n != 1 {
		t.Errorf("the server got the mail %d times", n)
	}
	checkNothingLost(t, s, mails)
	checkNothingTwice(t, s, server, map[string]bool{draft.ID: true})
	s.checkUnseen(t, s.dovecot.User)
}

// dieAt runs the service until the step ends it. It gives the case if there was one before.
func (m moment) dieAt(t *testing.T, s *liveShop, kill func(func())) (id string) {
	t.Helper()
	if m.smtp == nil && m.imap == nil {
		s.bent(t, dieAt+"="+m.step)
	}
	p := s.spawn(t, "run")
	s.bent(t)
	kill(p.kill)
	if m.approved {
		p.watches(t)
		id = s.drafted(t, joAddress).Case
		s.cli(t, "approve", id, "--yes") // the service may die before it answers
	}
	eventually(t, "the service dies", func() error {
		select {
		case <-p.done:
			return nil
		default:
			return fmt.Errorf("it lives: %s", p.log(t))
		}
	})
	if status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("the service ended with %s:\n%s", p.cmd.ProcessState, p.log(t))
	}
	return id
}

// after looks at the draft after the restart and does what a person would do about it.
func (m moment) after(t *testing.T, s *liveShop, id string) desk.Draft {
	t.Helper()
	if id == "" {
		id = s.drafted(t, joAddress).Case
	}
	drafts := s.show(t, id).Drafts
	if len(drafts) != 1 || drafts[0].State != m.want {
		t.Fatalf("after the restart there are %d drafts, the first is %s, not %s", len(drafts), drafts[0].State, m.want)
	}
	switch {
	case m.want == desk.DraftProposed:
		s.must(t, "approve", id, "--yes")
	case m.want == desk.DraftUncertain && m.left == 1:
		s.must(t, "resolve", id, "mark_sent", "--because", "the customer answered it")
	case m.want == desk.DraftUncertain:
		s.must(t, "resolve", id, "resend", "--because", "the server's log has no such mail")
	}
	return drafts[0]
}
