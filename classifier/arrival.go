package classifier

import (
	"slices"
	"strings"
)

// How goods come, beside the words of arriving: somebody brings them, they turn up, or they are fetched where the
// carrier keeps them (domain.md section 0, "Delivery": PICKED_UP counts too). These words date a delivery only with what makes them
// one: who brought it, or where it was fetched. "I brought it to the workshop" and "the driver left a card" date none.
var (
	handingWords = wordsOf("brought dropped left handed gave gebracht brachte brachten abgegeben abgelegt abgestellt uebergeben uebergab " +
		"apporte apportee depose deposee remis remise laisse laissee trajo trajeron traido traida dejo dejaron dejado dejada " +
		"bracht afgegeven afgeleverd neergezet neergelegd portato portata portati lasciato lasciata depositato")
	carrierWords = strings.Fields("courier driver carrier postman postwoman mailman postie deliveryman ups fedex usps dhl dpd gls hermes evri post " +
		"bote botin paketbote postbote postbotin paketbotin zusteller zustellerin fahrer fahrerin kurier brieftraeger brieftraegerin " +
		"facteur factrice livreur livreuse coursier transporteur poste chronopost colissimo cartero cartera repartidor repartidora mensajero mensajera transportista correos seur " +
		"postbode bezorger bezorgster koerier postnl pakketbezorger postino postina corriere fattorino bartolini brt")
	// slipWords are what a carrier leaves who hands nothing over.
	slipWords = strings.Fields("card slip note notice karte benachrichtigung benachrichtigungskarte abholkarte zettel avis aviso nota kaartje briefje kaart avviso cartolina biglietto")
	backWords = strings.Fields("back zurueck retour vuelta terug indietro nothing nichts rien nada niets niks niente nulla")
	toWords   = strings.Fields("to at zu zur zum bei beim an chez au aux a al alla naar bij aan into in en im")
	articles  = strings.Fields("the a an my our your dem der den die das einem einer le la les l un une el los las il lo i het de een")
	passives  = strings.Fields("was were been got wurde wurden worden ete fue fueron sido werd werden is stato stata stati venuto venne")
	toUs      = strings.Fields("me us mir uns mich m nous nos mij ons mi ci")
	// ownHand stands before what the writer does himself, sayWords where a carrier's word is only told.
	ownHand  = strings.Fields("i we ai avons habe haben hab he hemos heb hebben ho abbiamo")
	sayWords = strings.Fields("says said claims states shows according told affirme pretend indique dit selon sagt sagte dijo disse zei behauptet laut zufolge dice afirma segun zegt beweert volgens sostiene secondo")

	fetchWords = wordsOf("picked collected fetched retrieved abgeholt geholt retire recupere retirer recuperer recogi recogido recogimos recogio opgehaald afgehaald ritirato ritirata ritirati preso")
	placeWords = strings.Fields("locker depot station shop store kiosk hub point postfiliale filiale packstation paketshop paketstation post postamt dhl " +
		"relais poste consigne correos taquilla estanco punto afhaalpunt postkantoor pakketpunt servicepunt kluis posta postale ritiro armadietto deposito magazzino")
	returnWords = strings.Fields("return returned retoure ruecksendung retour retours devolucion reso resa repair repaired reparatur reparation reparacion reparatie riparazione")

	upWords = strings.Fields("turned showed popped")
	goods   = strings.Fields("it they them this parcel package box order delivery goods thing stuff everything")
	// made are things of this trade by name, which turn up too; so does a fault of one ("its hum turned up").
	made = strings.Fields("keyboard pad amp amplifier controller wheel module pedal pedals lamp board unit device throttle stick clock focuser dac mixer synth mouse cable display replacement")
	// ofOrder stands between a thing and the number of its order.
	ofOrder   = strings.Fields("from of for in on under with my the our your order number no nr hw")
	asideWord = strings.Fields("finally just only has have already")
)

// brought reports whether the word at i says that the goods came in one of these ways.
func brought(toks []token, i int) bool {
	switch w := toks[i].word; {
	case w == "up":
		return turnedUp(toks, i)
	case fetchWords.has(w):
		return fetched(toks, i)
	case handingWords.has(w):
		return handed(toks, i)
	}
	return false
}

// near gives the words of the same sentence from the i-th's neighbour at distance from to that at distance to.
func near(toks []token, i, from, to int) []string {
	var out []string
	for k := max(0, i+from); k <= i+to && k < len(toks); k++ {
		if toks[k].sent == toks[i].sent && k != i {
			out = append(out, toks[k].word)
		}
	}
	return out
}

