package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// cancelLetter asks for the cancellation of the order that nothing was begun of.
func cancelLetter() letter {
	return letter{From: joAddress, Name: "Jo Keller", Subject: "Cancel HW-10501", ID: "cancel@mailbox.test", Text: "Please cancel order HW-10501."}
}

// delayLetter asks for the order that is late.
func delayLetter() letter {
	return letter{From: lenAddress, Name: "Len Wood", Subject: "Where is HW-10503", ID: "late@mailbox.test", Text: "Order HW-10503 is late. When will it ship?"}
}

// row finds the queue's line of a customer.
func (s *liveShop) row(t *testing.T, customer string) (flow.QueueRow, error) {
	t.Helper()
	rows := s.queue(t)
	i := slices.IndexFunc(rows, func(r flow.QueueRow) bool { return r.Customer == customer && r.Draft != "" })
	if i < 0 {
		return flow.QueueRow{}, fmt.Errorf("no draft to %s in %+v", customer, rows)
	}
	return rows[i], nil
}

// drafted waits for the draft that answers a customer.
func (s *liveShop) drafted(t *testing.T, customer string) flow.QueueRow {
	t.Helper()
	var row flow.QueueRow
	eventually(t, "a draft to "+customer, func() error {
		var err error
		row, err = s.row(t, customer)
		return err
	})
	return row
}

// humanReply is what a colleague sends from the mail program; it lies in Sent.
func (s *liveShop) humanReply(t *testing.T, to, answers string) {
	t.Helper()
	l := letter{From: s.dovecot.User, Name: "Support", To: to, Subject: "Re: your mail", ID: "by-hand-" + answers, Answers: answers, Text: "We are on it.", Unproved: true}
	if err := s.dovecot.Deliver("Sent", l.raw(s.dovecot.User)); err != nil {
		t.Fatal(err)
	}
}

// states lists the states of a case's drafts, oldest first.
func states(v flow.CaseView) []desk.DraftState {
	out := make([]desk.DraftState, len(v.Drafts))
	for i, d := range v.Drafts {
		out[i] = d.State
	}
	return out
}

// TestHumanReplyVoidsDraft answers a mail by hand while the service watches: its draft is
// void and can no longer be approved; the other customer's draft stays.
func TestHumanReplyVoidsDraft(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{})
	service := s.start(t)
	s.deliver(t, cancelLetter(), delayLetter())
	row, other := s.drafted(t, joAddress), s.drafted(t, lenAddress)
	s.humanReply(t, joAddress, "cancel@mailbox.test")
	eventually(t, "the answered mail's draft is void", func() error {
		if v := s.show(t, row.Case); v.Drafts[0].State != desk.DraftVoid || v.Case.State != desk.CaseWaiting || len(v.Case.Mails) != 2 {
			return fmt.Errorf("drafts %v, case %s with the mails %v", states(v), v.Case.State, v.Case.Mails)
		}
		return service.alive(t)
	})
	if rows := s.queue(t); len(rows) != 1 || rows[0].Case != other.Case {
		t.Errorf("the queue is %+v", rows)
	}
	if r := s.cli(t, "approve", row.Draft, "--yes"); r.code != exitFailed || !strings.Contains(r.err, "void") {
		t.Errorf("approving the void draft: code %d, %s%s", r.code, r.out, r.err)
	}
	if n := len(s.mails(t, joAddress, "INBOX")); n != 0 {
		t.Errorf("the customer got %d mails of ours beside the one by hand", n)
	}
	s.checkUnseen(t, s.dovecot.User)
}

