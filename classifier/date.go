package classifier

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
)

// calendar holds the words of dates in six languages, folded.
type calendar struct {
	arrival map[string]bool
	weekday map[string]time.Weekday
	month   map[string]time.Month
	number  map[string]int
	ago     map[string]bool // "ago" and the words that stand before a span
	unit    map[string]int  // days of a unit
	today   map[string]bool
	ytd     map[string]bool
	before  map[string]bool // the day before yesterday
	future  map[string]bool
}

const (
	arrivalWords = "arrived arrive came delivered received recieved got receiving landed angekommen kam eingetroffen geliefert erhalten bekommen zugestellt ankam bekam erhielt recu recue recus arrive arrivee livre livree llego llegaron recibi recibido entregado entregaron entrego llegado llegada recibida recibimos entregada ontvangen aangekomen geleverd bezorgd binnengekomen kwam kreeg gekregen binnengekregen leverde afgeleverd rcvd gekommen angeliefert consegnatomi consegnatami arrivato arrivata arrivati ricevuto ricevuta consegnato consegnata"
	todayWords   = "today heute aujourd hoy vandaag oggi vanmorgen vanochtend vanmiddag vanavond stamattina stamani stamane"
	ytdWords     = "yesterday gestern hier ayer gisteren gisteravond gistermiddag gisterochtend ieri"
	beforeWords  = "vorgestern anteayer antier eergisteren"
	agoWords     = "ago vor geleden fa hace"
	futureWords  = "will shall should wird soll sollte werden sera devait debe debia zal zou dovrebbe sara supposed estimated expected promised until"
)

func newCalendar() *calendar {
	set := func(s string) map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(s) {
			m[w] = true
		}
		return m
	}
	c := &calendar{arrival: set(arrivalWords), today: set(todayWords), ytd: set(ytdWords), before: set(beforeWords),
		ago: set(agoWords), future: set(futureWords), weekday: map[string]time.Weekday{}, month: map[string]time.Month{},
		number: map[string]int{}, unit: map[string]int{}}
	for i, l := range []string{
		"sunday sonntag dimanche domingo zondag domenica", "monday mon montag lundi lunes maandag lunedi",
		"tuesday tues dienstag mardi martes dinsdag martedi", "wednesday wed mittwoch mercredi miercoles woensdag mercoledi",
		"thursday thurs donnerstag jeudi jueves donderdag giovedi", "friday fri freitag vendredi viernes vrijdag venerdi",
		"saturday samstag sonnabend samedi sabado zaterdag sabato",
	} {
		for _, w := range strings.Fields(l) {
			c.weekday[w] = time.Weekday(i)
		}
	}
	for i, l := range []string{
		"january jan januar jaenner janvier enero januari gennaio", "february feb februar fevrier febrero februari febbraio",
		"march mar maerz mars marzo maart", "april apr avril abril aprile", "may mai mayo mei maggio", "june jun juni juin junio giugno",
		"july jul juli juillet julio luglio", "august aug aout agosto augustus", "september sep sept septembre septiembre settembre",
		"october oct oktober okt octobre octubre ottobre", "november nov novembre noviembre", "december dec dezember dez decembre diciembre dicembre",
	} {
		for _, w := range strings.Fields(l) {
			c.month[w] = time.Month(i + 1)
		}
	}
	for i, l := range []string{
		"one a ein einem einer un uno una een", "two zwei deux dos twee due couple", "three drei trois tres drie tre", "four vier quatre cuatro quattro",
		"five fuenf cinq cinco vijf cinque", "six sechs seis zes sei", "seven sieben sept siete zeven sette", "eight acht huit ocho otto",
		"nine neun neuf nueve negen nove", "ten zehn dix diez tien dieci", "eleven elf onze once undici", "twelve zwoelf douze doce twaalf dodici",
		"thirteen dreizehn treize trece dertien tredici", "fourteen vierzehn quatorze catorce veertien quattordici", "fifteen fuenfzehn quinze quince vijftien quindici",
	} {
		for _, w := range strings.Fields(l) {
			c.number[w] = i + 1
		}
	}
	for w := range set("day days tag tage tagen jour jours dia dias dag dagen giorno giorni") {
		c.unit[w] = 1
	}
	for w := range set("week weeks woche wochen semaine semaines semana semanas weken settimana settimane") {
		c.unit[w] = 7
	}
	c.unit["fortnight"] = 14
	return c
}

