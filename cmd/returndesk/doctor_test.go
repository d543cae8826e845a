package main

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"returndesk/internal/mailtest"
)

// clinic is a shop with real servers whose configuration the tests then spoil.
type clinic struct {
	dir     string
	dovecot *mailtest.Dovecot
	postfix *mailtest.Postfix
}

func newClinic(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{dir: t.TempDir()}
	c.dovecot = mailtest.StartDovecot(t)
	c.postfix = mailtest.StartPostfix(t, c.dovecot)
	return c
}

// text is a configuration with nothing to mend but what this machine is like.
func (c *clinic) text(t *testing.T) string {
	t.Helper()
	imapPort, smtpPort := portOf(t, c.dovecot.IMAPSAddr), portOf(t, c.postfix.SMTPAddr)
	return fmt.Sprintf(`shop:
  name: Shop
  timezone: America/New_York
  carrier_claim_days: {ups: 60}
  withdrawal_exemption_confirmed: true
data_dir: data
mailboxes:
  - name: support
    address: %[1]s
    imap: {host: 127.0.0.1, port: %[2]s, tls: implicit, ca_file: %[4]s, password_file: secret}
    smtp: {host: 127.0.0.1, port: %[3]s, tls: starttls, ca_file: %[4]s, password_file: secret}
    authserv_id: mx.shop.test
orders: {csv: orders.csv}
alerts: {to: [owner@other.test]}
actors: [{unix_user: root, name: Mara, role: admin}]
`, c.dovecot.User, imapPort, smtpPort, c.dovecot.CAFile)
}

func portOf(t *testing.T, addr string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// visit writes a configuration with its files and runs doctor on it.
func (c *clinic) visit(t *testing.T, text, password, orders string) ([]finding, int) {
	t.Helper()
	dir := filepath.Join(c.dir, strings.ReplaceAll(t.Name(), "/", "_"))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"returndesk.yaml": text, "secret": password + "\n", "orders.csv": orders} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := boot(t, "", nil, "doctor", "--json", "--config", filepath.Join(dir, "returndesk.yaml"), "--timeout", "20s")
	var found []finding
	if err := json.Unmarshal([]byte(got.out), &found); err != nil {
		t.Fatalf("%v: %s%s", err, got.out, got.err)
	}
	if strings.Contains(got.out+got.err, password) {
		t.Errorf("the password shows:\n%s%s", got.out, got.err)
	}
	return found, got.code
}

