package config_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/config"
)

// TestSecretFiles: every file with a secret in use counts, a shared one once.
func TestSecretFiles(t *testing.T) {
	t.Parallel()
	text := `shop: {name: S, timezone: UTC}
data_dir: /data
mailboxes:
  - name: a
    address: a@shop.test
    imap: {host: h, password_file: /s/shared}
    smtp: {host: h, password_file: /s/shared}
  - name: b
    address: b@shop.test
    imap: {host: h, mechanism: xoauth2, oauth: {token_url: "https://l.test/t", scopes: [s], client_id_file: /s/id, client_secret_file: /s/client, refresh_token_file: /s/refresh, token_file: /s/token}}
    smtp: {host: h, password_file: /s/smtp}
orders: {csv: o.csv}
classifier: {llm: {enabled: LLM, base_url: "https://m.test/v1", model: m, key_file: /s/key}}
`
	for on, want := range map[string][]string{
		"true":  {"/s/shared", "/s/id", "/s/client", "/s/refresh", "/s/token", "/s/smtp", "/s/key"},
		"false": {"/s/shared", "/s/id", "/s/client", "/s/refresh", "/s/token", "/s/smtp"},
	} {
		c, err := config.Parse("/etc/x.yaml", []byte(strings.Replace(text, "LLM", on, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.SecretFiles(); !slices.Equal(got, want) {
			t.Errorf("llm %s: %v, not %v", on, got, want)
		}
	}
}
