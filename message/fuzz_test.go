package message

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// checkMessage holds for every mail, whatever it contains.
func checkMessage(tb testing.TB, raw []byte, m *Message) {
	tb.Helper()
	for name, s := range map[string]string{
		"Text": m.Text, "NewText": m.NewText, "Quoted": m.Quoted, "Signature": m.Signature, "Subject": m.Subject,
		"SubjectClean": m.SubjectClean, "HTML": m.HTML, "MessageID": m.MessageID, "From": m.From.Address + m.From.Name,
		"Sender": m.Sender.Address + m.Sender.Name + m.Sender.Detail, "Detail": m.Machine.Detail,
	} {
		if !utf8.ValidString(s) {
			tb.Errorf("%s is no UTF-8: %q", name, s)
		}
		if name != "HTML" && strings.ContainsAny(s, "\x00\x1b\r") {
			tb.Errorf("%s holds control characters: %q", name, s)
		}
	}
	total := 0
	for _, a := range m.Attachments {
		total += len(a.Bytes)
		if a.Name == "" || a.Name == "." || a.Name == ".." || strings.ContainsAny(a.Name, "/\\\x00\n\r") || !utf8.ValidString(a.Name) || len(a.Name) > 255 {
			tb.Errorf("unsafe name %q", a.Name)
		}
		if !utf8.ValidString(a.ContentType + a.ContentID + a.Broken + a.Note) {
			tb.Errorf("attachment's words are no UTF-8: %+v", a)
		}
		if a.Forwarded != nil {
			checkMessage(tb, a.Bytes, a.Forwarded)
		}
	}
	if total > 2*len(raw)+1024 {
		tb.Errorf("attachments of %d bytes from a mail of %d", total, len(raw))
	}
	for _, id := range append(append([]string{m.Machine.OriginalMessageID}, m.InReplyTo...), m.References...) {
		if !utf8.ValidString(id) || strings.ContainsAny(id, " <>\r\n") {
			tb.Errorf("bad id %q", id)
		}
	}
	for _, id := range append(append([]string{}, m.InReplyTo...), m.References...) {
		if id == "" {
			tb.Error("an empty id")
		}
	}
	for _, p := range m.Problems {
		if !utf8.ValidString(p.Detail) || strings.Contains(p.Detail, "\n") {
			tb.Errorf("problem that cannot be shown: %q", p.Detail)
		}
	}
	if m.Sender.Verified == Verified && m.Sender.Method == "" {
		tb.Error("verified by nothing")
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/corpus/*.eml")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	shapes, err := filepath.Glob("../cmd/returndesk/testdata/shapes/*.eml") // whole mails of many programs
	if err != nil || len(shapes) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range append(files, shapes...) {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<20 {
			return
		}
		m, err := Parse(raw, internalDate, shopOptions())
		if err != nil {
			if m != nil {
				t.Error("a message and an error")
			}
			return
		}
		checkMessage(t, raw, m)
		again, err := Parse(append([]byte(nil), raw...), internalDate, shopOptions())
		if err != nil || again.NewText != m.NewText || again.TraceHash != m.TraceHash || len(again.Attachments) != len(m.Attachments) {
			t.Error("the same bytes, another message")
		}
	})
}

func FuzzAuthResults(f *testing.F) {
	for _, s := range []string{
		"in.shop.example; dmarc=pass header.from=mail.example",
		"in.shop.example 1; none",
		`in.shop.example; spf=pass smtp.mailfrom="a; dmarc=pass header.from=b.example"@c.example; dkim=fail reason="bad (sig)"`,
		"in.shop.example (a (nested) \\) comment); dkim/1=pass header.i=@mail.example header.b=abc+/=",
		"; dmarc=pass", "a;b=c;", `a;b=c d.e="`, "a;(;b=c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ar, err := ParseAuthResults(s)
		if err != nil {
			if len(ar.Results) > 0 {
				t.Error("results of a malformed field")
			}
			return
		}
		// A field of one method more must keep all others, and nothing inside a
		// quoted value may become a result.
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
		hostile, err := ParseAuthResults(`id.example; spf=none smtp.mailfrom="` + quoted + `"`)
		if err != nil || len(hostile.Results) != 1 || hostile.Results[0].Prop("smtp", "mailfrom") != s {
			t.Errorf("%q escaped its quotes: %+v, %v", s, hostile, err)
		}
		for _, r := range ar.Results {
			if r.Method == "" || strings.ContainsAny(r.Method+r.Value, " ;=\"()") {
				t.Errorf("bad result %+v", r)
			}
		}
	})
}

func FuzzHTMLText(f *testing.F) {
	for _, s := range []string{
		"<p>a<b>c</p>d", "<table><td>1<td>2<tr><td>3", "<div style=display:none>x</div>y", "<ul><li>a<li>b", "<blockquote type=cite>q</blockquote>z",
		"<style>.a{display:none}</style><p class=a>x", "<!--[if mso]>x<![endif]-->y", "<a href=http://x.example/>z", "<pre>a\n b</pre>", "<head><title>t</title>x",
		"<textarea><p>", "<plaintext>a", "&#0;&#x202e;&nbsp;x", "<svg><a href=x>", strings.Repeat("<div>", 400) + "deep",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 1<<18 {
			return
		}
		out := renderHTML(s)
		n := 0
		for _, l := range out.lines {
			n += len(l.text)
			if strings.ContainsAny(l.text, "\n") {
				t.Errorf("line with a line end: %q", l.text)
			}
			if l.depth < 0 || l.depth > maxQuoteDepth {
				t.Errorf("depth %d", l.depth)
			}
		}
		if n > 20*len(s)+4096 {
			t.Errorf("%d bytes of text from %d bytes of HTML", n, len(s))
		}
		sp := splitText(out.lines, occasion{name: "Ann"})
		if sp.origin != OriginNone && sp.own == "" {
			t.Errorf("origin %q without text", sp.origin)
		}
	})
}

func FuzzHeaderParams(f *testing.F) {
	for _, s := range []string{
		`text/plain; charset=utf-8`, `image/jpeg; name="a\"b.jpg"; name=c`, `x/y; name*0*=utf-8''a%20; name*1=b; name*2*=%FF`,
		`x/y; name*=iso-8859-1'de'%E4.jpg`, `x/y; name="=?utf-8?Q?a?= =?utf-8?B?YQ==?="`, `x/y;;;=;a==b;c="`, `attachment; filename=..\..\x`,
		"x/y; name*999999999999=a", `x/y (comment; name=z); name=q`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		head, ps := parseParams(s)
		if strings.ContainsAny(head, " ;\t") {
			t.Errorf("head %q", head)
		}
		for _, p := range ps {
			if !utf8.ValidString(p.value) {
				t.Errorf("value %q is no UTF-8", p.value)
			}
			if p.value != cleanLine(p.value) {
				t.Errorf("value %q is not clean", p.value)
			}
		}
		name := cleanFileName(ps.get("name"))
		if strings.ContainsAny(name, `/\`) || len(name) > maxNameBytes+12 || !utf8.ValidString(name) {
			t.Errorf("unsafe name %q", name)
		}
	})
}

// TestHostileShapes parses mails that are built to cost time or memory. The
// test's own time limit is the judge: a quadratic step would take minutes.
func TestHostileShapes(t *testing.T) {
	t.Parallel()
	head := "From: a@b.example\nMessage-ID: <x@y>\nSubject: s\n"
	nest := func(n int, closed bool) string {
		var sb strings.Builder
		sb.WriteString(head)
		for i := range n {
			b := "b" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26%9)
			sb.WriteString("Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n")
		}
		sb.WriteString("Content-Type: text/plain\n\ninnermost\n")
		if closed {
			sb.WriteString("--b--\n")
		}
		return sb.String()
	}
	rfc822 := head + strings.Repeat("Content-Type: message/rfc822\n\nFrom: a@b.example\n", 5000) + "\nend\n"
	for name, mail := range map[string]string{
		"25 unclosed multiparts":  nest(25, false),
		"5000 levels":             nest(5000, true),
		"5000 attached mails":     rfc822,
		"one boundary many parts": head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 200000),
		"boundary prefixes":       head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + strings.Repeat("--bb\n", 300000),
		"header without end":      head + strings.Repeat("X-A: b\n", 300000),
		"continuation lines":      head + "X-A: b\n" + strings.Repeat(" c\n", 300000),
		"bad lines":               head + strings.Repeat("no field\n", 300000),
		"open comments":           head + "To: " + strings.Repeat("(", 200000) + "\n\nx",
		"encoded words":           "Subject: " + strings.Repeat("=?utf-8?Q?a", 50000) + "\nFrom: a@b.example\n\nx",
		"references":              head + "References: " + strings.Repeat("<a@b> ", 100000) + "\n\nx",
		"parameters":              head + "Content-Type: text/plain; " + strings.Repeat("name*0=x; ", 50000) + "\n\nx",
		"quote marks":             head + "\n" + strings.Repeat(">", 1000000),
		"quoted lines":            head + "\n" + strings.Repeat("> > > x\n", 200000),
		"attributions":            head + "\n" + strings.Repeat("On 1 May 2026 a@b.example\n", 100000),
		"labels":                  head + "\n" + strings.Repeat("From: x\n", 200000),
		"reply marks":             head + "\n" + strings.Repeat("##- above this line -##\n", 100000),
		"dashes":                  head + "\n" + strings.Repeat("-- \n", 300000),
		"rules":                   head + "\n" + strings.Repeat("____________\n\n\n\n", 100000),
		"uu":                      head + "\n" + strings.Repeat("begin 644 a\n", 100000),
		"uu files":                head + "\n" + strings.Repeat("begin 644 a\n`\nend\n", 50000),
		"html nesting":            head + "Content-Type: text/html\n\n" + strings.Repeat("<div style='color:red'>", 80000),
		"html quotes":             head + "Content-Type: text/html\n\n" + strings.Repeat("<blockquote type=cite>x", 60000),
		"html end tags":           head + "Content-Type: text/html\n\n" + strings.Repeat("<b>", 199) + strings.Repeat("</i>", 300000),
		"html breaks":             head + "Content-Type: text/html\n\n" + strings.Repeat("<a href=http://x.example/>", 190) + strings.Repeat("<br>", 300000),
		"html lists":              head + "Content-Type: text/html\n\n" + strings.Repeat("<ul><li>", 100000),
		"html tables":             head + "Content-Type: text/html\n\n" + strings.Repeat("<table><tr><td>", 100000),
		"html styles":             head + "Content-Type: text/html\n\n<style>" + strings.Repeat(".a{display:none}", 100000) + "</style>x",
		"html attributes":         head + "Content-Type: text/html\n\n<p " + strings.Repeat("a=b ", 300000) + ">x",
		"html unclosed tag":       head + "Content-Type: text/html\n\n" + strings.Repeat("<a ", 500000),
		"html comments":           head + "Content-Type: text/html\n\n" + strings.Repeat("<!--", 500000),
		"message ids in bounce":   "From: mailer-daemon@b.example\n\n" + strings.Repeat("x Message-ID: <a@b>\n", 50000) + strings.Repeat("message-id:", 90000),
		"auth results":            head + "Authentication-Results: in.shop.example" + strings.Repeat("; dkim=pass header.d=a", 9000) + "\n\nx",
		"addresses":               head + "To: " + strings.Repeat("a@b.example,", 100000) + "\n\nx",
		"order numbers":           head + "\n" + strings.Repeat("order 1 ", 100000),
		"nul bytes":               head + "\n" + strings.Repeat("\x00", 1000000),
		"links":                   head + "\n" + strings.Repeat("http://", 200000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := Parse([]byte(mail), time.Time{}, shopOptions())
			if err != nil {
				t.Fatal(err)
			}
			checkMessage(t, []byte(mail), m)
		})
	}
}
