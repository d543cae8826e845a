package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrInstant is what a text is that cannot be read as a time for certain.
var ErrInstant = errors.New("no date that can be read for certain; write 2026-03-16, 2026-03-16 10:00 or 2026-03-16T10:00:00+01:00")

var errDeep = errors.New("values are nested too deeply")

// ParseInstant reads an instant: RFC 3339; date and time without a zone, in the shop's; or
// a plain date, which stands for noon in the given zone so that it stays the same
// calendar date nearly everywhere. Dates such as 03/04/2026 are refused: they mean two
// different days on the two sides of the Atlantic. The empty text is no time and no error.
func ParseInstant(s string, shop, plain *time.Location) (*time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, nil
	}
	if len(s) == len(time.DateOnly) {
		t, err := time.ParseInLocation(time.DateOnly, s, plain)
		if err != nil {
			return nil, ErrInstant
		}
		t = t.Add(12 * time.Hour)
		return &t, PlausibleYear(t)
	}
	// Which layouts can fit shows in the text; a failed parse costs more than a good one.
	layouts := []string{time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04"}
	if strings.HasSuffix(s, "Z") || strings.ContainsAny(s[min(len(s), 11):], "+-") {
		layouts = []string{time.RFC3339Nano, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00"}
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, shop); err == nil {
			return &t, PlausibleYear(t)
		}
	}
	return nil, ErrInstant
}

// PlausibleYear refuses years that no shop has orders of; 1970 and 0001 are how broken exports
// write "nothing".
func PlausibleYear(t time.Time) error {
	if y := t.Year(); y < 1990 || y > 2200 {
		return fmt.Errorf("the year %d cannot be right", y)
	}
	return nil
}

// OrderForm completes orders as people and exports write them in JSON (docs/orders.md) to the form of Order.
type OrderForm struct {
	Shop *time.Location                            // zone of a time without one
	Zone func(name string) (*time.Location, error) // ship-to zone by its IANA name; nil, nil for none
}

// Complete turns times without a zone into instants, empty texts where a time belongs into null, and amounts written as numbers into
// texts. A plain date stands for noon, in the ship-to zone for what was delivered or scanned, else in the shop's
// (domain.md section 0). A time that cannot be read is an error that names its key.
func (f OrderForm) Complete(raw []byte) ([]byte, error) {
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	dest := f.Shop
	if to, ok := v["ship_to"].(map[string]any); ok {
		if name, ok := to["tz"].(string); ok {
			if zone, err := f.Zone(name); err == nil && zone != nil {
				dest = zone
			}
		}
	}
	if err := f.complete(v, dest, 0); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// complete goes through an order's values.
func (f OrderForm) complete(v any, dest *time.Location, depth int) error {
	if depth > 8 {
		return errDeep
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			if err := f.complete(e, dest, depth+1); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, e := range x {
			full, err := f.value(k, e, dest)
			if err != nil {
				return err
			}
			x[k] = full
			if err := f.complete(full, dest, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// value completes what stands under a key; what is no time and no amount stays as it is.
func (f OrderForm) value(key string, v any, dest *time.Location) (any, error) {
	switch v := v.(type) {
	case string:
		if !strings.HasSuffix(key, "_at") && key != "authorized_until" && key != "at" {
			return v, nil
		}
		plain := f.Shop
		if strings.Contains(key, "delivered") || key == "last_scan_at" {
			plain = dest
		}
		t, err := ParseInstant(v, f.Shop, plain)
		if err != nil {
			return nil, fmt.Errorf("%s %.60q: %w", key, v, err)
		}
		if t == nil {
			return nil, nil
		}
		return t.Format(time.RFC3339Nano), nil
	case json.Number:
		switch key {
		case "total", "shipping", "tax", "price", "number", "amount":
			return v.String(), nil
		}
	}
	return v, nil
}
