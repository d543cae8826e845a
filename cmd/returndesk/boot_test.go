package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// booted is what a run of the real program left behind.
type booted struct {
	code     int
	out, err string
}

// boot runs the real program with an environment and a clock of its own.
func boot(t *testing.T, stdin string, env map[string]string, args ...string) booted {
	t.Helper()
	var out, errs bytes.Buffer
	code := Main{
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs, Args: args,
		Env: func(name string) string { return env[name] },
	}.Run(t.Context())
	return booted{code, out.String(), errs.String()}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		code int
		says string // in either stream
	}{
		{nil, exitDone, "Usage:"},
		{[]string{"help"}, exitDone, "doctor"},
		{[]string{"version"}, exitDone, "returndesk "},
		{[]string{"version", "--json"}, exitDone, `"go": "go1.`},
		{[]string{"frobnicate"}, exitUsage, `knows no command "frobnicate"`},
		{[]string{"docter"}, exitUsage, "did you mean doctor?"},
		{[]string{"version", "extra"}, exitUsage, "extra"},
		{[]string{"version", "--nope"}, exitUsage, "unknown flag: --nope"},
		{[]string{"man"}, exitUsage, "see `returndesk help man`"},
		{[]string{"rma", "advance", "--nope"}, exitUsage, "see `returndesk help rma advance`"},
		{[]string{"try", "nowhere.eml"}, exitFailed, "the mail nowhere.eml cannot be read"},
		{[]string{"try", "boot_test.go"}, exitUsage, "name the orders by --orders"},
		{[]string{"completion", "bash"}, exitDone, "__start_returndesk"},
		{[]string{"policy", "test", os.DevNull}, exitFailed, "holds no scenario"},
		{[]string{"classify", "."}, exitFailed, "name a mail (.eml)"},
		{[]string{"completion", "nonsense"}, exitUsage, `knows no command "nonsense"`},
		{[]string{"completion", "bsh"}, exitUsage, "did you mean bash or fish or zsh?"},
		{[]string{"doctor", "--config", "/nowhere/returndesk.yaml"}, exitFailed, "returndesk init"},
	} {
		got := boot(t, "", nil, c.args...)
		if got.code != c.code || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("%v: code %d, want %d and %q in\n%s%s", c.args, got.code, c.code, c.says, got.out, got.err)
		}
		if c.code == exitUsage && !strings.Contains(got.err, "mend: see `returndesk help") {
			t.Errorf("%v: no mend: %s", c.args, got.err)
		}
	}
}

// TestNamedConfigurationMustBeThere: commands that can do without a configuration do not take the
// built-in table, templates or model where somebody named one and erred.
func TestNamedConfigurationMustBeThere(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"policy check", "policy show claim_shown", "templates check", "classifier eval boot_test.go", "classify boot_test.go", "try --orders boot_test.go boot_test.go"} {
		got := boot(t, "", map[string]string{"RETURNDESK_CONFIG": "/nowhere/returndesk.yaml"}, strings.Fields(args)...)
		if got.code != exitFailed || !strings.Contains(got.err, "/nowhere/returndesk.yaml") {
			t.Errorf("%s: code %d, %s%s", args, got.code, clip(got.out, 200), got.err)
		}
	}
}

