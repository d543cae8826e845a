package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// What a buyer says of the diagnostic that tells a fault from a mismatch (domain.md section 2,
// diagnostic_result): what happens with a second device or another cable.
const (
	diagFails  = "fails"  // the same there: the item is at fault
	diagWorks  = "works"  // it works there: what he has may not fit
	diagUnable = "unable" // he has nothing to try it with
	// It works there, as he says with his complaint, and nothing shows it: to work with one thing and
	// not with the other is what not fitting is, so that policy section 2's question is asked (domain.md section 1).
	diagTold = "told"
)

// diagnosticOf reads what a mail says of it, "" where it says nothing. Where we have asked for it, who
// says that he tried, or that it is the same, need not name again with what.
func diagnosticOf(in *Input) string {
	e, asked := in.Earlier, in.Asked == desk.OutcomeAskEvidence
	asked = asked && e != nil && e.Has(desk.SignalIncompatibility) && in.Diagnostic != diagFails
	if !asked && !in.Reading.Has(desk.SignalIncompatibility) && (e == nil || !e.Has(desk.SignalIncompatibility)) {
		return ""
	}
	return diagnosticIn(strings.ToValidUTF8(in.Text[:min(len(in.Text), maxDiagnosed)], ""), asked)
}

// answersDiagnostic reports whether a mail says nothing but what came of the diagnostic: to a reader who
// does not know the question "works with another cable" looks like a change of mind, and "I have no
// other cable" like a part that is missing.
func answersDiagnostic(in *Input) bool {
	r := &in.Reading
	about := in.diagnosed || asksHow(in.Text)
	if !about || in.Earlier == nil || !in.Earlier.Class.IsClaim() || r.Engine == "agent" || ownQuestion(r) || asksMoney(in.Text) {
		return false
	}
	switch r.Class {
	case desk.ClassCancellation, desk.ClassCostRefund:
		return false
	}
	return in.Asked == desk.OutcomeAskEvidence && in.Earlier.Has(desk.SignalIncompatibility) && len(tokens(in.Text)) <= maxDiagnostic
}

// aboutDiagnostic gives the reading of such an answer: it is about the claim, as the question was.
func aboutDiagnostic(in *Input) desk.Reading {
	r := in.Reading
	r.Class, r.Also = in.Earlier.Class, nil
	r.Signals = slices.DeleteFunc(slices.Clone(r.Signals), func(s desk.Signal) bool {
		return slices.Contains([]desk.Signal{desk.SignalPartMissing, desk.SignalOrderedWrong, desk.SignalPreference, desk.SignalProductChange, desk.SignalAddressChange, desk.SignalNotReceived}, s)
	})
	return r
}

// asksHow reports whether a text asks about trying it: "Should I try another cable?"
func asksHow(text string) bool {
	c := clause{words: tokens(text)}
	return strings.ContainsRune(text, '?') && c.has(diagTry) && c.has(diagGear)
}

// maxDiagnosed is how much of a text is read for it, in bytes: what was tried stands near its beginning.
const maxDiagnosed = 8 << 10

// maxDiagnostic is how many words and pauses a text may have that only answers the diagnostic.
const maxDiagnostic = 40