// vague are the words of arriving that also say what somebody got or what came out: "I got
// a shock today", "smoke came yesterday". In a sentence that tells of danger they date that.
var vague = strings.Fields("reached erreicht parvenu parvenue bereikt pervenuto pervenuta raggiunto raggiunta came got received recieved receiving kam bekommen bekam erhalten erhielt recu recue kwam kreeg gekregen ontvangen recibi ricevuto ricevuta")

// reaching are words of arriving where they say whom the goods reached: "it reached me on Monday". Somebody
// who is reached, or a page that is not, dates nothing.
var (
	reaching  = wordsOf("reached erreicht parvenu parvenue bereikt pervenuto pervenuta raggiunto raggiunta")
	recipient = strings.Fields("me us mich uns m nous mi ci mij ons")
)

// reached reports whether the word at i says that something reached the writer.
func reached(toks []token, i int) bool {
	if !reaching.has(toks[i].word) {
		return false
	}
	from, to := max(0, i-6), i // the pronoun stands before the word, in English behind it
	if toks[i].word == "reached" {
		from, to = i+1, i+2
	}
	for k := from; k < to && k < len(toks); k++ {
		if toks[k].sent == toks[i].sent && slices.Contains(recipient, toks[k].word) {
			return true
		}
	}
	return false
}

// letters are things that are got and are no goods: "I got your tracking mail yesterday" dates no delivery.
var letters = strings.Fields("numero nummer code mail mails email emails message notice notification confirmation invoice answer reply label number tracking " +
	"nachricht benachrichtigung bestaetigung auftragsbestaetigung rechnung antwort versandbestaetigung courriel avis facture reponse confirmation " +
	"correo mensaje aviso factura respuesta confirmacion bericht melding bevestiging factuur antwoord messaggio avviso fattura risposta conferma")

// joiners are the words behind which another thing begins.
var joiners = strings.Fields("and und et y en e with mit avec con met")

// gotLetter reports whether what was got is a letter of ours. Its word stands within a few words, behind the
// verb or, where the verb comes last, before it.
func gotLetter(toks []token, i int) bool {
	for _, way := range []int{1, -1} {
		for j := 1; j <= 4; j++ {
			k := i + way*j
			if k < 0 || k >= len(toks) || toks[k].sent != toks[i].sent || slices.Contains(joiners, toks[k].word) {
				break
			}
			if slices.Contains(letters, toks[k].word) {
				return true
			}
		}
	}
	return false
}

