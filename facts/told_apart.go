package facts

import (
	"slices"

	"returndesk/desk"
)

// unsaidOf gives what of a new mail's matters may be meant for one of its orders of which its sentences tell
// nothing, where they tell what is meant for another: what its stage allows, or no matter, which a person
// looks at. It is nil where the sentences do not tell at all.
func unsaidOf(in *Input, base *desk.Facts, list []desk.Class) []desk.Class {
	parts := in.Reading.Parts
	about := func(p desk.ReadingPart) bool { return sameNumber(p.Number, base.Detail.OrderNumber) }
	if !readApart(in) || len(parts) == 0 || base.Detail.OrderNumber == "" || slices.ContainsFunc(parts, about) {
		return nil
	}
	var fit []desk.Class
	for _, c := range list {
		if !gainsays(base, c) {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 {
		return []desk.Class{desk.ClassOther}
	}
	return fit
}

// readApart reports whether what a mail's sentences say of each order counts: not where it goes on with a
// case, nor where a person has said what it is about.
func readApart(in *Input) bool {
	return in.Earlier == nil && len(in.Open) == 0 && !in.Reading.ByPerson()
}

// gainsays reports whether an order's stage allows a matter not.
func gainsays(base *desk.Facts, c desk.Class) bool {
	switch base.Get(desk.FactStage) {
	case "placed", "in_production":
		return arrived(c)
	case "delivered":
		return toArrive(c)
	}
	return false
}

// saidOf gives what a new mail's sentences say of one of its orders; nil when they do not tell, when
// its stage gainsays it, or when a person has said what the mail is about.
func saidOf(in *Input, base *desk.Facts) []desk.Class {
	r := &in.Reading
	if !readApart(in) {
		return nil
	}
	at := slices.IndexFunc(r.Parts, func(p desk.ReadingPart) bool { return sameNumber(p.Number, base.Detail.OrderNumber) })
	if at < 0 || len(r.Parts[at].Classes) == 0 {
		return nil
	}
	if gainsays(base, r.Parts[at].Classes[0]) {
		return nil
	}
	return r.Parts[at].Classes
}

// signalsOf gives the signals that count for one of a mail's orders: the whole mail's, and those that its
// sentences about that order have. What happened to another order's goods alone is left out.
func signalsOf(in *Input, number string) []desk.Signal {
	all := in.Reading.Signals
	if !readApart(in) || len(in.Reading.Parts) == 0 || len(in.Lookup.Matches) < 2 {
		return all
	}
	var own, others []desk.Signal
	for _, p := range in.Reading.Parts {
		if sameNumber(p.Number, number) {
			own = append(own, withoutChoice(p.Signals)...)
		} else {
			others = append(others, p.Signals...)
		}
	}
	out := slices.DeleteFunc(slices.Clone(all), func(s desk.Signal) bool {
		goods := s == desk.SignalReturnedAlready || s == desk.SignalNotReceived || s == desk.SignalRefusedDelivery
		return goods && slices.Contains(others, s) && !slices.Contains(own, s)
	})
	out = append(out, own...)
	slices.Sort(out)
	return slices.Compact(out)
}

// unharmed reports whether the danger that a mail tells of cannot be that of one of its orders: it lies with us,
// something that is yet to come is asked of it alone, and another order of the mail has left. That one is
// stopped; here the question is answered and the cancelling not overlooked (domain.md section 1, "Two orders").
func unharmed(orders []desk.Facts, at int, classes []desk.Class) bool {
	with := func(f desk.Facts, stages ...string) bool { return slices.Contains(stages, f.Get(desk.FactStage)) }
	return with(orders[at], "placed", "in_production") && !slices.ContainsFunc(classes, func(c desk.Class) bool { return !toArrive(c) }) &&
		slices.ContainsFunc(orders, func(f desk.Facts) bool { return with(f, "shipped", "delivered") })
}