// The words of the diagnostic, in the languages of choice.go, without accents.
const (
	diagOther = ` another other others different second third two three several multiple various both all every any spare 2 3 4 5
		andere anderer anderes anderen anderem zweite zweiter zweites zweiten zweitem verschiedene verschiedenen mehrere mehreren zwei drei beide beiden alle allen
		autre autres deuxieme second seconde different differents deux trois plusieurs tous toutes
		otro otra otros otras segundo segunda distinto distinta diferente diferentes dos tres varios varias todos todas
		ander andere anders tweede verschillende twee drie meerdere beide alle reserve
		altro altra altri altre secondo seconda diverso diversa diversi due tre vari varie tutti tutte `
	diagGear = ` cable cables cord cords lead leads usb port ports socket sockets hub hubs adapter adapters adaptor adaptors dongle charger chargers psu supply outlet
		computer computers pc pcs laptop laptops notebook notebooks macbook macbooks mac macs imac machine machines device devices phone phones smartphone iphone tablet tablets ipad system host desktop tower tv telly dock console playstation ps4 ps5 xbox raspberry
		kabel kabeln kabels usbkabel ladekabel anschluss anschlusse anschlussen buchse buchsen steckdose netzteil rechner rechnern computern gerat gerate geraten gerats handy telefon fernseher konsole dockingstation
		cables prise prises chargeur adaptateur ordinateur ordinateurs ordi ordis portable appareil appareils telephone tablette machine
		puerto puertos enchufe cargador adaptador ordenador ordenadores portatil portatiles computadora dispositivo dispositivos telefono movil maquina tableta torre tele consola
		poort poorten aansluiting stopcontact oplader computers apparaat apparaten telefoon
		cavo cavi cavetto porta porte presa caricatore alimentatore adattatore computer portatile portatili dispositivo dispositivi telefono cellulare tablet `
	diagPeople = ` wife husband son daughter friend friends colleague colleagues neighbour neighbor brother sister roommate partner office
		frau mann sohn tochter freund freundin freundes kollege kollegen kollegin nachbar nachbarn bruder schwester buro
		femme mari fils fille ami amie collegue voisin frere soeur bureau
		mujer marido hijo hija amigo amiga companero vecino hermano hermana oficina novia novio
		vrouw zoon dochter vriend vriendin collega buurman broer zus kantoor
		moglie marito figlio figlia amico amica collega vicino fratello sorella ufficio `
	diagTried = ` tried tested swapped replaced plugged connected checked
		probiert ausprobiert versucht getestet getauscht ausgetauscht gewechselt angeschlossen gepruft eingesteckt
		essaye teste change branche connecte verifie
		probado probe intentado cambiado conectado comprobado conecte testeado
		geprobeerd getest gewisseld vervangen aangesloten verwisseld
		provato testato cambiato sostituito collegato verificato attaccato `
	diagTry  = ` try test check swap probieren ausprobieren versuchen testen prufen essayer tester verifier probar intentar comprobar proberen testen controleren provare testare verificare `
	diagSame = ` same identical unchanged gleiche gleiches gleichen selbe selben dasselbe dieselbe genauso unverandert meme pareil pareille identique idem
		mismo misma igual identico hetzelfde zelfde dezelfde stesso stessa uguale `
	diagToo  = ` neither either ebenfalls ebenso tampoco evenmin neanche nemmeno neppure `
	diagThat = ` that it both all das es beides alles cela ca tout tous eso todo ambos dat beide questo tutto entrambi `
	diagShot = ` photo photos video videos picture pictures foto fotos bild bilder image images immagine imagen afbeelding `
	diagOnly = ` only einziger einziges einzige einzigen seul seule unico unica enige `
	diagWell = ` ok okay fine perfect perfectly flawless flawlessly instantly sofort einwandfrei problemlos parfait parfaitement perfecto perfectamente prima perfetto perfettamente `
	diagDead = ` dead nothing fails failed nichts tot kaputt rien mort morte nada muerto muerta niets dood niente nulla morto morta `
	diagNot  = ` not no t never none cannot without nor nicht kein keine keinen keinem keiner keins nie ohne ne n pas aucun aucune jamais sans nunca sin ningun ninguna niet geen nooit zonder neither tampoco evenmin neanche nemmeno neppure cant dont doesnt isnt wont wasnt didnt couldnt arent nn non nessun nessuna mai senza `
	diagVerb = ` work works worked working respond responds react reacts detect detected recognise recognised recognize recognized help helps helped change changes changed difference connect connects run runs start starts appear appears
		funktioniert funktionierte funktionieren geht ging lauft lief reagiert erkannt erkennt hilft geholfen andert geandert unterschied leuchtet startet tut erscheint
		fonctionne fonctionnait fonctionner marche marchait reagit reconnu reconnait changement aide allume apparait voit
		funciona funcionaba funcionar va iba reacciona reconoce reconocido enciende cambia ayuda diferencia aparece
		werkt werkte werken doet deed gaat reageert herkend herkent helpt verandert verschil verschijnt
		funziona funzionava funzionare reagisce riconosce riconosciuta riconosciuto accende aiuta differenza parte compare `
	diagOn   = ` with on at to via by mit von par por dal mit an am auf bei avec sur chez au con en al met op aan bij su sul sulla sull col alla al `
	diagEven = ` even also nor auch sogar selbst meme aussi incluso tambien zelfs ook anche perfino `
	diagGoes = ` work works worked funktioniert funktionierte geht ging lauft lief fonctionne marche funciona funcionaba werkt werkte funziona funzionava `
	diagShop = ` site website webpage page listing advertised description specs webseite homepage produktseite produktbeschreibung annonce fiche web pagina anuncio descripcion sito annuncio descrizione beschrijving productpagina `
	diagHave = ` have has had got own habe haben hab hatte besitze ai avons possede dispose tengo tenemos dispongo hay heb hebben bezit ho abbiamo possiedo own `
	diagSoon = ` will ll would could should can may might tomorrow later werde werden kann konnte soll sollte muss morgen spater vais peux pourrais pourrai dois dois demain voy puedo podria debo manana ga zal kan zou moet morgen posso potrei devo domani provero essaierai essayerai probare if when wenn falls si als se `
	diagBut  = ` but however although though aber jedoch sondern mais pourtant pero sino maar ma pero `
	diagThey = ` device devices gerat gerate geraten appareil appareils dispositivo dispositivos apparaat apparaten dispositivi `
	diagUnit = ` keyboard keyboards pad pads amp amplifier amplifiers controller controllers unit units tastatur tastaturen verstarker clavier claviers teclado teclados toetsenbord toetsenborden versterker tastiera tastiere mouse mice maus souris raton muis `
)

