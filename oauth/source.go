package oauth

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"returndesk/desk"
)

// Grant is how a token is asked for.
type Grant string

// The two grants that need no browser.
const (
	GrantRefresh Grant = "refresh_token"      // RFC 6749 section 6: a person consented once
	GrantClient  Grant = "client_credentials" // RFC 6749 section 4.4: the program itself has the right
)

// margin is how long before its end a token counts as over: a login that starts with it
// must not end without it.
const margin = 5 * time.Minute

// askTime bounds one request to the token endpoint.
const askTime = 30 * time.Second

// Settings make a Source.
type Settings struct {
	Name         string // whose token it is, for messages: "mailbox support, imap"
	TokenURL     string // https, or http on this machine
	ClientID     string
	ClientSecret string // "" for a public client
	Scopes       []string
	Grant        Grant
	RefreshToken string // the one that the owner put down; only GrantRefresh
	// File keeps the refresh token that the provider put in its place; only GrantRefresh.
	File string
	HTTP *http.Client // nil: one with a time limit
	Now  func() time.Time
	Log  *slog.Logger
}

// Source gives access tokens, and asks for a new one before the old one ends. It is safe
// for concurrent use; one request is under way at a time.
type Source struct {
	s      Settings
	client clientcredentials.Config

	mu      sync.Mutex
	token   string
	ends    time.Time // zero: the provider did not say
	renew   time.Time // from when on another token is asked for
	unsaved string    // a replaced refresh token that could not be written yet
}

// New checks the settings; the error names what is missing. It asks for nothing yet.
func New(s Settings) (*Source, error) {
	u, err := url.Parse(s.TokenURL)
	bad := func(format string, args ...any) error {
		return desk.Errf(desk.CodeInvalid, "%s: "+format, append([]any{s.Name}, args...)...)
	}
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, bad("the token endpoint %q is no https address; secrets would go unprotected", s.TokenURL)
	case s.ClientID == "":
		return nil, bad("no client id is configured")
	case s.Grant == GrantRefresh && (s.RefreshToken == "" || s.File == ""):
		return nil, bad("the grant refresh_token needs a refresh token and a file for its successors")
	case s.Grant == GrantClient && (s.ClientSecret == "" || len(s.Scopes) == 0):
		return nil, bad("the grant client_credentials needs a client secret and scopes")
	case s.Grant != GrantRefresh && s.Grant != GrantClient:
		return nil, bad("%q is no grant", s.Grant)
	}
	if s.HTTP == nil {
		s.HTTP = &http.Client{Timeout: askTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	style := oauth2.AuthStyleAutoDetect
	if s.ClientSecret == "" {
		style = oauth2.AuthStyleInParams
	}
	return &Source{s: s, client: clientcredentials.Config{
		ClientID: s.ClientID, ClientSecret: s.ClientSecret, Scopes: s.Scopes, TokenURL: s.TokenURL, AuthStyle: style,
	}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// Token gives an access token that lives for some minutes yet. The errors say what to
// mend: CodeAuth is permanent, the others pass.
func (o *Source) Token(ctx context.Context) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.token != "" && (o.ends.IsZero() || o.s.Now().Before(o.renew)) {
		return o.token, nil
	}
	t, err := o.ask(context.WithValue(ctx, oauth2.HTTPClient, o.s.HTTP))
	if err != nil {
		return "", o.explain(ctx, err)
	}
	o.token, o.ends, o.renew = t.AccessToken, time.Time{}, time.Time{}
	if !t.Expiry.IsZero() {
		life := time.Until(t.Expiry) // the library's clock; ends is by ours
		o.ends = o.s.Now().Add(life)
		o.renew = o.ends.Add(-min(margin, life/2))
	}
	return o.token, nil
}

// ask makes one request. The file is read anew each time: another process, doctor for
// one, may have got a new refresh token meanwhile.
func (o *Source) ask(ctx context.Context) (*oauth2.Token, error) {
	if o.s.Grant == GrantClient {
		return o.client.Token(ctx)
	}
	release, err := o.lock()
	if err != nil {
		return nil, err
	}
	defer release()
	current, err := o.current()
	if err != nil {
		return nil, err
	}
	// The library's own refresh sends no scope, and Microsoft then picks one by itself.
	o.client.EndpointParams = url.Values{"grant_type": {string(GrantRefresh)}, "refresh_token": {current}}
	t, err := o.client.Token(ctx)
	if err != nil {
		return nil, err
	}
	if t.RefreshToken != "" && (t.RefreshToken != current || o.unsaved != "") {
		o.unsaved = t.RefreshToken
		if err := o.keep(t.RefreshToken); err != nil {
			// The login works; a restart before the next try would not.
			o.s.Log.LogAttrs(ctx, slog.LevelError, "a new refresh token could not be kept", slog.String("of", o.s.Name),
				slog.String("file", o.s.File), slog.String("error", desk.MessageOf(err)))
		} else {
			o.unsaved = ""
		}
	}
	return t, nil
}

// Forget drops a token that a server refused, so that the next one is asked for. It says
// whether that can help: not when nobody ever got the token here.
func (o *Source) Forget(token string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.token == token {
		o.token = ""
	}
	return token != ""
}

// Ends gives when the token at hand ends; zero when there is none or nobody said.
func (o *Source) Ends() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.ends
}

// Scopes gives what is asked for, as a fresh slice.
func (o *Source) Scopes() []string { return slices.Clone(o.s.Scopes) }
