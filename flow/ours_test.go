package flow_test

import (
	"context"
	"strings"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// hearing is a reader that keeps what it was shown.
type hearing struct {
	flow.Reader
	heard *string
}

// Read implements flow.Reader.
func (h hearing) Read(ctx context.Context, in classifier.Input) desk.Reading {
	*h.heard = in.NewText
	return h.Reader.Read(ctx, in)
}

// TestOurWordsAreNotTheirs: an answer that only quotes our mail says nothing, however the
// mail program wrapped it; what was typed into the quote is read.
func TestOurWordsAreNotTheirs(t *testing.T) {
	t.Parallel()
	var heard string
	s := scenarioByID(t, "S32") // a swollen battery: our reply speaks of smoke and fire
	w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = hearing{o.Reader, &heard} })
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, ok := w.theCase()
	if !ok {
		t.Fatal("the mail led to no case")
	}
	ours := w.oneOpen(c.ID)
	w.approveOnly(c.ID)
	w.sendAll()
	wrapped := strings.ReplaceAll(ours.Text, " and ", "\nand ") // as a telephone breaks lines
	quoted := func(text string) string {
		return "On Mon, Mar 30, 2026 at 10:22 AM Shop <support@shop.example> wrote:\n> " + strings.ReplaceAll(text, "\n", "\n> ")
	}
	for i, a := range []struct{ text, want string }{
		{quoted(ours.Text), ""},
		{"Sent from my iPhone\n\n" + quoted(wrapped), ""},
		{quoted(strings.Replace(wrapped, "\n\n", "\n\nWe are all safe, thanks.\n\n", 1)), "We are all safe, thanks."},
		{quoted(strings.Replace(ours.Text, "\n\n", "\n\nWAIT\n\n", 1)), "WAIT"},
		{"It is outside now.\n\n" + quoted(ours.Text), "It is outside now."},
	} {
		w.answer(c.Customer, ours.MessageID, "answer"+string(rune('a'+i))+"@customer.example", a.text)
		if got := strings.TrimSpace(heard); got != a.want {
			t.Errorf("answer %d was read as %q, want %q", i, got, a.want)
		}
	}
	// The same where somebody answered by hand.
	w.inSent([]byte(strings.ReplaceAll("Message-ID: <byhand@shop.example>\nFrom: support@shop.example\nTo: "+c.Customer+
		"\nSubject: Re: your order\nIn-Reply-To: <"+ours.MessageID+">\n\nPlease cancel nothing yet and keep it away from fire.\n", "\n", "\r\n")))
	w.answer(c.Customer, "byhand@shop.example", "last@customer.example", quoted("Please cancel nothing yet and keep it away from fire."))
	if got := strings.TrimSpace(heard); got != "" {
		t.Errorf("what a colleague wrote by hand was read as the customer's: %q", got)
	}
	// A mail of ours that we do not know (older than this program, its ids lost), quoted or forwarded; and his own, sent again.
	for i, a := range []struct{ subject, text, want string }{
		{"Re: your order", quoted("Do you want to cancel? Then write CANCEL."), ""},
		{"Fwd: your order", "---------- Forwarded message ---------\nFrom: Shop <support@shop.example>\nDate: Mon, 30 Mar 2026 at 10:22\nSubject: your order\nTo: <" + c.Customer + ">\n\nDo you want to cancel? Then write CANCEL.", ""},
		{"Fwd: please", "---------- Forwarded message ---------\nFrom: <" + c.Customer + ">\nDate: Mon, 30 Mar 2026 at 10:22\nSubject: please\nTo: <suport@shop.example>\n\nThe left key is dead.", "The left key is dead."},
	} {
		heard = "nothing was read"
		w.receive([]byte(strings.ReplaceAll("Message-ID: <unknown"+string(rune('a'+i))+"@customer.example>\nFrom: "+c.Customer+"\nTo: Shop <support@shop.example>\nSubject: "+a.subject+"\n\n"+a.text, "\n", "\r\n")))
		if got := strings.TrimSpace(heard); got != a.want {
			t.Errorf("%s %d was read as %q, want %q", a.subject, i, got, a.want)
		}
	}
}
