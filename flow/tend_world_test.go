package flow_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// folder is a Drafts folder in memory, with what goes wrong on real ones.
type folder struct {
	list     []boxed
	validity uint32
	next     uint32
	fail     error // of the next Put, which files the mail all the same
	blind    error // of every List
	noPlus   bool  // no UIDPLUS: no number after filing, no removal
	notes    [][]byte
	puts     int
	seen     func() // called at the end of every List
}

type boxed struct {
	desk.Filed
	raw []byte
}

func newFolder() *folder { return &folder{validity: 7} }

// add files a mail as somebody does.
func (f *folder) add(raw []byte, flags ...string) desk.Place {
	f.next++
	m, err := message.Parse(raw, time.Time{}, message.Options{})
	if err != nil {
		panic(err)
	}
	p := desk.Place{Folder: "Drafts", UIDValidity: f.validity, UID: f.next}
	f.list = append(f.list, boxed{desk.Filed{Place: p, Flags: flags, MessageID: m.MessageID, References: m.References, InReplyTo: m.InReplyTo}, raw})
	return p
}

// take removes a mail as a program does.
func (f *folder) take(uid uint32) {
	f.list = slices.DeleteFunc(f.list, func(b boxed) bool { return b.UID == uid })
}

func (f *folder) List(context.Context, string) ([]desk.Filed, error) {
	if f.blind != nil {
		return nil, f.blind
	}
	var out []desk.Filed
	for _, b := range f.list {
		one := b.Filed
		one.Flags = slices.Clone(b.Flags)
		out = append(out, one)
	}
	if f.seen != nil {
		f.seen()
	}
	return out, nil
}

func (f *folder) Put(_ context.Context, _ string, raw []byte, _ time.Time) (desk.Place, error) {
	f.puts++
	p := f.add(raw, `\draft`, `\seen`)
	if err := f.fail; err != nil {
		f.fail = nil
		return desk.Place{}, err
	}
	if f.noPlus {
		return desk.Place{Folder: p.Folder}, nil
	}
	return p, nil
}

func (f *folder) Read(_ context.Context, _ string, at desk.Place) ([]byte, error) {
	for _, b := range f.list {
		if b.Place == at {
			return b.raw, nil
		}
	}
	return nil, desk.Errf(desk.CodeNotFound, "gone")
}

func (f *folder) Remove(_ context.Context, _ string, m desk.Filed) (desk.Removal, error) {
	for i, b := range f.list {
		switch {
		case b.Place != m.Place:
			continue
		case !slices.Equal(b.Flags, m.Flags):
			return desk.RemovalTouched, nil
		case f.noPlus:
			f.list[i].Flags = append(f.list[i].Flags, `\deleted`)
			return desk.RemovalMarked, nil
		}
		f.take(b.UID)
		return desk.RemovalDone, nil
	}
	return desk.RemovalDone, nil
}

func (f *folder) Elsewhere(context.Context, string, []string) error { return nil }

func (f *folder) Note(_ context.Context, _, _ string, raw []byte, _ time.Time) error {
	f.notes = append(f.notes, raw)
	return nil
}

// mailboxWorld is a world in which people approve in their mail program.
func mailboxWorld(t *testing.T, id string, in desk.Channel, change func(*flow.Shop)) *world {
	t.Helper()
	s := scenarioByID(t, id)
	w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) {
		shop.ApproveIn = in
		shop.People = []flow.Person{{Name: "Mara Lind", Mail: "mara@shop.example"}}
		if change != nil {
			change(shop)
		}
	})
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	return w
}

// tend lets the service look into the folder, and settles what that made due.
func (w *world) tend() {
	w.t.Helper()
	for range 2 {
		if _, err := w.JudgeDue(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		if err := w.TendDrafts(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
}

// proposed gives the one draft that waits.
func (w *world) proposed() desk.Draft {
	w.t.Helper()
	c, ok := w.theCase()
	if !ok {
		w.t.Fatal("no case")
	}
	list := w.drafts(c.ID, desk.DraftProposed)
	if len(list) != 1 {
		w.t.Fatalf("%d drafts wait", len(list))
	}
	return list[0]
}

// only gives the one mail of the folder.
func (w *world) only() boxed {
	w.t.Helper()
	if len(w.box.list) != 1 {
		w.t.Fatalf("%d mails in Drafts", len(w.box.list))
	}
	return w.box.list[0]
}

// draft gives a draft as stored.
func (w *world) draft(id string) desk.Draft {
	w.t.Helper()
	d, err := w.store.Draft(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// inSent lets a mail appear in Sent.
func (w *world) inSent(raw []byte) {
	w.t.Helper()
	w.receiveAs(raw, func(a *desk.Accepted) {
		a.Folder, a.Location.Mailbox = "sent", "Sent"
	})
}
