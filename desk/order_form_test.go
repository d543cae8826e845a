package desk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// TestOrderForm completes orders whose times and amounts are written as people write them, in a shop at Berlin that ships to New York.
func TestOrderForm(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	form := OrderForm{Shop: berlin, Zone: time.LoadLocation}
	for _, c := range []struct{ name, in, want string }{
		{"with a zone", `{"placed_at":"2026-03-16T09:15:00-04:00"}`, `{"placed_at":"2026-03-16T09:15:00-04:00"}`},
		{"without a zone", `{"placed_at":"2026-03-16 09:15"}`, `{"placed_at":"2026-03-16T09:15:00+01:00"}`},
		{"a plain date", `{"placed_at":"2026-07-01"}`, `{"placed_at":"2026-07-01T12:00:00+02:00"}`},
		{"delivered there", `{"delivered_at":"2026-03-16","ship_to":{"tz":"America/New_York"}}`, `{"delivered_at":"2026-03-16T12:00:00-04:00","ship_to":{"tz":"America/New_York"}}`},
		{"a zone nobody knows", `{"delivered_at":"2026-03-16","ship_to":{"tz":"Mars/Base"}}`, `{"delivered_at":"2026-03-16T12:00:00+01:00","ship_to":{"tz":"Mars/Base"}}`},
		{"within a parcel", `{"parcels":[{"shipped_at":"2026-03-16T10:00"}]}`, `{"parcels":[{"shipped_at":"2026-03-16T10:00:00+01:00"}]}`},
		{"empty", `{"shipped_at":""}`, `{"shipped_at":null}`},
		{"amounts", `{"total":289.50,"number":10501,"qty":2}`, `{"number":"10501","qty":2,"total":"289.50"}`},
		{"two meanings", `{"placed_at":"03/04/2026"}`, `placed_at "03/04/2026": no date that can be read for certain`},
		{"a broken export", `{"placed_at":"1970-01-01"}`, `placed_at "1970-01-01": the year 1970 cannot be right`},
		{"too deep", strings.Repeat(`{"a":`, 12) + "1" + strings.Repeat("}", 12), "values are nested too deeply"},
		{"no object", `[1]`, "cannot unmarshal array"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := form.Complete([]byte(c.in))
			if err != nil {
				if !strings.Contains(err.Error(), c.want) {
					t.Fatalf("error %q, want %q", err, c.want)
				}
				return
			}
			if string(out) != c.want {
				t.Fatalf("got %s, want %s", out, c.want)
			}
		})
	}
}

// FuzzOrderForm: what comes back is an object in JSON, and completing it again changes nothing more.
func FuzzOrderForm(f *testing.F) {
	f.Add([]byte(`{"placed_at":"2026-03-16 09:15","total":1.20,"lines":[{"price":3}]}`))
	f.Add([]byte(`{"at":"","ship_to":{"tz":""}}`))
	form := OrderForm{Shop: time.UTC, Zone: time.LoadLocation}
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, err := form.Complete(raw)
		if err != nil {
			return
		}
		if !json.Valid(out) {
			t.Fatalf("no JSON: %q", out)
		}
		again, err := form.Complete(out)
		if err != nil || string(again) != string(out) {
			t.Fatalf("again %q (%v), first %q", again, err, out)
		}
	})
}
