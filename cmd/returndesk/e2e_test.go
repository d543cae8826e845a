package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/internal/mailtest"
)

// e2ePatience bounds every wait for something that the program does by itself. It only
// ends a test that would never end; nothing measures time by it.
const e2ePatience = 10 * time.Minute

// built is the program, made once for all tests; TestMain removes it.
type built struct {
	once  sync.Once
	flags []string // of the compiler
	dir   string
	err   error
}

// What lives on is watched by the race detector when the tests are: the service and the
// demo. Commands that end by themselves start by the hundred, each many times slower under
// it; they are the program as it ships.
var (
	program = &built{flags: raceFlags}
	shipped = &built{}
)

// path builds the program at the first call.
func (b *built) path(t *testing.T) string {
	t.Helper()
	b.once.Do(func() {
		if b.dir, b.err = os.MkdirTemp("", "returndesk-e2e-"); b.err != nil {
			return
		}
		args := append([]string{"build", "-buildvcs=false", "-o", filepath.Join(b.dir, "returndesk")}, b.flags...)
		if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
			b.err = fmt.Errorf("build: %w\n%s", err, out)
		}
	})
	if b.err != nil {
		t.Fatal(b.err)
	}
	return filepath.Join(b.dir, "returndesk")
}

// remove deletes the program again.
func (b *built) remove() error {
	if b.dir == "" {
		return nil
	}
	return os.RemoveAll(b.dir)
}

// shopOptions say in what a test's shop differs from the usual one.
type shopOptions struct {
	Notices   bool         // delay notices are drawn up
	StartFrom string       // "" = all
	Mailboxes []string     // addresses; none = Dovecot's user. The first is called support, the others box2, box3, ...
	Role      desk.Role    // of the person at the command line; "" = senior
	Orders    []desk.Order // nil = one order each for the customers of sampleShopOrders
	SMTP      string       // host:port of a plain server instead of Postfix; "none" = people send from their mail program
	Extra     string       // further lines of the configuration
}

// liveShop is a shop on real servers: a Dovecot with every customer's mailbox, a Postfix
// that delivers there, a configuration, and the built program.
type liveShop struct {
	dir, config, orders, data string
	binary, shipped           string   // what spawn starts, and what cli does
	env                       []string // further environment of what is started
	dovecot                   *mailtest.Dovecot
	postfix                   *mailtest.Postfix // nil with shopOptions.SMTP
}

// startShop starts the servers and writes the configuration; nothing of returndesk runs
// yet. It skips the test where the servers are missing.
func startShop(t *testing.T, o shopOptions) *liveShop {
	t.Helper()
	s := &liveShop{dir: t.TempDir()}
	s.dovecot = mailtest.StartDovecot(t)
	smtp := ""
	switch o.SMTP {
	case "":
		s.postfix = mailtest.StartPostfix(t, s.dovecot)
		smtp = fmt.Sprintf("host: 127.0.0.1, port: %s, tls: starttls, ca_file: %s, password_file: ./secret", portOf(t, s.postfix.SMTPAddr), s.dovecot.CAFile)
	case "none":
		o.Extra += "approve_in: mailbox\n"
	default:
		smtp = fmt.Sprintf("host: 127.0.0.1, port: %s, tls: plain", portOf(t, o.SMTP))
	}
	s.binary, s.shipped = program.path(t), shipped.path(t)
	s.config, s.orders, s.data = filepath.Join(s.dir, "returndesk.yaml"), filepath.Join(s.dir, "orders.json"), filepath.Join(s.dir, "data")
	if o.StartFrom == "" {
		o.StartFrom = "all"
	}
	if o.Role == "" {
		o.Role = desk.RoleSenior
	}
	if o.Mailboxes == nil {
		o.Mailboxes = []string{s.dovecot.User}
	}
	if o.Orders == nil {
		o.Orders = sampleShopOrders(time.Now())
	}
	var c strings.Builder
	fmt.Fprint(&c, "shop: {name: Hollow Works, timezone: America/New_York, carrier_claim_days: {ups: 60}, withdrawal_exemption_confirmed: true}\ndata_dir: ./data\nmailboxes:\n")
	for i, address := range o.Mailboxes {
		name := "support"
		if i > 0 {
			name = fmt.Sprintf("box%d", i+1)
		}
		fmt.Fprintf(&c, "  - name: %s\n    address: %s\n    authserv_id: mx.shop.test\n    start_from: %s\n", name, address, o.StartFrom)
		fmt.Fprintf(&c, "    imap: {host: 127.0.0.1, port: %s, tls: implicit, ca_file: %s, password_file: ./secret, retry_max: 1s}\n", portOf(t, s.dovecot.IMAPSAddr), s.dovecot.CAFile)
		if smtp != "" {
			fmt.Fprintf(&c, "    smtp: {%s}\n", smtp)
		}
	}
	fmt.Fprintf(&c, "orders: {json: ./orders.json, check_every: 1s}\napproval: {undo_delay: 0s}\ndelay_notices: {enabled: %v}\nactors: [{unix_user: \"%d\", name: Anna, role: %s}]\n%s", o.Notices, os.Getuid(), o.Role, o.Extra)
	s.write(t, "returndesk.yaml", c.String())
	s.write(t, "secret", s.dovecot.Password+"\n")
	s.writeOrders(t, o.Orders)
	return s
}

