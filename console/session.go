package console

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"returndesk/desk"
)

// What a session holds: who logged in when, and the epoch of his record at that time. A new
// password or disabling raises the epoch, so older sessions are nobody's.
const (
	keyLogin = "login"
	keyEpoch = "epoch"
	keySince = "since" // when, by our own clock
)

// viewer is the person behind a request; the zero value is somebody who did not log in.
type viewer struct {
	desk.User
}

func (v viewer) in() bool { return v.Login != "" }

// newSessions sets up session cookies: unreadable for scripts, kept from cross-site posts,
// marked for TLS when browsers come over it. The store holds hashes of the tokens.
func (s *Server) newSessions() *scs.SessionManager {
	m := scs.New()
	m.Store = sessionStore{s}
	m.HashTokenInStore = true
	m.Lifetime = s.Lifetime
	m.Cookie.Name = "returndesk"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode // links in alert mails must lead in
	m.Cookie.Path = "/"
	m.Cookie.Persist = false
	if s.Secure {
		m.Cookie.Name, m.Cookie.Secure = "__Host-returndesk", true
	}
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { s.fail(w, r, viewer{}, err) }
	return m
}

// current gives who is behind a request, as the record stands now: a role that was taken
// away or a user that was disabled counts from the next click on. A session that ended is emptied, and its cookie stays: a
// live page asks by itself, and if that took the cookie away, the next click would not be told that the session has ended.
func (s *Server) current(ctx context.Context) (viewer, error) {
	login := s.sessions.GetString(ctx, keyLogin)
	if login == "" {
		return viewer{}, nil
	}
	u, err := s.People.UserNow(ctx, login)
	switch {
	case desk.CodeOf(err) == desk.CodeNotFound:
		return viewer{}, s.sessions.Clear(ctx)
	case err != nil:
		return viewer{}, err
	case u.Disabled, s.sessions.Get(ctx, keyEpoch) != u.Epoch, s.Now().Unix()-s.sessions.GetInt64(ctx, keySince) > int64(s.Lifetime.Seconds()):
		return viewer{}, s.sessions.Clear(ctx)
	}
	return viewer{u}, nil
}

// begin opens a session for a user under a new token, so that a token that was planted
// before the login is worth nothing. Words that wait in the session are those of whoever was
// logged in before.
func (s *Server) begin(ctx context.Context, u desk.User) error {
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Remove(ctx, keyKept)
	s.sessions.Put(ctx, keyLogin, u.Login)
	s.sessions.Put(ctx, keyEpoch, u.Epoch)
	s.sessions.Put(ctx, keySince, s.Now().Unix())
	return nil
}

// sessionStore keeps scs's sessions in ours.
type sessionStore struct{ s *Server }

// FindCtx implements scs.CtxStore.
func (t sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	return t.s.Sessions.Session(ctx, token, t.s.Now())
}

// CommitCtx implements scs.CtxStore.
func (t sessionStore) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	return t.s.Sessions.PutSession(ctx, token, b, expiry)
}

// DeleteCtx implements scs.CtxStore.
func (t sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return t.s.Sessions.DropSession(ctx, token)
}

// Find implements scs.Store.
func (t sessionStore) Find(token string) ([]byte, bool, error) {
	return t.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (t sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	return t.CommitCtx(context.Background(), token, b, expiry)
}

// Delete implements scs.Store.
func (t sessionStore) Delete(token string) error { return t.DeleteCtx(context.Background(), token) }
