package console

import (
	"context"
	"sync"
	"time"

	"returndesk/control"
)

// maxPictures bounds the pictures that are kept in memory, in bytes.
const maxPictures = 24 << 20

// pictureCache keeps pictures that were made lately, the newest ones: making one takes a
// decoder and the whole mail.
type pictureCache struct {
	mu    sync.Mutex
	bytes int
	known map[string][]byte
	order []string
}

func newPictureCache() *pictureCache { return &pictureCache{known: map[string][]byte{}} }

// get gives a picture by its key, or makes and keeps it.
func (c *pictureCache) get(key string, fresh func() ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	b, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return b, nil
	}
	b, err := fresh()
	if err != nil || len(b) > maxPictures/4 {
		return b, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, twice := c.known[key]; twice {
		return b, nil
	}
	c.known[key], c.order, c.bytes = b, append(c.order, key), c.bytes+len(b)
	for c.bytes > maxPictures && len(c.order) > 1 {
		old := c.order[0]
		c.order, c.bytes = c.order[1:], c.bytes-len(c.known[old])
		delete(c.known, old)
	}
	return b, nil
}

// healthLife is how long the service's state stands above the queue without being asked
// for again: counting the refusals that wait for newer order data reads every draft.
const healthLife = 3 * time.Second

// healthCache keeps the service's state for a moment.
type healthCache struct {
	mu sync.Mutex
	at time.Time
	st control.Status
}

// status gives the service's state as it was at most healthLife ago.
func (s *Server) status(ctx context.Context) (control.Status, error) {
	c := &s.health
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := s.Now(); c.at.IsZero() || now.Before(c.at) || now.Sub(c.at) >= healthLife {
		st, err := s.Desk.Status(ctx)
		if err != nil {
			return st, err
		}
		c.at, c.st = now, st
	}
	return c.st, nil
}
