package archive

import (
	"bytes"
	"strings"
	"time"
)

// longestSeparator is how many bytes a line may have that begins a mail: what mail allows any
// line (RFC 5322 section 2.1.1).
const longestSeparator = 998

// quotable tells a line that mboxrd quotes with one ">" more: "From ", ">From ".
func quotable(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From "))
}

// unquoted takes one ">" off a line that mboxrd quotes: ">From ", ">>From ".
func unquoted(line []byte) []byte {
	if line[0] == '>' && quotable(line) {
		return line[1:]
	}
	return line
}

// separator tells a line that begins a mail: "From ", the sender, a date as asctime writes it.
// RFC 4155 appendix A has it in UTC; others write a zone before or behind the year, leave out the
// seconds, or give the sender as several words ("jo at example.com").
func separator(line []byte) bool {
	if len(line) > longestSeparator || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	words := strings.Fields(string(line[len("From "):]))
	n := len(words)
	if n > 0 && zone(words[n-1]) {
		n--
	}
	if n < 6 { // a sender of one word at least
		return false
	}
	year := words[n-1]
	n--
	if zone(words[n-1]) {
		n--
	}
	if n < 5 {
		return false
	}
	at := strings.Join(words[n-4:n], " ") + " " + year
	for _, layout := range []string{"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04 2006"} {
		if _, err := time.Parse(layout, at); err == nil {
			return true
		}
	}
	return false
}

// zone tells "+0100" and "CET".
func zone(word string) bool {
	if len(word) == 5 && (word[0] == '+' || word[0] == '-') {
		return strings.Trim(word[1:], "0123456789") == ""
	}
	return len(word) <= 5 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
