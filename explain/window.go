package explain

import (
	"fmt"

	"returndesk/desk"
)

// Window says on which day after delivery something was reported, beside the days that there are
// (domain.md section 0, "Day N"): "3 of 7", or "38, after the 7 days to report".
func Window(day int) string {
	switch {
	case day > desk.ReportDays:
		return fmt.Sprintf("%d, after the %d days to report", day, desk.ReportDays)
	case day < 0:
		return fmt.Sprintf("%d, before the delivery", day)
	}
	return fmt.Sprintf("%d of %d", day, desk.ReportDays)
}
