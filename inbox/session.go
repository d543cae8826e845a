package inbox

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// session is one logged-in connection, used by one goroutine at a time. One
// FETCH is in flight at most: two with one reader deadlock on real servers.
type session struct {
	account Account
	client  *imapclient.Client
	wire    *wire
	news    chan struct{} // one pending "the number of mails changed"
	folder  string        // the examined folder
	release func()        // gives the connection back to the budget
}

// login connects and logs in, when the budget has a connection free.
func login(ctx context.Context, a Account, urgent bool) (*session, error) {
	release, err := a.Budget.connect(ctx, urgent)
	if err != nil {
		return nil, err
	}
	s := &session{account: a, news: make(chan struct{}, 1), release: release}
	onNews := func() {
		select {
		case s.news <- struct{}{}:
		default:
		}
	}
	if s.client, s.wire, err = dial(ctx, a, onNews); err != nil {
		release()
		return nil, err
	}
	if err := s.run(ctx, func() error { return s.authenticate(ctx) }); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) authenticate(ctx context.Context) error {
	if s.client.State() == imap.ConnStateAuthenticated { // PREAUTH
		return nil
	}
	err := s.present(ctx)
	var refused *loginError
	if errors.As(err, &refused) && refused.answered && s.account.renew() {
		err = s.present(ctx) // once, with another token
	}
	return err
}

// present makes one attempt at logging in.
func (s *session) present(ctx context.Context) error {
	caps := s.client.Caps()
	offers := func(mechanism string) bool { return caps.Has(imap.AuthCap(mechanism)) }
	s.wire.watch(0) // a token may have to be fetched first, and that is not the server's silence
	exchange, err := s.account.Auth.SASL(ctx, s.account.Login, offers)
	s.wire.watch(s.account.Patience)
	if err != nil {
		return &loginError{cause: err}
	}
	if exchange != nil {
		err = s.client.Authenticate(exchange)
	} else if pass, ok := s.account.Auth.(password); ok && !caps.Has(imap.CapLoginDisabled) {
		secret, failed := pass.read()
		if failed != nil {
			return &loginError{cause: failed}
		}
		err = s.client.Login(s.account.Login, secret).Wait()
	} else {
		return invalid("mailbox %s: %s offers no way to log in that is configured; it needs TLS or another mechanism", s.account.label(), s.account.Host)
	}
	var refused *imap.Error
	if errors.As(err, &refused) && refused.Type != imap.StatusResponseTypeBye {
		return &loginError{cause: err, answered: true}
	}
	return err
}

// run does one exchange under the watchdog and under ctx, and explains failures.
func (s *session) run(ctx context.Context, exchange func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { s.wire.fail(context.Cause(ctx)) })
	defer stop()
	s.wire.watch(s.account.Patience)
	err := exchange()
	s.wire.watch(0)
	if err != nil {
		var answered *imap.Error
		if bye := s.wire.last.farewell(); bye != nil && !errors.As(err, &answered) {
			err = both(bye, err)
		}
		err = s.account.explain(ctx, err, s.wire.reason())
		if errors.Is(err, errExpired) {
			s.account.renew() // the next connection gets another token, whatever our clock says
		}
	}
	return err
}

// examine opens a folder read-only, so that nothing we do changes a flag.
func (s *session) examine(ctx context.Context, folder string) (*imap.SelectData, error) {
	var data *imap.SelectData
	err := s.run(ctx, func() (err error) {
		data, err = s.client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
		var refused *imap.Error
		if errors.As(err, &refused) && refused.Type == imap.StatusResponseTypeNo && isMissingFolder(refused) {
			return &folderError{folder: folder, cause: err}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	s.folder = folder
	return data, nil
}

// close ends the connection. Every FETCH has been read to its end by then:
// closing over an unread one would hang.
func (s *session) close() {
	s.wire.fail(errClosed)
	_ = s.client.Close()
	s.release()
	if err := s.account.Budget.persist(context.Background(), true); err != nil {
		s.account.Budget.o.Log.Warn("the day's bytes were not kept", "account", s.account.label(), "err", err)
	}
}

// goodbye bounds the politeness of LOGOUT; a mute server must not hold up a stop.
const goodbye = 2 * time.Second

// leave says goodbye, so that servers don't log a broken connection.
func (s *session) leave(ctx context.Context) {
	if ctx.Err() == nil && !s.dead() {
		stop := context.AfterFunc(ctx, func() { s.wire.fail(context.Cause(ctx)) })
		s.wire.watch(min(goodbye, s.account.Patience))
		// Whatever the answer, the connection is closed.
		_ = s.client.Logout().Wait()
		stop()
	}
	s.close()
}

func (s *session) has(capability imap.Cap) bool { return s.client.Caps().Has(capability) }

// isMissingFolder knows the ways in which servers say that a folder is not
// there: RFC 5530 codes, RFC 3501 TRYCREATE, or words alone.
func isMissingFolder(e *imap.Error) bool {
	switch e.Code {
	case imap.ResponseCodeNonExistent, imap.ResponseCodeTryCreate:
		return true
	case "":
		text := strings.ToLower(e.Text)
		for _, words := range []string{"doesn't exist", "does not exist", "no such mailbox", "unknown mailbox", "not found", "nonexistent"} {
			if strings.Contains(text, words) {
				return true
			}
		}
	}
	return false
}
