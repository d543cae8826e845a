package inbox

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/emersion/go-imap/v2"
)

// live reports whether a mail is work, and may take the bytes that are kept for such: in
// an inbox, from LiveFrom on.
func (f *folder) live(m listed) bool {
	return f.kind == FolderInbox && !m.date.Before(f.account.LiveFrom)
}

// afford cuts off the first mails that go into one FETCH command and that the day's bytes
// allow; one mail at least, as long as there is a byte left. History and live mail have
// different shares, so once the smaller one gets short they are fetched apart.
func (d *drainer) afford(ctx context.Context, mails []listed) (now, later []listed, err error) {
	now, later = d.chunk(mails)
	if d.account.Budget == nil {
		return now, later, nil
	}
	left, until, err := d.account.Budget.left(ctx, false)
	if err != nil {
		return nil, nil, d.storeFailed(err)
	}
	sum := int64(0)
	for _, m := range now {
		sum += d.cost(m)
	}
	if sum <= left {
		return now, later, nil
	}
	live := d.live(now[0])
	if live {
		if left, until, err = d.account.Budget.left(ctx, true); err != nil {
			return nil, nil, d.storeFailed(err)
		}
	}
	if left <= 0 {
		return nil, nil, d.account.spent(d.name, live, until, d.account.Budget.o.Now())
	}
	n := 1
	for sum = d.cost(now[0]); n < len(now) && d.live(now[n]) == live && sum+d.cost(now[n]) <= left; n++ {
		sum += d.cost(now[n])
	}
	return mails[:n], mails[n:], nil
}

// cost is what fetching a mail takes, in bytes.
func (f *folder) cost(m listed) int64 {
	const line = 200 // what stands around the text
	if m.size > f.account.MaxMessageBytes {
		return headerBytes + line
	}
	return m.size + line
}

// goAhead fetches the live mails that lie behind history for which the day's bytes are
// used up: customers must not wait for old mail. The cursor stays in front of the history.
// What was fetched ahead is remembered in this process and not fetched again; after a
// restart it is recognised by its hash.
func (f *folder) goAhead(ctx context.Context, s *session) error {
	from := max(f.cursor.LastUID, f.aheadOf)
	if from == math.MaxUint32 {
		return nil
	}
	mails, err := s.listLive(ctx, from+1, f.account.LiveFrom)
	if err != nil || len(mails) == 0 {
		return err
	}
	rest := mails[:0:0]
	for _, m := range mails {
		if f.live(m) {
			rest = append(rest, m)
		}
	}
	p := newPipeline(ctx, func(ctx context.Context, d delivery) error {
		return f.storeFailed(f.sink.Accept(ctx, f.account.Name, f.name, d.mails, d.next))
	})
	d := &drainer{folder: f, session: s, pipeline: p, next: f.cursor.clone(), settled: map[uint32]bool{}}
	reached := f.aheadOf
	for len(rest) > 0 && err == nil {
		var now []listed
		if now, rest, err = d.afford(ctx, rest); err != nil {
			break
		}
		if err = d.chunkOf(ctx, now); err != nil {
			break
		}
		if err = d.tried(); err == nil {
			reached = now[len(now)-1].uid
		}
	}
	if flushed := d.flush(); err == nil {
		err = flushed
	}
	if stored := p.finish(); stored != nil {
		f.full = errors.Is(stored, errStore)
		return stored
	}
	f.cursor, f.aheadOf = d.next, reached
	return err
}

// listLive lists mails of a UID range by their date on the server, so that a long history
// is not listed at every look. SEARCH knows days only (RFC 3501 section 6.4.4), in the
// server's own zone.
func (s *session) listLive(ctx context.Context, from uint32, since time.Time) ([]listed, error) {
	var set imap.UIDSet
	set.AddRange(imap.UID(from), 0)
	var uids []imap.UID
	err := s.run(ctx, func() error {
		found, err := s.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{set}, Since: since.AddDate(0, 0, -1)}, nil).Wait()
		if err == nil {
			uids = found.AllUIDs()
		}
		return err
	})
	if err != nil || len(uids) == 0 {
		return nil, err
	}
	return s.listSet(ctx, imap.UIDSetNum(uids...), from)
}

// affordable leaves out old mails of a folder other than an inbox once their share of the
// day's bytes is used up; what came since LiveFrom may take the rest. It is asked before
// something is sent, and must not be held up by a history that still waits.
func (s *session) affordable(ctx context.Context, folder string, mails []listed) ([]listed, error) {
	b := s.account.Budget
	left, _, err := b.left(ctx, false)
	if err != nil || left > 0 {
		return mails, err
	}
	recent := mails[:0:0]
	for _, m := range mails {
		if !m.date.Before(s.account.LiveFrom) {
			recent = append(recent, m)
		}
	}
	if len(recent) == 0 {
		return nil, nil
	}
	left, until, err := b.left(ctx, true)
	if err == nil && left <= 0 {
		err = s.account.spent(folder, true, until, b.o.Now())
	}
	return recent, err
}
