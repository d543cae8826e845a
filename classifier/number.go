package classifier

import (
	"regexp"
	"slices"
	"strings"

	"returndesk/desk"
)

// orderShape is what may be an order number: one to five letters, a separator, four to
// ten digits; the letters, or a number sign, may be missing.
var orderShape = regexp.MustCompile(`(?i)(?:#\s?)?(?:\b([a-z]{1,5})[ \-_.#]{0,2})?(\d{4,10})\b`)

// orderWord stands before a number and says that it is an order's, in six languages.
var orderWord = regexp.MustCompile(`(?i)(?:order|bestell\w*|auftrag\w*|commande|pedido|orden|ordine|bestelling|bestelnummer|ordernummer|compra|achat|acquisto|aankoop)(?:[ \-]*(?:number|no|nr|num|numero|número|numéro|nummer|n|id|ref|reference))?[ .:°º#\-]{0,4}$`)

// otherWord stands before a number that is none of ours: phone, postcode, serial, RMA,
// invoice, tracking, price, firmware.
var otherWord = regexp.MustCompile(`(?i)(?:\b(?:tel|phone|fon|telefon\w*|mobile?|cell|fax|whatsapp|serial(?: (?:number|no))?|s/n|sn|serie\w*|seriennummer|rma|rma-nr|invoice|rechnung\w*|facture|factura|fattura|factuur|tracking(?: (?:number|no|code|id))?|sendungsnummer|ticket|case|zip|plz|cp|postcode|iban|vat|firmware|version|model|modell|po box|usd|eur|gbp|chf)[ .:°º#]{0,3}|[$€£+]\s?)$`)

// afterNumber follows a figure that is an amount or a measure.
var afterNumber = regexp.MustCompile(`(?i)^(?:[.,]\d|\s?(?:€|\$|£|%|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b|chf\b|rpm\b|mah\b|mm\b|hz\b|khz\b|dpi\b|ohms?\b|watts?\b|w\b|v\b|kg\b|g\b|km\b|times\b|hours?\b)|[-/]\d)`)

// bareWord stands before a bare figure that is an amount or a year.
var bareWord = regexp.MustCompile(`(?i)\b(?:since|in|until|by|year|seit|depuis|desde|sinds|dal|over|about|only|for|than|nur|seulement|solo)\s$`)

// notPrefix are short words that stand before a figure without being its prefix.
var notPrefix = map[string]bool{
	"RMA": true, "TEL": true, "SN": true, "NO": false, "FW": true, "V": true, "PLZ": true, "ZIP": true, "CP": true, "USB": true, "IP": true, "ISO": true,
	"RX": true, "TX": true, "DIN": true, "EN": true, "IN": false, "UPS": true, "DHL": true, "BOX": true, "FC": true, "GT": true, "H": true, "JD": true,
}

// findNumbers lists the candidates for an order number, best first: named as an order or
// with a prefix in the new text, then the subject, then the quoted part, then bare digits.
func (p *Phrases) findNumbers(in Input) []desk.NumberFound {
	var found []desk.NumberFound
	for _, src := range []struct{ text, where string }{{in.Subject, "subject"}, {in.NewText, "new"}, {in.Quoted, "quoted"}} {
		text := src.text
		if len(text) > maxText {
			text = text[:maxText]
		}
		if p.opt.Number != nil {
			found = append(found, configured(p.opt.Number, text, src.where)...)
			continue
		}
		if strings.ContainsAny(text, "0123456789") {
			found = append(found, p.numbersIn(text, src.where)...)
		}
	}
	slices.SortStableFunc(found, func(a, b desk.NumberFound) int { return numberRank(a) - numberRank(b) })
	out := []desk.NumberFound{}
	seen := map[string]bool{}
	for _, f := range found {
		if !seen[f.Key] {
			seen[f.Key] = true
			out = append(out, f)
		}
	}
	return out
}

