package terminal

import (
	"returndesk/desk"
	"returndesk/explain"
)

// factLines says in words which facts carried the decision, safe to print.
func factLines(d desk.Decision) []string {
	out := explain.Facts(d)
	for i := range out {
		out[i] = Line(out[i])
	}
	return out
}
