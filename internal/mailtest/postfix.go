package mailtest

import (
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"text/template"
)

// Postfix is a running SMTP server. It offers STARTTLS and AUTH (Dovecot's
// users), relays only for those who logged in or come from this machine, and
// hands every mail, whatever its recipient, to Dovecot's delivery program: each
// address has a mailbox of its own there.
type Postfix struct {
	SMTPAddr  string // host:port; plain and STARTTLS
	SMTPSAddr string // host:port; implicit TLS
	User      string
	Password  string
	CA        *x509.CertPool
	CAFile    string
	Dovecot   *Dovecot // where the mails arrive

	process *process
}

// StartPostfix starts Postfix in front of d for a test and ends it with the
// test. The test is skipped when Postfix isn't usable (see RequireEnv).
func StartPostfix(t TB, d *Dovecot) *Postfix {
	t.Helper()
	p, err := NewPostfix(d)
	if err != nil {
		unavailable(t, "Postfix", err)
		return nil
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Fatalf("stop Postfix: %v", err)
		}
	})
	return p
}

// NewPostfix starts a server; Close ends it. ErrMissing when Postfix isn't
// installed, or when this isn't root: Postfix' master must be.
func NewPostfix(d *Dovecot) (*Postfix, error) {
	program, err := find("postfix")
	if err != nil {
		return nil, err
	}
	if os.Getuid() != 0 {
		return nil, fmt.Errorf("postfix needs root to start: %w", ErrMissing)
	}
	var failed error
	for range 3 { // a port may be taken between choosing and listening
		p := &Postfix{User: d.User, Password: d.Password, CA: d.CA, CAFile: d.CAFile, Dovecot: d}
		if failed = p.start(program); failed == nil {
			return p, nil
		}
	}
	return nil, failed
}

func (p *Postfix) start(program string) (err error) {
	dir, err := newFolder("rd-postfix-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir) // the first error is the one that counts
		}
	}()
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	p.SMTPAddr, p.SMTPSAddr = local(ports[0]), local(ports[1])
	if err := p.configure(dir, ports); err != nil {
		return err
	}
	if p.process, err = launch(dir, program, "-c", dir, "start-fg"); err != nil {
		return err
	}
	if err := p.process.waitFor(p.SMTPAddr, p.SMTPSAddr); err != nil {
		_ = p.Close() // the first error is the one that counts
		return fmt.Errorf("postfix: %w", err)
	}
	return nil
}

func (p *Postfix) configure(dir string, ports []int) error {
	for _, sub := range []string{"queue", "data"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil { // Postfix sets its own modes inside
			return fmt.Errorf("folder of postfix: %w", err)
		}
	}
	lda, err := find("dovecot-lda")
	if err != nil {
		return err
	}
	uid, gid, err := idsOf("postfix")
	if err != nil {
		return err
	}
	if err := os.Chown(filepath.Join(dir, "data"), uid, gid); err != nil {
		return fmt.Errorf("folder of postfix: %w", err)
	}
	values := map[string]any{
		"Dir": dir, "SMTP": ports[0], "SMTPS": ports[1], "SASL": p.Dovecot.SASLAddr,
		"LDA": lda, "DovecotDir": p.Dovecot.dir, "MailUser": p.Dovecot.mailUser, "Cert": p.CAFile, "Key": filepath.Join(p.Dovecot.dir, "key.pem"),
	}
	for name, text := range map[string]*template.Template{"main.cf": postfixMain, "master.cf": postfixMaster} {
		var out strings.Builder
		if err := text.Execute(&out, values); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(out.String()), 0o644); err != nil { // read by Postfix' own users
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// Log is the end of the server's log, for messages of failed tests.
func (p *Postfix) Log() string { return p.process.output() }

// Close ends the server and removes its queue.
func (p *Postfix) Close() error {
	p.stopMaster()
	return p.process.stop()
}

// stopMaster ends Postfix' master, which leaves our process group at its start;
// its number stands in a file of this instance's own queue.
func (p *Postfix) stopMaster() {
	data, err := os.ReadFile(filepath.Join(p.process.dir, "queue", "pid", "master.pid"))
	if err != nil {
		return // it never came up
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil || pid <= 1 {
		return
	}
	// Already gone is as good.
	_ = syscall.Kill(pid, syscall.SIGTERM)
}

var postfixMain = template.Must(template.New("main.cf").Parse(`compatibility_level = 3.6
queue_directory = {{.Dir}}/queue
data_directory = {{.Dir}}/data
maillog_file = {{.Dir}}/server.log
maillog_file_prefixes = /tmp
myhostname = mail.shop.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
disable_dns_lookups = yes
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:all
virtual_transport = dovecot
dovecot_destination_recipient_limit = 1
smtpd_tls_cert_file = {{.Cert}}
smtpd_tls_key_file = {{.Key}}
smtpd_tls_security_level = may
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{{.SASL}}
smtpd_sasl_security_options = noanonymous
smtpd_tls_auth_only = yes
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
message_size_limit = 52428800
mailbox_size_limit = 0
virtual_mailbox_limit = 0
`))

var postfixMaster = template.Must(template.New("master.cf").Parse(`127.0.0.1:{{.SMTP}} inet n - n - - smtpd
127.0.0.1:{{.SMTPS}} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
dovecot unix - n n - - pipe
  flags=DRhu user={{.MailUser}} argv={{.LDA}} -c {{.DovecotDir}}/dovecot.conf -f ${sender} -d ${recipient}
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`))
