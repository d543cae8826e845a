package classifier

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// stopLists are short, frequent words by language, folded. A word may stand in several.
const stopLists = `en the and is my it you please have not with this for was are would can will how when what your been does do from but they has did hello thanks order here there of that at be an its
de und der die das ist nicht ich bitte mein meine meinen mit habe wann wird kann auf dem den noch fuer eine einen hallo aber wurde sie sind guten danke bestellung hier von zu im bei auch nur mir ihr ihnen sich wie zum zur
fr le les est je ma mon mes pas vous ne et des commande bonjour pour une merci avec dans mais pouvez recu suis cette que du en au sur voici la ce un qui de votre svp
es el los mi por no gracias que pedido hola una con para pero quiero puede esta ha he buenos buenas del y se en la las un lo su le de aqui muy ya
nl het een ik niet mijn en bestelling kan van op jullie maar graag heb met voor nog hallo wordt zijn dat ook is deze de hier te er uw bij naar aan
it il non ho di mio ordine grazie per una sono che buongiorno ma vorrei gli del alla mi avete con la questo ecco le lo della un nel sul mia anche ancora e`

// otherLists are words of further languages, in which people write to a shop all the same, folded. The
// product has no templates in them, and a mail in one must not be taken for its neighbour: a Portuguese
// customer is answered in English, with a flag that says so, and not in Spanish (domain.md section 4).
// Words that a neighbour among the six shares stand here only where its own list has them, too, so that
// what decides are the words that it lacks.
const otherLists = `pt nao meu minha meus minhas uma voce voces obrigado obrigada encomenda ainda foi muito porque recebi ola estou gostaria isso tenho comprei que para por pedido de se
ca amb meva meu gracies comanda vull perque aquest aquesta encara teclat una que del la el un en de
ro nu comanda comenzii bună ziua mulțumesc mea meu pentru cand și vă rog tastatura de la un se
sv jag och inte det att har mitt min aer foer pa med hej tack bestaellning naer vill kan en de
da jeg og ikke det har mit min pa med hej tak bestilling hvornar nar til kan en de at
no jeg og ikke det har mitt min pa med hei takk bestilling nar til vil kan en de at
fi ei olen minun tilaus tilauksen tilaukseni hei kiitos mutta kun ettae oli naeppaeimistoe
pl jest mam moje moja zamowienie zamowienia dzień dobry proszę się czy kiedy dziękuję pozdrawiam otrzymałem jak dla przez
cs jsem neni prosim dobry děkuji objednavka objednavku objednavky moje že už kdy dostal bych
hu nem egy hogy rendeles rendelesem koeszoenoem mikor kerem napot meg
tr bir icin sipariş siparişim siparişi merhaba teşekkuerler değil zaman luetfen ve bu`

// weakWords are greetings and the like that people borrow, and words that are names of keys or models
// elsewhere: one of them alone does not tell in which language a mail is written.
const weakWords = "hello thanks hola merci danke order se ha die is es del con per due"

const (
	ours     = 6 // languages that the product writes; they come first
	tongues  = ours + 11
	minWords = 12 // a text of so many words holds a stop word of its language
)

// languageCodes gives the codes of the languages that are told apart, the product's own six first.
func languageCodes() []string {
	var codes []string
	for line := range strings.Lines(stopLists + "\n" + otherLists) {
		codes = append(codes, strings.Fields(line)[0])
	}
	return codes
}

// stopwords gives each word of the lists the bits of its languages, in their order.
func stopwords() map[string]uint32 {
	m := map[string]uint32{}
	i := 0
	for line := range strings.Lines(stopLists + "\n" + otherLists) {
		for _, w := range strings.Fields(line)[1:] {
			m[w] |= 1 << i
		}
		i++
	}
	return m
}

// language names the language of a mail, or "" when it is not certain. Stop words decide
// when they agree; only a text on which they do not is handed to the trigram model,
// which is far slower and unsure on short texts. toks are the words of text, with those of
// the subject where the writer chose it.
func (p *Phrases) language(text string, toks []token) string {
	count := p.stopCount(toks, nil)
	best, first, second := leader(count[:ours])
	if other, n, _ := leader(count[ours:]); n >= 2 && n > first {
		return p.codes[ours+other]
	}
	if first >= 2 && first >= second+max(1, first/4) {
		return p.codes[best]
	}
	if len(text) < 40 {
		if first > second && p.telling(toks) {
			return p.codes[best]
		}
		return ""
	}
	if len(text) > 600 {
		text = strings.ToValidUTF8(text[:600], "")
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
		whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Fra: true,
		whatlanggo.Spa: true, whatlanggo.Nld: true, whatlanggo.Ita: true,
	}})
	if info.Script != nil && info.Script != unicode.Latin {
		return whatlanggo.DetectLang(text).Iso6391() // Russian or Bulgarian: none of the six
	}
	if !info.IsReliable() {
		return ""
	}
	code := info.Lang.Iso6391()
	if i := slices.Index(p.codes, code); i >= 0 && count[i] == 0 && (first > 0 || len(toks) >= minWords) {
		return "" // the model was offered six languages, and the text is in none of them
	}
	return code
}

// telling reports whether a stop word stands among the words that nobody borrows.
func (p *Phrases) telling(toks []token) bool {
	weak := strings.Fields(weakWords)
	return slices.ContainsFunc(toks, func(t token) bool { return t.stops&(1<<ours-1) != 0 && !slices.Contains(weak, t.word) })
}

// stopCount counts the stop words of each language outside of the sentences in without.
func (p *Phrases) stopCount(toks []token, without map[int32]int) (count [tongues]int) {
	for i := range toks {
		if _, ok := without[toks[i].sent]; ok {
			continue
		}
		for set := toks[i].stops; set != 0; set &= set - 1 {
			count[bits.TrailingZeros32(set)]++
		}
	}
	return count
}

// leader gives the place of the highest count, that count, and the runner-up's.
func leader(count []int) (best, first, second int) {
	for l := range count {
		if count[l] > count[best] {
			best = l
		}
	}
	for l := range count {
		if l != best {
			second = max(second, count[l])
		}
	}
	return best, count[best], second
}

// plain names the language of a text whose stop words leave no doubt, else "". What
// stands in the sentences of without does not count: an instruction in English must not
// change how the mail above it is read.
func (p *Phrases) plain(toks []token, without map[int32]int) string {
	count := p.stopCount(toks, without)
	best, first, second := leader(count[:ours])
	if first >= 3 && first >= 2*second {
		return p.codes[best]
	}
	return ""
}
