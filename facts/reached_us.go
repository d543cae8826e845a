package facts

import "returndesk/desk"

// reachedUs reports whether a mail says that the return of an authorized record has come to us: "UPS says that it was delivered to
// you yesterday". No parcel of ours is lost by that, so none is traced; it is news of the record (domain.md section 3).
func reachedUs(in *Input, base *desk.Facts) bool {
	c := in.Reading.Class
	if c != desk.ClassDeliveryProblem && c != desk.ClassDelay || in.Reading.ByAgent() {
		return false
	}
	return base.Get(desk.FactRMA) == "authorized" && base.Get(desk.FactStage) == "delivered" && saysOf(in.Text, secReachedUs)
}
