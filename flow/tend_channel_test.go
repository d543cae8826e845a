package flow_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// TestReleaseBeforeTheMailbox: what needs a senior does not lie where anybody can send it.
func TestReleaseBeforeTheMailbox(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S43", desk.ChannelMailbox, nil)
	w.tend()
	d := w.proposed()
	if len(w.box.list) != 0 {
		t.Fatalf("a draft for %s lies in Drafts", d.Role)
	}
	if err := w.TellDrafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := w.lastAlert(); !strings.Contains(text, "--release") || !strings.Contains(text, "the role senior") {
		t.Errorf("told:\n%s", text)
	}
	agent, senior := desk.Actor{Name: "Ann", Role: desk.RoleAgent}, desk.Actor{Name: "Sal", Role: desk.RoleSenior}
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Release: true}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("an agent released it: %v", err)
	}
	got, err := w.Approve(t.Context(), senior, flow.Approval{Draft: d.ID, Release: true, Because: "looked at"})
	if err != nil || got.State != desk.DraftProposed || !got.IsReleased() {
		t.Fatalf("%s, %v", got.State, err)
	}
	w.tend()
	w.only()
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Errorf("%d sent by us, %v", n, err)
	}
	// It lies there now, so it is sent from there; and the word is taken back.
	if _, err := w.Approve(t.Context(), senior, flow.Approval{Draft: d.ID, Because: "x"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("approved although it lies in Drafts: %v", err)
	}
	if _, err := w.Undo(t.Context(), agent, d.ID); err != nil {
		t.Fatal(err)
	}
	w.tend() // at the next look, however young the facts are
	if len(w.box.list) != 0 {
		t.Error("it stays in Drafts although nobody stands for it any more")
	}
}

// TestHandedUpInTheMailbox: a draft that lies in Drafts leaves it at the next look once its
// case was handed up, and lies there again at the next one once it was given back. One that
// somebody changed there stays, and people are told.
func TestHandedUpInTheMailbox(t *testing.T) {
	t.Parallel()
	agent, senior := desk.Actor{Name: "Ann", Role: desk.RoleAgent}, desk.Actor{Name: "Sal", Role: desk.RoleSenior}
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	c, _ := w.theCase()
	hand := func(by desk.Actor, to desk.Role) {
		t.Helper()
		if _, err := w.HandUp(t.Context(), by, c.ID, to, "look at this"); err != nil {
			t.Fatal(err)
		}
		w.tend()
	}
	hand(agent, desk.RoleSenior)
	if cp, err := w.store.Copy(t.Context(), d.ID); err != nil || cp.State != desk.CopyHeld || !strings.Contains(cp.Why, "senior") || len(w.box.list) != 0 {
		t.Fatalf("handed up: %d in Drafts, %s %q, %v", len(w.box.list), cp.State, cp.Why, err)
	}
	hand(senior, desk.RoleAgent)
	if again := w.only(); !bytes.Contains(again.raw, []byte(d.MessageID)) {
		t.Errorf("given back, another mail lies there:\n%s", again.raw)
	}
	w.box.take(w.only().UID)
	w.box.add(reshaped(t, lies.raw, "Message-ID: <tb@client.example>"), `\draft`)
	hand(agent, desk.RoleSenior)
	if w.only(); w.draft(d.ID).State != desk.DraftProposed {
		t.Errorf("what somebody changed is gone: %s", w.draft(d.ID).State)
	}
	if err := w.TellDrafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := w.lastAlert(); !strings.Contains(text, "senior") {
		t.Errorf("told:\n%s", text)
	}
}

