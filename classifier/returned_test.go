package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestFailedAndReturned: what failed and was sent back for it is a claim (domain.md section 1), and so is what comes to a stop; an
// order, a parcel and an errand that stop are none.
func TestFailedAndReturned(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, claim := range map[string]bool{
		"De versterker deed het niet meer op kanaal 3, dus ik heb HW-61019 gisteren naar jullie teruggestuurd. Wanneer krijg ik een nieuwe?": true,
		"Das Modul ging auf Kanal 3 nicht mehr, also habe ich HW-61019 gestern an Sie zurückgeschickt. Wann bekomme ich ein neues?":          true,
		"Le module ne marchait plus sur la voie 3, donc je vous ai renvoyé HW-61019 hier. Quand est-ce que j'en reçois un neuf ?":            true,
		"El módulo dejó de funcionar en el canal 3, así que os devolví HW-61019 ayer. ¿Cuándo recibo uno nuevo?":                             true,
		"Il modulo non funzionava più sul canale 3, quindi vi ho rispedito HW-61019 ieri. Quando ne ricevo uno nuovo?":                       true,
		"The module stopped working on channel 3 so I sent HW-61019 back to you yesterday. When do I get a new one?":                         true,
		"Das Metronom aus HW-61012 bleibt nach drei Schlägen stehen, Video anbei. Können Sie mir helfen?":                                    true,
		"The metronome from HW-61012 stops after three beats, video attached. Can you help me?":                                              true,
		"Le métronome HW-61012 s'arrête au bout de trois battements, vidéo jointe. Pouvez-vous m'aider ?":                                    true,
		"El metrónomo HW-61012 se para a los tres golpes, adjunto vídeo. ¿Me ayudáis?":                                                       true,
		"De metronoom HW-61012 blijft na drie tikken stilstaan, video erbij. Kunt u mij helpen?":                                             true,
		"Il metronomo HW-61012 si ferma dopo tre battiti, allego video. Potete aiutarmi?":                                                    true,
		"Das Tracking von HW-61012 bleibt seit drei Tagen in Leipzig stehen. Können Sie mir helfen?":                                         false,
		"Meine Bestellung HW-61012 bleibt bei 'in Bearbeitung' stehen, wann geht sie raus?":                                                  false,
		"It did not suit me, so I sent it back yesterday.":                                                                                   false,
		"De kleur beviel me niet meer, dus ik heb hem teruggestuurd.":                                                                        false,
	} {
		if r := e.Read(Input{NewText: text}); (r.Class.IsClaim() || r.RunnerUp.IsClaim() && !e.model.Accepts(r)) != claim {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}

// TestNothingFoundPostage: behind a result without a fault the sum of a sending is the postage of the return (domain.md, reading 10).
func TestNothingFoundPostage(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, postage := range map[string]bool{
		"You sent HW-61053 back as no fault found. Who pays me back the 14 dollars of shipping?":      true,
		"Sie haben HW-61053 ohne Befund zurückgegeben. Wer erstattet mir die 14 Euro Versand?":        true,
		"Vous m'avez rendu HW-61053 sans défaut trouvé. Qui me rembourse les 14 euros d'envoi ?":      true,
		"Me devolvieron HW-61053 sin encontrar fallo. ¿Quién me paga los 14 euros de envío?":          true,
		"Jullie gaven HW-61053 terug, geen gebrek gevonden. Wie betaalt mij de 14 euro verzending?":   true,
		"Mi avete reso HW-61053 senza trovare difetti. Chi mi rimborsa i 14 euro di spedizione?":      true,
		"HW-61053 came two weeks late. Who pays me back the 14 dollars of shipping?":                  false,
		"HW-61053 kam zu spät, Blumen waren keine dabei. Wer erstattet mir die 14 Euro Versand?":      false,
		"Je suis content de HW-61053, mais qui me rembourse les 14 euros de frais de port ?":          false,
		"HW-61053 ist da, ich habe im Paket nichts gefunden, was fehlt. Bekomme ich ein neues Kabel?": false,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalCostReturnPostage) != postage {
			t.Errorf("%q: %s %v, want postage %v", text, r.Class, r.Signals, postage)
		}
	}
}

// TestDrippingCarton: a carton that drips was rained on, and a hot end has its name from its work; a cell that drips, bare mains and a hot
// end that glows are dangers.
func TestDrippingCarton(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, danger := range map[string]bool{
		"El repartidor traía la caja HW-61044 aplastada y chorreando, así que no la acepté.":           false,
		"El paquete venía chorreando, lo rechacé en la puerta.":                                        false,
		"The courier brought the box crushed and dripping wet, so I did not take it.":                  false,
		"La caja llegó goteando y la batería está hinchada.":                                           true,
		"El paquete llegó goteando ácido de la batería.":                                               true,
		"La batería está chorreando un líquido.":                                                       true,
		"Sensor wire of hotend HW-61036 broke off at the block.":                                       false,
		"The mains wire of HW-61036 broke off and the bare end touches the case.":                      true,
		"The hotend HW-61036 got so hot that the plastic mount melted.":                                true,
		"Hotend HW-61036 smokes.":                                                                      true,
		"Das Hotend HW-61036 glüht rot und lässt sich nicht abschalten.":                               true,
		"Le hotend HW-61036 surchauffe et ça sent le brûlé.":                                           true,
		"El hotend HW-61036 se puso al rojo vivo.":                                                     true,
		"Sensor wire broke off and now the hotend glows red and will not stop.":                        true,
		"The sensor wire came off and there was smoke.":                                                true,
		"Das Sensorkabel ist abgerissen, und jetzt qualmt es.":                                         true,
		"Le câble d'alimentation est arraché et les fils sont à nu, j'ai pris une décharge électrique": true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) != danger {
			t.Errorf("%q: %s %v, want danger %v", text, r.Class, r.Signals, danger)
		}
	}
}

