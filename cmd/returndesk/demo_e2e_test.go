package main

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestDemoBinary runs the program as a reader of the README does: the built binary, the
// real clock, pictures judged in the child process.
func TestDemoBinary(t *testing.T) {
	t.Parallel()
	bin := filepath.Join(t.TempDir(), "returndesk")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-tags", "agents", "-buildvcs=false", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	dir := filepath.Join(t.TempDir(), "demo")
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), bin, "demo", "--once", "--data", dir)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("%v\n%s\n%s", err, stderr.String(), stdout.String())
	}
	got := decided(t, stdout.String(), time.Now())
	outcomes := map[string]bool{}
	for _, v := range got {
		_, outcome, _ := strings.Cut(v, " ")
		outcomes[outcome] = true
	}
	if len(got) != 45 || len(outcomes) != len(desk.Outcomes()) {
		t.Errorf("%d mails with %d outcomes:\n%s", len(got), len(outcomes), stdout.String())
	}
	show := exec.CommandContext(t.Context(), bin, "--config", filepath.Join(dir, "returndesk.yaml"), "queue", "--json")
	if out, err := show.CombinedOutput(); err != nil || !bytes.Contains(out, []byte(`"safety_stop"`)) {
		t.Errorf("the queue of the demo's folder afterwards: %v\n%.2000s", err, out)
	}
}
