package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// Many a mail ends in its writer's name and postal address. A sum of words takes them for the address to which he wants it sent. Where
// no word of the mail speaks of an address, of moving or of what is to stand in another's place, a name with an address at a mail's end
// only says who writes.

// speaksOfPlace finds that a mail speaks of an address, of moving, of sending it to somewhere or of something new or else.
var speaksOfPlace = mustPattern(`(?i)address|adres|anschrift|direcci[oó]n|indirizzo|domicil|\b(?:moved?|moving|relocat\pL*|new|instead|this one|here is|below|following|(?:send|ship|deliver|post|forward|go)\pL* (?:it |them |#?\pL*-?\d+ )?to|use this|(?:us|it|them|deliver|send|ship) here|post ?code|zip|house number|street)\b|` +
	`hausnummer|postleitzahl|\bplz\b|stra(?:ß|ss)e|code postal|código postal|huisnummer|numero civico|\b(?:livr|envoy)\pL+[^.?!]{0,12}\bici\b|\b(?:mandat|spedi|consegn|invia)\pL+[^.?!]{0,12}\bqui\b|\bhier (?:bezorgen|afleveren|leveren)\b|` +
	`umzug|umgezogen|\b(?:ziehe|zieht|ziehen|gezogen|neue[nrsm]?|statt\pL*|folgende\pL*|unten|hierhin|dorthin|nach hause)\b|lieferort|` +
	`déménag|\b(?:nouve(?:au|l|lle)|voici|ci-dessous|suivante?|plutôt|chez)\b|mudanza|\b(?:mud(?:o|amos|ado)|nuev[oa]|siguiente|abajo|aquí|en vez|en lugar)\b|` +
	`verhui|\b(?:nieuwe?|hieronder|volgende|in plaats|hierheen|naar)\b|trasloc|\b(?:nuov[oa]|seguente|qui sotto|ecco|invece|presso)\b|:\s*$`)

// unsigned gives a text without the name and address at its end; ok tells whether it ends in some.
func unsigned(text string) (rest string, ok bool) {
	text = strings.TrimRight(text, " \t\r\n")
	at := strings.LastIndex(text, "\n\n")
	if at < 0 || len(text) > maxText {
		return text, false
	}
	lines := strings.Split(text[at+2:], "\n")
	if len(lines) < 2 || len(lines) > mostSigned || strings.ContainsAny(lines[0], "0123456789") {
		return text, false
	}
	numbered := false
	for _, l := range lines {
		words := strings.Fields(l)
		if len(words) == 0 || len(words) > mostSignedWords || strings.ContainsAny(l, "?!:") || strings.HasSuffix(strings.TrimSpace(l), ".") {
			return text, false
		}
		numbered = numbered || strings.ContainsAny(l, "0123456789")
	}
	return text[:at], numbered
}

// mostSigned lines of mostSignedWords words are the longest name and address.
const (
	mostSigned      = 6
	mostSignedWords = 6
)

// whoWrites reads anew a mail in which a change of the address is heard that its writer only signs with: by what stands above it.
func (e *Embedded) whoWrites(in Input, whole desk.Reading) desk.Reading {
	if !whole.Has(desk.SignalAddressChange) || whole.Has(desk.SignalInstructsReader) {
		return whole
	}
	rest, ok := unsigned(in.NewText)
	if !ok || speaksOfPlace.MatchString(rest) || speaksOfPlace.MatchString(in.Subject) {
		return whole
	}
	numbers, language := whole.Numbers, whole.Language
	in.NewText = rest
	r := e.Read(in)
	if r.Has(desk.SignalAddressChange) {
		return whole
	}
	for _, s := range whole.Signals {
		if slices.Contains(ofWriter, s) && !r.Has(s) {
			r.Signals = append(r.Signals, s)
		}
	}
	slices.Sort(r.Signals)
	r.Numbers, r.Language = numbers, language
	return r
}