func sampleOrders(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../orders/testdata/orders.csv")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// of gives the findings of one check.
func of(found []finding, check string) []finding {
	var some []finding
	for _, f := range found {
		if f.Check == check {
			some = append(some, f)
		}
	}
	return some
}

func TestDoctorOnRealServers(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	good := c.text(t)
	secret := c.dovecot.Password
	csv := sampleOrders(t)

	t.Run("healthy", func(t *testing.T) {
		found, code := c.visit(t, good, secret, csv)
		if code != exitDone {
			t.Errorf("code %d", code)
		}
		for _, check := range []string{"configuration", "time zone", "carrier claims", "alerts", "actors", "data folder", "orders", "orders age", "policy", "templates",
			"imap support login", "imap support certificate", "imap support folder INBOX", "imap support drafts", "imap support sent", "imap support sender check", "smtp support login", "smtp support certificate"} {
			some := of(found, check)
			wantWarn := strings.HasSuffix(check, " certificate") // the test's own ends tomorrow
			if len(some) != 1 || (some[0].Status != statusOK && !wantWarn) {
				t.Errorf("%s: %+v", check, some)
			}
		}
		if mails, err := c.dovecot.Messages(c.dovecot.User, "INBOX"); err != nil || len(mails) != 0 {
			t.Errorf("doctor sent %d mails (%v)", len(mails), err)
		}
	})

	other := mailtestCA(t, c.dir, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	expired := expiredServer(t, c.dir)
	for _, s := range []struct {
		name, old, new, password, orders string
		check                            string
		status                           status
		seen, mend                       string
	}{
		{"wrong password", "", "", "battery-staple", csv, "imap support login", statusFail, "was refused", "password"},
		{"wrong password, SMTP", "", "", "battery-staple", csv, "smtp support login", statusFail, "was refused", "password"},
		{"missing folder", "tls: implicit,", "tls: implicit, folders: {inbox: [INBOX, Returns]},", secret, csv, "imap support folder Returns", statusFail, "is not on the server", "the server has Drafts, INBOX, Sent"},
		{"missing drafts", "tls: implicit,", "tls: implicit, folders: {drafts: Entwurf},", secret, csv, "imap support drafts", statusFail, `"Entwurf" is not on the server`, "imap.folders.drafts"},
		{"unknown authority", c.dovecot.CAFile + ", password_file: secret}\n    smtp", other + ", password_file: secret}\n    smtp", secret, csv, "imap support login", statusFail, "an authority that this machine doesn't know", "imap.ca_file"},
		{"unknown authority, SMTP", "tls: starttls, ca_file: " + c.dovecot.CAFile, "tls: starttls, ca_file: " + other, secret, csv, "smtp support login", statusFail, "an authority that this machine doesn't know", "smtp.ca_file"},
		{"expired certificate", "port: " + portOf(t, c.dovecot.IMAPSAddr) + ", tls: implicit, ca_file: " + c.dovecot.CAFile, expired, secret, csv, "imap support login", statusFail, "expired", "renew"},
		{"expired certificate, SMTP", "port: " + portOf(t, c.postfix.SMTPAddr) + ", tls: starttls, ca_file: " + c.dovecot.CAFile, expired, secret, csv, "smtp support login", statusFail, "expired", "renew"},
		{"TLS on a plain port", "port: " + portOf(t, c.postfix.SMTPAddr) + ", tls: starttls", "port: " + portOf(t, c.postfix.SMTPAddr) + ", tls: implicit", secret, csv, "smtp support login", statusFail, "does not speak TLS", "starttls"},
		{"mechanism", "tls: starttls,", "tls: starttls, mechanism: login,", secret, csv, "smtp support login", statusOK, "", ""},
		{"mechanism, IMAP", "tls: implicit,", "tls: implicit, mechanism: login,", secret, csv, "imap support login", statusOK, "", ""},
		{"nobody listens", "port: " + portOf(t, c.dovecot.IMAPSAddr), "port: 1", secret, csv, "imap support login", statusFail, "cannot be reached", "host, port and firewall"},
		{"nobody listens, SMTP", "port: " + portOf(t, c.postfix.SMTPAddr), "port: 1", secret, csv, "smtp support login", statusFail, "cannot be reached", "host, port and firewall"},
		{"no secret file", "password_file: secret}\n    smtp", "password_file: nowhere}\n    smtp", secret, csv, "imap support login", statusFail, "cannot be read", "0600"},
		{"no orders", "orders.csv", "none.csv", secret, csv, "orders", statusFail, "is not there", "export"},
		{"empty orders", "", "", secret, "number,email\n", "orders", statusFail, "", ""},
		{"faulty row", "", "", secret, csv + "HW-99999,x@y.test,,,,,,yesterday\n", "orders rows", statusFail, "line ", "mend the row"},
		{"promises missed", "data_dir: data", "data_dir: data\ndelay_notices: {per_day: 1}", secret, csv, "promised dates", statusWarn, "late: each gets", "shipped_at"},
		{"no authserv_id", "    authserv_id: mx.shop.test\n", "", secret, csv, "imap support sender check", statusWarn, "authserv_id is not set", "Authentication-Results"},
		{"no claim days", "  carrier_claim_days: {ups: 60}\n", "", secret, csv, "carrier claims", statusWarn, "no carrier's", "shop.carrier_claim_days"},
		{"exemption not confirmed", "  withdrawal_exemption_confirmed: true\n", "", secret, csv, "withdrawal", statusWarn, "nobody has confirmed", "shop.withdrawal_exemption_confirmed"},
		{"no alerts", "alerts: {to: [owner@other.test]}\n", "", secret, csv, "alerts", statusWarn, "nobody is told", "alerts.to"},
		{"no actors", "actors: [{unix_user: root, name: Mara, role: admin}]\n", "", secret, csv, "actors", statusFail, "nobody may approve", "actors"},
		{"no templates", "data_dir: data", "data_dir: data\ntemplates_dir: words", secret, csv, "templates", statusFail, "is not there", "templates_dir"},
		{"no table", "data_dir: data", "data_dir: data\npolicy: {table: t.yaml, text: t.txt}", secret, csv, "policy", statusFail, "cannot be read", "policy.table"},
		{"data in a file", "data_dir: data", "data_dir: secret", secret, csv, "data folder", statusFail, "is no folder", "data_dir"},
		{"broken configuration", "data_dir: data", "data_dir: data\ndata_dirr: x", secret, csv, "configuration", statusFail, "data_dirr: this key is not known", "did you mean data_dir?"},
	} {
		t.Run(s.name, func(t *testing.T) {
			text := strings.Replace(good, s.old, s.new, 1)
			if text == good && s.old != "" {
				t.Fatal("the case changes nothing")
			}
			found, code := c.visit(t, text, s.password, s.orders)
			if (code == exitFailed) != (s.status == statusFail) {
				t.Errorf("code %d: %+v", code, found)
			}
			some := of(found, s.check)
			if len(some) == 0 || some[0].Status != s.status || !strings.Contains(some[0].Seen, s.seen) || !strings.Contains(some[0].Mend, s.mend) {
				t.Errorf("%s: %+v", s.check, some)
			}
		})
	}
}

// mailtestCA writes a certificate to a file and gives its path.
func mailtestCA(t *testing.T, dir string, from, until time.Time) string {
	t.Helper()
	cert, err := mailtest.NewCertificate(from, until)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "other.pem")
	if err := os.WriteFile(path, cert.CertPEM, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// expiredServer listens with a trusted certificate that ended yesterday, and gives the
// settings that lead to it. The handshake is all it knows: nobody gets further.
func expiredServer(t *testing.T, dir string) string {
	t.Helper()
	cert, err := mailtest.NewCertificate(time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "expired.pem")
	if err := os.WriteFile(path, cert.CertPEM, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert.TLS}, MinVersion: tls.VersionTLS12})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			// The client refuses the certificate; the error is its own to tell.
			_ = conn.(*tls.Conn).Handshake()
			_ = conn.Close()
		}
	}()
	return "port: " + portOf(t, l.Addr().String()) + ", tls: implicit, ca_file: " + path
}

