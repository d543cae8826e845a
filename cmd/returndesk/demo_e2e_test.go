package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestDemoBinary runs the program as a reader of the README does: the built binary, the
// real clock, pictures judged in the child process. Afterwards the folder is still good
// for a look.
func TestDemoBinary(t *testing.T) {
	t.Parallel()
	bin := shipped.path(t)
	dir := filepath.Join(t.TempDir(), "demo")
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), bin, "demo", "--once", "--data", dir)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("%v\n%s\n%s", err, stderr.String(), stdout.String())
	}
	got := decided(t, stdout.String(), dir)
	outcomes := map[string]bool{}
	for _, v := range got {
		_, outcome, _ := strings.Cut(v, " ")
		outcomes[outcome] = true
	}
	if len(got) != 45 || len(outcomes) != len(desk.Outcomes()) {
		t.Errorf("%d mails with %d outcomes:\n%s", len(got), len(outcomes), stdout.String())
	}
	out, err := exec.CommandContext(t.Context(), bin, "--config", filepath.Join(dir, "returndesk.yaml"), "queue", "--json").CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte(`"safety_stop"`)) {
		t.Errorf("the queue of the demo's folder afterwards: %v\n%.2000s", err, out)
	}
}

// asking is a demo that waits for its reader's answer.
type asking struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
	said   string // until it asked
}

// startDemo runs the real binary's demo in a folder until it asks which reply to approve.
func startDemo(t *testing.T, bin, dir string) *asking {
	t.Helper()
	d := &asking{cmd: exec.CommandContext(t.Context(), bin, "demo", "--data", dir)}
	stdin, err := d.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	d.stdin, d.cmd.Stderr, d.out = stdin, &d.stderr, bufio.NewReader(stdout)
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	d.said = until(t, d.out, "Approve a reply")
	return d
}

// TestDemoServes runs the demo, follows its invitation with a browser, approves from a second process, and
// ends it by its own command.
func TestDemoServes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	demo := startDemo(t, program.path(t), dir)
	t.Run("browser", demo.inBrowser)
	t.Run("commands", func(t *testing.T) { demoBesideCommands(t, dir) })
	if _, err := io.WriteString(demo.stdin, "q\n"); err != nil {
		t.Fatal(err)
	}
	rest := until(t, demo.out, "")
	if err := demo.cmd.Wait(); err != nil || demo.stderr.Len() > 0 || !strings.Contains(rest, dir) {
		t.Errorf("end: %v\n%s\n%s", err, demo.stderr.String(), rest)
	}
}

// demoBesideCommands approves from a second process while the demo runs: the commands find
// it by its socket, and its service sends.
func demoBesideCommands(t *testing.T, dir string) {
	bin := shipped.path(t)
	run := func(args ...string) []byte {
		t.Helper()
		out, err := exec.CommandContext(t.Context(), bin, append([]string{"--config", filepath.Join(dir, "returndesk.yaml")}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return out
	}
	var rows []flow.QueueRow
	if err := json.Unmarshal(run("queue", "--json", "--outcome", "on_schedule_info"), &rows); err != nil || len(rows) != 1 {
		t.Fatalf("queue: %v, %d rows", err, len(rows))
	}
	run("approve", rows[0].Case, "--yes")
	for end := time.Now().Add(e2ePatience); ; {
		var v flow.CaseView
		if err := json.Unmarshal(run("show", rows[0].Case, "--json"), &v); err != nil {
			t.Fatal(err)
		}
		if state := v.Drafts[0].State; state == desk.DraftSent {
			break
		} else if time.Now().After(end) || state != desk.DraftApproved && state != desk.DraftSending {
			t.Fatalf("the draft is %s: %s", state, v.Drafts[0].ServerText)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// until reads up to a text, or to the end for "".
func until(t *testing.T, in *bufio.Reader, text string) string {
	t.Helper()
	var seen strings.Builder
	for {
		c, err := in.ReadByte()
		if err == io.EOF && text == "" {
			return seen.String()
		}
		if err != nil {
			t.Fatalf("%v after\n%s", err, seen.String())
		}
		seen.WriteByte(c)
		if text != "" && strings.HasSuffix(seen.String(), text) {
			return seen.String()
		}
	}
}
