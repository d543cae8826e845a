package bolt

import (
	"context"
	"encoding/binary"
	"slices"

	"returndesk/desk"
)

// arrival is one accepted mail with everything that can be made ready before the
// transaction.
type arrival struct {
	desk.Accepted
	hash, trace [32]byte
	hasTrace    bool
	record      []byte
	text        []byte   // Raw, packed, when it goes into the file of the database
	blob        [32]byte // hash of Raw when it goes to a file
	large       bool
}

// AcceptMessages makes a batch of mails and the reader's new place in the mailbox
// durable together, and gives the ids of the mails that were not known. A mail whose id
// is known, or that is a copy of one (same hash without trace headers and same
// Message-ID, in the same kind of folder), only adds its location to the Seen of the
// mail that was kept; its id is known from then on. A mail of an error in the batch
// refuses the whole batch. A next without State leaves the place as it is.
func (s *Store) AcceptMessages(ctx context.Context, account, mailbox string, batch []desk.Accepted, next desk.Cursor) ([]string, error) {
	place, err := cursorKey(account, mailbox)
	if err != nil {
		return nil, err
	}
	arrivals, large, err := arrivalsOf(batch)
	if err != nil {
		return nil, err
	}
	if len(large) > 0 {
		s.blobs.RLock()
		defer s.blobs.RUnlock()
		if err := s.writeBlobs(ctx, large); err != nil {
			return nil, err
		}
	}
	var fresh []string
	err = s.update(ctx, func(t *wtx) error {
		fresh = fresh[:0]
		for i := range arrivals {
			isNew, err := t.accept(&arrivals[i])
			if err != nil {
				return err
			}
			if isNew {
				fresh = append(fresh, arrivals[i].ID)
			}
		}
		if next.State == nil { // mails that were seen beside the reader: its place stays
			return nil
		}
		return t.put(bCursors, place, encodeCursor(next))
	})
	if err != nil {
		return nil, err
	}
	return fresh, nil
}

// arrivalsOf checks and encodes a batch, and names the raw mails that go to files.
func arrivalsOf(batch []desk.Accepted) ([]arrival, []blob, error) {
	out := make([]arrival, len(batch))
	var large []blob
	for i, a := range batch {
		r := &out[i]
		r.Accepted = a
		var err error
		if r.hash, err = mailHash(a.ID); err != nil {
			return nil, nil, err
		}
		if a.TraceHash != "" {
			if r.trace, err = mailHash(a.TraceHash); err != nil {
				return nil, nil, err
			}
			r.hasTrace = true
		}
		if r.record, err = packJSON(desk.Mail{Accepted: a, State: firstState(a)}); err != nil {
			return nil, nil, desk.Wrap(desk.CodeInvalid, err, "mail %s cannot be stored", a.ID)
		}
		if len(a.Raw) > maxInline {
			r.large, r.blob = true, sha(a.Raw)
			large = append(large, blob{hash: r.blob, raw: a.Raw})
			continue
		}
		r.text = pack(a.Raw)
	}
	return out, large, nil
}

func firstState(a desk.Accepted) desk.MailState {
	if a.TooBig {
		return desk.MailTooBig
	}
	return desk.MailAccepted
}

// accept takes one mail and tells whether it is new.
func (t *wtx) accept(r *arrival) (bool, error) {
	byHash := linkOfHash(linkMail, r.hash)
	if known := t.links(byHash); len(known) > 0 {
		return false, t.seenAgain(known[0], r.Location)
	}
	byTrace := linkOfHash(linkTrace, r.trace)
	if r.hasTrace && r.MessageID != "" {
		for _, n := range t.links(byTrace) {
			m, err := t.mailAt(n)
			if err != nil {
				return false, err
			}
			if m.MessageID == r.MessageID && m.Folder == r.Folder {
				t.addLink(byHash, n)
				return false, t.seenAgain(n, r.Location)
			}
		}
	}
	n, err := t.b(bMails).NextSequence()
	if err != nil {
		return false, err
	}
	t.added[byHash] = append(t.added[byHash], n)
	if r.hasTrace {
		t.addLink(byTrace, n)
	}
	if err := t.put(bMails, u64(n), r.record); err != nil {
		return false, err
	}
	state := firstState(r.Accepted)
	t.count("mail", string(state), 1)
	if err := t.put(bMailState, stateKey(state, n), nil); err != nil {
		return false, err
	}
	if r.large {
		if _, err := t.useBlob(r.blob, 1); err != nil {
			return false, err
		}
		return true, t.put(bRawFiles, u64(n), r.blob[:])
	}
	return true, t.put(bRaw, u64(n), r.text)
}

// seenAgain adds a location to a mail that is known.
func (t *wtx) seenAgain(n uint64, at desk.Location) error {
	m, err := t.mailAt(n)
	if err != nil {
		return err
	}
	if m.Location == at || slices.Contains(m.Seen, at) {
		return nil
	}
	m.Seen = append(m.Seen, at)
	return t.putMail(n, m)
}

func (t *wtx) putMail(n uint64, m desk.Mail) error {
	v, err := packJSON(m)
	if err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "mail %s cannot be stored", m.ID)
	}
	return t.put(bMails, u64(n), v)
}

func stateKey(s desk.MailState, n uint64) []byte { return append([]byte{mailStateByte(s)}, u64(n)...) }

func cursorKey(account, mailbox string) ([]byte, error) {
	if err := checkKey("the name of an account", account); err != nil {
		return nil, err
	}
	if err := checkKey("the name of a mailbox", mailbox); err != nil {
		return nil, err
	}
	key := append([]byte(account), 0)
	return append(key, mailbox...), nil
}

// encodeCursor writes two numbers and the reader's own bytes; it is written with every
// batch, so it stays short.
func encodeCursor(c desk.Cursor) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 8+len(c.State)), c.UIDValidity)
	return append(binary.BigEndian.AppendUint32(b, c.LastUID), c.State...)
}

// Cursor gives the place in a mailbox; the zero Cursor when it was never read.
func (s *Store) Cursor(ctx context.Context, account, mailbox string) (desk.Cursor, error) {
	var c desk.Cursor
	key, err := cursorKey(account, mailbox)
	if err != nil {
		return c, err
	}
	err = s.view(ctx, func(t *rtx) error {
		if v := t.b(bCursors).Get(key); len(v) >= 8 {
			c.UIDValidity, c.LastUID = binary.BigEndian.Uint32(v), binary.BigEndian.Uint32(v[4:])
			if len(v) > 8 {
				c.State = slices.Clone(v[8:])
			}
		}
		return nil
	})
	return c, err
}
