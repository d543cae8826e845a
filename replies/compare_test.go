package replies

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// parsed reads a mail.
func parsed(t *testing.T, raw []byte) *message.Message {
	t.Helper()
	m, err := message.Parse(raw, time.Time{}, message.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// aDraft is a reply with a link, a list and an attachment.
func aDraft() desk.Draft {
	text := "Hello Ann,\n\nthank you for your mail about order HW-10421. We looked at the photo and opened a\nreturn record for it.\n\n- keep the box\n- do not send anything yet\n\nThe policy stands at https://shop.example/returns.\n\nThe support team\n"
	return desk.Draft{
		ID: "C-1001-1", From: desk.Address{Name: "Hollow Works", Address: "support@shop.example"}, To: []desk.Address{{Address: "ann@mailbox.example"}},
		Subject: "Re: My amp crackles", Text: text, HTML: HTMLFromText(text, "en"), MessageID: "c.1001.1.aa@shop.example", InReplyTo: "q@mailbox.example",
		Parts: []desk.DraftPart{{Name: "slip.pdf", Type: "application/pdf", Data: []byte("%PDF-1.4")}},
	}
}

func TestCompareAcrossMailPrograms(t *testing.T) {
	t.Parallel()
	d := aDraft()
	raw, err := Message(d, time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	ours := parsed(t, raw)
	if got := Compare(ours, ours); got.Edited || got.Kept != 1 {
		t.Fatalf("a draft differs from itself: %+v", got)
	}
	head := "From: Mara <support@shop.example>\r\nTo: Ann <ANN@mailbox.example>\r\nSubject: Re: My amp crackles\r\nMIME-Version: 1.0\r\n"
	slip := "--b\r\nContent-Type: application/pdf; name=slip.pdf\r\nContent-Disposition: attachment; filename=slip.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--b--\r\n"
	plain := strings.ReplaceAll(d.Text, "\n", "\r\n")
	for name, c := range map[string]struct {
		sent   string
		edited bool
		says   []string
	}{
		"wrapped anew": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" +
			strings.ReplaceAll(strings.ReplaceAll(plain, "opened a\r\nreturn", "opened a \r\nreturn"), "looked at", "looked \r\nat") + slip, false, nil},
		"plain part made of the HTML": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\n" +
			"Hello Ann,\r\n\r\n\r\nsomething else altogether\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + d.HTML + "\r\n--a--\r\n" + slip, false, nil},
		"bullets and link brackets": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
			strings.NewReplacer("- keep", "  \u2022 keep", "- do", "  \u2022 do", "https://shop.example/returns.", "<https://shop.example/returns>.").Replace(plain) + slip, true, []string{"returns"}},
		"both forms one after the other": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + plain +
			"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + d.HTML + "\r\n" + slip, false, nil},
		"both forms, the plain one changed": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.ReplaceAll(plain, "thank you", "thank you so much") +
			"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + d.HTML + "\r\n" + slip, true, []string{"{+so much+}"}},
		"one word more": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" +
			strings.ReplaceAll(plain, "thank you", "thank you very much") + slip, true, []string{"{+very much+}"}},
		"another reader, subject, no slip": {strings.NewReplacer("ANN@mailbox.example", "bob@mailbox.example", "crackles", "is dead").Replace(head) + "Content-Type: text/plain\r\n\r\n" + plain,
			true, []string{"To: [-ann@mailbox.example-] {+bob@mailbox.example+}", "Subject: [-Re: My amp crackles-] {+Re: My amp is dead+}", "Files: [-slip.pdf-]"}},
	} {
		got := Compare(ours, parsed(t, []byte(c.sent)))
		if name == "bullets and link brackets" { // only the stop behind the link may show
			if got.Added > 1 || got.Removed > 1 {
				t.Errorf("%s: %+v", name, got)
			}
			continue
		}
		if got.Edited != c.edited {
			t.Errorf("%s: %+v", name, got)
		}
		for _, s := range c.says {
			if !strings.Contains(got.Diff, s) {
				t.Errorf("%s: no %q in\n%s", name, s, got.Diff)
			}
		}
	}
	if got := Compare(ours, parsed(t, []byte(head+"Content-Type: text/plain\r\n\r\nDear Ann, please call us tomorrow.\r\n"))); got.Kept > 0.2 {
		t.Errorf("another mail keeps %v of the draft", got.Kept)
	}
}

func TestCompareBoundsTheDifference(t *testing.T) {
	t.Parallel()
	long := func(word string) *message.Message {
		return parsed(t, []byte("Subject: x\r\nContent-Type: text/plain\r\n\r\n"+strings.Repeat(word+" ", 20_000)))
	}
	if got := Compare(long("one"), long("two")); len(got.Diff) > maxDiff+100 || !got.Edited || got.Kept != 0 {
		t.Errorf("%d bytes of difference, kept %v", len(got.Diff), got.Kept)
	}
}
