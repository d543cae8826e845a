package mailtest

import (
	"crypto/x509"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
)

// Dovecot is a running IMAP server. Every user name exists, with the
// same Password; User is the one that tests use first. A user's mails lie in a
// Maildir below Home.
type Dovecot struct {
	IMAPAddr  string // host:port; plain and STARTTLS
	IMAPSAddr string // host:port; implicit TLS
	SASLAddr  string // host:port; Dovecot's authentication for Postfix
	User      string
	Password  string
	CA        *x509.CertPool // trusts the server's certificate
	CAFile    string         // the same as a PEM file

	dir      string
	process  *process
	uid, gid int
	mailUser string
	serial   counter

	introspect string // "" without tokens
}

// StartDovecot starts a server for a test and ends it with the test. The test
// is skipped when Dovecot isn't installed (see RequireEnv).
func StartDovecot(t TB) *Dovecot {
	t.Helper()
	return startDovecot(t, "")
}

// StartDovecotOAuth is StartDovecot with logins by the tokens of an Issuer besides.
func StartDovecotOAuth(t TB, i *Issuer) *Dovecot {
	t.Helper()
	return startDovecot(t, i.IntrospectionURL())
}

func startDovecot(t TB, introspect string) *Dovecot {
	t.Helper()
	d, err := newDovecot(introspect)
	if err != nil {
		unavailable(t, "Dovecot", err)
		return nil
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Fatalf("stop Dovecot: %v", err)
		}
	})
	return d
}

// NewDovecot starts a server; Close ends it. ErrMissing when not installed.
func NewDovecot() (*Dovecot, error) { return newDovecot("") }

func newDovecot(introspect string) (*Dovecot, error) {
	program, err := find("dovecot")
	if err != nil {
		return nil, err
	}
	var failed error
	for range 3 { // a port may be taken between choosing and listening
		d := &Dovecot{User: "support@shop.test", Password: "correct-horse", introspect: introspect} // no blanks: Dovecot's static database splits at them
		if failed = d.start(program); failed == nil {
			return d, nil
		}
	}
	return nil, failed
}

func (d *Dovecot) start(program string) (err error) {
	if d.dir, err = newFolder("rd-dovecot-"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(d.dir) // the first error is the one that counts
		}
	}()
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	d.IMAPAddr, d.IMAPSAddr, d.SASLAddr = local(ports[0]), local(ports[1]), local(ports[2])
	d.CAFile = filepath.Join(d.dir, "cert.pem")
	cert, err := validCertificate(d.CAFile, filepath.Join(d.dir, "key.pem"))
	if err != nil {
		return err
	}
	d.CA = cert.Pool
	names, err := d.owners()
	if err != nil {
		return err
	}
	if err := d.configure(ports, names); err != nil {
		return err
	}
	if d.process, err = launch(d.dir, program, "-F", "-c", filepath.Join(d.dir, "dovecot.conf")); err != nil {
		return err
	}
	if err := d.process.waitFor(d.IMAPAddr, d.IMAPSAddr, d.SASLAddr); err != nil {
		_ = d.process.stop() // the first error is the one that counts
		return fmt.Errorf("dovecot: %w", err)
	}
	return nil
}

// accounts are the system users that the server's parts run as.
type accounts struct{ Internal, Login, Group string }

// owners picks them: as root Dovecot's own and nobody for the mails (it refuses
// root), otherwise whoever runs the test for everything.
func (d *Dovecot) owners() (accounts, error) {
	d.uid, d.gid = os.Getuid(), os.Getgid()
	if d.uid != 0 {
		me, err := user.Current()
		if err != nil {
			return accounts{}, fmt.Errorf("who am I: %w", err)
		}
		group, err := user.LookupGroupId(me.Gid)
		if err != nil {
			return accounts{}, fmt.Errorf("which group am I in: %w", err)
		}
		d.mailUser = me.Username
		return accounts{me.Username, me.Username, group.Name}, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return accounts{}, fmt.Errorf("find the user nobody: %w", err)
	}
	if d.uid, err = strconv.Atoi(nobody.Uid); err != nil {
		return accounts{}, fmt.Errorf("uid of nobody: %w", err)
	}
	if d.gid, err = strconv.Atoi(nobody.Gid); err != nil {
		return accounts{}, fmt.Errorf("gid of nobody: %w", err)
	}
	d.mailUser = nobody.Username
	return accounts{"dovecot", "dovenull", "dovecot"}, nil
}