// numberRank orders candidates: what the customer wrote now beats what he quotes; a
// named number beats bare digits.
func numberRank(f desk.NumberFound) int {
	r := 0
	if !f.Strong {
		r = 4
	}
	switch f.Where {
	case "new":
		r++
	case "quoted":
		r += 2
	}
	return r
}

func configured(re *regexp.Regexp, text, where string) []desk.NumberFound {
	var out []desk.NumberFound
	for _, m := range re.FindAllStringSubmatch(text, 20) {
		w := m[0]
		if len(m) > 1 && m[1] != "" {
			w = m[1]
		}
		if k := desk.FoldNumber(w); k != "" {
			out = append(out, desk.NumberFound{Written: w, Key: k, Where: where, Strong: true})
		}
	}
	return out
}

// shapesIn gives the first most matches of orderShape. The expression tries every letter of a text,
// but four digits stand in few places: only what lies around those is read by it. A match begins less
// than 20 bytes before its digits and ends with them, so that a piece which begins and ends at a blank
// farther away has the same matches as the whole.
func shapesIn(text string, most int) [][]int {
	var out [][]int
	for from := 0; len(out) < most; {
		at := fourDigits(text, from)
		if at < 0 {
			break
		}
		start := max(from, at-shapeReach)
		for start > from && text[start-1] != ' ' && text[start-1] != '\n' {
			start--
		}
		end := at
		for next := at; next >= 0 && next-shapeReach <= end; next = fourDigits(text, end) {
			end = next
			for end < len(text) && isDigit(text[end]) {
				end++
			}
			for end < len(text) && text[end] != ' ' && text[end] != '\n' {
				end++
			}
		}
		for _, m := range orderShape.FindAllStringSubmatchIndex(text[start:end], most-len(out)) {
			for i := range m {
				if m[i] >= 0 {
					m[i] += start
				}
			}
			out = append(out, m)
		}
		from = end
	}
	return out
}

// shapeReach is how far before its digits a match of orderShape begins at most, in bytes: a sign, a
// blank, five letters of up to three bytes and two joints.
const shapeReach = 24

// fourDigits gives where four digits in a row begin, from a place on; -1 = nowhere.
func fourDigits(text string, from int) int {
	row := 0
	for i := from; i < len(text); i++ {
		if !isDigit(text[i]) {
			row = 0
		} else if row++; row == 4 {
			return i - 3
		}
	}
	return -1
}

func (p *Phrases) numbersIn(text, where string) []desk.NumberFound {
	var out []desk.NumberFound
	for _, m := range shapesIn(text, 60) {
		from, to := m[0], m[1]
		digits := text[m[4]:m[5]]
		prefix := ""
		if m[2] >= 0 {
			prefix = strings.ToUpper(text[m[2]:m[3]])
		}
		start := from
		if prefix != "" && !p.isPrefix(prefix, text[m[3]:m[4]]) {
			prefix, start = "", m[4]
			if from < m[2] { // "#order 20417"
				from = m[2]
			}
		}
		hash := strings.HasPrefix(text[from:], "#") || start > 0 && text[start-1] == '#'
		before := text[max(0, start-28):start]
		if prefix == "" && glued(text, m[4]) || insideLonger(text, start, to) || afterNumber.MatchString(text[to:]) {
			continue
		}
		if len(text)-start >= 3 && strings.EqualFold(text[start:start+3], "RMA") {
			continue
		}
		named := orderWord.MatchString(before)
		if !named && (otherWord.MatchString(before) || prefix == "" && !hash && (len(digits) == 4 || bareWord.MatchString(before))) {
			continue
		}
		written := strings.TrimSpace(text[start:to])
		out = append(out, desk.NumberFound{Written: written, Key: prefix + digits, Where: where, Strong: named || hash || prefix != ""})
	}
	return out
}