// stated finds the delivery date that a customer states and resolves it against the
// calendar date of received, in received's zone. A date counts only near a word of
// arriving in the same sentence, and only when it does not lie ahead. danger are the
// sentences that tell of danger.
func (c *calendar) stated(toks []token, received time.Time, negator int, danger []int32) (desk.Date, bool) {
	if received.IsZero() {
		return "", false
	}
	y, m, d := received.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	for i := range toks {
		if t, ok := c.held(toks, i, day, negator); ok && !t.After(day) && day.Sub(t) < 400*24*time.Hour {
			return desk.Date(t.Format(time.DateOnly)), true
		}
		if t, ok := c.dayOf(toks, i, day); ok && !t.After(day) {
			return desk.Date(t.Format(time.DateOnly)), true
		}
		if !c.arrival[toks[i].word] && !reached(toks, i) && !brought(toks, i) || theirs(toks, i) || moneyCame(toks, i) || scannedAt(toks, i) || c.hypothetical(toks, i, negator) ||
			slices.Contains(vague, toks[i].word) && (slices.Contains(danger, toks[i].sent) || gotLetter(toks, i)) {
			continue
		}
		// What follows the word is meant more often than what stands before it.
		for _, j := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6} {
			k := i + j
			if k < 0 || k >= len(toks) || toks[k].sent != toks[i].sent || j > 7 && otherMatter(toks, i, k) {
				continue
			}
			if t, ok := c.at(toks, k, day, toks[i].word); ok && !t.After(day) && day.Sub(t) < 400*24*time.Hour {
				return desk.Date(t.Format(time.DateOnly)), true
			}
		}
		for k := i + 1; k < min(i+6, len(toks)) && toks[k].sent == toks[i].sent && !toks[k].clause; k++ {
			if t, ok := dayAlone(toks, k, day); ok {
				return desk.Date(t.Format(time.DateOnly)), true
			}
		}
		if t, ok := dayBefore(toks, i, day); ok {
			return desk.Date(t.Format(time.DateOnly)), true
		}
	}
	return "", false
}

