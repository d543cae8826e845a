package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// onlookerID is a user of this machine who is neither root nor the service's: "nobody".
const onlookerID = 65534

// openTo makes a folder and those above it, which the test made, passable for everybody.
func openTo(t *testing.T, dir string) {
	t.Helper()
	for d := dir; d != filepath.Clean(os.TempDir()) && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// asOnlooker runs the program as nobody, with its own file as the kernel knows it: the folder in
// which the test's program lies is closed to him.
func asOnlooker(t *testing.T, dir string, args ...string) booted {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can become another user")
	}
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), clockOff+"=0s")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: onlookerID, Gid: onlookerID}}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Skip("this machine lets no test become another user: " + err.Error())
	}
	return booted{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

const onlookersShop = `shop: {name: Shop, timezone: America/New_York, carrier_claim_days: {ups: 60}, withdrawal_exemption_confirmed: true}
data_dir: data
approve_in: mailbox
classifier: {llm: {enabled: true, base_url: "http://127.0.0.1:1/v1", model: m, key_file: key}}
mailboxes:
  - name: support
    address: support@shop.test
    imap: {host: 127.0.0.1, port: 1, tls: plain, password_file: secret}
    authserv_id: mx.shop.test
  - name: tokens
    address: sales@shop.test
    imap: {host: 127.0.0.1, port: 1, tls: plain, mechanism: xoauth2, oauth: {token_url: "http://127.0.0.1:1/token", client_id: x, scopes: [s], refresh_token_file: refresh}}
    authserv_id: mx.shop.test
orders: {csv: orders.csv}
alerts: {to: [owner@other.test]}
actors: [{unix_user: root, name: Mara, role: admin}]
`

// TestDoctorTellsOwnRightsApart: who looks with fewer rights than the service's learns what he
// cannot see and who can, and it is no failure of the installation.
func TestDoctorTellsOwnRightsApart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	openTo(t, dir)
	for name, data := range map[string]string{"returndesk.yaml": onlookersShop, "secret": "x", "key": "x", "refresh": "x", "orders.csv": sampleOrders(t)} {
		mode := os.FileMode(0o600)
		if name == "returndesk.yaml" {
			mode = 0o644
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "returndesk.yaml")
	got := asOnlooker(t, dir, "doctor", "--json", "--config", file)
	var found []finding
	if err := json.Unmarshal([]byte(got.out), &found); err != nil {
		t.Fatalf("%v: %s%s", err, got.out, got.err)
	}
	for _, check := range []string{"data folder", "orders", "imap support login", "imap tokens token", "language model"} {
		some := of(found, check)
		if len(some) != 1 || some[0].Status != statusSkip || !strings.Contains(some[0].Seen, "cannot be looked at with your rights") ||
			some[0].Mend != "run it as root: sudo returndesk doctor --config "+file {
			t.Errorf("%s: %+v", check, some)
		}
	}
	for _, f := range found {
		if f.Status == statusFail {
			t.Errorf("a failure: %+v", f)
		}
	}
	if got.code != exitDone {
		t.Errorf("code %d: %s", got.code, got.err)
	}
	table := asOnlooker(t, dir, "doctor", "--config", file)
	if want := "\n5 of them are not seen with your rights; run it as root: sudo returndesk doctor --config " + file + "\n"; !strings.Contains(table.out, "0 failures, 6 skipped") || !strings.Contains(table.out, want) {
		t.Errorf("no %q:\n%s", want, table.out)
	}

	t.Run("what fails all the same", func(t *testing.T) {
		if err := os.Chmod(filepath.Join(dir, "secret"), 0o644); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Chmod(filepath.Join(dir, "secret"), 0o600) }()
		got := asOnlooker(t, dir, "doctor", "--json", "--config", file)
		var found []finding
		if err := json.Unmarshal([]byte(got.out), &found); err != nil {
			t.Fatal(err)
		}
		if some := of(found, "imap support login"); got.code != exitFailed || len(some) != 1 || some[0].Status != statusFail {
			t.Errorf("code %d: %+v", got.code, some)
		}
	})

	t.Run("the service's own user", func(t *testing.T) {
		if err := os.Chown(filepath.Join(dir, "data"), onlookerID, onlookerID); err != nil {
			t.Fatal(err)
		}
		got := asOnlooker(t, dir, "doctor", "--json", "--config", file)
		var found []finding
		if err := json.Unmarshal([]byte(got.out), &found); err != nil {
			t.Fatal(err)
		}
		for _, check := range []string{"orders", "imap support login", "imap tokens token", "language model"} {
			if some := of(found, check); len(some) != 1 || some[0].Status != statusFail {
				t.Errorf("%s: %+v", check, some)
			}
		}
		if got.code != exitFailed {
			t.Errorf("code %d", got.code)
		}
	})
}