// TestPutInThePost: who put what came in the post himself has sent it back, and who waits that we do so has not; a letter is no parcel.
func TestPutInThePost(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, back := range map[string]bool{
		"De lamp HW-62004 past toch niet in onze kamer. Ik heb hem maandag op de post gedaan, PostNL 3SABCD7781234. Graag het geld terug.": true,
		"The lamp does not suit our room. I put it in the post on Monday, USPS 9400111. Money back please.":                                true,
		"We no longer need the pedal, I posted it on Tuesday.":                                                                             true,
		"Die Lampe passt doch nicht ins Zimmer. Ich habe sie am Montag zur Post gebracht, DHL 00340434. Bitte das Geld zurück.":            true,
		"Die Lampe passt doch nicht. Ich habe sie am Montag auf die Post gegeben, bitte das Geld zurück.":                                  true,
		"La lampe ne va pas dans la pièce. Je l'ai postée lundi, Colissimo 8L123. Merci de me rembourser.":                                 true,
		"La lampe ne va pas dans la pièce. Je l'ai mise à la poste lundi. Merci de me rembourser.":                                         true,
		"La lámpara no pega en el salón. La eché al correo el lunes, Correos PQ123. Quiero el dinero.":                                     true,
		"La lámpara no pega en el salón. La puse en Correos el lunes. Quiero el dinero.":                                                   true,
		"La lampada non sta bene nella stanza. L'ho imbucata lunedì, Poste RA123. Rivorrei i soldi.":                                       true,
		"La lampada non sta bene nella stanza. L'ho messa in posta lunedì. Rivorrei i soldi.":                                              true,
		"When will you put it in the post?":                                        false,
		"I put a letter with the photos in the post on Monday.":                    false,
		"Quand l'avez-vous mise à la poste ?":                                      false,
		"¿Cuándo la echasteis al correo?":                                          false,
		"Wanneer doen jullie hem op de post?":                                      false,
		"Quando l'avete messa in posta?":                                           false,
		"I posted a review yesterday and the pedal is great.":                      false,
		"I posted it on the forum yesterday, everybody there loves the amplifier.": false,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalReturnedAlready) != back {
			t.Errorf("%q: %s %v, want returned %v", text, r.Class, r.Signals, back)
		}
	}
}

