package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestCancelsNothing: who wants an order held until a word of his, asks before a purchase, tells of what others cancelled or he did long
// ago, or says that nothing is to be changed, cancels nothing, in six languages; who cancels does.
func TestCancelsNothing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Please do not even start building HW-41101 before I have sent you the text for the plate.":             false,
		"Please don't begin with it until I have approved the drawing.":                                         false,
		"Fangen Sie bitte noch nicht an, bevor ich Ihnen den Text geschickt habe.":                              false,
		"Ne commencez pas avant que je vous aie envoyé le texte.":                                               false,
		"No empiecen hasta que les mande el texto.":                                                             false,
		"Begin alstublieft nog niet voordat ik de tekst heb gestuurd.":                                          false,
		"Non iniziate prima che vi mandi il testo.":                                                             false,
		"Before I buy: until when can an order be cancelled?":                                                   false,
		"I once cancelled an order with you and that went fine. This time I just want to know when it's ready.": false,
		"My neighbor told me you cancel orders without telling people. Is mine still coming?":                   false,
		"Ich habe letztes Jahr eine Bestellung storniert, das war kein Problem. Wann ist diese fertig?":         false,
		"J'ai une fois annulé une commande chez vous. Cette fois je voudrais juste savoir quand elle part.":     false,
		"Una vez anulé un pedido con ustedes. Esta vez solo quiero saber cuándo sale.":                          false,
		"Ik heb ooit een bestelling geannuleerd. Deze keer wil ik alleen weten wanneer hij klaar is.":           false,
		"Una volta ho annullato un ordine da voi. Questa volta vorrei solo sapere quando parte.":                false,
		"Nothing to change on my order, just making sure you got my payment.":                                   false,
		"I asked you last week for the longer cord and got no answer. Is that in now?":                          false,
		"I had to cancel an order of mine last spring, not this one. When does this one leave?":                 false,
		"I wanted to cancel first, but a smaller one would do. Can you make it 30 cm?":                          false,
		"Volevo prima annullare, ma una più piccola va bene. Potete farla da 30 cm?":                            false,
		"Friday has passed, so please cancel.":                                                                  true,
		"Der Freitag ist vorbei, also bitte die Bestellung stornieren.":                                         true,
		"Vendredi est passé, donc merci d'annuler.":                                                             true,
		"El viernes ya pasó, así que anúlenlo, por favor.":                                                      true,
		"Vrijdag is voorbij, dus graag annuleren.":                                                              true,
		"Venerdì è passato, quindi annullate, per favore.":                                                      true,
		"I'd rather not have it after all.":                                                                     true,
		"I once cancelled an order with you. Please cancel this one as well.":                                   true,
		"Before I buy another one: please cancel HW-41101.":                                                     true,
		"You did not start before the date you gave me, so please cancel.":                                      true,
		"Ship it this week or I drop the order.":                                                                true,
		"Si no ha salido el viernes, borrad el pedido.":                                                         true,
	} {
		r := readPlain(t, text)
		if got := r.Class == desk.ClassCancellation || slices.Contains(r.Also, desk.ClassCancellation); got != want {
			t.Errorf("%q: cancels %v, want %v (%s %.2f also %v)", text, got, want, r.Class, r.Confidence, r.Also)
		}
	}
}

