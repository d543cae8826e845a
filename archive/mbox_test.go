package archive_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"returndesk/archive"
	"returndesk/desk"
)

const from = "From jo@mailbox.example Thu Mar 19 12:00:00 2026\n"

// mailsOf reads a whole mbox file.
func mailsOf(r io.Reader) ([]string, error) {
	var out []string
	box := archive.NewMboxReader(r)
	for {
		one, err := box.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		raw, err := io.ReadAll(one)
		if err != nil {
			return out, err
		}
		out = append(out, string(raw))
	}
}

func TestMboxReader(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("x", 1<<16) // what the reader holds
	long := strings.Repeat("x", 200_000)
	for name, c := range map[string]struct {
		box  string
		want []string
	}{
		"nothing":                       {"", nil},
		"two":                           {from + "A: b\n\none\n\n" + from + "A: c\n\ntwo\n\n", []string{"A: b\n\none\n", "A: c\n\ntwo\n"}},
		"no empty line at the end":      {from + "A: b\n\none", []string{"A: b\n\none"}},
		"CRLF":                          {strings.ReplaceAll(from+"A: b\n\none\n\n"+from+"A: c\n\n>From x\n\n", "\n", "\r\n"), []string{"A: b\r\n\r\none\r\n", "A: c\r\n\r\nFrom x\r\n"}},
		"CRLF mails in an LF file":      {from + "A: b\r\n\r\none\r\n\n" + from + "A: c\r\n\n", []string{"A: b\r\n\r\none\r\n", "A: c\r\n"}},
		"empty lines of the mail":       {from + "A: b\n\n\n\n\n" + from + "A: c\n\n\n", []string{"A: b\n\n\n\n", "A: c\n\n"}},
		"quoting":                       {from + "\n>From a\n>>From b\n> From c\n>From\nx >From d\n", []string{"\nFrom a\n>From b\n> From c\n>From\nx >From d\n"}},
		"From begins a sentence":        {from + "\nHello\n\nFrom now on, Thu Mar 19\n\nFrom \n\nFrom", []string{"\nHello\n\nFrom now on, Thu Mar 19\n\nFrom \n\nFrom"}},
		"no empty line before":          {from + "\nHello\n" + from + "x\n", []string{"\nHello\n" + from + "x\n"}},
		"a mail with no bytes":          {from + "\n" + from, []string{"", ""}},
		"separator in a longer line":    {from + "A: b\n\n" + strings.Repeat("\n", 3) + "From " + long + " Thu Mar 19 12:00:00 2026\n", []string{"A: b\n\n\n\n\nFrom " + long + " Thu Mar 19 12:00:00 2026\n"}},
		"a line parted before a From":   {from + full + ">From y\n" + full + "\n" + from, []string{full + ">From y\n" + full + "\n" + from}},
		"a long line, quoted as begins": {from + ">From " + long + ">From y\n\n" + from + long, []string{"From " + long + ">From y\n", long}},
	} {
		for how, r := range map[string]io.Reader{"whole": strings.NewReader(c.box), "byte by byte": iotest.OneByteReader(strings.NewReader(c.box))} {
			if got, err := mailsOf(r); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: %.300q, %v; want %.300q", name, how, got, err, c.want)
			}
		}
	}
}

// TestMboxSeparator: a line begins a mail if it has a sender and a date as asctime writes it, in
// the forms that mail programs are known to write.
func TestMboxSeparator(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"From jo@mailbox.example Thu Mar 19 12:00:00 2026":                          true,
		"From - Thu Mar  9 12:00:00 2026":                                           true,
		"From MAILER-DAEMON Thu Mar 09 12:00 2026":                                  true,
		"From 1776@xxx Thu Mar 19 12:00:00 +0000 2026":                              true,
		"From jo@mailbox.example Thu Mar 19 12:00:00 CET 2026":                      true,
		"From jo@mailbox.example Thu Mar 19 12:00:00 2026 -0400":                    true,
		"From jo at mailbox.example  Thu Mar 19 12:00:00 2026  ":                    true,
		"From Thu Mar 19 12:00:00 2026":                                             false,
		"From Thu Mar 19 12:00:00 +0000 2026":                                       false,
		"From jo@mailbox.example Thu Mar 39 12:00:00 2026":                          false,
		"From jo@mailbox.example Thu Mar 19 25:00:00 2026":                          false,
		"From jo@mailbox.example Thu, 19 Mar 2026 12:00:00 +0000":                   false,
		"From jo@mailbox.example":                                                   false,
		"From: jo@mailbox.example Thu Mar 19 12:00:00 2026":                         false,
		" From jo@mailbox.example Thu Mar 19 12:00:00 2026":                         false,
		"From jo@mailbox.example Thu Mar 19 12:00:00 2026 I have been waiting":      false,
		"From " + strings.Repeat("a", 1000) + "@b.example Thu Mar 19 12:00:00 2026": false,
	} {
		got, err := mailsOf(strings.NewReader(from + "A: b\n\n" + line + "\nC: d\n"))
		if err != nil || (len(got) == 2) != want {
			t.Errorf("%q: %q, %v", line, got, err)
		}
	}
}

