package explain

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// evil is what a mail may try on whoever reads it.
const evil = "\x1b[2J\x1b]0;owned\a\x1b[31mred\x1b[0m \u202egnirts\u202c \u009b31mC1 \x1bPq#\x1b\\zero\u200bwidth\r\nnext\tline\x00\x07\x08\ufeff"

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain ünï 壊 👍🏽":                       "plain ünï 壊 👍🏽",
		"a\r\nb\rc\nd\u2028e":                  "a\nb\nc\nd\ne",
		"a\tb":                                 "a    b",
		"\x1b[1;31mred\x1b[0m":                 "red",
		"\u009b31mred":                         "red",
		"\x1b]0;title\aafter":                  "after",
		"\x1b]8;;http://x\x1b\\link":           "link",
		"\x1bPq#0\x1b\\sixel":                  "sixel",
		"\x1b(Bcharset \x1b#8 \x1bc":           "charset  ",
		"lone\x1b":                             "lone",
		"\x1b]0;open\nstill here":              "0;open\nstill here", // what hides the rest is shown
		"\x1b[31":                              "",
		"a\u202eb\u2066c\u200ed\u061ce":        "abcde",
		"zero\u200bwidth\ufeff\u00ad":          "zerowidth",
		"tag\U000e0041s":                       "tags",
		"bell\a back\b nul\x00 del\x7f":        "bell back nul del",
		"bad\xffutf8":                          "bad\ufffdutf8",
		"z" + strings.Repeat("\u0335", 50):     "z" + strings.Repeat("\u0335", maxMarks),
		"\u0646\u0645\u06cc\u200c\u0634\u0648": "\u0646\u0645\u06cc\u200c\u0634\u0648", // a joiner that Persian needs
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Line(" a\r\n\tb\u2028 c "); got != "a b c" {
		t.Errorf("Line gave %q", got)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{evil, "", "\x1b", "\x1b[", "\x1b]x", "\u009d", "a\x1b\x1b[m", "\x1b \x1b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		for _, r := range got {
			if r != '\n' && (unicode.Is(unicode.Cc, r) || Hidden(r)) {
				t.Errorf("Text(%q) holds %U", s, r)
			}
		}
		if again := Text(got); again != got {
			t.Errorf("cleaning twice differs: %q, %q", got, again)
		}
		if strings.ContainsAny(Line(s), "\n") {
			t.Errorf("Line(%q) has a line break", s)
		}
	})
}
