package inbox

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"

	"returndesk/desk"
)

// tokens is a login whose token is another after each Renew.
type tokens struct {
	mu sync.Mutex
	n  int
}

func (k *tokens) SASL(_ context.Context, login string, _ func(string) bool) (sasl.Client, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return sasl.NewPlainClient("", login, fmt.Sprintf("token-%d", k.n)), nil
}

func (k *tokens) Renew() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.n++
	return true
}

// presented gives the tokens of the logins that a server saw, in order.
func (s *faultServer) presented(t *testing.T) []string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, c := range s.commands {
		if response, ok := strings.CutPrefix(c, "AUTHENTICATE PLAIN "); ok {
			text, err := base64.StdEncoding.DecodeString(response)
			if err != nil {
				t.Error(err)
			}
			out = append(out, string(text[strings.LastIndexByte(string(text), 0)+1:]))
		}
	}
	return out
}

// TestTokenEndsInSession: the server ends the session because its token ended, by whatever
// our clock thought: the next connection brings another.
func TestTokenEndsInSession(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]string{
		"BYE":        "* BYE Session invalidated - AccessTokenExpired",
		"NO in view": "NO [EXPIRED] the access token has expired",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "one", "two")
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 || !isBodyFetch(command) {
					return false
				}
				if strings.HasPrefix(words, "*") {
					c.say(words)
					return c.cut()
				}
				c.say(c.tag + " " + words)
				return true
			}
			sink := newSink()
			account := s.account(t)
			account.Auth = &tokens{}
			watching(t, Options{Account: account, Sink: sink})
			sink.await(t, 2)
			if got := s.presented(t); !slices.Equal(got, []string{"token-0", "token-1"}) {
				t.Errorf("presented %v", got)
			}
		})
	}
}

// TestRefusedToken: a refused login is tried once more with another token on the same
// connection, and no more than that.
func TestRefusedToken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refuse int
		ok     bool
		want   []string
	}{
		"once":   {1, true, []string{"token-0", "token-1"}},
		"always": {100, false, []string{"token-0", "token-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "one")
			refused := 0
			s.on = func(conn *faultConn, command string) bool {
				if !strings.HasPrefix(command, "AUTHENTICATE") || refused >= c.refuse {
					return false
				}
				refused++
				conn.say(conn.tag + " NO [AUTHENTICATIONFAILED] AUTHENTICATE failed.")
				return true
			}
			account := s.account(t)
			account.Auth = &tokens{}
			err := once(t, account, newSink())
			if (err == nil) != c.ok || !c.ok && (desk.CodeOf(err) != desk.CodeAuth || !strings.Contains(err.Error(), "fresh token")) {
				t.Error(err)
			}
			if got := s.presented(t); !slices.Equal(got, c.want) {
				t.Errorf("presented %v", got)
			}
		})
	}
}
