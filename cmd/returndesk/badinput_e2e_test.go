package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// cancelHW10501 is a mail that leads to a draft.
func cancelHW10501(n int) letter {
	return letter{
		From: joAddress, Name: "Jo Keller", Subject: fmt.Sprintf("Cancel my order HW-10501 (%d)", n), ID: fmt.Sprintf("cancel%d@mailbox.test", n),
		Text: fmt.Sprintf("Hi,\n\nplease cancel order HW-10501, I placed it today at %d past.\n\nJo", n),
	}
}

// stranger is a mail about no order, which makes a case of its own.
func stranger(n, size int) letter {
	return letter{
		From: fmt.Sprintf("guest%d@elsewhere.test", n), Name: fmt.Sprintf("Guest %d", n), Subject: fmt.Sprintf("Do you make number pads, variant %d?", n),
		ID: fmt.Sprintf("guest%d@elsewhere.test", n), Text: "Hello,\n\ndo you sell number pads?\n\n" + strings.Repeat(fmt.Sprintf("A thought about variant %d of them.\n", n), size/36),
	}
}

// says fails unless the run ended with the code and told thing, reason and mend.
func (r ran) says(t *testing.T, code int, words ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("code %d, not %d", r.code, code)
	}
	for _, w := range words {
		if !strings.Contains(r.out+r.err, w) {
			t.Errorf("not told: %q in\n%s%s", w, r.out, r.err)
		}
	}
}

// onlyJo fails unless Jo's one mail led to one case with one draft.
func (s *liveShop) onlyJo(t *testing.T) flow.QueueRow {
	t.Helper()
	rows := s.queue(t)
	if len(rows) != 1 || rows[0].Draft == "" || rows[0].Order != "HW-10501" {
		t.Fatalf("the queue is %+v", rows)
	}
	if v := s.show(t, rows[0].Case); len(v.Case.Mails) != 1 || len(v.Drafts) != 1 {
		t.Errorf("%d mails, %d drafts in %s", len(v.Case.Mails), len(v.Drafts), rows[0].Case)
	}
	return rows[0]
}

// TestWrongPassword tells of it and, once mended, finds the mail that waited.
func TestWrongPassword(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.deliver(t, cancelHW10501(1))
	s.write(t, "secret", "not-the-password\n")
	s.cli(t, "run", "--once").says(t, exitFailed, "login", "refused", "reason: ", "mend: check the user name and the password")
	service := s.start(t)
	eventually(t, "the service says that it cannot log in", func() error {
		if !strings.Contains(service.log(t), "code=auth") {
			return fmt.Errorf("log: %s", service.log(t))
		}
		return service.alive(t)
	})
	if strings.Contains(service.log(t), "not-the-password") {
		t.Error("the password stands in the log")
	}
	s.write(t, "secret", s.dovecot.Password+"\n")
	eventually(t, "the new password counts without a new start", func() error {
		if rows := s.queue(t); len(rows) != 1 {
			return fmt.Errorf("%d cases wait; log: %s", len(rows), service.log(t))
		}
		return nil
	})
	if code := service.stop(t); code != exitDone {
		t.Errorf("code %d", code)
	}
	s.onlyJo(t)
}

// TestExpiredCertificate sends no password to a server with one.
func TestExpiredCertificate(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.deliver(t, cancelHW10501(1))
	cert := expiredCertificate(t)
	r := startRelay(t, s.dovecot.IMAPAddr, &cert.TLS)
	good, err := os.ReadFile(s.config)
	if err != nil {
		t.Fatal(err)
	}
	s.write(t, "expired.pem", string(cert.CertPEM))
	s.reconfigure(t, "port: "+portOf(t, s.dovecot.IMAPSAddr), "port: "+portOf(t, r.address()))
	s.reconfigure(t, "ca_file: "+s.dovecot.CAFile, "ca_file: ./expired.pem")
	s.cli(t, "run", "--once").says(t, exitFailed, "certificate", "expired", "reason: ", "mend: the server's owner must renew it")
	s.cli(t, "doctor").says(t, exitFailed, "certificate", "expired")
	s.write(t, "returndesk.yaml", string(good))
	s.must(t, "run", "--once")
	s.onlyJo(t)
}

