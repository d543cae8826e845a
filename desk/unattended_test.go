package desk

import "testing"

func TestMayLeave(t *testing.T) {
	t.Parallel()
	by := &Actor{Name: "Mara", Role: RoleAgent}
	for _, c := range []struct {
		name string
		d    Draft
		want bool
	}{
		{"approved", Draft{Template: "denied_production", ApprovedBy: by}, true},
		{"not approved", Draft{Template: "denied_production"}, false},
		{"calls itself automatic", Draft{Template: "denied_production", AutoSubmitted: "auto-replied"}, false},
		{"acknowledgement", Draft{Template: "ack_received", AutoSubmitted: "auto-replied"}, true},
		{"reminder", Draft{Template: "reminder_1", AutoSubmitted: "auto-generated"}, true},
		{"last reminder", Draft{Template: "reminder_last", AutoSubmitted: "auto-generated"}, true},
		{"acknowledgement that says nothing of it", Draft{Template: "ack_received"}, false},
		{"acknowledgement that denies it", Draft{Template: "ack_received", AutoSubmitted: "no"}, false},
		{"holding reply", Draft{Template: "holding_reply", AutoSubmitted: "auto-replied"}, false},
	} {
		if got := c.d.MayLeave(); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
