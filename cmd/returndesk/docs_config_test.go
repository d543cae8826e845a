package main

import (
	"os"
	"strings"
	"testing"

	"returndesk/config"
)

// TestDocsConfigParses: the piece of configuration that turns a language model on, as the
// study shows it, is one that the program takes, and turns it on.
func TestDocsConfigParses(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/classifier.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "```yaml\n")
	piece, _, end := strings.Cut(rest, "```")
	if !ok || !end || strings.Count(piece, "\n") != 10 {
		t.Fatalf("the page shows no ten lines of configuration: %q", piece)
	}
	const shop = "shop: {name: Hollow Works, timezone: UTC}\ndata_dir: ./data\nmailboxes:\n  - {name: support, address: s@shop.example, imap: {host: 127.0.0.1, tls: plain, password_env: P}, smtp: {host: 127.0.0.1, tls: plain}}\norders: {json: ./o.json}\n"
	cfg, err := config.Parse("config.yaml", []byte(shop+piece))
	if err != nil {
		t.Fatal(err)
	}
	l := cfg.Classifier.LLM
	if !l.Enabled || l.BaseURL == "" || l.Model == "" || l.KeyFile == "" || l.PriceInput == 0 || l.DailyBudget != 1 || l.Photos {
		t.Errorf("the piece gives %+v", l)
	}
}
