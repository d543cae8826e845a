package policy

import (
	"fmt"
	"sort"
	"strings"

	"returndesk/desk"
)

// problems collects every fault of the files, so that all are reported at once.
type problems struct {
	list []problem
}

type problem struct {
	file      string
	line, col int
	text      string
}

// reporter adds problems of one file.
type reporter func(line, col int, format string, args ...any)

func (p *problems) in(file string) reporter {
	return func(line, col int, format string, args ...any) {
		p.list = append(p.list, problem{file, line, col, fmt.Sprintf(format, args...)})
	}
}

// err gives nil, or one error that holds every problem, a line each.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	sort.SliceStable(p.list, func(i, j int) bool {
		a, b := p.list[i], p.list[j]
		if a.file != b.file {
			return a.file < b.file
		}
		return a.line < b.line
	})
	var b strings.Builder
	for i, x := range p.list {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", x.file, x.line, x.col, x.text)
	}
	return desk.Errf(desk.CodeInvalid, "%s", b.String())
}

// shortList is how many allowed words an error may name.
const shortList = 8

// closest names the allowed word nearest to a mistyped one, as a hint; when none is near, all
// of a short list, and "" for a long one.
func closest(word string, allowed []string) string {
	best, dist := "", 1+len(word)/3
	for _, a := range allowed {
		if d := distance(word, a); d <= dist && (best == "" || d < dist) {
			best, dist = a, d
		}
	}
	if best == "" && len(allowed) <= shortList {
		return " (possible: " + strings.Join(allowed, ", ") + ")"
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// distance is the edit distance of two words, given up beyond 64 bytes.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur := min(row[j]+1, row[j-1]+1, prev+cost)
			prev, row[j] = row[j], cur
		}
	}
	return row[len(b)]
}