// TestPartLacking: of what was to be there a part is not, in six languages; what came in another kind lacks none.
func TestPartLacking(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Got the keyboard but not the wrist rest I paid for.":                                      true,
		"No need to take the table back. Just the fourth leg is missing.":                          true,
		"Ich habe die Lampe bekommen, aber nicht den Schirm.":                                      true,
		"J'ai reçu la lampe mais pas l'abat-jour.":                                                 true,
		"He recibido la lámpara pero no la pantalla.":                                              true,
		"Ik heb de lamp gekregen, maar niet de kap.":                                               true,
		"Ho ricevuto la lampada ma non il paralume.":                                               true,
		"The swing is up, the kids are happy. Only the second rope never made it into the parcel.": true,
		"La balançoire est montée, mais la deuxième corde n'était pas dans le carton.":             true,
		"El columpio está montado, pero la segunda cuerda no venía en la caja.":                    true,
		"De schommel staat, maar het tweede touw zat niet in de doos.":                             true,
		"L'altalena è montata, ma la seconda corda non era nel pacco.":                             true,
		"screws missing cant build it":                                                             true,
		"The bag of screws is missing, so I can't build it.":                                       true,
		"Got the keyboard but not the right colour.":                                               false,
		"I received the lamp but not the size I ordered.":                                          false,
		"J'ai reçu la lampe mais pas la bonne couleur.":                                            false,
	} {
		if r := readPlain(t, text); r.Class != desk.ClassWrongItem || r.Has(desk.SignalPartMissing) != want {
			t.Errorf("%q: %s (%.2f), lacks a part %v, want %v", text, r.Class, r.Confidence, r.Has(desk.SignalPartMissing), want)
		}
	}
}

// TestCardPeople: who issued somebody's card takes a payment up, in six languages; a card in a slot threatens nobody, nor does a writer for
// readers write for a buyer.
func TestCardPeople(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The amp is dead in one channel. My credit card people are looking into it.": true,
		"Der Verstärker ist tot. Meine Kreditkartenfirma kümmert sich schon darum.":  true,
		"L'ampli est mort. Ma banque s'en occupe.":                                   true,
		"El amplificador no funciona. Mi banco ya lo está investigando.":             true,
		"De versterker doet het niet. Mijn bank zoekt het uit.":                      true,
		"L'amplificatore non si accende. La mia banca se ne occupa.":                 true,
		"The amp is dead. My sound card is not the reason.":                          false,
		"I write for our church magazine. Now the keyboard you sent has a dead key.": false,
		"The bank holiday is over and the amp is still dead. Please look into it.":   false,
	} {
		if r := readPlain(t, text); r.Has(desk.SignalLegalThreat) != want || r.Has(desk.SignalThirdParty) {
			t.Errorf("%q: %s, signals %v", text, r.Class, r.Signals)
		}
	}
}

// TestEachItsOwn: what is surely said of one of two orders is that one's matter, whatever the sum of all words makes of the mail.
func TestEachItsOwn(t *testing.T) {
	t.Parallel()
	cancels, changes, delay, doa, mind := desk.ClassCancellation, desk.ClassOrderChange, desk.ClassDelay, desk.ClassDoaDefect, desk.ClassChangeOfMind
	for text, want := range map[string][2]desk.Class{
		"Please cancel HW-41101. HW-41102 should come in oak.":                          {cancels, changes},
		"Bitte stornieren Sie HW-41101. HW-41102 soll bitte in Eiche kommen.":           {cancels, changes},
		"Merci d'annuler HW-41101. HW-41102 devrait être en chêne.":                     {cancels, changes},
		"Por favor anulen HW-41101. HW-41102 debe venir en roble.":                      {cancels, changes},
		"Graag HW-41101 annuleren. HW-41102 moet in eiken komen.":                       {cancels, changes},
		"Per favore annullate HW-41101. HW-41102 deve essere in rovere.":                {cancels, changes},
		"HW-41101 came and the handle wobbles. Please cancel HW-41102.":                 {doa, cancels},
		"Where is HW-41101? And HW-41102 I'd like to give back, it's too small for us.": {delay, mind},
		"HW-41101 came on Monday, lovely. Please cancel HW-41102.":                      {desk.ClassOther, cancels},
		"Please cancel HW-41101. And HW-41102 as well.":                                 {cancels, cancels},
	} {
		r := readPlain(t, text)
		of := func(key string) desk.Class {
			for _, p := range r.Parts {
				if p.Number == key && len(p.Classes) > 0 {
					return p.Classes[0]
				}
			}
			return r.Class
		}
		if got := [2]desk.Class{of("HW41101"), of("HW41102")}; got != want {
			t.Errorf("%q: read as %v, want %v (%s %.2f, %v)", text, got, want, r.Class, r.Confidence, r.Parts)
		}
	}
}
