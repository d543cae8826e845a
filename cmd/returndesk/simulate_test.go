package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/sim"
)

// TestSimulate leaves a folder that the other commands open, and says what happened.
func TestSimulate(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "shop")
	call := func(args ...string) (int, string, string) {
		var stdout, stderr bytes.Buffer
		ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
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
