package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
)

// plainTimes reads an order whose times or amounts are written as an orders file may write them (docs/orders.md): a plain date
// stands for noon, in the ship-to zone for what was delivered or scanned, else in the shop's, and a time without a zone is the shop's.
func plainTimes(raw []byte, shop *time.Location) (desk.Order, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		return desk.Order{}, fmt.Errorf("read: %w", err)
	}
	dest := shop
	if to, ok := v["ship_to"].(map[string]any); ok {
		if name, ok := to["tz"].(string); ok && name != "" {
			if zone, err := time.LoadLocation(name); err == nil {
				dest = zone
			}
		}
	}
	fullTimes(v, shop, dest)
	b, err := json.Marshal(v)
	if err != nil {
		return desk.Order{}, fmt.Errorf("read again: %w", err)
	}
	var o desk.Order
	if err := json.Unmarshal(b, &o); err != nil {
		return desk.Order{}, fmt.Errorf("keys and types as in orders.json are needed: %w", err)
	}
	return o, nil
}

// fullTimes writes such times as instants and such amounts as texts, wherever they stand. What is neither stays as it is.
func fullTimes(v any, shop, dest *time.Location) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			fullTimes(e, shop, dest)
		}
	case map[string]any:
		for k, e := range x {
			switch e := e.(type) {
			case string:
				if strings.HasSuffix(k, "_at") || strings.HasSuffix(k, "_until") || k == "at" {
					x[k] = fullTime(e, k, shop, dest)
				}
			case json.Number:
				if strings.Contains(" total shipping tax price amount number ", " "+k+" ") {
					x[k] = e.String()
				}
			default:
				fullTimes(e, shop, dest)
			}
		}
	}
}

func fullTime(s, key string, shop, dest *time.Location) any {
	if s == "" {
		return nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, shop); err == nil {
		zone := shop
		if strings.Contains(key, "delivered") || strings.Contains(key, "scan") {
			zone = dest
		}
		return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, zone).Format(time.RFC3339)
	}
	for _, layout := range []string{time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.ParseInLocation(layout, s, shop); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return s
}
