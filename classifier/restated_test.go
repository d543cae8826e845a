package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestMoneyRestated: who calls the same thing by another name behind his "not" wants it; who goes on denying does not.
func TestMoneyRestated(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"I don't want a refund, I want my money back.":                    true,
		"I do not need a refund - give me my money back.":                 true,
		"Ich will keine Erstattung, ich will mein Geld zurück.":           true,
		"Je ne veux pas de remboursement, je veux mon argent.":            true,
		"No quiero un reembolso, quiero que me devuelvan el dinero.":      true,
		"Non voglio un rimborso, voglio indietro i miei soldi.":           true,
		"Ik wil geen terugbetaling, ik wil mijn geld terug.":              true,
		"I do not want my money back, I want a working one.":              false,
		"I don't want a refund, nor my money back, I want a working one.": false,
		"The dial is dead. No refund please, just a new one.":             false,
		"Der Regler ist tot. Ich will kein Geld zurück, sondern Ersatz.":  false,
		"Le bouton est mort. Je ne veux pas d'argent, je veux un autre.":  false,
		"El botón no va. No quiero dinero, quiero otro.":                  false,
		"La manopola è rotta. Non voglio soldi, voglio un altro pezzo.":   false,
		"De knop is dood. Ik wil geen geld terug, ik wil een andere.":     false,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalWantsRefund); got != want {
			t.Errorf("%q: wants_refund %v, want %v (%s %v)", text, got, want, r.Class, r.Signals)
		}
	}
}

// TestWrongAddressOwn: who says that he gave the wrong address blames no label; what others say of him is not said by him.
func TestWrongAddressOwn(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"My order HW-40134 came back to you, I gave a wrong address at checkout.":           true,
		"I gave a wrong address at checkout, please send HW-40134 to 4 Mill Lane, Bath.":    true,
		"HW-40134: ich habe beim Bestellen eine falsche Adresse angegeben, es ging zurück.": true,
		"HW-40134 : j'ai donné une mauvaise adresse à la commande, le colis est revenu.":    true,
		"HW-40134: di una dirección equivocada en el pedido, el paquete volvió.":            true,
		"HW-40134: ho dato un indirizzo sbagliato all'ordine, il pacco è tornato indietro.": true,
		"HW-40134: ik gaf een verkeerd adres op bij het bestellen, het pakket kwam terug.":  true,
		"HW-40134 came back. The carrier says I gave a wrong address, which is not true.":   false,
		"HW-40134 came back. I never gave a wrong address, you changed it on the label.":    false,
		"HW-40134 kam zurück. Ich habe keine falsche Adresse angegeben.":                    false,
		"Le colis est revenu. Je n'ai pas donné une mauvaise adresse.":                      false,
		"El paquete volvió. No di una dirección equivocada.":                                false,
		"Il pacco non è tornato indietro per colpa mia, il corriere non ha mai suonato.":    false,
		"The parcel came back, which was not my fault: nobody rang.":                        false,
		"Il pacco è tornato. Non ho mai dato un indirizzo sbagliato.":                       false,
		"Het pakket kwam terug. Ik gaf geen verkeerd adres op.":                             false,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalWrongAddressBuyer); got != want {
			t.Errorf("%q: wrong_address_buyer %v, want %v (%s %v)", text, got, want, r.Class, r.Signals)
		}
		if want && r.Has(desk.SignalWrongAddressShop) {
			t.Errorf("%q: %v blames the shop", text, r.Signals)
		}
	}
}

