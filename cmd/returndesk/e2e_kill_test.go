package main

import (
	"bytes"
	"context"
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
	approved, confirmed := map[string]bool{}, make(chan struct{}, 1)
	next := firstWave
	s.deliver(t, mails[:firstWave]...)
	for k := range kills {
		until := firstWave + (killMails-firstWave)*(k+1)/kills
		s.deliver(t, mails[next:until]...)
		next = until
		p := s.spawn(t, "run")
		if k%2 == 1 { // on a slow machine the others die while they start
			p.watches(t)
		}
		pause := time.Duration(r.Int64N(int64(killSpan)))
		ctx, stop := context.WithCancel(t.Context())
		var agent sync.WaitGroup
		agent.Go(func() { approveSome(ctx, s.data, approved, confirmed) })
		if k%10 == 9 { // on a busy machine no agent would come to approve anything
			select {
			case <-confirmed:
			case <-p.done:
			case <-time.After(e2ePatience):
			}
		}
		select {
		case <-time.After(pause):
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
// service confirmed is noted, and told to who waits for it.
func approveSome(ctx context.Context, data string, approved map[string]bool, confirmed chan<- struct{}) {
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
				select {
				case confirmed <- struct{}{}:
				default:
				}
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
