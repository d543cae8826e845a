package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestPolicyTest runs the project's scenarios by the command: by the table alone all pass, and
// from the mail's own words at least 38 of the 40 shared ones (issue "classifier").
func TestPolicyTest(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../policy/testdata/own/*.jsonl")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files of scenarios (%v)", len(files), err)
	}
	shared := "../../policy/testdata/scenarios.jsonl"
	args := append([]string{"policy", "test", "--reading", "expected", shared}, files...)
	if got := boot(t, "", nil, args...); got.code != 0 || !strings.Contains(got.out, " passed, 0 failed") {
		t.Errorf("by the table alone: code %d\n%s%s", got.code, got.out, got.err)
	}
	got := boot(t, "", nil, "policy", "test", shared)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	var passed, failed int
	if _, err := fmt.Sscanf(lines[len(lines)-1], "%d passed, %d failed", &passed, &failed); err != nil || passed+failed != 40 || passed < 38 {
		t.Errorf("from the words: %d passed, %d failed (%v)\n%s", passed, failed, err, got.out)
	}
}
