package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"returndesk/control"
	"returndesk/desk"
)

// terminalPair opens a pseudo-terminal of 90 columns: what a person sees and types, and
// what the program has for its streams (pty(7)).
func terminalPair(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = person.Close() })
	if err := unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(program.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 90}); err != nil {
		t.Fatal(err)
	}
	return person, program
}

// atTerminal runs a command at a terminal, types an answer, and gives what was seen.
func atTerminal(t *testing.T, f *fakeDesk, env map[string]string, answer string, args ...string) (int, string) {
	t.Helper()
	person, program := terminalPair(t)
	var seen bytes.Buffer
	var reading sync.WaitGroup
	reading.Go(func() { _, _ = io.Copy(&seen, person) }) // ends with EIO when the program's side closes
	if _, err := person.WriteString(answer); err != nil {
		t.Fatal(err)
	}
	a := &app{
		in: program, out: program, err: program, now: func() time.Time { return noon },
		env: func(name string) string { return env[name] },
		opener: func(context.Context) (control.Desk, desk.Actor, func() error, error) {
			return f, desk.Actor{Name: "Anna", Role: desk.RoleAgent}, func() error { return nil }, nil
		},
	}
	root := newRootCmd(a)
	root.SetArgs(args)
	code := exitCode(root.ExecuteContext(t.Context()), program)
	if err := program.Close(); err != nil {
		t.Fatal(err)
	}
	reading.Wait()
	return code, strings.ReplaceAll(seen.String(), "\r\n", "\n")
}

func TestApproveAtTerminal(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]int{"y\n": 1, "YES\n": 1, "n\n": 0, "\n": 0, "yep\n": 0} {
		f := newFake()
		code, seen := atTerminal(t, f, nil, answer, "approve", "C-1042")
		if code != 0 || len(f.approvals) != want {
			t.Errorf("%q: code %d, %d approvals; want %d", answer, code, len(f.approvals), want)
		}
		if !strings.Contains(seen, "we are late.") || !strings.Contains(seen, "Approve C-1042-1? [y/N]") {
			t.Errorf("%q: the draft was not shown before the question: %q", answer, seen)
		}
		if want == 1 && f.approvals[0].Seen != f.view.Drafts[0].ContentHash() {
			t.Errorf("%q approved something else than what was shown", answer)
		}
	}
}

func TestColourAtTerminal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env    map[string]string
		colour bool
	}{
		"plain terminal": {nil, true}, "NO_COLOR": {map[string]string{"NO_COLOR": "1"}, false}, "dumb": {map[string]string{"TERM": "dumb"}, false},
	} {
		_, seen := atTerminal(t, newFake(), c.env, "", "show", "C-1042")
		if got := strings.Contains(seen, "\x1b["); got != c.colour {
			t.Errorf("%s: colours %v, want %v", name, got, c.colour)
		}
		if rule := strings.Repeat("─", 70); !strings.Contains(seen, rule) {
			t.Errorf("%s: the page does not use the terminal's 90 columns", name)
		}
	}
}

// TestRawAtTerminal keeps a mail from taking the terminal over even when its bytes are
// asked for.
func TestRawAtTerminal(t *testing.T) {
	t.Parallel()
	f := newFake()
	f.raw = []byte("Subject: \x1b]0;owned\ahi\x1b[2J\n")
	if _, seen := atTerminal(t, f, nil, "", "quarantine", "show", "ababab", "--raw"); seen != "Subject: hi\n" {
		t.Errorf("the terminal saw %q", seen)
	}
}

// TestInterrupted ends a question that nobody answers when the program is told to stop.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	nobody, typing := io.Pipe()
	t.Cleanup(func() { _ = typing.Close() })
	ctx, stop := context.WithCancel(t.Context())
	stop()
	a := &app{in: nobody, out: io.Discard}
	if ok, err := a.confirm(ctx, "Approve?"); ok || desk.CodeOf(err) != desk.CodeUnavailable {
		t.Errorf("got %v, %v", ok, err)
	}
}
