package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestDelayNoticeLeaves goes the whole way of a notice on real servers: nobody wrote, the
// order is late, somebody gives the reason, the buyer reads it and answers with one word.
func TestDelayNoticeLeaves(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{Notices: true})
	service := s.start(t)
	eventually(t, "the late order has a notice", func() error {
		if rows := s.queue(t); len(rows) != 1 || rows[0].Draft == "" {
			return fmt.Errorf("the queue is %+v", rows)
		}
		return service.alive(t)
	})
	row := s.queue(t)[0]
	if row.Order != "HW-10503" || row.Customer != lenAddress || row.Outcome != desk.OutcomeDelayOptions {
		t.Errorf("drawn up as %+v", row)
	}
	if page := s.must(t, "show", row.Case); !strings.Contains(page, "HW-10503") || !strings.Contains(strings.Join(strings.Fields(page), " "), "longer than we had planned") {
		t.Errorf("the page says:\n%s", page)
	}
	s.must(t, "resolve", row.Case, "delay_notice", "--because", "the laser man forgot it", "--set", "cause=the switches came late")
	s.must(t, "approve", row.Case, "--yes")
	eventually(t, "the notice is in the buyer's mailbox", func() error {
		if n := len(s.mails(t, lenAddress, "INBOX")); n != 1 {
			return fmt.Errorf("%d mails", n)
		}
		return service.alive(t)
	})
	v := s.show(t, row.Case)
	sent := v.Drafts[len(v.Drafts)-1]
	if !strings.Contains(sent.Text, "the switches came late") || strings.Contains(sent.Text, "laser man") {
		t.Errorf("the buyer reads:\n%s", sent.Text)
	}
	if len(v.Case.Notices) != 1 || v.Case.State != desk.CaseWaiting {
		t.Errorf("the case is %s with %+v", v.Case.State, v.Case.Notices)
	}
	s.deliver(t, letter{From: lenAddress, Name: "Len Wood", Subject: "Re: " + sent.Subject, ID: "wait@mailbox.test", Answers: sent.MessageID, Text: "WAIT"})
	eventually(t, "the answer is understood", func() error {
		c := s.show(t, row.Case).Case
		if len(c.Choices) != 1 || c.Choices[0].Choice != desk.DelayChoiceWait {
			return fmt.Errorf("choices %+v, outcome %s", c.Choices, c.Outcome)
		}
		return service.alive(t)
	})
	if code := service.stop(t); code != exitDone {
		t.Errorf("the service ended with code %d", code)
	}
}

// TestReturnByCommands moves a return through its states by rma show and rma advance, with
// a photo, beside the running service.
func TestReturnByCommands(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{Extra: "brand: {return_address: \"Dock 4, Albany NY\"}\n"})
	service := s.start(t)
	s.deliver(t, letter{From: kimAddress, Name: "Kim Ost", Subject: "Broken keyboard HW-10502", ID: "kim@mailbox.test",
		Text: "My keyboard from order HW-10502 arrived dead, photo attached.", Photo: picture(t, 9)})
	row := s.drafted(t, kimAddress)
	s.must(t, "approve", row.Draft, "--yes", "--because", "seen")
	s.settled(t, row.Draft, desk.DraftSent)
	number := s.show(t, row.Case).RMAs[0].Number
	if page := s.must(t, "rma", "show", number); !strings.Contains(page, "rma advance "+number+" rma_authorized --set condition=...") {
		t.Errorf("the record's page says:\n%s", page)
	}
	if r := s.cli(t, "rma", "slip", number, "--to", s.dir+"/none.pdf"); r.code != exitFailed || !strings.Contains(r.err, "the step rma_authorized draws it up") {
		t.Errorf("a slip before there is one: code %d, %s%s", r.code, r.out, r.err)
	}
	out := s.must(t, "rma", "advance", number, "rma_authorized", "--set", "condition=in its box")
	if !strings.Contains(out, "stays under review until this mail is sent") {
		t.Errorf("authorizing says:\n%s", out)
	}
	drawn := s.slip(t, number, "drawn.pdf", "which is proposed")
	s.must(t, "approve", row.Case, "--yes", "--because", "seen")
	eventually(t, "the return is authorized", func() error {
		if r := s.show(t, row.Case).RMAs[0]; r.State != desk.RMAAuthorized || r.Deadline == "" {
			return fmt.Errorf("it is %s", r.State)
		}
		return service.alive(t)
	})
	sent := s.slip(t, number, "sent.pdf", "as it was sent with")
	if !bytes.Equal(drawn, sent) {
		t.Errorf("the slip as it was sent (%d bytes) is not the drawn one (%d)", len(sent), len(drawn))
	}
	eventually(t, "the slip is in the buyer's mailbox", func() error { // its server may still be at it
		inbox := s.mails(t, kimAddress, "INBOX")
		last := strings.NewReplacer("\r", "", "\n", "").Replace(string(inbox[len(inbox)-1])) // Base64 in lines
		if !strings.Contains(last, base64.StdEncoding.EncodeToString(sent)) {
			return fmt.Errorf("the last of %d mails does not carry it", len(inbox))
		}
		return nil
	})
	if r := s.cli(t, "rma", "advance", number, "inspect", "--because", "open"); r.code != exitFailed || !strings.Contains(r.err, "possible: rma_in_transit, rma_received") {
		t.Errorf("an illegal step: code %d, %s%s", r.code, r.out, r.err)
	}
	s.must(t, "rma", "advance", number, "received", "--because", "on the bench", "--set", "carrier=DHL")
	s.write(t, "joint.jpg", string(picture(t, 11)))
	s.must(t, "rma", "advance", number, "inspection_fault", "--set", "finding=a cold joint", "--photo", s.dir+"/joint.jpg")
	if out := s.must(t, "rma", "photos", number, "--to", s.dir+"/photos"); !strings.Contains(out, "1 photo of") {
		t.Errorf("the photos: %s", out)
	}
	if page := s.must(t, "rma", "show", number); !strings.Contains(page, "waits for approval") || !strings.Contains(page, "inspection_fault") {
		t.Errorf("the record's page says:\n%s", page)
	}
	if code := service.stop(t); code != exitDone {
		t.Errorf("the service ended with code %d", code)
	}
}

// slip writes the return slip of a record to a file and gives its bytes.
func (s *liveShop) slip(t *testing.T, number, name, says string) []byte {
	t.Helper()
	if out := s.must(t, "rma", "slip", number, "--to", s.dir+"/"+name); !strings.Contains(out, says) {
		t.Errorf("rma slip says:\n%s", out)
	}
	b, err := os.ReadFile(s.dir + "/" + name)
	if err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
		t.Fatalf("the slip begins with %.20q, %v", b, err)
	}
	return b
}
