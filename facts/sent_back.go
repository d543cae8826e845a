package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"returndesk/desk"
)

// Parcel is a parcel that the customer sent to us.
type Parcel struct{ Carrier, Tracking string }

// carrierName finds the carriers that customers name.
var carrierName = regexp.MustCompile(`(?i)\b(?:UPS|Fed\s?Ex|USPS|DHL|DPD|GLS|TNT|Hermes|Evri|Royal Mail|Parcelforce|Canada Post|Purolator|Australia Post|Deutsche Post|PostNL|bpost|La Poste|Colissimo|Chronopost|Mondial Relay|Correos|SEUR|Poste Italiane|BRT|Bartolini|Swiss Post)\b`)

// trackingShape is what may be a tracking number: letters and digits in one piece, or digits
// in groups. A UPS number ("1Z") is known by its form alone.
var trackingShape = regexp.MustCompile(`\b(?:1Z[0-9A-Z]{6,16}|[A-Z]{0,4}[0-9][0-9A-Z]{7,33}|[A-Z]{2,6}[0-9]{6,20}|[0-9]{3,5}(?: [0-9]{2,5}){2,8})\b`)

// trackingNamed finds what is called a tracking number, in six languages, whoever carries the parcel.
var trackingNamed = regexp.MustCompile(`\b(?i:tracking(?:[ -]?(?:number|nummer|code|id|no|nr))?|track ?(?:&|and|en|und) ?trace(?:[ -]?(?:code|nummer))?|(?:parcel|consignment) number|` +
	`sendungs(?:verfolgungs)?nummer|paketnummer|suivi|seguimiento|localizador|(?:codice|numero) (?:di )?(?:tracciamento|spedizione)|tracciamento|zendingsnummer|barcode)` +
	`[^\n0-9A-Z]{0,20}\b([0-9]{3,5}(?: [0-9]{2,5}){2,8}|[A-Z]{0,6}[0-9][0-9A-Z]{6,33})\b`)

// fewDigits is how many digits at least a number has that is called a tracking number, or that is longish (minLong) and stands
// beside a carrier's name; shortDigits how many any other.
const (
	fewDigits   = 5
	shortDigits = 8
	minLong     = 11
)

// behindCarrier finds what stands right behind a carrier's name: there it may be short and hold few digits (GLS, Hermes).
var behindCarrier = regexp.MustCompile(`^(?: (?i:parcel|package|express|paket|colis|paquete|pacco|pakket|track-?id|number|nr|no|id)[ .:#]{1,3}|[ :#]{1,3})([0-9A-Z]{8,12})\b`)

// fewBehind is how many digits it has at least.
const fewBehind = 3

// besideCarrier is how far, in bytes, a number may stand from its carrier's name.
const besideCarrier = 60

// minGrouped is how many digits a number in groups has at least: fewer are a telephone's.
const minGrouped = 12

// sentBackFacts says whether the tracking number of a parcel on its way to us is known.
func sentBackFacts(in *Input, o *desk.Order, fs *desk.Facts) {
	p := in.SentBack
	if in.Machine == MachineNone {
		if now, ok := parcelIn(in.Text, in.Lookup.Given, o); ok {
			p = now
		}
	}
	fs.Detail.SentBackBy, fs.Detail.SentBackAs = p.Carrier, p.Tracking
	fs.Enum[desk.FactTracking] = choose(p.Tracking != "", "given", "none")
}

// parcelIn finds the number of a parcel, near a carrier's name or called one, that is neither an order's
// number nor that of the parcel which we sent.
func parcelIn(text string, numbers []desk.NumberFound, o *desk.Order) (Parcel, bool) {
	if !mayTrack(text) {
		return Parcel{}, false
	}
	names := carrierName.FindAllStringIndex(text, 20)
	for _, at := range trackingShape.FindAllStringIndex(text, 20) {
		written := text[at[0]:at[1]]
		number := desk.FoldNumber(written)
		digits := len(strings.Map(onlyDigits, number))
		least := shortDigits
		if len(number) >= minLong {
			least = fewDigits
		}
		if digits < least && !strings.HasPrefix(number, "1Z") || strings.Contains(written, " ") && digits < minGrouped {
			continue
		}
		if known(number, numbers, o) {
			continue
		}
		carrier, near := "", besideCarrier
		for _, n := range names {
			gap := max(n[0]-at[1], at[0]-n[1])
			if gap >= 0 && gap < near {
				carrier, near = text[n[0]:n[1]], gap
			}
		}
		if carrier == "" && strings.HasPrefix(number, "1Z") {
			carrier = "UPS"
		}
		if carrier != "" {
			return Parcel{Carrier: carrier, Tracking: number}, true
		}
	}
	for _, n := range names {
		if m := behindCarrier.FindStringSubmatch(text[n[1]:]); m != nil && len(strings.Map(onlyDigits, m[1])) >= fewBehind && strings.ContainsFunc(m[1], unicode.IsLetter) && !known(m[1], numbers, o) {
			return Parcel{Carrier: text[n[0]:n[1]], Tracking: m[1]}, true
		}
	}
	for _, m := range trackingNamed.FindAllStringSubmatch(text, 20) {
		least := fewDigits
		if strings.Contains(m[1], " ") {
			least = minGrouped
		}
		if number := desk.FoldNumber(m[1]); len(strings.Map(onlyDigits, number)) >= least && !known(number, numbers, o) {
			return Parcel{Tracking: number}, true
		}
	}
	return onItsWay(text, numbers, o)
}

// known reports whether a number is an order's, that of the parcel which we sent, or one that a unit of the order bears.
func known(number string, numbers []desk.NumberFound, o *desk.Order) bool {
	if o == nil {
		return givenAs(numbers, number)
	}
	ours := func(of string) bool { return of != "" && desk.FoldNumber(of) == number }
	return ours(o.Tracking) || givenAs(numbers, number) ||
		slices.ContainsFunc(o.Lines, func(l desk.Line) bool { return ours(l.Serial) || ours(l.Batch) || ours(l.Firmware) })
}

// mayTrack reports whether trackingShape could match: there is a row of eight digits and capitals,
// or digits stand before and behind a blank. Nearly no mail has either, and every mail is asked.
func mayTrack(text string) bool {
	row := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z':
			if row++; row == 8 {
				return true
			}
		case c == ' ' && i > 0 && i+1 < len(text) && digit(text[i-1]) && digit(text[i+1]):
			return true
		default:
			row = 0
		}
	}
	return false
}

func onlyDigits(r rune) rune {
	if unicode.IsDigit(r) {
		return r
	}
	return -1
}

func givenAs(numbers []desk.NumberFound, folded string) bool {
	for _, n := range numbers {
		if n.Strong && desk.FoldNumber(n.Key) == folded {
			return true
		}
	}
	return false
}
