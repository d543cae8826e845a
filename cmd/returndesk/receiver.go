package main

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/inbox"
	"returndesk/message"
)

// receiver takes mails from inbox into the store. It is the Sink of every watcher.
type receiver struct {
	store flow.Intake
	now   func() time.Time
	fresh func() // called after new mail became durable; must not block
}

// newReceiver makes a receiver; fresh may be nil.
func newReceiver(store flow.Intake, now func() time.Time, fresh func()) *receiver {
	if fresh == nil {
		fresh = func() {}
	}
	return &receiver{store: store, now: now, fresh: fresh}
}

// Cursor tells inbox where we are. A stored state that cannot be read any more counts
// as "never there": everything is fetched again and recognised by its hash.
func (r *receiver) Cursor(ctx context.Context, account, mailbox string) (inbox.Cursor, error) {
	var cur inbox.Cursor
	stored, err := r.store.Cursor(ctx, account, mailbox)
	if err != nil || len(stored.State) == 0 {
		return cur, err
	}
	if err := cur.UnmarshalBinary(stored.State); err != nil {
		return inbox.Cursor{}, nil
	}
	return cur, nil
}

// Known says whether a mail with this hash was accepted before.
func (r *receiver) Known(ctx context.Context, _ string, hash [32]byte) (bool, error) {
	return r.store.Known(ctx, hex.EncodeToString(hash[:]))
}

// Accept makes a batch and the cursor durable. It judges nothing but the mail's
// identity: its hash, the hash without trace headers, and its Message-ID.
func (r *receiver) Accept(ctx context.Context, account, mailbox string, batch []inbox.Raw, next inbox.Cursor) error {
	state, err := next.MarshalBinary()
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the cursor of %s cannot be written", mailbox)
	}
	now := r.now()
	accepted := make([]desk.Accepted, 0, len(batch))
	for _, raw := range batch {
		accepted = append(accepted, acceptedOf(account, raw, now))
	}
	cursor := desk.Cursor{UIDValidity: next.UIDValidity, LastUID: next.LastUID, State: state}
	fresh, err := r.store.AcceptMessages(ctx, account, mailbox, accepted, cursor)
	if err != nil {
		return err
	}
	if len(fresh) > 0 {
		r.fresh()
	}
	return nil
}

func acceptedOf(account string, raw inbox.Raw, now time.Time) desk.Accepted {
	a := desk.Accepted{
		Location:     desk.Location{Account: account, Mailbox: raw.Mailbox, UIDValidity: raw.UIDValidity, UID: raw.UID},
		Folder:       string(raw.Folder),
		InternalDate: raw.InternalDate,
		AcceptedAt:   now,
		Size:         raw.Size,
		Answered:     slices.ContainsFunc(raw.Flags, func(f string) bool { return strings.EqualFold(f, `\Answered`) }),
		Rescan:       raw.Rescan,
		TooBig:       raw.TooBig || raw.Withheld != "",
		Raw:          raw.Bytes,
	}
	id := message.Identify(raw.Bytes)
	a.ID, a.TraceHash, a.MessageID = hex.EncodeToString(id.Hash[:]), hex.EncodeToString(id.TraceHash[:]), id.MessageID
	if a.TooBig {
		// Without the whole text the place is all that tells two such mails apart.
		place := message.Identify([]byte(account + "\x00" + raw.Mailbox + "\x00" + raw.InternalDate.UTC().Format(time.RFC3339) + "\x00" + string(raw.Bytes)))
		a.ID, a.TraceHash = hex.EncodeToString(place.Hash[:]), ""
	}
	return a
}

// acceptExtra makes mails durable that were seen beside the watcher; its cursor stays.
func (r *receiver) acceptExtra(ctx context.Context, account, mailbox string, batch []inbox.Raw) error {
	accepted := make([]desk.Accepted, 0, len(batch))
	for _, raw := range batch {
		accepted = append(accepted, acceptedOf(account, raw, r.now()))
	}
	_, err := r.store.AcceptMessages(ctx, account, mailbox, accepted, desk.Cursor{})
	return err
}
