package desk

import "time"

// travels reports whether a parcel is, or may be, on its way in a state.
func (s RMAState) travels() bool {
	return s == RMAAuthorized || s == RMAInTransit || s == RMAReturnToBuyer
}

// OurTurn reports whether the record waits for us: not for the buyer's answer, nor for his
// parcel. One whose parcel he was told to keep waits for whoever clears its hazard.
func (r RMA) OurTurn() bool {
	comes := r.State == RMAAuthorized || r.State == RMAInTransit
	return r.State.Open() && !r.State.Asks() && (!comes || r.NoShipping)
}

// Hazard holds a record because its item was reported to be dangerous: nothing that has not
// left yet may travel until a senior clears it, and time no longer urges the buyer to send
// it (domain.md section 1, "Gates"). It reports whether anything changed.
func (r *RMA) Hazard(at time.Time, days Workdays) bool {
	if r.NoShipping {
		return false
	}
	r.NoShipping, r.HazardAt, r.UpdatedAt = true, at, at
	r.Schedule(days)
	return true
}

// barred reports whether a hazard keeps a record out of the state: its item would travel, or its
// buyer be asked to do something with it (domain.md section 1, reading 15).
func (s RMAState) barred() bool { return s.travels() || s.Asks() }

// mayHeld refuses a state that a hazard bars, as long as it stands.
func (r *RMA) mayHeld(to RMAState) error {
	if !r.NoShipping || !to.barred() {
		return nil
	}
	why := "nothing may travel until the hazard is cleared"
	if !to.travels() {
		why = "nobody tries anything with an item before the hazard is cleared"
	}
	return Errf(CodeIllegal, "%s cannot become %s: %s", r.Number, to, why).WithMend("a senior takes hazard_cleared first, with the reason")
}

// cleared lifts the hold, and remembers when: a danger that was told before is over. Who was
// told not to send his parcel gets the whole time for it anew.
func (r *RMA) cleared(at time.Time, days Workdays) {
	r.ClearedAt = at
	if !r.NoShipping {
		return
	}
	r.NoShipping, r.HazardAt = false, time.Time{}
	if r.State != RMAAuthorized {
		return
	}
	r.Due = laterOf(r.Due, days.RMADeadline(RMAAuthorized, at))
	r.Until(days.Date(r.Due), days)
	r.remindAgain(at, days)
}

// remindAgain sets what time sets off with an authorised return whose day moved.
func (r *RMA) remindAgain(at time.Time, days Workdays) {
	if !r.NoShipping { // else nobody is urged to send what may not travel
		r.Timers.Due, r.Timers.Remind = r.Due, expiringAt(at, r.Due, days)
	}
}
