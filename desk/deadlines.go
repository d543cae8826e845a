package desk

import "cmp"

// Deadlines are the times that the shop's policy leaves open and that a shop may choose, in
// days. They count from the moment that each names. What the policy fixes, such as the days
// to report a claim, is not here: see ReportDays and the decision table. A field that is 0
// has its default, so the zero value is DefaultDeadlines.
type Deadlines struct {
	// Of a question of ours (domain.md section 2), counted from its sending.
	FirstReminder int // the first reminder
	LastReminder  int // the last one, which names the day of the end
	Close         int // nobody answered: the case closes; also the end of a remedy to be tried
	Reopen        int // counted from that end: an answer opens the case again
	DelayChoice   int // the choice of policy section 6 goes to the manager
	VerifyBuyer   int // least distance of two questions to an order's own address (section 1, reading 14)
	NearMiss      int // after the days to report a claim: not much too late (section 0)
	NoScan        int // since a parcel's last scan: it is traced (section 1, delivery_problem)
	// Of a return record (domain.md section 3), counted from the beginning of its state.
	Review         int // under_review, business days
	Return         int // authorized: until then the parcel has to travel
	ReturnReminder int // authorized: the buyer is reminded of it
	InTransit      int // in_transit: the carrier is asked
	Inspection     int // received, business days
	Remedy         int // fault_confirmed, business days
	NoFaultChoice  int // no_fault_found and manager_hold: the buyer's choice
	NoFaultManager int // the same: nobody has decided, and the manager hears of it
	SendBack       int // return_to_buyer, business days
	Idle           int // any other state, business days: it is not forgotten
}

// DefaultDeadlines gives the defaults of domain.md sections 0 to 3.
func DefaultDeadlines() Deadlines {
	return Deadlines{
		FirstReminder: 4, LastReminder: 9, Close: 14, Reopen: 60, DelayChoice: 5, VerifyBuyer: 7, NearMiss: 3, NoScan: 10,
		Review: 1, Return: 21, ReturnReminder: 14, InTransit: 10, Inspection: 5, Remedy: 2,
		NoFaultChoice: 14, NoFaultManager: 30, SendBack: 5, Idle: 10,
	}
}

// WithDefaults gives the deadlines with nothing left out.
func (d Deadlines) WithDefaults() Deadlines {
	usual := DefaultDeadlines()
	return Deadlines{
		FirstReminder: cmp.Or(d.FirstReminder, usual.FirstReminder), LastReminder: cmp.Or(d.LastReminder, usual.LastReminder),
		Close: cmp.Or(d.Close, usual.Close), Reopen: cmp.Or(d.Reopen, usual.Reopen),
		DelayChoice: cmp.Or(d.DelayChoice, usual.DelayChoice), VerifyBuyer: cmp.Or(d.VerifyBuyer, usual.VerifyBuyer),
		NearMiss: cmp.Or(d.NearMiss, usual.NearMiss), NoScan: cmp.Or(d.NoScan, usual.NoScan),
		Review: cmp.Or(d.Review, usual.Review), Return: cmp.Or(d.Return, usual.Return),
		ReturnReminder: cmp.Or(d.ReturnReminder, usual.ReturnReminder), InTransit: cmp.Or(d.InTransit, usual.InTransit),
		Inspection: cmp.Or(d.Inspection, usual.Inspection), Remedy: cmp.Or(d.Remedy, usual.Remedy),
		NoFaultChoice: cmp.Or(d.NoFaultChoice, usual.NoFaultChoice), NoFaultManager: cmp.Or(d.NoFaultManager, usual.NoFaultManager),
		SendBack: cmp.Or(d.SendBack, usual.SendBack), Idle: cmp.Or(d.Idle, usual.Idle),
	}
}

// AfterFirst is the least number of days between the first reminder and the last one, also
// for a program that slept meanwhile.
func (d Deadlines) AfterFirst() int {
	d = d.WithDefaults()
	return min(leastGap, d.LastReminder-d.FirstReminder)
}

// AfterLast is the number of days between the last reminder and the end that it names.
func (d Deadlines) AfterLast() int {
	d = d.WithDefaults()
	return d.Close - d.LastReminder
}

// leastGap keeps two reminders apart, in days.
const leastGap = 2
