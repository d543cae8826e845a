package flow_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// while lets a mail of the buyer's come in the moment in which the next one of ours is on its way.
func (w *world) while(raw []byte) {
	w.mail = func(context.Context, string, []string, []byte) (replies.Result, error) {
		w.mail, w.clock = nil, w.clock.Add(time.Minute)
		w.receive(raw)
		return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
	}
}

// more is a further mail of the scenario's buyer about his order.
func (w *world) more(text string) []byte {
	s := w.scenario
	s.ID, s.Mail.Subject, s.Mail.Body, s.Mail.Attachments = s.ID+"-more", "Re: "+s.Mail.Subject, text, nil
	return rawOf(s)
}

// TestMailsCross: what a customer writes while a reply of ours is on its way is not answered by it. The case stays with people, also
// where they turn the draft for it down, and his days stand still.
func TestMailsCross(t *testing.T) {
	t.Parallel()
	const more = "One more thing: which way do I get the return label?"
	t.Run("a reply", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S14", nil)
		w.approveOnly(c.ID)
		w.scenario.Expect.Class = ""
		w.while(w.more(more))
		w.sendAll()
		if now := w.caseOf(c.ID); now.State != desk.CaseOpen || now.Answered != 1 || now.Deadline.IsZero() {
			t.Fatalf("the case is %s until %s, %d answered", now.State, now.Deadline, now.Answered)
		}
		if _, err := w.Reject(t.Context(), agent, w.oneOpen(c.ID).ID, "I write myself"); err != nil {
			t.Fatal(err)
		}
		w.pass(5, 0)
		if now := w.caseOf(c.ID); now.State != desk.CaseOpen || !slices.Contains(w.queue(), c.ID) || !slices.Contains(w.alertKinds(), "overdue") {
			t.Errorf("then it is %s, and people were told %v", now.State, w.alertKinds())
		}
	})
	t.Run("a question", func(t *testing.T) {
		t.Parallel()
		s := scenarioByID(t, "S17")
		s.Mail.Attachments = nil
		w := newWorld(t, quickDir(t), s)
		t.Cleanup(w.close)
		w.receive(rawOf(s))
		c, _ := w.theCase()
		w.approveOnly(c.ID)
		w.while(w.more("Do you need the serial number, too?"))
		w.sendAll()
		if k := w.clockOf(c.ID); k != (desk.CaseClock{Paused: true}) || w.caseOf(c.ID).State != desk.CaseOpen || !w.record(c.ID).Due.IsZero() {
			t.Errorf("the case is %s, its clock %+v, the record due on %s", w.caseOf(c.ID).State, k, w.record(c.ID).Due)
		}
		if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: w.oneOpen(c.ID).ID, Because: "seen"}); desk.CodeOf(err) == desk.CodeStale { // he was asked meanwhile
			w.approveOnly(c.ID)
		}
		w.sendAll()
		if k := w.clockOf(c.ID); !k.AskedAt.Equal(w.clock) || w.caseOf(c.ID).State != desk.CaseWaiting {
			t.Errorf("answered the case is %s, its clock %+v", w.caseOf(c.ID).State, k)
		}
	})
	t.Run("an end", func(t *testing.T) {
		t.Parallel()
		w, c := asked(t, func(*flow.Shop) {})
		w.pass(13, 0)
		w.clock = w.clock.AddDate(0, 0, 2)
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		if d := w.oneOpen(c.ID); d.Template != "closed_silence" {
			t.Fatal(d.Template)
		}
		w.approveOnly(c.ID)
		w.while(w.more("I could not find my camera yet, the photo comes tomorrow."))
		w.sendAll()
		if now := w.caseOf(c.ID); now.State != desk.CaseOpen || len(w.drafts(c.ID, desk.DraftProposed)) != 1 {
			t.Errorf("the case is %s with %d drafts", now.State, len(w.drafts(c.ID, desk.DraftProposed)))
		}
	})
	t.Run("an older draft, sent from the mail program", func(t *testing.T) {
		t.Parallel()
		w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
		w.tend()
		lies := w.only()
		w.scenario.Expect.Class = ""
		w.clock = w.clock.Add(time.Hour)
		w.receive(w.more(more))
		w.clock = w.clock.Add(time.Hour)
		w.inSent(lies.raw)
		d := w.proposed()
		if c := w.caseOf(d.Case); c.State != desk.CaseOpen || d.Decision != len(c.Decisions)-1 {
			t.Errorf("the case is %s, and what waits answers mail %d of %d", c.State, d.Decision+1, len(c.Decisions))
		}
	})
}

// TestTypedBefore: an answer that somebody typed in the mail program before the customer wrote again, and that is found in Sent only
// afterwards, does not answer what he wrote then; one that answers that very mail does, whatever the clocks of the servers say.
func TestTypedBefore(t *testing.T) {
	t.Parallel()
	for name, answers := range map[string]bool{"the first mail": false, "the second mail": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := received(t, "S14", nil)
			w.scenario.Expect.Class = ""
			typedAt, first := w.clock.Add(10*time.Minute), "s14"
			w.clock = w.clock.Add(time.Hour)
			w.receive(w.more("One more thing: which way do I get the return label?"))
			if answers {
				first = "s14-more"
			}
			waits := w.oneOpen(c.ID)
			raw := "Message-ID: <typed@client.example>\nFrom: support@shop.example\nTo: " + c.Customer + "\nSubject: Re: dead\nIn-Reply-To: <" + first +
				"@customer.example>\nContent-Type: text/plain\n\nHello, we look at it and come back to you.\n"
			w.receiveAs([]byte(strings.ReplaceAll(raw, "\n", "\r\n")), func(a *desk.Accepted) {
				a.Folder, a.Location.Mailbox, a.InternalDate = "sent", "Sent", typedAt
			})
			now, want, state := w.caseOf(c.ID), desk.CaseOpen, desk.DraftProposed
			if answers {
				want, state = desk.CaseWaiting, desk.DraftVoid
			}
			if now.State != want || w.draft(waits.ID).State != state {
				t.Errorf("the case is %s, %d of %d answered, its draft %s", now.State, now.Answered, len(now.Decisions), w.draft(waits.ID).State)
			}
		})
	}
}
