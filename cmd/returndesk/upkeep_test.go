package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
)

// TestBackupRestoreErase takes a backup beside a running service, makes a second data
// folder from it, and erases the customer from the first.
func TestBackupRestoreErase(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	h := openHouse(t, config)
	serving(t, h)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	row := onlyCase(t, config)
	dir := t.TempDir()
	file, other := filepath.Join(dir, "backup.tar"), filepath.Join(dir, "other")

	if out := must(t, config, "backup", file); !strings.Contains(out, "holds the backup") {
		t.Errorf("backup said %q", out)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the backup: %v, %v", info, err)
	}
	if r := command(t, config, "backup", file); r.code != exitFailed || !strings.Contains(r.err, "is there already") {
		t.Errorf("over an older backup: code %d, %s", r.code, r.err)
	}
	if r := command(t, config, "restore", file); r.code != exitFailed || !strings.Contains(r.err, "a service runs on") {
		t.Errorf("restore under a running service: code %d, %s", r.code, r.err)
	}
	if out := must(t, config, "restore", "--data", other, file); !strings.Contains(out, "1 mail again; 1 case waits for you") {
		t.Errorf("restore said %q", out)
	}
	if r := command(t, config, "restore", "--data", other, file); r.code != exitFailed || !strings.Contains(r.err, "restore into an empty folder") {
		t.Errorf("restore over data: code %d, %s", r.code, r.err)
	}
	if page := must(t, config, "show", "--data", other, row.Case); !strings.Contains(page, "please cancel HW-10501") {
		t.Errorf("the restored case lacks its mail:\n%s", page)
	}

	if r := command(t, config, "erase", "jo@mailbox.example"); r.code != exitUsage || !strings.Contains(r.err, "--yes") {
		t.Errorf("erase without a terminal: code %d, %s", r.code, r.err)
	}
	var gone desk.Erasure
	if err := json.Unmarshal([]byte(must(t, config, "erase", "--yes", "--json", "Jo@Mailbox.example")), &gone); err != nil || gone.Cases != 1 || gone.Mails != 1 {
		t.Errorf("erased %+v, %v", gone, err)
	}
	if r := command(t, config, "show", row.Case); r.code != exitFailed || !strings.Contains(r.err, "case "+row.Case+" was erased on ") || !strings.Contains(r.err, "mend: ") {
		t.Errorf("the erased case shows:\n%s%s", r.out, r.err)
	}
	if out := must(t, config, "erase", "--yes", "jo@mailbox.example"); !strings.Contains(out, "Nothing about jo@mailbox.example") {
		t.Errorf("erasing again said %q", out)
	}
	if page := must(t, config, "show", "--data", other, row.Case); !strings.Contains(page, "Jo Keller") {
		t.Error("erasing reached into the other folder")
	}
}

// TestBackupAlone takes a backup while no service runs, and refuses a file cut short.
func TestBackupAlone(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleManager)
	h := openHouse(t, config)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	h.close()
	dir := t.TempDir()
	file := filepath.Join(dir, "backup.tar")
	var done backupDone
	if err := json.Unmarshal([]byte(must(t, config, "backup", "--json", file)), &done); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil || int64(len(whole)) != done.Bytes {
		t.Fatalf("%d bytes in the file, %d told, %v", len(whole), done.Bytes, err)
	}
	short := filepath.Join(dir, "short.tar")
	if err := os.WriteFile(short, whole[:len(whole)*2/3], 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other")
	if r := command(t, config, "restore", "--data", other, short); r.code != exitFailed || !strings.Contains(r.err, short) || !strings.Contains(r.err, "mend: name another file") {
		t.Errorf("a cut backup: code %d, %s", r.code, r.err)
	}
	if _, err := os.Stat(filepath.Join(other, "returndesk.db")); !os.IsNotExist(err) {
		t.Errorf("a cut backup left a database behind: %v", err)
	}
	var out, errs bytes.Buffer
	piped := Main{Stdin: bytes.NewReader(whole), Stdout: &out, Stderr: &errs, Args: []string{"restore", "--data", filepath.Join(dir, "piped"), "-"}}
	if code := piped.Run(t.Context()); code != exitDone || !strings.Contains(out.String(), "1 case waits") {
		t.Errorf("from a pipe, without a configuration: code %d, %s%s", code, out.String(), errs.String())
	}
	if r := command(t, config, "restore", "--data", other, filepath.Join(dir, "none.tar")); r.code != exitFailed || !strings.Contains(r.err, "cannot be read") {
		t.Errorf("no backup: code %d, %s", r.code, r.err)
	}
}

