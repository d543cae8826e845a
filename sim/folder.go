package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/replies"
)

// draftsBox is the shop's Drafts folder, in which people of the shop work with a mail
// program. It implements flow.DraftsFolder.
type draftsBox struct {
	list  []lying
	next  uint32
	notes int // internal mails that were put into the inbox
}

type lying struct {
	desk.Filed
	raw []byte
}

// List implements flow.DraftsFolder.
func (f *draftsBox) List(context.Context, string) ([]desk.Filed, error) {
	out := make([]desk.Filed, 0, len(f.list))
	for _, b := range f.list {
		one := b.Filed
		one.Flags = slices.Clone(b.Flags)
		out = append(out, one)
	}
	return out, nil
}

// Put implements flow.DraftsFolder.
func (f *draftsBox) Put(_ context.Context, _ string, raw []byte, at time.Time) (desk.Place, error) {
	m, err := message.Parse(raw, at, message.Options{})
	if err != nil {
		return desk.Place{}, err
	}
	f.next++
	p := desk.Place{Folder: "Drafts", UIDValidity: 1, UID: f.next}
	f.list = append(f.list, lying{desk.Filed{Place: p, Flags: []string{`\draft`, `\seen`}, MessageID: m.MessageID, References: m.References, InReplyTo: m.InReplyTo}, raw})
	return p, nil
}

// Read implements flow.DraftsFolder.
func (f *draftsBox) Read(_ context.Context, _ string, at desk.Place) ([]byte, error) {
	for _, b := range f.list {
		if b.Place == at {
			return b.raw, nil
		}
	}
	return nil, desk.Errf(desk.CodeNotFound, "no mail lies at %v", at)
}

// Remove implements flow.DraftsFolder.
func (f *draftsBox) Remove(_ context.Context, _ string, m desk.Filed) (desk.Removal, error) {
	for _, b := range f.list {
		if b.Place == m.Place && !slices.Equal(b.Flags, m.Flags) {
			return desk.RemovalTouched, nil
		}
	}
	f.take(m.Place)
	return desk.RemovalDone, nil
}

// Elsewhere implements flow.DraftsFolder: mails that were sent are seen at once.
func (f *draftsBox) Elsewhere(context.Context, string, []string) error { return nil }

// Note implements flow.DraftsFolder.
func (f *draftsBox) Note(context.Context, string, string, []byte, time.Time) error {
	f.notes++
	return nil
}

func (f *draftsBox) take(at desk.Place) {
	f.list = slices.DeleteFunc(f.list, func(b lying) bool { return b.Place == at })
}

// atMailProgram is half an hour of somebody with the Drafts folder open: some drafts are
// sent as they are, some reworded, few deleted; the others are left to those at the desk.
func (w *world) atMailProgram(ctx context.Context) error {
	left := perTick / 2
	for _, b := range slices.Clone(w.box.list) {
		x := w.rnd.Float64()
		if left == 0 || x > 0.4 {
			continue
		}
		left--
		w.now = w.now.Add(time.Duration(20+w.rnd.IntN(60)) * time.Second)
		w.box.take(b.Place)
		if x < 0.02 {
			w.report.Deleted++
			continue
		}
		raw := b.raw
		if x < 0.1 {
			raw = reworded(raw)
		}
		if err := w.sentFromDrafts(ctx, b, raw); err != nil {
			return err
		}
	}
	return nil
}

// reworded adds a line to the plain text of a draft.
func reworded(raw []byte) []byte {
	head, body, found := strings.Cut(string(raw), "text/plain")
	if !found {
		return raw
	}
	part, rest, found := strings.Cut(body, "\r\n\r\n")
	if !found {
		return raw
	}
	return []byte(head + "text/plain" + part + "\r\n\r\nHave a good day!\r\n" + rest)
}

// sentFromDrafts sends a draft from the mail program: it reaches its reader and lies in Sent.
func (w *world) sentFromDrafts(ctx context.Context, b lying, raw []byte) error {
	w.sentUID++
	sum := sha256.Sum256(raw)
	id := hex.EncodeToString(sum[:])
	mail := desk.Accepted{
		ID: id, TraceHash: id, Location: desk.Location{Account: account, Mailbox: "Sent", UIDValidity: 1, UID: w.sentUID}, Folder: "sent",
		InternalDate: w.now, AcceptedAt: w.now, Size: int64(len(raw)), Raw: raw, MessageID: b.MessageID,
	}
	if _, err := w.store.AcceptMessages(ctx, account, "Sent", []desk.Accepted{mail}, desk.Cursor{UIDValidity: 1, LastUID: w.sentUID}); err != nil {
		return err
	}
	w.accepted[id] = arrival{folder: "sent"}
	w.post.take(b.MessageID)
	w.report.ByHand++
	if _, err := w.engine.Drain(ctx); err != nil {
		return err
	}
	w.looked("what is sent from Drafts counts as sent")
	name, ok := replies.DraftOf(b.MessageID)
	if !ok {
		return violated("the mail %s in Drafts is no draft of ours", b.MessageID)
	}
	d, err := w.store.Draft(ctx, name)
	if err != nil {
		return err
	}
	if d.State != desk.DraftSent || d.Hand == nil {
		return violated("draft %s (%s) was sent from the mail program, and it counts as %s", d.ID, d.Template, d.State)
	}
	return nil
}