// TestBothChannels: approved at the desk, the copy is away before we send; one that a
// person changes holds our sending back.
func TestBothChannels(t *testing.T) {
	t.Parallel()
	agent := desk.Actor{Name: "Ann", Role: desk.RoleAgent}
	t.Run("untouched", func(t *testing.T) {
		t.Parallel()
		w := mailboxWorld(t, "S14", desk.ChannelBoth, nil)
		w.tend()
		d := w.proposed()
		w.mail = nil
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); err != nil {
			t.Fatal(err)
		}
		if n, err := w.SendDue(t.Context()); err != nil || n != 1 || len(w.box.list) != 0 {
			t.Errorf("%d sent, %v, %d in Drafts", n, err, len(w.box.list))
		}
		w.tend()
		if len(w.box.list) != 0 || !slices.Equal(w.sent, []string{d.MessageID}) {
			t.Errorf("sent %v, %d in Drafts", w.sent, len(w.box.list))
		}
	})
	t.Run("touched after the approval", func(t *testing.T) {
		t.Parallel()
		w := mailboxWorld(t, "S14", desk.ChannelBoth, nil)
		w.tend()
		d, lies := w.proposed(), w.only()
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); err != nil {
			t.Fatal(err)
		}
		w.box.take(lies.UID)
		w.box.add(reshaped(t, lies.raw, "Message-ID: <tb@client.example>"), `\draft`)
		if n, err := w.SendDue(t.Context()); err != nil || n != 0 || w.draft(d.ID).State != desk.DraftProposed {
			t.Errorf("%d sent, %v, %s", n, err, w.draft(d.ID).State)
		}
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeConflict {
			t.Errorf("approved a draft that somebody changes: %v", err)
		}
		if c, _ := w.theCase(); !slices.Contains(w.audits(c.ID), "held_back") {
			t.Errorf("%v", w.audits(c.ID))
		}
		w.only()
	})
	t.Run("sent there while approved here", func(t *testing.T) {
		t.Parallel()
		w := mailboxWorld(t, "S14", desk.ChannelBoth, nil)
		w.tend()
		d, lies := w.proposed(), w.only()
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); err != nil {
			t.Fatal(err)
		}
		w.box.take(lies.UID)
		w.inSent(lies.raw)
		if n, err := w.SendDue(t.Context()); err != nil || n != 0 || len(w.sent) != 0 {
			t.Errorf("%d sent, %v: %v", n, err, w.sent)
		}
		if got := w.draft(d.ID); got.State != desk.DraftSent || got.Hand == nil || got.Frozen != nil {
			t.Errorf("%s", got.State)
		}
	})
	t.Run("the folder cannot be looked at", func(t *testing.T) {
		t.Parallel()
		w := mailboxWorld(t, "S14", desk.ChannelBoth, nil)
		w.tend()
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: w.proposed().ID}); err != nil {
			t.Fatal(err)
		}
		w.box.blind = errors.New("mute")
		if n, err := w.SendDue(t.Context()); err == nil || n != 0 || len(w.sent) != 0 {
			t.Errorf("%d sent blindly, %v", n, err)
		}
	})
}

// TestBurstIsOneMail: many drafts at once are told of in one mail.
func TestBurstIsOneMail(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, func(s *flow.Shop) { s.InboxNotes, s.AlertsTo = true, nil })
	bare := w.scenario
	bare.Mail.Attachments = nil // photos take time, and what is told does not depend on them
	raw, order := string(rawOf(bare)), w.scenario.Orders[0]
	for i := range 42 { // each about an order of its own: cases about the same one are all looked at for each
		id, number := strings.Repeat("x", i+1), fmt.Sprintf("HW-%d", 10500+i)
		own := order
		own.Number = number
		w.scenario.Orders = append(w.scenario.Orders, own)
		w.receive([]byte(strings.NewReplacer("s14@", id+"@", "From: ", "From: "+id, order.Number, number).Replace(raw)))
	}
	w.tend()
	w.clock = w.clock.Add(time.Minute)
	w.tend()
	if _, err := w.SendAlerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(w.box.notes) != 1 {
		t.Fatalf("%d mails about %d drafts", len(w.box.notes), len(w.box.list))
	}
	m, err := message.Parse(w.box.notes[0], w.clock, message.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{"Verdict:", "rule ", "Flag ", "returndesk show C-", "Ready in the folder Drafts", "has one line here: returndesk show DRAFT"} {
		if !strings.Contains(m.Text, says) {
			t.Errorf("no %q in\n%s", says, m.Text)
		}
	}
	// It comes back as mail in the inbox, and is no customer's.
	n := len(w.cases())
	w.receive(w.box.notes[0])
	if len(w.cases()) != n {
		t.Error("our own note became a case")
	}
	// Nor is a colleague's answer to it.
	w.receive([]byte("Message-ID: <re@owner.example>\r\nFrom: Owner <owner@elsewhere.example>\r\nTo: support@shop.example\r\nSubject: Re: Drafts\r\nIn-Reply-To: <" + m.MessageID + ">\r\n\r\nOrder HW-10401 is fine with me.\r\n"))
	if len(w.cases()) != n {
		t.Error("an answer to an internal mail became a case")
	}
	w.clock = w.clock.Add(time.Hour)
	w.tend()
	if _, err := w.SendAlerts(t.Context()); err != nil || len(w.box.notes) != 1 {
		t.Errorf("told %d times, %v", len(w.box.notes), err)
	}
}

// TestConsoleAgain: switched back to the console, nothing of ours stays in Drafts.
func TestConsoleAgain(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	lies := w.only()
	w.close()
	again := newWorldWith(t, w.dir, w.scenario, func(s *flow.Shop) { s.ApproveIn = desk.ChannelConsole })
	w.store, again.clock = again.store, w.clock
	again.box.list, again.box.next = []boxed{lies}, lies.UID
	again.tend()
	if len(again.box.list) != 0 {
		t.Errorf("%d mails stay", len(again.box.list))
	}
}
