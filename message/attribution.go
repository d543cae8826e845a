package message

import "strings"

// maxAttribution is the longest "On ... wrote:" that is believed, in bytes.
const maxAttribution = 400

// attributionOpeners begin an attribution line that names the date first, in
// English, German, French, Spanish, Dutch, Italian, Portuguese, and the
// Scandinavian languages.
var attributionOpeners = []string{"on ", "am ", "le ", "el ", "op ", "il ", "em ", "den ", "em, "}

// attributionVerbs are what the quoted person did. An attribution has one of
// them; that alone says nothing, see isAttribution.
var attributionVerbs = []string{
	"wrote", "schrieb", "geschrieben", "a écrit", "écrivait", "escribió", "escribio", "schreef", "geschreven",
	"ha scritto", "scrisse", "escreveu", "skrev", "writes",
}

// firstPerson are phrases of a sender who tells what he himself wrote: no quote
// follows.
var firstPerson = []string{" i wrote", "schrieb ich", "ich schrieb", "schreef ik", "ik schreef", "we wrote", "schrieben wir"}

// attribution says how many lines from ls[i] on are one attribution ("On Tue,
// 3 Mar 2026 at 10:22, Ann <ann@example.com> wrote:"), which mail programs wrap
// over up to three lines; 0 when there is none.
func attribution(ls []line, i int) int {
	t := strings.TrimSpace(ls[i].text)
	if len(t) < 6 || len(t) > maxAttribution {
		return 0
	}
	if d := betweenDashes(t); d != "" && isAttribution(strings.ToLower(d)+":", hasOpener(d)) {
		return 1
	}
	opener := hasOpener(t)
	switch {
	case opener:
	case strings.HasSuffix(t, ":") || strings.HasSuffix(t, "："):
		// name first, or date without opener, on one line
	case i+1 < len(ls) && ls[i+1].depth == ls[i].depth && strings.HasSuffix(strings.TrimSpace(ls[i+1].text), ":"):
		// the same over two lines
		if !strings.ContainsAny(t, "@<") {
			return 0
		}
	default:
		return 0
	}
	if opener && runsOn(t) {
		return 1
	}
	joined := ""
	for n := 1; n <= 4 && i+n <= len(ls); n++ {
		l := &ls[i+n-1]
		part := strings.TrimSpace(l.text)
		if part == "" || l.depth != ls[i].depth || len(joined)+len(part) > maxAttribution {
			return 0
		}
		if joined != "" {
			joined += " "
		}
		joined += part
		if strings.HasSuffix(part, ":") || strings.HasSuffix(part, "：") {
			if isAttribution(strings.ToLower(joined), opener) {
				return n
			}
			return 0
		}
	}
	return 0
}

// betweenDashes gives what stands between two rows of dashes on one line, as Zoho draws its
// attribution: "---- On Thu, 12 Mar 2026, Ann <ann@example.com> wrote ---"; "" for other lines.
func betweenDashes(t string) string {
	if !strings.HasPrefix(t, "--") || !strings.HasSuffix(t, "--") {
		return ""
	}
	return strings.Trim(t, "- ")
}

// runsOn reads an attribution behind which the quoted text begins on the same
// line, as Yahoo's phone program writes it: "On ..., Ann<ann@example.com> wrote:   text".
func runsOn(t string) bool {
	end := strings.IndexByte(t, '>')
	if end < 0 || end > 250 || !strings.Contains(t[:end], "@") {
		return false
	}
	tail := t[end+1:]
	colon := strings.IndexByte(tail, ':')
	return colon > 0 && colon < 30 && colon < len(tail)-1 && isAttribution(strings.ToLower(t[:end+1]+tail[:colon+1]), true)
}

func hasOpener(t string) bool {
	t = strings.TrimLeft(t, "*_ ")
	if len(t) < 4 {
		return false
	}
	var low [4]byte
	for i := range low {
		low[i] = asciiLower(t[i])
	}
	for _, o := range attributionOpeners {
		if len(o) <= len(low) && string(low[:len(o)]) == o {
			return true
		}
	}
	return false
}

// isAttribution judges a joined line in lower case that ends with a colon. It
// wants a verb of writing, and an address, a time or a year: customers write
// "On Monday your colleague wrote:", too.
func isAttribution(s string, opener bool) bool {
	for _, p := range firstPerson {
		if strings.Contains(s, p) {
			return false
		}
	}
	address := strings.Contains(s, "@") || strings.Contains(s, "<")
	verb := false
	for _, v := range attributionVerbs {
		if strings.Contains(s, v) {
			verb = true
			break
		}
	}
	if !verb {
		// "2026-03-03 10:22 GMT+01:00 Ann <ann@example.com>:"
		return s[0] >= '0' && s[0] <= '9' && strings.HasSuffix(s, ">:") && strings.Contains(s, "@")
	}
	if opener || s[0] >= '0' && s[0] <= '9' {
		return address || hasClock(s) || hasYear(s)
	}
	// "Ann <ann@example.com> schrieb am Di., 3. März 2026, 10:22:"
	return address || hasClock(s) && hasYear(s)
}

// hasClock looks for a time of day: digits, a colon, point or "h", two digits.
func hasClock(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		if (s[i] == ':' || s[i] == '.' || s[i] == 'h') && digit(s[i-1]) && digit(s[i+1]) && digit(s[i+2]) {
			return true
		}
	}
	return false
}

// hasYear looks for a year from 2000 to 2099 that stands alone.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if s[i] == '2' && s[i+1] == '0' && digit(s[i+2]) && digit(s[i+3]) &&
			(i == 0 || !digit(s[i-1])) && (i+4 == len(s) || !digit(s[i+4])) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
