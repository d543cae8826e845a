package classifier

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText bounds how many bytes of a text are read: what a customer wants stands in the
// first pages, and the time a mail takes stays bounded whatever it holds.
const maxText = 24 << 10

// token is one folded word of a text.
type token struct {
	word   string
	sent   int32 // sentence, counted over the whole mail
	para   int32 // paragraph
	clause bool  // a comma or the like stands before it
	spelled
}

// scanner cuts text into tokens. It keeps its buffers between calls.
type scanner struct {
	toks []token
	sent int32
	para int32
	buf  []byte
	// present is the memory of looking for phrases.
	present presence
}

// foldRune gives the ASCII letters that stand for a rune: umlauts as two letters, the
// accents of the other languages dropped, so that "Ruecksendung" equals "Rücksendung".
func foldRune(r rune) string {
	switch r {
	case 'ä', 'Ä', 'æ', 'Æ':
		return "ae"
	case 'ö', 'Ö', 'œ', 'Œ':
		return "oe"
	case 'ü', 'Ü':
		return "ue"
	case 'ß', 'ẞ':
		return "ss"
	case 'à', 'á', 'â', 'ã', 'å', 'À', 'Á', 'Â', 'Ã', 'Å':
		return "a"
	case 'ç', 'Ç':
		return "c"
	case 'è', 'é', 'ê', 'ë', 'È', 'É', 'Ê', 'Ë':
		return "e"
	case 'ì', 'í', 'î', 'ï', 'Ì', 'Í', 'Î', 'Ï':
		return "i"
	case 'ñ', 'Ñ':
		return "n"
	case 'ò', 'ó', 'ô', 'õ', 'ø', 'Ò', 'Ó', 'Ô', 'Õ', 'Ø':
		return "o"
	case 'ù', 'ú', 'û', 'Ù', 'Ú', 'Û':
		return "u"
	case 'ý', 'ÿ':
		return "y"
	}
	return ""
}

// scan appends the tokens of text. Each call begins a new sentence and paragraph.
func (s *scanner) scan(text string) {
	if len(text) > maxText {
		text = text[:maxText]
	}
	s.sent++
	s.para++
	clause := true
	lineStart := 0
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isWordRune(r):
			end := s.wordEnd(text, i)
			s.add(text[i:end], clause)
			clause = false
			i = end
			continue
		case r == '\n':
			if i+1 < len(text) && text[i+1] == '\n' {
				s.sent++
				s.para++
				clause = true
			} else if i-lineStart < 50 { // a long line is a wrapped one: its sentence goes on
				s.sent++
				clause = true
			}
			lineStart = i + 1
		case r == '.' && (s.dateDot(text, i) || titleDot(text, i)):
		case r == '.' || r == '!' || r == '?' || r == '¿' || r == '¡' || r == ';' || r == '…':
			s.sent++
			clause = true
		case r == ',' || r == ':' || r == '(' || r == ')' || r == '–' || r == '—' || r == '"' || r == '“':
			clause = true
		case r == '-' && i > 0 && text[i-1] == ' ':
			clause = true
		}
		i += n
	}
}

// dateDot reports whether the dot at i belongs to a German date ("14.03. geliefert",
// "14. März") and ends no sentence.
func (s *scanner) dateDot(text string, i int) bool {
	const longest = len("14.03")
	j := i
	for j > 0 && i-j <= longest && (isDigit(text[j-1]) || text[j-1] == '.') {
		j--
	}
	figure := text[j:i]
	if figure == "" || len(figure) > longest || len(figure) > 2 && !strings.Contains(figure, ".") || i+2 >= len(text) || text[i+1] != ' ' {
		return false
	}
	small := 'a' <= text[i+2] && text[i+2] <= 'z'
	if len(figure) > 2 || strings.HasSuffix(text[:j], "am ") || strings.HasSuffix(text[:j], "Am ") { // "am 4. angekommen"
		return small || len(figure) <= 2 && namesMonth(text[i+2:])
	}
	return namesMonth(text[i+2:])
}

