package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestNoThreat: who says that he goes to no court, who is a lawyer and buys, and whose lawyer has the same lamp threatens nobody; what hangs
// on something, is put off or only begins with a "not" stays a threat.
func TestNoThreat(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"I'm not going to sue anybody, I'd just like a wheel whose paddle works.":                             false,
		"There is no need for lawyers here, but the left key is dead.":                                        false,
		"Einen Anwalt brauche ich dafür sicher nicht, aber die linke Taste ist tot.":                          false,
		"Ich drohe nicht mit Klage. Die linke Taste ist tot.":                                                 false,
		"Je ne compte pas vous attaquer en justice, rassurez-vous. Mais la touche gauche ne répond plus.":     false,
		"Pas besoin d'avocat pour ça, mais la touche gauche est morte.":                                       false,
		"No voy a denunciar a nadie, tranquilos, pero la tecla izquierda no responde.":                        false,
		"Ik ga heus niet naar de rechter, maar de linkertoets doet het niet meer.":                            false,
		"Non ho intenzione di farvi causa, tranquilli, ma il tasto sinistro non risponde.":                    false,
		"I'm a lawyer and would like two of your desk lamps for my chambers. Can you engrave names?":          false,
		"My attorney recommended your stand. Do you ship to Alaska?":                                          false,
		"Meine Anwältin hat mir Ihre Leuchte empfohlen. Liefern Sie nach Wien?":                               false,
		"Soy abogada y busco cuatro lámparas para el despacho. ¿Envían a Portugal?":                           false,
		"Ik ben advocaat en zoek vier lampen voor ons kantoor. Leveren jullie in België?":                     false,
		"Sono un'avvocata e cerco quattro lampade per lo studio. Spedite in Svizzera?":                        false,
		"Je suis avocate et je cherche quatre lampes pour notre cabinet. Livrez-vous en Belgique ?":           false,
		"If it is not mended by Friday I will not hesitate to go to court.":                                   true,
		"The lamp is dead. I would rather not involve my lawyer.":                                             true,
		"I have not heard from you, so my lawyer will write.":                                                 true,
		"Die Lampe ist tot. Ich werde nicht zögern, meinen Anwalt einzuschalten.":                             true,
		"Die Lampe ist tot. Ich gehe nicht vor Gericht, wenn Sie bis Freitag antworten.":                      true,
		"La lampe est morte. Je n'hésiterai pas à porter plainte.":                                            true,
		"La lámpara no enciende. No dudaré en acudir a mi abogado.":                                           true,
		"De lamp is dood. Ik zal niet aarzelen om naar de rechter te stappen.":                                true,
		"La lampada è morta. Non esiterò a rivolgermi al mio avvocato.":                                       true,
		"I'm a lawyer and know what to do next. The lamp is dead, and you will hear from the court about it.": true,
		"The lamp is dead. My attorney recommended that I file a claim.":                                      true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalLegalThreat) != want {
			t.Errorf("%q: signals %v, threat should be %v", text, r.Signals, want)
		}
	}
}

// TestEverydayLaw: a law that is meant as one is cited, in whatever everyday words; Murphy's and those of physics are none, nor is a
// father-in-law or a law firm.
func TestEverydayLaw(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Amp dead after three months. In the EU you have to stand for defects for two years, you know that.": true,
		"The amp is dead. The law says you have to mend it.":                                                 true,
		"By law a keyboard has to last longer than five weeks. Mine is dead.":                                true,
		"Die Tastatur tippt doppelt. Sie haben gesetzlich zwei Jahre dafür einzustehen.":                     true,
		"Die Lampe flackert. Das Gesetz gibt mir zwei Jahre.":                                                true,
		"La charnière a cassé au bout de huit mois. La loi vous oblige à la réparer.":                        true,
		"La bisagra se rompió a los ocho meses. La ley me da tres años.":                                     true,
		"La cerniera si è rotta dopo otto mesi. Per legge ne rispondete per due anni.":                       true,
		"Het scharnier brak na acht maanden. Jullie zijn wettelijk verplicht het te repareren.":              true,
		"The remote came as 915 MHz, which is illegal to fly with here. I ordered 868.":                      false,
		"By the laws of physics a lamp with power should shine. Mine doesn't.":                               false,
		"Murphy's law: my keyboard failed one day before the exam. What can we do?":                          false,
		"Nach Murphys Gesetz fiel das Rad einen Tag vor dem Rennen aus. Was kann ich tun?":                   false,
		"C'est la loi de Murphy : le volant est tombé en panne la veille de la course. Que faire ?":          false,
		"La ley de Murphy: el volante se estropeó la víspera de la carrera. ¿Qué hago?":                      false,
		"De wet van Murphy: het stuur viel uit op de dag voor de race. Wat nu?":                              false,
		"La legge di Murphy: il volante si è guastato il giorno prima della gara. Che faccio?":               false,
		"We use it at a law firm with 20 seats and one of the keyboards has a dead Enter key.":               false,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalCitesStatute) != want {
			t.Errorf("%q: signals %v, law should be %v", text, r.Signals, want)
		}
	}
}