// TestRoundsWithoutService works in single rounds, with approvals on the store itself in
// between. A reply by hand that the store did not know of when its draft was approved is
// found before anything leaves.
func TestRoundsWithoutService(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{})
	s.deliver(t, cancelLetter(), delayLetter())
	if out := s.must(t, "run", "--once"); !strings.Contains(out, "2 cases wait for you") {
		t.Errorf("the round ended with %q", out)
	}
	jo, late := s.drafted(t, joAddress), s.drafted(t, lenAddress)
	s.humanReply(t, lenAddress, "late@mailbox.test")
	s.must(t, "approve", jo.Case, late.Case, "--yes")
	if n := len(s.mails(t, joAddress, "INBOX")); n != 0 {
		t.Errorf("approving alone sent %d mails", n)
	}
	s.must(t, "run", "--once")
	eventually(t, "the reply is in the customer's mailbox", func() error {
		if n := len(s.mails(t, joAddress, "INBOX")); n != 1 {
			return fmt.Errorf("%d mails", n)
		}
		return nil
	})
	if got := s.show(t, jo.Case); got.Drafts[0].State != desk.DraftSent || got.Drafts[0].SentCopy != "done" {
		t.Errorf("the approved draft is %s, its copy %q", got.Drafts[0].State, got.Drafts[0].SentCopy)
	}
	if got := s.show(t, late.Case); got.Drafts[0].State != desk.DraftVoid {
		t.Errorf("the draft that was answered by hand is %s", got.Drafts[0].State)
	}
	s.must(t, "run", "--once")
	if n, m := len(s.mails(t, joAddress, "INBOX")), len(s.mails(t, lenAddress, "INBOX")); n != 1 || m != 0 {
		t.Errorf("after another round the customers have %d and %d mails", n, m)
	}
	if n := len(s.mails(t, s.dovecot.User, "Sent")); n != 2 {
		t.Errorf("%d mails in Sent, want the one by hand and one copy", n)
	}
}

// TestSentIsLookedAtBeforeSending answers by hand while the service neither listens nor
// polls: right before its own sending it looks into Sent, and stays silent.
func TestSentIsLookedAtBeforeSending(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address()})
	s.reconfigure(t, "retry_max: 1s", "retry_max: 1s, idle: false, poll_interval: 1h")
	s.deliver(t, cancelLetter(), delayLetter())
	s.start(t)
	jo, late := s.drafted(t, joAddress), s.drafted(t, lenAddress)
	s.humanReply(t, joAddress, "cancel@mailbox.test")
	s.must(t, "approve", jo.Draft, late.Draft, "--yes")
	s.settled(t, jo.Draft, desk.DraftVoid)
	s.settled(t, late.Draft, desk.DraftSent)
	if n := len(server.taken()); n != 1 {
		t.Errorf("%d mails left, want the one that nobody answered by hand", n)
	}
}

// TestNewerMailStopsApprovedDraft writes again between an approval and the sending: what
// was approved answered something older and does not leave.
func TestNewerMailStopsApprovedDraft(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address()})
	s.reconfigure(t, "undo_delay: 0s", "undo_delay: 1h")
	s.start(t)
	s.deliver(t, cancelLetter(), delayLetter())
	jo, late := s.drafted(t, joAddress), s.drafted(t, lenAddress)
	if out := s.must(t, "approve", jo.Draft, "--yes"); !strings.Contains(out, "returndesk undo "+jo.Draft) {
		t.Errorf("approving says %q", out)
	}
	s.must(t, "approve", late.Draft, "--yes")
	s.must(t, "undo", late.Draft)
	s.deliver(t, letter{From: joAddress, Name: "Jo Keller", Subject: "Re: Cancel HW-10501", ID: "no@mailbox.test", Answers: "cancel@mailbox.test", Text: "Please do not cancel, I want to keep my order HW-10501."})
	eventually(t, "the approved draft is void and another drawn up", func() error {
		if v := s.show(t, jo.Case); len(v.Drafts) != 2 || v.Drafts[0].State != desk.DraftVoid || v.Drafts[1].State != desk.DraftProposed {
			return fmt.Errorf("drafts %v, outcome %s", states(v), v.Case.Outcome)
		}
		return nil
	})
	if got := states(s.show(t, late.Case)); len(got) != 1 || got[0] != desk.DraftProposed {
		t.Errorf("the approval that was taken back: %v", got)
	}
	if n := len(server.taken()); n != 0 {
		t.Errorf("%d mails left within the hour", n)
	}
}

