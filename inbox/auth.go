package inbox

import (
	"context"
	"log/slog"

	"github.com/emersion/go-sasl"
)

// Authenticator makes the SASL exchange of one login. It is asked at every
// connection, so that a token can be fetched anew (XOAUTH2, OAUTHBEARER).
type Authenticator interface {
	// SASL returns the exchange for login; offers says whether the server
	// advertises AUTH=mechanism. A nil client without error asks for the plain
	// LOGIN command and needs the authenticator to be a password.
	SASL(ctx context.Context, login string, offers func(mechanism string) bool) (sasl.Client, error)
}

// Renewer is an Authenticator whose secret ends by itself. Renew drops the one that a
// server would not have, and says whether the next may be better.
type Renewer interface {
	Authenticator
	Renew() bool
}

// renew asks for another secret, where the login has such.
func (a Account) renew() bool {
	r, ok := a.Auth.(Renewer)
	return ok && r.Renew()
}

// Password logs in by a fixed password: PLAIN, else LOGIN, else the LOGIN
// command, whichever the server offers first.
func Password(secret string) Authenticator {
	return password{func() (string, error) { return secret, nil }}
}

// PasswordFrom is Password with a secret that is read anew at every login, so that one which
// somebody changed where it is kept counts without a new start.
func PasswordFrom(read func() (string, error)) Authenticator { return password{read} }

const redacted = "[redacted]"

type password struct{ read func() (string, error) }

func (p password) SASL(_ context.Context, login string, offers func(string) bool) (sasl.Client, error) {
	secret, err := p.read()
	switch {
	case err != nil:
		return nil, err
	case offers(sasl.Plain):
		return sasl.NewPlainClient("", login, secret), nil
	case offers(sasl.Login):
		return sasl.NewLoginClient(login, secret), nil
	default:
		return nil, nil
	}
}

// String, GoString and LogValue keep the secret out of logs and errors,
// whatever verb prints an Account.
func (password) String() string       { return redacted }
func (password) GoString() string     { return redacted }
func (password) LogValue() slog.Value { return slog.StringValue(redacted) }
