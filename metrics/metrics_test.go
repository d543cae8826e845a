package metrics_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/metrics"
)

// shop is a source with a state of its own, or an error.
type shop struct {
	status control.Status
	counts desk.Counts
	err    error
}

func (s shop) Status(context.Context) (control.Status, error) { return s.status, s.err }
func (s shop) Counts(context.Context) (desk.Counts, error)    { return s.counts, s.err }

// scrape asks once, as a monitor does.
func scrape(t *testing.T, s shop, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	metrics.Handler(s, slog.New(slog.DiscardHandler)).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body)
}

func TestScrape(t *testing.T) {
	t.Parallel()
	read := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	code, body := scrape(t, shop{
		status: control.Status{
			Version: "1.2.3", StartedAt: read.Add(-time.Hour), Waiting: 7, DenialsHeld: 2, AcksOff: read,
			Mailboxes: []control.MailboxStatus{
				{Account: "support", Mailbox: "INBOX", State: "ok", Read: read}, {Account: "support", Mailbox: `Old "mail"`, State: "unreachable"},
			},
			Orders: control.OrdersStatus{Count: 1234, AsOf: read, Stale: true},
			LLM:    &control.LLMStatus{Requests: 5, Cost: 0.25, Budget: 1},
		},
		counts: desk.Counts{
			Mails:  map[desk.MailState]int{desk.MailQuarantined: 3},
			Drafts: map[desk.DraftState]int{desk.DraftProposed: 4, desk.DraftSent: 9},
			RMAs:   map[desk.RMAState]int{desk.RMAAuthorized: 2},
		},
	}, "/metrics")
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	for _, want := range []string{
		`returndesk_build_info{version="1.2.3"} 1`, "returndesk_service_start_timestamp_seconds 1.7724384e+09",
		`returndesk_mailbox_ok{account="support",mailbox="INBOX"} 1`, `returndesk_mailbox_ok{account="support",mailbox="Old \"mail\""} 0`,
		`returndesk_mailbox_read_timestamp_seconds{account="support",mailbox="INBOX"} 1.772442e+09`,
		"returndesk_orders 1234", "returndesk_orders_stale 1", "returndesk_orders_held_back 0", "returndesk_cases_waiting 7",
		"returndesk_refusals_held 2", "returndesk_confirmations_held 1", `returndesk_mails{state="quarantined"} 3`,
		`returndesk_drafts{state="proposed"} 4`, `returndesk_drafts{state="uncertain"} 0`, `returndesk_rmas{state="authorized"} 2`,
		`returndesk_rmas{state="received"} 0`, "returndesk_llm_cost_today 0.25", "go_goroutines",
	} {
		if !strings.Contains(body, want+"\n") && !strings.Contains(body, want+" ") {
			t.Errorf("the answer lacks %q", want)
		}
	}
	if strings.Contains(body, `read_timestamp_seconds{account="support",mailbox="Old`) {
		t.Error("a folder that was never read has a time")
	}
	if t.Failed() {
		t.Log(body)
	}
}

// TestScrapeFails: a store that cannot answer is an alarm, not a page of old figures.
func TestScrapeFails(t *testing.T) {
	t.Parallel()
	code, body := scrape(t, shop{err: errors.New("the disk is gone")}, "/metrics")
	if code != http.StatusInternalServerError || strings.Contains(body, "returndesk_cases_waiting") {
		t.Errorf("%d %s", code, body)
	}
}

// TestOnlyMetrics: nothing else is served there.
func TestOnlyMetrics(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/", "/cases/C-1", "/metrics/x"} {
		if code, _ := scrape(t, shop{}, path); code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, code)
		}
	}
}
