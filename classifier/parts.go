package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// mostParts is how many orders of one mail are read apart; whoever names more sends a list.
const mostParts = 5

// parts reads what a mail says of each of several orders (domain.md section 1, "Two orders").
// A sentence that names one order, and those behind it up to the next one that names another,
// are about that order, and of a sentence that names two each half that says something of its own. Where a sentence names two and has no such halves, or speaks of all of them, where danger is spoken of,
// or where what the mail is about stands in no part, nothing is read apart: what is said then holds for all. A part is believed where it is sure, or
// where it says what the whole mail says, or, failing that, what its words state outright; what it
// says beside that must be the whole mail's, too. A part that asks for nothing is no matter, whatever is
// asked of another order.
func (e *Embedded) parts(in Input, whole *desk.Reading) []desk.ReadingPart {
	if namedOrders(whole.Numbers) < 2 || whole.Has(desk.SignalSafetyHazard) {
		return nil
	}
	if keep, drop := e.phrases.oneNeeded(in.NewText); keep != "" && (toCome(whole.Class) || !matter(whole.Class)) {
		return onlyOne(keep, drop)
	}
	if keep, drop := e.phrases.otherMeant(in.NewText); keep != "" && whole.Class == desk.ClassCancellation {
		return onlyOne(keep, drop)
	}
	texts := e.phrases.byOrder(in.NewText, e.hears)
	in.Subject = e.phrases.subjectTo(texts, in.Subject)
	if len(texts) < 2 || len(texts) > mostParts || e.phrases.saidBeside(in) {
		return nil
	}
	var out []desk.ReadingPart
	var denied, surely []string
	missing := false
	off := e.phrases.droppedOf(texts)
	stays := func(r *desk.Reading, s desk.Signal) bool { // in context, and with the same matter, a signal that the whole mail lacks was not heard
		return r.Class != whole.Class || whole.Has(s)
	}
	for _, t := range texts {
		if t.only {
			if said := e.phrases.saysOutright(t.text); said != "" && said != whole.Class {
				return nil
			}
			out = append(out, desk.ReadingPart{Number: t.key, Classes: []desk.Class{whole.Class}})
			continue
		}
		if c := e.phrases.unaskedOf(t, off, whole); c != "" {
			if c != desk.ClassOther {
				surely = append(surely, t.key)
			} else if len(off) > 0 && e.phrases.onlyKept(t.text) || e.phrases.merelyGoesOn(t.text) {
				denied = append(denied, t.key)
			}
			out = append(out, desk.ReadingPart{Number: t.key, Classes: []desk.Class{c}})
			continue
		}
		if missed := e.phrases.onlyMissing(t.text); missed || e.phrases.onlyWhen(t.text) {
			if missing = missing || missed; !missed {
				surely = append(surely, t.key)
			}
			out = append(out, desk.ReadingPart{Number: t.key, Classes: []desk.Class{desk.ClassDelay}})
			continue
		}
		r := e.Read(Input{NewText: t.text, Received: in.Received, HasAttachments: in.HasAttachments})
		left := r.Class == desk.ClassOrderChange && leftAlone.MatchString(t.text) || (toCome(r.Class) && !asksChange.MatchString(t.text) && e.phrases.staysAsIs(t.text))
		if r.Class == desk.ClassCancellation && kept.MatchString(t.text) && !undone.MatchString(t.text) || left {
			denied = append(denied, t.key)
			out = append(out, desk.ReadingPart{Number: t.key, Classes: []desk.Class{desk.ClassOther}})
			continue
		}
		if len(strings.Fields(t.text)) <= mostSame && sameAgain.MatchString(t.text) && !e.phrases.asks(t.text) {
			return nil // "please also cancel B" says what it is that is wanted of B
		}
		told := e.told(t.text, &r, whole)
		both := r.Confidence >= guessBar && e.plainlyIn(t.text, r.Class)
		told = told || both
		if e.model.Accepts(r) || told && (both || r.Confidence >= plainMatter) && r.Class != whole.Class {
			surely = append(surely, t.key)
		}
		if !told {
			if said := e.untold(t.text, r.Class, whole.Class); said != "" {
				part := desk.ReadingPart{Number: t.key, Classes: []desk.Class{said}}
				if said == r.Class {
					part.Signals = r.Signals
				}
				if matter(said) {
					surely = append(surely, t.key)
				}
				out = append(out, part)
			}
			continue
		}
		classes := []desk.Class{r.Class}
		for _, c := range r.Also {
			if asIs := c == desk.ClassOrderChange && unchanged.MatchString(t.text); !asIs && (c == whole.Class || slices.Contains(whole.Also, c)) {
				classes = append(classes, c)
			}
		}
		signals := slices.DeleteFunc(r.Signals, func(s desk.Signal) bool { return !stays(&r, s) })
		out = append(out, desk.ReadingPart{Number: t.key, Classes: classes, Signals: signals})
	}
	same := func(c desk.Class) bool { return c == whole.Class || c.IsClaim() && whole.Class.IsClaim() }
	if matter(whole.Class) && whole.Confidence >= guessBar && !missing && !slices.ContainsFunc(out, func(p desk.ReadingPart) bool { return slices.ContainsFunc(p.Classes, same) }) {
		// Of an order that is not to be cancelled nothing is said all the same, and what is surely said of one is that one's; the others
		// have the whole mail's matter. Where it is said of each, the sum of all words was no matter of any.
		return slices.DeleteFunc(out, func(p desk.ReadingPart) bool {
			return !slices.Contains(denied, p.Number) && !slices.Contains(surely, p.Number)
		})
	}
	return out
}