// clause is a part of a sentence with what it says of the diagnostic.
type clause struct {
	words []string
	other int // where it names another device or cable, -1 where it does not
	gear  int // where that thing's word stands, or any thing's
}

// diagnosticIn reads a text. What he asks, would do or did not do is nothing that he tried.
func diagnosticIn(text string, asked bool) string {
	result, named, failed, unable, quoted := "", 0, 0, false, false // named and failed: how long ago, 0 = never
	for _, c := range clausesOf(text) {
		if named > 0 {
			named++
		}
		if failed > 0 {
			failed++
		}
		if quoted = quoted || c.has(diagShop); quoted { // what the shop says it works with, he has not tried
			quoted = len(c.words) <= 5 && listed(" selon segun secondo volgens laut according ", c.words[0]) // which the next part says
			continue
		}
		tried, fails, goes := c.has(diagTried), c.fails(), c.goes()
		switch {
		case c.lacks():
			unable = true
			continue
		case c.there():
			continue
		case c.undone():
			named = 0
			continue
		case asked && c.other < 0 && (tried && c.has(diagThat) && !goes || c.has(diagSame)) && !c.has(diagShot):
			result = firmer(result, diagFails)
		case c.comparesUnit(), c.other >= 0 && !c.has(diagShot) && (tried && !c.well() && !goes || fails):
			result = firmer(result, diagFails)
		case (c.works() || c.other >= 0 && c.well()) && (c.other >= 0 || asked && tried && goes || named > 0 && named <= 3 || c.gear > 0 && listed(diagOn, c.before(c.gear))):
			result = firmer(result, diagWorks)
			if c.other == 0 && listed(diagThey, c.words[c.gear]) { // "my other devices work with it"
				result = diagFails
			}
		case fails && named > 0 && named <= 3:
			result = firmer(result, diagFails)
		case c.other > 0 && failed == 2 && len(c.words) <= 7 && listed(diagEven, c.words[0]): // "still dead, even with another cable"
			result = firmer(result, diagFails)
		}
		if c.other >= 0 || asked && tried && !c.has(diagShot) {
			named = 1
		}
		if fails {
			failed = 1
		}
	}
	if result == "" && unable {
		return diagUnable
	}
	return result
}

// firmer is what two parts of a mail say together: where it works anywhere, a person has to read it.
func firmer(a, b string) string {
	if a == diagWorks {
		return a
	}
	return b
}

// clausesOf parts a text at its pauses and contrasts. The last part of a question is left out.
func clausesOf(text string) []clause {
	var out []clause
	start := 0
	add := func(sentence string, question bool) {
		var words []string
		var parts [][]string
		end := func() {
			if len(words) > 0 {
				parts, words = append(parts, words), nil
			}
		}
		for _, w := range tokens(sentence) {
			if w == pause {
				end()
				continue
			}
			if french := w == "ma" && listed(" de d sur avec a chez pour par dans en que et ou comme ", last(words)); listed(diagBut, w) && !french {
				end()
			}
			words = append(words, w)
		}
		end()
		if question && len(parts) > 0 {
			parts = parts[:len(parts)-1]
		}
		for _, p := range parts {
			if p = withoutTrouble(p); len(p) > 0 {
				out = append(out, clauseOf(p))
			}
		}
	}
	for i, r := range text {
		if strings.ContainsRune(".!?\n", r) {
			add(text[start:i], r == '?')
			start = i + 1
		}
	}
	add(text[start:], false)
	return out
}

