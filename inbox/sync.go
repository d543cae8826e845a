package inbox

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
)

const (
	// listWindow is how many UIDs one listing covers at first. Small enough that
	// storing starts early, and that a mailbox of any size stays out of memory.
	listWindow = 2000
	// strikesOut is how often a mail may end a connection, or be left out, before
	// it is recorded as withheld and no longer blocks the mails behind it.
	strikesOut = 5
)

// folder is one folder that is followed, and what we know of it between
// connections. It is used by one goroutine.
type folder struct {
	account Account
	name    string
	kind    FolderKind
	sink    Sink
	log     *slog.Logger

	cursor  Cursor         // as the Sink has it durably
	strikes map[uint32]int // by UID: connections that failed at this mail
	aheadOf uint32         // live mails up to this UID were fetched ahead of history
	full    bool           // the Sink could not store the last mails that it was given
}

// open examines the folder and checks that our place in it still means what it
// meant; it never trusts a UID alone.
func (f *folder) open(ctx context.Context, s *session) error {
	data, err := s.examine(ctx, f.name)
	if err != nil {
		return err
	}
	stored, err := f.sink.Cursor(ctx, f.account.Name, f.name)
	if err != nil {
		return f.storeFailed(err)
	}
	next := stored.clone()
	reason, err := f.distrust(ctx, s, data, &next)
	if err != nil {
		return err
	}
	if reason != "" && !stored.IsZero() {
		f.log.Warn("the folder's numbering changed; reading it again", "account", f.account.Name, "mailbox", f.name, "reason", reason)
		next = Cursor{RescanBelow: uint32(data.UIDNext)}
		if next.RescanBelow == 0 { // a server that doesn't tell UIDNEXT
			next.RescanBelow = ^uint32(0)
		}
	}
	next.UIDValidity, next.UIDNext = data.UIDValidity, uint32(data.UIDNext)
	if reason != "" {
		f.aheadOf = 0
	}
	f.strikes = keepStrikes(f.strikes, stored.UIDValidity == data.UIDValidity)
	f.cursor = next
	if next.Equal(stored) {
		return nil
	}
	return f.storeFailed(f.sink.Accept(ctx, f.account.Name, f.name, nil, next.clone()))
}

func keepStrikes(strikes map[uint32]int, same bool) map[uint32]int {
	if strikes == nil || !same {
		return make(map[uint32]int)
	}
	return strikes
}

// distrust gives the reason why the cursor can't be used, or "". Sizes that
// merely look different (some servers estimate RFC822.SIZE) are settled by
// comparing texts, and corrected in next.
func (f *folder) distrust(ctx context.Context, s *session, data *imap.SelectData, next *Cursor) (string, error) {
	switch {
	case next.IsZero():
		return "never read", nil
	case next.UIDValidity != data.UIDValidity:
		return "new UIDVALIDITY", nil
	case data.UIDNext != 0 && uint32(data.UIDNext) <= next.LastUID:
		return "UIDNEXT is behind our place", nil
	case data.UIDNext != 0 && uint32(data.UIDNext) < next.UIDNext:
		return "UIDNEXT went back", nil
	case len(next.Recent) == 0 || data.NumMessages == 0:
		return "", nil
	}
	known := make(map[uint32]Seen, len(next.Recent))
	var ask imap.UIDSet
	for _, seen := range next.Recent {
		known[seen.UID] = seen
		ask.AddNum(imap.UID(seen.UID))
	}
	present, err := s.listSet(ctx, ask, 1)
	if err != nil {
		return "", err
	}
	var differ []listed
	for _, m := range present {
		seen, asked := known[m.uid]
		if asked && !seen.same(Seen{Size: m.size, InternalDate: m.date}) {
			differ = append(differ, m)
		}
	}
	if len(differ) == 0 {
		return "", nil
	}
	return f.compareTexts(ctx, s, differ, known, next)
}

func (f *folder) compareTexts(ctx context.Context, s *session, differ []listed, known map[uint32]Seen, next *Cursor) (string, error) {
	other := false
	c := &collector{
		s: s, section: wholeText(), keep: f.account.MaxMessageBytes,
		give: func(one body) error {
			hash := hashOf(one.text)
			if one.tooBig || hash != known[one.uid].Hash {
				other = true
				return nil
			}
			next.remember(Seen{UID: one.uid, Size: one.size, InternalDate: one.date, Hash: hash})
			return nil
		},
		gone: func(uint32) {},
	}
	withheld, err := c.fetch(ctx, differ)
	if err != nil {
		return "", err
	}
	if other || len(withheld) > 0 {
		return "a number stands for another mail", nil
	}
	return "", nil
}

// drain fetches and delivers everything behind the cursor.
func (f *folder) drain(ctx context.Context, s *session) error {
	p := newPipeline(ctx, func(ctx context.Context, d delivery) error {
		return f.storeFailed(f.sink.Accept(ctx, f.account.Name, f.name, d.mails, d.next))
	})
	d := &drainer{folder: f, session: s, pipeline: p, next: f.cursor.clone()}
	err := d.all(ctx)
	// What is complete is handed over even when the connection broke: a broken
	// mail must not cost the mails before it.
	if flushErr := d.flush(); err == nil {
		err = flushErr
	}
	if stored := p.finish(); stored != nil {
		f.full = errors.Is(stored, errStore)
		return stored
	}
	f.cursor = d.next
	if spent, ok := budgetOf(err); ok && !spent.live && f.kind == FolderInbox {
		if ahead := f.goAhead(ctx, s); ahead != nil {
			return ahead
		}
	}
	return err
}

func (f *folder) storeFailed(err error) error {
	var known *desk.Error
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	wrapped := desk.Wrap(desk.CodeOf(err), both(errStore, err), "mailbox %s, folder %s: mails could not be stored; they stay on the server and are fetched again", f.account.label(), f.name)
	if errors.As(err, &known) {
		wrapped.Mend = known.Mend
	}
	return wrapped.AsTemporary()
}

// window picks the next range of UIDs to list; to is 0 for "to the end".
func window(from, uidNext, span uint32) (to uint32) {
	if uidNext == 0 || from >= uidNext || uidNext-from <= span {
		return 0
	}
	return from + span - 1
}

// chunk cuts the first mails off that go into one FETCH command. A mail at which
// connections failed more than once goes alone, and not before the mails in
// front of it are safe.
func (f *folder) chunk(mails []listed) (now, later []listed) {
	n := min(len(mails), f.account.BatchSize)
	if f.full {
		n = min(n, 1) // see tried
	}
	for i := range n {
		if f.strikes[mails[i].uid] > 1 {
			n = max(i, 1)
			break
		}
	}
	return mails[:n], mails[n:]
}

// split separates the mails that are too big to be read.
func (f *folder) split(mails []listed) (whole, tooBig []listed) {
	i := slices.IndexFunc(mails, func(m listed) bool { return m.size > f.account.MaxMessageBytes })
	if i < 0 {
		return mails, nil
	}
	for _, m := range mails {
		if m.size > f.account.MaxMessageBytes {
			tooBig = append(tooBig, m)
		} else {
			whole = append(whole, m)
		}
	}
	return whole, tooBig
}