// subjectTo puts a subject that names one of some orders before what is said of that one, and gives what is left of it for the whole.
func (p *Phrases) subjectTo(texts []orderText, subject string) string {
	keys := p.keysIn(subject)
	if len(keys) != 1 { // it is about no single order
		return subject
	}
	i := slices.IndexFunc(texts, func(t orderText) bool { return t.key == keys[0] })
	if i < 0 {
		return subject
	}
	texts[i].text = subject + "\n" + texts[i].text
	return ""
}

// plainlyIn reports whether phrases find a matter plainly in a text: two readers that hear the same in a few words are believed.
func (e *Embedded) plainlyIn(text string, c desk.Class) bool {
	found, sure := e.phrases.finds(text)
	return found == c && sure >= plainMatter && (toCome(c) || c.IsClaim())
}

// namedOrders counts the order numbers that are surely some.
func namedOrders(numbers []desk.NumberFound) int {
	n := 0
	for i := range numbers {
		if numbers[i].Strong {
			n++
		}
	}
	return n
}

// hears reads one half of a sentence: what it states or phrases find plainly, else what the model is sure of.
func (e *Embedded) hears(text string) (desk.Class, float64) {
	c, sure := e.phrases.finds(text)
	if sure < plainMatter || !matter(c) {
		r := e.Read(Input{NewText: text})
		if e.model.Accepts(r) {
			return r.Class, 1
		}
		if likely := min(r.Confidence, plainMatter-0.01); r.Class.IsClaim() && likely > sure { // what came of it is heard, and not plainly
			return r.Class, likely
		}
	}
	return c, sure
}

// untold gives what a part is about that says nothing of what the mail is about: what its words state
// outright, or no matter at all, so that no other order's is decided for it. It is "" where the words are
// too few to say anything, as in a list of numbers, or where the order's stage has to tell.
func (e *Embedded) untold(text string, alone, whole desk.Class) desk.Class {
	if said := e.phrases.saysOutright(text); said != "" {
		return said
	}
	short := leastSaid > len(strings.Fields(mereName.ReplaceAllString(text, " "))) || goesOn.MatchString(text) && len(strings.Fields(text)) <= mostSame
	if short || alone == desk.ClassChangeOfMind && whole == desk.ClassCancellation && unwanted.MatchString(text) {
		return ""
	}
	return desk.ClassOther
}

// leastSaid is how many words say something of an order, beside those that merely name it (mereName); goesOn
// finds the next one of a list.
const leastSaid = 2

