package inbox

import (
	"strings"
	"time"
	"unicode"
)

// advice is what a provider's refusal tells between the lines.
type advice struct {
	Wait         time.Duration // pause that the server asks for
	NotConnected bool          // Microsoft 365: login fine, mailbox unreachable
	Busy         bool          // limits and overload
	Limited      bool          // busy, or away, for everything: whatever was asked for is not why
	Expired      bool          // the session's token ran out
}

// maxAdvice caps a pause asked for: a wrong number must not silence a mailbox.
const maxAdvice = time.Hour

// readAdvice reads a response code (RFC 5530) and the words of a refusal. The
// phrases are the ones that Microsoft 365 and Gmail were seen to send.
func readAdvice(code, text string) advice {
	var a advice
	low := strings.ToLower(text)
	a.Wait = backoffTime(low)
	a.NotConnected = strings.Contains(low, "authenticated but not connected")
	switch strings.ToUpper(code) {
	case "THROTTLED", "OVERQUOTA", "LIMIT", "UNAVAILABLE", "INUSE", "SERVERBUG":
		a.Busy = true
	case "EXPIRED":
		a.Expired = true
	}
	// One broken mail may be answered by SERVERBUG, UNAVAILABLE or "try again later", too.
	a.Limited = a.NotConnected || a.Wait > 0 || strings.EqualFold(code, "THROTTLED")
	for _, words := range []string{"too many simultaneous connections", "request is throttled", "bandwidth limits"} {
		if strings.Contains(low, words) {
			a.Busy, a.Limited = true, true
		}
	}
	for _, words := range []string{"server busy", "try again later"} {
		a.Busy = a.Busy || strings.Contains(low, words)
	}
	for _, words := range []string{"accesstokenexpired", "token expired", "token has expired", "session expired", "session invalidated"} {
		a.Expired = a.Expired || strings.Contains(low, words)
	}
	return a
}

// backoffTime finds "suggested backoff time: N milliseconds" in lower-case text.
func backoffTime(low string) time.Duration {
	_, rest, found := strings.Cut(low, "suggested backoff time:")
	if !found {
		return 0
	}
	rest = strings.TrimLeft(rest, " ")
	var n int64
	digits := 0
	for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
		if n < int64(maxAdvice) {
			n = n*10 + int64(rest[digits]-'0')
		}
		digits++
	}
	if digits == 0 {
		return 0
	}
	unit := time.Millisecond
	if strings.HasPrefix(strings.TrimLeft(rest[digits:], " "), "second") {
		unit = time.Second
	}
	if n > int64(maxAdvice/unit) {
		return maxAdvice
	}
	return time.Duration(n) * unit
}

// clean makes a server's words fit for one line of a log: no control
// characters, bounded length.
func clean(text string) string {
	const limit = 200
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > limit {
		cut := limit
		for cut > 0 && !isRuneStart(text[cut]) {
			cut--
		}
		text = text[:cut] + "…"
	}
	return text
}

func isRuneStart(b byte) bool { return b&0xC0 != 0x80 }
