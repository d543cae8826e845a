package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestWhoWantsMoney: money that has come, that is not wanted, or that others were paid is not asked for; what is asked for beside it, in a
// sum or in part is.
func TestWhoWantsMoney(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"My friend got a full refund from another shop for his. I am simply unhappy with the colour of mine.":      false,
		"In the other shop they'd refund me at once. What do you do when a lamp flickers?":                         false,
		"Die Lampe geht nicht mehr an. Ich will mein Geld gar nicht zurück, nur eine, die leuchtet.":               false,
		"Das Geld ist heute eingegangen, vielen Dank, damit ist für mich alles erledigt.":                          false,
		"J'ai bien reçu le virement ce matin, merci, pour moi c'est réglé.":                                        false,
		"El reembolso llegó esta mañana, gracias, por mi parte todo resuelto.":                                     false,
		"Het geld is vanochtend binnengekomen, bedankt, wat mij betreft is het klaar.":                             false,
		"Il rimborso è arrivato stamattina, grazie, per me è tutto a posto.":                                       false,
		"The knob is dead since Sunday. Money isn't what I'm asking for, I need advice.":                           false,
		"Refund received, matter closed, have a nice weekend.":                                                     false,
		"Der Regler ist seit Sonntag tot. Um Geld geht es mir nicht, ich brauche Rat.":                             false,
		"La manopola non risponde da domenica. Non è questione di soldi, cerco un consiglio.":                      false,
		"If a lamp turns out faulty, do you refund or repair? Thinking of ordering two.":                           false,
		"Half of the refund reached me. Where is the other half?":                                                  true,
		"Die Hälfte der Erstattung ist da. Wo bleibt der Rest?":                                                    true,
		"La moitié du remboursement est arrivée. Où est le reste ?":                                                true,
		"Me llegó la mitad del reembolso. ¿Dónde está el resto?":                                                   true,
		"De helft van de terugbetaling is binnen. Waar blijft de rest?":                                            true,
		"È arrivata metà del rimborso. Dov'è il resto?":                                                            true,
		"Refunding me is no use, nobody else makes this pedal. Send me a fresh one, the sensor in mine has died.":  false,
		"Mit einer Erstattung ist mir nicht geholfen. Schicken Sie mir ein neues Pedal, der Sensor ist hin.":       false,
		"Un remboursement ne m'aide pas. Envoyez-moi un nouveau pédalier, le capteur du mien est mort.":            false,
		"Un reembolso no me sirve. Envíenme un pedal nuevo, el sensor del mío murió.":                              false,
		"Aan een terugbetaling heb ik niets. Stuur mij een nieuw pedaal, de sensor is dood.":                       false,
		"Un rimborso non mi serve. Mandatemi un pedale nuovo, il sensore del mio è morto.":                         false,
		"J'ai reçu 80 euros de votre part, j'avais renvoyé pour 130. Et les 50 autres ?":                           true,
		"The lid is cracked from the drop. Knock 40 off and I'll live with it.":                                    true,
		"Half of my order came on Monday. Where is the other half?":                                                false,
		"Eleven weeks and no desk. I give up, wire me the 640 back.":                                               true,
		"Le remboursement est arrivé pour la lampe, mais pas pour le clavier : remboursez-le.":                     true,
		"Me llegó el reembolso de la lámpara, pero no el del teclado. Devuélvanmelo también.":                      true,
		"De terugbetaling van de lamp is binnen, die van het toetsenbord niet. Betaal die ook terug graag.":        true,
		"È arrivato il rimborso della lampada, quello della tastiera no. Rimborsatemi anche quella.":               true,
		"The refund for the lamp came, but the one for the keyboard did not. Please pay the second one too.":       true,
		"I returned both. Please send me a line when the refund has arrived on your side. I want my money back.":   true,
		"As I'm not happy with it, you can have it back and I get my 120 back. Deal?":                              true,
		"Das Gerät funktioniert, ich brauche es aber nicht. Was muss ich tun, um meine 240 Euro wiederzusehen?":    true,
		"Llegó con una grieta. Me lo quedo si me devuelven una parte.":                                             true,
		"Arrivata con una crepa. La tengo se mi rimborsate una parte.":                                             true,
		"Please take the pedals back and return the price and the delivery charge.":                                true,
		"Ich habe mein Geld noch nicht zurück. Die Lampe ging im Oktober an Sie, bitte überweisen Sie den Betrag.": true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalWantsRefund) != want {
			t.Errorf("%q: %s, signals %v, refund should be %v", text, r.Class, r.Signals, want)
		}
	}
}

