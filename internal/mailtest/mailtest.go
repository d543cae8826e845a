// Package mailtest starts real mail servers for tests, benchmarks and demos on
// this machine: Dovecot (IMAP) and Postfix (SMTP), each with its own
// configuration, data and ports in a temporary folder, on 127.0.0.1 only.
//
// It must not know anything of returndesk's rooms. It never touches the
// machine's own mail configuration.
package mailtest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// RequireEnv, when set to 1, turns a missing server from a skipped test into a
// failed one.
const RequireEnv = "RETURNDESK_REQUIRE_SERVERS"

// ErrMissing says that a server's program is not on this machine.
var ErrMissing = errors.New("not installed")

// TB is the part of testing.TB that is used, so that a benchmark program can
// stand in for a test.
type TB interface {
	Helper()
	Skipf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// unavailable skips or fails a test for a server that didn't start.
func unavailable(t TB, server string, err error) {
	t.Helper()
	if errors.Is(err, ErrMissing) && os.Getenv(RequireEnv) != "1" {
		t.Skipf("left out: %s is not usable here: %v", server, err)
		return
	}
	t.Fatalf("%s does not start: %v", server, err)
}

// startDeadline bounds how long a server may take to open its ports. It only ends a test
// that would never end.
const startDeadline = 5 * time.Minute

// process is a server in the foreground and its folder.
type process struct {
	dir  string
	cmd  *exec.Cmd
	done chan error
	log  string
}

// newFolder makes a short path that other users may enter: login processes run
// under other accounts, and socket paths are limited to 108 bytes.
func newFolder(prefix string) (string, error) {
	dir, err := os.MkdirTemp("/tmp", prefix)
	if err != nil {
		return "", fmt.Errorf("make a folder for a server: %w", err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // entered by the server's own users
		return "", fmt.Errorf("open the folder of a server: %w", err)
	}
	return dir, nil
}

// launch starts a program in its own process group and keeps its output.
func launch(dir, program string, args ...string) (*process, error) {
	p := &process{dir: dir, log: filepath.Join(dir, "out.log"), done: make(chan error, 1)}
	out, err := os.Create(p.log)
	if err != nil {
		return nil, fmt.Errorf("log of %s: %w", program, err)
	}
	defer func() { _ = out.Close() }() // the child has its own handle
	p.cmd = exec.Command(program, args...)
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.Dir = out, out, dir
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	return p, nil
}

// waitFor waits until all addresses accept connections.
func (p *process) waitFor(addrs ...string) error {
	deadline := time.Now().Add(startDeadline)
	for _, addr := range addrs {
		for {
			conn, err := net.DialTimeout("tcp", addr, time.Second)
			if err == nil {
				_ = conn.Close() // only knocking
				break
			}
			select {
			case exit := <-p.done:
				p.done <- exit
				return fmt.Errorf("ended at once (%v): %s", exit, p.output())
			case <-time.After(20 * time.Millisecond):
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("no answer on %s: %s", addr, p.output())
			}
		}
	}
	return nil
}

// output is the end of what the server said, from its logs.
func (p *process) output() string {
	text := ""
	for _, name := range []string{p.log, filepath.Join(p.dir, "server.log")} {
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		text += string(data[max(0, len(data)-2000):])
	}
	return text
}

// stop ends the process group and removes its folder.
func (p *process) stop() error {
	if p.cmd.Process != nil {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-p.done:
		case <-time.After(30 * time.Second):
		}
		// Whoever is left of its own group, by group id; none is the usual case.
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
	}
	err := os.RemoveAll(p.dir)
	// Whoever was killed may still be making a file while its folder is emptied.
	for end := time.Now().Add(startDeadline); err != nil && time.Now().Before(end); err = os.RemoveAll(p.dir) {
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		return fmt.Errorf("remove a server's folder: %w", err)
	}
	return nil
}

// freePorts picks n ports that nobody listens on at the moment.
func freePorts(n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer func() { _ = l.Close() }()
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

func local(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// find looks for a server program where Debian puts it.
func find(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin", "/usr/lib/dovecot"} {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode()&0o111 != 0 {
			return path, nil
		}
	}
	return "", fmt.Errorf("program %s: %w", name, ErrMissing)
}
