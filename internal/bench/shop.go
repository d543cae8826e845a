package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"returndesk/internal/mailtest"
)

// shop is the configured program: orders beside it, and a mailbox on a test server.
type shop struct {
	dir    string
	orders string
	user   string
}

// shop writes the orders once; the file then stands still long before it is read.
func (b *bench) shop(d *mailtest.Dovecot, orders []byte) (shop, error) {
	s := shop{dir: b.dir, orders: filepath.Join(b.dir, fmt.Sprintf("orders-%d.csv", time.Now().UnixNano())), user: d.User}
	if err := os.WriteFile(s.orders, orders, 0o600); err != nil {
		return s, err
	}
	past := time.Now().Add(-time.Minute)
	return s, os.Chtimes(s.orders, past, past)
}

// configFor writes a configuration that reads from addr into data.
func (s shop) configFor(addr, data string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	user := "root"
	if u := os.Getenv("USER"); u != "" && os.Getuid() != 0 {
		user = u
	}
	text := fmt.Sprintf(`shop:
  name: Bench Boards
  timezone: America/New_York
  order_number: {prefix: HW}
data_dir: %s
mailboxes:
  - name: support
    address: support@shop.example
    authserv_id: mail.shop.example
    start_from: all
    imap: {host: %s, port: %s, tls: plain, login: %s, password_env: RD_PASSWORD, folders: {ignore_sent: true}}
    smtp: {host: 127.0.0.1, port: 9, tls: plain, append_sent: "off"}
orders: {csv: %s}
actors:
  - {unix_user: %s, name: Bench, role: admin}
log: {level: info}
photos: {judge_workers: 2}
`, data, host, port, s.user, s.orders, user)
	path := filepath.Join(s.dir, fmt.Sprintf("config-%d.yaml", time.Now().UnixNano()))
	return path, os.WriteFile(path, []byte(text), 0o600)
}

// peakMiB gives the largest resident size that a finished process had, in MiB.
func peakMiB(p *os.ProcessState) float64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return float64(u.Maxrss) / 1024
	}
	return 0
}

// command makes a call of the program with the mailbox's password in its environment.
func (b *bench) command(args ...string) *exec.Cmd {
	c := exec.CommandContext(b.ctx, b.binary, args...)
	c.Env = append(os.Environ(), "RD_PASSWORD=correct-horse")
	return c
}
