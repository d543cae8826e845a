package message

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"returndesk/desk"

	"github.com/google/go-cmp/cmp"
)

func TestUnusable(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"empty": "", "blank": "\r\n\r\n  \n", "binary": "\x00\x01\x02\xff\xfe", "prose": "Hello there, this is only text.\nNothing more.",
		"fields of no mail": "Foo: bar\nBaz: qux\n\nbody",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := Parse([]byte(raw), internalDate, shopOptions())
			if m != nil || !errors.Is(err, ErrUnusable) || desk.CodeOf(err) != desk.CodeInvalid || desk.IsTemporary(err) {
				t.Errorf("got %v, %v", m, err)
			}
		})
	}
}

func TestSplitHeader(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		raw, body string
		fields    string
		odd       int
	}{
		"plain":            {"From: a\nTo: b\n\nbody\n", "body\n", "From=a To=b", 0},
		"crlf":             {"From: a\r\nTo: b\r\n\r\nbody", "body", "From=a To=b", 0},
		"folded":           {"From: a\n  b\n\tc\nTo: d\n\nx", "x", "From=a  b\tc To=d", 0},
		"blank first":      {"\r\n\nFrom: a\n\nx", "x", "From=a", 0},
		"blank before :":   {"From : a\n\nx", "x", "From=a", 0},
		"mbox":             {"From x@y Tue\nFrom: a\n\nx", "x", "From=a", 0},
		"noise":            {"From: a\nnoise here\nTo: b\n\nx", "x", "From=a To=b", 1},
		"noise folded":     {"From: a\nnoise\n more\nTo: b\n\nx", "x", "From=a To=b", 2},
		"no empty line":    {"From: a\nDear all,\nnote: this\n", "Dear all,\nnote: this\n", "From=a", 1},
		"no body":          {"From: a", "", "From=a", 0},
		"folded at start":  {" x\nFrom: a\n\nb", "b", "From=a", 1},
		"empty field":      {"From:\nTo: b\n\nx", "x", "From= To=b", 0},
		"header only crlf": {"From: a\r\n", "", "From=a", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, body := splitHeader([]byte(tc.raw))
			var fs []string
			for _, f := range h.fields {
				fs = append(fs, string(f.key)+"="+unfold(f.value))
			}
			if got := strings.Join(fs, " "); got != tc.fields || string(body) != tc.body || len(h.odd) != tc.odd {
				t.Errorf("fields %q, body %q, odd %q", got, body, h.odd)
			}
		})
	}
}

