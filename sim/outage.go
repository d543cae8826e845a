package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"time"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/store/bolt"
)

// outages decide when the shop's machine is off. They draw from a source of their own, so that a
// seed means the same buyers with and without them.
type outages struct {
	rnd   *rand.Rand
	until time.Time // off until then
	desk  time.Time // nobody is at the desk until then
	woke  time.Time // when it came back last
	box   []waiting // mail that came meanwhile
}

// waiting is a mail that lies on the mail server while nobody fetches it.
type waiting struct {
	raw     []byte
	at      time.Time
	machine bool
}

const (
	perWeek  = 0.6  // how many outages a week has on average
	awayWeek = 0.25 // how often in a week everybody falls ill, for as long at most
	longest  = 6.5  // days
)

// off reports whether the machine is off at a tick, and lets it fail now and then.
func (w *world) off() bool {
	if !w.opt.Outages {
		return false
	}
	o := &w.outage
	if o.until.IsZero() && o.rnd.Float64() < perWeek/(7*48) {
		o.until = w.now.Add(time.Duration(o.rnd.Float64() * longest * 24 * float64(time.Hour)))
		w.report.Outages++
	}
	return w.now.Before(o.until)
}

// away reports whether nobody is at the desk although the program runs: mail is read, drafts are
// drawn up, and what was asked of customers comes due while their answers lie unread.
func (w *world) away() bool {
	if !w.opt.Outages {
		return false
	}
	o := &w.outage
	if !w.now.Before(o.desk) && o.rnd.Float64() < awayWeek/(7*48) {
		o.desk = w.now.Add(time.Duration(o.rnd.Float64() * longest * 24 * float64(time.Hour)))
		w.report.Away++
	}
	return w.now.Before(o.desk)
}

// down reports whether the machine was off at any time of the last two hours: what is due then has
// not been done yet.
func (w *world) down() bool {
	return !w.outage.until.IsZero() || !w.outage.woke.IsZero() && w.now.Sub(w.outage.woke) < 2*time.Hour
}

// wakeUp starts the program again over what it left, and hands it the mail that came meanwhile.
func (w *world) wakeUp(ctx context.Context) error {
	o := &w.outage
	if o.until.IsZero() {
		return nil
	}
	o.until, o.woke = time.Time{}, w.now
	if err := w.store.Close(); err != nil {
		return err
	}
	var err error
	if w.store, err = bolt.Open(ctx, w.opt.Dir, bolt.Options{}); err != nil {
		return err
	}
	if err := w.assemble(); err != nil {
		return err
	}
	if err := w.engine.Recover(ctx); err != nil {
		return err
	}
	if err := w.press.Recover(ctx); err != nil {
		return err
	}
	box := o.box
	o.box = nil
	for _, m := range box {
		if err := w.fetch(ctx, m); err != nil {
			return err
		}
	}
	return w.read(ctx)
}

// fetch takes a mail over from the mail server.
func (w *world) fetch(ctx context.Context, m waiting) error {
	w.uid++
	sum := sha256.Sum256(m.raw)
	id := hex.EncodeToString(sum[:])
	mail := desk.Accepted{
		ID: id, TraceHash: id, Location: desk.Location{Account: account, Mailbox: "INBOX", UIDValidity: 1, UID: w.uid}, Folder: "inbox",
		InternalDate: m.at, AcceptedAt: w.now, Size: int64(len(m.raw)), Raw: m.raw, MessageID: message.Identify(m.raw).MessageID,
	}
	if _, err := w.store.AcceptMessages(ctx, account, "INBOX", []desk.Accepted{mail}, desk.Cursor{UIDValidity: 1, LastUID: w.uid}); err != nil {
		return err
	}
	w.accepted[id] = arrival{folder: "inbox", machine: m.machine}
	return nil
}

// read lets the program handle what it took.
func (w *world) read(ctx context.Context) error {
	if _, err := w.engine.Drain(ctx); err != nil {
		return err
	}
	_, err := w.engine.JudgeDue(ctx) // one case at a time, so that runs are alike
	return err
}
