package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"returndesk/desk"
)

const ownerAddress = "owner@shop.test"

// alertTo switches alerts on.
const alertTo = "alerts: {to: [" + ownerAddress + "]}\n"

// subjects gives the subjects of the alerts that left, with repeats.
func (c *counter) subjects(t *testing.T) []string {
	t.Helper()
	var out []string
	for id, raws := range c.taken() {
		if len(raws) != 1 {
			t.Errorf("mail %s was sent %d times", id, len(raws))
		}
		for _, raw := range raws {
			if !strings.Contains(header(t, raw, "To"), ownerAddress) {
				continue
			}
			if auto := header(t, raw, "Auto-Submitted"); auto != "auto-generated" {
				t.Errorf("an alert says Auto-Submitted: %q", auto)
			}
			out = append(out, header(t, raw, "Subject"))
		}
	}
	slices.Sort(out)
	return out
}

// alerted waits until exactly these alerts have left, told by the beginnings of their
// subjects in order.
func (c *counter) alerted(t *testing.T, service *running, want ...string) {
	t.Helper()
	eventually(t, fmt.Sprintf("alerts %q", want), func() error {
		got := c.subjects(t)
		if len(got) != len(want) {
			return fmt.Errorf("alerts %q", got)
		}
		for i := range want {
			if !strings.HasPrefix(got[i], "[returndesk] "+want[i]) {
				return fmt.Errorf("alerts %q", got)
			}
		}
		return service.alive(t)
	})
}

// The three mails that people must hear of at once.
func alarming() []letter {
	return []letter{
		{From: kimAddress, Name: "Kim Ost", Subject: "HW-10502 smokes", ID: "smoke@mailbox.test", Text: "Hi,\n\nmy keyboard from order HW-10502 gets very hot and smoke came out of it.\n\nKim"},
		{From: joAddress, Name: "Johanna Keller", Subject: "Cancel HW-10501", ID: "cancel@mailbox.test", Text: "Please cancel order HW-10501, I placed it today."},
		{From: lenAddress, Name: "Len Wood", Subject: "HW-10503 is late", ID: "lawyer@mailbox.test", Text: "Where is my order HW-10503? It is late. I will open a chargeback with my bank and my lawyer will contact you."},
	}
}

// TestAlerts sends one internal mail for each case that cannot wait, and none again for
// a second mail of the same case.
func TestAlerts(t *testing.T) {
	t.Parallel()
	smtp := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: smtp.address(), Extra: alertTo})
	service := s.start(t)
	s.deliver(t, alarming()...)
	smtp.alerted(t, service, "Legal or chargeback", "SAFETY", "Stop production?")
	again := letter{From: kimAddress, Name: "Kim Ost", Subject: "Re: HW-10502 smokes", ID: "smoke2@mailbox.test", Answers: "smoke@mailbox.test",
		Text: "It smokes again, the keyboard of HW-10502 is burning hot, do something!"}
	s.deliver(t, again)
	eventually(t, "the second mail is in the case of the first", func() error {
		for _, row := range s.queue(t) {
			if row.Order == "HW-10502" && len(s.show(t, row.Case).Case.Mails) == 2 {
				return nil
			}
		}
		return fmt.Errorf("the queue is %+v", s.queue(t))
	})
	if code := service.stop(t); code != exitDone {
		t.Errorf("code %d", code)
	}
	s.must(t, "run", "--once") // what was still to be sent has left now
	if got := smtp.subjects(t); len(got) != 3 {
		t.Errorf("alerts %q", got)
	}
	for id, raws := range smtp.taken() {
		if bytes.Contains(raws[0], []byte("smoke came out")) {
			t.Errorf("alert %s holds the customer's words", id)
		}
	}
}

// TestAlertsWithoutDrafts: the shop's own templates cannot be rendered, so that no reply
// can be drafted. The alerts leave all the same, and the cases wait with the reason.
func TestAlertsWithoutDrafts(t *testing.T) {
	t.Parallel()
	smtp := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: smtp.address(), Extra: alertTo + "templates_dir: ./templates\n"})
	s.breakTemplates(t)
	service := s.start(t)
	s.deliver(t, alarming()...)
	smtp.alerted(t, service, "Legal or chargeback", "SAFETY", "Stop production?")
	rows := s.queue(t)
	if len(rows) != 3 {
		t.Fatalf("the queue is %+v", rows)
	}
	for _, row := range rows {
		v := s.show(t, row.Case)
		failed := slices.ContainsFunc(v.Audit, func(a desk.Audit) bool { return a.What == "draft_failed" && a.Why != "" })
		if len(v.Drafts) != 0 || !failed || len(v.Next) == 0 {
			t.Errorf("%s: %d drafts, draft_failed %v, %d next steps", row.Case, len(v.Drafts), failed, len(v.Next))
		}
	}
}

