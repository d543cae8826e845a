package oauth_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/internal/mailtest"
	"returndesk/oauth"
)

// settings are those of a mailbox whose owner consented once.
func settings(t *testing.T, i *mailtest.Issuer) oauth.Settings {
	t.Helper()
	return oauth.Settings{
		Name: "mailbox support", TokenURL: i.TokenURL(), ClientID: "app", Grant: oauth.GrantRefresh, RefreshToken: "refresh-0",
		Scopes: []string{"offline_access", "mail.read"}, File: filepath.Join(t.TempDir(), "oauth", "support.json"),
	}
}

func source(t *testing.T, s oauth.Settings) *oauth.Source {
	t.Helper()
	o, err := oauth.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func token(t *testing.T, o *oauth.Source) string {
	t.Helper()
	got, err := o.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestRefreshedBeforeItEnds(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	s := settings(t, i)
	s.Now = func() time.Time { return now }
	o := source(t, s)
	first := token(t, o)
	now = now.Add(54 * time.Minute)
	if token(t, o) != first {
		t.Error("asked for another token too early")
	}
	now = now.Add(2 * time.Minute) // four minutes before its end
	second := token(t, o)
	if second == first {
		t.Error("a token that is about to end was given out")
	}
	if got := i.Asked()[0]; got.Get("scope") != "offline_access mail.read" || got.Get("client_id") != "app" {
		t.Errorf("asked %v", got)
	}
	// A short life is used for half of it, and not asked for at each login.
	i.Live(4 * time.Minute)
	now = now.Add(time.Hour)
	third := token(t, o)
	now = now.Add(time.Minute)
	if token(t, o) != third {
		t.Error("asked for another token within the first minute of four")
	}
	now = now.Add(90 * time.Second)
	if token(t, o) == third {
		t.Error("the token was used until its end")
	}
}

func TestForget(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	o := source(t, settings(t, i))
	first := token(t, o)
	if o.Forget("") || !o.Forget("something older") || token(t, o) != first {
		t.Error("forgot another token than the one named")
	}
	if !o.Forget(first) || token(t, o) == first {
		t.Error("kept a token that a server refused")
	}
}

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	o := source(t, oauth.Settings{Name: "x", TokenURL: i.TokenURL(), ClientID: "app", ClientSecret: "secret", Grant: oauth.GrantClient, Scopes: []string{"all"}})
	if got := token(t, o); !i.Valid(got) {
		t.Errorf("got %q", got)
	}
	if asked := i.Asked(); asked[0].Get("grant_type") != "client_credentials" || asked[0].Get("scope") != "all" {
		t.Errorf("asked %v", asked)
	}
}

// TestRotation: each refresh token may be used once. The next process goes on with the
// latest, unless the owner put another one down.
func TestRotation(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	i.Rotate()
	s := settings(t, i)
	for range 3 { // three processes
		o := source(t, s)
		for range 2 {
			o.Forget(token(t, o))
		}
	}
	var used []string
	for _, a := range i.Asked() {
		used = append(used, a.Get("refresh_token"))
	}
	if want := []string{"refresh-0", "refresh-1", "refresh-2", "refresh-3", "refresh-4", "refresh-5"}; !slices.Equal(used, want) {
		t.Errorf("used %v", used)
	}
	info, err := os.Stat(s.File)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if dir, err := os.Stat(filepath.Dir(s.File)); err != nil || dir.Mode().Perm() != 0o700 {
		t.Errorf("folder %v, %v", dir.Mode(), err)
	}
	data, err := os.ReadFile(s.File)
	if err != nil || strings.Contains(string(data), "refresh-0") || !strings.Contains(string(data), "refresh-6") {
		t.Errorf("kept %s, %v", data, err)
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(s.File), ".token-*"))
	if err != nil || len(files) != 0 {
		t.Errorf("left behind %v, %v", files, err)
	}

	s.RefreshToken = "refresh-new" // a new consent
	if _, err := source(t, s).Token(t.Context()); desk.CodeOf(err) != desk.CodeAuth {
		t.Errorf("the old consent's file still counts: %v", err)
	}
	if last := i.Asked()[len(i.Asked())-1].Get("refresh_token"); last != "refresh-new" {
		t.Errorf("used %s", last)
	}
}

