package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// How a remedy stands with a record.
const (
	RemedyOpen    = "open"        // could be taken
	RemedyTried   = "tried"       // was taken before and did not end the matter
	RemedyOut     = "ruled_out"   // is not feasible, for a recorded reason
	RemedyChosen  = "chosen"      // is the one
	RemedyPassed  = "passed_over" // stood before the chosen one and was not taken
	RemedyUnasked = "not_meant"   // mends no claim of this class
	RemedyBarred  = "barred"      // could be taken once the hazard is cleared
)

// RuledOut is a remedy of which somebody recorded that it is not feasible.
type RuledOut struct {
	Remedy Remedy    `json:"remedy"`
	Why    string    `json:"why"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// RemedyStanding is one remedy and how it stands with a record.
type RemedyStanding struct {
	Remedy   Remedy `json:"remedy"`
	Standing string `json:"standing"`
	Why      string `json:"why,omitempty"` // why it was ruled out or passed over; of a possible one, what limits it
}

// Words says how the remedy stands, for people.
func (s RemedyStanding) Words() string {
	text := map[string]string{RemedyOpen: "possible", RemedyTried: "tried", RemedyOut: "not feasible", RemedyChosen: "chosen",
		RemedyPassed: "passed over", RemedyBarred: "barred until the hazard is cleared", RemedyUnasked: "not meant for this claim"}[s.Standing]
	if s.Why != "" {
		text += ": " + s.Why
	}
	return text
}

// Instead says which earlier remedies a step passed over, "" for none.
func (h RMAHistory) Instead() string {
	if len(h.PassedOver) == 0 {
		return ""
	}
	return string(h.Remedy) + " instead of " + listed(h.PassedOver)
}

// meant gives the remedies that can mend a claim of a class, the preferred one first.
// Nothing is found out about or repaired on an item that was not ordered, and a picture of
// broken glass needs no troubleshooting.
func (c Class) meant() []Remedy {
	switch c {
	case ClassWrongItem:
		return []Remedy{RemedyParts, RemedyReplacement, RemedyRefund}
	case ClassTransitDamage:
		return []Remedy{RemedyParts, RemedyRepair, RemedyReplacement, RemedyRefund}
	}
	return Remedies()
}

// Standings gives every remedy in the order of preference of domain.md section 3, with how
// it stands with the record.
func (r *RMA) Standings() []RemedyStanding {
	var passed []Remedy
	because := ""
	for _, h := range slices.Backward(r.History) {
		if h.Remedy == r.Remedy && r.Remedy != "" && (len(h.PassedOver) > 0 || h.Because != "") {
			passed, because = h.PassedOver, h.Because
			break
		}
	}
	out := make([]RemedyStanding, 0, len(Remedies()))
	for _, x := range Remedies() {
		s := RemedyStanding{Remedy: x, Standing: RemedyOpen}
		isOut, why := r.ruledOut(x)
		switch {
		case x == r.Remedy:
			s.Standing = RemedyChosen
		case r.tried(x):
			s.Standing = RemedyTried
		case isOut:
			s.Standing, s.Why = RemedyOut, why
		case slices.Contains(passed, x):
			s.Standing, s.Why = RemedyPassed, because
		case !slices.Contains(r.Class.meant(), x):
			s.Standing = RemedyUnasked
		case r.NoShipping && x.needsItem():
			s.Standing = RemedyBarred
		case r.NoShipping:
			s.Why = "the item stays where it is"
		}
		out = append(out, s)
	}
	return out
}

// needsItem reports whether something is tried with the item, fitted into it, or done to it here.
func (x Remedy) needsItem() bool {
	return x == RemedyTroubleshooting || x == RemedyParts || x == RemedyRepair
}

// mayChoose refuses a remedy that a hazard bars, as long as it stands. One that was chosen before the
// danger was known is not chosen now.
func (r *RMA) mayChoose(had Remedy) error {
	if !r.NoShipping || r.Remedy == had || !r.Remedy.needsItem() {
		return nil
	}
	return Errf(CodeIllegal, "%s cannot be mended by %s: nobody does anything with an item before its hazard is cleared", r.Number, r.Remedy).
		WithMend("a senior takes hazard_cleared first, with the reason; a replacement or a refund needs no item")
}

// tried reports whether a remedy was taken before. One with which the record ended was the
// end only if nobody opened it again.
func (r *RMA) tried(x Remedy) bool {
	if x == RemedyTroubleshooting {
		return r.Was(RMATroubleshooting)
	}
	for i, h := range r.History {
		if h.Remedy == x && h.To == RMAClosedResolved && i < len(r.History)-1 {
			return true
		}
	}
	return false
}

func (r *RMA) ruledOut(x Remedy) (bool, string) {
	for _, o := range r.RuledOut {
		if o.Remedy == x {
			return true, o.Why
		}
	}
	return false, ""
}

// earlier gives the remedies that come before one in the order of preference and mend
// claims of the record's class.
func (r *RMA) earlier(than Remedy) []Remedy {
	all := Remedies()
	before := all[:max(slices.Index(all, than), 0)]
	return slices.DeleteFunc(slices.Clone(before), func(x Remedy) bool { return !slices.Contains(r.Class.meant(), x) })
}

// skips gives the earlier remedies that nobody tried or ruled out.
func (r *RMA) skips(to Remedy) []Remedy {
	return slices.DeleteFunc(r.earlier(to), func(x Remedy) bool {
		out, _ := r.ruledOut(x)
		return out || r.tried(x)
	})
}

// WantsReason reports whether choosing a remedy needs a reason: a replacement unit with
// nothing tried or ruled out before it. For damage in transit and a wrong item the policy
// itself offers one, and a refund has its own reason.
func (r *RMA) WantsReason(to Remedy) bool {
	if to != RemedyReplacement || r.Class == ClassTransitDamage || r.Class == ClassWrongItem {
		return false
	}
	return len(r.skips(to)) == len(r.earlier(to))
}

// ending gives the remedy with which the record is being resolved: the chosen one, else
// what its other fields say, "" for none.
func (r *RMA) ending() Remedy {
	switch {
	case r.Remedy != "":
		return r.Remedy
	case r.ReplacementOrder != "" || strings.Contains(strings.ToLower(r.Resolution), "replac"):
		return RemedyReplacement
	case r.State == RMATroubleshooting:
		return RemedyTroubleshooting
	}
	return ""
}

// weigh writes into the history which remedy the step just made chose or ended with, and
// which earlier ones it passed over for which reason. had is the remedy chosen before.
func (r *RMA) weigh(had Remedy, m RMAMove) error {
	h := &r.History[len(r.History)-1]
	switch {
	case r.Remedy == "":
		return nil
	case r.Remedy == had:
		if r.State == RMAClosedResolved {
			h.Remedy = had
		}
		return nil
	}
	because := m.reason()
	if r.Remedy == RemedyRefund {
		because = cmp.Or(r.NotFeasible, because)
	}
	skipped := r.skips(r.Remedy)
	if r.WantsReason(r.Remedy) && because == "" {
		return Errf(CodeInvalid, "a replacement for %s needs a reason: %s come before it, and none was tried or ruled out", r.Number, listed(skipped)).
			WithMend(`add --because "..."`)
	}
	h.Remedy, h.PassedOver = r.Remedy, skipped
	if len(skipped) > 0 {
		h.Because = because
	}
	return nil
}

// ruleOut keeps that a remedy is not feasible.
func (r *RMA) ruleOut(x Remedy, m RMAMove) error {
	if x == "" {
		return nil
	}
	why := m.reason()
	if why == "" {
		return Errf(CodeInvalid, "ruling %s out for %s needs a reason", x, r.Number).WithMend("give it with --because")
	}
	r.RuledOut = slices.DeleteFunc(r.RuledOut, func(o RuledOut) bool { return o.Remedy == x })
	r.RuledOut = append(r.RuledOut, RuledOut{Remedy: x, Why: why, By: m.By.Name, At: m.At})
	return nil
}

// reason is what the person said with a step, "" for nothing.
func (m RMAMove) reason() string {
	return cmp.Or(strings.TrimSpace(m.Reason), strings.TrimSpace(m.Set["reason"]))
}

// checkRemedies tells of a choice that passed the order of preference over.
func (r *RMA) checkRemedies(bad func(string, ...any) error) error {
	for i, h := range r.History {
		for _, x := range h.PassedOver {
			if !slices.Contains(r.earlier(h.Remedy), x) {
				return bad("step %d passes %s over for %q, which does not come later", i, x, h.Remedy)
			}
		}
		if h.Remedy != RemedyReplacement || len(h.PassedOver) < len(r.earlier(RemedyReplacement)) || h.Because != "" {
			continue
		}
		if r.Class != ClassTransitDamage && r.Class != ClassWrongItem {
			return bad("step %d chooses a replacement before anything else, and does not say why", i)
		}
	}
	if r.State == RMAClosedResolved && r.Remedy != "" && r.History[len(r.History)-1].Remedy != r.Remedy {
		return bad("its history does not say that it ended with %s", r.Remedy)
	}
	return nil
}
