package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestBounceOfTheQuestion: whoever was not reached stays unreached until a mail leaves to him. A mail to somebody else in the same case
// does not take that off, and neither does a further mail of the writer's; one to the same address does.
func TestBounceOfTheQuestion(t *testing.T) {
	t.Parallel()
	w, id, asked := buyerAsked(t)
	is := func(when string, want bool) {
		t.Helper()
		if c := w.caseOf(id); slices.Contains(c.Flags, desk.FlagBounceOfOurs) != want {
			t.Errorf("%s the case has %v", when, c.Flags)
		}
	}
	w.clock = w.clock.Add(time.Hour)
	w.receive(deliveryReport(asked.MessageID, "b1", "failed", "5.1.1", "no such user"))
	is("returned", true)
	w.clock = w.clock.Add(time.Hour)
	w.answer("Eve <eve@else.example>", "", "eve-2@else.example", "Any news about HW-30001? Please cancel it.")
	is("written again", true)
	if open := w.drafts(id, desk.DraftProposed); len(open) > 0 {
		w.approveOnly(id)
	} else if _, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "hold"}); err != nil {
		t.Fatal(err)
	} else if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	is("the writer answered", true)
	w.clock = w.clock.AddDate(0, 0, 8)
	if _, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "verify_buyer"}); err != nil {
		t.Fatal(err)
	} else if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	is("asked again", false)
}

// TestBounceOfTheReply: a reply that came back stays marked while its case is decided anew and while the order's address is asked
// something else, until a reply leaves.
func TestBounceOfTheReply(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	sent := w.drafts(c.ID, desk.DraftSent)
	w.receive(deliveryReport(sent[0].MessageID, "b1", "failed", "5.2.2", "mailbox full"))
	w.receive(w.reply("more", "Is there any news?"))
	if now := w.caseOf(c.ID); !slices.Contains(now.Flags, desk.FlagBounceOfOurs) {
		t.Errorf("written again the case has %v", now.Flags)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if now := w.caseOf(c.ID); slices.Contains(now.Flags, desk.FlagBounceOfOurs) || len(now.Returned) > 0 {
		t.Errorf("answered the case has %v", now.Flags)
	}
}

// TestReachedFromTheMailProgram: a mail that somebody typed reaches the customer, too.
func TestReachedFromTheMailProgram(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	sent := w.drafts(c.ID, desk.DraftSent)
	w.receive(deliveryReport(sent[0].MessageID, "b1", "failed", "5.2.2", "mailbox full"))
	w.clock = w.clock.Add(time.Hour)
	w.inSent([]byte(strings.ReplaceAll("Message-ID: <typed@shop.example>\nFrom: support@shop.example\nTo: "+c.Customer+"\nSubject: Re: your report\nIn-Reply-To: <"+
		sent[0].MessageID+">\nContent-Type: text/plain; charset=utf-8\n\nWe have your report and look at it.\n", "\n", "\r\n")))
	if now := w.caseOf(c.ID); slices.Contains(now.Flags, desk.FlagBounceOfOurs) || now.State != desk.CaseWaiting {
		t.Errorf("typed to, the case is %s with %v", now.State, now.Flags)
	}
}

// TestBuyerOfADeadAddress: a buyer whose mails come back, and who writes from a new address, is not asked for a confirmation by a mail
// that nobody reads; whoever answers him is told so, and can take his word otherwise.
func TestBuyerOfADeadAddress(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	templates := func(id string) (out []string) {
		for _, d := range w.drafts(id, desk.DraftProposed) {
			out = append(out, d.Template)
			warned := slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "unreached" && strings.Contains(p.Text, c.ID) })
			if warned != slices.Contains(w.caseOf(c.ID).Flags, desk.FlagBounceOfOurs) {
				t.Errorf("%s warns of %v", d.Template, d.Problems)
			}
		}
		return out
	}
	w.receive(deliveryReport(w.drafts(c.ID, desk.DraftSent)[0].MessageID, "b1", "failed", "5.1.1", "no such user"))
	w.clock = w.clock.Add(time.Hour)
	w.answer("Kofi <kofi@new.example>", "", "new-1@new.example", "My old mailbox is gone, please use this address. Is there any news about my claim for order "+c.Order+"?")
	own := w.cases()[1]
	if got := templates(own.ID); !slices.Equal(got, []string{"verify_sender"}) || !slices.Contains(w.audits(own.ID), "not_drafted") {
		t.Errorf("there wait %v after %v", got, w.audits(own.ID))
	}
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: own.ID, Action: "buyer_confirmed", Because: "he knows the last digits of the card"}); err != nil {
		t.Errorf("his word is not taken: %v", err)
	}
	w.answer("Kofi <kofi@other.example>", "", "new-2@other.example", "Is there any news about my claim for order "+c.Order+"?")
	other := w.cases()[2]
	w.approveOnly(other.ID)
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: other.ID, Action: "verify_buyer"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "unreached" }) {
		t.Errorf("it warns of %v", d.Problems)
	}
}
