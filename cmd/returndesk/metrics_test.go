package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"returndesk/desk"
)

// withMetrics adds the address of the metrics to a shop's configuration.
func withMetrics(t *testing.T, config, at string) {
	t.Helper()
	raw, err := os.ReadFile(config)
	if err == nil {
		err = os.WriteFile(config, fmt.Appendf(raw, "\nmetrics: {listen: '%s'}\n", at), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestMetrics: a monitor sees the queue of the running service, and no more than figures.
func TestMetrics(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	withMetrics(t, config, "127.0.0.1:0")
	h := openHouse(t, config)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	h.close()
	at := served(t, "metrics", config, "--listen", "off")
	row := onlyCase(t, config)
	code, body := fetch(t, surfer(t), "GET", at, nil)
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	for _, want := range []string{"returndesk_cases_waiting 1\n", `returndesk_drafts{state="proposed"} 1` + "\n", "returndesk_orders_stale ", "returndesk_mailbox_ok{"} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics lack %q:\n%s", want, body)
		}
	}
	for _, secret := range []string{row.Case, row.Order, "@"} {
		if secret != "" && strings.Contains(body, secret) {
			t.Errorf("the metrics name %q", secret)
		}
	}
}

// TestMetricsAddressTaken: a service that cannot be watched as configured does not start.
func TestMetricsAddressTaken(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	config := shop(t, desk.RoleAdmin)
	withMetrics(t, config, l.Addr().String())
	got := boot(t, "", nil, "--config", config, "run", "--listen", "off")
	if got.code != exitFailed || !strings.Contains(got.err, "metrics.listen") {
		t.Errorf("code %d, %s", got.code, got.err)
	}
}
