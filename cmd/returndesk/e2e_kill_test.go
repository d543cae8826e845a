package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

const (
	killSeed  = 20261123
	kills     = 50
	killMails = 300
	firstWave = 90 // mails that wait when the first process starts
)

// TestKillAtRandomMoments kills the real service with kill -9 at 50 random moments while
// mails come in, are decided, approved and sent, and starts it again each time. In the
// end every mail is in exactly one place, no draft stands twice, nothing was sent twice,
// and what an agent was told to be approved is.
func TestKillAtRandomMoments(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(killSeed, 0))
	mails, orders := killFixture(t, killMails, time.Now())
	pauses := pauser{r: rand.New(rand.NewPCG(killSeed, 1))}
	server := startCounter(t, pauses.pause)
	s := startShop(t, shopOptions{SMTP: server.address(), Orders: orders})
	approved := map[string]bool{}
	next := firstWave
	s.deliver(t, mails[:firstWave]...)
	for k := range kills {
		until := firstWave + (killMails-firstWave)*(k+1)/kills
		s.deliver(t, mails[next:until]...)
		next = until
		p := s.spawn(t, "run")
		moment := time.After(time.Duration(r.Int64N(int64(killSpan))))
		ctx, stop := context.WithCancel(t.Context())
		var agent sync.WaitGroup
		agent.Go(func() { approveSome(ctx, s.data, approved) })
		select {
		case <-moment:
		case <-p.done:
			t.Fatalf("round %d: the service ended by itself: %s", k, p.log(t))
		}
		p.kill()
		stop()
		agent.Wait()
	}
	s.must(t, "run", "--once")
	s.must(t, "run", "--once") // what the first filed in Sent comes back in
	before := server.taken()
	checkNothingLost(t, s, mails)
	checkNothingTwice(t, s, server, approved)
	s.must(t, "run", "--once")
	if after := server.taken(); len(after) != len(before) {
		t.Errorf("a further round sent %d mails that nobody approved", len(after)-len(before))
	}
}

// pauser makes the server answer the final dot sooner or later, so that processes die in
// the middle of it too.
type pauser struct {
	mu sync.Mutex
	r  *rand.Rand
}

func (p *pauser) pause() {
	p.mu.Lock()
	d := time.Duration(p.r.Int64N(int64(40 * time.Millisecond)))
	p.mu.Unlock()
	time.Sleep(d)
}

// approveSome is an agent who works through the socket while the service lives. What the
// service confirmed is noted.
func approveSome(ctx context.Context, data string, approved map[string]bool) {
	for ctx.Err() == nil {
		client, by, err := control.Dial(ctx, data)
		if err != nil {
			time.Sleep(5 * time.Millisecond) // it starts or is dead
			continue
		}
		for ctx.Err() == nil {
			rows, err := client.Queue(ctx, desk.CaseFilter{Limit: 500})
			if err != nil {
				break
			}
			i := slices.IndexFunc(rows, func(r flow.QueueRow) bool { return r.State == desk.DraftProposed })
			if i < 0 {
				time.Sleep(5 * time.Millisecond)
				continue
			}
			// A draft that has a newer mail behind it, or that the service refuses, stays.
			if d, err := client.Approve(ctx, by, flow.Approval{Draft: rows[i].Draft, Because: "looked at"}); err == nil {
				approved[d.ID] = true
			}
			time.Sleep(10 * time.Millisecond)
		}
		_ = client.Close() // the process behind it is dead or about to be
	}
}

