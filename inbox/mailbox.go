package inbox

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
)

// Mailbox does single tasks on an account: filing drafts and copies of sent
// mail, and looking for them. It connects when needed and keeps the connection
// until Close. Safe for concurrent use; one task at a time.
type Mailbox struct {
	account Account

	mu      sync.Mutex
	session *session
	found   *Special
	heads   heads // of the folder that Entries listed last
}

// NewMailbox checks the account; it doesn't connect.
func NewMailbox(a Account) (*Mailbox, error) {
	if err := a.Check(); err != nil {
		return nil, err
	}
	return &Mailbox{account: a.withDefaults()}, nil
}

// Place is where a mail lies. UID is 0 when the server doesn't say (no UIDPLUS).
type Place struct {
	Mailbox     string
	UIDValidity uint32
	UID         uint32
}

// FindSpecial names Drafts and Sent: the account's overrides, else SPECIAL-USE
// (RFC 6154), else the usual names. A missing folder is an empty name.
func (m *Mailbox) FindSpecial(ctx context.Context) (Special, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.special(ctx)
}

func (m *Mailbox) special(ctx context.Context) (Special, error) {
	if m.found != nil {
		return *m.found, nil
	}
	var found Special
	err := m.do(ctx, true, func(s *session) (err error) {
		found, err = s.special(ctx)
		return err
	})
	if err != nil {
		return Special{}, err
	}
	m.found = &found
	return found, nil
}

// Folder names the folder of a kind, or fails with what to mend.
func (m *Mailbox) Folder(ctx context.Context, kind FolderKind) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if kind == FolderInbox {
		return m.account.Inboxes[0], nil
	}
	found, err := m.special(ctx)
	if err != nil {
		return "", err
	}
	return found.need(kind, m.account)
}

// Append files a mail into a folder with flags such as \Draft and \Seen, and
// returns its place (APPENDUID, RFC 4315). It is never repeated by itself: code
// uncertain means that the mail may lie there, look with SearchMessageID; code
// not_found means that the folder doesn't exist.
func (m *Mailbox) Append(ctx context.Context, mailbox string, raw []byte, flags []string, received time.Time) (Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	place := Place{Mailbox: mailbox}
	err := m.do(ctx, false, func(s *session) error { return s.append(ctx, &place, raw, flags, received) })
	return place, err
}

func (s *session) append(ctx context.Context, place *Place, raw []byte, flags []string, received time.Time) error {
	options := &imap.AppendOptions{Time: received}
	for _, f := range flags {
		options.Flags = append(options.Flags, imap.Flag(f))
	}
	begun := false
	err := s.run(ctx, func() error {
		cmd := s.client.Append(place.Mailbox, int64(len(raw)), options)
		_, wrote := cmd.Write(raw)
		begun = wrote == nil
		closed := cmd.Close()
		data, err := cmd.Wait()
		var refused *imap.Error
		if errors.As(err, &refused) {
			begun = false // an answer is no doubt
			if isMissingFolder(refused) {
				return &folderError{folder: place.Mailbox, cause: err}
			}
			return err
		}
		if err = errors.Join(wrote, closed, err); err != nil {
			return err
		}
		place.UIDValidity, place.UID = data.UIDValidity, uint32(data.UID)
		return nil
	})
	if err != nil && begun {
		return desk.Wrap(desk.CodeUncertain, err, "mailbox %s: the connection ended while a mail was filed into %s; it may lie there", s.account.label(), place.Mailbox).AsTemporary()
	}
	return err
}

// SearchMessageID finds the mails of a folder whose Message-ID is exactly id
// (with or without angle brackets). An empty id finds nothing.
func (m *Mailbox) SearchMessageID(ctx context.Context, mailbox, id string) ([]Place, error) {
	id = strings.Trim(strings.TrimSpace(id), "<>")
	if id == "" {
		return nil, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var places []Place
	err := m.do(ctx, true, func(s *session) error {
		data, err := s.examine(ctx, mailbox)
		if err != nil {
			return err
		}
		places, err = s.search(ctx, Place{Mailbox: mailbox, UIDValidity: data.UIDValidity}, id)
		return err
	})
	return places, err
}

// search asks for the id, then compares headers itself: SEARCH HEADER matches
// parts of a value (RFC 3501 section 6.4.4).
func (s *session) search(ctx context.Context, in Place, id string) ([]Place, error) {
	var uids []imap.UID
	err := s.run(ctx, func() error {
		found, err := s.client.UIDSearch(&imap.SearchCriteria{
			Header: []imap.SearchCriteriaHeaderField{{Key: "Message-Id", Value: id}},
		}, nil).Wait()
		if err == nil {
			uids = found.AllUIDs()
		}
		return err
	})
	if err != nil || len(uids) == 0 {
		return nil, err
	}
	var places []Place
	section := &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, HeaderFields: []string{"Message-Id"}, Peek: true}
	err = s.bodies(ctx, imap.UIDSetNum(uids...), section, headerBytes, func(b body) error {
		if _, value, ok := strings.Cut(string(b.text), ":"); ok && strings.Trim(strings.TrimSpace(value), "<>") == id {
			place := in
			place.UID = b.uid
			places = append(places, place)
		}
		return nil
	})
	slices.SortFunc(places, func(a, b Place) int { return int(int64(a.UID) - int64(b.UID)) })
	return places, err
}

