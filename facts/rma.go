package facts

import (
	"cmp"
	"strings"

	"returndesk/desk"
)

// recordsOf gives the RMAs of an order's line, the shop's and our own; of a record that
// both know, ours counts. Line 0 stands for every line.
func recordsOf(in *Input, o *desk.Order, line int) []desk.PriorRMA {
	var out []desk.PriorRMA
	own := in.OwnRMAs[o.Number]
	for _, r := range o.PriorRMA {
		known := false
		for _, x := range own {
			known = known || (x.RMA != "" && x.RMA == r.RMA)
		}
		if !known && onLine(r, line) {
			out = append(out, r)
		}
	}
	for _, r := range own {
		if onLine(r, line) {
			out = append(out, r)
		}
	}
	return out
}

func onLine(r desk.PriorRMA, line int) bool { return line == 0 || r.Line == 0 || r.Line == line }

// rmaFacts names where the line's RMA stands. An open record counts before a closed one,
// a later report before an earlier one.
func rmaFacts(in *Input, o *desk.Order, rmas []desk.PriorRMA, fs *desk.Facts) {
	e := fs.Enum
	e[desk.FactRMA], e[desk.FactInspection] = "none", "none"
	last := latest(rmas)
	if last != nil {
		e[desk.FactRMA] = rmaState(in, last)
		e[desk.FactInspection] = inspectionOf(last)
		if s := e[desk.FactRMA]; s == "unasked" || s == "awaiting_evidence" || s == "silent" {
			if noSerial(in, last) {
				e[desk.FactSerial] = "given"
			}
			if last.Class != desk.ClassTransitDamage { // no carrier wants to see it
				e[desk.FactPackaging] = "shown"
			}
		}
		if e[desk.FactRMA] != "closed" {
			fs.Detail.RMA, fs.Detail.RMAState = last.RMA, last.State
			if t := last.FirstReportedAt; t != nil && t.Before(fs.Detail.ReportedAt) {
				fs.Detail.ReportedAt = *t
				fs.Detail.ReportDate = dateIn(*t, in.zoneOr(o))
			}
		}
	}
	sinceReplaced(in, o, rmas, last, fs)
	again := reused(in, rmas)
	e[desk.FactReused] = choose(again, "yes", "no")
	same := again || in.Reading.Has(desk.SignalSameSymptomAgain) || in.Reading.Has(desk.SignalDisputesResult)
	e[desk.FactSymptom] = choose(last != nil && same, "same", "other")
	e[desk.FactReplacement] = choose(replacedBy(rmas) != nil || in.Reading.Has(desk.SignalReplacementUnit), "yes", "no")
}

// sinceReplaced lets what is wrong with a unit that replaced another be reported when it was first written of, and not with the
// fault of the unit before it: a replacement unit starts its own window (domain.md section 0, "Report date" and "Delivery").
func sinceReplaced(in *Input, o *desk.Order, rmas []desk.PriorRMA, last *desk.PriorRMA, fs *desk.Facts) {
	r := replacedBy(rmas)
	if r == nil || r.State.Open() || last.State.Open() && last.FirstReportedAt == nil {
		return
	}
	since := cmp.Or(r.ClosedAt, r.ReplacementAt, r.FirstReportedAt)
	if since == nil || fs.Detail.ReportedAt.After(*since) {
		return
	}
	at := in.ReceivedAt
	for _, t := range in.Claims {
		if t.After(*since) && t.Before(at) {
			at = t
		}
	}
	if last != r && last.State.Open() && last.FirstReportedAt.After(*since) && last.FirstReportedAt.Before(at) {
		at = *last.FirstReportedAt
	}
	if at.After(*since) {
		fs.Detail.ReportedAt, fs.Detail.ReportDate = at, dateIn(at, in.zoneOr(o))
	}
}

// noSerial reports whether the serial number need not be asked for again: the record is
// about no malfunction, or an earlier mail of the case gave it.
func noSerial(in *Input, r *desk.PriorRMA) bool {
	return r.Class != desk.ClassDoaDefect || in.Earlier != nil && in.Earlier.Serial != ""
}

// latest gives the record that a mail about the line most likely means.
func latest(rmas []desk.PriorRMA) *desk.PriorRMA {
	var best *desk.PriorRMA
	for i := range rmas {
		r := &rmas[i]
		switch {
		case best == nil, r.State.Open() && !best.State.Open():
			best = r
		case best.State.Open() && !r.State.Open():
		case r.FirstReportedAt == nil || best.FirstReportedAt == nil || !r.FirstReportedAt.Before(*best.FirstReportedAt):
			best = r
		}
	}
	return best
}

// rmaState folds the states of domain.md section 3 into those that decide.
func rmaState(in *Input, r *desk.PriorRMA) string {
	switch r.State {
	case desk.RMAAwaitingEvidence:
		if r.EvidenceAskedAt == nil {
			return "unasked"
		}
		return "awaiting_evidence"
	case desk.RMAUnderReview, desk.RMATroubleshooting:
		return "under_review"
	case desk.RMAClosedExpired:
		return expiredHow(in, r)
	case desk.RMAAuthorized:
		if r.AuthorizedUntil != nil && r.AuthorizedUntil.Before(in.ReceivedAt) {
			return "expired"
		}
		return "authorized"
	}
	if r.State.Open() {
		return "authorized"
	}
	if r.State == desk.RMAClosedResolved && strings.Contains(strings.ToLower(r.CloseReason), "silence") {
		return expiredHow(in, r) // a remedy was to be tried, and nobody told whether it helped
	}
	return "closed"
}

// expiredHow tells a claim that was closed because evidence never came, which an answer
// reopens for so many days (domain.md section 2), from a return whose deadline passed, which
// the manager decides (reading 8).
func expiredHow(in *Input, r *desk.PriorRMA) string {
	reason := strings.ToLower(r.CloseReason)
	silent := strings.Contains(reason, "silence") || strings.Contains(reason, "evidence") || strings.Contains(reason, "answer") || strings.Contains(reason, "reply")
	if reason == "" {
		silent = r.AuthorizedUntil == nil && r.EvidenceAskedAt != nil
	}
	if !silent {
		return "expired"
	}
	if r.ReopenUntil != nil { // the mail that closed it named that time
		return choose(in.ReceivedAt.After(*r.ReopenUntil), "expired", "silent")
	}
	from := r.EvidenceAskedAt
	if from == nil {
		from = r.FirstReportedAt
	}
	if from != nil && daysBetween(*from, in.ReceivedAt, in.ShopZone) > in.Deadlines.Close+in.Deadlines.Reopen {
		return "expired"
	}
	return "silent"
}

func inspectionOf(r *desk.PriorRMA) string {
	switch {
	case r.Inspection == "no_fault_found" || r.Inspection == "no_fault" || r.State == desk.RMANoFaultFound:
		return "no_fault"
	case r.Inspection == "fault_confirmed" || r.State == desk.RMAFaultConfirmed:
		return "fault_confirmed"
	}
	return "none"
}

// replacedBy gives the latest record that ended with a replacement unit, nil when none. A unit that is only to be sent replaces
// nothing yet.
func replacedBy(rmas []desk.PriorRMA) *desk.PriorRMA {
	var best *desk.PriorRMA
	for i := range rmas {
		r := &rmas[i]
		if r.ReplacementAt == nil && (r.State.Open() || !strings.Contains(strings.ToLower(r.Resolution), "replac")) {
			continue
		}
		if best == nil || (r.ReplacementAt != nil && (best.ReplacementAt == nil || r.ReplacementAt.After(*best.ReplacementAt))) {
			best = r
		}
	}
	return best
}
