package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// A customer who comes again tells what was once the matter with an older order, and how it was put right, before he says what he
// wants this time: "My first one had a dead key two years ago, and you sorted it. This is about the new one: where is it?" A sum of words
// hears the louder matter. So what is told as long past and settled is left out of what the mail asks, where a later sentence turns to
// another matter; danger in it, and what it tells of its writer, stands.

// wordPattern makes a pattern of alternatives that stand as words of their own.
func wordPattern(alternatives string) quickPattern {
	return mustPattern(`(?i)(?:^|[^\pL\d])(?:` + alternatives + `)(?:[^\pL\d]|$)`)
}

var (
	// longPast finds that something was years or some months ago, or of an earlier thing than this one.
	longPast = wordPattern(`years? (?:ago|back|earlier)|(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|few|\d+) months (?:ago|back)|last (?:year|summer|winter|spring|autumn|christmas)|back in \d{4}|in 20\d\d|my (?:first|last|previous|old|earlier) (?:one|order|pad|keyboard|board|amp|wheel|unit)|` +
		`vor (?:\pL+ )?\pL+ (?:jahren|monaten)|vor einem (?:halben )?jahr|vor \d+ (?:jahren|monaten)|(?:letztes|voriges|vergangenes) jahr|(?:letzten|vorigen) (?:sommer|winter|herbst)|damals|(?:mein|meine|meiner) (?:erste|erster|erstes|letzte|letzter|letztes|vorige|voriger|voriges|alte|alter|altes)|` +
		`il y a (?:\pL+ )?(?:\pL+|\d+) (?:ans|années|mois)|il y a un an|l['’]an (?:dernier|passé)|l['’](?:année dernière|été dernier|hiver dernier)|à l['’]époque|mon (?:premier|ancien|précédent)|ma (?:première|vieille|précédente)|` +
		`hace (?:\pL+ )?(?:\pL+|\d+) (?:años|meses)|hace un año|el (?:año|verano|invierno) pasado|en su día|en su momento|(?:mi|el|la) (?:primer|primero|primera|anterior)|` +
		`(?:\pL+|\d+) (?:jaar|maanden) geleden|vorig jaar|(?:vorige|afgelopen) (?:zomer|winter)|destijds|mijn (?:eerste|vorige|oude)|` +
		`(?:\pL+|\d+) (?:anni|mesi) fa|un anno fa|l['’](?:anno|estate|inverno) scors[oa]|all['’]epoca|(?:il mio|la mia) (?:primo|prima|precedente|vecchio|vecchia)`)
	// putRight finds that what was the matter was settled.
	putRight = wordPattern(`sorted|solved|fixed|repaired|replaced|mended|dealt with|t(?:ook|aken) care of|exchanged|swapped|put (?:it |that |things )?right|made (?:it |that )?good|settled|helped|sent me another(?: one)?|` +
		`gelöst|behoben|repariert|ausgetauscht|getauscht|ersetzt|erledigt|geregelt|geholfen|in ordnung gebracht|hingekriegt|` +
		`réglée?|résolue?|réparée?|échangée?|remplacée?|arrangée?|dépannée?|avez aidée?|` +
		`(?:lo |la |me lo |me la )?(?:resolvisteis|resolvieron|solucionasteis|solucionaron|arreglasteis|arreglaron|reparasteis|repararon|cambiasteis|cambiaron|sustituisteis|sustituyeron|ayudasteis)|resuelto|solucionado|arreglado|reparado|` +
		`opgelost|gerepareerd|vervangen|omgeruild|geruild|geregeld|geholpen|in orde gemaakt|` +
		`risolto|risolta|risolse|sistemato|sistemata|riparato|riparata|sostituito|sostituita|cambiato|cambiata|aiutato|aiutata`)
	// turnsTo finds the words with which somebody turns to what he is writing for.
	turnsTo = wordPattern(`this time|this (?:is|mail is|message is|one is) about|now it is|now it['’]s|(?:my|the|a) new (?:one|order|pad|keyboard|board|amp|wheel|unit)|today it is|today it['’]s|what i am writing about|` +
		`diesmal|dieses mal|(?:jetzt|heute|nun|hier) geht es|(?:der|die|das|den|dem|mein|meine|meinem|meiner) neuen?[sr]?|nun aber zu|` +
		`cette fois(?:-ci)?|(?:aujourd['’]hui|maintenant|ici),? il s['’]agit|(?:le|mon) nouveau|(?:la|ma) nouvelle|` +
		`esta vez|(?:ahora|hoy) (?:se trata|es|va|escribo)|(?:el|mi) nuevo|(?:la|mi) nueva|` +
		`(?:deze|dit) keer|ditmaal|(?:nu|vandaag) gaat het|(?:de|het|mijn) nieuwe|` +
		`(?:questa|sta) volta|stavolta|(?:ora|oggi|adesso) (?:si tratta|è|scrivo)|(?:il|quello|la|quella) (?:mio |mia )?nuov[oa]`)
	// onceMore finds that the old matter has come back: then it is no bygone.
	onceMore = wordPattern(`again|still|same|once more|another time|as before|back again|just like|wieder|schon wieder|erneut|noch immer|immer noch|gleiche[rsnm]?|dasselbe|derselbe|genauso|` +
		`encore|de nouveau|à nouveau|toujours|même|pareil|otra vez|de nuevo|todavía|mism[oa]|igual|weer|opnieuw|nog steeds|dezelfde|hetzelfde|zelfde|di nuovo|ancora|stess[oa]|sempre|uguale`)
)

