package config

import (
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// checkForm holds a text against a named shape and gives reason and mend, or nothing.
func checkForm(form, text string) (why, mend string) {
	switch form {
	case "address":
		if !IsAddress(text) {
			return quoted(text) + " is no mail address", "write it bare, as support@example.com"
		}
	case "host":
		if !hostShape().MatchString(text) || len(text) > 253 {
			return quoted(text) + " is no host name", "write the name alone, without scheme or port, as imap.example.com"
		}
	case "url":
		if u, err := url.Parse(text); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			return quoted(text) + " is no web address", "begin it with https://"
		}
	case "listen", "listen_metrics":
		example := "127.0.0.1:8420"
		if form == "listen_metrics" { // beside the console, not in its place
			example = "127.0.0.1:8421"
		}
		host, port, err := net.SplitHostPort(text)
		n, portErr := strconv.Atoi(port)
		if text != "off" && (err != nil || portErr != nil || n < 0 || n > 65535 || host != "" && !hostShape().MatchString(host)) {
			return quoted(text) + " is no address to listen on", "write it as " + example + ", or off for none"
		}
	case "origin":
		if u, err := url.Parse(text); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
			return quoted(text) + " is no web address without a path", "write it as https://desk.example.com"
		}
	case "language":
		if _, err := language.Parse(text); err != nil || len(text) > 12 {
			return quoted(text) + " is no language code", "write for example en or de"
		}
	case "day":
		_, day := time.Parse(time.DateOnly, text)
		_, yearly := time.Parse("01-02", text)
		if day != nil && yearly != nil && text != "02-29" {
			return quoted(text) + " is no date", "write 2026-12-24, or 12-25 for every year"
		}
	case "clock":
		if minutesOf(text) < 0 || minutesOf(text) >= 24*60 {
			return quoted(text) + " is no time of day", "write it as 08:00"
		}
	case "hours":
		from, to, _ := strings.Cut(text, "-")
		if minutesOf(from) < 0 || minutesOf(to) <= minutesOf(from) {
			return quoted(text) + " are no hours of a day", "write them as 09:00-17:00, the end after the beginning"
		}
	case "name":
		if !regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$`).MatchString(text) {
			return quoted(text) + " cannot be a name", "use up to 40 letters, digits, dots and dashes"
		}
	case "env":
		if !regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`).MatchString(text) {
			// Not quoted: it may be the password itself.
			return "what stands there is no name of an environment variable", "write the variable's name, never the password itself"
		}
	}
	return "", ""
}

// minutesOf reads a time of day, "00:00" to "24:00", as minutes after midnight; -1 when it
// is none.
func minutesOf(text string) int {
	if text == "24:00" {
		return 24 * 60
	}
	t, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return t.Hour()*60 + t.Minute()
}

// Hours gives the business hours in minutes after midnight.
func (s Shop) Hours() (opens, closes int) {
	from, to, _ := strings.Cut(s.BusinessHours, "-")
	return minutesOf(from), minutesOf(to)
}

// IsAddress reports whether s is one bare mail address (addr-spec of RFC 5322 section
// 3.4.1) with a domain.
func IsAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Name == "" && a.Address == s && strings.Contains(s, "@") && !strings.ContainsAny(s, "<> \t")
}

// hostShape takes names of RFC 1123 and IP addresses.
func hostShape() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.?$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+$`)
}

func quoted(s string) string { return "\"" + short(s) + "\"" }
