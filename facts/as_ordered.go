package facts

import (
	"maps"
	"regexp"
	"strings"
	"unicode"

	"returndesk/desk"
)

// saysAsOrdered reports whether a mail says by itself that what came is what the order has (domain.md section 1, wrong_item:
// delivered = ordered): what it says came is an option of the order's only line, and what it says was wanted is none ("I wanted ANSI,
// but it came as ISO-DE", of an order of ISO-DE). Only names and codes count, which no two customers call differently; where a
// clause tells of both, or of neither, or another thing came, nothing is concluded; nor where the two are no alternatives of
// each other ("it came with QMK, I ordered ISO" of an ISO-DE board tells nothing of the layout), where a clause says what a thing
// is not, or where the order may have been changed since.
func saysAsOrdered(in *Input, o *desk.Order) bool {
	if in.Reading.Class != desk.ClassWrongItem || in.Reading.Has(desk.SignalPartMissing) || len(o.Lines) != 1 || o.Lines[0].Qty > 1 {
		return false
	}
	own := optionsOf(&o.Lines[0])
	came, wanted := map[string]bool{}, map[string]bool{}
	if has(tokens(in.Text), amendedWords) {
		return false
	}
	for _, clause := range clauseEnd.Split(insteadOf.ReplaceAllString(in.Text, ". wanted "), -1) {
		got, asked, denied := false, false, false
		var named []string
		for _, w := range strings.FieldsFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
			folded := strings.Join(tokens(w), "")
			got = got || listed(cameVerbs, folded)
			asked = asked || listed(wantedVerbs, folded)
			denied = denied || listed(turnBefore+turnBehind, folded) || strings.HasSuffix(strings.ToLower(w), "n't")
			if w = strings.Trim(w, "-"); code.MatchString(w) && !strings.ContainsAny(w, "0123456789") {
				named = append(named, strings.ToLower(w))
			} else if own[strings.ToLower(w)] && unicode.IsUpper(rune(w[0])) {
				named = append(named, strings.ToLower(w))
			}
		}
		if len(named) == 0 {
			continue
		}
		for _, n := range named {
			switch {
			case got == asked || denied:
				return false // of which of the two it tells stays open, or it tells what a thing is not
			case got && !own[n], asked && own[n]:
				return false
			}
			if kind := kindOf(n); got {
				came[kind] = true
			} else {
				wanted[kind] = true
			}
		}
	}
	return len(came) == 1 && len(wanted) == 1 && maps.Equal(came, wanted) && !came[""]
}

// kindOf says of what an option is one: a layout, a firmware or a voltage; "" = of another thing. Those of one kind exclude each other. A
// layout that is told without its language may be any of that form ("ISO" of an ISO-DE board), so it is none.
func kindOf(option string) string {
	switch {
	case option == "ansi" || option == "jis" || strings.HasPrefix(option, "iso-") || strings.HasPrefix(option, "ansi-"):
		return "layout"
	case listed(firmwares, option):
		return "firmware"
	}
	return ""
}

// optionsOf gives the names and codes of a line's options, in small letters: those of its name behind the first comma and of
// its options. A code in two parts is one ("ISO-DE"); what the line is called before the comma is the same of every option.
func optionsOf(l *desk.Line) map[string]bool {
	_, behind, _ := strings.Cut(l.Name, ",")
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(behind+" "+l.Options, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if w = strings.Trim(w, "-"); w != "" && unicode.IsUpper([]rune(w)[0]) {
			out[strings.ToLower(w)] = true
		}
	}
	return out
}

var (
	// code finds the name of an option that stands in capitals: a layout, a firmware.
	code = regexp.MustCompile(`^[A-Z]{2,}(?:-[A-Z]{2,})*$`)
	// clauseEnd parts what is told of one thing from what is told of another.
	clauseEnd = regexp.MustCompile(`(?i)[.,;:!?()\n]|\s(?:but|and|yet|while|aber|und|sondern|mais|et|alors que|pero|y|mientras que|ma|e|mentre|maar|en|terwijl)\s`)
	// insteadOf begins what was wanted.
	insteadOf = regexp.MustCompile(`(?i)\s(?:instead of|rather than|in place of|statt|anstatt|anstelle von|au lieu (?:de |du |d['’])|en lugar de|en vez de|invece (?:di|del|dell['’])|al posto di|in plaats van)\s?`)
)

// The verbs of what came and of what was wanted, without accents, in six languages.
const (
	cameVerbs = ` got received came arrived sent shipped delivered is bekommen erhalten bekam erhielt kam geliefert geschickt ist
	recu livre envoye arrive arrivee est recibi recibido llego llegado enviado enviaron es ricevuto arrivato arrivata mandato spedito consegnato
	gekregen ontvangen kreeg geleverd gestuurd kwam `
	wantedVerbs = ` ordered wanted chose selected picked expected bestellt wollte gewaehlt erwartet commande voulais choisi voulu pedi pedido queria elegi
	ordinato volevo scelto besteld wilde gekozen verwacht `
	firmwares = ` qmk via vial zmk kmk betaflight inav ardupilot px4 kiss `
	// amendedWords are those of an order that was changed, or of what we have promised beside it: then the order at hand may be the old one.
	amendedWords = ` change changed changing amend amended switched confirmed agreed promised updated geandert geaendert umgestellt bestatigt bestaetigt zugesagt versprochen vereinbart
	change changee modifie modifiee confirme confirmee promis promise convenu cambie cambiado cambiaron cambiasteis confirmado confirmaron confirmasteis prometido modificado
	cambiato cambiata modificato modificata confermato confermata promesso concordato gewijzigd veranderd aangepast bevestigd beloofd afgesproken `
)