// clauseAt gives the words of the clause that holds the i-th, in their order.
func clauseAt(toks []token, i int) []string {
	from, to := i, i
	for from > 0 && !toks[from].clause && toks[from-1].sent == toks[i].sent {
		from--
	}
	for to+1 < len(toks) && !toks[to+1].clause && toks[to+1].sent == toks[i].sent {
		to++
	}
	out := make([]string, 0, to-from+1)
	for _, t := range toks[from : to+1] {
		out = append(out, t.word)
	}
	return out
}

func anyOf(words, list []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}

// handed reports whether a carrier, or somebody to us, handed the goods over at i.
func handed(toks []token, i int) bool {
	around, behind := clauseAt(toks, i), near(toks, i, 1, 4)
	before := near(toks, i, -3, -1)
	if anyOf(around, slipWords) || anyOf(around, sayWords) || anyOf(behind, letters) || anyOf(behind, backWords) || anyOf(before, backWords) || anyOf(near(toks, i, -2, -1), ownHand) {
		return false
	}
	switch toks[i].word {
	case "left": // who leaves leaves something
		if len(behind) == 0 || slices.Contains(strings.Fields("here on at for in yesterday today without again before after off and"), behind[0]) {
			return false
		}
	case "dropped":
		if !slices.Contains(behind, "off") {
			return false
		}
	}
	for k := max(0, i-8); k < len(toks) && k <= i+6; k++ {
		if toks[k].sent != toks[i].sent || !slices.Contains(carrierWords, toks[k].word) {
			continue
		}
		before := near(toks, k, -2, -1)
		if n := len(before); n > 0 && (slices.Contains(toWords, before[n-1]) || n > 1 && slices.Contains(articles, before[1]) && slices.Contains(toWords, before[0])) {
			continue // "to the courier" is where he took it
		}
		return true
	}
	if slices.Contains(strings.Fields("trajeron dejaron"), toks[i].word) && anyOf(before, strings.Fields("me nos")) {
		return true // "they brought it to me": nobody else does
	}
	return anyOf(near(toks, i, -5, -1), passives) && (anyOf(near(toks, i, -5, -1), toUs) || len(behind) > 1 && behind[0] == "to" && slices.Contains(toUs, behind[1]))
}

// fetched reports whether the goods were fetched at i where a carrier keeps them.
func fetched(toks []token, i int) bool {
	before, around := near(toks, i, -4, -1), near(toks, i, -9, 9)
	if !strings.HasPrefix(toks[i].word, "recogi") && !anyOf(near(toks, i, -9, -1), ownHand) && !anyOf(before, strings.Fields("alle allee alles allees")) {
		return false // nobody says that he fetched it
	}
	if anyOf(around, returnWords) || anyOf(before, []string{"be", "to"}) || !anyOf(around, placeWords) {
		return false
	}
	switch toks[i].word {
	case "retirer", "recuperer":
		return anyOf(before, strings.Fields("alle allee alles allees"))
	case "picked":
		return anyOf(near(toks, i, 1, 4), []string{"up"}) && anyOf(near(toks, i, 1, 4), goods)
	case "collected", "fetched":
		return anyOf(near(toks, i, 1, 4), goods)
	}
	return true
}

// turnedUp reports whether "up" at i ends "it turned up".
func turnedUp(toks []token, i int) bool {
	before := near(toks, i, -9, -1)
	n := len(before)
	if n < 2 || !slices.Contains(upWords, before[n-1]) {
		return false
	}
	for n -= 2; n > 0 && slices.Contains(asideWord, before[n]); n-- {
	}
	if n > 1 && digital(before[n]) { // "the amp from order 13025"
		for n--; n > 0 && slices.Contains(ofOrder, before[n]); n-- {
		}
		return slices.Contains(goods, before[n]) || slices.Contains(made, before[n])
	}
	if slices.Contains(goods, before[n]) || !slices.Contains(made, before[n]) {
		return slices.Contains(goods, before[n])
	}
	for k := n - 1; k >= max(0, n-2); k-- { // "our new amp", and not "a hum in my amp"
		if slices.Contains(articles, before[k]) {
			return k == 0 || !slices.Contains(ofOrder, before[k-1])
		}
	}
	return false
}

// digital reports whether a word holds a figure, as an order's number does.
func digital(w string) bool { return strings.ContainsAny(w, "0123456789") }