// TestCounselPlace: a lawyer at whose place a parcel is to be delivered threatens nobody.
func TestCounselPlace(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Send this to my lawyer, not to me.":                                 true,
		"Schicken Sie das an meinen Anwalt, ich rede nicht mehr mit Ihnen.":  true,
		"Adressez tout à mon avocat désormais.":                              true,
		"Envíen todo a mi abogado a partir de ahora.":                        true,
		"Mandate tutto al mio avvocato da ora in poi.":                       true,
		"Stuur alles voortaan naar mijn advocaat.":                           true,
		"I am a lawyer and need HW-1 for my office.":                         false,
		"Ich bin Anwalt und brauche HW-1 für meine Kanzlei.":                 false,
		"Je suis avocate et j'ai besoin de HW-1 pour mon cabinet.":           false,
		"Soy abogado y necesito HW-1 para mi despacho.":                      false,
		"Ik ben advocaat en heb HW-1 nodig voor mijn kantoor.":               false,
		"Sono avvocato e mi serve HW-1 per lo studio.":                       false,
		"My husband is a lawyer and uses the pad daily, one key is dead.":    false,
		"I am a lawyer and need HW-1 for my office, or I will sue you.":      true,
		"I am a lawyer and I will take you to court.":                        true,
		"I am a lawyer and need my money back now.":                          true,
		"Ich bin Anwalt und werde klagen.":                                   true,
		"Je suis avocat et je saisirai le tribunal.":                         true,
		"Deliver it to my lawyer's office.":                                  false,
		"Please deliver HW-40134 to my lawyer's office at 3 King Street.":    false,
		"Please send the parcel to our solicitor's office.":                  false,
		"Bitte liefern Sie an die Kanzlei meines Anwalts.":                   false,
		"Livrez-le au cabinet de mon avocat.":                                false,
		"Entréguenlo en el despacho de mi abogado.":                          false,
		"Consegnatelo allo studio del mio avvocato.":                         false,
		"Bezorg het bij het kantoor van mijn advocaat.":                      false,
		"Deliver it by Friday or you hear from my lawyer's office.":          true,
		"I will send this to my lawyer.":                                     true,
		"My lawyer's office will contact you.":                               true,
		"Deliver it to my lawyer's office, and my lawyer will write to you.": true,
		"Liefern Sie endlich, sonst gehe ich zur Kanzlei meines Anwalts.":    true,
		"Livrez ma commande ou mon avocat vous écrira.":                      true,
		"Entreguen el pedido o mi abogado les escribirá.":                    true,
		"Consegnate l'ordine o il mio avvocato vi scriverà.":                 true,
		"Lever mijn bestelling of mijn advocaat schrijft u.":                 true,
		"Deliver to my lawyer, he will pick it up":                           false,
		"Please deliver HW-40134 to my lawyer, he will pick it up.":          false,
		"Bitte liefern Sie an meinen Anwalt, er nimmt es an.":                false,
		"Schicken Sie das Paket an meinen Anwalt, er nimmt es entgegen.":     false,
		"Livrez-le à mon avocat, il le récupérera.":                          false,
		"Envoyez le colis à mon avocate, elle le recevra.":                   false,
		"Entréguenlo a mi abogado, él lo recogerá.":                          false,
		"Envíen el paquete a mi abogado, lo recogerá él.":                    false,
		"Consegnatelo al mio avvocato, lo ritira lui.":                       false,
		"Spedite il pacco al mio avvocato, lo ritira lui.":                   false,
		"Bezorg het bij mijn advocaat, hij neemt het aan.":                   false,
		"Stuur het pakket naar mijn advocaat, hij neemt het aan.":            false,
		"I will deliver this to my lawyer, he will pick it up from there.":   true,
		"Please send your reply to my lawyer.":                               true,
		"Please send all further letters to my lawyer.":                      true,
		"Deliver by Friday or I go to my lawyer.":                            true,
		"I am sending the order to my lawyer.":                               true,
		"Schicken Sie Ihre Antwort an meinen Anwalt.":                        true,
		"Ich schicke alles an meinen Anwalt.":                                true,
		"Liefern Sie, sonst gehe ich zu meinem Anwalt.":                      true,
		"Envoyez votre réponse à mon avocat.":                                true,
		"Livrez, sinon j'écris à mon avocat.":                                true,
		"Envíen su respuesta a mi abogado.":                                  true,
		"Mandate la risposta al mio avvocato.":                               true,
		"Stuur uw antwoord naar mijn advocaat.":                              true,
		"Stuur het pakket of ik stap naar mijn advocaat.":                    true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalLegalThreat); got != want {
			t.Errorf("%q: legal_threat %v, want %v", text, got, want)
		}
	}
}

// TestChangesNothing: beside a cancellation stands a change only where something names it, or makes the one hang on the other.
func TestChangesNothing(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"HW-40134 should have left on July 3, please cancel it.":                            false,
		"HW-40134 hätte am 3. Juli gehen sollen, bitte stornieren.":                         false,
		"HW-40134 aurait dû partir le 3 juillet, merci de l'annuler.":                       false,
		"HW-40134 doveva partire il 3 luglio, annullatelo per favore.":                      false,
		"HW-40134 had op 3 juli weg moeten gaan, graag annuleren.":                          false,
		"Cancel my order, the date has passed.":                                             false,
		"Cancel HW-40134 if that is still possible.":                                        false,
		"Please cancel my order HW-40134 if it is not too late.":                            false,
		"Bitte stornieren Sie HW-40134, falls es noch geht.":                                false,
		"Annulez HW-40134 si c'est encore possible.":                                        false,
		"Cancelen el HW-40134 si todavía es posible.":                                       false,
		"Annullate HW-40134 se è ancora possibile.":                                         false,
		"Annuleer HW-40134 als dat nog kan.":                                                false,
		"If HW-40134 has not been started, cancel it, otherwise I keep it.":                 false,
		"Falls HW-40134 noch nicht begonnen wurde, bitte stornieren, sonst behalte ich es.": false,
		"Si HW-40134 n'est pas commencée, annulez-la, sinon je la garde.":                   false,
		"Si el HW-40134 no está empezado, cancélenlo; si ya lo está, me lo quedo.":          false,
		"Als HW-40134 nog niet begonnen is, graag annuleren, anders houd ik hem.":           false,
		"Se HW-40134 non è ancora iniziato, annullatelo, altrimenti lo tengo.":              false,
		"If it is not possible to have HW-40134 in blue, cancel it.":                        true,
		"Make HW-40134 blue, or else cancel it.":                                            true,
		"Bitte ändern Sie HW-40134 auf blaue Tasten, sonst stornieren Sie es.":              true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		got := r.Class == desk.ClassOrderChange
		for _, c := range r.Also {
			got = got || c == desk.ClassOrderChange
		}
		if got != want {
			t.Errorf("%q: %s %v, order_change %v", text, r.Class, r.Also, want)
		}
	}
}

