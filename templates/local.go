package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// formKeys are the sentences that say how a language writes dates, money and quotations.
func formKeys() []string {
	return []string{"form.date", "form.first_day", "form.months", "form.quote", "form.quote_opening",
		"form.heading_order", "form.heading_about", "form.and"}
}

// Complete reports whether a language has every template and its frame, so that no mail
// of it falls back to English.
func (s *Set) Complete(code string) bool {
	l := s.languages[strings.ToLower(code)]
	if l == nil || l.partials == nil {
		return false
	}
	for _, name := range Names() {
		if l.words[name] == nil {
			return false
		}
	}
	return true
}

// Date writes a calendar date "2026-03-16" as mails in a language do ("16 March 2026",
// "16. März 2026"); an unknown or broken date becomes "".
func (s *Set) Date(lang, date string) string {
	y, m, day, ok := dayOf(date)
	if !ok {
		return ""
	}
	months := strings.Split(s.Sentence(lang, "form.months"), ",")
	if len(months) != 12 {
		return date // a shop's own sentences are checked; a date that nobody can misread stands in
	}
	d := strconv.Itoa(day)
	if day == 1 {
		d = s.Sentence(lang, "form.first_day")
	}
	return placed(s.Sentence(lang, "form.date"), "{day}", d, "{month}", strings.TrimSpace(months[m-1]), "{year}", strconv.Itoa(y))
}

// dayOf reads "2026-03-19". Every mail has several dates, so that the common form is read by hand.
func dayOf(date string) (y, m, day int, ok bool) {
	if len(date) == len(time.DateOnly) && date[4] == '-' && date[7] == '-' {
		at := func(i int) int { return int(date[i]) - '0' }
		plain := true
		for _, i := range []int{0, 1, 2, 3, 5, 6, 8, 9} {
			plain = plain && date[i] >= '0' && date[i] <= '9'
		}
		if plain {
			m = 10*at(5) + at(6)
			return 1000*at(0) + 100*at(1) + 10*at(2) + at(3), m, 10*at(8) + at(9), m >= 1 && m <= 12
		}
	}
	n, err := fmt.Sscanf(date, "%4d-%2d-%2d", &y, &m, &day)
	return y, m, day, n == 3 && err == nil && m >= 1 && m <= 12
}

// placed puts values into the places of a sentence that they are named by, in one pass: a value
// that looks like a place is none.
func placed(sentence string, pairs ...string) string {
	var b strings.Builder
	for rest := sentence; ; {
		at := strings.IndexByte(rest, '{')
		if at < 0 {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(rest[:at])
		rest = rest[at:]
		found := false
		for i := 0; i < len(pairs) && !found; i += 2 {
			if found = strings.HasPrefix(rest, pairs[i]); found {
				b.WriteString(pairs[i+1])
				rest = rest[len(pairs[i]):]
			}
		}
		if !found {
			b.WriteByte('{')
			rest = rest[1:]
		}
	}
}

// Money writes an amount as a language does, with its currency's code behind it: "1234.5",
// "EUR" becomes "1.234,50 EUR" in German. Words in place of an amount stay as they are, and
// so does an amount that names its currency itself.
func (s *Set) Money(lang, amount, currency string) string {
	amount = strings.TrimSpace(amount)
	if amount == "" || strings.ContainsFunc(amount, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) }) {
		return amount
	}
	if whole, cents, ok := plainAmount(amount); ok {
		tag, err := xlanguage.Parse(lang)
		if err != nil {
			tag = xlanguage.English
		}
		amount = message.NewPrinter(tag).Sprint(number.Decimal(float64(whole)+float64(cents)/100, number.Scale(2)))
	}
	if currency == "" {
		return amount
	}
	return amount + " " + currency
}

// plainAmount reads "18", "18.5" or "1234.50"; anything else was written for people and
// is left alone.
func plainAmount(s string) (whole int64, cents int, ok bool) {
	units, rest, dot := strings.Cut(s, ".")
	if units == "" || len(units) > 9 || dot && (rest == "" || len(rest) > 2) {
		return 0, 0, false
	}
	for _, r := range units {
		if r < '0' || r > '9' {
			return 0, 0, false
		}
		whole = whole*10 + int64(r-'0')
	}
	for i := range 2 {
		cents *= 10
		if i < len(rest) {
			if rest[i] < '0' || rest[i] > '9' {
				return 0, 0, false
			}
			cents += int(rest[i] - '0')
		}
	}
	return whole, cents, true
}

// Quote writes a policy sentence as mails quote it, with its section. The text before
// section 1 has no number that a customer could look up, so it is called what it is.
func (s *Set) Quote(lang, section, sentence string) string {
	key := "form.quote"
	if section == "0" {
		key = "form.quote_opening"
	}
	return placed(s.Sentence(lang, key), "{sentence}", sentence, "{section}", section)
}

// Heading names an order above its paragraph: "order" for the customer's own one, "about"
// for what a stranger wrote.
func (s *Set) Heading(lang, kind, number string) string {
	return strings.ReplaceAll(s.Sentence(lang, "form.heading_"+kind), "{number}", number)
}

// List joins two things by the language's "and"; more are parted by semicolons, since
// their names hold commas of their own.
func (s *Set) List(lang string, items []string) string {
	if len(items) == 2 {
		return items[0] + " " + s.and(lang, items[1]) + " " + items[1]
	}
	return strings.Join(items, "; ")
}
