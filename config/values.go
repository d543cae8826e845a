package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
)

// Size is a number of bytes, written as "40MiB", "300KB" or a bare number.
type Size int64

// parseSize reads a size; units are case-free, KB is 1000 and KiB 1024 bytes.
func parseSize(s string) (Size, error) {
	low := strings.ToLower(strings.TrimSpace(s))
	digits := strings.TrimRight(low, "abcdefghijklmnopqrstuvwxyz ")
	units := map[string]int64{"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}
	unit, known := units[strings.TrimSpace(low[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || !known || n < 0 || n > math.MaxInt64/unit {
		return 0, fmt.Errorf("%q is no size; write for example 40MiB", s)
	}
	return Size(n * unit), nil
}

// parseDuration reads "90s", "24h" or "2d"; days are 24 hours.
func parseDuration(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, fmt.Errorf("%q is no duration; write for example 30s, 5m, 24h or 2d", s)
	}
	return d, nil
}

// StartFrom says which mails of a mailbox are work and which are history (inbox.md,
// "The first start"): those since the first start, since a date, or all.
type StartFrom struct {
	Mode string    // "now", "all" or "date"
	Date desk.Date // with Mode "date": the first day that is work, in shop time
}

// String gives the form of the file.
func (s StartFrom) String() string {
	if s.Mode == "date" {
		return string(s.Date)
	}
	return s.Mode
}

// ParseStartFrom reads "now", "all" or a date "2026-11-23".
func ParseStartFrom(s string) (StartFrom, error) {
	if s == "now" || s == "all" {
		return StartFrom{Mode: s}, nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return StartFrom{}, fmt.Errorf("%q is neither now, all nor a date; write a date as 2026-11-23", s)
	}
	return StartFrom{Mode: "date", Date: desk.Date(s)}, nil
}

// Since gives the instant from which mails are work; the zero time means all. firstStart
// is when the service first saw the mailbox.
func (s StartFrom) Since(firstStart time.Time, zone *time.Location) time.Time {
	switch s.Mode {
	case "all":
		return time.Time{}
	case "date":
		if t, ok := s.Date.Begins(zone); ok {
			return t
		}
	}
	return firstStart
}
