package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiffer(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		plain, html string
		want        bool
	}{
		"same":                 {"Please send the part.", "<p>Please send <b>the part</b>.</p>", false},
		"layout":               {"* Lamp\n* Cable", "<ul><li>Lamp<li>Cable</ul>", false},
		"link":                 {"See the clip <https://x.example/1>.", "<p>See <a href='https://x.example/2'>the clip</a>.</p>", false},
		"picture":              {"[cid:1@x] Here is the lamp as it came to us.", "<p><img src=cid:1@x>Here is the lamp as it came to us.</p>", false},
		"negation":             {"Please do cancel the order that I made last week for my old mother.", "<p>Please do not cancel the order that I made last week for my old mother.</p>", true},
		"number":               {"Cancel 20417 please, the one with the blue lamp and the long cable.", "<p>Cancel 20499 please, the one with the blue lamp and the long cable.</p>", true},
		"other words":          {"All is well here.", "<p>Send money at once.</p>", true},
		"differs in the quote": {"Yes.\n\nOn 3 Mar 2026 at 10:22, Shop <s@x.example> wrote:\n> a", "<p>Yes.</p><p>On 3 Mar 2026 at 10:22, Shop &lt;s@x.example&gt; wrote:</p><blockquote type=cite>many other words stand here</blockquote>", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := differ(tc.plain, renderHTML(tc.html).lines); got != tc.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestSplitText(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ls   []line
		want split
	}{
		"nothing but a telephone's line": {
			[]line{{text: ""}, {text: "Sent from my iPhone"}},
			split{signature: "Sent from my iPhone"},
		},
		"question inside a signature element": {
			[]line{{text: "Hello"}, {text: "Can I return it?", sig: true}},
			split{own: "Hello\nCan I return it?", origin: OriginOwn},
		},
		"signature element": {
			[]line{{text: "Hello"}, {text: "Ann", sig: true}},
			split{own: "Hello", signature: "Ann", origin: OriginOwn},
		},
		"a comparison behind a quote is a quote": {
			plainLines("On 3 Mar 2026 at 10:22, Shop wrote:\n> How wide?\nWide:\nvery\n> 5 mm or more?\nYes"),
			split{own: "Wide:\nvery\n\nYes", quoted: "On 3 Mar 2026 at 10:22, Shop wrote:\n> How wide?\n> 5 mm or more?", origin: OriginOwn},
		},
		"a comparison": {
			plainLines("The gap is\n> 5 mm"),
			split{own: "The gap is\n> 5 mm", origin: OriginOwn},
		},
		"empty": {nil, split{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := splitText(tc.ls, occasion{reply: true})
			got.sawOwn, got.sawQuote = false, false
			if d := cmp.Diff(tc.want, got, cmp.AllowUnexported(split{})); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDecodeBase64(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"YWJj":          "abc |",
		"YW\r\nJj\r\n":  "abc |",
		"YQ==":          "a |",
		"YQ==YmM=":      "abc |",
		"YWI=\nYw==":    "abc |",
		"YQ":            "a |",
		" Y W J j ":     "abc |",
		"YW!Jj":         "abc |base64 with characters that do not belong there",
		"YWJjZ":         "abc |base64 that ends in the middle",
		"":              " |",
		"_-8":           "\xff\xef |",
		"YQ==\x00\x00b": "a |base64 with characters that do not belong there",
	} {
		out, problem := decodeBase64([]byte(in))
		if got := string(out) + " |" + problem; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestLimitsKeepTheRest: what is not read is kept raw, and the mail is read as
// far as it goes.
func TestLimitsKeepTheRest(t *testing.T) {
	t.Parallel()
	const head = "From: a@b.example\n"
	deep := head
	for i := range 60 {
		b := strings.Repeat("q", i+1) + "z"
		deep += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\nContent-Type: text/plain\n\nlevel\n--" + b + "\n"
	}
	many := head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 1500) + "--b\n\nthe last\n--b--\n"
	attached := head + strings.Repeat("Content-Type: message/rfc822\n\nFrom: a@b.example\n", 12) + "\nend\n"
	for name, tc := range map[string]struct{ raw, kept string }{
		"deep": {deep, "level"}, "many": {many, "the last"},
	} {
		m, err := Parse([]byte(tc.raw), internalDate, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "" || len(m.RawParts) == 0 || len(m.RawParts) > 2 {
			t.Fatalf("%s: %d bytes of text, %d raw parts", name, len(m.Text), len(m.RawParts))
		}
		last := m.RawParts[len(m.RawParts)-1]
		if !strings.Contains(string(last.Bytes), tc.kept) || last.Reason == "" {
			t.Errorf("%s: kept %d bytes because %q", name, len(last.Bytes), last.Reason)
		}
	}
	m, err := Parse([]byte(attached), internalDate, Options{})
	if err != nil {
		t.Fatal(err)
	}
	depth := 0
	for a := m.Attachments; len(a) == 1; depth++ {
		if a[0].Forwarded == nil {
			break
		}
		a = a[0].Forwarded.Attachments
	}
	if depth != maxAttachedDepth || len(m.AllAttachments()) != maxAttachedDepth+1 {
		t.Errorf("opened %d levels, %d files", depth, len(m.AllAttachments()))
	}
	long := head + "\n" + strings.Repeat("word ", maxHTMLBytes/5+1000)
	if m, err = Parse([]byte(long), internalDate, Options{}); err != nil || len(m.Text) > maxTextBytes || len(m.RawParts) != 1 {
		t.Errorf("long text: %d bytes, %d raw parts, %v", len(m.Text), len(m.RawParts), err)
	}
}

func TestHiddenStyles(t *testing.T) {
	t.Parallel()
	for html, want := range map[string]string{ // "!" before: text was left out because it is hidden
		`<p style="display:none">x</p>y`:                                             "!y",
		`<p style="DISPLAY: None !important">x</p>y`:                                 "!y",
		`<p hidden>x</p>y`:                                                           "!y",
		`<p style="visibility:hidden">x<b style="visibility:visible">z</b></p>`:      "!z",
		`<p style="font-size:0">x<span style="font-size:14px">z</span></p>`:          "!z",
		`<p style="font-size:1px">x</p>y`:                                            "!y",
		`<p style="opacity:0">x</p>y`:                                                "!y",
		`<p style="color:#ffffff">x</p>y`:                                            "!y",
		`<p style="color:#fff">dark</p><p style="color:#fff">mode</p>`:               "dark\n\nmode",
		`<body bgcolor="#ffffff"><p style="color:#fff">x</p>`:                        "!",
		`<p style="color:rgb(254,254,254)">x</p>y`:                                   "!y",
		`<div bgcolor="#000000"><font color="white">seen</font></div>`:               "seen",
		`<div style="background:#123456;color:#123456">x</div>y`:                     "!y",
		`<div style="background:url(a.png);color:#fff">seen</div>`:                   "seen",
		`<div style="max-height:0;overflow:hidden">x</div>y`:                         "!y",
		`<div style="height:0">seen</div>`:                                           "seen",
		`<div style="position:absolute;left:-9999px">x</div>y`:                       "!y",
		`<div style="mso-hide:all">x</div>y`:                                         "!y",
		`<style>#a,.b{display:none}</style><p id=a>x</p><p class="c b">x</p>y`:       "!y",
		`<style>@media print{.b{display:none}}</style><p class=b>seen</p>`:           "seen",
		`<style>.t .b{display:none}</style><p class=b>seen</p>`:                      "seen",
		`<script>x</script><template>x</template><!-- x -->y`:                        "y",
		`<table><tr><td style="display:none">x<td>y</table>z`:                        "!y\n\nz",
		`<div style="display:none"><table><tr><td>x</div>x</td></tr></table></div>y`: "!y",
		`<span style="display:none">a<div>b</span>c</div></span>d`:                   "!d",
		`<p style="color:#fff">&nbsp;&zwnj;</p>y`:                                    "y",
		`<x-note style="display:none">x</x-note>y`:                                   "!y",
		`<head><title>x</title><p>seen`:                                              "seen",
		`<td>a</td><td>b</td>`:                                                       "a | b",
		`a<br>b<br><br>c`:                                                            "a\nb\n\nc",
		`<pre>a  b` + "\n" + `  c</pre>d`:                                            "a  b\n  c\nd",
		`<p>1<p>2`:                                                                   "1\n\n2",
		`<ol><li>a<li>b<ul><li>c</ul></ol>`:                                          "1. a\n2. b\n  - c",
		`<a href="https://x.example/a">https://x.example/a</a>`:                      "https://x.example/a",
		`<a href="https://x.example/a">here</a>`:                                     "here <https://x.example/a>",
		`<a href="javascript:x">here</a>`:                                            "here",
		`<blockquote type=cite>a<blockquote type=cite>b</blockquote></blockquote>c`:  "> a\n>> b\nc",
	} {
		want, hidden := strings.CutPrefix(want, "!")
		out := renderHTML(html)
		if got := joinLines(out.lines); got != want {
			t.Errorf("%s\n got %q\nwant %q", html, got, want)
		}
		if out.hidden != hidden {
			t.Errorf("%s: hidden %v", html, out.hidden)
		}
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	raw := "From: a@b.example\nContent-Type: text/html\n\n<p>See <a href='https://clip.example/v?a=1&amp;b=2'>it</a>, http://x.example/p. and https://x.example/q).</p>" +
		"<a style='display:none' href='https://hidden.example/long'>x</a><blockquote type=cite><a href='https://old.example/x'>old</a></blockquote><a href='javascript:alert(1)'>no</a>"
	m, err := Parse([]byte(raw), internalDate, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://clip.example/v?a=1&b=2", "http://x.example/p", "https://x.example/q"}
	if d := cmp.Diff(want, m.Links); d != "" {
		t.Error(d)
	}
}