var (
	// othersGoods finds that a thing of somebody else's is spoken of, which is like the writer's.
	othersGoods = wordPattern(`(?:friend|neighbou?r|colleague|mate|brother|sister|cousin|dad|mum|father|mother|son|daughter|boss|flatmate|buddy)['’]s(?: one)?,? (?:came|had|has|was|is|arrived|broke|died|got|turned)|` +
		`(?:der|die|das|den|dem|bei|beim) (?:von )?(?:meine[mnrs]?|eine[mnr]?) (?:freund|nachbar|kolleg|bruder|schwester|bekannt|cousin|vater|mutter)\pL*|` +
		`cel(?:ui|le) (?:de|d['’])(?: ?un| ?une)? ?(?:mon|ma|notre)? ?(?:ami|amie|voisin|voisine|collègue|frère|sœur|cousin|père|mère)|` +
		`(?:el|la|al|lo) de (?:mi|un|una) (?:amig|vecin|colega|compañer|herman|prim|padre|madre)\pL*|` +
		`(?:die|dat|het exemplaar) van (?:mijn|een|m['’]n) (?:vriend|vriendin|buurman|buurvrouw|collega|broer|zus|neef|vader|moeder)|` +
		`quell[oa] (?:di|del|della|di un|di un['’]|di una) ?(?:mio |mia )?(?:amic|vicin|colleg|fratell|sorell|cugin|padre|madre)\pL*`)
	// mineFares finds that the writer's own thing fared otherwise.
	mineFares = wordPattern(`mine (?:did not|didn['’]t|does not|doesn['’]t|has not|hasn['’]t|is not|isn['’]t|was not|wasn['’]t|is (?:perfect|fine|whole|great|all right|alright|spotless)|came (?:whole|fine|intact)|works|arrived (?:fine|whole|intact))|` +
		`(?:mein[es]?r?|meins|bei mir|unsere[rs]?) (?:ist |war |kam |dagegen |aber |hingegen |zum glück )*(?:nicht|heil|perfekt|in ordnung|tadellos|einwandfrei|unversehrt|ganz|gut)|` +
		`(?:le mien|la mienne|chez moi)(?:,)? (?:n['’]\pL+ (?:pas|rien)|non|pas|(?:est|était|va) (?:parfaite?|intacte?|impeccable|très bien|nickel)|marche)|` +
		`(?:el mío|la mía|a mí|al mío|a la mía)(?:,)? (?:no|(?:está|es|llegó|va|vino) (?:perfect[oa]|bien|enter[oa]|intact[oa]|genial))|` +
		`(?:die van mij|de mijne|het mijne|bij mij) (?:is |was |kwam |gelukkig )*(?:niet|gaaf|perfect|heel|in orde|prima|goed)|` +
		`(?:il mio|la mia|a me)(?:,)? (?:no|non|(?:è|sta|va|era) (?:perfett[oa]|intatt[oa]|inter[oa]|a posto|bene|benissimo))`)
)