// TestDoesNotGoWithTheRoom: what does not go with a room is a matter of taste (domain.md section 1).
func TestDoesNotGoWithTheRoom(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, taste := range map[string]bool{
		"The lamp does not go with our living room, can I send it back?":                 true,
		"Die Lampe passt leider nicht zu unserer Einrichtung, kann ich sie zurückgeben?": true,
		"La lampe ne va pas avec notre salon, puis-je la renvoyer ?":                     true,
		"La lámpara no pega con nuestro salón, ¿la puedo devolver?":                      true,
		"De lamp past niet bij onze inrichting, kan ik hem terugsturen?":                 true,
		"La lampada non sta bene nel nostro salotto, posso renderla?":                    true,
		"The lamp does not light up in our living room.":                                 false,
		"La lampe ne va pas, elle clignote dans le salon.":                               false,
		"La lámpara no va, en el salón no se enciende.":                                  false,
		"De lamp gaat niet aan in onze kamer.":                                           false,
	} {
		if r := e.Read(Input{NewText: text}); (r.Class == desk.ClassChangeOfMind) != taste {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}

// TestSoItHasNotLeft: who concludes that it has not left asks after it, and cancels nothing by that.
func TestSoItHasNotLeft(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]desk.Class{
		"So HW-62015 did not go out on the 14th?":                   desk.ClassDelay,
		"HW-62015 ist also am 14. nicht rausgegangen?":              desk.ClassDelay,
		"Donc HW-62015 n'est pas parti le 14 ?":                     desk.ClassDelay,
		"¿Así que HW-62015 no salió el 14?":                         desk.ClassDelay,
		"Dus HW-62015 is de 14e niet weggegaan?":                    desk.ClassDelay,
		"Quindi HW-62015 non è partito il 14?":                      desk.ClassDelay,
		"So HW-62015 did not go out on the 14th. Then cancel it.":   desk.ClassCancellation,
		"So it did not ship on the 14th, I want my money back.":     desk.ClassCancellation,
		"Quindi non è partito il 14: annullate e ridatemi i soldi.": desk.ClassCancellation,
		"¿Así que no salió el 14? Entonces lo anulo.":               desk.ClassCancellation,
	} {
		r := e.Read(Input{Subject: "HW-62015", NewText: text})
		if r.Class != want || want == desk.ClassDelay && len(r.Also) > 0 {
			t.Errorf("%q: read as %s %v (%.2f)", text, r.Class, r.Also, r.Confidence)
		}
	}
}

// TestHandedOn: who was given the thing by one of his own people has it as a gift; a number, a parcel and a task that somebody gives are none.
func TestHandedOn(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, gift := range map[string]bool{
		"My nephew gave me your coffee scale, his order is HW-63006. When it charges the back gets so hot that I dropped it.": true,
		"The amp was given to me by my uncle, order HW-63006. No sound on the left.":                                          true,
		"Mein Neffe hat mir eure Kaffeewaage gegeben, seine Bestellung ist HW-63006. Das Display ist tot.":                    true,
		"Ich habe die Waage von meinem Neffen bekommen, seine Bestellung ist HW-63006. Das Display ist tot.":                  true,
		"Mon neveu m'a donné votre balance, sa commande est HW-63006. L'écran est mort.":                                      true,
		"Mi sobrino me dio vuestra báscula, su pedido es HW-63006. La pantalla no va.":                                        true,
		"Mijn neef gaf me jullie weegschaal, zijn bestelling is HW-63006. Het scherm is dood.":                                true,
		"Mio nipote mi ha dato la vostra bilancia, il suo ordine è HW-63006. Il display è morto.":                             true,
		"UPS gave me the parcel HW-63006 yesterday. The display is dead.":                                                     false,
		"My neighbour gave me the parcel, HW-63006, he had signed for it. The display is dead.":                               false,
		"Mein Mann hat mir die Bestellnummer HW-63006 gegeben. Das Display ist tot.":                                          false,
		"Mon mari m'a donné le numéro HW-63006. L'écran est mort.":                                                            false,
		"Mi marido me dio el número HW-63006. La pantalla no va.":                                                             false,
		"Mijn man gaf me het nummer HW-63006. Het scherm is dood.":                                                            false,
		"Mio marito mi ha dato il numero HW-63006. Il display è morto.":                                                       false,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalGiftRecipient) != gift {
			t.Errorf("%q: %s %v, want gift %v", text, r.Class, r.Signals, gift)
		}
	}
}

// TestPostageOfAFoundFault: where we have found the fault, a postage is that of sending the thing in, unless the order's own is named.
func TestPostageOfAFoundFault(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]string{
		"Comme le défaut de HW-63012 est reconnu, voici le reçu Colissimo de 12,90 € pour le renvoi.": "Remboursement du port",
		"The fault in HW-63012 is confirmed, here is the receipt of 12.90 for sending it in.":         "Postage back",
		"Der Fehler an HW-63012 ist ja bestätigt, hier der Beleg über 12,90 für die Rücksendung.":     "Erstattung Porto",
		"Como el fallo de HW-63012 está reconocido, aquí va el recibo de 12,90 de la devolución.":     "Reembolso de portes",
		"Het defect van HW-63012 is erkend, hier de bon van 12,90 voor het terugsturen.":              "Terugbetaling porto",
		"Il difetto di HW-63012 è riconosciuto, ecco la ricevuta da 12,90 per la rispedizione.":       "Rimborso spedizione",
	} {
		r := e.Read(Input{Subject: want, NewText: text})
		if !r.Has(desk.SignalCostReturnPostage) || r.Has(desk.SignalCostShipping) || r.Class != desk.ClassCostRefund {
			t.Errorf("%q: %s %v", text, r.Class, r.Signals)
		}
	}
	for _, text := range []string{
		"Ich habe einen Fehler festgestellt, eine Taste ist tot. Bitte erstatten Sie mir auch die 18 Euro Versand.",
		"HW-63012 came late. Please pay me back the 18 dollars of shipping.",
		"You found no fault. Then pay me back at least the shipping of the order, 18 dollars.",
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalCostReturnPostage) {
			t.Errorf("%q: %s %v", text, r.Class, r.Signals)
		}
	}
}

