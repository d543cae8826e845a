package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"returndesk/desk"
)

// Place says where things of a demo folder lie.
type Place struct {
	Dir    string // the folder itself
	Config string // the configuration, for --config
	Orders string // orders.json
	Mails  string // the sample mails as files
	Drafts string // what was written in reply
	RMAs   string // the records that were opened
	Sent   string // what arrived at the embedded SMTP server
}

// Servers says where the embedded servers listen and who may act.
type Servers struct {
	IMAPHost string
	IMAPPort int
	SMTPHost string
	SMTPPort int
	Password string        // of the IMAP login
	Undo     time.Duration // between approval and sending
	User     string        // this machine's user, who becomes the shop's manager; "" = nobody
}

// PlaceAt gives the layout of a demo folder.
func PlaceAt(dir string) Place {
	in := func(name string) string { return filepath.Join(dir, name) }
	return Place{
		Dir: dir, Config: in("returndesk.yaml"), Orders: in("orders.json"),
		Mails: in("mails"), Drafts: in("drafts"), RMAs: in("rmas"), Sent: in("sent"),
	}
}

// Prepare makes the folders. A folder that already holds something is refused: what an
// earlier demo decided would mix with this one's mails.
func (p Place) Prepare() error {
	if err := p.Vacant(); err != nil {
		return err
	}
	for _, dir := range []string{p.Dir, p.Mails, p.Drafts, p.RMAs, p.Sent, filepath.Join(p.Dir, "secrets")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be made", dir).WithMend("name another by --data")
		}
	}
	return nil
}

// Vacant refuses a folder in which something lies already; one that does not exist will do.
func (p Place) Vacant() error {
	entries, err := os.ReadDir(p.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be read", p.Dir).WithMend("name another by --data")
	}
	if len(entries) > 0 {
		return desk.Errf(desk.CodeConflict, "the folder %s is not empty", p.Dir).WithMend("name a new one by --data, or leave --data out")
	}
	return nil
}

// WriteInto writes configuration, orders and mails. The order file is dated a minute
// before the sample's now, like an export that has just been made: younger than every
// mail, and at rest long enough to be read.
func (s *Sample) WriteInto(p Place, servers Servers) error {
	orders, err := s.OrdersJSON()
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the demo's orders cannot be written")
	}
	if err := WriteFile(p.Orders, orders); err != nil {
		return err
	}
	exported := s.Now.Add(-time.Minute)
	if err := os.Chtimes(p.Orders, exported, exported); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the file %s cannot be dated", p.Orders)
	}
	if err := WriteFile(filepath.Join(p.Dir, "secrets", "imap"), []byte(servers.Password+"\n")); err != nil {
		return err
	}
	for i, l := range s.Letters {
		if err := WriteFile(filepath.Join(p.Mails, fmt.Sprintf("%02d-%s.eml", i+1, l.Key)), l.Raw); err != nil {
			return err
		}
	}
	return WriteFile(p.Config, Configuration(servers))
}

// WriteFile writes a file of the demo folder, for its owner alone.
func WriteFile(path string, data []byte) error {
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the file %s cannot be written", path).WithMend("look at the space and the rights there")
	}
	return nil
}

// Configuration is the whole file of a small shop.
func Configuration(s Servers) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) } // memory does not fail
	line("# Written by `returndesk demo`. The mail servers in it live as long as the demo runs.")
	line("shop:")
	line("  name: %q", ShopName)
	line("  timezone: %s", ShopZone)
	line("  order_number: {prefix: %s}", OrderPrefix)
	line("  carrier_claim_days: {dhl: 7, ups: 60, usps: 60}")
	line("  withdrawal_exemption_confirmed: true")
	line("data_dir: ./data")
	line("mailboxes:")
	line("  - name: support")
	line("    address: %s", ShopAddress)
	line("    authserv_id: %s", AuthServID)
	line("    own_received_by: [%s]", AuthServID)
	line("    start_from: all   # the sample mails are all to be answered")
	line("    imap: {host: %q, port: %d, tls: plain, login: %s, password_file: ./secrets/imap}", s.IMAPHost, s.IMAPPort, ShopAddress)
	line("    smtp: {host: %q, port: %d, tls: plain, hello: localhost, append_sent: on}", s.SMTPHost, s.SMTPPort)
	line("brand:")
	line("  from_name: %q", ShopName+" Support")
	line("  agent_name: The support team")
	line("  signature: %q", "Hollow Works, 12 Mill Lane, Albany, NY")
	line("  policy_url: https://hollow-works.example/returns")
	line("  return_address: |")
	line("    Hollow Works Returns")
	line("    12 Mill Lane")
	line("    Albany, NY 12207")
	line("    USA")
	line("orders: {json: ./orders.json}")
	line("alerts: {to: [%s]}", OwnerAlerts)
	if s.User != "" {
		line("actors:")
		line("  - {unix_user: %q, name: %q, role: admin}", s.User, DemoActor)
	}
	line("approval: {undo_delay: %s}", s.Undo)
	line("log: {level: warn}")
	return []byte(b.String())
}

// DemoActor is the name under which the reader of the demo acts.
const DemoActor = "You"
