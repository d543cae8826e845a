package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/config"
	"returndesk/desk"
)

// minimal is the shortest file that is accepted.
const minimal = `shop:
  name: Shop
  timezone: Europe/Berlin
data_dir: data
mailboxes:
  - name: support
    address: support@shop.test
    imap: {host: imap.shop.test, password_env: IMAP_PASSWORD}
    smtp: {host: smtp.shop.test, tls: starttls, password_file: secret}
orders:
  csv: orders.csv
`

func TestMinimalGetsDefaults(t *testing.T) {
	t.Parallel()
	c, err := config.Parse("/etc/returndesk/returndesk.yaml", []byte(minimal))
	if err != nil {
		t.Fatal(err)
	}
	m := c.Mailboxes[0]
	got := []any{c.DataDir, c.Orders.Path(), m.SMTP.PasswordFile, m.IMAP.Port, m.SMTP.Port, m.IMAP.Login, m.SMTP.Login, m.IMAP.Idle,
		m.IMAP.PollInterval, m.IMAP.MaxMessageBytes, m.IMAP.Folders.Inbox, m.StartFrom.Mode, m.SMTP.AppendSent, c.Brand.FromName,
		c.Approval.UndoDelay, c.Shop.BusinessDays, c.Shop.Language, m.SMTP.DotPatience}
	want := []any{"/etc/returndesk/data", "/etc/returndesk/orders.csv", "/etc/returndesk/secret", 993, 587, "support@shop.test", "support@shop.test", true,
		time.Minute, config.Size(40 << 20), []string{"INBOX"}, "now", "auto", "Shop",
		15 * time.Second, []string{"mon", "tue", "wed", "thu", "fri"}, "en", 10 * time.Minute}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestValuesWithSemicolons: what stands in a value is not taken for the mend.
func TestValuesWithSemicolons(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"photos: {judge_workers: \"2; or 3\"}": `photos.judge_workers: "2; or 3" is no whole number (write it in digits, as 60)`,
		"shop: {name: A, timezone: \"a; b\"}":  `shop.timezone: "a; b" is no time zone of the IANA list (write for example America/New_York or Europe/Berlin)`,
	} {
		if _, err := config.Parse("f", []byte(value)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", value, err)
		}
	}
}

