package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

func TestDateIn(t *testing.T) {
	t.Parallel()
	p, err := NewPhrases(Options{})
	if err != nil {
		t.Fatal(err)
	}
	received := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC) // a Wednesday
	for words, want := range map[string]desk.Date{
		"yesterday": "2026-03-17", "last Monday": "2026-03-16", "le 14 mars": "2026-03-14", "14.03.2026": "2026-03-14",
		"hier": "2026-03-17", "hace dos días": "2026-03-16", "2026-03-01": "2026-03-01", "vorgestern": "2026-03-16",
		"soon": "", "2026-04-01": "", "": "", "01.01.2020": "",
	} {
		if got, ok := p.DateIn(words, received); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", words, got, ok, want)
		}
	}
	if _, ok := p.DateIn("yesterday", time.Time{}); ok {
		t.Error("a relative date without a day to count from")
	}
}
