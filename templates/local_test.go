package templates

import (
	"testing"
	"testing/fstest"
)

// ownWords is a shop's folder with a language that writes dates its own way.
func ownWords(t *testing.T) *Set {
	t.Helper()
	s, err := Load(fstest.MapFS{"pl/sentences.txt": &fstest.MapFile{Data: []byte(`form.date: {day}. {month} {year} r.
form.first_day: 1
form.months: stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia
form.quote: „{sentence}” (punkt {section})
form.heading_order: Zamówienie {number}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDateInALanguage(t *testing.T) {
	t.Parallel()
	s := ownWords(t)
	for _, c := range []struct{ lang, in, want string }{
		{"en", "2026-03-06", "6 March 2026"}, {"", "2026-02-28", "28 February 2026"}, {"en", "2026-05-01", "1 May 2026"},
		{"pl", "2026-03-06", "6. marca 2026 r."}, {"PL-pl", "2026-09-30", "30. września 2026 r."},
		{"en", "", ""}, {"pl", "soon", ""}, {"en", "2026-13-01", ""}, {"xx", "2026-03-06", "6 March 2026"},
	} {
		if got := s.Date(c.lang, c.in); got != c.want {
			t.Errorf("%s %q: %q", c.lang, c.in, got)
		}
	}
}

func TestMoneyInALanguage(t *testing.T) {
	t.Parallel()
	s := ownWords(t)
	for _, c := range []struct{ lang, amount, currency, want string }{
		{"en", "18", "USD", "18.00 USD"}, {"en", "1234.5", "USD", "1,234.50 USD"}, {"de", "1234.5", "EUR", "1.234,50 EUR"},
		{"fr", "12.40", "EUR", "12,40 EUR"}, {"nl", "0.05", "EUR", "0,05 EUR"}, {"it", "18.00", "", "18,00"},
		{"en", "18.00 USD", "EUR", "18.00 USD"}, {"en", "€18", "EUR", "€18"}, {"de", "12,40", "EUR", "12,40 EUR"},
		{"en", "", "USD", ""}, {"en", "1.2.3", "USD", "1.2.3 USD"}, {"en", "5.123", "USD", "5.123 USD"},
	} {
		if got := s.Money(c.lang, c.amount, c.currency); got != c.want {
			t.Errorf("%s %q %q: %q", c.lang, c.amount, c.currency, got)
		}
	}
}

func TestQuoteNamesTheSection(t *testing.T) {
	t.Parallel()
	s := ownWords(t)
	for _, c := range []struct{ lang, section, want string }{
		{"en", "0", "“S.” (opening section)"}, {"en", "1", "“S.” (section 1)"}, {"", "6", "“S.” (section 6)"},
		{"pl", "1", "„S.” (punkt 1)"}, {"pl", "0", "“S.” (opening section)"},
	} {
		if got := s.Quote(c.lang, c.section, "S."); got != c.want {
			t.Errorf("%s %s: %s", c.lang, c.section, got)
		}
	}
	if got := s.Heading("pl", "order", "HW-1"); got != "Zamówienie HW-1" {
		t.Errorf("heading: %s", got)
	}
	if got := s.List("en", []string{"a", "b"}) + "|" + s.List("en", []string{"a", "b", "c"}); got != "a and b|a; b; c" {
		t.Errorf("lists: %s", got)
	}
}

// TestBrokenMonths: a list of months that is not twelve is a finding, and dates stay
// readable meanwhile.
func TestBrokenMonths(t *testing.T) {
	t.Parallel()
	frame, err := builtin.ReadFile("en/frame.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load(fstest.MapFS{
		"pl/frame.tmpl":    &fstest.MapFile{Data: frame},
		"pl/sentences.txt": &fstest.MapFile{Data: []byte("form.months: stycznia, lutego\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Date("pl", "2026-03-06"); got != "2026-03-06" {
		t.Errorf("date: %q", got)
	}
	found := false
	for _, f := range s.Check() {
		found = found || f.Text == "form.months lists 2 months; it is twelve names parted by commas"
	}
	if !found {
		t.Errorf("not found by check: %v", s.Check())
	}
}
