package facts

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// wordFiles hold, a file a language, the phrases by which a customer takes something back or
// says that nothing is left to do.
//
//go:embed words/*.txt
var wordFiles embed.FS

// The sections of a word file.
const (
	secTakenBack   = "taken back"      // what was asked before is taken back
	secKeepOrder   = "keep order"      // the order is not to be cancelled
	secNotAsked    = "never cancelled" // it was cancelled, which he had not asked for
	secKeepAddress = "keep address"    // the address is not to be changed
	secKeepProduct = "keep product"    // the item is to stay as it was ordered
	secOtherChange = "other change"    // but something of it is to be changed
	secSwapped     = "swapped"         // but something else is to be done in its place
	secSendAgain   = "send again"      // what came back is to be sent once more
	secSameAddress = "same address"    // and to the address that we have
	secUnpaid      = "unpaid"          // for which he is not going to pay
	secNotMe       = "not me"          // the buyer did not write what he is asked about
	secWhich       = "which request"   // nor does he know of the request that we check
	secDoIt        = "do it"           // but it is to be done now
	secOtherPlace  = "other address"   // and to another address than the one that we have
	secPrice       = "price"           // in a question, asks what something costs
	secDone        = "done"            // says alone that nothing is left to do
	secWorks       = "works"           // says alone that the thing works, or was mended
	secHere        = "here"            // the parcel has come, or is found; says it together with the next
	secWell        = "well"            // and it is as it should be
	secBut         = "but"             // standing after any of these, it takes them back
	secAsks        = "asks"            // standing anywhere, something is still asked for
	secHarmless    = "harmless"        // words with one of those in them that change nothing
	secBoth        = "both"            // of several orders, all are meant
	secReplaced    = "replaced"        // names another unit as what may end a claim
	secPaidBack    = "paid back"       // names money so
	secRepaired    = "repaired"        // names a repair so
	secRather      = "rather"          // chooses between two of those
	secReachedUs   = "reached us"      // what was sent to the shop has come there
	secTurned      = "turned"          // shortly before a phrase, it turns or limits what that says
)

// phrase is one line of a word file: its words, folded, with where it belongs.
type phrase struct {
	language, section string
	words             []string
}

// lexicon gives the phrases of all files by their first word. Nothing changes it once it is read.
var lexicon = sync.OnceValue(readWords)

// readWords reads the embedded files. One that cannot be read is left out, which a test sees.
func readWords() map[string][]phrase {
	out := map[string][]phrase{}
	names, err := fs.Glob(wordFiles, "words/*.txt")
	if err != nil {
		return out
	}
	for _, name := range names {
		b, err := wordFiles.ReadFile(name)
		if err != nil {
			continue
		}
		p := phrase{language: strings.TrimSuffix(strings.TrimPrefix(name, "words/"), ".txt")}
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			switch {
			case line == "", line[0] == '#':
			case line[0] == '[':
				p.section = strings.Trim(line, "[]")
			default:
				p.words = tokens(line)
				out[p.words[0]] = append(out[p.words[0]], p)
			}
		}
	}
	return out
}

// hit is a phrase that stands in a text, from one word up to another.
type hit struct {
	language, section string
	from, to          int
}

// hitsIn finds every phrase in a text's words.
func hitsIn(words []string) []hit {
	var out []hit
	lex := lexicon()
	for i, w := range words {
		for _, p := range lex[w] {
			if n := len(p.words); i+n <= len(words) && slices.Equal(words[i:i+n], p.words) {
				out = append(out, hit{p.language, p.section, i, i + n})
			}
		}
	}
	return out
}

// saysOf reports whether a text has a phrase of a section, in any language.
func saysOf(text, section string) bool {
	return slices.ContainsFunc(hitsIn(tokens(text)), func(h hit) bool { return h.section == section })
}

// pause stands in tokens for whatever ends or parts a sentence.
const pause = ","

// tokens gives a text's words, in small letters and without the accents that people leave out,
// with a pause for each mark that parts a sentence.
func tokens(text string) []string {
	var out []string
	word := []rune{}
	end := func() {
		if len(word) > 0 {
			out, word = append(out, string(word)), word[:0]
		}
	}
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word = append(word, plainLetter(unicode.ToLower(r)))
		case unicode.Is(unicode.Mn, r): // an accent that stands by itself
		case strings.ContainsRune(".,;:!?\n", r):
			if end(); len(out) > 0 && out[len(out)-1] != pause {
				out = append(out, pause)
			}
		default:
			end()
		}
	}
	end()
	return out
}

// plainLetter is a small letter without its accent.
func plainLetter(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	const accented, plain = "äáàâãåëéèêïíìîöóòôõüúùûçñß", "aaaaaaeeeeiiiiooooouuuucns"
	for i, a := range []rune(accented) {
		if r == a {
			return rune(plain[i])
		}
	}
	return r
}
