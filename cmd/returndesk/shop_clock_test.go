package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestShopsClock wants a command to say and to read times on the shop's clock, wherever the
// machine stands.
func TestShopsClock(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "returndesk.yaml")
	text := "shop: {name: Hollow Works, timezone: Pacific/Auckland}\ndata_dir: ./data\nmailboxes:\n  - {name: support, address: s@shop.example, imap: {host: 127.0.0.1, tls: plain, password_env: P}, smtp: {host: 127.0.0.1, tls: plain}}\norders: {json: ./o.json}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	leaves := "It leaves at " + noon.Add(30*time.Second).In(zone).Format("15:04:05")
	if r := agent(t, newFake(), map[string]string{"RETURNDESK_CONFIG": path}, "", "approve", "C-1042", "--yes"); !strings.Contains(r.out, leaves) {
		t.Errorf("%q does not say %q", r.out, leaves)
	}
	for until, want := range map[string]string{
		"2026-12-01":       "2026-12-01 08:00:00 +1300",
		"2026-04-05":       "2026-04-05 08:00:00 +1200", // the night of it had an hour more
		"2026-12-01T09:30": "2026-12-01 09:30:00 +1300",
	} {
		at, err := laterTime(until, noon.In(zone))
		if got := at.Format("2006-01-02 15:04:05 -0700"); err != nil || got != want {
			t.Errorf("--until %s is %s, want %s (%v)", until, got, want, err)
		}
	}
}
