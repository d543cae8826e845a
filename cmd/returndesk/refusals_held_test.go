package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestRefusalsHeldAreTold: a mail that came a minute after the orders were exported cannot be refused by them. The
// queue and the metrics say so, although the data is young.
func TestRefusalsHeldAreTold(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	withMetrics(t, config, "127.0.0.1:0")
	file := filepath.Join(filepath.Dir(config), "orders.json")
	raw, err := os.ReadFile(file)
	if err == nil {
		started := strings.Replace(string(raw), `"stage":"placed","production_status":"not_started"`, `"stage":"in_production","production_status":"started","production_started_at":"`+
			time.Now().Add(-30*time.Minute).UTC().Format(time.RFC3339)+`"`, 1)
		err = os.WriteFile(file, []byte(started), 0o600)
	}
	if err == nil {
		minute := time.Now().Add(-time.Minute)
		err = os.Chtimes(file, minute, minute)
	}
	if err != nil {
		t.Fatal(err)
	}
	h := openHouse(t, config)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	h.close()
	const want = "1 refusal answers a mail that came later, and waits for newer data. Mend: export the orders anew."
	if got := strings.Join(strings.Fields(must(t, config, "queue")), " "); !strings.Contains(got, want) {
		t.Errorf("the queue does not say %q:\n%s", want, got)
	}
	at := served(t, "metrics", config, "--listen", "off")
	code, body := fetch(t, surfer(t), "GET", at, nil)
	if code != http.StatusOK || !strings.Contains(body, "returndesk_refusals_held 1\n") || !strings.Contains(body, "returndesk_orders_stale 0\n") {
		t.Errorf("%d %s", code, body)
	}
}