func TestDoctorTable(t *testing.T) {
	t.Parallel()
	got := boot(t, "", nil, "doctor", "--config", "../../config/testdata/broken.yaml")
	if n := strings.Count(got.out, "did you mean language?"); n != 1 {
		t.Errorf("one mend is told %d times", n)
	}
	if got.code != exitFailed || !strings.Contains(got.out, "To mend") || !strings.Contains(got.out, "0 ok, 0 warnings, 18 failures, 0 skipped") {
		t.Errorf("code %d:\n%s%s", got.code, got.out, got.err)
	}
}

// TestDoctorNarrow: in a terminal that the table does not fit no line is broken, and nothing is left out.
func TestDoctorNarrow(t *testing.T) {
	t.Parallel()
	for _, columns := range []int{40, 60, 80, 200} {
		got := boot(t, "", map[string]string{"COLUMNS": fmt.Sprint(columns)}, "doctor", "--config", "../../config/testdata/broken.yaml")
		for line := range strings.SplitSeq(got.out, "\n") {
			if w := text.StringWidthWithoutEscSequences(line); w > columns {
				t.Errorf("at %d columns a line is %d wide: %s", columns, w, line)
			}
		}
		flat := strings.Join(strings.Fields(got.out), " ")
		for _, want := range []string{"did you mean language?", "0 ok, 0 warnings, 18 failures, 0 skipped"} {
			if columns < 200 && !strings.Contains(flat, want) {
				t.Errorf("at %d columns %q is missing:\n%s", columns, want, got.out)
			}
		}
	}
}

func TestDataFolderRights(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := &doctor{app: &app{now: time.Now}}
	d.cfg.DataDir = filepath.Join(dir, "data")
	if f := d.checkData(t.Context()); f[0].Status != statusOK || !strings.Contains(f[0].Seen, "will be made") || len(f) != 2 {
		t.Errorf("not there yet: %+v", f)
	}
	if err := os.Mkdir(d.cfg.DataDir, 0o700); err != nil {
		t.Fatal(err)
	}
	if f := d.checkData(t.Context()); f[0].Status != statusOK {
		t.Errorf("for its owner: %+v", f)
	}
	if err := os.Chmod(d.cfg.DataDir, 0o755); err != nil {
		t.Fatal(err)
	}
	if f := d.checkData(t.Context()); f[0].Status != statusWarn || f[0].Mend != "chmod 700 "+d.cfg.DataDir {
		t.Errorf("open to others: %+v", f)
	}
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, ok := d.checkSecretFile("x", secret); !ok {
		t.Errorf("a private secret: %+v", f)
	}
	if err := os.Chmod(secret, 0o644); err != nil {
		t.Fatal(err)
	}
	if f, ok := d.checkSecretFile("x", secret); ok || f.Status != statusWarn || f.Mend != "chmod 600 "+secret {
		t.Errorf("an open secret: %+v", f)
	}
}
