package facts

import (
	"regexp"
	"strings"
	"unicode"

	"returndesk/desk"
)

// saysAsOrdered reports whether a mail says by itself that what came is what the order has (domain.md section 1, wrong_item:
// delivered = ordered): what it says came is an option of the order's only line, and what it says was wanted is none ("I wanted ANSI,
// but it came as ISO-DE", of an order of ISO-DE). Only names and codes count, which no two customers call differently; where a
// clause tells of both, or of neither, or another thing came, nothing is concluded.
func saysAsOrdered(in *Input, o *desk.Order) bool {
	if in.Reading.Class != desk.ClassWrongItem || in.Reading.Has(desk.SignalPartMissing) || len(o.Lines) != 1 || o.Lines[0].Qty > 1 {
		return false
	}
	own := optionsOf(&o.Lines[0])
	came, wanted := false, false
	for _, clause := range clauseEnd.Split(insteadOf.ReplaceAllString(in.Text, ". wanted "), -1) {
		got, asked := false, false
		var named []string
		for _, w := range strings.FieldsFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
			folded := strings.Join(tokens(w), "")
			got = got || listed(cameVerbs, folded)
			asked = asked || listed(wantedVerbs, folded)
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
			case got == asked:
				return false // of which of the two it tells stays open
			case got && !own[n], asked && own[n]:
				return false
			}
			came, wanted = came || got, wanted || asked
		}
	}
	return came && wanted
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
)
