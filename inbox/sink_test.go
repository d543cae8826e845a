package inbox

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// memorySink keeps what it accepts, and goes through the stored form of the
// cursor each time, as a real store would.
type memorySink struct {
	mu       sync.Mutex
	cursors  map[string][]byte
	mails    []Raw
	hashes   map[[32]byte]bool
	batches  []int
	arrived  chan struct{}
	failNext error
	delay    func()
}

func newSink() *memorySink {
	return &memorySink{cursors: map[string][]byte{}, hashes: map[[32]byte]bool{}, arrived: make(chan struct{}, 10000)}
}

func (m *memorySink) Cursor(_ context.Context, account, mailbox string) (Cursor, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c Cursor
	stored, ok := m.cursors[account+"/"+mailbox]
	if !ok {
		return c, nil
	}
	err := c.UnmarshalBinary(stored)
	return c, err
}

func (m *memorySink) Accept(_ context.Context, account, mailbox string, batch []Raw, next Cursor) error {
	if m.delay != nil {
		m.delay()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failNext != nil {
		err := m.failNext
		m.failNext = nil
		return err
	}
	stored, err := next.MarshalBinary()
	if err != nil {
		return err
	}
	m.cursors[account+"/"+mailbox] = stored
	m.batches = append(m.batches, len(batch))
	for _, mail := range batch {
		m.mails = append(m.mails, mail)
		m.hashes[mail.Hash] = true
		m.arrived <- struct{}{}
	}
	return nil
}

func (m *memorySink) Known(_ context.Context, _ string, hash [32]byte) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.hashes[hash], nil
}

func (m *memorySink) all() []Raw {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Raw(nil), m.mails...)
}

// bodies gives the last line of each accepted mail of a folder, in order.
func (m *memorySink) bodies(folder FolderKind) []string {
	var out []string
	for _, mail := range m.all() {
		if mail.Folder != folder {
			continue
		}
		switch {
		case mail.TooBig:
			out = append(out, "too big")
		case mail.Withheld != "":
			out = append(out, "withheld")
		default:
			lines := strings.Fields(string(mail.Bytes))
			out = append(out, lines[len(lines)-1])
		}
	}
	return out
}

// await waits until n mails arrived.
func (m *memorySink) await(t *testing.T, n int) {
	t.Helper()
	limit := time.After(patience)
	for range n {
		select {
		case <-m.arrived:
		case <-limit:
			t.Fatalf("only %d mails arrived: %v", len(m.all()), m.bodies(FolderInbox))
		}
	}
}

// letter is a small mail whose last word tells it apart.
func letter(word string) []byte {
	return fmt.Appendf(nil, "From: Buyer <buyer@example.test>\r\nTo: support@shop.test\r\nSubject: %[1]s\r\nMessage-ID: <%[1]s@example.test>\r\n\r\nHello\r\n%[1]s\r\n", word)
}
