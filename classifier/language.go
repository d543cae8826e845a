package classifier

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// stopLists are short, frequent words by language, folded. A word may stand in several.
const stopLists = `en the and is my it you please have not with this for was are would can will how when what your been does do from but they has did hello thanks order
de und der die das ist nicht ich bitte mein meine meinen mit habe wann wird kann auf dem den noch fuer eine einen hallo aber wurde sie sind guten danke bestellung
fr le les est je ma mon mes pas vous ne et des commande bonjour pour une merci avec dans mais pouvez recu suis cette que du
es el los mi por no gracias que pedido hola una con para pero quiero puede esta ha he buenos buenas del y se
nl het een ik niet mijn en bestelling kan van op jullie maar graag heb met voor nog hallo wordt zijn dat ook is deze de
it il non ho di mio ordine grazie per una sono che buongiorno ma vorrei gli del alla mi avete con la questo`

// languages is the closed list of languages that are told apart.
const languages = "en de fr es nl it"

// stopwords gives each word of stopLists the bits of its languages, in their order.
func stopwords() map[string]uint8 {
	m := map[string]uint8{}
	for i, line := range strings.Split(stopLists, "\n") {
		for _, w := range strings.Fields(line)[1:] {
			m[w] |= 1 << i
		}
	}
	return m
}

// language names the language of a mail, or "" when it is not certain. Stop words decide
// when they agree; only a text on which they do not is handed to the trigram model,
// which is far slower and unsure on short texts.
func (p *Phrases) language(text string, toks []token) string {
	names := strings.Fields(languages)
	best, first, second := p.stopCount(toks, nil)
	if first >= 2 && first >= second+max(1, first/4) {
		return names[best]
	}
	if len(text) < 40 {
		if first > second {
			return names[best]
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
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}

// stopCount counts the stop words of each language outside of the sentences in without
// and gives the leading language with its count and the runner-up's.
func (p *Phrases) stopCount(toks []token, without map[int32]int) (best, first, second int) {
	var count [6]int
	for i := range toks {
		if _, ok := without[toks[i].sent]; ok {
			continue
		}
		set := p.stops[toks[i].word]
		for l := range count {
			if set&(1<<l) != 0 {
				count[l]++
			}
		}
	}
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
	best, first, second := p.stopCount(toks, without)
	if first >= 3 && first >= 2*second {
		return strings.Fields(languages)[best]
	}
	return ""
}
