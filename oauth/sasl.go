package oauth

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"

	"returndesk/desk"
)

// The mechanisms that carry a token.
const (
	XOAuth2     = "XOAUTH2"        // Google's and Microsoft's own
	OAuthBearer = sasl.OAuthBearer // RFC 7628
)

// Login logs in with tokens of a Source, at IMAP and at SMTP servers.
type Login struct {
	source *Source
	wanted string // XOAuth2, OAuthBearer, or "" for whichever the server offers

	mu   sync.Mutex
	used string // the token of the latest exchange
}

// NewLogin makes a login; wanted is a mechanism or "".
func NewLogin(source *Source, wanted string) *Login {
	return &Login{source: source, wanted: strings.ToUpper(wanted)}
}

// String keeps a token out of whatever prints a login.
func (*Login) String() string { return "[redacted]" }

// GoString is String.
func (*Login) GoString() string { return "[redacted]" }

// SASL gives the exchange of one login as user; offers says what the server advertises.
func (l *Login) SASL(ctx context.Context, user string, offers func(string) bool) (sasl.Client, error) {
	mechanism := ""
	for _, m := range []string{OAuthBearer, XOAuth2} {
		if (l.wanted == "" || l.wanted == m) && offers(m) {
			mechanism = m
			break
		}
	}
	if mechanism == "" {
		want := l.wanted
		if want == "" {
			want = OAuthBearer + " or " + XOAuth2
		}
		return nil, desk.Errf(desk.CodeAuth, "%s: the server does not offer the login mechanism %s", l.source.s.Name, want).
			WithMend("check mechanism and tls: many servers offer it only under TLS; or use a password")
	}
	token, err := l.source.Token(ctx)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.used = token
	l.mu.Unlock()
	return &exchange{mechanism: mechanism, user: user, token: token}, nil
}

// Renew drops the token of the latest login, because the server would not have it: the
// next one gets another. It says whether trying again can help.
func (l *Login) Renew() bool {
	l.mu.Lock()
	used := l.used
	l.mu.Unlock()
	return l.source.Forget(used)
}

// exchange is one login. A refusal comes as a challenge of JSON, and the server waits for
// an answer of one byte before it says no (RFC 7628 section 3.2.3).
type exchange struct {
	mechanism, user, token string
	refused                string
}

// Start implements sasl.Client.
func (x *exchange) Start() (string, []byte, error) {
	if strings.ContainsAny(x.user+x.token, "\x01\r\n\x00") {
		return "", nil, desk.Errf(desk.CodeInvalid, "login or token hold a character that cannot be sent")
	}
	if x.mechanism == XOAuth2 {
		return x.mechanism, []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
	}
	user := strings.NewReplacer("=", "=3D", ",", "=2C").Replace(x.user) // RFC 5801 section 4
	return x.mechanism, []byte("n,a=" + user + ",\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next implements sasl.Client.
func (x *exchange) Next(challenge []byte) ([]byte, error) {
	var why struct {
		Status string `json:"status"`
	}
	if x.refused != "" {
		return nil, fmt.Errorf("the server goes on after its refusal: %s", x.refused)
	}
	// What does not parse is a refusal too: there is nothing else that a server could say.
	_ = json.Unmarshal(challenge, &why)
	x.refused = clean(why.Status)
	if x.refused == "" {
		x.refused = "no reason"
	}
	return []byte{1}, nil
}
