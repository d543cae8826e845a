package desk

import (
	"strings"
	"testing"
)

func TestNewCount(t *testing.T) {
	for _, c := range []struct {
		dims []string
		want string
	}{
		{nil, "mail"},
		{[]string{"delay"}, "mail/delay"},
		{[]string{"", " B-7 "}, "mail/-/B-7"},
		{[]string{"UPS/Ground"}, "mail/UPS∕Ground"},
		{[]string{"jo@example.org", "a\nb"}, "mail/other/a b"},
		{[]string{strings.Repeat("ä", 60)}, "mail/" + strings.Repeat("ä", 39) + "~92926ae5"},
		{[]string{"a\xffb"}, "mail/ab"},
	} {
		got := NewCount("2026-11-16", 1, CountMail, c.dims...)
		if got.Of != c.want || got.Figure() != CountMail {
			t.Errorf("%q: %q, want %q", c.dims, got.Of, c.want)
		}
	}
	c := NewCount("2026-11-16", 1, CountDraft, "ask_missing", "delay", VerdictEdited)
	if c.Dim(0) != "ask_missing" || c.Dim(2) != VerdictEdited || c.Dim(3) != "" {
		t.Errorf("dimensions of %q: %q %q %q", c.Of, c.Dim(0), c.Dim(2), c.Dim(3))
	}
}

func TestThousandths(t *testing.T) {
	for in, want := range map[string]int64{"12.40": 12400, "12,4": 12400, "7": 7000, "0.001": 1, " 289.00 ": 289000} {
		if got, ok := Thousandths(in); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", ".5", "-1", "1.-2", "1.2345", "12 EUR", "1.000.000", "9999999999999"} {
		if got, ok := Thousandths(in); ok {
			t.Errorf("%q is no amount, got %d", in, got)
		}
	}
}

// TestLongDimensions: names that begin alike stay apart, and what fits stays as it is.
func TestLongDimensions(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("KEYBOARD-", 8)
	a, b := NewCount("", 1, "x", long+"A").Dim(0), NewCount("", 1, "x", long+"B").Dim(0)
	if a == b || len(a) != 48 || len(b) != 48 || !strings.HasPrefix(a, "KEYBOARD-KEYBOARD-") {
		t.Errorf("%q and %q", a, b)
	}
	if again := NewCount("", 1, "x", a).Dim(0); again != a {
		t.Errorf("cut twice: %q", again)
	}
	if fits := strings.Repeat("x", 48); NewCount("", 1, "x", fits).Dim(0) != fits {
		t.Error("48 characters were cut")
	}
}
