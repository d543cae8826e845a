package facts

import (
	"time"

	"returndesk/desk"
)

// westmost is where an instant has the earliest date that it has anywhere on earth.
func westmost() *time.Location { return time.FixedZone("UTC-12", -12*3600) }

// dateIn gives the calendar date of an instant in a zone.
func dateIn(t time.Time, z *time.Location) desk.Date {
	return desk.Date(t.In(z).Format(time.DateOnly))
}

// dayNumber numbers calendar dates, so that differences are counted in days and a change
// to or from daylight saving time cannot add or lose one. ok is false for no date.
func dayNumber(d desk.Date) (n int, ok bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// addDays gives the date n days later, "" for no date.
func addDays(d desk.Date, n int) desk.Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return desk.Date(t.AddDate(0, 0, n).Format(time.DateOnly))
}

// daysBetween counts N of "day N": report date minus delivery date, as calendar dates in
// the ship-to zone. With an unknown zone it counts completed periods of 24 hours, the
// most generous count that any zone could give (domain.md section 0).
func daysBetween(delivered, reported time.Time, zone *time.Location) int {
	if zone == nil {
		d := reported.Sub(delivered)
		if d < 0 {
			return -int((-d + 24*time.Hour - 1) / (24 * time.Hour))
		}
		return int(d / (24 * time.Hour))
	}
	a, _ := dayNumber(dateIn(delivered, zone))
	b, _ := dayNumber(dateIn(reported, zone))
	return b - a
}

// daysSince counts from a calendar date that somebody stated. With an unknown zone the
// report gets the earliest date that it has anywhere.
func daysSince(stated desk.Date, reported time.Time, zone *time.Location) (int, bool) {
	a, ok := dayNumber(stated)
	if !ok {
		return 0, false
	}
	if zone == nil {
		zone = westmost()
	}
	b, _ := dayNumber(dateIn(reported, zone))
	return b - a, true
}

// zoneOf gives the ship-to zone of an order, nil when it is unknown.
func (in *Input) zoneOf(o *desk.Order) *time.Location {
	if o.ShipTo.TZ == "" || o.ShipTo.TZ == "Local" {
		return nil
	}
	return in.Zones(o.ShipTo.TZ)
}

// zoneOr is the ship-to zone, or shop time when it is unknown.
func (in *Input) zoneOr(o *desk.Order) *time.Location {
	if z := in.zoneOf(o); z != nil {
		return z
	}
	return in.ShopZone
}

// remembered looks each zone up once: reading one costs more than all else here.
func remembered(look func(string) *time.Location) func(string) *time.Location {
	if look == nil {
		look = func(name string) *time.Location {
			z, err := time.LoadLocation(name)
			if err != nil {
				return nil // a zone that does not exist is unknown: the most generous count
			}
			return z
		}
	}
	seen := make(map[string]*time.Location)
	return func(name string) *time.Location {
		z, ok := seen[name]
		if !ok {
			z = look(name)
			seen[name] = z
		}
		return z
	}
}

// windowOf names where day n stands; so many days after the window still count as a near miss.
func windowOf(n, nearMiss int) string {
	switch {
	case n < desk.ReportDays:
		return "in"
	case n == desk.ReportDays:
		return "last_day"
	case n <= desk.ReportDays+nearMiss:
		return "near_miss"
	}
	return "out"
}
