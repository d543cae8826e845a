package message

import "strings"

// collectLinks gathers the web links of the new text and of the HTML's unquoted
// part, in order, each once. They are never fetched: a link to a video counts
// as "tried" evidence.
func collectLinks(text string, html []string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(u string) {
		if len(u) > 2000 || len(out) >= maxLinks || seen[u] {
			return
		}
		seen[u] = true
		out = append(out, u)
	}
	for _, u := range html {
		if u = cleanLine(u); isWebLink(u) && !strings.ContainsAny(u, " \"<>") {
			add(u)
		}
	}
	for rest := text; ; {
		i := strings.Index(rest, "://")
		if i < 0 {
			break
		}
		start := -1
		switch {
		case i >= 5 && strings.EqualFold(rest[i-5:i], "https"):
			start = i - 5
		case i >= 4 && strings.EqualFold(rest[i-4:i], "http"):
			start = i - 4
		}
		tail := rest[i+3:]
		end := strings.IndexAny(tail, " \t\n<>\"|\u00a0")
		if end < 0 {
			end = len(tail)
		}
		if start >= 0 && end > 0 {
			u := strings.TrimRight(rest[start:i+3]+tail[:end], ".,;:!?)]}'*_")
			if isWebLink(u) {
				add(u)
			}
		}
		rest = tail[end:]
	}
	return out
}
