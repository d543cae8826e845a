package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// running is a `returndesk run` that was started and not yet ended.
type running struct {
	cmd     *exec.Cmd
	logFile string
	done    chan struct{} // closed when the process ended
}

// start starts the service and waits until it says that it watches. The test's end kills
// it when the test did not end it before.
func (s *liveShop) start(t *testing.T, args ...string) *running {
	t.Helper()
	p := s.spawn(t, append([]string{"run"}, args...)...)
	p.watches(t)
	return p
}

// watches waits until the service says that it watches.
func (p *running) watches(t *testing.T) {
	t.Helper()
	eventually(t, "the service watches", func() error {
		if !strings.Contains(p.log(t), "msg=watching") {
			return fmt.Errorf("log: %s", p.log(t))
		}
		return p.alive(t)
	})
}

// spawn starts the program in the background.
func (s *liveShop) spawn(t *testing.T, args ...string) *running {
	t.Helper()
	out, err := os.CreateTemp(s.dir, "service-*.log")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }() // the child has its own handle
	p := &running{cmd: exec.Command(s.binary, append([]string{"--config", s.config}, args...)...), logFile: out.Name(), done: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.Env = out, out, append(os.Environ(), s.env...)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = p.cmd.Wait(); close(p.done) }() // how it ended stands in ProcessState
	t.Cleanup(func() {
		p.kill()
		text := p.log(t)
		if t.Failed() {
			t.Logf("%v said:\n%s", args, text[max(0, len(text)-6000):])
		}
		if strings.Contains(text, "DATA RACE") || strings.Contains(text, "panic: ") {
			t.Errorf("%v: %s", args, text)
		}
	})
	return p
}

// log is everything that the process wrote so far.
func (p *running) log(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(p.logFile)
	if err != nil && !os.IsNotExist(err) { // the test's folder may be gone already
		t.Fatal(err)
	}
	return string(data)
}

// alive fails the test at once when the process has ended.
func (p *running) alive(t *testing.T) error {
	t.Helper()
	select {
	case <-p.done:
		t.Fatalf("the service ended with %s:\n%s", p.cmd.ProcessState, p.log(t))
	default:
	}
	return nil
}

// kill ends the process as kill -9 does, and waits for its end.
func (p *running) kill() {
	_ = p.cmd.Process.Kill() // already gone is as good
	<-p.done
}

// stop asks the process to end, as an administrator does, and gives its exit code.
func (p *running) stop(t *testing.T) int {
	t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.done:
	case <-time.After(e2ePatience):
		t.Fatalf("the service does not end:\n%s", p.log(t))
	}
	return p.cmd.ProcessState.ExitCode()
}

// eventually waits until look finds what it looks for; its last error tells what was
// missing. Most looks start the program anew, so it rests for longer than a look takes: the
// service that everybody waits for needs the processor, too.
func eventually(t *testing.T, what string, look func() error) {
	t.Helper()
	var err error
	for end := time.Now().Add(e2ePatience); time.Now().Before(end); {
		began := time.Now()
		if err = look(); err == nil {
			return
		}
		time.Sleep(max(25*time.Millisecond, min(3*time.Since(began), time.Second)))
	}
	t.Fatalf("never happened: %s: %v", what, err)
}
