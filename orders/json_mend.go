package orders

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// mend turns times without a zone into instants and empty texts into null, wherever a
// key ends in _at.
func (l *jsonLoader) mend(raw []byte) ([]byte, error) {
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	dest := l.opt.Zone
	if to, ok := v["ship_to"].(map[string]any); ok {
		if name, ok := to["tz"].(string); ok {
			if loc, err := l.zones.get(name); err == nil && loc != nil {
				dest = loc
			}
		}
	}
	if err := l.mendTimes(v, dest, 0); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// mendTimes goes through an order's values.
func (l *jsonLoader) mendTimes(v any, dest *time.Location, depth int) error {
	if depth > 8 {
		return errDeep
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			if err := l.mendTimes(e, dest, depth+1); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, e := range x {
			if s, ok := e.(string); ok && (strings.HasSuffix(k, "_at") || k == "authorized_until" || k == "at") {
				plain := l.opt.Zone
				if strings.Contains(k, "delivered") || k == "last_scan_at" {
					plain = dest
				}
				t, err := parseTime(s, l.opt.Zone, plain)
				switch {
				case err != nil:
					return fmt.Errorf("%s %q: %w", k, clip(s), err)
				case t == nil:
					x[k] = nil
				default:
					x[k] = t.Format(time.RFC3339Nano)
				}
				continue
			}
			if n, ok := e.(json.Number); ok && (k == "total" || k == "shipping" || k == "tax" || k == "price" || k == "number" || k == "amount") {
				x[k] = n.String()
				continue
			}
			if err := l.mendTimes(e, dest, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

var errDeep = errors.New("values are nested too deeply")
