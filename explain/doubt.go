package explain

import (
	"fmt"
	"math"

	"returndesk/desk"
)

// Sure writes a confidence for people, rounded down: 100 % is certainty, and what is not sure
// enough must not look like it.
func Sure(confidence float64) string { return fmt.Sprintf("%d %% sure", int(confidence*100+1e-9)) }

// SureOf writes how sure the reader is of a decision's class. Where the class is another than the one
// that the reader put first (the mail goes on with an earlier matter, or a graver one stands in it), it
// names that one: the confidence is of it.
func SureOf(d desk.Decision) string {
	if r := d.Reading; r.Class.Valid() && r.Class != d.Class {
		return "read first as " + words(r.Class) + ", " + Sure(r.Confidence)
	}
	return Sure(d.Reading.Confidence)
}

// Doubt says why a person should look at the class of a reading, "" when there is no need. How
// sure is enough differs by class, and may be more than 99 in 100.
func Doubt(r desk.Reading) string {
	if !r.Unsure || r.ByAgent() {
		return ""
	}
	if len(r.Said) == 0 {
		return "That is not sure enough to go by: look at the class."
	}
	if len(r.Said) == 1 {
		return lone(r)
	}
	a, b := r.Said[0], r.Said[1]
	if b.Problem != "" {
		return fmt.Sprintf("That is not sure enough to go by, and the second reader (%s) said nothing: %s. Look at the class.", b.Engine, words(b.Problem))
	}
	if a.Class == b.Class {
		return fmt.Sprintf("Both readers (%s, %s) say %s, and not surely enough. Look at the class.", a.Engine, b.Engine, words(a.Class))
	}
	return fmt.Sprintf("The readers disagree: %s says %s, %s says %s. Look at the class.", a.Engine, words(a.Class), b.Engine, words(b.Class))
}

// lone is the doubt of a reader that nobody else was asked beside.
func lone(r desk.Reading) string {
	switch one := r.Said[0]; {
	case one.Needs > 0 && one.Confidence < one.Needs:
		return fmt.Sprintf("To go by %s it has to be %.1f %% sure, and is %.1f %%: look at the class.",
			words(one.Class), math.Ceil(one.Needs*1000-1e-6)/10, math.Floor(one.Confidence*1000+1e-6)/10)
	case one.Needs > 0 && r.Has(desk.SignalInstructsReader):
		return "The mail tells its reader what to do: look at the class."
	case one.Needs > 0:
		return "A sentence of the mail may be meant for the program and not for us: look at the class."
	}
	return "That is not sure enough to go by: look at the class."
}