// TestMboxReaderPassesOver: what was not read of a mail is no part of the next.
func TestMboxReaderPassesOver(t *testing.T) {
	t.Parallel()
	box := archive.NewMboxReader(strings.NewReader(from + "one\n\nmore\n\n" + from + "two\n"))
	one, err := box.Next()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(one, make([]byte, 2)); err != nil {
		t.Fatal(err)
	}
	two, err := box.Next()
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := io.ReadAll(two); err != nil || string(raw) != "two\n" {
		t.Errorf("got %q, %v", raw, err)
	}
	for range 2 {
		if _, err := box.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("behind the last mail: %v", err)
		}
	}
}

func TestMboxReaderRefuses(t *testing.T) {
	t.Parallel()
	broken := io.MultiReader(strings.NewReader(from+"A: b\n"), iotest.ErrReader(errors.New("disk")))
	for name, c := range map[string]struct {
		r    io.Reader
		code desk.Code
	}{
		"no separator": {strings.NewReader("From jo\nA: b\n"), desk.CodeInvalid},
		"broken start": {iotest.ErrReader(errors.New("disk")), desk.CodeUnavailable},
		"broken mail":  {broken, desk.CodeUnavailable},
	} {
		var e *desk.Error
		if got, err := mailsOf(c.r); len(got) > 0 || !errors.As(err, &e) || e.Code != c.code || e.Mend == "" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestMboxWriter(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 9, 14, 0, 0, 0, time.FixedZone("", 2*3600))
	for name, c := range map[string]struct {
		from string
		at   time.Time
		raw  string
		want string
	}{
		"a mail":          {"jo@mailbox.example", at, "A: b\r\n\r\nx\r\n", "From jo@mailbox.example Mon Mar  9 12:00:00 2026\nA: b\n\nx\n\n"},
		"quoting":         {"a", at, "\nFrom x\n>From y\n> From\nFrom", "From a Mon Mar  9 12:00:00 2026\n\n>From x\n>>From y\n> From\nFrom\n\n"},
		"no sender":       {"", at, "x", "From MAILER-DAEMON Mon Mar  9 12:00:00 2026\nx\n\n"},
		"a forged sender": {"a\n\nFrom b", at, "", "From MAILER-DAEMON Mon Mar  9 12:00:00 2026\n\n"},
		"a long sender":   {strings.Repeat("a", 5000), at, "", "From MAILER-DAEMON Mon Mar  9 12:00:00 2026\n\n"},
		"no time":         {"a", time.Time{}, "", "From a Thu Jan  1 00:00:00 1970\n\n"},
		"a far time":      {"a", at.AddDate(9000, 0, 0), "", "From a Thu Jan  1 00:00:00 1970\n\n"},
	} {
		var out bytes.Buffer
		if err := archive.NewMboxWriter(&out).Put(c.from, c.at, []byte(c.raw)); err != nil || out.String() != c.want {
			t.Errorf("%s: %q, %v; want %q", name, out.String(), err, c.want)
		}
	}
	r, w := io.Pipe()
	_ = r.Close()
	if err := archive.NewMboxWriter(w).Put("a", at, []byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a writer that takes nothing: %v", err)
	}
}

// FuzzMboxBothWays: what is written is read back, line by line and mail by mail, whoever is said
// to have sent it.
func FuzzMboxBothWays(f *testing.F) {
	f.Add("jo@mailbox.example", int64(1773921600), []byte("A: b\r\n\r\nFrom x\r\n"), []byte("\n\n"))
	f.Add("", int64(0), []byte(from+"\n"+from), []byte(">From \n>>From \r\n\r\r\n\r"))
	f.Add("a b\n", int64(1)<<62, []byte{}, bytes.Repeat([]byte("z"), 1<<17))
	f.Fuzz(func(t *testing.T, sender string, at int64, first, second []byte) {
		var box bytes.Buffer
		out := archive.NewMboxWriter(&box)
		var want []string
		for _, raw := range [][]byte{first, second, first} {
			if err := out.Put(sender, time.Unix(at, 0), raw); err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(string(raw), "\r\n", "\n")
			if text != "" && !strings.HasSuffix(text, "\n") {
				text = strings.TrimSuffix(text, "\r") + "\n"
			}
			want = append(want, text)
		}
		if got, err := mailsOf(bytes.NewReader(box.Bytes())); err != nil || !slices.Equal(got, want) {
			t.Errorf("wrote %q, read %q, %v", want, got, err)
		}
	})
}