// killFixture makes mails of every kind of way: with and without order, with a photo,
// from machines, answers in threads, and one twice over.
func killFixture(t *testing.T, n int, now time.Time) ([]letter, []desk.Order) {
	t.Helper()
	var mails []letter
	var orders []desk.Order
	for i := range n {
		number, from, name := fmt.Sprintf("HW-%d", 20000+i), fmt.Sprintf("c%d@mailbox.test", i), fmt.Sprintf("Customer %c%d", 'A'+i%26, i)
		l := letter{From: from, Name: name, ID: fmt.Sprintf("m%d@mailbox.test", i)}
		stage := desk.StageUnknown
		switch i % 9 {
		case 0:
			stage, l.Subject, l.Text = desk.StagePlaced, "Cancel "+number, "Please cancel order "+number+", I placed it today."
		case 1:
			stage, l.Subject, l.Text = desk.StageDelivered, "Broken keyboard", fmt.Sprintf("My keyboard from order %s arrived with a dead key, number %d does nothing.", number, i)
		case 2:
			stage, l.Subject, l.Text = desk.StageInProduction, "Where is "+number, "Order "+number+" is late. When does it ship?"
		case 3:
			stage, l.Subject, l.Text = desk.StageShipped, "Change of mind", "I changed my mind about order "+number+" and want to return it."
		case 4:
			l.Subject, l.Text = "My order", fmt.Sprintf("Hello, I want to cancel the order I placed with you %d days ago.", i)
		case 5:
			stage, l.Subject, l.Text, l.Photo = desk.StageDelivered, "Dead key in "+number, "The Q key of my keyboard from order "+number+" is dead, photo attached.", picture(t, uint64(i))
			if i%2 == 0 { // large enough for a file beside the database
				l.Photo = append(l.Photo, bytes.Repeat([]byte{byte(i)}, 250<<10)...)
			}
		case 6:
			l.Subject, l.Text, l.Extra = "News of the week", fmt.Sprintf("Issue %d of our newsletter.", i), "List-Unsubscribe: <https://news.test/u>\nPrecedence: bulk\n"
		case 7: // the customer of the mail before last but four writes again
			old := mails[i-5]
			l.From, l.Name, l.Subject, l.Answers = old.From, old.Name, "Re: "+old.Subject, old.ID
			l.Text = fmt.Sprintf("Any news? I have been waiting for %d days.", i)
		case 8:
			l.Subject, l.Text, l.Extra = "Automatic reply", fmt.Sprintf("I am away, %d.", i), "Auto-Submitted: auto-replied\n"
		}
		if stage != desk.StageUnknown {
			orders = append(orders, orderIn(stage, number, from, name, now))
		}
		l.At = now
		mails = append(mails, l)
	}
	return append(mails[:n-1], mails[0]), orders // the same bytes again, as a second delivery
}

// mailStates are all the places that a mail can be in once it was looked at.
func mailStates() []desk.MailState {
	return []desk.MailState{desk.MailDecided, desk.MailJoined, desk.MailSuppressed, desk.MailHistory, desk.MailQuarantined, desk.MailTooBig}
}

