package replies

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/templates"
)

func templateNames() []string { return templates.Names() }

func TestReplySubject(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Broken keyboard":            "Re: Broken keyboard",
		"Re: Broken":                 "Re: Broken",
		"AW: Re: Fwd: RE[3]: defekt": "Re: defekt",
		"":                           "",
		"Re: ":                       "",
		"Order: HW-10401":            "Re: Order: HW-10401",
		"two\r\nBcc: evil@x.example": "Re: two Bcc: evil@x.example",
		strings.Repeat("long ", 60):  "Re: " + strings.TrimSpace(strings.Repeat("long ", 30)) + "…",
		"SV: Wg: naïve café über 日本": "Re: naïve café über 日本",
	} {
		if got := replySubject(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestThreadHeaders(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S14"))
	in.Original.References = nil
	for i := range 40 {
		in.Original.References = append(in.Original.References, fmt.Sprintf("<r%d@x.example>", i))
	}
	in.Original.References = append(in.Original.References, "broken id@x", "no-at-sign", "a@b\r\nBcc: evil")
	in.Original.MessageID = "<parent@x.example>"
	drafts, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	d := drafts[0]
	if d.InReplyTo != "parent@x.example" || d.Refs[len(d.Refs)-1] != "parent@x.example" || d.Refs[0] != "r0@x.example" {
		t.Errorf("In-Reply-To %q, References %v", d.InReplyTo, d.Refs)
	}
	if len(d.Refs) > maxRefs || !slices.Contains(d.Refs, "r39@x.example") || slices.ContainsFunc(d.Refs, func(r string) bool { return strings.ContainsAny(r, " \r\n<>") }) {
		t.Errorf("References: %v", d.Refs)
	}
	again, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	if again[0].MessageID != d.MessageID {
		t.Errorf("the Message-ID is not stable: %s, %s", d.MessageID, again[0].MessageID)
	}
}

func TestOwnMessageIDs(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S27"))
	drafts, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(drafts) != 2 || drafts[0].MessageID == drafts[1].MessageID {
		t.Fatalf("ids: %v", drafts)
	}
	for i, d := range drafts {
		for _, id := range []string{d.MessageID, ThreadID(d.MessageID), "<" + d.MessageID + ">", strings.ToUpper(d.MessageID)} {
			if !IsOwnMessageID(id, in.Secret) {
				t.Errorf("%s is ours and was not known", id)
			}
		}
		if got, ok := DraftOf(ThreadID(d.MessageID)); !ok || got != fmt.Sprintf("C-1042-%d", i+1) {
			t.Errorf("draft of %s: %s, %v", d.MessageID, got, ok)
		}
		local, domain, _ := strings.Cut(d.MessageID, "@")
		for _, forged := range []string{
			strings.Replace(local, "c.1042", "c.1043", 1) + "@" + domain, local[:len(local)-1] + "g@" + domain,
			"c.1042.1.00000000000000000000@" + domain, "q1@mailbox.example", "", "@", ".@", "thread.@x",
		} {
			if IsOwnMessageID(forged, in.Secret) {
				t.Errorf("%q was taken for ours", forged)
			}
		}
		if IsOwnMessageID(d.MessageID, []byte("another secret")) || IsOwnMessageID(d.MessageID, nil) {
			t.Error("any secret will do")
		}
	}
}

// FuzzOriginal: no header of a customer's mail ends up as a header line of ours.
func FuzzOriginal(f *testing.F) {
	f.Add("Re: hello", "a@b", "c@d", "Jo Keller")
	f.Add("x\r\nBcc: a@b", "<a@b>\r\nX: y", "c d@e", "\"Keller, Jo\"\r\n")
	f.Add("=?utf-8?q?=0D=0ABcc:_x?=", "\x00@", "é@x", "{{.brand}} [[reason]]")
	set, err := templates.Load(nil)
	if err != nil {
		f.Fatal(err)
	}
	r := recording(f, "S14")
	f.Fuzz(func(t *testing.T, subject, id, ref, name string) {
		in := inputOf(t, r)
		in.Words = set
		in.Original.Subject, in.Original.MessageID, in.Original.References, in.Original.From.Name = subject, id, []string{ref}, name
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := Message(drafts[0], in.Now)
		if desk.CodeOf(err) == desk.CodeBlocked {
			return // a subject with an open placeholder in it
		}
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(string(raw), "\r\n\r\n")
		for _, line := range strings.Split(head, "\r\n") {
			if line == "" || line[0] == ' ' || line[0] == '\t' {
				continue
			}
			key, _, ok := strings.Cut(line, ":")
			if !ok || !slices.Contains([]string{"Date", "MIME-Version", "Message-ID", "In-Reply-To", "References", "Subject", "From", "To", "Content-Type"}, key) {
				t.Errorf("a header of the customer's making: %q", line)
			}
		}
	})
}