// write puts a file beside the configuration.
func (s *liveShop) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// writeOrders replaces the order file. It looks a minute old, since a younger one might
// still be in the making and would not be loaded yet.
func (s *liveShop) writeOrders(t *testing.T, list []desk.Order) {
	t.Helper()
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	s.write(t, "orders.json", string(data))
	old := time.Now().Add(-time.Minute)
	if err := os.Chtimes(s.orders, old, old); err != nil {
		t.Fatal(err)
	}
}

// reconfigure changes the configuration's text and fails when there is nothing to change.
func (s *liveShop) reconfigure(t *testing.T, old, new string) {
	t.Helper()
	data, err := os.ReadFile(s.config)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("the configuration holds no %q:\n%s", old, data)
	}
	s.write(t, "returndesk.yaml", strings.ReplaceAll(string(data), old, new))
}

// deliver puts mails into the shop's first mailbox, as new mail that arrives now.
func (s *liveShop) deliver(t *testing.T, mails ...letter) {
	t.Helper()
	for _, m := range mails {
		if err := s.dovecot.Deliver("INBOX", m.raw(s.dovecot.User)); err != nil {
			t.Fatal(err)
		}
	}
}

// cli runs the built program to its end.
func (s *liveShop) cli(t *testing.T, args ...string) ran {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), s.shipped, append([]string{"--config", s.config}, args...)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay, cmd.Env = &out, &errs, e2ePatience, append(os.Environ(), s.env...)
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v", args, err)
	}
	if sane := errs.String(); strings.Contains(sane, "DATA RACE") || strings.Contains(sane, "panic: ") {
		t.Errorf("%v: %s", args, sane)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// must is cli for what has to succeed; it gives the output.
func (s *liveShop) must(t *testing.T, args ...string) string {
	t.Helper()
	r := s.cli(t, args...)
	if r.code != exitDone {
		t.Fatalf("%v: code %d\n%s%s", args, r.code, r.out, r.err)
	}
	return r.out
}

// queue lists the cases that wait, by `queue --json`.
func (s *liveShop) queue(t *testing.T) []flow.QueueRow {
	t.Helper()
	var rows []flow.QueueRow
	if err := json.Unmarshal([]byte(s.must(t, "queue", "--json", "--limit", "10000")), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// show gives a case with all that belongs to it, by `show --json`.
func (s *liveShop) show(t *testing.T, id string) flow.CaseView {
	t.Helper()
	var v flow.CaseView
	if err := json.Unmarshal([]byte(s.must(t, "show", id, "--json")), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// mails reads an address's folder from the server's disk.
func (s *liveShop) mails(t *testing.T, address, folder string) [][]byte {
	t.Helper()
	list, err := s.dovecot.Messages(address, folder)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