// unwanted finds the words of a thing that is not needed: of one that is not there yet, they cancel it.
var unwanted = mustPattern(`(?i)(?:^|[^\pL])(?:not|no|\pL+n['’]t|mistake|twice|nicht|keine?n?|versehen|doppelt|pas|plus|erreur|error|non|errore|niet|geen|vergissing|per ongeluk)(?:[^\pL]|$)`)

var (
	goesOn   = mustPattern(`(?i)^[\s,;-]*(?:and|und|et|y|e|ed|en|plus|sowie)[ ]`)
	mereName = mustPattern(`(?i)[\pL-]*\d[\pL\d-]*|[^\pL\d\s]+|\b(?:my|the|order|number|no|nr|num|second|other|first|meine?|die|bestellung|bestellnummer|auftrag|nummer|zweite|andere|ma|la|commande|` +
		`num[eé]ro|deuxi[eè]me|autre|mi|el|pedido|n[uú]mero|segundo|otro|il|mio|ordine|secondo|altro|mijn|de|bestelling|tweede)\b`)
)

// kept finds that an order is not to be cancelled: a person then reads what is to become of it.
var kept = mustPattern(`(?i)(?:^|[^\pL])(?:(?:do not|don['’]?t|not to|not want to) (?:cancel|touch)|(?:on|under) no (?:account|circumstances) (?:the |my |order )*\S*\d\S*|nicht anfassen|ne touchez (?:surtout )?pas|no toqu\pL+|non tocca\pL+|niet aankomen|nicht (?:(?:die |den |meine |bestellung |auftrag |nr\.? |nummer )*\S*\d\S* )?(?:zu )?stornieren|stornier(?:en sie|en|t|e) (?:bitte )?(?:(?:die |den |meine |bestellung |auftrag |nr\.? |nummer )*\S*\d\S* )?(?:bitte )?nicht|n['’]annule[rz] pas|ne (?:pas |veux pas |souhaite pas )annuler|` +
	`no (?:lo |la )?(?:quiero |deseo |queremos )?(?:cancel|anul)\pL+|non (?:voglio |vorrei )?annull\pL+|niet (?:(?:de |mijn |bestelling |order |nr\.? |nummer )*\S*\d\S* )?(?:te )?annuleren|annuleert? (?:(?:de |mijn |bestelling |order |nr\.? |nummer )*\S*\d\S* )?(?:alstublieft |alsjeblieft |aub |svp )?niet|` +
	`(?:did|have)(?:n['’]t| not| never) (?:cancel\pL*|asked? (?:you )?to cancel)|never (?:cancel\pL*|asked? (?:you )?to cancel)|(?:nicht|nie|niemals) (?:storniert|annulliert)|n['’](?:ai|avons) (?:pas|jamais) (?:annulé|demandé (?:à |d['’])annuler)|` +
	`(?:no|nunca) (?:he|hemos|había) (?:cancel|anul|pedido (?:cancel|anul))\pL*|non (?:ho|abbiamo) (?:mai )?(?:annullato|chiesto di annullare)|(?:niet|nooit) geannuleerd|` +
	`n['’]est pas à annuler|(?:is|are) not to be cancell?ed|soll(?:te)? nicht storniert|non (?:va|è da) annullat?\pL+|(?:why|warum|weshalb|pourquoi|por qué|perché|waarom) [^.?!;]{2,50}(?:cancell?ed|storniert|annulée?|cancelado|anulado|annullato|geannuleerd)|` +
	`n(?:o|['’]?)t want (?:[\pL\d#-]+ ){1,4}(?:to be )?cancell?ed|nicht,? dass (?:[\pL\d#-]+ ){1,4}storniert|ne (?:veux|souhaite) pas que (?:[\pL\d#-]+ ){1,5}annul\pL+|` +
	`no quiero que (?:[\pL\d#-]+ ){1,5}(?:cancel|anul)\pL+|non voglio che (?:[\pL\d#-]+ ){1,5}annull\pL+|niet dat (?:[\pL\d#-]+ ){1,4}geannuleerd)(?:[^\pL]|$)`)

