package redact

import (
	"regexp"
	"strings"
)

// Streets with a house number, as six languages write them. Names of streets begin with a
// capital where the kind of street is a common word ("way", "place", "via").
var streets = []*regexp.Regexp{
	// 12 Mill Lane, 221b baker street, 4 St. Mary's Rd, Apt. 5
	regexp.MustCompile(`(?i)\b\d{1,6}[a-z]?,?[ \t]+(?:[nsew]\.?[ \t]+)?(?:[\p{L}\d.'’\-]{1,20}[ \t]+){1,4}(?:street|str|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|terrace|crescent|parkway|pkwy|highway|hwy|gardens)\b\.?(?:,?[ \t]+(?:apt|apartment|unit|suite|ste|flat|floor|#)\.?[ \t]*[\w\-]{1,6})?`),
	regexp.MustCompile(`\b\d{1,6}[A-Za-z]?,?[ \t]+(?:[NSEW]\.?[ \t]+)?(?:[A-Z][\p{L}.'’\-]{0,20}[ \t]+){1,4}(?:St|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Close|Row|Hill|Park|Walk|Mews|Circle|Cir|Trail|Loop)\b\.?(?:,?[ \t]+(?:Apt|Apartment|Unit|Suite|Ste|Flat|Floor|#)\.?[ \t]*[\w\-]{1,6})?`),
	// Hauptstraße 12, Goethestr. 3 b, Lange Gasse 5, Kerkstraat 12-2, Herengracht 7
	regexp.MustCompile(`(?:\p{Lu}[\p{L}.'’\-]*[ \t\-]+){0,2}(?i:\p{L}*(?:straße|strasse|str\.|allee|platz|gasse|damm|ufer|chaussee|steig|straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|pad|dreef)[ \t]+\d{1,5}[ \t]?[a-z]?\b(?:[ \t]?[-/][ \t]?\d{1,4}[a-z]?)?)`),
	regexp.MustCompile(`\b(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Hinter der|Vor dem)[ \t]+\p{Lu}[\p{L}\-]{2,25}[ \t]+\d{1,4}[ \t]?[a-z]?\b`),
	// 12 bis, rue de la Paix
	regexp.MustCompile(`(?i)\b\d{1,5}[ \t]*(?:bis|ter|quater|[a-d])?,?[ \t]+(?:rue|avenue|av\.|boulevard|bd\.?|place|chemin|allée|allee|impasse|quai|route|cours|passage|square|sentier|faubourg)[ \t]+(?:(?:de|du|des|la|le|les|aux?)[ \t]+|[ld]['’])*[\p{L}\d'’\-]+(?:[ \t]+\p{Lu}[\p{L}'’\-]*)*`),
	// Calle Mayor 5, 3º B; Avda. de la Paz, 14
	regexp.MustCompile(`(?i)(?:\b(?:calle|avenida|avda\.?|plaza|pza\.?|paseo|camino|carretera|ronda|travesía|travesia|glorieta)|\bc/)[ \t]*[\p{L}.'’\- \t]{2,40}?,?[ \t]*(?:n[º°o.]*[ \t]*)?\d{1,4}\b(?:[ \t]?,?[ \t]?\d{1,2}[º°ª]?[ \t]?[a-z]?\b)?`),
	// Via Roma 12, Piazza del Duomo, 3/b
	regexp.MustCompile(`\b(?:[Vv]ia|VIA|[Vv]iale|[Vv]\.le|[Pp]iazza|[Pp]\.zza|[Cc]orso|[Cc]\.so|[Ll]argo|[Vv]icolo|[Pp]iazzale|[Ll]ungomare|[Ss]trada)[ \t]+(?:(?:del|della|dei|degli|delle|di|dell['’])[ \t]*)?\p{Lu}[\p{L}.'’\- \t]{1,40}?,?[ \t]*(?:n\.?[ \t]*)?\d{1,4}(?:[ \t]?/?[ \t]?[a-zA-Z]\b)?`),
	// P.O. Box 12, Postfach 34 56
	regexp.MustCompile(`(?i)\b(?:p\.?[ \t]?o\.?[ \t]?box|postfach|postbus|boîte[ \t]postale|boite[ \t]postale|bp|apartado(?:[ \t]de[ \t]correos)?|casella[ \t]postale|packstation)[ \t]+\d[\d \t]{0,10}`),
}