// TestDeniedSignals: what is denied in so many words is not raised by the other words of the mail.
func TestDeniedSignals(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, not := range map[string]desk.Signal{
		"Je n'ai pas refusé le colis, personne n'est venu.":                         desk.SignalRefusedDelivery,
		"I did not refuse the parcel, nobody rang.":                                 desk.SignalRefusedDelivery,
		"Ich habe das Paket nicht verweigert, der Fahrer hat gar nicht geklingelt.": desk.SignalRefusedDelivery,
		"No rechacé el paquete, no vino nadie.":                                     desk.SignalRefusedDelivery,
		"Non ho rifiutato il pacco, non è venuto nessuno.":                          desk.SignalRefusedDelivery,
		"Ik heb het pakket niet geweigerd, er kwam niemand.":                        desk.SignalRefusedDelivery,
		"My address has changed to Elm Road 4, and when does it ship?":              desk.SignalWrongAddressShop,
		"Wir sind umgezogen, neue Adresse Lindenweg 4, und wann kommt es?":          desk.SignalWrongAddressShop,
		"I'm not after a refund, I just want the missing screw.":                    desk.SignalWantsRefund,
		"Es geht mir nicht ums Geld, ich will die fehlende Schraube.":               desk.SignalWantsRefund,
		"Il ne s'agit pas d'argent, je ne cherche pas un remboursement.":            desk.SignalWantsRefund,
		"Het gaat me niet om het geld, ik wil de ontbrekende schroef.":              desk.SignalWantsRefund,
	} {
		if r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)}); r.Has(not) {
			t.Errorf("%q: %s %v, want no %s", text, r.Class, r.Signals, not)
		}
	}
}

// TestChangeBesideDate: who asks when it comes, and wants a part of it changed, has two matters.
func TestChangeBesideDate(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"I want to change the colour, and when does my order HW-40134 ship?",
		"Ich möchte die Farbe ändern und wissen, wann HW-40134 geliefert wird.",
		"Je voudrais changer la couleur et savoir quand HW-40134 sera livrée.",
		"Quiero cambiar el color y saber cuándo llega el HW-40134.",
		"Vorrei cambiare il colore e sapere quando arriva HW-40134.",
		"Ik wil de kleur wijzigen en weten wanneer HW-40134 komt.",
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if r.Class != desk.ClassDelay || len(r.Also) != 1 || r.Also[0] != desk.ClassOrderChange || !r.Has(desk.SignalProductChange) {
			t.Errorf("%q: %s %v %v", text, r.Class, r.Also, r.Signals)
		}
	}
}

// TestAddressBesideWait: who waits, and gives another address, has two matters.
func TestAddressBesideWait(t *testing.T) {
	t.Parallel()
	r := embedded(t).Read(Input{Subject: "AW: Verzögerung Ihrer Bestellung HW-81030", NewText: "Ich warte. Aber schicken Sie es dann bitte an meine Arbeit: Werkstr. 3, 70435 Stuttgart."})
	if r.Class != desk.ClassDelay || !slices.Contains(r.Also, desk.ClassOrderChange) || !r.Has(desk.SignalAddressChange) {
		t.Errorf("%s %v %v", r.Class, r.Also, r.Signals)
	}
}

// TestNotDamaged: what is not damaged and lacks a part was not harmed on the way.
func TestNotDamaged(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]desk.Class{
		"The package isn't damaged at all; it's just that the knob was not in it.": desk.ClassWrongItem,
		"The box is not damaged, but one of the two cables is missing.":            desk.ClassWrongItem,
		"Das Paket ist nicht beschädigt, es fehlt nur der Knopf.":                  desk.ClassWrongItem,
		"Le colis n'est pas abîmé, il manque juste le bouton.":                     desk.ClassWrongItem,
		"El paquete no está dañado, solo falta el botón.":                          desk.ClassWrongItem,
		"Il pacco non è danneggiato, manca solo la manopola.":                      desk.ClassWrongItem,
		"Het pakket is niet beschadigd, alleen ontbreekt de knop.":                 desk.ClassWrongItem,
		"The box is not damaged but the glass is broken.":                          desk.ClassTransitDamage,
		"Der Karton ist nicht beschädigt, aber das Glas ist zerbrochen.":           desk.ClassTransitDamage,
	} {
		if r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)}); r.Class != want {
			t.Errorf("%q: %s, want %s", text, r.Class, want)
		}
	}
}