// breakTemplates overrides the greeting of every mail by one that fails for these
// customers' names, and not for the name with which templates are checked at the start.
func (s *liveShop) breakTemplates(t *testing.T) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(s.dir, "templates", "en"), 0o700); err != nil {
		t.Fatal(err)
	}
	frame, err := os.ReadFile("../../templates/en/frame.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(frame), `{{define "greeting"}}`, `{{define "greeting"}}{{if .first_name}}{{if ne .first_name "Jo"}}{{index .asks 99}}{{end}}{{end}}`, 1)
	s.write(t, "templates/en/frame.tmpl", broken)
}

// TestUnreachableMailboxAlert tells once of a mailbox that stays away. No quicker clock
// is used: the service waits half a minute before it tells, and tells within a minute.
func TestUnreachableMailboxAlert(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("left out: a mailbox has to stay away for half a minute")
	}
	smtp := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: smtp.address(), Extra: alertTo})
	s.write(t, "secret", "not-the-password\n")
	service := s.start(t)
	s.deliver(t, cancelHW10501(1))
	smtp.alerted(t, service, "Mailbox support cannot be read")
	for _, raws := range smtp.taken() {
		text := strings.ReplaceAll(string(raws[0]), "=\r\n", "") // without the breaks of quoted-printable
		if !strings.Contains(text, "refused") || !strings.Contains(text, "returndesk doctor") {
			t.Errorf("the alert does not say why, or what to do:\n%s", text)
		}
	}
}

// TestDiskFull fills the disk below a running service: an alert leaves, the mails wait in
// the mailbox, and each is in one case once there is room.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	const mails = 12
	smtp := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: smtp.address(), Extra: alertTo})
	random := rand.NewChaCha8([32]byte{1}) // so that nothing can be packed much
	for n := range mails {
		m := stranger(n, 100)
		// In a file, not in the text: reading a long text takes the race detector seconds, and a
		// busy machine minutes.
		m.Photo = make([]byte, 110<<10)
		_, _ = random.Read(m.Photo) // it never fails
		s.deliver(t, m)
	}
	service, makeRoom := s.startOnSmallDisk(t)
	smtp.alerted(t, service, "The disk is full")
	if !strings.Contains(service.log(t), "no space is left") {
		t.Errorf("the log does not tell of it:\n%s", service.log(t))
	}
	makeRoom()
	eventually(t, "every mail is in a case", func() error {
		if n := len(s.queue(t)); n != mails {
			return fmt.Errorf("%d cases", n)
		}
		return service.alive(t)
	})
	for _, row := range s.queue(t) {
		if v := s.show(t, row.Case); len(v.Case.Mails) != 1 || len(v.Drafts) > 1 {
			t.Errorf("%s has %d mails, %d drafts", row.Case, len(v.Case.Mails), len(v.Drafts))
		}
	}
	smtp.alerted(t, service, "The disk is full") // once
}

// startOnSmallDisk starts the service with its data on a file system of 1 MiB, or, where
// none can be mounted, with a limit for its files' size.
func (s *liveShop) startOnSmallDisk(t *testing.T) (service *running, makeRoom func()) {
	t.Helper()
	if err := os.Mkdir(s.data, 0o700); err != nil {
		t.Fatal(err)
	}
	mountErr := syscall.Mount("tmpfs", s.data, "tmpfs", 0, "size=1m,mode=0700")
	if mountErr == nil {
		t.Cleanup(func() {
			if err := syscall.Unmount(s.data, syscall.MNT_DETACH); err != nil {
				t.Error(err)
			}
		})
		return s.start(t), func() {
			if err := syscall.Mount("tmpfs", s.data, "tmpfs", syscall.MS_REMOUNT, "size=128m,mode=0700"); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("no file system can be mounted here (%v): a limit for files' sizes stands for it", mountErr)
	service = s.start(t)
	limit := func(bytes uint64) {
		if err := unix.Prlimit(service.cmd.Process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: bytes, Max: unix.RLIM_INFINITY}, nil); err != nil {
			t.Fatal(err)
		}
	}
	limit(256 << 10)
	return service, func() { limit(unix.RLIM_INFINITY) }
}
