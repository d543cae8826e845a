package inbox

import (
	"context"
	"errors"
	"math"
)

// drainer carries one pass through a folder.
type drainer struct {
	*folder
	session  *session
	pipeline *pipeline
	next     Cursor

	asked   []listed        // the present listing, ascending by UID
	reached int             // asked[:reached] are settled: accepted or gone
	settled map[uint32]bool // settled mails behind a gap
	dirty   bool            // next differs from what was handed over
}

// all goes through the listing window by window until the end of the folder.
func (d *drainer) all(ctx context.Context) error {
	span := uint32(listWindow)
	from := d.next.LastUID + 1
	for from != 0 { // 0: the last possible UID is behind us
		to := window(from, d.next.UIDNext, span)
		mails, err := d.session.list(ctx, from, to)
		if err != nil {
			return err
		}
		if err := d.window(ctx, mails); err != nil {
			return err
		}
		if to == 0 {
			d.endOfFolder()
			return nil
		}
		if len(mails) < listWindow/4 && span < math.MaxUint32/4 {
			span *= 2 // a folder with few mails among many numbers
		}
		from = to + 1
	}
	return nil
}

// endOfFolder closes a rescan: from here on, mails are new again.
func (d *drainer) endOfFolder() {
	if d.next.RescanBelow != 0 {
		d.next.RescanBelow, d.dirty = 0, true
	}
	if d.next.LastUID != math.MaxUint32 && d.next.UIDNext <= d.next.LastUID {
		d.next.UIDNext, d.dirty = d.next.LastUID+1, true
	}
}

// window fetches the mails of one listing.
func (d *drainer) window(ctx context.Context, mails []listed) error {
	d.asked, d.reached, d.settled = mails, 0, make(map[uint32]bool, len(mails))
	for rest := d.leaveHistory(mails); len(rest) > 0; {
		now, later, err := d.afford(ctx, rest)
		if err != nil {
			return err
		}
		rest = later
		if err := d.chunkOf(ctx, now); err != nil {
			if mayBlame(err) && d.reached < len(d.asked) {
				d.strikes[d.asked[d.reached].uid]++
			}
			return err
		}
		if err := d.tried(); err != nil {
			return err
		}
	}
	return nil
}

// tried waits, after a store that had no room for mails, until it has taken one: a try costs
// the server one mail then, not two batches, and can be made often.
func (d *drainer) tried() error {
	if !d.full {
		return nil
	}
	if err := d.flush(); err != nil {
		return err
	}
	if err := d.pipeline.stored(); err != nil {
		return err
	}
	d.full = false
	return nil
}

// mayBlame reports whether a failure may be the fault of the mail at which it happened. A store
// without room, a server that limits us, a token that ran out and a stop meet any mail: held
// against it, a disk that is full for a minute would cost a mail its text. Mails that were listed
// and not delivered are counted where that is seen.
func mayBlame(err error) bool {
	for _, other := range []error{errWithheld, errStore, errBusy, errExpired, context.Canceled} {
		if errors.Is(err, other) {
			return false
		}
	}
	return true
}

// leaveHistory settles mails from before Account.HistoryFrom without reading them, and
// those that this process has fetched ahead.
func (d *drainer) leaveHistory(mails []listed) []listed {
	if d.account.HistoryFrom.IsZero() && d.aheadOf == 0 {
		return mails
	}
	kept := make([]listed, 0, len(mails))
	for _, m := range mails {
		if !m.date.Before(d.account.HistoryFrom) && (m.uid > d.aheadOf || !d.live(m)) {
			kept = append(kept, m)
			continue
		}
		d.next.remember(Seen{UID: m.uid, Size: m.size, InternalDate: m.date})
		d.settle(m.uid)
	}
	return kept
}

func (d *drainer) chunkOf(ctx context.Context, mails []listed) error {
	readable, err := d.recordWithheld(mails)
	if err != nil {
		return err
	}
	whole, tooBig := d.split(readable)
	if err := d.fetch(ctx, whole, false); err != nil {
		return err
	}
	return d.fetch(ctx, tooBig, true)
}

