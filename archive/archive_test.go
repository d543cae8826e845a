package archive_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"returndesk/archive"
	"returndesk/desk"
)

// mailOf writes a mail that came at an hour of one day.
func mailOf(subject, hour, body string) string {
	return "Received: from x by mx.shop.example; Thu, 19 Mar 2026 " + hour + ":00:00 -0400\nDate: Mon, 1 Jan 2001 00:00:00 +0000\nFrom: jo@mailbox.example\nSubject: " + subject + "\n\n" + body + "\n"
}

func put(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestGather: mails of all three kinds come in the order in which they arrived, as they crossed
// the network; what is not whole yet, or no mail, is left out, and a Maildir stays as it was.
func TestGather(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	box := put(t, filepath.Join(dir, "old.mbox"), "From jo Thu Mar 19 12:00:00 2026\n"+mailOf("third", "12", "one\n\n>From here on\ntwo")+"\nFrom jo Thu Mar 19 09:00:00 2026\n"+mailOf("first", "09", "x")+
		"\nFrom jo Thu Mar 19 13:00:00 2026\nSubject: no date\n\nx\n")
	maildir := filepath.Join(dir, "Maildir")
	put(t, filepath.Join(maildir, "cur", "1:2,S"), mailOf("second", "10", "x"))
	fresh := put(t, filepath.Join(maildir, "new", "2"), strings.ReplaceAll(mailOf("fourth", "14", "x"), "\n", "\r\n"))
	put(t, filepath.Join(maildir, "tmp", "3"), mailOf("half", "08", "x"))
	put(t, filepath.Join(maildir, ".Sent", "cur", "4"), mailOf("sent", "15", "x"))
	single := put(t, filepath.Join(dir, "one.eml"), "Date: Thu, 19 Mar 2026 16:00:00 -0400\nSubject: single\n\nx\n")
	got, err := archive.Gather([]string{box, maildir, single}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var subjects []string
	for _, m := range got.Mails {
		raw, err := m.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(raw, []byte("\n")); n == 0 || n != bytes.Count(raw, []byte("\r\n")) {
			t.Errorf("%s: lines do not end as on the network: %q", m.Source, raw)
		}
		_, rest, _ := strings.Cut(string(raw), "Subject: ")
		subject, body, _ := strings.Cut(rest, "\r\n")
		subjects = append(subjects, subject)
		if subject == "third" && body != "\r\none\r\n\r\nFrom here on\r\ntwo\r\n" {
			t.Errorf("the body of an mbox mail: %q", body)
		}
		if subject == "fourth" && m.At.UTC().Hour() != 18 {
			t.Errorf("it came at %s", m.At)
		}
	}
	if want := []string{"first", "second", "third", "fourth", "sent", "single"}; !slices.Equal(subjects, want) {
		t.Errorf("got %v, want %v", subjects, want)
	}
	if len(got.Skipped) != 1 || !strings.Contains(got.Skipped[0], "old.mbox, mail 3") {
		t.Errorf("left out: %v", got.Skipped)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the Maildir was changed: %v", err)
	}
}

// TestGatherRefuses: what is not there or no Maildir is named, with the mend.
func TestGatherRefuses(t *testing.T) {
	t.Parallel()
	undated := put(t, filepath.Join(t.TempDir(), "old.mbox"), "From jo\nDate: x\n\ny\n")
	if _, err := archive.Gather([]string{undated}, t.TempDir()); desk.CodeOf(err) != desk.CodeInvalid || !strings.HasPrefix(desk.MessageOf(err), undated+", mail 1 cannot be read: ") || !strings.Contains(desk.MessageOf(err), "(it has to read as ") {
		t.Errorf("an mbox file without a separator: %v", err)
	}
	for path, want := range map[string]desk.Code{filepath.Join(t.TempDir(), "none"): desk.CodeNotFound, t.TempDir(): desk.CodeInvalid} {
		if _, err := archive.Gather([]string{path}, t.TempDir()); desk.CodeOf(err) != want || !strings.Contains(err.Error(), "Maildir") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// FuzzMbox: an mbox file of anybody ends, and gives no mail that cannot be read.
func FuzzMbox(f *testing.F) {
	f.Add([]byte(from + mailOf("x", "09", "y") + "\n\n\n" + from + "\n"))
	f.Add([]byte("From \n>From \n\nFrom"))
	f.Add([]byte(from + "Date: x\n\n" + strings.Repeat("z", 5000) + "\r\n\r\n" + from))
	f.Fuzz(func(t *testing.T, data []byte) {
		box := put(t, filepath.Join(t.TempDir(), "b"), string(data))
		got, err := archive.Gather([]string{box}, t.TempDir())
		if err != nil {
			return
		}
		for _, m := range got.Mails {
			if raw, err := m.Bytes(); err != nil || len(raw) == 0 {
				t.Errorf("%s: %d bytes, %v", m.Source, len(raw), err)
			}
		}
	})
}