// last is the last word, "" of none.
func last(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// withoutTrouble drops a "without" that denies a problem, and "same" where it is of a time or a make.
func withoutTrouble(words []string) []string {
	var out []string
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if listed(diagNot, w) && listed(" problem problems problema problemas probleme problemes problemi problemen trouble issue issues bother prob probs inconveniente ", next) ||
			listed(diagSame, w) && listed(" year time model make day order week way machine zeit jahr tag modell annee temps jour modele ano tiempo dia modelo jaar tijd dag anno tempo giorno modello ", next) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// clauseOf finds in words the thing with which it was tried: "another usb cable", "le câble
// différent", "my wife's laptop".
func clauseOf(words []string) clause {
	c := clause{words: words, other: -1, gear: -1}
	for i, w := range words {
		if !listed(diagGear, w) {
			continue
		}
		if c.gear < 0 {
			c.gear = i
		}
		for j := max(0, i-4); j <= min(i+4, len(words)-1); j++ {
			beside := j >= i-3 && j < i || j == i+1
			if listed(diagOther, words[j]) && beside || listed(diagPeople, words[j]) && j != i {
				c.gear, c.other = i, min(i, j)
				for c.other > 0 && listed(" my the a an one mein meine das die der ein eine mon ma mes un une le la mi mis el los las mijn het de een il i gli l d ", words[c.other-1]) {
					c.other--
				}
				return c
			}
		}
	}
	return c
}

func (c clause) has(list string) bool {
	return slices.ContainsFunc(c.words, func(w string) bool { return listed(list, w) })
}

func (c clause) before(i int) string {
	for i--; i > 0 && listed(" my the a an this that our mein meine meinem meinen dem den der mon ma mes le la l mi mis el mijn de het il mio mia ", c.words[i]); i-- {
	}
	return c.words[max(i, 0)]
}

// fails reports whether it says that nothing has changed.
func (c clause) fails() bool {
	return (c.has(diagSame) || c.has(diagToo)) && !c.works() || c.has(diagDead) || c.has(diagNot) && c.has(diagVerb)
}

// works reports whether it says that it works.
func (c clause) works() bool {
	return c.has(diagVerb) && !c.has(diagNot) && !c.has(diagDead) && !c.changes()
}

// goes reports whether it says in so many words that it works, and not of a cable "that works with my phone".
func (c clause) goes() bool {
	if !c.works() || c.has(diagSame) || c.has(" still immer toujours sigue steeds ancora aus ") {
		return false
	}
	i := slices.IndexFunc(c.words, func(w string) bool { return listed(diagGoes, w) })
	return i > 0 && !listed(" that which who qui que che die das der ", c.words[i-1])
}

// well reports whether it says that all is well there.
func (c clause) well() bool { return c.has(diagWell) && !c.has(diagNot) && !c.has(diagDead) }

// changes reports whether its verb is of a difference, which is none of working.
func (c clause) changes() bool {
	return c.has(" change changes changed difference andert geandert unterschied changement cambia diferencia verandert verschil differenza help helps helped hilft geholfen aide ayuda helpt aiuta detect recognise recognize ") || c.has(diagTry)
}

// lacks reports whether it says that there is nothing to try it with.
func (c clause) lacks() bool {
	if c.gear >= 0 && c.has(diagOnly) && c.has(diagHave) {
		return true
	}
	if c.other < 0 || c.has(diagTried) {
		return false
	}
	return c.has(diagHave) && c.has(diagNot) && !c.has(diagVerb) && !c.has(diagDead) || c.has(diagTry) && c.cannot()
}

// cannot reports whether a word of what he can do is turned: "I can't try another cable".
func (c clause) cannot() bool {
	for i, w := range c.words {
		if w == "cannot" {
			return true
		}
		if !listed(diagSoon, w) {
			continue
		}
		if i+1 < len(c.words) && listed(" t not nicht pas niet keinen kein geen ", c.words[i+1]) || i > 0 && listed(" no non ne ", c.words[i-1]) {
			return true
		}
	}
	return false
}

// undone reports whether it speaks of what he would do, or has not done.
func (c clause) undone() bool {
	if c.has(diagSoon) && !c.cannot() && !c.has(diagSame) && !c.has(diagDead) {
		return true
	}
	for i, w := range c.words {
		if listed(diagTried, w) {
			for j := max(0, i-3); j < i; j++ {
				if listed(" not t haven never nicht nie kein keine keinen ne n pas jamais no nunca niet nooit geen non mai ", c.words[j]) {
					return true
				}
			}
		}
	}
	return false
}

// comparesUnit reports whether it says that another item like it works: "my old keyboard works on it".
func (c clause) comparesUnit() bool {
	if !c.works() {
		return false
	}
	for i, w := range c.words {
		if i > 0 && listed(diagUnit, w) && listed(diagOther+" old alte alten alter ancien vieux vieille viejo vieja antiguo oude vecchio vecchia ", c.words[i-1]) {
			return true
		}
	}
	return false
}
