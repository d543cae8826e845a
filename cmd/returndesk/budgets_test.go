package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/internal/mailtest"
	"returndesk/store/bolt"
)

// TestDailyBytes runs the program twice over a mailbox whose history is larger than the
// day's bytes: it says until when it waits, and the second run has not forgotten.
func TestDailyBytes(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	for i := range 20 {
		text := fmt.Sprintf("From: a@b.test\r\nTo: %s\r\nSubject: %d\r\nMessage-ID: <%d@b.test>\r\n\r\n%s\r\n", d.User, i, i, strings.Repeat(strings.Repeat("x", 70)+"\r\n", 280))
		if err := d.DeliverTo(d.User, "INBOX", []byte(text), time.Now().Add(-48*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"secret": d.Password, "orders.csv": "number,email\nHW-1,a@b.test\n",
		"returndesk.yaml": fmt.Sprintf(`shop: {name: Shop, timezone: America/New_York}
data_dir: data
orders: {csv: orders.csv}
mailboxes:
  - name: support
    address: %s
    imap: {host: 127.0.0.1, port: %s, ca_file: %s, password_file: secret, daily_bytes: 200KB, max_connections: 2}
    smtp: {host: 127.0.0.1, port: 1, tls: plain}
`, d.User, portOf(t, d.IMAPSAddr), d.CAFile),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, run := range []string{"first", "second"} {
		got := boot(t, "", nil, "run", "--once", "--config", filepath.Join(dir, "returndesk.yaml"))
		if got.code != exitFailed || !strings.Contains(got.err, "the day's budget of ") || !strings.Contains(got.err, "older mail and Sent wait until") ||
			!strings.Contains(got.err, "mailbox paused") {
			t.Errorf("%s run: code %d\n%s%s", run, got.code, got.out, got.err)
		}
	}
	store, err := bolt.Open(t.Context(), filepath.Join(dir, "data"), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }() // only read
	counts, err := store.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, k := range counts.Mails { // whatever was made of them
		n += k
	}
	if n < 4 || n > 8 { // four fifths of 200 KB, once
		t.Errorf("%d mails were read: %+v", n, counts)
	}
}
