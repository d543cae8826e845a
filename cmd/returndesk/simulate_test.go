package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/sim"
)

// TestSimulate leaves a folder that the other commands open, and says what happened.
func TestSimulate(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "shop")
	call := func(args ...string) (int, string, string) {
		var stdout, stderr bytes.Buffer
		ctx, stop := context.WithTimeout(t.Context(), 6*e2ePatience)
		defer stop()
		code := Main{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Args: args, Now: func() time.Time { return demoNow }}.Run(ctx)
		return code, stdout.String(), stderr.String()
	}
	code, out, errs := call("simulate", "--weeks", "1", "--orders-per-day", "1", "--json", "--data", dir)
	var r sim.Report
	if code != exitDone || json.Unmarshal([]byte(out), &r) != nil || r.Days != 7 || r.Checked() == 0 {
		t.Fatalf("exit %d, %s, %s", code, out, errs)
	}
	if code, out, errs = call("queue", "--config", filepath.Join(dir, "returndesk.yaml")); code != exitDone || errs != "" {
		t.Errorf("queue: exit %d, %s, %s", code, out, errs)
	}
	if code, _, errs = call("simulate", "--data", dir); code != exitFailed || !strings.Contains(errs, "not empty") {
		t.Errorf("into a full folder: exit %d, %s", code, errs)
	}
	if code, _, _ = call("simulate", "--weeks", "0"); code != exitUsage {
		t.Errorf("no weeks: exit %d", code)
	}
}

// TestSimulatedStore: every command reads the store that a simulation leaves, and the service and its web
// page open it.
func TestSimulatedStore(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "shop")
	config := filepath.Join(dir, "returndesk.yaml")
	call := func(stdin string, args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := (Main{Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr, Args: args}).Run(t.Context()); code != exitDone {
			t.Fatalf("%s: exit %d, %s", strings.Join(args, " "), code, stderr.String())
		}
		return stdout.String()
	}
	call("", "simulate", "--weeks", "2", "--orders-per-day", "1", "--data", dir)
	var rows []flow.QueueRow
	if err := json.Unmarshal([]byte(call("", "queue", "--json", "--config", config)), &rows); err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	var returns []desk.RMA
	if err := json.Unmarshal([]byte(call("", "rma", "list", "--json", "--config", config)), &returns); err != nil || len(returns) == 0 {
		t.Fatalf("%d returns, %v", len(returns), err)
	}
	call("", "show", rows[0].Case, "--config", config)
	call("", "rma", "show", returns[0].Number, "--config", config)
	call("", "quarantine", "list", "--config", config)
	if page := call("", "digest", "--config", config); !strings.Contains(page, "Hollow Works") || !strings.Contains(page, "DECISIONS NEEDED") {
		t.Errorf("the digest reads:\n%s", page)
	}
	call("four words in a row\n", "user", "add", "joe", "--name", "Joe Park", "--role", "admin", "--config", config)

	raw, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, bytes.Replace(raw, []byte("level: warn"), []byte("level: info"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	at, c := consoleOf(t, config, "--listen", "127.0.0.1:0"), surfer(t)
	if code, page := fetch(t, c, "POST", at+"/login", url.Values{"login": {"joe"}, "password": {"four words in a row"}}); code != http.StatusSeeOther {
		t.Fatalf("logging in: %d %s", code, page)
	}
	for path, want := range map[string]string{
		"/queue": rows[0].Case, "/cases/" + rows[0].Case: rows[0].Case, "/cases/" + rows[0].Case + "/history": "decided",
		"/rmas": "RMA-", "/rmas/" + returns[0].Number: returns[0].Number, "/digest": "<h1>Week ", "/digest/frame": "Decisions needed",
	} {
		if code, page := fetch(t, c, "GET", at+path, nil); code != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("%s: %d, without %q", path, code, want)
		}
	}
}