// TestTwoUsers: the service and doctor ask at once, with one consent.
func TestTwoUsers(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	i.Rotate()
	s := settings(t, i)
	var all sync.WaitGroup
	for range 8 {
		o := source(t, s)
		all.Go(func() {
			if _, err := o.Token(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestUnwritable: a token that cannot be kept is used, and tried to be kept again.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	i.Rotate()
	s := settings(t, i)
	o := source(t, s)
	if err := os.MkdirAll(s.File, 0o700); err != nil { // a folder in its place
		t.Fatal(err)
	}
	_, err := o.Token(t.Context())
	if desk.CodeOf(err) != desk.CodeAuth {
		t.Fatalf("a folder was read as a token: %v", err)
	}
	var told *desk.Error
	if !errors.As(err, &told) || !strings.Contains(told.Mend, "name a file in oauth.token_file") {
		t.Errorf("no mend for a folder: %+v", told)
	}
	if err := os.Remove(s.File); err != nil {
		t.Fatal(err)
	}
	first := token(t, o)
	if err := os.Remove(s.File); err != nil {
		t.Fatal(err)
	}
	if _, err := source(t, s).Token(t.Context()); desk.CodeOf(err) != desk.CodeAuth || !strings.Contains(err.Error(), "used up") {
		t.Errorf("without its file: %v", err)
	}
	if !i.Valid(first) {
		t.Error("the token was ended")
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		refuse    func(http.ResponseWriter)
		code      desk.Code
		temporary bool
		mend      string
	}{
		{"ended", func(w http.ResponseWriter) { mailtest.Refusal(w, 400, "invalid_grant", "AADSTS70008: expired") }, desk.CodeAuth, false, "consent anew"},
		{"client", func(w http.ResponseWriter) { mailtest.Refusal(w, 401, "invalid_client", "no") }, desk.CodeAuth, false, "oauth.client_id"},
		{"scope", func(w http.ResponseWriter) { mailtest.Refusal(w, 400, "invalid_scope", "no") }, desk.CodeAuth, false, "oauth.scopes"},
		{"grant", func(w http.ResponseWriter) { mailtest.Refusal(w, 400, "unsupported_grant_type", "no") }, desk.CodeAuth, false, "oauth.grant"},
		{"nowhere", func(w http.ResponseWriter) { w.WriteHeader(404) }, desk.CodeAuth, false, "oauth.token_url"},
		{"busy", func(w http.ResponseWriter) { mailtest.Refusal(w, 429, "", "slow down") }, desk.CodeUnavailable, true, ""},
		{"broken", func(w http.ResponseWriter) { w.WriteHeader(503) }, desk.CodeUnavailable, true, ""},
		{"nonsense", func(w http.ResponseWriter) { _, _ = fmt.Fprint(w, "<html>access-leaked</html>") }, desk.CodeUnavailable, true, "oauth.token_url"},
		{"elsewhere", func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://evil.test/")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, desk.CodeAuth, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			i := mailtest.StartIssuer(t, "support@shop.test")
			i.Refuse(func(w http.ResponseWriter) bool { c.refuse(w); return true })
			o := source(t, settings(t, i))
			_, err := o.Token(t.Context())
			if desk.CodeOf(err) != c.code || desk.IsTemporary(err) != c.temporary {
				t.Fatalf("%v", err)
			}
			var e *desk.Error
			if !errorsAs(err, &e) || !strings.Contains(e.Mend, c.mend) {
				t.Errorf("mend %q", e.Mend)
			}
			if strings.Contains(fmt.Sprintf("%+v", err), "refresh-0") || strings.Contains(err.Error(), "leaked") {
				t.Errorf("the error shows a secret: %v", err)
			}
			i.Refuse(nil) // it passes, or somebody mended it
			if !i.Valid(token(t, o)) {
				t.Error("no token after the mend")
			}
		})
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	good := oauth.Settings{Name: "x", TokenURL: "https://login.test/t", ClientID: "app", Grant: oauth.GrantRefresh, RefreshToken: "r", File: "f"}
	for name, change := range map[string]func(*oauth.Settings){
		"clear":        func(s *oauth.Settings) { s.TokenURL = "http://login.test/t" },
		"no address":   func(s *oauth.Settings) { s.TokenURL = "" },
		"no client":    func(s *oauth.Settings) { s.ClientID = "" },
		"no token":     func(s *oauth.Settings) { s.RefreshToken = "" },
		"no file":      func(s *oauth.Settings) { s.File = "" },
		"no secret":    func(s *oauth.Settings) { s.Grant = oauth.GrantClient },
		"no grant":     func(s *oauth.Settings) { s.Grant = "" },
		"other scheme": func(s *oauth.Settings) { s.TokenURL = "file:///etc/passwd" },
	} {
		s := good
		change(&s)
		if _, err := oauth.New(s); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
