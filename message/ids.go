package message

import "strings"

// parseIDs reads the ids of a Message-ID, In-Reply-To or References field,
// oldest first, without angle brackets and blanks. Ids without brackets are
// taken where they look like one. Of more than maxIDs the first (the thread's
// root) and the newest stay. An empty id is none.
func parseIDs(s string) []string {
	var out []string
	seen := func(id string) bool {
		for _, o := range out[max(0, len(out)-8):] {
			if o == id {
				return true
			}
		}
		return false
	}
	add := func(id string) {
		id = normalID(id)
		if id == "" || seen(id) {
			return
		}
		if len(out) == maxIDs {
			out = append(out[:1], out[2:]...)
		}
		out = append(out, id)
	}
	for s != "" {
		open := strings.IndexByte(s, '<')
		bare := s
		if open >= 0 {
			bare = s[:open]
		}
		for word := range strings.FieldsFuncSeq(bare, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' || r == ';' }) {
			// In-Reply-To of old mailers holds prose ("Your message of ..."); an
			// id has an @ with something on both sides, and no quotes.
			if at := strings.IndexByte(word, '@'); at > 0 && at < len(word)-1 && !strings.ContainsAny(word, `"()`) {
				add(strings.TrimSuffix(word, ">"))
			}
		}
		if open < 0 {
			break
		}
		s = s[open+1:]
		end := strings.IndexAny(s, "<>")
		if end < 0 {
			add(s)
			break
		}
		add(s[:end])
		if s[end] == '<' {
			s = s[end:]
		} else {
			s = s[end+1:]
		}
	}
	return out
}

// normalID removes brackets, blanks and control characters: some servers fold
// long ids in the middle. The case is kept, as RFC 5322 section 3.6.4 asks.
func normalID(s string) string {
	if len(s) > 998 {
		return ""
	}
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] >= 0x7f || s[i] == '<' || s[i] == '>' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || r == '<' || r == '>' || r == '\uFFFD' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// subjectPrefixes are what mail programs put before the subject of replies and
// forwarded mails, in lower case, without the colon.
var subjectPrefixes = map[string]bool{ // true: forwarded
	"re": false, "aw": false, "antw": false, "antwort": false, "sv": false, "vs": false, "ref": false,
	"rif": false, "r": false, "rép": false, "rep": false, "res": false, "odp": false, "回复": false, "答复": false,
	"wg": true, "fw": true, "fwd": true, "tr": true, "rv": true, "i": true, "enc": true, "doorst": true,
	"weitergeleitet": true, "renvoi": true, "inoltro": true, "转发": true, "reenv": true,
}

// cleanSubject strips reply and forward prefixes and "[External]" marks.
// forwarded says whether the outermost prefix was one of forwarding.
func cleanSubject(s string) (clean string, forwarded bool) {
	first := true
	for n := 0; n < 50; n++ {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "[") {
			end := strings.IndexByte(s, ']')
			if end > 0 && end < 24 && strings.HasPrefix(strings.ToLower(s[1:end]), "ext") {
				s = s[end+1:]
				continue
			}
		}
		i := strings.IndexAny(s, ":：")
		if i <= 0 || i > 20 {
			return s, forwarded
		}
		word := strings.ToLower(strings.TrimSpace(s[:i]))
		if j := strings.IndexAny(word, "[(^"); j > 0 { // Re[2]:, Re^2:
			word = strings.TrimSpace(word[:j])
		}
		fw, known := subjectPrefixes[word]
		if !known {
			return s, forwarded
		}
		if first {
			forwarded, first = fw, false
		}
		s = s[i:]
		s = strings.TrimPrefix(strings.TrimPrefix(s, ":"), "：")
	}
	return s, forwarded
}
