package bolt

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// User gives a user of the console by the login name, CodeNotFound when there is none.
func (s *Store) User(ctx context.Context, login string) (desk.User, error) {
	var u desk.User
	if err := checkKey("a login name", login); err != nil {
		return u, err
	}
	err := s.view(ctx, func(t *rtx) error {
		v := t.b(bUsers).Get([]byte(login))
		if v == nil {
			return notFound("user", login)
		}
		if err := unpackJSON(v, &u); err != nil {
			return unreadable(err, "user", login)
		}
		return nil
	})
	return u, err
}

// Users lists the users of the console by their login names.
func (s *Store) Users(ctx context.Context) ([]desk.User, error) {
	var out []desk.User
	err := s.view(ctx, func(t *rtx) error {
		return t.b(bUsers).ForEach(func(k, v []byte) error {
			var u desk.User
			if err := unpackJSON(v, &u); err != nil {
				return unreadable(err, "user", string(k))
			}
			out = append(out, u)
			return nil
		})
	})
	return out, err
}

// PutUser keeps a user together with the history entries about it. Version 1 must not
// exist yet; otherwise the stored version must be the one before (CodeConflict).
func (s *Store) PutUser(ctx context.Context, u desk.User, audit ...desk.Audit) error {
	if err := checkKey("a login name", u.Login); err != nil {
		return err
	}
	v, err := packJSON(u)
	if err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "user %s cannot be stored", clip(u.Login))
	}
	return s.update(ctx, func(t *wtx) error {
		var stored desk.User
		if old := t.b(bUsers).Get([]byte(u.Login)); old != nil {
			if err := unpackJSON(old, &stored); err != nil {
				return unreadable(err, "user", u.Login)
			}
		}
		if stored.Version+1 != u.Version {
			return desk.Errf(desk.CodeConflict, "user %s was changed by somebody else", clip(u.Login)).WithMend("look at it again")
		}
		if err := t.put(bUsers, []byte(u.Login), v); err != nil {
			return err
		}
		if err := t.writeAudit(audit); err != nil {
			return desk.Wrap(desk.CodeInternal, err, "writing the history of user %s failed", clip(u.Login))
		}
		return nil
	})
}

// PutSession keeps a session's bytes under its key until it expires.
func (s *Store) PutSession(ctx context.Context, key string, data []byte, expires time.Time) error {
	if err := checkKey("the key of a session", key); err != nil {
		return err
	}
	v := slices.Concat(timeKey(expires), data)
	return s.update(ctx, func(t *wtx) error { return t.put(bSessions, []byte(key), v) })
}

// Session gives a session's bytes; found is false when there is none or its time is over.
func (s *Store) Session(ctx context.Context, key string, now time.Time) (data []byte, found bool, err error) {
	if checkKey("the key of a session", key) != nil {
		return nil, false, nil // a foreign cookie is no session
	}
	err = s.view(ctx, func(t *rtx) error {
		v := t.b(bSessions).Get([]byte(key))
		if len(v) < 8 || slices.Compare(v[:8], timeKey(now)) <= 0 {
			return nil
		}
		data, found = slices.Clone(v[8:]), true
		return nil
	})
	return data, found, err
}

// DropSession forgets a session; one that is not there is gone already.
func (s *Store) DropSession(ctx context.Context, key string) error {
	if checkKey("the key of a session", key) != nil {
		return nil
	}
	return s.update(ctx, func(t *wtx) error { return t.b(bSessions).Delete([]byte(key)) })
}

// DropSessionsBefore forgets the sessions whose time was over at now.
func (s *Store) DropSessionsBefore(ctx context.Context, now time.Time) error {
	return s.update(ctx, func(t *wtx) error {
		var over [][]byte
		err := t.b(bSessions).ForEach(func(k, v []byte) error {
			if len(v) < 8 || slices.Compare(v[:8], timeKey(now)) <= 0 {
				over = append(over, slices.Clone(k))
			}
			return nil
		})
		for _, k := range over {
			if err := t.b(bSessions).Delete(k); err != nil {
				return err
			}
		}
		return err
	})
}
