package desk

import "strings"

// PostalLine gives a postal address of several lines as running text has it: the lines joined
// by ", ". One line stays as it is.
func PostalLine(address string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(address, "\r\n", "\n"), "\n") {
		if line = strings.TrimRight(strings.TrimSpace(line), ","); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ", ")
}