// undone finds a question why an order is not cancelled yet: that asks for it.
var undone = mustPattern(`(?i)(?:^|[^\pL])(?:why|warum|weshalb|pourquoi|por qué|perché|waarom) [^.?!;]{0,50}(?:not|n['’]t|nicht|pas|no|non|niet)(?: (?:yet|been|noch|encore|été|aún|todavía|ha|han|está|sido|ancora|è|stato|nog))* ` +
	`(?:cancell?ed|storniert|annulée?|cancelado|anulado|annullato|geannuleerd)(?:[^\pL]|$)`)

// asksChange finds a word that cancels or changes: an order of which it is said is not left as it is, with or without haste.
var asksChange = mustPattern(`(?i)(?:^|[^\pL])(?:cancel|storn|annul|anul|chang|switch|änder|modif|cambi|wijzig|verander)`)

// leftAlone finds that something of an order is not to be changed.
var leftAlone = mustPattern(`(?i)(?:^|[^\pL])(?:(?:do not|don['’]?t|not to) (?:change|alter|modify)|nicht (?:zu )?ändern|nicht geändert|ne (?:changez|modifiez) pas|no (?:cambi|modifi)\pL+|non (?:cambi|modific)\pL+|niet (?:te )?(?:wijzigen|veranderen)|(?:wijzig|verander) niet)(?:[^\pL]|$)`)

// unchanged finds that an order is to stay as it is.
var unchanged = mustPattern(`(?i)(?:^|[^\pL])(?:(?:to|at) the (?:old|same|usual) address|as before|wie bisher|an die (?:alte|gleiche|übliche) adresse|comme avant|à l['’](?:ancienne|adresse habituelle)|à la même adresse|como antes|a la misma dirección|come prima|allo stesso indirizzo|zoals (?:voorheen|eerst)|naar het (?:oude|zelfde) adres|hetzelfde adres|` +
	`no (?:rush|hurry)|take your time|can wait|keine eile|hat zeit|kann warten|pas pressée?|peut attendre|(?:sin|no corre|no hay) prisa|puede esperar|nessuna fretta|non ha fretta|può aspettare|geen haast|kan wachten|` +
	`(?:stay|remain|leave it|keep it) (?:exactly )?as (?:it is|is|ordered|planned)|(?:so )?bleiben,? wie (?:sie|er|es) ist|bleibt,? wie (?:sie|er|es) ist|wie bestellt bleiben|so lassen|` +
	`rester (?:telle quelle|tel quel|comme elle est|comme prévu)|reste (?:telle quelle|tel quel|comme elle est)|(?:quedarse|quedar|queda) (?:tal cual|como está|como estaba)|puede seguir como está|d[eé]j[ae]\pL* (?:tal cual|como está|como estaba)|` +
	`(?:restare|rimanere|resta|rimane) (?:così com['’]è|com['’]è|così)|(?:blijven|laten|blijft) zoals (?:hij|het|ze|die) (?:nu )?is)(?:[^\pL]|$)`)

// goesOnAsIs finds that an order goes on, at the end of what is said of it or with how: "HW-20123 läuft weiter wie besprochen". What
// has gone on for weeks is a fault or a wait.
var goesOnAsIs = mustPattern(`(?i)(?:^|[^\pL])(?:(?:goes|is going|can go|should go|carries) (?:ahead|on)|(?:läuft|geht|kann|soll) (?:ganz |einfach )?(?:normal )?weiter(?:laufen|gehen)?|suit son cours|poursuit son cours|` +
	`(?:sigue|siga|puede seguir) (?:adelante|en marcha|en pie|su curso)|(?:gaat|loopt|mag|kan) (?:gewoon |wel )?door(?:gaan|lopen)?|(?:va|vada|può andare) avanti|prosegue)(?:,?\s+(?:as|wie|comme|como|come|zoals)\s[^.!?;]{2,40})?[\s\pP]*$`)