// titleDot reports whether the dot at i belongs to a title before a name ("Dr. Brandner") and ends no sentence.
func titleDot(text string, i int) bool {
	j := i
	for j > 0 && i-j <= len("mevr") && isWordRune(rune(text[j-1])) {
		j--
	}
	switch text[j:i] {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Hr", "Sr", "Sra", "Sig", "Dott", "dhr", "Dhr", "mevr", "Mevr":
		return i+2 < len(text) && text[i+1] == ' ' && 'A' <= text[i+2] && text[i+2] <= 'Z'
	}
	return false
}

// namesMonth reports whether a text begins with the name of a month in German.
func namesMonth(text string) bool {
	for _, month := range []string{"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"} {
		if strings.HasPrefix(text, month) {
			return true
		}
	}
	return false
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r)
}

// wordEnd finds where the word that begins at i ends. Apostrophes inside belong to it
// until add splits them; a dot or comma between digits does too.
func (s *scanner) wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWordRune(r):
		case (r == '\'' || r == '’' || r == '´' || r == '`') && followedByLetter(text[i+n:]):
		case (r == '.' || r == ',') && i > 0 && isDigit(text[i-1]) && i+1 < len(text) && isDigit(text[i+1]):
		default:
			return i
		}
		i += n
	}
	return i
}

func followedByLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// add folds a raw word and appends it as one or more tokens.
func (s *scanner) add(raw string, clause bool) {
	s.buf = s.buf[:0]
	plain := true
	for _, r := range raw {
		switch {
		case r == '\'' || r == '’' || r == '´' || r == '`':
			s.buf = append(s.buf, '\'')
			plain = false
		case r < utf8.RuneSelf:
			c := byte(r)
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			s.buf = append(s.buf, c)
		default:
			if f := foldRune(r); f != "" {
				s.buf = append(s.buf, f...)
			} else {
				s.buf = utf8.AppendRune(s.buf, unicode.ToLower(r))
			}
		}
	}
	w := string(s.buf)
	if !plain {
		s.addElided(w, clause)
		return
	}
	if long, ok := contractions[w]; ok {
		for _, p := range long {
			s.put(p, clause)
			clause = false
		}
		return
	}
	s.put(w, clause)
}

// addElided takes a word with apostrophes apart: English contractions to full words,
// French and Italian elisions to two.
func (s *scanner) addElided(w string, clause bool) {
	head, tail, _ := strings.Cut(w, "'")
	switch {
	case tail == "t" && strings.HasSuffix(head, "n"):
		head = head[:len(head)-1]
		switch head {
		case "ca":
			head = "can"
		case "wo":
			head = "will"
		}
		s.put(head, clause)
		s.put("not", false)
		return
	case tail == "s":
		s.put(head, clause)
		switch head {
		case "it", "that", "what", "where", "there", "here", "he", "she", "who", "how", "when":
			s.put("is", false)
		}
		return
	}
	s.put(head, clause)
	switch tail {
	case "re":
		tail = "are"
	case "ve":
		tail = "have"
	case "ll":
		tail = "will"
	case "d":
		tail = "would"
	case "m":
		tail = "am"
	}
	for part := range strings.SplitSeq(tail, "'") {
		s.put(part, false)
	}
}

func (s *scanner) put(w string, clause bool) {
	if w != "" {
		s.toks = append(s.toks, token{word: w, sent: s.sent, para: s.para, clause: clause})
	}
}

// contractions are the spellings without apostrophe that phone keyboards leave.
var contractions = map[string][]string{
	"dont": {"do", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"}, "wont": {"will", "not"},
	"cant": {"can", "not"}, "cannot": {"can", "not"}, "isnt": {"is", "not"}, "wasnt": {"was", "not"},
	"havent": {"have", "not"}, "hasnt": {"has", "not"}, "arent": {"are", "not"}, "werent": {"were", "not"},
	"couldnt": {"could", "not"}, "wouldnt": {"would", "not"}, "aint": {"is", "not"}, "im": {"i", "am"},
	"ive": {"i", "have"}, "thats": {"that", "is"}, "whats": {"what", "is"}, "wheres": {"where", "is"},
	"havnt": {"have", "not"}, "dosnt": {"does", "not"}, "doesent": {"does", "not"}, "didn": {"did", "not"},
	"nn": {"non"}, // Italian, as typed on a phone
}