// hypothetical reports whether the word of arriving is negated or lies ahead.
func (c *calendar) hypothetical(toks []token, i, negator int) bool {
	if wished(toks, i) {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-4 && toks[j].sent == toks[i].sent; j-- {
		if c.future[toks[j].word] || toks[j].bits.has(negator) && !monthDay(toks, j) {
			return true
		}
		if toks[j].clause {
			return false
		}
	}
	return false
}

// wished reports whether the word of arriving at i is of a delivery that is asked for, or of one that would have been: "have it delivered
// on the 12th", "wenn es gekommen wäre".
func wished(toks []token, i int) bool {
	before := near(toks, i, -4, -1)
	n := len(before)
	if n > 1 && toks[i].word == "delivered" && slices.Contains(goods, before[n-1]) && anyOf(before[:n-1], strings.Fields("have get want need like prefer")) {
		return true
	}
	return anyOf(near(toks, i, 1, 1), strings.Fields("waere waeren haette haetten")) || n > 0 && anyOf(before[max(0, n-3):], []string{"if", "haetten", "haette"})
}

// monthDay reports whether "mai" at i is the month behind its day, and not the Italian "never".
func monthDay(toks []token, i int) bool {
	if toks[i].word != "mai" || i == 0 {
		return false
	}
	_, ok := ordinal(toks[i-1].word)
	return ok
}

// at reads the date expression that begins at token k.
func (c *calendar) at(toks []token, k int, day time.Time, arrival string) (time.Time, bool) {
	w := toks[k].word
	word := func(n int) string {
		if k+n >= 0 && k+n < len(toks) && toks[k+n].sent == toks[k].sent {
			return toks[k+n].word
		}
		return ""
	}
	switch {
	case w == "aujourd" && word(1) != "hui":
		return day, false
	case c.today[w] || w == "matin" && word(-1) == "ce" || word(-1) == "this" && (w == "morning" || w == "afternoon" || w == "evening" || w == "noon") ||
		word(-1) == "esta" && (w == "manana" || w == "tarde") || word(-1) == "questa" && w == "mattina":
		return day, true
	case c.before[w] || c.ytd[w] && (word(-1) == "avant" || word(-1) == "altro" || word(-1) == "before"):
		return day.AddDate(0, 0, -2), true
	case w == "hier":
		french := strings.HasPrefix(arrival, "recu") || strings.HasPrefix(arrival, "livre") || strings.HasPrefix(arrival, "arrive") || strings.HasPrefix(arrival, "parvenu")
		return day.AddDate(0, 0, -1), french
	case c.ytd[w]:
		return day.AddDate(0, 0, -1), true
	}
	if n, ok := c.weekday[w]; ok {
		back := (int(day.Weekday()) - int(n) + 7) % 7
		if lastWeek(word) {
			return day.AddDate(0, 0, -(int(day.Weekday())+6)%7-7+(int(n)+6)%7), true
		}
		if back == 0 && (word(-1) == "last" || word(-1) == "letzten" || word(1) == "dernier" || word(-1) == "pasado" || word(1) == "scorso" || word(-1) == "afgelopen") {
			back = 7
		}
		return day.AddDate(0, 0, -back), true
	}
	if n, ok := c.count(w); ok {
		if u, isUnit := c.unit[word(1)]; isUnit && (c.ago[word(2)] || c.ago[word(-1)] || word(-1) == "a" && word(-2) == "y") {
			return day.AddDate(0, 0, -n*u), true
		}
	}
	return c.written(w, word, day)
}

func (c *calendar) count(w string) (int, bool) {
	if n, ok := c.number[w]; ok {
		return n, true
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n > 0 && n < 60
}

// written reads "march 16", "16 march", "16th of march", "14.03", "14.03.2026",
// "2026-03-14", "14/03/2026". A slashed date that could be read two ways is none.
func (c *calendar) written(w string, word func(int) string, day time.Time) (time.Time, bool) {
	if m, ok := c.month[w]; ok {
		if n, ok := ordinal(word(1)); ok {
			return sensible(yearOf(word(2)), m, n, day)
		}
		if n, ok := ordinal(word(-1)); ok {
			return sensible(yearOf(word(1)), m, n, day)
		}
		if n, ok := ordinal(word(-2)); ok && (word(-1) == "of" || word(-1) == "de") {
			return sensible(yearOf(word(1)), m, n, day)
		}
		return day, false
	}
	if strings.Contains(w, ".") {
		f := strings.Split(w, ".")
		d, err1 := strconv.Atoi(f[0])
		m, err2 := strconv.Atoi(f[1])
		if err1 != nil || err2 != nil || m < 1 || m > 12 || len(f) > 3 {
			return day, false
		}
		y := 0
		if len(f) == 3 {
			y = yearOf(f[2])
		}
		return sensible(y, time.Month(m), d, day)
	}
	a, err1 := strconv.Atoi(w)
	b, err2 := strconv.Atoi(word(1))
	z, err3 := strconv.Atoi(word(2))
	if err1 != nil || err2 != nil || err3 != nil {
		return day, false
	}
	switch {
	case a > 2000 && b >= 1 && b <= 12:
		return sensible(a, time.Month(b), z, day)
	case z > 2000 && a > 12 && b >= 1 && b <= 12, z > 2000 && a == b && a >= 1 && a <= 12:
		return sensible(z, time.Month(b), a, day)
	case z > 2000 && b > 12 && a >= 1 && a <= 12:
		return sensible(z, time.Month(a), b, day)
	}
	return day, false
}

// ordinal reads a day of the month: "16", "16th", "1er", "1st".
func ordinal(w string) (int, bool) {
	for _, s := range []string{"st", "nd", "rd", "th", "er", "ste", "de", "eme", "e", "o"} {
		if t := strings.TrimSuffix(w, s); t != w && len(t) <= 2 {
			w = t
			break
		}
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31
}

// yearOf reads a year of four or two digits; 0 when there is none.
func yearOf(w string) int {
	n, err := strconv.Atoi(w)
	switch {
	case err != nil:
		return 0
	case n > 2000 && n < 2200:
		return n
	case len(w) == 2 && n > 20:
		return 2000 + n
	}
	return 0
}

// sensible builds the date; without a year it is the latest that does not lie ahead.
func sensible(y int, m time.Month, d int, day time.Time) (time.Time, bool) {
	given := y != 0
	if !given {
		y = day.Year()
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if !given && t.After(day) {
		t = time.Date(y-1, m, d, 0, 0, 0, 0, time.UTC)
	}
	return t, t.Day() == d
}
