package inbox

import (
	"context"

	"github.com/emersion/go-imap/v2"
)

// collector fetches the texts of mails that a listing named, and accounts for
// every one of them: given, gone from the folder, or not to be had.
type collector struct {
	s       *session
	section *imap.FetchItemBodySection
	keep    int64
	give    func(body) error // called once a mail at most
	gone    func(uid uint32)
	pending map[uint32]listed
}

// fetch returns the mails that exist and that the server would not deliver.
// Three ways are tried: by UID; by UID again, for a flag update that came
// instead of the text; by sequence number, for servers that send the UID after
// the text, which the client library then drops.
func (c *collector) fetch(ctx context.Context, asked []listed) ([]listed, error) {
	c.pending = make(map[uint32]listed, len(asked))
	for _, m := range asked {
		c.pending[m.uid] = m
	}
	if err := c.s.bodies(ctx, uidSet(asked), c.section, c.keep, c.take); err != nil {
		return nil, err
	}
	for _, bySequence := range []bool{false, true} {
		left, err := c.remaining(ctx)
		if err != nil || len(left) == 0 {
			return nil, err
		}
		var set imap.NumSet = uidSet(left)
		if bySequence {
			set = seqSet(left)
		}
		if err := c.s.bodies(ctx, set, c.section, c.keep, c.take); err != nil {
			return nil, err
		}
	}
	return c.remaining(ctx)
}

// take accepts an answer only for a mail still awaited: a sequence number may
// meanwhile stand for another mail, and its UID shows that.
func (c *collector) take(one body) error {
	if _, awaited := c.pending[one.uid]; !awaited {
		return nil
	}
	delete(c.pending, one.uid)
	return c.give(one)
}

// remaining asks which of the missing mails still exist, with their present
// sequence numbers, and reports the others as gone (concurrent expunge).
func (c *collector) remaining(ctx context.Context) ([]listed, error) {
	if len(c.pending) == 0 {
		return nil, nil
	}
	missing := make([]listed, 0, len(c.pending))
	for _, m := range c.pending {
		missing = append(missing, m)
	}
	left, err := c.s.listSet(ctx, uidSet(missing), 1)
	if err != nil {
		return nil, err
	}
	exists := make(map[uint32]bool, len(left))
	for _, m := range left {
		exists[m.uid] = true
	}
	for _, m := range missing {
		if exists[m.uid] {
			continue
		}
		delete(c.pending, m.uid)
		c.gone(m.uid)
	}
	return left, nil
}
