package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"returndesk/config"
	"returndesk/desk"
)

// own are the answers for a server of one's own, in order; blanks take defaults.
func own() []string {
	return []string{
		`Hollow "Works": #1 {x}`, "Europe/Berlin", "HW", "https://shop.test/returns", "Mill Lane 12, Albany", "ups=60, dhl=7",
		"1", "support@shop.test", "", "mail.shop.test", "starttls", "", "robot", "file", "", "hunter2 # x: y", "mx.shop.test",
		"both", "smtp.shop.test", "implicit", "", "no", "sender", "env", "",
		"shop.json", "", "2026-11-01", "owner@other.test", "mara", "Mara Lind", "manager",
	}
}

func lines(answers ...string) string { return strings.Join(answers, "\n") + "\n" }

func fileHas(t *testing.T, path, want string) bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(data), want)
}

func TestInitOwnServer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sub", "returndesk.yaml")
	got := boot(t, lines(own()...), nil, "init", "--config", path)
	if got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
	c, err := config.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	m := c.Mailboxes[0]
	dir := filepath.Dir(path)
	have := []any{c.Shop.Name, c.Shop.Zone.String(), c.Shop.OrderNumber.Prefix, c.Shop.CarrierClaimDays, c.Brand.PolicyURL, c.Brand.ReturnAddress,
		m.Name, m.IMAP.Host, m.IMAP.TLS, m.IMAP.Port, m.IMAP.Login, m.IMAP.PasswordFile, m.AuthServID, m.SMTP.Host, m.SMTP.Port, m.SMTP.Login, m.SMTP.PasswordEnv,
		m.StartFrom.String(), c.ApproveIn, c.Orders.JSON, c.DataDir, c.Alerts.To, c.Actors}
	want := []any{`Hollow "Works": #1 {x}`, "Europe/Berlin", "HW", map[string]int{"ups": 60, "dhl": 7}, "https://shop.test/returns", "Mill Lane 12, Albany",
		"support", "mail.shop.test", "starttls", 143, "robot", dir + "/secrets/support.password", "mx.shop.test", "smtp.shop.test", 465, "sender", "RETURNDESK_SMTP_PASSWORD",
		"2026-11-01", desk.ChannelBoth, dir + "/shop.json", dir + "/data", []string{"owner@other.test"}, []config.Actor{{UnixUser: "mara", Name: "Mara Lind", Role: "manager"}}}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Error(diff)
	}
	secret, err := m.IMAP.Password(nil)
	if err != nil || secret.Reveal() != "hunter2 # x: y" {
		t.Errorf("the password got lost: %v", err)
	}
	info, err := os.Stat(m.IMAP.PasswordFile)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the password file: %v, %v", info.Mode(), err)
	}
	if fileHas(t, path, "hunter2") || strings.Contains(got.out+got.err, "hunter2") {
		t.Error("the password shows in the configuration or on the screen")
	}
}

// TestInitNamesWhatItDoesNotAsk: what most shops want and init does not ask for stands in the file as a comment, and is
// right as it stands there.
func TestInitNamesWhatItDoesNotAsk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "returndesk.yaml")
	if got := boot(t, lines(own()...), nil, "init", "--config", path); got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`(?m)^( *)# (language: |digest:|  to: |solo: |socket_group: |withdrawal_exemption_confirmed: )`).ReplaceAll(text, []byte("$1$2"))
	c, err := config.Parse(path, said)
	if err != nil {
		t.Fatal(err)
	}
	if c.Shop.Language != "de" || !cmp.Equal(c.Digest.To, []string{"owner@other.test"}) || !c.Approval.Solo || c.SocketGroup != "returns" || !c.Shop.ExemptionConfirmed {
		t.Errorf("language %q, digest to %v, solo %v, group %q", c.Shop.Language, c.Digest.To, c.Approval.Solo, c.SocketGroup)
	}
}

// TestInitMailboxOnly asks nothing of SMTP where people send from their mail program.
func TestInitMailboxOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "returndesk.yaml")
	got := boot(t, lines("Shop", "UTC", "", "", "", "", "1", "help@shop.test", "", "", "", "", "", "env", "MAIL_PW", "",
		"mailbox", "", "", "", "", "", "", "Mara", ""), nil, "init", "--config", path)
	if got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
	c, err := config.Load(path)
	if err != nil || c.ApproveIn != desk.ChannelMailbox || !c.MailboxOnly() {
		t.Errorf("%q, mailbox only %v, %v", c.ApproveIn, c.MailboxOnly(), err)
	}
	if strings.Contains(got.out, "SMTP server") || fileHas(t, path, "smtp:\n") {
		t.Errorf("SMTP was asked for:\n%s", got.out)
	}
}

