package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/config"
	"returndesk/desk"
)

const tokens = `shop: {name: Shop, timezone: America/New_York}
data_dir: /data
orders: {csv: orders.csv}
mailboxes:
  - name: support
    address: support@shop.test
    imap:
      host: imap.shop.test
      mechanism: auto
      oauth:
        token_url: https://login.test/token
        client_id: app-1
        refresh_token_file: /secrets/refresh
    smtp:
      host: smtp.shop.test
      mechanism: xoauth2
`

func TestOAuth(t *testing.T) {
	t.Parallel()
	c, err := config.Parse("f", []byte(tokens))
	if err != nil {
		t.Fatal(err)
	}
	m := c.Mailboxes[0]
	if o := m.SMTP.OAuth; o.TokenURL != "https://login.test/token" || o.TokenFile != "/data/oauth/support.json" || m.IMAP.OAuth.TokenFile != o.TokenFile {
		t.Errorf("SMTP uses %+v", o)
	}
	if m.SMTP.Login != "support@shop.test" || !m.SMTP.HasLogin() || m.SMTP.HasPassword() || m.IMAP.OAuth.Grant != "refresh_token" {
		t.Errorf("SMTP %+v", m.SMTP)
	}
	own := strings.Replace(tokens, "      mechanism: xoauth2\n", "      oauth: {token_url: https://x.test/t, client_id: b, refresh_token_file: /secrets/other}\n", 1)
	if c, err = config.Parse("f", []byte(own)); err != nil {
		t.Fatal(err)
	}
	if got := c.Mailboxes[0].SMTP.OAuth.TokenFile; got != "/data/oauth/support.smtp.json" {
		t.Errorf("another consent is kept in %s", got)
	}
}

func TestOAuthMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, new, want string }{
		{"no address", "        token_url: https://login.test/token\n", "", "has no token_url"},
		{"in clear", "https://login", "http://login", "would send secrets unprotected"},
		{"no id", "        client_id: app-1\n", "", "has no client id"},
		{"two ids", "client_id: app-1", "client_id: app-1\n        client_id_env: X", "names the client id more than once"},
		{"no consent", "        refresh_token_file: /secrets/refresh\n", "", "has no refresh token"},
		{"two consents", "refresh_token_file: /secrets/refresh", "refresh_token_file: /secrets/refresh\n        refresh_token_env: X", "names the refresh token more than once"},
		{"password too", "      mechanism: auto", "      password_env: X", "stands beside a password"},
		{"wrong mechanism", "mechanism: auto", "mechanism: plain", "cannot carry a token"},
		{"no secret", "refresh_token_file: /secrets/refresh", "grant: client_credentials\n        scopes: [a]", "has no client secret"},
		{"no scopes", "refresh_token_file: /secrets/refresh", "grant: client_credentials\n        client_secret_env: X", "has no scopes"},
		{"unknown grant", "client_id: app-1", "client_id: app-1\n        grant: password", "is not one of refresh_token, client_credentials"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(tokens, c.old, c.new, 1)
			if text == tokens {
				t.Fatal("the case changes nothing")
			}
			if _, err := config.Parse("f", []byte(text)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if _, err := config.Parse("f", []byte(strings.Replace(tokens, "https://login.test", "http://127.0.0.1:8080", 1))); err != nil {
		t.Errorf("an endpoint on this machine: %v", err)
	}
}

func TestOAuthSecrets(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "refresh")
	if err := os.WriteFile(file, []byte("r-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := func(name string) string { return map[string]string{"SECRET": "s-1"}[name] }
	o := config.OAuth{ClientID: "app", ClientSecretEnv: "SECRET", RefreshTokenFile: file}
	got, err := o.Secrets(env)
	if err != nil || got.ClientID.Reveal() != "app" || got.ClientSecret.Reveal() != "s-1" || got.RefreshToken.Reveal() != "r-1" {
		t.Errorf("%+v, %v", got, err)
	}
	for want, bad := range map[string]config.OAuth{
		"NONE, which oauth.client_secret_env names": {ClientID: "app", ClientSecretEnv: "NONE"},
		"the refresh token file":                    {ClientID: "app", RefreshTokenFile: file + "x"},
	} {
		if _, err := bad.Secrets(env); desk.CodeOf(err) != desk.CodeAuth || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
