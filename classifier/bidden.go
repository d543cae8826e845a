package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// Of "please ... the order" a sum of words hears a cancelling, whatever verb stands there: most of those who write so little cancel. So a
// mail that says in one sentence, and nothing beside it, that an order is to be raised, brought forward, confirmed or sent is read by
// its verb.

// bidden is what may be bidden of an order beside cancelling it.
type bidden struct {
	verb    quickPattern
	class   desk.Class
	altered bool // its goods are
}

// verbLast makes a pattern of a sentence in which the order stands before its verb, verbFirst of one in which it stands behind it.
func verbLast(verbs string) string {
	return `(?:bestellung|bestellmenge|auftrag|menge|stückzahl|stueckzahl|bestelling|aantal|order)(?:\s+(?:bitte|noch|schnell|endlich|jetzt|gern|doch|nun|graag|nog|nu|snel|aub|alstublieft|nr\.?|nummer|\S*\d\S*|(?:auf|um|von|mit|zu|naar|met|van)(?:\s+[^\s.?!,;]+){1,3}))*\s+(?:` + verbs + `)[\s.!?]*$`
}

func verbFirst(verbs string) string {
	return `(?:^|[^\pL])(?:` + verbs + `)\s+(?:the |my |our |this |la |ma |notre |cette |el |mi |nuestro |este |il |lo |l['’]|il mio |il nostro |questo |quest['’])\s*(?:order|quantity|commande|quantité|pedido|cantidad|ordine|quantità)(?:\s+\S*\d\S*|\s+(?:by|to|with|of|de|à|par|d['’]|a|en|con|di)\s+[^.?!,;]{1,30})*[\s.!?]*$`
}

var bids = []bidden{
	{mustPattern(`(?i)` + verbLast(`erhöhen|erhoehen|aufstocken|erweitern|vergrößern|vergroessern|verdoppeln|verdreifachen|ergänzen|ergaenzen|verringern|reduzieren|verkleinern|halbieren|verhogen|ophogen|uitbreiden|aanvullen|verdubbelen|verlagen|verkleinen|halveren`) + `|` +
		verbFirst(`increase|raise|expand|enlarge|double|triple|reduce|halve|extend|augmenter|augmentez|doubler|doublez|agrandir|compléter|complétez|réduire|réduisez|aumentar|aumenten|aumentad|ampliar|amplíen|ampliad|duplicar|dupliquen|duplicad|reducir|reduzcan|reducid|`+
			`d['’]augmenter|d['’]agrandir|aumentare|aumentate|ampliare|ampliate|raddoppiare|raddoppiate|integrare|integrate|ridurre|riducete`)), desk.ClassOrderChange, true},
	{mustPattern(`(?i)` + verbLast(`vorziehen|verschieben|zurückstellen|zurueckstellen|aufschieben|beschleunigen|uitstellen|vervroegen|versnellen|verschuiven`) + `|` +
		verbFirst(`bring forward|postpone|delay|expedite|hurry up|speed up|avancer|avancez|d['’]avancer|reporter|reportez|décaler|décalez|accélérer|accélérez|adelantar|adelanten|adelantad|aplazar|aplacen|aplazad|posponer|pospongan|acelerar|aceleren|acelerad|anticipare|anticipate|posticipare|posticipate|rimandare|rimandate|accelerare|accelerate`)), desk.ClassOrderChange, false},
	{mustPattern(`(?i)` + verbLast(`bestätigen|bestaetigen|prüfen|pruefen|überprüfen|ueberpruefen|bevestigen|controleren`) + `|` +
		verbFirst(`confirm|check|verify|confirmer|confirmez|vérifier|vérifiez|confirmar|confirmen|confirmad|revisar|revisen|revisad|confermare|confermate|verificare|verificate|controllare|controllate`)), desk.ClassOther, false},
	{mustPattern(`(?i)` + verbLast(`losschicken|abschicken|verschicken|versenden|ausliefern|liefern|fertigstellen|verzenden|versturen|leveren|afmaken`) + `|` +
		verbFirst(`ship|dispatch|deliver|send out|finish|expédier|expédiez|d['’]expédier|envoyer|envoyez|livrer|livrez|enviar|envíen|enviad|despachar|despachen|spedire|spedite|inviare|inviate|consegnare|consegnate`)), desk.ClassDelay, false},
}

// offOrTied finds any word that may cancel, deny or bind what is bidden to a condition, in six languages.
var offOrTied = mustPattern(`(?i)canc[eé]l|storn|ann[uú]l|an[uú]l|\bstop|\bdrop|refund|erstatt|rembours|reembols|rimbors|terugb|cannot|abbestell|abbrech|disd[ie]|retract|undo|\bnot\b|n['’]t\b|\bno\b|\bnon\b|\bne\b|\bpas\b|nicht|\bkein|\bniet\b|\bgeen\b|\bzero\b|\bnull?\b|\bnul\b|\bcero\b|\bif\b|\bwenn\b|\bfalls\b|\bsi\b|\bse\b|\bals\b|\bor\b|\boder\b|\bou\b|zurück(?:zieh|nehm|tret)`)

// greets finds a sentence that only greets or thanks.
var greets = mustPattern(`(?i)^(?:hallo|hi|hello|dear|guten|sehr geehrte|moin|liebe[rs]?|bonjour|hola|buen[oa]s|buongiorno|salve|ciao|gentil[ei]|beste|goede|dag|danke|vielen dank|besten dank|thanks|thank you|many thanks|merci|gracias|muchas gracias|grazie|dank|bedankt|mit freundlichen|viele grüße|gruß|kind regards|regards|best|cordialement|saludos|saluti|groet|met vriendelijke)\b[^.?!]{0,30}[.,!]*$`)

// byVerb reads a short mail in which a cancelling is heard, or nothing, by the verb of its one sentence. A person looks at it.
func byVerb(text string, r desk.Reading) desk.Reading {
	cancels := r.Class == desk.ClassCancellation || slices.Contains(r.Also, desk.ClassCancellation)
	if !cancels && r.Class != desk.ClassOther || r.Has(desk.SignalSafetyHazard) || r.Has(desk.SignalInstructsReader) || len(text) > maxText {
		return r
	}
	at := -1
	for _, s := range splitSentences(text) {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		i := slices.IndexFunc(bids, func(b bidden) bool { return b.verb.MatchString(s) })
		if i < 0 && !greets.MatchString(s) || i >= 0 && at >= 0 {
			return r // most mails end here, at their first sentence
		}
		if i >= 0 {
			at = i
		}
	}
	if at < 0 || offOrTied.MatchString(text) {
		return r
	}
	if !cancels && bids[at].class != desk.ClassOrderChange {
		return r
	}
	if bid := bids[at]; bid.class != r.Class {
		r.RunnerUp, r.Class, r.Confidence = r.Class, bid.class, min(r.Confidence, leftOpen)
	}
	r.Also = further(r.Class, slices.DeleteFunc(slices.Clone(r.Also), func(c desk.Class) bool { return c == desk.ClassCancellation || c == r.Class }))
	r.Signals = slices.DeleteFunc(slices.Clone(r.Signals), func(s desk.Signal) bool { return s == desk.SignalPraise || s == desk.SignalChoiceCancel })
	if bids[at].altered {
		r.Signals = withSignal(r.Signals, desk.SignalProductChange)
	}
	return r
}
