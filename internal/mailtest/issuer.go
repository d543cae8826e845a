package mailtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Issuer is an OAuth token endpoint (RFC 6749) with the introspection that Dovecot asks.
// Its tokens stand for User. Every answer of the endpoint can be replaced by Refuse.
type Issuer struct {
	User   string
	server *httptest.Server

	mu      sync.Mutex
	life    time.Duration
	rotate  bool
	refresh string          // the refresh token that counts now
	live    map[string]bool // access tokens
	asked   []url.Values    // requests for tokens
	refuse  func(w http.ResponseWriter) bool
	n       int
}

// StartIssuer serves on loopback until the test ends. The first refresh token is
// "refresh-0"; access tokens live an hour.
func StartIssuer(t TB, user string) *Issuer {
	t.Helper()
	i := &Issuer{User: user, life: time.Hour, refresh: "refresh-0", live: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", i.token)
	mux.HandleFunc("GET /introspect", i.introspect)
	i.server = httptest.NewServer(mux)
	t.Cleanup(i.server.Close)
	return i
}

// TokenURL is the token endpoint.
func (i *Issuer) TokenURL() string { return i.server.URL + "/token" }

// IntrospectionURL is what Dovecot appends a token to.
func (i *Issuer) IntrospectionURL() string { return i.server.URL + "/introspect?token=" }

// Live sets how long coming access tokens live.
func (i *Issuer) Live(d time.Duration) { i.mu.Lock(); defer i.mu.Unlock(); i.life = d }

// Rotate makes each use of a refresh token replace it and end the old one.
func (i *Issuer) Rotate() { i.mu.Lock(); defer i.mu.Unlock(); i.rotate = true }

// Revoke ends every access token; refresh tokens stay.
func (i *Issuer) Revoke() { i.mu.Lock(); defer i.mu.Unlock(); clear(i.live) }

// Refuse answers requests for tokens as f does, as long as it gives true; nil ends that.
func (i *Issuer) Refuse(f func(w http.ResponseWriter) bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.refuse = f
}

// Asked gives the requests for tokens so far.
func (i *Issuer) Asked() []url.Values { i.mu.Lock(); defer i.mu.Unlock(); return slices.Clone(i.asked) }

// Current gives the refresh token that counts now.
func (i *Issuer) Current() string { i.mu.Lock(); defer i.mu.Unlock(); return i.refresh }

// Valid reports whether an access token counts.
func (i *Issuer) Valid(token string) bool { i.mu.Lock(); defer i.mu.Unlock(); return i.live[token] }

func (i *Issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := r.ParseForm(); err != nil {
		Refusal(w, http.StatusBadRequest, "invalid_request", err.Error())
		return
	}
	i.asked = append(i.asked, r.PostForm)
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	}
	switch grant := r.PostForm.Get("grant_type"); {
	case i.refuse != nil && i.refuse(w):
		return
	case id != "app" || secret != "" && secret != "secret":
		Refusal(w, http.StatusUnauthorized, "invalid_client", "no such application")
		return
	case grant == "client_credentials" && secret == "secret":
	case grant == "refresh_token" && r.PostForm.Get("refresh_token") == i.refresh:
	case grant == "refresh_token":
		Refusal(w, http.StatusBadRequest, "invalid_grant", "the refresh token is used up")
		return
	default:
		Refusal(w, http.StatusBadRequest, "unsupported_grant_type", grant)
		return
	}
	i.n++
	access := fmt.Sprintf("access-%d", i.n)
	i.live[access] = true
	answer := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": int(i.life.Seconds())}
	if i.rotate && r.PostForm.Get("grant_type") == "refresh_token" {
		i.refresh = fmt.Sprintf("refresh-%d", i.n)
		answer["refresh_token"] = i.refresh
	}
	reply(w, http.StatusOK, answer)
}

func (i *Issuer) introspect(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, map[string]any{"active": i.Valid(r.URL.Query().Get("token")), "username": i.User})
}

// Refusal is an error of a token endpoint (RFC 6749 section 5.2).
func Refusal(w http.ResponseWriter, status int, code, words string) {
	reply(w, status, map[string]any{"error": code, "error_description": words})
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client is gone: its own trouble
}
