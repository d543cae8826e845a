package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/flow"
)

// TestTwoMailboxes follows two mailboxes: each mail is answered from the address that it
// was written to, the copy lies in that mailbox's Sent, and a mail that reached both is
// one case.
func TestTwoMailboxes(t *testing.T) {
	t.Parallel()
	const second = "returns@shop.test"
	s := startShop(t, shopOptions{Mailboxes: []string{"support@shop.test", second}})
	service := s.start(t)
	s.deliver(t, cancelLetter())
	late, both := delayLetter(), letter{From: sueAddress, Name: "Sue Park", Subject: "HW-10504", ID: "both@mailbox.test", Text: "When does order HW-10504 arrive?"}
	late.To = second
	for _, l := range []letter{late, both} {
		if err := s.dovecot.DeliverTo(second, "INBOX", l.raw(s.dovecot.User), time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	s.deliver(t, both)
	jo, len_, sue := s.drafted(t, joAddress), s.drafted(t, lenAddress), s.drafted(t, sueAddress)
	if rows := s.queue(t); len(rows) != 3 {
		t.Errorf("%d cases of three matters: %+v", len(rows), rows)
	}
	s.must(t, "approve", jo.Case, len_.Case, "--yes")
	for customer, box := range map[string]string{joAddress: s.dovecot.User, lenAddress: second} {
		eventually(t, "the reply to "+customer, func() error {
			if n, m := len(s.mails(t, customer, "INBOX")), len(s.mails(t, box, "Sent")); n != 1 || m != 1 {
				return fmt.Errorf("%d mails, %d copies in Sent of %s", n, m, box)
			}
			return service.alive(t)
		})
		if from := header(t, s.mails(t, customer, "INBOX")[0], "From"); !strings.Contains(from, box) {
			t.Errorf("the reply to %s is from %s", customer, from)
		}
		s.checkUnseen(t, box)
	}
	if v := s.show(t, sue.Case); v.Drafts[0].From.Address != s.dovecot.User && v.Drafts[0].From.Address != second {
		t.Errorf("the reply to a mail at both is from %s", v.Drafts[0].From.Address)
	}
}

// TestOneMailboxAway: while one of two mailboxes cannot be reached, the replies of the other leave and are copied to its Sent.
func TestOneMailboxAway(t *testing.T) {
	t.Parallel()
	const second = "returns@shop.test"
	s := startShop(t, shopOptions{Mailboxes: []string{"support@shop.test", second}})
	s.deliver(t, cancelLetter())
	s.must(t, "run", "--once")
	s.must(t, "approve", s.drafted(t, joAddress).Case, "--yes")
	config, err := os.ReadFile(s.config)
	if err != nil {
		t.Fatal(err)
	}
	first, other, _ := strings.Cut(string(config), "  - name: box2")
	s.write(t, "returndesk.yaml", first+"  - name: box2"+strings.Replace(other, "port: "+portOf(t, s.dovecot.IMAPSAddr), "port: 1", 1))
	s.cli(t, "run", "--once").says(t, exitFailed, "box2")
	eventually(t, "the reply", func() error {
		if n, m := len(s.mails(t, joAddress, "INBOX")), len(s.mails(t, s.dovecot.User, "Sent")); n != 1 || m != 1 {
			return fmt.Errorf("%d mails left, %d copies in Sent", n, m)
		}
		return nil
	})
}

// TestOldMailIsHistory starts at a mailbox with mail from before: it is counted and never
// answered, whatever it asks; what comes afterwards is work.
func TestOldMailIsHistory(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{StartFrom: "now"})
	old := cancelLetter()
	old.At = time.Now().Add(-48 * time.Hour)
	if err := s.dovecot.DeliverTo(s.dovecot.User, "INBOX", old.raw(s.dovecot.User), old.At); err != nil {
		t.Fatal(err)
	}
	service := s.start(t)
	s.deliver(t, delayLetter())
	row := s.drafted(t, lenAddress)
	if rows := s.queue(t); len(rows) != 1 || rows[0].Case != row.Case {
		t.Errorf("old mail waits for an answer: %+v", rows)
	}
	// Whoever writes again after the start gets an answer, in the old case.
	s.deliver(t, letter{From: joAddress, Name: "Jo Keller", Subject: "Re: " + old.Subject, ID: "again@mailbox.test", Answers: old.ID, Text: "Did you cancel order HW-10501?"})
	again := s.show(t, s.drafted(t, joAddress).Case)
	if len(again.Case.Mails) != 2 || !again.Case.ReportedAt.IsZero() && again.Case.ReportedAt.After(old.At.Add(time.Second)) {
		t.Errorf("the old case has the mails %v, reported at %s", again.Case.Mails, again.Case.ReportedAt)
	}
	if code := service.stop(t); code != exitDone {
		t.Errorf("the service ended with %d", code)
	}
	h := openHouse(t, s.config)
	defer h.close()
	counts, err := h.store.Counts(t.Context())
	if err != nil || counts.Mails["history"] != 1 || counts.Mails["decided"] != 2 || counts.Cases["open"] != 2 {
		t.Errorf("the store counts %+v, %v", counts, err)
	}
	if drafts := counts.Drafts; drafts["proposed"] != 2 || len(drafts) != 1 {
		t.Errorf("drafts: %v", drafts)
	}
}

// TestAnsweredMailIsHistory meets mails that people answered before the first start: one
// carries the flag, the other has its answer in Sent. Neither gets a draft.
func TestAnsweredMailIsHistory(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{SMTP: startCounter(t, nil).address()})
	s.deliver(t, cancelLetter())
	inbox := s.dovecot.Maildir(s.dovecot.User, "INBOX")
	fresh, err := filepath.Glob(filepath.Join(inbox, "new", "*"))
	if err != nil || len(fresh) != 1 {
		t.Fatalf("%v, %v", fresh, err)
	}
	if err := os.Rename(fresh[0], filepath.Join(inbox, "cur", filepath.Base(fresh[0])+":2,RS")); err != nil {
		t.Fatal(err)
	}
	s.deliver(t, delayLetter(), letter{From: sueAddress, Name: "Sue Park", Subject: "HW-10504", ID: "sue@mailbox.test", Text: "When does order HW-10504 arrive?"})
	s.humanReply(t, lenAddress, "late@mailbox.test")
	before := s.snapshot(t, s.dovecot.User, "INBOX")
	s.must(t, "run", "--once")
	if rows := s.queue(t); len(rows) != 1 || rows[0].Customer != sueAddress {
		t.Errorf("the queue is %+v", rows)
	}
	// \Recent is the server's own; all else stays as people left it.
	plain := func(list []string) string { return strings.ReplaceAll(strings.Join(list, "\n"), `\recent`, "") }
	if diff := cmp.Diff(plain(before), plain(s.snapshot(t, s.dovecot.User, "INBOX"))); diff != "" {
		t.Errorf("the inbox changed:\n%s", diff)
	}
}