// checkNothingLost finds every delivered mail in exactly one state, in exactly one case or
// in a parked list, and answers in the case of the mail that they answer.
func checkNothingLost(t *testing.T, s *liveShop, mails []letter) {
	t.Helper()
	h := openHouse(t, s.config)
	defer h.close()
	if rest, err := h.store.Pending(t.Context(), "", 10); err != nil || len(rest) != 0 {
		t.Errorf("%d mails were never looked at, %v", len(rest), err)
	}
	states := map[string][]desk.MailState{}
	caseOf := map[string]string{}
	for _, state := range mailStates() {
		list, err := h.store.MailsIn(t.Context(), state, 10000, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			states[m.ID], caseOf[m.ID] = append(states[m.ID], state), m.Case
		}
	}
	inCases := map[string][]string{}
	if err := h.store.EachCase(t.Context(), func(c desk.Case) error {
		for _, id := range c.Mails {
			inCases[id] = append(inCases[id], c.ID)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{} // Message-ID to case
	for _, l := range mails {
		raw := l.raw(s.dovecot.User)
		sum := sha256.Sum256(raw)
		id := hex.EncodeToString(sum[:])
		got := states[id]
		if kept, err := h.store.Raw(t.Context(), id); err != nil || !bytes.Equal(kept, raw) {
			t.Errorf("mail %s: %d of %d bytes are kept, %v", l.ID, len(kept), len(raw), err)
		}
		switch {
		case len(got) != 1:
			t.Errorf("mail %s is in the states %v", l.ID, got)
		case l.Extra != "": // a machine's
			if got[0] != desk.MailSuppressed || len(inCases[id]) != 0 {
				t.Errorf("mail %s of a machine is %v, in cases %v", l.ID, got, inCases[id])
			}
		default:
			if got[0] != desk.MailDecided || len(inCases[id]) != 1 || inCases[id][0] != caseOf[id] {
				t.Errorf("mail %s is %v, in the cases %v, its own record says %q", l.ID, got, inCases[id], caseOf[id])
			}
		}
		byID[l.ID] = caseOf[id]
		if l.Answers != "" && byID[l.Answers] != caseOf[id] {
			t.Errorf("mail %s answers one of case %s and lies in %s", l.ID, byID[l.Answers], caseOf[id])
		}
	}
	if filed := len(s.mails(t, s.dovecot.User, "Sent")); len(states) != len(byID)+filed {
		t.Errorf("%d mails are kept, %d were delivered and %d lie in Sent", len(states), len(byID), filed)
	}
}

// checkNothingTwice compares the drafts with what the server counted.
func checkNothingTwice(t *testing.T, s *liveShop, server *counter, approved map[string]bool) {
	t.Helper()
	h := openHouse(t, s.config)
	defer h.close()
	taken, ids, states := server.taken(), map[string]string{}, map[desk.DraftState]int{}
	if err := h.store.EachCase(t.Context(), func(c desk.Case) error {
		drafts, err := h.store.DraftsOfCase(t.Context(), c.ID)
		if err != nil {
			return err
		}
		same, open := map[string]string{}, map[string]bool{}
		for _, d := range drafts {
			key := fmt.Sprint(d.Decision, d.Template, d.To)
			if same[key] != "" || ids[d.MessageID] != "" {
				t.Errorf("draft %s says the same as %s%s", d.ID, same[key], ids[d.MessageID])
			}
			if to := d.To[0].Address; d.State == desk.DraftProposed {
				if open[to] {
					t.Errorf("case %s has two open drafts to %s", c.ID, to)
				}
				open[to] = true
			}
			same[key], ids[d.MessageID] = d.ID, d.ID
			states[d.State]++
			checkSent(t, d, taken[d.MessageID], approved[d.ID])
		}
		if len(c.RMAs) > 1 {
			t.Errorf("case %s has the records %v", c.ID, c.RMAs)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for id := range taken {
		if ids[id] == "" {
			t.Errorf("the server got %s, which is no draft", id)
		}
	}
	filed := map[string]int{}
	for _, raw := range s.mails(t, s.dovecot.User, "Sent") {
		filed[header(t, raw, "Message-Id")]++
	}
	for id, n := range filed {
		if n != 1 {
			t.Errorf("%s lies %d times in Sent", id, n)
		}
	}
	t.Logf("drafts: %v; %d approvals confirmed, %d mails at the server, %d in Sent", states, len(approved), len(taken), len(filed))
	if states[desk.DraftSent] == 0 || len(approved) == 0 || states[desk.DraftSent] != len(filed) {
		t.Errorf("%d approvals, %d drafts sent, %d copies in Sent", len(approved), states[desk.DraftSent], len(filed))
	}
}

// checkSent compares one draft with the mails that the server counted under its id.
func checkSent(t *testing.T, d desk.Draft, got [][]byte, confirmed bool) {
	t.Helper()
	if len(got) > 1 {
		t.Errorf("draft %s was sent %d times", d.ID, len(got))
	}
	switch d.State {
	case desk.DraftSent:
		if len(got) != 1 || !bytes.Equal(got[0], d.Frozen) {
			t.Errorf("draft %s is sent, the server got it %d times, or other bytes", d.ID, len(got))
		}
	case desk.DraftUncertain: // the server may have it or not
	case desk.DraftProposed, desk.DraftVoid, desk.DraftRejected:
		if len(got) != 0 {
			t.Errorf("draft %s is %s, and the server got it", d.ID, d.State)
		}
		if confirmed && d.State == desk.DraftProposed {
			t.Errorf("draft %s was confirmed as approved and is %s", d.ID, d.State)
		}
	default:
		t.Errorf("draft %s is still %s: %s", d.ID, d.State, d.ServerText)
	}
}
