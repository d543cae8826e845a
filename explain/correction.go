package explain

import (
	"strings"

	"returndesk/desk"
)

// Correction says in a line what an agent corrected: what the mail is, and what had been
// read. Entries of older versions know of that the class alone.
func Correction(k desk.Correction) string {
	parts := []string{string(k.Class)}
	if k.Class != k.Read {
		parts[0] += ", read as " + string(k.Read)
	}
	if k.ReadSignals == nil {
		if len(k.Also) > 0 {
			parts = append(parts, "also "+list(k.Also))
		}
		if len(k.Signals) > 0 {
			parts = append(parts, "with "+list(k.Signals))
		}
	} else if list(k.Also) != list(k.ReadAlso) {
		parts = append(parts, "also "+orNothing(list(k.Also))+", read as also "+orNothing(list(k.ReadAlso)))
	}
	added, dropped := k.SignalSteps()
	if len(added) > 0 {
		parts = append(parts, "with "+list(added))
	}
	if len(dropped) > 0 {
		parts = append(parts, "without "+list(dropped))
	}
	if k.Order != "" {
		order := "order " + Line(k.Order)
		if k.ReadSignals != nil {
			order += ", read as " + orNothing(Line(k.ReadOrder))
		}
		parts = append(parts, order)
	}
	if k.CallsOffAlarm() {
		parts = append(parts, "for this case alone")
	}
	return strings.Join(parts, "; ")
}

func list[T ~string](all []T) string {
	out := make([]string, 0, len(all))
	for _, x := range all {
		out = append(out, string(x))
	}
	return strings.Join(out, ", ")
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