// merelyGoesOn reports whether a text says of an order that it goes on, and no more: nothing but its name stands before.
func (p *Phrases) merelyGoesOn(text string) bool {
	at := goesOnAsIs.FindStringIndex(text)
	return at != nil && len(strings.Fields(mereName.ReplaceAllString(text[:at[0]], " "))) == 0 && p.saysOutright(text) == ""
}

// sameAgain finds "the same for B", which says what the sentence before it says, in texts of at most mostSame words.
var sameAgain = mustPattern(`(?i)(?:^|[^\pL])(?:same|likewise|too|also|as well|auch|ebenso|ebenfalls|gleiche|dasselbe|genauso|idem|même|pareil|aussi|également|mismo|también|igual|stess[ao]|anche|uguale|pure|ook|hetzelfde|zelfde)(?:[^\pL]|$)`)

const mostSame = 8

// toCome reports whether a class is a matter of what has not come yet.
func toCome(c desk.Class) bool {
	return c == desk.ClassCancellation || c == desk.ClassOrderChange || c == desk.ClassDelay
}

// matter reports whether a class is something to decide about an order.
func matter(c desk.Class) bool { return c != desk.ClassOther && c != desk.ClassNonCustomer }

// saidBeside reports whether a mail says something of its orders outside of their sentences: of all of
// them at once, in the subject, or before the first is named.
func (p *Phrases) saidBeside(in Input) bool {
	lead, first := in.Subject+"\n", true
	for _, s := range splitSentences(in.NewText[:min(len(in.NewText), maxText)]) {
		named := len(p.keysIn(s)) > 0
		first = first && !named
		if ofAllOrders(s) || !named && ofOrders.MatchString(s) && p.asks(s) {
			return true
		}
		if first {
			lead += s
		}
	}
	return p.asks(lead)
}

// asks reports whether a text states outright what is to be decided.
func (p *Phrases) asks(text string) bool {
	said := p.saysOutright(text)
	return said != "" && matter(said)
}

// saysOutright gives the class that a text states in so many words, "" where it states none or several.
func (p *Phrases) saysOutright(text string) desk.Class {
	a := p.analyse(Input{NewText: text})
	defer p.release(a)
	if said := a.tally.outrightly().Classes; len(said) == 1 {
		return said[0]
	}
	return ""
}

// orderText is what a mail says about one order.
type orderText struct {
	key, text string
	only      bool // what is denied of another order is asked of this one: "do not cancel B, only A"
}

// byOrder splits a text by the orders that its sentences name; nil where a sentence names two and cannot be halved.
func (p *Phrases) byOrder(text string, hears hearing) []orderText {
	if len(text) > maxText {
		text = text[:maxText]
	}
	var out []orderText
	at := -1
	for _, sentence := range splitSentences(text) {
		pieces, elliptic := []string{sentence}, false
		if len(p.keysIn(sentence)) > 1 {
			if pieces, elliptic = p.halves(sentence, hears); pieces == nil {
				return nil
			}
		}
		for i, s := range pieces {
			if keys := p.keysIn(s); len(keys) == 1 {
				if at = slices.IndexFunc(out, func(t orderText) bool { return t.key == keys[0] }); at < 0 {
					out, at = append(out, orderText{key: keys[0]}), len(out)
				}
			}
			if at >= 0 {
				out[at].text += s
				out[at].only = out[at].only || elliptic && i == 1
			}
		}
	}
	return out
}

// keysIn gives the order numbers that a sentence names, each once.
func (p *Phrases) keysIn(sentence string) []string {
	var out []string
	for _, n := range p.findNumbers(Input{NewText: sentence}) {
		if n.Strong {
			out = append(out, n.Key)
		}
	}
	return out
}

// splitSentences cuts a text behind full stops, question and exclamation marks that a blank
// follows, and behind lines. Joined, the pieces are the text.
func splitSentences(text string) []string {
	var out []string
	from := 0
	for i := range len(text) {
		ends := text[i] == '\n' || strings.IndexByte(".!?", text[i]) >= 0 && i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\n')
		if ends {
			out = append(out, text[from:i+1])
			from = i + 1
		}
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}