// TestDryRunChangesNothing looks at a full mailbox and leaves no trace: no flag, no UID,
// no byte in the data folder, nothing sent, not even for a draft that is approved.
func TestDryRunChangesNothing(t *testing.T) {
	t.Parallel()
	s := startShop(t, shopOptions{})
	s.deliver(t, cancelLetter())
	s.must(t, "run", "--once")
	s.must(t, "approve", s.drafted(t, joAddress).Case, "--yes")
	s.deliver(t, delayLetter())
	folders := []string{"INBOX", "Sent", "Drafts"}
	before, files := map[string][]string{}, filesOf(t, s.data)
	for _, f := range folders {
		before[f] = s.snapshot(t, s.dovecot.User, f)
	}
	if out := s.must(t, "run", "--dry-run"); !strings.Contains(out, lenAddress) || !strings.Contains(out, "nothing was kept, nothing was sent") {
		t.Errorf("the dry run says %q", out)
	}
	var rows []flow.QueueRow
	if err := json.Unmarshal([]byte(s.must(t, "run", "--dry-run", "--json")), &rows); err != nil || len(rows) != 2 {
		t.Errorf("the dry run as JSON has %d rows, %v", len(rows), err)
	}
	for _, f := range folders {
		if diff := cmp.Diff(before[f], s.snapshot(t, s.dovecot.User, f)); diff != "" {
			t.Errorf("%s changed:\n%s", f, diff)
		}
	}
	if diff := cmp.Diff(files, filesOf(t, s.data)); diff != "" {
		t.Errorf("the data folder changed:\n%s", diff)
	}
	if n := len(s.mails(t, joAddress, "INBOX")); n != 0 {
		t.Errorf("%d mails were sent", n)
	}
	fresh := filepath.Join(s.dir, "elsewhere")
	s.must(t, "--data", fresh, "run", "--dry-run")
	if _, err := os.Stat(fresh); !os.IsNotExist(err) {
		t.Errorf("a dry run made the data folder: %v", err)
	}
}

// filesOf gives the contents of every file below a folder.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	if err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		out[path] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}
