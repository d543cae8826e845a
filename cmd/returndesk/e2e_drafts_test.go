package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
	"returndesk/message"
)

// TestMailboxOnly runs the program without any SMTP: a mail comes in, its draft lies in
// Drafts, an internal mail tells of it in the inbox, a person sends it from the mail
// program, and the case stays with whoever asks the workshop.
func TestMailboxOnly(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: "none", Orders: sampleShopOrders(time.Now())[:1]})
	service := s.start(t)
	s.deliver(t, cancelLetter())
	row := s.drafted(t, joAddress)
	person := s.person(t)
	var d imapDraft
	eventually(t, "the draft in Drafts", func() error {
		if d = person.drafts()[joAddress]; d.count != 1 {
			return fmt.Errorf("%d drafts", d.count)
		}
		return service.alive(t)
	})
	v := s.show(t, row.Case)
	if !slices.Contains(d.flags, imap.FlagDraft) || !slices.Contains(d.flags, imap.FlagSeen) || d.msg.MessageID != v.Drafts[0].MessageID ||
		!slices.Equal(d.msg.InReplyTo, []string{"cancel@mailbox.test"}) || !bytes.Contains(d.raw, []byte("X-Returndesk-Case: "+row.Case)) {
		t.Errorf("the draft has %v and\n%s", d.flags, d.raw)
	}
	if r := s.cli(t, "approve", row.Case, "--yes"); r.code != exitFailed || !strings.Contains(r.err, "mail program") {
		t.Errorf("approved beside the mailbox: %d %s", r.code, r.err)
	}
	eventually(t, "the internal mail in the inbox", func() error {
		for _, raw := range s.mails(t, s.dovecot.User, "INBOX") {
			m, err := message.Parse(raw, time.Now(), message.Options{})
			if err == nil && strings.HasPrefix(m.Subject, "[returndesk] Drafts:") {
				for _, says := range []string{row.Case, v.Case.Rule, "HW-10501", "urgent_stop_production", "returndesk show"} {
					if !strings.Contains(m.Text, says) {
						t.Errorf("the internal mail lacks %q:\n%s", says, m.Text)
					}
				}
				return nil
			}
		}
		return fmt.Errorf("not there yet: %v", service.alive(t))
	})
	person.file("Sent", d.raw, imap.FlagSeen)
	person.drafts()
	person.remove(d.uid, true)
	eventually(t, "the case moves on", func() error {
		v = s.show(t, row.Case)
		if v.Case.State != desk.CaseOpen || v.Drafts[0].State != desk.DraftSent {
			return fmt.Errorf("case %s, drafts %v", v.Case.State, states(v))
		}
		return service.alive(t)
	})
	if h := v.Drafts[0].Hand; h == nil || h.Edited || len(v.Drafts) != 1 {
		t.Errorf("sent as %+v, drafts %v", h, states(v))
	}
	// The workshop has to say whether it could stop: the case stays with people, without a draft.
	if rows := s.queue(t); len(rows) != 1 || rows[0].Draft != "" {
		t.Errorf("waiting: %+v", rows)
	}
	if code := service.stop(t); code != exitDone {
		t.Errorf("the service ended with %d", code)
	}
	if out := s.must(t, "doctor"); !strings.Contains(out, "mailbox only") {
		t.Errorf("doctor says\n%s", out)
	}
}

// TestMailPrograms lets each mail program open, change and send a draft the way it does, on
// one Dovecot: every case moves on, what was edited is known, and nothing is left over.
func TestMailPrograms(t *testing.T) {
	t.Parallel()
	var list []desk.Order
	customer := func(i int) string { return fmt.Sprintf("buyer%d@mailbox.test", i) }
	for i := range programs() {
		list = append(list, orderIn(desk.StageInProduction, fmt.Sprintf("HW-2000%d", i), customer(i), "Buyer", time.Now()))
	}
	s := startShop(t, shopOptions{SMTP: "none", Orders: list})
	for i := range programs() {
		s.deliver(t, letter{From: customer(i), Name: "Buyer", Subject: "Where is it", ID: fmt.Sprintf("q%d@mailbox.test", i), Text: fmt.Sprintf("Order HW-2000%d is late. When will it ship?", i)})
	}
	s.must(t, "run", "--once")
	person := s.person(t)
	first := person.drafts()
	for i, p := range programs() {
		d := first[customer(i)]
		if d.count != 1 {
			t.Fatalf("%s: %d drafts", p.name, d.count)
		}
		if p.resav || p.lazy {
			person.file("Drafts", p.rewrite(t, d.raw), imap.FlagDraft)
			person.drafts()
			person.remove(d.uid, !p.lazy)
		}
	}
	s.must(t, "run", "--once") // looks while they are being written
	second := person.drafts()
	for i, p := range programs() {
		d, sent := second[customer(i)], first[customer(i)].raw
		if p.name != "mutt, unchanged" {
			sent = p.rewrite(t, sent)
		}
		if want := 1; d.count != want && !p.lazy {
			t.Errorf("%s: %d mails in Drafts while it is being written", p.name, d.count)
		}
		person.file(p.sent, sent, imap.FlagSeen)
		person.drafts()
		person.remove(d.uid, true)
	}
	s.must(t, "run", "--once")
	for i, p := range programs() {
		rows, err := s.caseOf(t, customer(i))
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		v := s.show(t, rows)
		h := v.Drafts[0].Hand
		if v.Case.State != desk.CaseWaiting || len(v.Drafts) != 1 || v.Drafts[0].State != desk.DraftSent || h == nil {
			t.Errorf("%s: case %s, drafts %v", p.name, v.Case.State, states(v))
			continue
		}
		if h.Edited != (p.word != "") || p.word != "" && !strings.Contains(h.Diff, p.word) {
			t.Errorf("%s: edited %v:\n%s", p.name, h.Edited, h.Diff)
		}
		if want := p.newID; want != "" && h.MessageID != want {
			t.Errorf("%s: left as %s", p.name, h.MessageID)
		}
		// The customer's answer finds the case, whatever became of our ids.
		s.deliver(t, letter{From: customer(i), Name: "Buyer", Subject: "Re: Where is it", ID: fmt.Sprintf("a%d@mailbox.test", i), Answers: h.MessageID, Text: "Thank you, I will wait."})
	}
	for to, d := range person.drafts() {
		if !slices.Contains(d.flags, imap.FlagDeleted) {
			t.Errorf("%d mails to %s are left in Drafts", d.count, to)
		}
	}
	s.must(t, "run", "--once")
	for i, p := range programs() {
		id, err := s.caseOf(t, customer(i))
		if err != nil {
			t.Fatal(err)
		}
		if v := s.show(t, id); len(v.Case.Mails) != 3 {
			t.Errorf("%s: the case has the mails %v", p.name, v.Case.Mails)
		}
	}
}