// Towns with their codes.
var towns = []*regexp.Regexp{
	// Albany, NY 12207-1234
	regexp.MustCompile(`(?:\b\p{Lu}[\p{L}.'’\-]*(?:[ \t]+\p{Lu}[\p{L}.'’\-]*){0,2},?[ \t]+)?\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|NSW|VIC|QLD|TAS|ACT)\.?,?[ \t]+\d{4,5}(?:-\d{4})?\b`),
	// D-10115 Berlin, 75002 Paris, 00184 Roma (RM)
	regexp.MustCompile(`\b(?:[A-Z]{1,2}-)?\d{5}[ \t]+\p{Lu}[\p{L}'’\-]+(?:[ \t]+(?:am|an der|im|de|del|la|sur|di|d['’])?[ \t]*\p{Lu}[\p{L}'’\-]+)?(?:[ \t]*\([A-Z]{2}\))?`),
	// A-1010 Wien, CH-8001 Zürich, B-1000 Bruxelles
	regexp.MustCompile(`\b(?:A|CH|B|L|DK)-\d{4}[ \t]+\p{Lu}[\p{L}'’\-]+`),
	// 1012 AB Amsterdam
	regexp.MustCompile(`\b[1-9]\d{3}[ \t]?[A-Z]{2}\b(?:[ \t]+\p{Lu}[\p{L}'’\-]+(?:[ \t]\p{Lu}[\p{L}'’\-]+)?)?`),
	// SW1A 1AA; K1A 0B1
	regexp.MustCompile(`(?i)\b[a-z]{1,2}\d[a-z\d]?[ \t]+\d[a-z]{2}\b`),
	regexp.MustCompile(`\b[A-Z]\d[A-Z][ \t]?\d[A-Z]\d\b`),
	// what says so itself
	regexp.MustCompile(`(?i)\b(?:zip(?:[ \t]code)?|postcode|postal[ \t]code|plz|postleitzahl|code[ \t]postal|código[ \t]postal|codigo[ \t]postal|cap|cp)[ \t:.#]+(?:[A-Z]{1,2}-)?\d{4,5}\b`),
}

// afterStreet is a town with a code of four digits, which alone could be a year or a count.
var afterStreet = regexp.MustCompile(`\[ADDRESS\][,;\s]{1,4}([1-9]\d{3}[ \t]+\p{Lu}[\p{L}'’\-]+)`)

// notStreets are words between a figure and a kind of street that make it none: "2 weeks
// on the road", "via UPS 3 days ago".
var notStreets = regexp.MustCompile(`(?i)\b(?:days?|weeks?|months?|hours?|minutes?|times?|years?|ups|usps|dhl|fedex|gls|dpd|hermes|email|e-mail|mail|paypal|visa|mastercard|amazon|tage?n?|wochen?|monate?n?|jours?|semaines?|mois|días|semanas|dagen|weken|giorni|settimane|unter|wieder|still|schon|already|keys?|boards?|units?|pieces?|stück)\b`)

// notCode are beginnings of sentences that would make a figure before them a post code.
var notCode = regexp.MustCompile(`(?i)^\d{4,5}[ \t]+(?:please|can|could|has|have|is|was|it|i|the|we|my|when|where|what|why|but|and|bitte|ich|ist|wann|wo|die|der|das|je|le|la|il|elle|el|ella|ik|het|de|quando|lo|per|thanks?|thank)\b`)

// findPlaces finds postal addresses, line by line.
func findPlaces(text string) []span {
	var out []span
	for _, re := range streets {
		for _, m := range re.FindAllStringIndex(text, -1) {
			if !notStreets.MatchString(text[m[0]:m[1]]) {
				out = append(out, span{m[0], m[1], Address})
			}
		}
	}
	for _, re := range towns {
		for _, m := range re.FindAllStringIndex(text, -1) {
			if !notCode.MatchString(text[m[0]:m[1]]) && !strings.Contains(text[m[0]:m[1]], "\n") {
				out = append(out, span{m[0], m[1], Address})
			}
		}
	}
	return out
}
