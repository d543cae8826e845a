package config

import (
	"reflect"
	"testing"
	"time"
)

func TestParseSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Size{"0": 0, "12": 12, "12B": 12, "3 KB": 3000, "3kib": 3072, "40MiB": 40 << 20, "2GB": 2e9} {
		if got, err := parseSize(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "MB", "-1", "1.5MB", "12 parsecs", "99999999999999999999", "9223372036854775807KB"} {
		if got, err := parseSize(text); err == nil {
			t.Errorf("%s: taken as %d", text, got)
		}
	}
}

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"0s": 0, "90s": 90 * time.Second, "24h": 24 * time.Hour, "2d": 48 * time.Hour} {
		if got, err := parseDuration(text); err != nil || got != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "5", "d", "-1d", "99999999d", "1 week"} {
		if got, err := parseDuration(text); err == nil {
			t.Errorf("%s: taken as %s", text, got)
		}
	}
}

func TestStartFromSince(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	for text, want := range map[string]time.Time{"now": first, "all": {}, "2026-11-01": time.Date(2026, 11, 1, 0, 0, 0, 0, zone)} {
		s, err := ParseStartFrom(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Since(first, zone); !got.Equal(want) || s.String() != text {
			t.Errorf("%s: %s (written %s)", text, got, s)
		}
	}
}

// TestBoundsAreReadable reads every tag, since a bound with a slip of the pen would
// silently count as 0 and a default out of bounds would refuse every file.
func TestBoundsAreReadable(t *testing.T) {
	t.Parallel()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for _, f := range fieldsOf(v) {
			if f.isObject() {
				walk(f.value)
				continue
			}
			low, high := f.tag.Get("min"), f.tag.Get("max")
			if (low == "") != (high == "") {
				t.Errorf("%s has one bound only", f.key)
			}
			elem := f.value
			if elem.Kind() == reflect.Slice || elem.Kind() == reflect.Map {
				elem = reflect.New(elem.Type().Elem()).Elem()
			}
			if elem.Kind() == reflect.Struct {
				if f.value.Kind() == reflect.Slice {
					walk(elem)
				}
				continue
			}
			if low != "" && bound(elem, low) >= bound(elem, high) {
				t.Errorf("%s: bounds %s and %s", f.key, low, high)
			}
			if high != "" && bound(elem, high) == 0 {
				t.Errorf("%s: bound %s is not readable", f.key, high)
			}
			if f.tag.Get("yaml") == "" {
				t.Errorf("%s has no key", f.key)
			}
		}
	}
	var c Config
	walk(reflect.ValueOf(&c).Elem())
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	words := []string{"host", "port", "password_file", "tls"}
	for word, want := range map[string]string{"hots": "host", "Host": "host", "pasword_file": "password_file", "xyz": "", "": ""} {
		got := suggest(word, words)
		if want != "" {
			want = "did you mean " + want + "?"
		}
		if got != want {
			t.Errorf("%s: %q", word, got)
		}
	}
}