// isPrefix says whether letters before digits belong to the number. With configured
// prefixes only those do; else letters that touch the digits or are joined by a sign, or
// that stand in capitals before a blank.
func (p *Phrases) isPrefix(letters, joint string) bool {
	if len(p.opt.Prefixes) > 0 {
		return slices.Contains(p.opt.Prefixes, letters)
	}
	if notPrefix[letters] {
		return false
	}
	switch joint {
	case "", "-", "_":
		return true
	case " ":
		return letters == "HW"
	}
	return false
}

// glued reports whether a letter stands right before the digits at i: they are the tail
// of some other code.
func glued(text string, i int) bool {
	if i == 0 {
		return false
	}
	c := text[i-1]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' && i > 1 && text[i-2] != ' '
}

// insideLonger reports whether the figure is a piece of a longer code: a phone number, a
// tracking number, a serial such as K75-010377, a date.
func insideLonger(text string, from, to int) bool {
	if from > 0 {
		c := text[from-1]
		if isDigit(c) || c == '/' || c == '.' && from > 1 && isDigit(text[from-2]) || c == '-' && from > 1 && text[from-2] != ' ' || c == '@' || c == '+' {
			return true
		}
		if c == ' ' && from > 2 && isDigit(text[from-2]) && isDigit(text[from-3]) {
			return true // "0171 2345678"
		}
	}
	if to < len(text) {
		c := text[to]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '@' || c == '/' {
			return true
		}
		if c == ' ' && to+3 < len(text) && isDigit(text[to+1]) && isDigit(text[to+2]) && isDigit(text[to+3]) {
			return text[from] == '0' || text[from] == '+' // groups of a phone number
		}
	}
	return false
}

// serialShape is a serial number: letters and digits, a dash, five digits or more.
var serialShape = regexp.MustCompile(`\b[A-Z]{1,4}\d{1,3}-\d{5,8}\b`)

// serialWord names one.
var serialWord = regexp.MustCompile(`(?i)\b(?:serial(?: number| no\.?)?|s/n|sn|seriennummer|numéro de série|número de serie|serienummer|numero di serie)[ :.#]*(?:is |ist |est |es |è )?([A-Z0-9][A-Z0-9\-]{4,19})\b`)

// underneath is a number that is told by where it stands on the thing: "the number on the underside, here it is: PSU-4711".
var underneath = regexp.MustCompile(`(?i)\b(?:number|code|nummer|numéro|número|numero)\b[^.!?\n]{0,30}\b(?:underside|underneath|bottom|unterseite|boden|unten|dessous|debajo|onderkant|onderop|sotto)\b[^.!?\n]{0,25}[ :]([A-Za-z]{2,5}[0-9]{0,3}-?[0-9]{3,8})\b`)

// findSerial gives the first serial number that stands in the texts.
func findSerial(texts ...string) string {
	for _, t := range texts {
		if len(t) > maxText {
			t = t[:maxText]
		}
		if dashed(t) {
			if s := serialShape.FindString(t); s != "" {
				return s
			}
		}
		low := t
		if !strings.ContainsAny(low, "0123456789") || !mentionsSerial(low) {
			continue
		}
		for _, named := range []*regexp.Regexp{serialWord, underneath} {
			if m := named.FindStringSubmatch(t); m != nil && strings.ContainsAny(m[1], "0123456789") {
				return m[1]
			}
		}
	}
	return ""
}

// dashed is the cheap look for what serialShape ends with: a digit, a dash and five digits.
func dashed(s string) bool {
	for i := 1; i+5 < len(s); i++ {
		if s[i] == '-' && isDigit(s[i-1]) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3]) && isDigit(s[i+4]) && isDigit(s[i+5]) {
			return true
		}
	}
	return false
}

// mentionsSerial is the cheap look before the costly one.
func mentionsSerial(s string) bool {
	for _, w := range []string{"erial", "S/N", "s/n", "SN", "sn", "erien", "série", "serie", "nder", "bottom", "nter", "nten", "oden", "essous", "ebajo", "otto"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
