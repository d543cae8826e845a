package config

import (
	"fmt"

	"returndesk/desk"
)

// Deadlines are the times that the policy leaves to the shop, in days (desk.Deadlines says
// what each counts from). The policy's own numbers stand in the decision table.
type Deadlines struct {
	FirstReminder  int `yaml:"first_reminder" default:"4" min:"1" max:"90"`
	LastReminder   int `yaml:"last_reminder" default:"9" min:"1" max:"90"`
	Close          int `yaml:"close" default:"14" min:"1" max:"90"`
	Reopen         int `yaml:"reopen" default:"60" min:"1" max:"365"`
	DelayChoice    int `yaml:"delay_choice" default:"5" min:"1" max:"60"`
	VerifyBuyer    int `yaml:"verify_buyer" default:"7" min:"1" max:"90"`
	NearMiss       int `yaml:"near_miss" default:"3" min:"1" max:"60"`
	NoScan         int `yaml:"no_scan" default:"10" min:"1" max:"90"`
	Review         int `yaml:"review" default:"1" min:"1" max:"60"`
	Return         int `yaml:"return" default:"21" min:"1" max:"365"`
	ReturnReminder int `yaml:"return_reminder" default:"14" min:"1" max:"365"`
	InTransit      int `yaml:"in_transit" default:"10" min:"1" max:"90"`
	Inspection     int `yaml:"inspection" default:"5" min:"1" max:"60"`
	Remedy         int `yaml:"remedy" default:"2" min:"1" max:"60"`
	NoFaultChoice  int `yaml:"no_fault_choice" default:"14" min:"1" max:"365"`
	NoFaultManager int `yaml:"no_fault_manager" default:"30" min:"1" max:"365"`
	SendBack       int `yaml:"send_back" default:"5" min:"1" max:"60"`
	Idle           int `yaml:"idle" default:"10" min:"1" max:"60"`
}

// Days gives them as the program counts with them.
func (d Deadlines) Days() desk.Deadlines {
	return desk.Deadlines(d)
}

// deadlines checks what one deadline asks of another, and of the policy's own number.
func (d *decoder) deadlines(t Deadlines) {
	const at = "deadlines."
	follow := func(key string, days int, before string, than int) {
		if days > 0 && days <= than { // 0 was told already
			d.at(at+key, fmt.Sprintf("write more than %d, or less for %s", than, before), "is day %d, but %s, which comes before it, is day %d", days, before, than)
		}
	}
	follow("last_reminder", t.LastReminder, "first_reminder", t.FirstReminder)
	follow("close", t.Close, "last_reminder", t.LastReminder)
	follow("return", t.Return, "return_reminder", t.ReturnReminder)
	follow("no_fault_manager", t.NoFaultManager, "no_fault_choice", t.NoFaultChoice)
	for _, x := range []struct {
		key  string
		days int
	}{{"close", t.Close}, {"reopen", t.Reopen}, {"return", t.Return}, {"no_fault_choice", t.NoFaultChoice}} {
		if x.days > 0 && x.days < desk.ReportDays {
			d.at(at+x.key, fmt.Sprintf("write %d or more", desk.ReportDays), "%d days are less than the %d in which the policy takes reports of a claim", x.days, desk.ReportDays)
		}
	}
}