func (d *Dovecot) configure(ports []int, names accounts) error {
	for _, sub := range []string{"run", "state", "home"} {
		if err := os.Mkdir(filepath.Join(d.dir, sub), 0o755); err != nil { // entered by the server's own users
			return fmt.Errorf("folder of dovecot: %w", err)
		}
	}
	if err := d.Own(filepath.Join(d.dir, "home")); err != nil {
		return err
	}
	// The delivery program logs too, as the mail user.
	if err := os.WriteFile(filepath.Join(d.dir, "server.log"), nil, 0o600); err != nil {
		return fmt.Errorf("log of dovecot: %w", err)
	}
	if err := os.Chmod(filepath.Join(d.dir, "server.log"), 0o666); err != nil { // written by several users
		return fmt.Errorf("log of dovecot: %w", err)
	}
	if d.introspect != "" {
		text := "introspection_url = " + d.introspect + "\nintrospection_mode = get\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n"
		if err := os.WriteFile(filepath.Join(d.dir, "oauth2.conf"), []byte(text), 0o644); err != nil { // read by the server's own users
			return fmt.Errorf("write oauth2.conf: %w", err)
		}
	}
	var text strings.Builder
	err := dovecotConf.Execute(&text, map[string]any{
		"Dir": d.dir, "Names": names, "UID": d.uid, "GID": d.gid, "Password": d.Password, "OAuth": d.introspect != "",
		"IMAP": ports[0], "IMAPS": ports[1], "SASL": ports[2],
	})
	if err != nil {
		return fmt.Errorf("write dovecot.conf: %w", err)
	}
	// Readable by all: the delivery program runs as the mail user, and the password
	// in it is a test's.
	if err := os.WriteFile(filepath.Join(d.dir, "dovecot.conf"), []byte(text.String()), 0o644); err != nil {
		return fmt.Errorf("write dovecot.conf: %w", err)
	}
	return nil
}

// Own gives a path to the user of the mails.
func (d *Dovecot) Own(path string) error {
	if os.Getuid() != 0 {
		return nil
	}
	if err := os.Chown(path, d.uid, d.gid); err != nil {
		return fmt.Errorf("give %s to the mail user: %w", path, err)
	}
	return nil
}

// Log is the end of the server's log, for messages of failed tests.
func (d *Dovecot) Log() string { return d.process.output() }

// Close ends the server and removes its data.
func (d *Dovecot) Close() error { return d.process.stop() }

var dovecotConf = template.Must(template.New("dovecot.conf").Parse(`
base_dir = {{.Dir}}/run
state_dir = {{.Dir}}/state
log_path = {{.Dir}}/server.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {{.Names.Internal}}
default_internal_group = {{.Names.Group}}
default_login_user = {{.Names.Login}}
first_valid_uid = 1
first_valid_gid = 1
default_process_limit = 200
mail_max_userip_connections = 200
disable_plaintext_auth = no
auth_mechanisms = plain login{{if .OAuth}} xoauth2 oauthbearer{{end}}
auth_username_format = %Lu
auth_failure_delay = 0
ssl = yes
ssl_cert = <{{.Dir}}/cert.pem
ssl_key = <{{.Dir}}/key.pem
ssl_dh =
mail_location = maildir:~/Maildir
mail_fsync = never
maildir_stat_dirs = no
{{- if .OAuth}}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {{.Dir}}/oauth2.conf
}
{{- end}}
passdb {
  driver = static
{{- if .OAuth}}
  mechanisms = plain login
{{- end}}
  args = password={{.Password}}
}
userdb {
  driver = static
  args = uid={{.UID}} gid={{.GID}} home={{.Dir}}/home/%Lu allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    special_use = \Drafts
    auto = create
  }
  mailbox Sent {
    special_use = \Sent
    auto = create
  }
  mailbox Trash {
    special_use = \Trash
    auto = create
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    address = 127.0.0.1
    port = {{.IMAP}}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = {{.IMAPS}}
    ssl = yes
  }
}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
  inet_listener {
    address = 127.0.0.1
    port = {{.SASL}}
  }
}
service stats {
  chroot =
  unix_listener stats-writer {
    mode = 0666
  }
}
postmaster_address = postmaster@shop.test
hostname = mail.shop.test
`))