// TestServerGoneMidFetch cuts connections inside a mail's literal: nothing that came
// halfway is taken for a mail, and each is in one case once the line holds.
func TestServerGoneMidFetch(t *testing.T) {
	t.Parallel()
	const mails, size = 12, 20_000
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	for n := range mails {
		s.deliver(t, stranger(n, size))
	}
	r := startRelay(t, s.dovecot.IMAPAddr, nil)
	r.cut.Store(50_000)
	s.reconfigure(t, "port: "+portOf(t, s.dovecot.IMAPSAddr)+", tls: implicit, ca_file: "+s.dovecot.CAFile, "port: "+portOf(t, r.address())+", tls: plain")
	service := s.start(t)
	eventually(t, "the line was cut three times", func() error {
		if n := r.cuts.Load(); n < 3 {
			return fmt.Errorf("%d times", n)
		}
		return service.alive(t)
	})
	r.cut.Store(0)
	eventually(t, "every mail is in a case", func() error {
		if n := len(s.queue(t)); n != mails {
			return fmt.Errorf("%d cases", n)
		}
		return service.alive(t)
	})
	for _, row := range s.queue(t) {
		v := s.show(t, row.Case)
		if len(v.Case.Mails) != 1 || len(v.Drafts) > 1 {
			t.Errorf("%s has %d mails, %d drafts", row.Case, len(v.Case.Mails), len(v.Drafts))
		}
		if got, want := strings.Count(v.Mail.Text, "A thought about"), size/36; got != want {
			t.Errorf("%s has %d lines of %d", row.Case, got, want)
		}
	}
	if !strings.Contains(service.log(t), "connection") {
		t.Errorf("the log does not tell of the cuts:\n%s", service.log(t))
	}
}

// TestFolderRenamed names the folder that has gone, and finds its mail again.
func TestFolderRenamed(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.reconfigure(t, "retry_max: 1s}", "retry_max: 1s, folders: {inbox: [Returns]}}")
	if err := s.dovecot.Deliver("Returns", cancelHW10501(1).raw(s.dovecot.User)); err != nil {
		t.Fatal(err)
	}
	s.must(t, "run", "--once")
	row := s.onlyJo(t)
	is, was := s.dovecot.Maildir(s.dovecot.User, "Refunds"), s.dovecot.Maildir(s.dovecot.User, "Returns")
	if err := os.Rename(was, is); err != nil {
		t.Fatal(err)
	}
	s.cli(t, "run", "--once").says(t, exitFailed, `folder "Returns" is not on the server`, "renamed or deleted", "mend: name the right folder")
	if got := s.onlyJo(t); got.Case != row.Case || got.Draft != row.Draft {
		t.Errorf("the case changed: %+v, was %+v", got, row)
	}
	s.reconfigure(t, "[Returns]", "[Refunds]")
	s.must(t, "run", "--once")
	if got := s.onlyJo(t); got.Case != row.Case || got.Draft != row.Draft {
		t.Errorf("the mail of the renamed folder was taken for another: %+v, was %+v", got, row)
	}
}

