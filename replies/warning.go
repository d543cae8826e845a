package replies

import (
	"slices"

	"returndesk/templates"
)

// stopTemplate tells a customer to stop using what he tells a danger of.
const stopTemplate = "safety_stop_use"

// warns reports whether a paragraph warns of a danger, or says that a warning holds: beside it
// nothing is to be tried or read off, and no picture is a condition (domain.md section 1, reading 15).
func warns(p templates.Part) bool {
	return p.Template == stopTemplate || p.Values["stop_holds"] != nil
}

// warnOnce adds the paragraphs about a further order to those of a mail. The warning stands in it
// once, for all orders that are dangerous.
func (in *Input) warnOnce(have, more []templates.Part) []templates.Part {
	whole := func(p templates.Part) bool { return p.Template == stopTemplate }
	if slices.ContainsFunc(have, warns) {
		for _, p := range more {
			delete(p.Values, "stop_holds")
		}
	}
	first, again := slices.IndexFunc(have, whole), slices.IndexFunc(more, whole)
	if first < 0 || again < 0 {
		return append(have, more...)
	}
	heading := more[0].Heading
	both := slices.DeleteFunc([]string{have[first].Heading, heading}, func(s string) bool { return s == "" })
	have[first].Heading = in.Words.List(in.lang, compact(both))
	old, _ := have[first].Values["asks"].([]string)
	asks, _ := more[again].Values["asks"].([]string)
	have[first].Values["asks"] = compact(append(slices.Clone(old), asks...))
	if more = slices.Delete(more, again, again+1); len(more) > 0 {
		more[0].Heading = heading
	}
	return append(have, more...)
}
