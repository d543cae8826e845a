package digest

import (
	"math"
	"strconv"
	"strings"
)

// value writes a number with its unit for people; "–" when it is not known.
func value(v *float64, unit string) string {
	if v == nil {
		return "–"
	}
	switch unit {
	case "":
		return grouped(*v, places(*v, 1))
	case "%":
		return grouped(*v, places(*v, 1)) + "%"
	case "h":
		if *v >= 0 && *v < 1 { // none at all, too: beside "33 min" stands no "0 h"
			return grouped(*v*60, 0) + " min"
		}
		return grouped(*v, places(*v, 1)) + " h"
	case "d":
		return grouped(*v, places(*v, 1)) + " d"
	}
	return grouped(*v, 2) + " " + unit
}

// places gives how many decimals a number needs: none when it is whole or large.
func places(v float64, most int) int {
	if v == math.Trunc(v) || math.Abs(v) >= 100 {
		return 0
	}
	return most
}

// grouped writes a number with thin groups of thousands: 12 345.6 as "12,345.6".
func grouped(v float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, part, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString("-")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if part != "" {
		b.WriteString("." + part)
	}
	return b.String()
}

// count writes a number of things.
func count(n int64) string { return grouped(float64(n), 0) }

// plain writes a number for machines, with a point and without groups; "" when it is not
// known.
func plain(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(math.Round(*v*1000)/1000, 'f', -1, 64)
}