// othersFate gives a text without the sentences that tell how somebody else's thing fared, and that the writer's did not; ok tells whether
// it has some: "A friend's came with a crack. Mine did not. I only wonder about the second cable."
func othersFate(text string) (rest string, ok bool) {
	if len(text) > maxText || !othersGoods.may(text) || !mineFares.may(text) || !othersGoods.MatchString(text) || !mineFares.MatchString(text) {
		return text, false
	}
	sentences := splitSentences(text)
	for i, s := range sentences {
		if !othersGoods.MatchString(s) {
			continue
		}
		to := i
		if !mineFares.MatchString(s) {
			to = i + 1
		}
		if to >= len(sentences) || !mineFares.MatchString(sentences[to]) {
			continue
		}
		rest = strings.Join(slices.Concat(sentences[:i], sentences[to+1:]), " ")
		return rest, len(strings.Fields(rest)) >= leastLeft
	}
	return text, false
}

// leastLeft is the number of words of what is left of a mail from which on they say what it asks.
const leastLeft = 6

// bygone gives a text without the sentences that tell of what is long past and settled, where a later one turns to another matter; ok
// tells whether it has some.
func bygone(text string) (rest string, ok bool) {
	if len(text) > maxText || !turnsTo.may(text) || !longPast.may(text) || !putRight.may(text) || !turnsTo.MatchString(text) || !longPast.MatchString(text) || !putRight.MatchString(text) {
		return text, false
	}
	sentences := splitSentences(text)
	from, to := -1, -1
	for i, s := range sentences {
		if from < 0 && longPast.MatchString(s) && !turnsTo.MatchString(s) {
			from = i
		}
		if from >= 0 && i <= from+1 && putRight.MatchString(s) && !turnsTo.MatchString(s) {
			to = i
		}
	}
	if from < 0 || to < 0 {
		return text, false
	}
	left := slices.Concat(sentences[:from], sentences[to+1:])
	rest = strings.Join(left, " ")
	if !turnsTo.MatchString(strings.Join(sentences[to+1:], " ")) || onceMore.MatchString(rest) || len(strings.Fields(rest)) < leastLeft {
		return text, false
	}
	return rest, true
}

// ofWriter are the signals that a told past still raises: of who writes, and of what outlasts any order.
var ofWriter = []desk.Signal{desk.SignalSafetyHazard, desk.SignalLegalThreat, desk.SignalCitesStatute, desk.SignalThirdParty, desk.SignalGiftRecipient, desk.SignalPrivacy, desk.SignalInstructsReader}

// withoutBygone reads anew a mail that tells of a matter which is long settled, or of somebody else's: by what it says beside it.
func (e *Embedded) withoutBygone(in Input, whole desk.Reading) desk.Reading {
	rest, ok := bygone(in.NewText)
	if !ok {
		rest, ok = othersFate(in.NewText)
	}
	if !ok || whole.Has(desk.SignalSafetyHazard) || whole.Has(desk.SignalInstructsReader) {
		return whole
	}
	in.NewText = rest
	r := e.Read(in)
	for _, s := range whole.Signals {
		if slices.Contains(ofWriter, s) && !r.Has(s) {
			r.Signals = append(r.Signals, s)
		}
	}
	slices.Sort(r.Signals)
	if len(r.Numbers) == 0 {
		r.Numbers = whole.Numbers
	}
	r.Language = whole.Language
	return r
}