// TestPriceAndDuty: who asks back the price and a duty in one has two matters (domain.md section 1, "Conflict rules").
func TestPriceAndDuty(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, both := range map[string]bool{
		"Ich möchte die Scharniere HW-64028 nicht behalten, sie gefallen mir nicht. Bitte Kaufpreis und die 22 Franken Zoll zurück.":              true,
		"I don't want to keep the hinges HW-64028, I don't like them. Please return the purchase price and the 22 francs of customs.":             true,
		"Je ne veux pas garder les charnières HW-64028, elles ne me plaisent pas. Merci de me rendre le prix d'achat et les 22 francs de douane.": true,
		"No quiero quedarme las bisagras HW-64028, no me gustan. Devolvedme el precio de compra y los 22 francos de aduana.":                      true,
		"Ik wil de scharnieren HW-64028 niet houden, ze bevallen me niet. Graag de koopprijs en de 22 frank invoerrechten terug.":                 true,
		"Non voglio tenere le cerniere HW-64028, non mi piacciono. Restituitemi il prezzo d'acquisto e i 22 franchi di dogana.":                   true,
		"I paid 22 francs of customs for HW-64028, please pay that back.":                                                                         false,
		"Is the price with customs and duty, and do you ship to Norway?":                                                                          false,
		"Ist der Preis mit Zoll?": false,
	} {
		r := e.Read(Input{NewText: text})
		if got := r.Has(desk.SignalWantsRefund) && r.Has(desk.SignalCostTaxDuty) && slices.Contains(r.Also, desk.ClassCostRefund); got != both {
			t.Errorf("%q: %s %v %v, want both %v", text, r.Class, r.Also, r.Signals, both)
		}
	}
}

// TestDeadOnTopOfThat: what came as another thing and does not work is faulty first (docs/labels.md, "Which intent is primary").
func TestDeadOnTopOfThat(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]desk.Class{
		"HW-64027 came with ANSI caps, I ordered ISO, and on top of that the spacebar is dead. Photos.":               desk.ClassDoaDefect,
		"HW-64027 kam mit ANSI-Kappen, bestellt war ISO, und obendrein ist die Leertaste tot. Fotos.":                 desk.ClassDoaDefect,
		"HW-64027 est arrivé en ANSI alors que j'avais commandé ISO, et en plus la barre d'espace est morte. Photos.": desk.ClassDoaDefect,
		"HW-64027 llegó con teclas ANSI, pedí ISO, y encima la barra espaciadora está muerta. Fotos.":                 desk.ClassDoaDefect,
		"HW-64027 kwam met ANSI-toetsen, ik had ISO besteld, en bovendien is de spatiebalk dood. Foto's.":             desk.ClassDoaDefect,
		"HW-64027 è arrivata con tasti ANSI, avevo ordinato ISO, e per di più la barra spaziatrice è morta. Foto.":    desk.ClassDoaDefect,
		"HW-64027 came with ANSI caps, I ordered ISO, and on top of that you are not reachable by phone.":             desk.ClassWrongItem,
		"HW-64027 kam mit ANSI-Kappen, bestellt war ISO, und obendrein ist das nicht billig.":                         desk.ClassWrongItem,
	} {
		r := e.Read(Input{NewText: text})
		if r.Class != want {
			t.Errorf("%q: %s %v", text, r.Class, r.Also)
		}
	}
}

// TestRefusesToConnect: what will not talk to a machine of his may be no fault (domain.md section 1).
func TestRefusesToConnect(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, other := range map[string]bool{
		"The scale HW-64016 turns on but refuses to connect to my phone (an old model). Is it faulty?":                       true,
		"Die Waage HW-64016 geht an, will sich aber nicht mit meinem Handy (altes Modell) verbinden. Ist sie defekt?":        true,
		"La balance HW-64016 s'allume mais refuse de se connecter à mon téléphone (un vieux modèle). Est-elle défectueuse ?": true,
		"La báscula HW-64016 se enciende pero se niega a conectarse a mi móvil (un modelo antiguo). ¿Está defectuosa?":       true,
		"De weegschaal HW-64016 gaat aan maar wil geen verbinding maken met mijn telefoon (een oud model). Is hij defect?":   true,
		"La bilancia HW-64016 si accende ma si rifiuta di connettersi al mio telefono (un vecchio modello). È difettosa?":    true,
		"The scale HW-64016 refuses to turn on. Is it faulty?":                                                               false,
		"La balance HW-64016 refuse de s'allumer. Est-elle défectueuse ?":                                                    false,
		"La bilancia HW-64016 si rifiuta di accendersi. È difettosa?":                                                        false,
	} {
		if r := e.Read(Input{NewText: text}); r.Class != desk.ClassDoaDefect || r.Has(desk.SignalIncompatibility) != other {
			t.Errorf("%q: %s %v", text, r.Class, r.Signals)
		}
	}
}