// TestDoctorNamesBrokenYAML: the place once, the reason, and what to look at.
func TestDoctorNamesBrokenYAML(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(file, []byte("shop:\n\tname: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := boot(t, "", nil, "doctor", "--json", "--config", file)
	if got.code != exitFailed || !strings.Contains(got.out, "bad.yaml:2:1: is not valid YAML") || !strings.Contains(got.out, "never tabs") {
		t.Errorf("%+v", got)
	}
}

func TestManWritesAPageEach(t *testing.T) {
	t.Parallel()
	dir := t.TempDir() + "/pages"
	if got := boot(t, "", nil, "man", dir); got.code != exitDone {
		t.Fatal(got.err)
	}
	for _, page := range []string{"returndesk.1", "returndesk-doctor.1", "returndesk-init.1"} {
		if !fileHas(t, dir+"/"+page, ".TH") {
			t.Errorf("%s is no manual page", page)
		}
	}
}

// TestUnitNamesAPageThatIsInstalled: the manual page that the systemd unit names is one that the install steps write.
func TestUnitNamesAPageThatIsInstalled(t *testing.T) {
	t.Parallel()
	read := func(name string) string {
		t.Helper()
		raw, err := os.ReadFile("../../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	dir := t.TempDir()
	if got := boot(t, "", nil, "man", dir); got.code != exitDone {
		t.Fatal(got.err)
	}
	named := regexp.MustCompile(`(?m)^Documentation=.*man:([a-z-]+)\((\d)\)`).FindAllStringSubmatch(read("returndesk.service"), -1)
	if len(named) == 0 {
		t.Fatal("the unit names no manual page")
	}
	for _, m := range named {
		if !fileHas(t, dir+"/"+m[1]+"."+m[2], ".TH") {
			t.Errorf("no page %s(%s) is written", m[1], m[2])
		}
		if install := "sudo returndesk man /usr/local/share/man/man" + m[2] + "\n"; !strings.Contains(read("operations.md"), install) {
			t.Errorf("the install steps lack %q", install)
		}
	}
}

func TestErrorsAreToldWithReasonAndMend(t *testing.T) {
	t.Parallel()
	one := desk.Wrap(desk.CodeInvalid, errors.New("the cause"), "the thing").WithMend("the mend")
	for _, c := range []struct {
		err  error
		code int
		want string
	}{
		{nil, exitDone, ""},
		{errShown, exitFailed, ""},
		{one, exitFailed, "error: the thing\n  reason: the cause\n  mend: the mend\n"},
		{errors.Join(one, errors.New("another")), exitFailed, "error: the thing\n  reason: the cause\n  mend: the mend\nerror: another\n"},
		{usagef("wrong %d", 1), exitUsage, "error: wrong 1\n  mend: see `returndesk help`\n"},
	} {
		var out strings.Builder
		if code := exitCode(c.err, &out); code != c.code || out.String() != c.want {
			t.Errorf("%v: code %d, printed %q", c.err, code, out.String())
		}
	}
}

// TestZoneFindings: a name that is no place keeps one hour all the year, mostly.
func TestZoneFindings(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]status{"America/New_York": statusOK, "Etc/UTC": statusOK, "UTC": statusOK, "EST": statusWarn, "Etc/GMT+5": statusWarn, "US/Eastern": statusOK, "CET": statusWarn, "Japan": statusWarn} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		if f := zoneOf(zone, time.Now()); f.Status != want || (f.Mend == "") != (want == statusOK) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestMinutesOf(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{24 * time.Hour: "24h", 90 * time.Minute: "1h30m", 20 * time.Minute: "20m", 100*time.Hour + time.Second: "100h", time.Second: "0m"} {
		if got := minutesOf(d); got != want {
			t.Errorf("%s: %s, not %s", d, got, want)
		}
	}
}

func TestClockFindings(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for off, want := range map[time.Duration]status{0: statusOK, -90 * time.Second: statusOK, 5 * time.Minute: statusWarn, -25 * time.Hour: statusFail} {
		if f := compareClocks("clock", now, now.Add(off)); f.Status != want || (f.Mend == "") != (want == statusOK) {
			t.Errorf("%s off: %+v", off, f)
		}
	}
	p := smtpProbe{greeting: "220 mail.shop.test ESMTP Sendmail 8.17; Sun, 22 Nov 2026 12:00:00 +0000"}
	if f, ok := p.clock("smtp x", now); !ok || f.Status != statusFail {
		t.Errorf("a day off in a greeting: %+v, %v", f, ok)
	}
	p.greeting = "220 mail.shop.test ESMTP Postfix"
	if f, ok := p.clock("smtp x", now); ok {
		t.Errorf("a greeting without a date: %+v", f)
	}
	if f, _ := certificateEnd("smtp x", now.Add(3*24*time.Hour), now); f.Status != statusWarn || !strings.Contains(f.Mend, "3 days") {
		t.Errorf("certificate that ends: %+v", f)
	}
}
