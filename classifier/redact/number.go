package redact

import (
	"regexp"
	"strings"
)

// A run of digits as people write long numbers: in groups, with blanks, dots, dashes,
// slashes and brackets between them.
var digitRun = regexp.MustCompile(`\+?\(?\d(?:[ \t./()\-–]{0,3}\d){6,39}`)

// What stands before a number and says that it is a phone's, in six languages.
var phoneWord = regexp.MustCompile(`(?i)(?:\b(?:tel|telephone|phone|mobile|mob|cell|(?:call|text|reach|phone)(?: me| us)? (?:at|on)|(?:ring|call)(?: me)?(?: on| at)?|whatsapp|fax|telefon\w*|handy\w*|rufnummer|mobil|anrufen unter|téléphone|portable|appelez-moi au|teléfono|móvil|telefoon\w*|mobiel|gsm|telefono|cellulare|cell)\b\.?)[^\d\n+(]{0,24}(\+?\(?\d(?:[ \t./()\-]{0,3}\d){4,19})`)

// cardLines is a run of digits that goes on in the next line, where people break a card's
// number; quoted text has a mark there.
var cardLines = regexp.MustCompile(`\d(?:[ \t\-]{0,2}\d){2,18}[ \t\-]{0,2}\n+[ \t>]{0,4}\d(?:[ \t\-]{0,2}\d){2,18}`)

// fivePairs is a number of France or Belgium, which begins like a date.
var fivePairs = regexp.MustCompile(`^(?:\+33|0033|0)[ .\-/]?\d(?:[ .\-/]\d{2}){4}$`)

// dates look like long numbers and are needed: they say when something arrived.
var dateShape = regexp.MustCompile(`^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:[ \t]+\d{1,2})?$`)

// ibanShape is an account number of ISO 13616: country, two digits, 11 to 30 letters and
// digits, in groups or not.
var ibanShape = regexp.MustCompile(`(?i)\b[a-z]{2}[ \-]?\d{2}(?:[ \-]?[a-z0-9]){11,30}\b`)

// Places that say so themselves.
var (
	bicShape    = regexp.MustCompile(`(?i)\b(?:bic|swift)\b[ :.]*([a-z]{4}[a-z]{2}[a-z0-9]{2}(?:[a-z0-9]{3})?)\b`)
	codeWord    = regexp.MustCompile(`(?i)\b(?:cvc|cvv|cvv2|pin|security code|prüfnummer|kartenprüfnummer)\b[ :.#]*(?:is |ist |lautet )?(\d{3,6})\b`)
	accountWord = regexp.MustCompile(`(?i)\b(?:account(?: (?:number|no))?|sort code|routing(?: number)?|konto(?:nummer|nr)?|blz|bankleitzahl|compte|cuenta|rekening(?:nummer)?|conto)\b\.?[ :#]*((?:\d[ \-]?){4,20}\d)`)
)

// findNumbers finds cards, phones and other long numbers. Whatever has nine digits or more
// and is no date is taken out, whatever it may be.
func findNumbers(text string) []span {
	var out []span
	for _, m := range phoneWord.FindAllStringSubmatchIndex(text, -1) {
		if !dateShape.MatchString(text[m[2]:m[3]]) {
			out = append(out, span{m[2], m[3], Phone})
		}
	}
	for _, re := range []*regexp.Regexp{bicShape, codeWord, accountWord} {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, span{m[2], m[3], Number})
		}
	}
	for _, m := range cardLines.FindAllStringIndex(text, -1) {
		if hasCard(onlyDigits(text[m[0]:m[1]])) {
			out = append(out, span{m[0], m[1], Card})
		}
	}
	for _, m := range digitRun.FindAllStringIndex(text, -1) {
		out = append(out, judgeRun(text, m[0], m[1])...)
	}
	return out
}

// judgeRun says what a run of digits is. Runs that stand side by side are looked at apart,
// so that a date beside a price is no phone number.
func judgeRun(text string, from, to int) []span {
	run := text[from:to]
	if dateShape.MatchString(run) {
		return nil
	}
	digits := onlyDigits(run)
	switch n := len(digits); {
	case n >= 13 && n <= 19 && Luhn(digits):
		return []span{{from, to, Card}}
	case fivePairs.MatchString(run):
		return []span{{from, to, Phone}}
	case holdsDate(run):
		return splitRun(text, from, to)
	case n >= 13 && hasCard(digits):
		return []span{{from, to, Card}}
	case looksDialled(run, n):
		return []span{{from, to, Phone}}
	case n >= 9:
		return []span{{from, to, Number}}
	}
	return nil
}

// dateInside is a date that touches no further digit.
var dateInside = regexp.MustCompile(`(?:^|[^\d])(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?:$|[^\d])`)

func holdsDate(run string) bool { return dateInside.MatchString(run) }

// splitRun judges what stands before and behind a date.
func splitRun(text string, from, to int) []span {
	m := dateInside.FindStringSubmatchIndex(text[from:to])
	if m == nil {
		return nil
	}
	var out []span
	for _, part := range [][2]int{{from, from + m[2]}, {from + m[3], to}} {
		for _, p := range digitRun.FindAllStringIndex(text[part[0]:part[1]], -1) {
			out = append(out, judgeRun(text, part[0]+p[0], part[0]+p[1])...)
		}
	}
	return out
}

// looksDialled reports whether a run is written as people write phone numbers: with a
// country code, a leading zero or an area code.
func looksDialled(run string, digits int) bool {
	if digits < 7 || digits > 17 {
		return false
	}
	return strings.HasPrefix(run, "+") || strings.HasPrefix(run, "(") || strings.HasPrefix(run, "0") || threeGroups.MatchString(run)
}

// threeGroups is a number of North America: 555-123-4567, 555.123.4567.
var threeGroups = regexp.MustCompile(`^(?:1[ .\-])?\(?\d{3}\)?[ .\-]\d{3}[ .\-]\d{4}$`)

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// hasCard reports whether 13 to 19 digits in a row satisfy the check of ISO/IEC 7812-1
// annex B (Luhn). A card may stand beside other digits, such as its date of expiry.
func hasCard(digits string) bool {
	for n := 13; n <= 19; n++ {
		for at := 0; at+n <= len(digits); at++ {
			if Luhn(digits[at : at+n]) {
				return true
			}
		}
	}
	return false
}

// Luhn reports whether digits satisfy the check of ISO/IEC 7812-1 annex B.
func Luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// findIBANs finds account numbers. The check digits (ISO 7064 MOD 97-10) decide between an
// account number and a word followed by digits; a mistyped one in groups of four counts too.
func findIBANs(text string) []span {
	var out []span
	for _, m := range ibanShape.FindAllStringIndex(text, -1) {
		for to := m[1]; to > m[0]+15; to-- { // the words behind it may have joined
			if !isWord(text[to-1]) || to < m[1] && isWord(text[to]) {
				continue
			}
			piece := text[m[0]:to]
			if checks97(fold(piece)) || groupsOfFour.MatchString(piece) {
				out = append(out, span{m[0], to, IBAN})
				break
			}
		}
	}
	return out
}

var groupsOfFour = regexp.MustCompile(`^[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?$`)

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// checks97 computes the check of ISO 7064 MOD 97-10 over a folded account number.
func checks97(s string) bool {
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rest := 0
	for _, c := range s[4:] + s[:4] {
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest == 1
}