// TestMoneyHasCome: a mail that tells that money came back is about no goods that came.
func TestMoneyHasCome(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"Just to say the money arrived on Tuesday. All good from my side, thanks for being so straightforward.",
		"El reembolso llegó esta mañana, gracias, por mi parte todo resuelto.",
		"Il rimborso è arrivato stamattina, grazie, per me è tutto a posto.",
		"Le remboursement est arrivé pour la lampe, mais pas pour le clavier : remboursez-le.",
		"De terugbetaling van de lamp is binnen, die van het toetsenbord niet. Betaal die ook terug graag.",
	} {
		if r := e.Read(Input{NewText: text}); r.Class != desk.ClassRMAFollowup && r.Class != desk.ClassOther {
			t.Errorf("%q: %s", text, r.Class)
		}
	}
}

// TestForWhom: who writes for the buyer is a third party; whose opinion is told, who bought another one, and for whom the writer bought
// is none.
func TestForWhom(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"My father-in-law bought a different brand. Mine just doesn't charge.":                                false,
		"My son bought another one from you, mine is dead.":                                                   false,
		"Mein Sohn hat bei Ihnen noch eine gekauft, meine ist tot.":                                           false,
		"Mi hijo les compró otro, el mío no funciona.":                                                        false,
		"My boss thinks it's the cable. The keyboard drops out every hour.":                                   false,
		"Mein Chef meint, es liegt am Kabel. Die Tastatur fällt stündlich aus.":                               false,
		"Volgens mijn baas ligt het aan de kabel. Het toetsenbord valt elk uur weg.":                          false,
		"We bought it for our son's desk. One leg motor doesn't run.":                                         false,
		"My wife bought me this lamp last week. It does not dim.":                                             false,
		"Ich kümmere mich um die Post meines Großvaters. Er hat im März eine Lampe bestellt. Wann kommt sie?": true,
		"Ik doe de post van mijn opa. Hij bestelde in maart een lamp. Wanneer komt die?":                      true,
		"Mi occupo della posta di mio nonno. Ha ordinato una lampada a marzo. Quando arriva?":                 true,
		"Je m'occupe du courrier de mon grand-père. Il a commandé une lampe en mars. Quand arrivera-t-elle ?": true,
		"Llevo el correo de mi abuelo. Pidió una lámpara en marzo. ¿Cuándo llega?":                            true,
		"Ik schrijf voor de jeugdclub van wie het bureau is: één poot gaat niet meer omhoog.":                 true,
		"Mi madre pidió la mesa y no usa correo electrónico; pregunta cuándo llega.":                          true,
		"Mijn man heeft gisteravond besteld en vraagt mij het voor hem te annuleren.":                         true,
		"Mio padre ha ordinato la scrivania e chiede quando arriva.":                                          true,
		"Ma belle-mère vous a commandé une lampe et elle ne s'allume pas.":                                    true,
		"Meine Mutter hat das Pult bestellt und fragt, wann es kommt.":                                        true,
		"My mother ordered the reading light and she doesn't do e-mail. It won't switch on.":                  true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalThirdParty) != want {
			t.Errorf("%q: signals %v, third party should be %v", text, r.Signals, want)
		}
	}
}

