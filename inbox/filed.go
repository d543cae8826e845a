package inbox

import (
	"bytes"
	"context"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
)

// Entries lists a folder with the headers by which a draft is recognised. Headers of a UID
// never change, so those that were read once are not read again.
func (m *Mailbox) Entries(ctx context.Context, mailbox string) ([]desk.Filed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []desk.Filed
	err := m.do(ctx, true, func(s *session) (err error) {
		out, err = s.entries(ctx, mailbox, &m.heads)
		return err
	})
	return out, err
}

// heads remembers the headers of one folder by UID.
type heads struct {
	folder      string
	uidValidity uint32
	byUID       map[uint32]desk.Filed
}

func (s *session) entries(ctx context.Context, mailbox string, known *heads) ([]desk.Filed, error) {
	data, err := s.examine(ctx, mailbox)
	if err != nil {
		return nil, err
	}
	if known.folder != mailbox || known.uidValidity != data.UIDValidity || known.byUID == nil {
		*known = heads{folder: mailbox, uidValidity: data.UIDValidity, byUID: map[uint32]desk.Filed{}}
	}
	if data.NumMessages == 0 {
		clear(known.byUID)
		return nil, nil
	}
	found, err := s.list(ctx, 1, 0)
	if err != nil {
		return nil, err
	}
	var fresh []listed
	for _, l := range found {
		if _, ok := known.byUID[l.uid]; !ok {
			fresh = append(fresh, l)
		}
	}
	for chunk := range slices.Chunk(fresh, s.account.BatchSize) {
		err := s.bodies(ctx, uidSet(chunk), threadFields(), headerBytes, func(b body) error {
			known.byUID[b.uid] = entryOf(b.text)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out := make([]desk.Filed, 0, len(found))
	kept := make(map[uint32]desk.Filed, len(found))
	for _, l := range found {
		one, ok := known.byUID[l.uid]
		if !ok {
			continue // gone between the two commands
		}
		kept[l.uid] = one
		one.Place = desk.Place{Folder: mailbox, UIDValidity: data.UIDValidity, UID: l.uid}
		one.Flags = lasting(l.flags)
		out = append(out, one)
	}
	known.byUID = kept
	return out, nil
}

func threadFields() *imap.FetchItemBodySection {
	return &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, HeaderFields: []string{"Message-Id", "In-Reply-To", "References"}, Peek: true}
}

// entryOf reads the ids out of a piece of a header.
func entryOf(head []byte) desk.Filed {
	m, err := mail.ReadMessage(bytes.NewReader(append(slices.Clone(bytes.TrimRight(head, "\r\n")), "\r\n\r\n"...)))
	if err != nil { // a header that is none leads to no draft of ours
		return desk.Filed{}
	}
	all := func(name string) []string {
		var ids []string
		for _, v := range textproto.MIMEHeader(m.Header).Values(name) {
			for f := range strings.FieldsSeq(v) {
				if id := strings.Trim(f, "<>,"); id != "" {
					ids = append(ids, id)
				}
			}
		}
		return ids
	}
	one := desk.Filed{InReplyTo: all("In-Reply-To"), References: all("References")}
	if ids := all("Message-Id"); len(ids) > 0 {
		one.MessageID = ids[0]
	}
	return one
}

// lasting gives the flags that somebody sets, in a fixed order: \Recent is the server's own.
func lasting(flags []string) []string {
	out := make([]string, 0, len(flags))
	for _, f := range flags {
		if !strings.EqualFold(f, `\Recent`) {
			out = append(out, strings.ToLower(f))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Fetch reads one mail whole; CodeNotFound when it is not there any more.
func (m *Mailbox) Fetch(ctx context.Context, at desk.Place) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var text []byte
	err := m.do(ctx, true, func(s *session) error {
		text = nil
		data, err := s.examine(ctx, at.Folder)
		if err != nil || data.UIDValidity != at.UIDValidity {
			return err
		}
		return s.bodies(ctx, imap.UIDSetNum(imap.UID(at.UID)), wholeText(), s.account.MaxMessageBytes, func(b body) error {
			text = b.text
			return nil
		})
	})
	if err == nil && text == nil {
		err = desk.Errf(desk.CodeNotFound, "mailbox %s: there is no mail with UID %d in %s any more", m.account.label(), at.UID, at.Folder)
	}
	return text, err
}

// Remove takes one mail away for good, unless its flags are others than given: then somebody
// changed it, and it stays. It never moves, and never expunges what it was not told to: a
// server without UIDPLUS (RFC 4315) only gets the mail marked as deleted.
func (m *Mailbox) Remove(ctx context.Context, f desk.Filed) (desk.Removal, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var end desk.Removal
	// A second try after a lost connection looks anew, so it may be repeated.
	err := m.do(ctx, true, func(s *session) (err error) {
		end, err = s.remove(ctx, f)
		return err
	})
	return end, err
}

func (s *session) remove(ctx context.Context, f desk.Filed) (desk.Removal, error) {
	var data *imap.SelectData
	err := s.run(ctx, func() (err error) {
		data, err = s.client.Select(f.Folder, nil).Wait()
		return err
	})
	if err != nil {
		return "", err
	}
	s.folder = f.Folder
	if data.UIDValidity != f.UIDValidity {
		return desk.RemovalTouched, nil // the number may mean another mail now
	}
	set := imap.UIDSetNum(imap.UID(f.UID))
	found, err := s.listSet(ctx, set, 1)
	if err != nil {
		return "", err
	}
	if len(found) == 0 || found[0].uid != f.UID {
		return desk.RemovalDone, nil
	}
	// One that is marked as deleted is on its way out by whoever marked it: us, before a
	// connection broke, or a person.
	if !slices.Equal(withoutDeleted(lasting(found[0].flags)), withoutDeleted(lasting(f.Flags))) {
		return desk.RemovalTouched, nil
	}
	err = s.run(ctx, func() error {
		return s.client.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close()
	})
	if err != nil {
		return "", err
	}
	if !s.has(imap.CapUIDPlus) && !s.has(imap.CapIMAP4rev2) {
		return desk.RemovalMarked, nil
	}
	return desk.RemovalDone, s.run(ctx, func() error { return s.client.UIDExpunge(set).Close() })
}

func withoutDeleted(flags []string) []string {
	return slices.DeleteFunc(slices.Clone(flags), func(f string) bool { return f == `\deleted` })
}

// SearchIDs finds the mails of a folder that carry one of the ids as Message-ID, in
// References or in In-Reply-To, and reads them whole, at most max.
func (m *Mailbox) SearchIDs(ctx context.Context, mailbox string, kind FolderKind, ids []string, max int) ([]Raw, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Raw
	err := m.do(ctx, true, func(s *session) (err error) {
		out, err = s.searchIDs(ctx, mailbox, kind, ids, max)
		return err
	})
	return out, err
}

func (s *session) searchIDs(ctx context.Context, mailbox string, kind FolderKind, ids []string, max int) ([]Raw, error) {
	data, err := s.examine(ctx, mailbox)
	if err != nil {
		return nil, err
	}
	var all imap.UIDSet
	for _, id := range ids {
		for _, field := range []string{"Message-Id", "References", "In-Reply-To"} {
			err := s.run(ctx, func() error {
				found, err := s.client.UIDSearch(&imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: field, Value: id}}}, nil).Wait()
				if err == nil {
					all.AddNum(found.AllUIDs()...)
				}
				return err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	uids, _ := all.Nums() // every number was added alone, so none is open-ended
	if len(uids) == 0 {
		return nil, nil
	}
	uids = uids[:min(len(uids), max)]
	var out []Raw
	err = s.bodies(ctx, imap.UIDSetNum(uids...), wholeText(), s.account.MaxMessageBytes, func(b body) error {
		if !b.tooBig {
			out = append(out, Raw{Mailbox: mailbox, Folder: kind, UIDValidity: data.UIDValidity, UID: b.uid, InternalDate: b.date,
				Size: b.size, Flags: b.flags, Bytes: b.text, Hash: hashOf(b.text)})
		}
		return nil
	})
	return out, err
}

// SentFolders names every folder that mail programs usually file sent mail in, and that is
// on the server: people's programs do not all use the one that it marks.
func (m *Mailbox) SentFolders(ctx context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var names []string
	err := m.do(ctx, true, func(s *session) error {
		folders, err := s.folders(ctx)
		names = nil
		for _, f := range folders {
			selectable := !hasAttr(f, imap.MailboxAttrNoSelect) && !hasAttr(f, imap.MailboxAttrNonExistent)
			usual := slices.ContainsFunc(usualNames(FolderSent), func(n string) bool { return strings.EqualFold(n, withoutInbox(f)) })
			if selectable && (usual || hasAttr(f, imap.MailboxAttrSent)) {
				names = append(names, f.Mailbox)
			}
		}
		return err
	})
	return names, err
}