// TestUpkeepRoles: a backup holds every mail and an erasure is for good, so both ask for
// more than an agent. A refused backup leaves no file.
func TestUpkeepRoles(t *testing.T) {
	t.Parallel()
	for role, want := range map[desk.Role][2]int{
		desk.RoleSenior: {exitFailed, exitFailed}, desk.RoleManager: {exitDone, exitFailed}, desk.RoleAdmin: {exitDone, exitDone},
	} {
		config, dir := shop(t, role), t.TempDir()
		b := command(t, config, "backup", filepath.Join(dir, "b.tar"))
		e := command(t, config, "erase", "--yes", "jo@mailbox.example")
		if b.code != want[0] || e.code != want[1] {
			t.Errorf("%s: backup %d (%s), erase %d (%s)", role, b.code, b.err, e.code, e.err)
		}
		left, err := os.ReadDir(dir)
		if err != nil || (len(left) == 1) != (want[0] == exitDone) {
			t.Errorf("%s: %d files left, %v", role, len(left), err)
		}
	}
	if r := command(t, shop(t, desk.RoleManager), "backup", filepath.Join(t.TempDir(), "no", "b.tar")); r.code != exitFailed || !strings.Contains(r.err, "mend: make room, or name a folder") {
		t.Errorf("into a folder that is not there: code %d, %s", r.code, r.err)
	}
}

// TestConfigReachesTheHouse: what the configuration says about columns, working days and
// carriers is what the house counts by.
func TestConfigReachesTheHouse(t *testing.T) {
	t.Parallel()
	path := shop(t, desk.RoleAdmin)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "timezone: America/New_York}", "timezone: America/New_York, business_days: [sun, mon, tue, wed, thu], carrier_claim_days: {ups: 60}}", 1)
	text = strings.Replace(text, "{json: ./orders.json}", `{csv: ./shop.csv, columns: {"Auftrag": number, "Post": email}}`, 1)
	table := filepath.Join(filepath.Dir(path), "shop.csv")
	for name, content := range map[string]string{path: text, table: "Auftrag,Post,stage\nHW-10501,jo@mailbox.example,shipped\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-time.Minute) // a file is loaded once it has stood unchanged
	if err := os.Chtimes(table, old, old); err != nil {
		t.Fatal(err)
	}
	h := openHouse(t, path)
	defer h.close()
	found, err := h.source.Lookup(t.Context(), nil, "jo@mailbox.example")
	if err != nil || len(found.Own) != 1 || found.Own[0].Number != "HW-10501" {
		t.Errorf("the renamed columns were not read: %+v, %v", found, err)
	}
	days := workdays(h.cfg)
	friday := time.Date(2026, 3, 20, 12, 0, 0, 0, days.Zone)
	if got := days.Add(friday, 1); got.Weekday() != time.Sunday {
		t.Errorf("the working day after a Friday is a %s", got.Weekday())
	}
	a := &app{now: time.Now}
	s, err := a.shopOf(t.Context(), h, make([]byte, 32))
	if err != nil || s.CarrierClaimDays["ups"] != 60 || !reflect.DeepEqual(s.Workdays, days) {
		t.Errorf("flow got %+v, %v", s, err)
	}
}

// TestSocketGroup: the service refuses a group that the machine does not have, and opens
// its socket to one that it has; doctor takes the wider folder for what it is.
func TestSocketGroup(t *testing.T) {
	t.Parallel()
	own, err := user.LookupGroupId(strconv.Itoa(os.Getgid()))
	if err != nil {
		t.Skipf("the test's own group has no name: %v", err)
	}
	for _, c := range []struct {
		group string
		mode  os.FileMode
	}{{"", 0o600}, {own.Name, 0o660}, {"no-such-group", 0}} {
		cfg := config.Config{DataDir: filepath.Join(t.TempDir(), "data"), SocketGroup: c.group}
		l, err := listen(t.Context(), cfg)
		if c.mode == 0 {
			if desk.CodeOf(err) != desk.CodeInvalid {
				t.Errorf("%s: %v", c.group, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(control.SocketPath(cfg.DataDir))
		if err != nil || info.Mode().Perm() != c.mode {
			t.Errorf("%q: the socket has mode %v, want %04o (%v)", c.group, info.Mode(), c.mode, err)
		}
		d := &doctor{app: &app{now: time.Now}, cfg: cfg}
		if f := d.checkData(t.Context())[0]; f.Status != statusOK {
			t.Errorf("%q: doctor says %+v", c.group, f)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}