func TestHeaderBeyondLimit(t *testing.T) {
	t.Parallel()
	raw := "From: a@b.example\nX-Big: " + strings.Repeat("x", maxHeaderBytes) + "\nSubject: late\n\nbody text\n"
	m, err := Parse([]byte(raw), internalDate, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Text != "body text" || m.From.Address != "a@b.example" || len(m.RawParts) != 1 || m.Subject != "" {
		t.Errorf("text %q, from %q, %d raw parts, subject %q", m.Text, m.From.Address, len(m.RawParts), m.Subject)
	}
}

func TestDecodeWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain":                                "plain",
		"=?utf-8?Q?a_b=21?=":                   "a b!",
		"=?UTF-8?b?w6Q=?=":                     "ä",
		"=?utf-8?Q?a?= =?utf-8?Q?b?= c":        "ab c",
		"x =?iso-8859-1*de?q?=E4?= y":          "x ä y",
		"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=":   "café",
		"=?windows-1252?Q?=80_5?=":             "€ 5",
		"=?utf-8?Q?with blank?=":               "with blank",
		"=?broken":                             "=?broken",
		"=?utf-8?X?abc?=":                      "=?utf-8?X?abc?=",
		"=?utf-8?B?w6Q?=":                      "ä", // padding lost
		"caf\xc3\xa9":                          "café",
		"caf\xe9":                              "café",
		"=?utf-8?Q?line=0D=0ABcc:_x?=":         "line Bcc: x",
		"=?unknown-9?Q?abc?=":                  "abc",
		"=?utf-8?Q?a?==?utf-8?Q?b?=":           "ab",
		"\"=?utf-8?Q?a?=\"":                    "\"a\"",
		"=?iso-8859-1?Q?=A4?= =?utf-8?Q?=41?=": "¤A",
	} {
		if got := decodeWords(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestParseMailboxes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a@b.example":       "clean |a@b.example",
		"Ann <a@B.Example>": "clean Ann|a@b.example",
		`"Meyer, Ann" <a@b.example>, c@d.example`:      "clean Meyer, Ann|a@b.example |c@d.example",
		"a@b.example (Ann (x) M)":                      "clean Ann (x) M|a@b.example",
		"=?utf-8?Q?J=C3=B6rg?= <j@b.example>":          "clean Jörg|j@b.example",
		`"a b"@c.example`:                              `clean |"a b"@c.example`,
		`=?utf-8?Q?evil=40x=2Eexample?= <a@b.example>`: "clean evil@x.example|a@b.example",
		"Meyer, Ann <a@b.example>":                     "odd Ann|a@b.example",
		"undisclosed-recipients:;":                     "odd",
		"<a@b.example> <c@d.example>":                  "odd |a@b.example",
		"a@b.example c@d.example":                      "odd",
		"Ann <a@b.example":                             "odd Ann|a@b.example",
		"Ann":                                          "odd",
		"<>":                                           "odd",
		"a@":                                           "odd",
		"a@b@c.example":                                "odd |a@b@c.example",
		"<mailto:a@b.example>":                         "clean |a@b.example",
		"a@b.example.":                                 "clean |a@b.example",
		"":                                             "clean",
		"a\u202e@b.example":                            "odd",
		"Ann <a@b.example> junk":                       "odd Ann  junk|a@b.example",
	} {
		list, clean := parseMailboxes(in)
		got := "odd"
		if clean {
			got = "clean"
		}
		for _, m := range list {
			got += " " + m.Name + "|" + m.Address
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestParseIDs(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"<a@b>":                               {"a@b"},
		"<a@b> <c@d>":                         {"a@b", "c@d"},
		"<a@b><c@d>":                          {"a@b", "c@d"},
		"<a@b>,\t<a@b>":                       {"a@b"},
		"a@b":                                 {"a@b"},
		"<>":                                  nil,
		"< >":                                 nil,
		"":                                    nil,
		"<a@\t b>":                            {"a@b"},
		"<a@b":                                {"a@b"},
		"<a@b <c@d>":                          {"a@b", "c@d"},
		`Your message of "Mon" <a@b>`:         {"a@b"},
		"<no-at-sign>":                        {"no-at-sign"},
		"<Case.Kept@Host>":                    {"Case.Kept@Host"},
		"<" + strings.Repeat("x", 2000) + ">": nil,
	} {
		if d := cmp.Diff(want, parseIDs(in)); d != "" {
			t.Errorf("%.40q: %s", in, d)
		}
	}
	var sb strings.Builder
	for i := range 3 * maxIDs {
		fmt.Fprintf(&sb, "<id%d@x> ", i)
	}
	ids := parseIDs(sb.String())
	if len(ids) != maxIDs || ids[0] != "id0@x" || ids[maxIDs-1] != fmt.Sprintf("id%d@x", 3*maxIDs-1) {
		t.Errorf("%d ids from %s to %s", len(ids), ids[0], ids[len(ids)-1])
	}
}

func TestCleanSubject(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Re: x": "x", "AW: Re: x": "x", "RE[2]: x": "x", "Fwd: x": "fw x", "WG: AW: x": "fw x", "TR : x": "fw x", "R: x": "x", "I: x": "fw x",
		"Antw: x": "x", "RV: x": "fw x", "[EXTERNAL] Re: x": "x", "[HW] x": "[HW] x", "Order: HW-1": "Order: HW-1", "Re:": "", "": "", "回复：x": "x",
		"Re: Fwd: x": "x", "SV: x": "x",
	} {
		got, fw := cleanSubject(in)
		if fw {
			got = "fw " + got
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestParseParams(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`text/plain; charset=utf-8`:                        "text/plain charset=utf-8",
		`TEXT/Plain;charset="UTF-8" (note); format=flowed`: "text/plain charset=UTF-8 format=flowed",
		`a/b; name=my photo.jpg; x=y`:                      "a/b name=my photo.jpg x=y",
		`a/b; name="x;y=z.jpg"`:                            "a/b name=x;y=z.jpg",
		`a/b; name="a\"b.jpg"`:                             `a/b name=a"b.jpg`,
		`a/b; name="C:\new\b.jpg"`:                         `a/b name=C:\new\b.jpg`,
		`a/b; name="open`:                                  "a/b name=open",
		`a/b; name*=utf-8''%C3%A4.jpg; name=fallback.jpg`:  "a/b name=ä.jpg name=fallback.jpg",
		`a/b; name*1="b.jpg"; name*0="a"`:                  "a/b name=ab.jpg",
		`a/b; name*0*=utf-8''%C3; name*1*=%A4`:             "a/b name=ä",
		`a/b; name="=?utf-8?Q?=C3=A4.jpg?="`:               "a/b name=ä.jpg",
		`a/b; name=one; name=two`:                          "a/b name=one",
		`a/b;;; = ; x`:                                     "a/b",
		`a/b`:                                              "a/b",
		``:                                                 "",
		`a/b; charset = "x"`:                               "a/b charset=x",
	} {
		head, ps := parseParams(in)
		got := head
		for _, p := range ps {
			got += " " + p.key + "=" + p.value
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestCleanFileName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a.jpg": "a.jpg", "../../etc/passwd": "passwd", `C:\x\y.jpg`: "y.jpg", "..": "", ".": "", "": "", " . . ": "", "a\x00b.jpg": "ab.jpg",
		"a\nb.jpg": "a b.jpg", `"q.jpg"`: "q.jpg", "x/": "", "photo\u202egpj.exe": "photogpj.exe",
		strings.Repeat("ä", 300) + ".jpg": strings.Repeat("ä", 98) + ".jpg",
	} {
		if got := cleanFileName(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestTraceHash: the same mail by two ways is one, other mails are others.
func TestTraceHash(t *testing.T) {
	t.Parallel()
	parse := func(s string) *Message {
		m, err := Parse([]byte(s), internalDate, shopOptions())
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	core := "From: a@b.example\nTo: support@shop.example\nSubject: long\n subject\nMessage-ID: <1@b.example>\n\nIt broke.\n"
	a := parse("Return-Path: <a@b.example>\nDelivered-To: one@shop.example\n" + ownHop + core)
	b := parse(strings.ReplaceAll("Delivered-To: two@shop.example\nX-Spam-Score: 1\n"+resultPass+foreignHop+core, "\n", "\r\n") + "\r\n\r\n")
	if a.TraceHash != b.TraceHash || a.Hash == b.Hash {
		t.Error("two copies of one mail are not recognised")
	}
	if c := parse(strings.Replace(core, "broke", "works", 1)); c.TraceHash == a.TraceHash {
		t.Error("another text, the same trace hash")
	}
	if c := parse(strings.Replace(core, "1@b", "2@b", 1)); c.TraceHash == a.TraceHash {
		t.Error("another id, the same trace hash")
	}
	bare := strings.Replace(core, "Message-ID: <1@b.example>\n", "", 1)
	x, y := parse("Delivered-To: one@shop.example\n"+bare), parse("Delivered-To: two@shop.example\n"+bare)
	if x.TraceHash == y.TraceHash || x.TraceHash != x.Hash {
		t.Error("mails without an id must not merge")
	}
}
