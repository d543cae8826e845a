package bolt

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"returndesk/desk"
)

// mailAt reads the mail under a number.
func (t *rtx) mailAt(n uint64) (desk.Mail, error) {
	var m desk.Mail
	v := t.b(bMails).Get(u64(n))
	if v == nil {
		return m, notFound("mail number", strconv.FormatUint(n, 10))
	}
	if err := unpackJSON(v, &m); err != nil {
		return m, unreadable(err, "mail number", strconv.FormatUint(n, 10))
	}
	return m, nil
}

// mailNumber finds a mail by its id or by the id of a copy.
func (t *rtx) mailNumber(id string) (uint64, bool, error) {
	h, err := mailHash(id)
	if err != nil {
		return 0, false, err
	}
	for _, n := range t.links(linkOfHash(linkMail, h)) {
		if t.b(bMails).Get(u64(n)) != nil {
			return n, true, nil
		}
	}
	return 0, false, nil
}

// Known tells whether a mail with this id, or a copy of one that has it, was accepted.
func (s *Store) Known(ctx context.Context, hash string) (bool, error) {
	found := false
	err := s.view(ctx, func(t *rtx) error {
		var err error
		_, found, err = t.mailNumber(hash)
		return err
	})
	return found, err
}

// Mail gives the record of a mail, CodeNotFound when there is none. The id of a copy
// leads to the mail that was kept.
func (s *Store) Mail(ctx context.Context, id string) (desk.Mail, error) {
	var m desk.Mail
	err := s.view(ctx, func(t *rtx) error {
		n, ok, err := t.mailNumber(id)
		if err == nil && !ok {
			err = notFound("mail", id)
		}
		if err != nil {
			return err
		}
		m, err = t.mailAt(n)
		return err
	})
	return m, err
}

// Raw gives the bytes of a mail as they came, CodeNotFound when there is no such mail.
func (s *Store) Raw(ctx context.Context, id string) ([]byte, error) {
	var raw []byte
	var file *[32]byte
	err := s.view(ctx, func(t *rtx) error {
		n, ok, err := t.mailNumber(id)
		if err == nil && !ok {
			err = notFound("mail", id)
		}
		if err != nil {
			return err
		}
		if v := t.b(bRawFiles).Get(u64(n)); len(v) == 32 {
			h := [32]byte(v)
			file = &h
			return nil
		}
		if raw, err = unpack(t.b(bRaw).Get(u64(n))); err != nil {
			return unreadable(err, "text of mail", id)
		}
		return nil
	})
	if err != nil || file == nil {
		return raw, err
	}
	return s.readBlob(*file)
}

// Pending lists mails that are accepted and not handled yet, in the order of
// acceptance, from the one after the mail `after` on ("" = the first).
func (s *Store) Pending(ctx context.Context, after string, limit int) ([]desk.Mail, error) {
	return s.MailsIn(ctx, desk.MailAccepted, limit, after)
}

// MailsIn lists the mails in a state in the order of acceptance, at most limit (0 =
// 100), from the one after the mail `after` on ("" = the first). `after` may have left
// the state meanwhile.
func (s *Store) MailsIn(ctx context.Context, state desk.MailState, limit int, after string) ([]desk.Mail, error) {
	if limit <= 0 {
		limit = 100
	}
	var out []desk.Mail
	err := s.view(ctx, func(t *rtx) error {
		first := uint64(0)
		if after != "" {
			n, ok, err := t.mailNumber(after)
			if err == nil && !ok {
				err = notFound("mail", after)
			}
			if err != nil {
				return err
			}
			first = n + 1
		}
		prefix := []byte{mailStateByte(state)}
		c := t.b(bMailState).Cursor()
		for k, _ := c.Seek(stateKey(state, first)); bytes.HasPrefix(k, prefix) && len(out) < limit; k, _ = c.Next() {
			m, err := t.mailAt(fromU64(k[1:]))
			if err != nil {
				return err
			}
			out = append(out, m)
		}
		return nil
	})
	return out, err
}

// changeMail replaces the record of a mail. Places where it was seen meanwhile stay.
func (t *wtx) changeMail(e *encodedMail) error {
	m, old := e.mail, e.old
	v := e.body
	if len(old.Seen) > 0 {
		for _, at := range old.Seen {
			if !slices.Contains(m.Seen, at) {
				m.Seen = append(slices.Clip(m.Seen), at)
			}
		}
		var err error
		if v, err = packJSON(m); err != nil {
			return err
		}
	}
	if m.State != old.State {
		if err := t.b(bMailState).Delete(stateKey(old.State, e.number)); err != nil {
			return err
		}
		if err := t.put(bMailState, stateKey(m.State, e.number), nil); err != nil {
			return err
		}
		t.count("mail", string(old.State), -1)
		t.count("mail", string(m.State), 1)
	}
	return t.put(bMails, u64(e.number), v)
}
