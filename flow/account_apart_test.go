package flow_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// sentBoxes are the Sent folders of several mailboxes, of which some cannot be reached.
type sentBoxes struct {
	away  map[string]bool
	filed []string // accounts
	tries map[string]int
}

func (s *sentBoxes) reach(account string) error {
	s.tries[account]++
	if s.away[account] {
		return desk.Errf(desk.CodeUnavailable, "the mailbox %s cannot be reached", account)
	}
	return nil
}

func (s *sentBoxes) Refresh(_ context.Context, account string) error { return s.reach(account) }

func (s *sentBoxes) Holds(_ context.Context, account, _ string) (bool, error) {
	return false, s.reach(account)
}

func (s *sentBoxes) File(_ context.Context, account, _ string, _ []byte, _ time.Time) error {
	if err := s.reach(account); err != nil {
		return err
	}
	s.filed = append(s.filed, account)
	return nil
}

// TestMailboxesApart: a mailbox that cannot be reached keeps no reply of another mailbox from leaving, and no copy of one from its
// Sent folder. Its own replies wait until somebody could look whether a person answered by hand.
func TestMailboxesApart(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S14")
	boxes := &sentBoxes{away: map[string]bool{}, tries: map[string]int{}}
	w := newWorldOf(t, quickDir(t), s, func(shop *flow.Shop) {
		for _, name := range []string{"support", "sales"} {
			address := name + "@shop.example"
			shop.Accounts[name] = flow.Account{Name: name, Address: desk.Address{Address: address}, AppendSent: true,
				Options: message.Options{AuthServID: "mx.shop.example", OwnAddresses: []string{address}}}
		}
	}, func(o *flow.Options) { o.Sent = boxes })
	t.Cleanup(w.close)
	for range 2 {
		for _, name := range []string{"support", "sales"} {
			w.clock = w.clock.Add(time.Hour)
			w.receiveAs([]byte(strings.ReplaceAll("Authentication-Results: mx.shop.example; dmarc=pass header.from=stranger.example\nMessage-ID: <"+name+
				w.clock.Format("15")+"@stranger.example>\nFrom: "+name+"@stranger.example\nTo: "+name+"@shop.example\nSubject: A question "+w.clock.Format("15")+
				"\n\nWhen will my order be shipped?\n", "\n", "\r\n")),
				func(a *desk.Accepted) { a.Location.Account = name })
		}
	}
	sent := func(account string) int {
		n := 0
		for _, c := range w.cases() {
			if c.Account == account {
				n += len(w.drafts(c.ID, desk.DraftSent))
			}
		}
		return n
	}
	list := w.cases()
	if len(list) != 4 {
		t.Fatalf("%d cases", len(list))
	}
	for _, c := range list {
		w.approveOnly(c.ID)
	}
	boxes.away["support"] = true
	for range 3 {
		w.clock = w.clock.Add(time.Minute)
		if _, err := w.SendDue(t.Context()); err == nil {
			t.Error("that a mailbox cannot be looked at is not told")
		}
	}
	if sent("sales") != 2 || sent("support") != 0 {
		t.Errorf("%d of the mailbox at hand were sent, %d of the one that is away", sent("sales"), sent("support"))
	}
	boxes.away["support"] = false
	if n, err := w.SendDue(t.Context()); err != nil || n != 2 || sent("support") != 2 {
		t.Errorf("then %d left, %v", n, err)
	}

	boxes.away["support"], boxes.tries = true, map[string]int{}
	if err := w.FileCopies(t.Context()); err == nil {
		t.Error("that a copy cannot be filed is not told")
	}
	if !slices.Equal(boxes.filed, []string{"sales", "sales"}) {
		t.Errorf("filed in %v", boxes.filed)
	}
	if n := boxes.tries["support"]; n != 1 {
		t.Errorf("the mailbox that is away was tried %d times", n)
	}
	boxes.away["support"] = false
	if err := w.FileCopies(t.Context()); err != nil || len(boxes.filed) != 4 {
		t.Errorf("in the end %v, %v", boxes.filed, err)
	}
}