// caseOf finds the one case of a customer, waiting for us or not.
func (s *liveShop) caseOf(t *testing.T, customer string) (string, error) {
	t.Helper()
	h := openHouse(t, s.config)
	defer h.close()
	list, err := h.store.CasesOfCustomer(t.Context(), customer)
	if err != nil || len(list) != 1 {
		return "", fmt.Errorf("%d cases of %s, %w", len(list), customer, err)
	}
	return list[0].ID, nil
}

// TestDraftsFollowTheFacts changes the orders while drafts lie in the mailbox: the untouched
// one is replaced, the one that a person works on stays beside the new one.
func TestDraftsFollowTheFacts(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: "none"})
	s.deliver(t, letter{From: joAddress, Name: "Jo Keller", Subject: "HW-10501", ID: "when@mailbox.test", Text: "When will order HW-10501 ship?"}, delayLetter())
	s.must(t, "run", "--once")
	person := s.person(t)
	before := person.drafts()
	late := before[lenAddress]
	person.file("Drafts", programs()[1].rewrite(t, late.raw), imap.FlagDraft)
	person.drafts()
	person.remove(late.uid, true)
	changed := sampleShopOrders(time.Now())
	for i := range changed {
		if changed[i].Email == joAddress || changed[i].Email == lenAddress {
			now := time.Now().UTC().Truncate(time.Second)
			changed[i].Stage, changed[i].ShippedAt, changed[i].Carrier, changed[i].Tracking = desk.StageShipped, &now, "UPS", "1Z999AA10123456700"
			changed[i].ProductionStatus, changed[i].ProductionStartedAt = desk.ProductionStarted, &now
		}
	}
	s.writeOrders(t, changed)
	s.must(t, "run", "--once")
	s.must(t, "run", "--once")
	after := person.drafts()
	if jo := after[joAddress]; jo.msg == nil || jo.count != 1 || jo.msg.MessageID == before[joAddress].msg.MessageID {
		t.Errorf("to Jo: %d drafts", jo.count)
	}
	if n := after[lenAddress].count; n != 2 {
		t.Errorf("to Len, who is being written to: %d drafts", n)
	}
	told := ""
	for _, raw := range s.mails(t, s.dovecot.User, "INBOX") {
		if m, err := message.Parse(raw, time.Now(), message.Options{}); err == nil && strings.Contains(m.Text, "somebody changed it") {
			told = m.Text
		}
	}
	if !strings.Contains(told, "Where is HW-10503") {
		t.Errorf("nobody was told of the draft that stays: %q", told)
	}
	if rows := s.queue(t); len(rows) != 2 {
		t.Errorf("the queue holds %+v", rows)
	}
}

// TestBothChannels approves one draft at the command line and lets a person change the
// other in the mail program: the first leaves once and its copy is gone, the second is
// refused here.
func TestBothChannels(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address(), Extra: "approve_in: both\n"})
	service := s.start(t)
	s.deliver(t, cancelLetter(), delayLetter())
	person := s.person(t)
	eventually(t, "two drafts in Drafts", func() error {
		if n := len(person.drafts()); n != 2 {
			return fmt.Errorf("%d drafts", n)
		}
		return service.alive(t)
	})
	jo, late := s.drafted(t, joAddress), s.drafted(t, lenAddress)
	s.must(t, "approve", jo.Case, "--yes")
	eventually(t, "the approved draft has left", func() error {
		if n, d := len(server.taken()), person.drafts()[joAddress].count; n != 1 || d != 0 {
			return fmt.Errorf("%d sent, %d in Drafts", n, d)
		}
		return service.alive(t)
	})
	d := person.drafts()[lenAddress]
	person.file("Drafts", programs()[1].rewrite(t, d.raw), imap.FlagDraft)
	person.drafts()
	person.remove(d.uid, true)
	eventually(t, "the change is seen", func() error {
		if v := s.show(t, late.Case); len(v.Copies) != 1 || !v.Copies[0].Touched {
			return fmt.Errorf("%+v", v.Copies)
		}
		return service.alive(t)
	})
	if r := s.cli(t, "approve", late.Case, "--yes"); r.code != exitFailed || !strings.Contains(r.err, "somebody is changing draft") {
		t.Errorf("approved what somebody changes: %d %s", r.code, r.err)
	}
	if n := len(server.taken()); n != 1 {
		t.Errorf("%d mails left", n)
	}
}
