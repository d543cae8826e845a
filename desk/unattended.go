package desk

// Unattended reports whether a template may leave without a person, where the shop
// switched that on. Only confirmations of receipt and reminders may (domain.md section 1,
// "Gates"); everything else waits for an approval, whatever the configuration says.
func Unattended(template string) bool {
	switch template {
	case "ack_received", "reminder_1", "reminder_last":
		return true
	}
	return false
}

// Automatic reports whether the draft was made to leave without a person (RFC 3834
// section 5: such a mail says so).
func (d *Draft) Automatic() bool { return d.AutoSubmitted != "" && d.AutoSubmitted != "no" }

// MayLeave reports whether somebody approved the draft or nobody had to. It is asked once
// more right before sending: no path through the program leads around it.
func (d *Draft) MayLeave() bool {
	return d.ApprovedBy != nil || d.Automatic() && Unattended(d.Template)
}
