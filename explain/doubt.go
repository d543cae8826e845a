package explain

import (
	"fmt"

	"returndesk/desk"
)

// Doubt says why a person should look at the class of a reading, "" when there is no need. How
// sure is enough differs by class, and may be more than 99 in 100.
func Doubt(r desk.Reading) string {
	if !r.Unsure || r.Engine == "agent" {
		return ""
	}
	if len(r.Said) < 2 {
		return "That is not sure enough to go by: look at the class."
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