// TestRefusedDuty: a duty for which a parcel was refused, and that nobody asks back, is no matter of its own.
func TestRefusedDuty(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Der Zusteller wollte 60 Euro Zoll, da habe ich ihn wieder weggeschickt.":               false,
		"Le livreur réclamait 52 euros de douane, je l'ai renvoyé avec le colis.":               false,
		"El repartidor pedía 52 euros de aduana y le dije que se lo llevara.":                   false,
		"The wheel does not turn on. I paid 60 euros duty at the door, please refund that too.": true,
	} {
		if r := e.Read(Input{NewText: text}); slices.Contains(r.Also, desk.ClassCostRefund) != want {
			t.Errorf("%q: %s also %v", text, r.Class, r.Also)
		}
	}
}

// TestNoOtherOne: who wants no other one, and whose friend has one, asks for none.
func TestNoOtherOne(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Keyboard never switched on. I don't want another one from you, just give me back what I paid.": false,
		"Could you repair it? The third key is dead. I don't need a new one.":                           false,
		"Die dritte Taste ist tot. Ich will keine neue, nur mein Geld.":                                 false,
		"La touche est morte. Je ne veux pas d'un autre clavier, remboursez-moi.":                       false,
		"La tecla no va. No quiero otro teclado, quiero mi dinero.":                                     false,
		"De toets is dood. Ik hoef geen nieuwe, alleen mijn geld.":                                      false,
		"Il tasto è morto. Non voglio un altro, voglio i miei soldi.":                                   false,
		"Key three is dead. I don't want my money back, I want another one.":                            true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalWantsReplacement) != want {
			t.Errorf("%q: signals %v, replacement should be %v", text, r.Signals, want)
		}
	}
}

// TestSentAway: who of the house sent the driver away with the parcel refused it; a carrier that refuses, and one who was nearly sent away, did not.
func TestSentAway(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Mein Mitbewohner wusste von nichts und hat den Boten mit dem Paket wieder weggeschickt.": true,
		"Mon colocataire n'était pas au courant et a renvoyé le livreur avec le colis.":           true,
		"Mi compañero de piso no sabía nada y mandó al repartidor de vuelta con el paquete.":      true,
		"Mijn huisgenoot wist van niets en stuurde de bezorger met het pakket weer weg.":          true,
		"Il mio coinquilino non ne sapeva niente e ha mandato via il corriere con il pacco.":      true,
		"Ich habe nichts verweigert. Die Nachbarin hat es angenommen.":                            false,
		"Ik heb niets geweigerd.":                      false,
		"Je n'ai rien refusé.":                         false,
		"No rechacé nada.":                             false,
		"Non ho rifiutato niente.":                     false,
		"I refused nothing. The neighbour took it in.": false,
		"The carrier refused to deliver because the road was closed and it's going back to you.":           false,
		"I nearly turned the driver away because the box was crushed. I took it and the panel is cracked.": false,
	} {
		r := e.Read(Input{NewText: text})
		if got := r.Has(desk.SignalRefusedDelivery) || r.Has(desk.SignalRefusedDamaged); got != want {
			t.Errorf("%q: signals %v, refused should be %v", text, r.Signals, want)
		}
	}
}

// TestOrderGiven: that somebody gave an order tells of no danger.
func TestOrderGiven(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"Mio marito ha fatto un ordine ieri sera e mi chiede di annullarlo per lui.",
		"Mon mari a passé commande hier soir et me demande de l'annuler pour lui.",
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) || r.Class != desk.ClassCancellation {
			t.Errorf("%q: %s %v", text, r.Class, r.Signals)
		}
	}
}

// TestMissingAndHarmed: of what is missing and what is harmed, the harm ranks first.
func TestMissingAndHarmed(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"Im Karton fehlte das Netzteil, und der Sockel ist verbeult.",
		"The cable was not in the box, and the base is dented.",
		"Il manquait l'alimentation, et le socle est cabossé.",
		"Faltaba el cargador y la base está abollada.",
		"Mancava l'alimentatore e la base è ammaccata.",
	} {
		if r := e.Read(Input{NewText: text}); r.Class != desk.ClassTransitDamage || !slices.Contains(r.Also, desk.ClassWrongItem) || !r.Has(desk.SignalPartMissing) {
			t.Errorf("%q: %s also %v, %v", text, r.Class, r.Also, r.Signals)
		}
	}
}
