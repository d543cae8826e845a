package flow_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// editBody changes words in the plain and the HTML part of a filed draft.
func editBody(t *testing.T, raw []byte, old, new string) []byte {
	t.Helper()
	if !bytes.Contains(raw, []byte(old)) {
		t.Fatalf("the draft has no %q", old)
	}
	return bytes.ReplaceAll(raw, []byte(old), []byte(new))
}

// TestEditedInTheMailProgram: what a person brought in is kept, checked after the fact and
// told of, and the mail counts all the same.
func TestEditedInTheMailProgram(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	word := "Hello"
	if !strings.Contains(d.Text, word) {
		word = strings.Fields(d.Text)[0]
	}
	w.box.take(lies.UID)
	w.inSent(editBody(t, lies.raw, word, "We promise you a full refund, see order HW-99999. "+word))
	got := w.draft(d.ID)
	if got.State != desk.DraftSent || !got.Edited || got.Hand == nil || !got.Hand.Edited || !strings.Contains(got.Hand.Diff, "{+") || !strings.Contains(got.Hand.Text, "HW-99999") {
		t.Fatalf("%s %+v", got.State, got.Hand)
	}
	var codes []string
	for _, f := range got.Hand.Findings {
		codes = append(codes, f.Code)
	}
	if !slices.Contains(codes, "foreign_order") || !slices.Contains(codes, "promise") {
		t.Errorf("findings %v", codes)
	}
	if strings.Contains(got.Text, "HW-99999") {
		t.Error("the proposed wording is lost")
	}
	c, _ := w.theCase()
	if a := w.audits(c.ID); c.State != desk.CaseWaiting || !slices.Contains(a, "edited") || !slices.Contains(a, "findings") {
		t.Errorf("%s: %v", c.State, a)
	}
	if text := w.lastAlert(); !strings.Contains(text, "HW-99999") {
		t.Errorf("told:\n%s", text)
	}
}

// TestWithoutAnyIDOfOurs: only the mail that it answers, its reader and its words are left.
func TestWithoutAnyIDOfOurs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sent  func(t *testing.T, w *world, lies boxed) []byte
		draft bool // it is our draft, else an answer of a person's own
	}{
		"most words kept": {func(t *testing.T, _ *world, lies boxed) []byte {
			return reshaped(t, lies.raw, "Message-ID: <o@outlook.example>", "References:")
		}, true},
		"rewritten after it vanished": {func(t *testing.T, w *world, lies boxed) []byte {
			w.box.take(lies.UID)
			w.tend()
			return []byte("Message-ID: <o@outlook.example>\r\nIn-Reply-To: <s14@customer.example>\r\nTo: " + w.proposed().To[0].Address + "\r\nSubject: Re: x\r\n\r\nWe looked at it.\r\n")
		}, true},
		"an answer of its own": {func(_ *testing.T, w *world, _ boxed) []byte {
			return []byte("Message-ID: <own@client.example>\r\nIn-Reply-To: <s14@customer.example>\r\nTo: " + w.proposed().To[0].Address + "\r\nSubject: Re: x\r\n\r\nPlease call us tomorrow morning.\r\n")
		}, false},
		"to somebody else": {func(_ *testing.T, _ *world, _ boxed) []byte {
			return []byte("Message-ID: <own@client.example>\r\nIn-Reply-To: <s14@customer.example>\r\nTo: colleague@shop.example\r\nSubject: Fwd: x\r\n\r\nWhat do you think?\r\n")
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
			w.tend()
			d := w.proposed()
			w.inSent(c.sent(t, w, w.only()))
			got := w.draft(d.ID)
			if c.draft != (got.State == desk.DraftSent) {
				t.Errorf("the draft is %s", got.State)
			}
			cs, _ := w.theCase()
			if name == "to somebody else" {
				if got.State != desk.DraftProposed || cs.State != desk.CaseOpen {
					t.Errorf("%s, case %s", got.State, cs.State)
				}
				return
			}
			if cs.State != desk.CaseWaiting {
				t.Errorf("the case is %s", cs.State)
			}
			if !c.draft && got.State != desk.DraftVoid {
				t.Errorf("answered by hand, and the draft is %s", got.State)
			}
			w.tend()
			w.tend()
			if len(w.box.list) != 0 {
				t.Errorf("%d mails stay in Drafts", len(w.box.list))
			}
		})
	}
}

// TestSentAlthoughVoid: a program had the draft open while we took it away. It went out, so
// it counts, and its successor is void.
func TestSentAlthoughVoid(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	w.scenario.Orders[0].Tracking, w.scenario.Orders[0].Carrier = "1Z999", "ups"
	w.clock = w.clock.Add(2 * time.Minute)
	w.tend()
	next := w.proposed()
	w.inSent(lies.raw)
	if a, b := w.draft(d.ID), w.draft(next.ID); a.State != desk.DraftSent || b.State != desk.DraftVoid {
		t.Errorf("sent: %s, its successor: %s", a.State, b.State)
	}
	w.tend()
	if len(w.box.list) != 0 {
		t.Errorf("%d mails stay in Drafts", len(w.box.list))
	}
	// A later answer by hand in the thread carries the token and is no draft any more.
	before := w.audits(next.Case)
	w.inSent([]byte("Message-ID: <later@client.example>\r\nReferences: <thread." + d.MessageID + ">\r\nIn-Reply-To: <x@customer.example>\r\nTo: " + d.To[0].Address + "\r\nSubject: Re: x\r\n\r\nOne more thing.\r\n"))
	if after := w.audits(next.Case); slices.Contains(after[len(before):], "sent") {
		t.Errorf("counted twice: %v", after[len(before):])
	}
}

// TestRefusalWaitsForOrderData: a refusal on old data does not lie where anybody can send
// it; fresh data lets it in by itself.
func TestRefusalWaitsForOrderData(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S42", desk.ChannelMailbox, nil)
	if d := w.proposed(); !d.Denial {
		t.Fatalf("%s refuses nothing", d.Template)
	}
	w.asOf = w.clock.Add(-48 * time.Hour)
	w.tend()
	if len(w.box.list) != 0 {
		t.Fatal("a refusal on old data lies in Drafts")
	}
	w.asOf = time.Time{}
	w.clock = w.clock.Add(2 * time.Minute)
	w.tend()
	w.only()
	// Data that grow old take it out again.
	w.asOf = w.clock
	w.clock = w.clock.Add(25 * time.Hour)
	w.tend()
	if len(w.box.list) != 0 {
		t.Error("a refusal stays although the data are a day old")
	}
}

// TestHandedUp: handed to a senior, a draft is taken out of the mailbox.
func TestHandedUp(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	w.only()
	c, _ := w.theCase()
	if _, err := w.HandUp(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, c.ID, desk.RoleSenior, "please look"); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(2 * time.Minute)
	w.tend()
	if len(w.box.list) != 0 {
		t.Error("it still lies where every agent can send it")
	}
	if _, err := w.Approve(t.Context(), desk.Actor{Name: "Sal", Role: desk.RoleSenior}, flow.Approval{Draft: w.proposed().ID, Release: true}); err != nil {
		t.Fatal(err)
	}
	w.tend()
	w.only()
}