// TestReplyReopensCase asks for evidence, gets it as a reply to our question, and decides
// the same case by the day of the first report.
func TestReplyReopensCase(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{})
	first := letter{From: kimAddress, Name: "Kim Ost", Subject: "Keyboard is defective", ID: "claim@mailbox.test",
		Text: "Hello,\n\nthe Q key of my keyboard from order HW-10502 is dead out of the box.\n\nKim", At: time.Now().Add(-26 * time.Hour)}
	if err := s.dovecot.DeliverTo(s.dovecot.User, "INBOX", first.raw(s.dovecot.User), first.At); err != nil {
		t.Fatal(err)
	}
	s.start(t)
	row := s.drafted(t, kimAddress)
	before := s.show(t, row.Case)
	if before.Case.Outcome != desk.OutcomeAskEvidence || before.Case.ReportedAt.Unix() != first.At.Unix() {
		t.Fatalf("decided as %s, reported at %s, the mail arrived at %s", before.Case.Outcome, before.Case.ReportedAt, first.At)
	}
	s.must(t, "approve", row.Case, "--yes")
	eventually(t, "our question was sent", func() error {
		if v := s.show(t, row.Case); v.Drafts[0].State != desk.DraftSent || v.Case.State != desk.CaseWaiting {
			return fmt.Errorf("draft %s, case %s", v.Drafts[0].State, v.Case.State)
		}
		return nil
	})
	question := before.Drafts[0].MessageID
	s.deliver(t, letter{From: kimAddress, Name: "Kim Ost", Subject: "Re: " + before.Drafts[0].Subject, ID: "answer@mailbox.test", Answers: question,
		Text: "The Q key of my keyboard is dead out of the box, see the photo.\n\nKim", Photo: picture(t, 7)})
	eventually(t, "the answer is decided, its photo looked at", func() error {
		v := s.show(t, row.Case)
		if v.Case.Outcome != desk.OutcomeFollowupAttach || v.Case.JudgePending || v.Drafts[len(v.Drafts)-1].State != desk.DraftProposed {
			return fmt.Errorf("%s, judging pending: %v, drafts %v, evidence %+v", v.Case.Outcome, v.Case.JudgePending, states(v), v.Case.Evidence)
		}
		return nil
	})
	after := s.show(t, row.Case)
	if !after.Case.ReportedAt.Equal(before.Case.ReportedAt) || len(after.Case.Mails) < 2 || len(after.RMAs) != 1 || after.RMAs[0].State != desk.RMAUnderReview {
		t.Errorf("reported at %s, first %s; %d mails, records %+v", after.Case.ReportedAt, before.Case.ReportedAt, len(after.Case.Mails), after.RMAs)
	}
	if len(after.Drafts) != 2 { // the photo is what it seemed to be: the first draft stands
		t.Errorf("drafts: %v", states(after))
	}
	if len(after.Case.Evidence) != 1 || after.Case.Evidence[0].Verdict != desk.VerdictOK || after.Case.Evidence[0].Pending {
		t.Errorf("the photo counts as %+v", after.Case.Evidence)
	}
	if rows := s.queue(t); len(rows) != 1 {
		t.Errorf("the answer opened a case of its own: %+v", rows)
	}
	// Nothing has changed but what the answer itself brought: the draft is not stale.
	s.must(t, "approve", row.Case, "--yes")
	eventually(t, "the second reply was sent", func() error {
		if n := len(s.mails(t, kimAddress, "INBOX")); n != 2 {
			return fmt.Errorf("%d mails", n)
		}
		return nil
	})
}
