package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"returndesk/internal/mailtest"
)

// settling bounds the wait for closes. Accounts behind a crowd have more patience with a server, else they would
// leave one connection too many meanwhile.
const settling = 2 * time.Minute

// crowd passes connections on to a server and remembers how many there were at once.
type crowd struct {
	limit int
	mu    sync.Mutex
	in    map[*net.TCPConn]bool
	peak  int
	still sync.RWMutex // held while connections are counted: nothing is passed on then
}

// enter counts a new connection and those that are still open at the other end. The kernel knows of a close
// at once; who reads from a connection learns of it later, on a busy machine when several others have come.
// With both processors busy even the kernel was seen to hear of it after the next connection. So where there
// are too many, those that are closed already get the time to be heard of. Nothing is passed on meanwhile:
// who is still open waits for an answer, and is counted.
func (c *crowd) enter(t *testing.T, client *net.TCPConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.still.Lock()
	defer c.still.Unlock()
	c.in[client] = true
	now := c.open(t)
	for end := time.Now().Add(settling); now > c.limit && time.Now().Before(end); now = c.open(t) {
		time.Sleep(time.Millisecond)
	}
	c.peak = max(c.peak, now)
}

func (c *crowd) open(t *testing.T) int {
	n := 0
	for conn := range c.in {
		if open, err := established(conn); err != nil {
			t.Error(err)
		} else if open {
			n++
		}
	}
	return n
}

// held writes only while nobody counts.
type held struct {
	*net.TCPConn
	still *sync.RWMutex
}

func (h held) Write(p []byte) (int, error) {
	h.still.RLock()
	defer h.still.RUnlock()
	return h.TCPConn.Write(p)
}

// ReadFrom hides the connection's own, which would pass bytes on past the lock.
func (h held) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{h}, r)
}

func (c *crowd) leave(client *net.TCPConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.in, client)
	_ = client.Close() // by whichever end it was closed first
}

// established reports whether neither end of a connection has closed it.
func established(conn *net.TCPConn) (bool, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return false, err
	}
	var info *unix.TCPInfo
	var failed error
	err = raw.Control(func(fd uintptr) { info, failed = unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO) })
	if err = errors.Join(err, failed); err != nil {
		return false, err
	}
	return info.State == unix.BPF_TCP_ESTABLISHED, nil
}

// through puts a crowd in front of an account's server.
func through(t *testing.T, a Account, limit int) (Account, *crowd) {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	c, target := &crowd{limit: limit, in: map[*net.TCPConn]bool{}}, a.hostPort()
	go func() {
		for {
			client, err := l.AcceptTCP()
			if err != nil {
				return
			}
			c.enter(t, client)
			go func() {
				defer c.leave(client)
				server, err := net.Dial("tcp", target)
				if err != nil {
					return
				}
				go func() {
					_, _ = io.Copy(held{client, &c.still}, server) // ends with the connection
					_ = client.CloseWrite()
				}()
				_, _ = io.Copy(server, client)
				_ = server.Close()
			}()
		}
	}()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if a.Port, err = strconv.Atoi(port); err != nil {
		t.Fatal(err)
	}
	return a, c
}

// TestConnections: three folders and single tasks share one, two or four connections. All
// mail comes, and there are never more at once.
func TestConnections(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{1, 2, 4} {
		for _, name := range []string{"memory", "dovecot"} {
			t.Run(fmt.Sprintf("%s/%d", name, limit), func(t *testing.T) {
				t.Parallel()
				var a Account
				var deliver func(folder, word string)
				if name == "memory" {
					user, account := startMemory(t, "Sent", "Second")
					a = account
					deliver = func(folder, word string) { put(t, user, folder, letter(word), time.Now()) }
				} else {
					d := mailtest.StartDovecot(t)
					a = dovecotAccount(t, d, TLSPlain)
					deliver = func(folder, word string) {
						if err := d.Deliver(folder, letter(word)); err != nil {
							t.Error(err)
						}
					}
				}
				deliver("INBOX", "a")
				deliver("Second", "b")
				deliver("Sent", "c")
				a, c := through(t, a, limit)
				a.Patience = 2 * settling
				a.Inboxes, a.PollInterval = []string{"INBOX", "Second"}, 20*time.Millisecond
				a.IdleRefresh = 200 * time.Millisecond // the in-memory server doesn't tell what came before IDLE
				a.Budget = NewBudget(BudgetOptions{Connections: limit})
				sink := newSink()
				watching(t, Options{Account: a, Sink: sink})
				sink.await(t, 3)
				box, err := NewMailbox(a)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = box.Close() }()
				for i := range 5 {
					if _, err := box.SearchMessageID(t.Context(), "Sent", "c@example.test"); err != nil {
						t.Fatal(err)
					}
					for _, folder := range []string{"INBOX", "Second", "Sent"} {
						deliver(folder, fmt.Sprintf("%s%d", folder, i))
					}
					sink.await(t, 3)
				}
				c.mu.Lock()
				defer c.mu.Unlock()
				if c.peak > limit {
					t.Errorf("%d connections at once", c.peak)
				}
				a.Budget.mu.Lock()
				defer a.Budget.mu.Unlock()
				if a.Budget.open > limit {
					t.Errorf("%d are counted", a.Budget.open)
				}
			})
		}
	}
}

// TestConnectionsInTurn: whoever is urgent goes first, and a caller that gives up leaves
// nothing behind.
func TestConnectionsInTurn(t *testing.T) {
	t.Parallel()
	b := NewBudget(BudgetOptions{Connections: 1})
	release, err := b.connect(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.connect(gone, true); err == nil {
		t.Fatal("a second one")
	}
	order := make(chan string, 2)
	var all sync.WaitGroup
	for _, who := range []string{"later", "urgent"} {
		all.Go(func() {
			r, err := b.connect(t.Context(), who == "urgent")
			if err != nil {
				t.Error(err)
				return
			}
			order <- who
			r()
		})
		for line := 0; ; { // until it stands in its line
			b.mu.Lock()
			if who == "later" {
				line = 1
			}
			n := len(b.waiting[line])
			b.mu.Unlock()
			if n == 1 {
				break
			}
			time.Sleep(time.Millisecond)
		}
	}
	release()
	release() // twice is once
	all.Wait()
	if a, c := <-order, <-order; a != "urgent" || c != "later" {
		t.Errorf("%s before %s", a, c)
	}
	if b.open != 0 {
		t.Errorf("%d are open", b.open)
	}
}