// FetchSince reads the mails behind a place, oldest first: what appeared in
// Sent or Drafts since. The zero Place reads all. When the folder's UIDVALIDITY
// is another than the place's, all mails are returned, marked Rescan. max bounds
// the number of mails (0: 1000); the returned Place continues.
func (m *Mailbox) FetchSince(ctx context.Context, kind FolderKind, since Place, max int) ([]Raw, Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if max <= 0 {
		max = 1000
	}
	var (
		mails []Raw
		next  Place
	)
	err := m.do(ctx, true, func(s *session) (err error) {
		mails, next, err = s.since(ctx, kind, since, max)
		return err
	})
	return mails, next, err
}

func (s *session) since(ctx context.Context, kind FolderKind, since Place, max int) ([]Raw, Place, error) {
	data, err := s.examine(ctx, since.Mailbox)
	if err != nil {
		return nil, since, err
	}
	next := Place{Mailbox: since.Mailbox, UIDValidity: data.UIDValidity, UID: since.UID}
	rescan := since.UIDValidity != 0 && since.UIDValidity != data.UIDValidity
	if since.UIDValidity != data.UIDValidity {
		next.UID = 0
	}
	found, err := s.list(ctx, next.UID+1, 0)
	if err != nil || len(found) == 0 {
		return nil, next, err
	}
	if found, err = s.affordable(ctx, since.Mailbox, found); err != nil || len(found) == 0 {
		return nil, since, err
	}
	found = found[:min(len(found), max)]
	var mails []Raw
	c := &collector{s: s, section: wholeText(), keep: s.account.MaxMessageBytes, gone: func(uint32) {}}
	c.give = func(b body) error {
		one := Raw{
			Mailbox: since.Mailbox, Folder: kind, UIDValidity: data.UIDValidity, UID: b.uid, InternalDate: b.date,
			Size: b.size, Flags: b.flags, Bytes: b.text, TooBig: b.tooBig, Rescan: rescan,
		}
		if !b.tooBig {
			one.Hash = hashOf(b.text)
		}
		mails = append(mails, one)
		return nil
	}
	withheld, err := c.fetch(ctx, found)
	if err == nil && len(withheld) > 0 {
		err = s.account.passing(errWithheld, "folder %s: the mail with UID %d is not delivered", since.Mailbox, withheld[0].uid)
	}
	if err != nil {
		return nil, since, err
	}
	next.UID = found[len(found)-1].uid
	slices.SortFunc(mails, func(a, b Raw) int { return int(int64(a.UID) - int64(b.UID)) })
	return mails, next, nil
}

// do runs a task on the kept connection. A kept connection may have died
// unnoticed; a task that changes nothing is then tried once more on a new one.
func (m *Mailbox) do(ctx context.Context, repeatable bool, task func(*session) error) error {
	kept := m.session != nil && !m.session.dead()
	if kept && !repeatable {
		// A dead connection must show before an APPEND, not in the middle of it.
		kept = m.session.run(ctx, func() error { return m.session.client.Noop().Wait() }) == nil
	}
	if !kept {
		if err := m.connect(ctx); err != nil {
			return err
		}
	}
	err := task(m.session)
	if err == nil {
		if !m.account.keepsTasks() {
			m.session.leave(ctx)
			m.session = nil
		}
		return nil
	}
	died := m.session.dead()
	// After a failure the state of the connection is in doubt, after a refused
	// APPEND it is broken for certain.
	m.drop()
	if !kept || !repeatable || !died || ctx.Err() != nil {
		return err
	}
	if err := m.connect(ctx); err != nil {
		return err
	}
	if err = task(m.session); err != nil {
		m.drop()
	}
	return err
}

func (m *Mailbox) connect(ctx context.Context) error {
	m.drop()
	s, err := login(ctx, m.account, true)
	if err != nil {
		return err
	}
	m.session = s
	return nil
}

func (m *Mailbox) drop() {
	if m.session != nil {
		m.session.close()
		m.session = nil
	}
}

// Close ends the connection, if one is open.
func (m *Mailbox) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.session != nil {
		m.session.leave(context.Background())
		m.session = nil
	}
	return nil
}