// TestEveryMistakeAtOnce has one file with many mistakes and expects each, in order,
// with its place and its mend.
func TestEveryMistakeAtOnce(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/broken.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = config.Parse("broken.yaml", data)
	golden(t, "testdata/broken.golden", fmt.Sprintln(err))
	var problems config.Problems
	if !errors.As(err, &problems) || len(problems) < 10 {
		t.Fatalf("%v", err)
	}
	for _, p := range problems {
		if p.Mend == "" {
			t.Errorf("no mend: %v", p)
		}
	}
	if desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("code %q", desk.CodeOf(err))
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "data_dir: data", "data_dirr: data", `f:4:1: data_dirr: this key is not known (did you mean data_dir?)`},
		{"far from all", "data_dir: data", "data_dir: data\nzebra: 1", `f:5:1: zebra: this key is not known (known here: shop,`},
		{"at another place", "data_dir: data", "data_dir: data\nstart_from: all", `f:5:1: start_from: this key is not known (it belongs below mailboxes)`},
		{"at two others", "data_dir: data", "data_dir: data\ntls: plain", `tls: this key is not known (it belongs below mailboxes.imap, or below mailboxes.smtp)`},
		{"at the top", "host: imap.shop.test", "host: imap.shop.test, approve_in: both", `mailboxes[0].imap.approve_in: this key is not known (it belongs at the top, without indentation)`},
		{"missing", "data_dir: data\n", "", `f:1:1: data_dir: is missing: cases and mails are kept there (add the key data_dir)`},
		{"empty value", "data_dir: data", "data_dir:", `data_dir: is missing`},
		{"zone", "Europe/Berlin", "Berlin", `f:3:13: shop.timezone: "Berlin" is no time zone`},
		{"zone of the machine", "Europe/Berlin", "Local", `shop.timezone: "Local" is no time zone`},
		{"twice", "data_dir: data", "data_dir: data\ndata_dir: more", `data_dir`},
		{"wrong kind", "data_dir: data", "data_dir: [a, b]", `f:4:11: data_dir: needs one value, but has a list`},
		{"scalar for object", "orders:\n  csv: orders.csv", "orders: orders.csv", `orders: needs keys of its own, but has the value "orders.csv"`},
		{"password in the file", "password_env: IMAP_PASSWORD", "password: hunter2", `f:8:34: mailboxes[0].imap.password: this key is not known (secrets do not stand in this file`},
		{"no password", ", password_env: IMAP_PASSWORD", "", `f:8:11: mailboxes[0].imap: has no password`},
		{"two passwords", "password_env: IMAP_PASSWORD", "password_env: A, password_file: b", `mailboxes[0].imap.password_env: stands beside password_file`},
		{"password as variable", "IMAP_PASSWORD", "'hunter2!'", `write the variable's name, never the password itself`},
		{"plain elsewhere", "tls: starttls", "tls: plain", `f:9:39: mailboxes[0].smtp.tls: plain is for servers on this machine only`},
		{"enum", "tls: starttls", "tls: startls", `"startls" is not one of implicit, starttls, plain (did you mean starttls?)`},
		{"tokens from nowhere", "tls: starttls", "mechanism: xoauth2", `smtp.mechanism: needs tokens, and no oauth says`},
		{"host with scheme", "host: imap.shop.test", "host: 'imap://shop'", `mailboxes[0].imap.host: "imap://shop" is no host name`},
		{"address", "address: support@shop.test", "address: Support <support@shop.test>", `is no mail address`},
		{"port", "host: imap.shop.test", "host: h, port: 70000", `mailboxes[0].imap.port: 70000 is too much (at least 1, at most 65535)`},
		{"port as word", "host: imap.shop.test", "host: h, port: imaps", `"imaps" is no whole number`},
		{"no file", "  csv: orders.csv", "  max_age: 24h", `f:11:3: orders: names no file`},
		{"two files", "  csv: orders.csv", "  csv: a\n  json: b", `orders.json: stands beside csv`},
		{"duration", "  csv: orders.csv", "  csv: a\n  max_age: 24", `orders.max_age: "24" is no duration`},
		{"duration too short", "  csv: orders.csv", "  csv: a\n  max_age: 1s", `1s is too little (at least 1m, at most 30d)`},
		{"bool", "    imap: {", "    imap: {idle: maybe, ", `f:8:18: mailboxes[0].imap.idle: "maybe" is neither true nor false`},
		{"table without text", "data_dir: data", "data_dir: data\npolicy: {table: t.yaml}", `policy.table: replaces the table but not the text`},
		{"start", "    imap:", "    start_from: friday\n    imap:", `"friday" is neither now, all nor a date`},
		{"pattern", "  name: Shop", "  name: Shop\n  order_number: {pattern: '('}", `"(" is no regular expression`},
		{"greedy pattern", "  name: Shop", "  name: Shop\n  order_number: {pattern: '\\d*'}", `matches an empty text`},
		{"claim days", "  name: Shop", "  name: Shop\n  carrier_claim_days: {ups: soon}", `f:3:29: shop.carrier_claim_days.ups: "soon" is no whole number`},
		{"claim days bound", "  name: Shop", "  name: Shop\n  carrier_claim_days: {ups: 0}", `0 is too little`},
		{"claim days twice", "  name: Shop", "  name: Shop\n  carrier_claim_days: {ups: 1, ups: 2}", `ups`},
		{"role", "data_dir: data", "data_dir: data\nactors: [{unix_user: a, name: A, role: system}]", `"system" is not one of agent, senior, manager, admin`},
		{"same user twice", "data_dir: data", "data_dir: data\nactors: [{unix_user: a, name: A}, {unix_user: a, name: B}]", `actors[1].unix_user: "a" stands already in entry 1`},
		{"no mailbox", minimal[strings.Index(minimal, "mailboxes:"):strings.Index(minimal, "orders:")], "mailboxes: []\n", `mailboxes: is empty`},
		{"alias of itself", "data_dir: data", "data_dir: data\npolicy: &p {table: *p}", ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(minimal, c.old, c.new, 1)
			if text == minimal {
				t.Fatal("the case changes nothing")
			}
			_, err := config.Parse("f", []byte(text))
			var all config.Problems
			if !errors.As(err, &all) {
				t.Fatalf("accepted, or another error: %v", err)
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error shows a password: %v", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got\n%v\nwant %s", err, c.want)
			}
		})
	}
}

func TestFilesThatAreNone(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "list": "- a\n", "word": "hello\n", "broken": "shop:\n\t name: x\n", "two documents": minimal + "---\n" + minimal, "binary": "\x00\x01\xff",
	} {
		if _, err := config.Parse("f", []byte(text)); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "f:") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := config.Load(filepath.Join(t.TempDir(), "none.yaml")); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("missing file: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(minimal))
	if data, err := os.ReadFile("testdata/broken.yaml"); err == nil {
		f.Add(data)
	}
	f.Add([]byte("a: &a [*a]\nshop: *a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("f", data)
		if err == nil && (c.Shop.Zone == nil || len(c.Mailboxes) == 0 || c.Orders.Path() == "") {
			t.Error("accepted without what is needed")
		}
	})
}

// TestEmptyFile: a file without a key says that it is empty and what to write, and nothing of YAML's grammar.
func TestEmptyFile(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n \r\n", "# returndesk\n", "\xef\xbb\xbf# with a mark\n---\n"} {
		_, err := config.Parse("returndesk.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), "is empty: it has to name the shop") || !strings.Contains(err.Error(), "returndesk init") || strings.Contains(err.Error(), "YAML") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestMetricsAddressMend: the mend of a wrong metrics.listen is not the console's own address.
func TestMetricsAddressMend(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{"metrics": "127.0.0.1:8421", "console": "127.0.0.1:8420"} {
		_, err := config.Parse("returndesk.yaml", []byte(key+": {listen: nowhere}\n"))
		if err == nil || !strings.Contains(err.Error(), `"nowhere" is no address to listen on`) || !strings.Contains(err.Error(), "write it as "+want) {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// TestUnreadableFile: a folder or a loop of links is mended by another name, not by rights.
func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, loop} {
		_, err := config.Load(path)
		if err == nil || !strings.Contains(err.Error(), path+" cannot be read") || !strings.Contains(err.Error(), "--config") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