// TestInitRepeatsQuestions gives a wrong answer before each right one.
func TestInitRepeatsQuestions(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "returndesk.yaml")
	wrong := map[string]string{
		"Europe/Berlin": "Berlin", "HW": "HW-1", "https://shop.test/returns": "shop.test", "ups=60, dhl=7": "ups: 60",
		"1": "9", "support@shop.test": "support", "mail.shop.test": "imap://x", "starttls": "ssl", "file": "paper",
		"shop.json": "shop.xls", "2026-11-01": "friday", "owner@other.test": "support@shop.test", "manager": "boss",
	}
	var all []string
	for _, a := range own() {
		if w, ok := wrong[a]; ok {
			all = append(all, w)
			delete(wrong, a)
		}
		all = append(all, a)
	}
	got := boot(t, lines(all...), nil, "init", "--config", path)
	if got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
	if _, err := config.Load(path); err != nil {
		t.Error(err)
	}
	for _, said := range []string{`"Berlin" is no time zone`, "only letters", "a number from 1 to 4", "is no mail address", "is not one of implicit", "answer with one of file, env", "neither now, all nor a date", "name another mailbox"} {
		if !strings.Contains(got.out, said) {
			t.Errorf("nothing said %q:\n%s", said, got.out)
		}
	}
}

func TestInitPresets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		choice, host, smtp, appendSent string
		extra                          []string // the sender-check question, where no preset answers it
	}{
		{"gmail", "imap.gmail.com", "smtp.gmail.com", "off", nil},
		{"Fastmail", "imap.fastmail.com", "smtp.fastmail.com", "auto", []string{""}},
		{"4", "imap.zoho.com", "smtp.zoho.com", "off", []string{""}},
	} {
		path := filepath.Join(t.TempDir(), "returndesk.yaml")
		answers := []string{"Shop", "UTC", "", "", "", "", c.choice, "help@shop.test", "", "", "env", "MAIL_PW"}
		answers = append(answers, c.extra...)
		answers = append(answers, "", "", "", "", "", "", "", "Mara", "")
		got := boot(t, lines(answers...), nil, "init", "--config", path)
		if got.code != exitDone {
			t.Fatalf("%s: %s%s", c.choice, got.out, got.err)
		}
		conf, err := config.Load(path)
		if err != nil {
			t.Fatalf("%s: %v", c.choice, err)
		}
		m := conf.Mailboxes[0]
		if m.IMAP.Host != c.host || m.SMTP.Host != c.smtp || m.SMTP.AppendSent != c.appendSent || m.IMAP.PasswordEnv != "MAIL_PW" || m.SMTP.PasswordEnv != "MAIL_PW" || m.Name != "help" || m.StartFrom.Mode != "now" {
			t.Errorf("%s: %+v", c.choice, m)
		}
	}
}

// TestInitLeavesNothingBehind ends the input after each answer in turn.
func TestInitLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	answers := own()
	for n := range answers {
		dir := t.TempDir()
		got := boot(t, strings.TrimSuffix(lines(answers[:n]...), "\n"), nil, "init", "--config", filepath.Join(dir, "returndesk.yaml"))
		if got.code != exitFailed || !strings.Contains(got.err, "the input ended at the question") {
			t.Errorf("after %d answers: code %d, %s", n, got.code, got.err)
		}
		if files, err := fs.Glob(os.DirFS(dir), "*"); err != nil || len(files) > 0 {
			t.Errorf("after %d answers there are %v (%v)", n, files, err)
		}
	}
}

func TestInitKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, secret := filepath.Join(dir, "returndesk.yaml"), filepath.Join(dir, "secrets", "support.password")
	write := func(p, text string) {
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(path, "mine\n")
	write(secret, "kept\n")
	for _, no := range []string{"\n", "no\n", "perhaps\nn\n"} {
		if got := boot(t, no, nil, "init", "--config", path); got.code != exitDone || !fileHas(t, path, "mine") {
			t.Fatalf("answer %q: %s%s", no, got.out, got.err)
		}
	}
	var answers []string
	for _, a := range own() {
		if a != "hunter2 # x: y" { // not asked for: the file is there
			answers = append(answers, a)
		}
	}
	if got := boot(t, "yes\n"+lines(answers...), nil, "init", "--config", path); got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
	if !fileHas(t, path+".old", "mine") || !fileHas(t, secret, "kept") {
		t.Error("the old configuration or the password file got lost")
	}
	if _, err := config.Load(path); err != nil {
		t.Error(err)
	}
}

func TestInitUnwritable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("loop", filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	for _, below := range []string{"file/returndesk.yaml", "file/folder/returndesk.yaml", "folder", "loop"} {
		got := boot(t, lines(append([]string{"yes"}, own()...)...), nil, "init", "--config", filepath.Join(dir, below))
		if got.code != exitFailed || !strings.Contains(got.err, "cannot be written") || !strings.Contains(got.err, "mend:") || got.out != "" {
			t.Errorf("%s: code %d, not before the first question: %s%s", below, got.code, got.out, got.err)
		}
	}
}