// TestUIDValidityChanged numbers a mailbox anew: known mails are recognised, a new one is
// still found.
func TestUIDValidityChanged(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.deliver(t, cancelHW10501(1))
	s.must(t, "run", "--once")
	row := s.onlyJo(t)
	for _, pattern := range []string{"dovecot-uidlist", "dovecot-uidvalidity*", "dovecot.index*"} {
		files, err := filepath.Glob(filepath.Join(s.dovecot.Maildir(s.dovecot.User, "INBOX"), pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	time.Sleep(1100 * time.Millisecond) // Dovecot takes the second of the day for the new number
	s.deliver(t, stranger(1, 100))
	s.must(t, "run", "--once")
	rows := s.queue(t)
	if len(rows) != 2 || !slices.ContainsFunc(rows, func(r flow.QueueRow) bool { return r.Case == row.Case && r.Draft == row.Draft }) {
		t.Errorf("the queue is %+v, and held %+v before", rows, row)
	}
	if v := s.show(t, row.Case); len(v.Case.Mails) != 1 || len(v.Drafts) != 1 {
		t.Errorf("%d mails, %d drafts in %s", len(v.Case.Mails), len(v.Drafts), row.Case)
	}
}

// TestSecondRun refuses a second service on the same data and says who holds them.
func TestSecondRun(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	service := s.start(t)
	if got := s.cli(t, "run"); strings.Contains(got.err, "timeout") {
		t.Errorf("a second service tells of our own wait: %s", got.err)
	}
	s.cli(t, "run").says(t, exitFailed, "another process owns the data", s.data, fmt.Sprint(service.cmd.Process.Pid), "mend: ")
	s.cli(t, "run", "--once").says(t, exitFailed, "another process owns the data", fmt.Sprint(service.cmd.Process.Pid))
	s.deliver(t, cancelHW10501(1))
	eventually(t, "the first service goes on", func() error {
		if n := len(s.queue(t)); n != 1 {
			return fmt.Errorf("%d cases", n)
		}
		return service.alive(t)
	})
	service.kill()
	s.must(t, "run", "--once") // the lock of a dead process holds nobody
	s.onlyJo(t)
}

// TestOrderFileProblems: a broken row and two orders of one number are named, their
// customers' mails go to a person and are never told "not found"; a file that cannot be
// read decides nothing, and what came meanwhile is decided anew once it can be read.
func TestOrderFileProblems(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.reconfigure(t, "json: ./orders.json", "csv: ./orders.csv")
	s.deliver(t, cancelHW10501(1))
	s.cli(t, "run", "--once").says(t, exitDone, "orders.csv", "cannot be read")
	first := s.queue(t)
	if len(first) != 1 || first[0].Outcome != desk.OutcomeManagerDecision {
		t.Fatalf("without order data the queue is %+v", first)
	}
	s.write(t, "orders.csv", "number,email,stage,placed_at,sku,name,qty\n"+
		"HW-10501,"+joAddress+",placed,2026-11-20T10:00:00Z,KB75,keyboard,1\n"+
		"HW-10502,"+kimAddress+",delivered,yesterday-ish,KB75,keyboard,1\n"+
		"HW-10503,"+lenAddress+",in_production,2026-11-01T10:00:00Z,KB75,keyboard,1\n"+
		"HW-10503,"+sueAddress+",shipped,2026-11-02T10:00:00Z,KB75,keyboard,1\n")
	old := time.Now().Add(-time.Minute)
	if err := os.Chtimes(filepath.Join(s.dir, "orders.csv"), old, old); err != nil {
		t.Fatal(err)
	}
	s.deliver(t,
		letter{From: kimAddress, Name: "Kim Ost", Subject: "Broken keyboard HW-10502", ID: "kim@mailbox.test", Text: "My keyboard from order HW-10502 arrived dead, it does not turn on."},
		letter{From: lenAddress, Name: "Len Wood", Subject: "Where is HW-10503?", ID: "len@mailbox.test", Text: "When does my order HW-10503 ship? You promised it for last week."})
	s.cli(t, "run", "--once").says(t, exitDone, "line=3", "HW-10502", "line=5", "HW-10503")
	s.cli(t, "doctor").says(t, exitFailed, "line 3", "line 5")
	rows := s.queue(t)
	if len(rows) != 3 {
		t.Fatalf("the queue is %+v", rows)
	}
	for _, row := range rows {
		if row.Case == first[0].Case { // its order can be read now
			if row.Order != "HW-10501" || row.Outcome != desk.OutcomeStopProductionCheck {
				t.Errorf("with order data the first case is about %q: %s", row.Order, row.Outcome)
			}
			continue
		}
		v := s.show(t, row.Case)
		last := v.Case.Last()
		if row.Outcome != desk.OutcomeManagerDecision || last.Rule != "order_data_error" || last.Facts.Detail.DataError == "" {
			t.Errorf("%s about %s: %s by %s, data error %q", row.Case, row.Order, row.Outcome, last.Rule, last.Facts.Detail.DataError)
		}
	}
}