// fetch gets texts, or of too big mails the headers.
func (d *drainer) fetch(ctx context.Context, mails []listed, headers bool) error {
	if len(mails) == 0 {
		return nil
	}
	c := &collector{s: d.session, section: wholeText(), keep: d.account.MaxMessageBytes, gone: d.settle}
	if headers {
		c.section, c.keep = headerOnly(), headerBytes
	}
	c.give = func(one body) error { return d.accept(ctx, one, headers) }
	withheld, err := c.fetch(ctx, mails)
	if err != nil || len(withheld) == 0 {
		return err
	}
	for _, m := range withheld {
		d.strikes[m.uid]++
	}
	return d.account.passing(errWithheld, "folder %s: %s lists mails that it does not deliver (%d, the first has UID %d)", d.name, d.account.Host, len(withheld), withheld[0].uid)
}

// accept puts one mail into the batch.
func (d *drainer) accept(ctx context.Context, one body, headerOnly bool) error {
	mail := Raw{
		Mailbox: d.name, Folder: d.kind, UIDValidity: d.next.UIDValidity, UID: one.uid,
		InternalDate: one.date, Size: one.size, Flags: one.flags, Bytes: one.text,
		TooBig: headerOnly || one.tooBig,
	}
	if !mail.TooBig {
		mail.Hash = hashOf(one.text)
	}
	seen := Seen{UID: one.uid, Size: one.size, InternalDate: one.date, Hash: mail.Hash}
	if one.uid < d.next.RescanBelow {
		mail.Rescan = true
		if !mail.TooBig {
			known, err := d.sink.Known(ctx, d.account.Name, mail.Hash)
			if err != nil {
				return d.storeFailed(err)
			}
			if known {
				d.next.remember(seen)
				d.settle(one.uid)
				return nil
			}
		}
	}
	d.next.remember(seen)
	delete(d.strikes, one.uid)
	full := d.pipeline.add(mail)
	d.settle(one.uid)
	if full {
		return d.flush()
	}
	return nil
}

// settle marks a mail as dealt with and moves the cursor over the unbroken row
// of settled mails: never over a mail still to come.
func (d *drainer) settle(uid uint32) {
	d.settled[uid] = true
	for d.reached < len(d.asked) && d.settled[d.asked[d.reached].uid] {
		delete(d.settled, d.asked[d.reached].uid)
		d.next.LastUID = d.asked[d.reached].uid
		d.reached++
	}
	d.dirty = true
}

func (d *drainer) flush() error {
	if len(d.pipeline.mails) == 0 && !d.dirty {
		return nil
	}
	d.dirty = false
	return d.pipeline.flush(d.next.clone())
}

// recordWithheld turns mails that failed too often into visible records, and
// returns the others.
func (d *drainer) recordWithheld(mails []listed) ([]listed, error) {
	readable := mails[:0:0]
	for _, m := range mails {
		if d.strikes[m.uid] < strikesOut {
			readable = append(readable, m)
			continue
		}
		d.log.Error("a mail is recorded without its text", "account", d.account.Name, "mailbox", d.name, "uid", m.uid)
		full := d.pipeline.add(Raw{
			Mailbox: d.name, Folder: d.kind, UIDValidity: d.next.UIDValidity, UID: m.uid,
			InternalDate: m.date, Size: m.size, Flags: m.flags, Rescan: m.uid < d.next.RescanBelow,
			Withheld: "the server lists this mail but its text could not be fetched in several connections; read it in the mail program",
		})
		delete(d.strikes, m.uid)
		d.next.remember(Seen{UID: m.uid, Size: m.size, InternalDate: m.date})
		d.settle(m.uid)
		if full {
			if err := d.flush(); err != nil {
				return nil, err
			}
		}
	}
	return readable, nil
}
