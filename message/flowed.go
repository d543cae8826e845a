package message

import "strings"

// unflow joins the lines of format=flowed text (RFC 3676 section 4): a line that
// ends with a blank goes on in the next one of the same quote depth. delsp: that
// blank is not part of the text.
func unflow(s string, delsp bool) string {
	var sb strings.Builder
	sb.Grow(len(s))
	depthBefore, open := 0, false
	for line := range strings.SplitSeq(s, "\n") {
		depth := 0
		for depth < len(line) && line[depth] == '>' {
			depth++
		}
		text := strings.TrimPrefix(line[depth:], " ") // space-stuffing, section 4.4
		// The signature line "-- " ends with a blank but is not flowed (section 4.3).
		sigLine := text == "-- "
		if open && (depth != depthBefore || sigLine) {
			sb.WriteByte('\n')
			open = false
		}
		if !open && depth > 0 {
			sb.WriteString(strings.Repeat(">", min(depth, 50)))
			if text != "" {
				sb.WriteByte(' ')
			}
		}
		open = strings.HasSuffix(text, " ") && !sigLine
		if open && delsp {
			text = text[:len(text)-1]
		}
		sb.WriteString(text)
		if !open {
			sb.WriteByte('\n')
		}
		depthBefore = depth
	}
	return strings.TrimSuffix(sb.String(), "\n")
}
