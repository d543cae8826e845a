package desk

// ReportDays is the time to report a claim, in calendar days after the delivery, which is
// day 0: day 7 still counts (policy section 2).
const ReportDays = 7
