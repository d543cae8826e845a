package inbox

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func TestReadAdvice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code, text string
		want       advice
	}{
		{"", "User is authenticated but not connected.", advice{NotConnected: true, Limited: true}},
		{"", "Request is throttled. Suggested Backoff Time: 299652 milliseconds", advice{Wait: 299652 * time.Millisecond, Busy: true, Limited: true}},
		{"", "SUGGESTED BACKOFF TIME:  12 seconds", advice{Wait: 12 * time.Second, Limited: true}},
		{"", "Suggested Backoff Time: 99999999999999999999999 milliseconds", advice{Wait: maxAdvice, Limited: true}},
		{"", "Suggested Backoff Time: soon", advice{}},
		{"UNAVAILABLE", "Internal error occurred", advice{Busy: true}},
		{"", "Too many simultaneous connections. (Failure)", advice{Busy: true, Limited: true}},
		{"OVERQUOTA", "Account exceeded command or bandwidth limits. (Failure)", advice{Busy: true, Limited: true}},
		{"", "Session invalidated - AccessTokenExpired", advice{Expired: true}},
		{"AUTHENTICATIONFAILED", "Invalid credentials (Failure)", advice{}},
	} {
		if got := readAdvice(c.code, c.text); got != c.want {
			t.Errorf("%s %q: %+v, want %+v", c.code, c.text, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain words":            "plain words",
		"two\r\nlines\x1b[31m ":  "two lines [31m",
		"not \xff utf8":          "not utf8",
		strings.Repeat("ü", 150): strings.Repeat("ü", 100) + "…",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzAdvice: a server's words never give a pause out of bounds, nor a line
// that could forge a log.
func FuzzAdvice(f *testing.F) {
	f.Add("THROTTLED", "Suggested Backoff Time: 1000 milliseconds")
	f.Add("", "suggested backoff time:-5 milliseconds")
	f.Add("", "suggested backoff time: 9223372036854775807 seconds")
	f.Add("", "\x00\xff\u2028 line")
	f.Fuzz(func(t *testing.T, code, text string) {
		if a := readAdvice(code, text); a.Wait < 0 || a.Wait > maxAdvice {
			t.Fatalf("pause %s", a.Wait)
		}
		shown := clean(text)
		if !utf8.ValidString(shown) || len(shown) > 203 || strings.ContainsFunc(shown, unicode.IsControl) {
			t.Fatalf("not fit to show: %q", shown)
		}
	})
}
