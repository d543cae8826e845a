package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestKept: who says that he does not want to cancel, and asks for a change or when it comes, asks for that alone. A
// cancelling that did not work, or is wanted for not wanting something else, is one.
func TestKept(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"I don't want to cancel, I just want the black one instead.":                           desk.ClassOrderChange,
		"I don't want to cancel, I'd just rather have brown switches.":                         desk.ClassOrderChange,
		"Please don't cancel the order, only change the colour to white.":                      desk.ClassOrderChange,
		"Ich möchte nicht stornieren, nur die Farbe ändern.":                                   desk.ClassOrderChange,
		"Statt zu stornieren möchte ich lieber auf die weiße Lampe wechseln.":                  desk.ClassOrderChange,
		"Je ne veux pas annuler, juste changer la couleur en noir.":                            desk.ClassOrderChange,
		"No quiero cancelar, solo cambiar el color a negro.":                                   desk.ClassOrderChange,
		"Non voglio annullare, solo cambiare il colore in nero.":                               desk.ClassOrderChange,
		"I don't want to cancel, I just want to know when it ships.":                           desk.ClassDelay,
		"Ich will nicht stornieren, ich möchte nur wissen wann sie kommt.":                     desk.ClassDelay,
		"Je ne veux pas annuler, je veux juste savoir quand elle part.":                        desk.ClassDelay,
		"No quiero cancelar, solo quiero saber cuándo sale.":                                   desk.ClassDelay,
		"Ik wil niet annuleren, ik wil alleen weten wanneer hij komt.":                         desk.ClassDelay,
		"Non voglio annullare, vorrei solo sapere quando parte.":                               desk.ClassDelay,
		"I cannot cancel HW-41101 in my account, please do it for me.":                         desk.ClassCancellation,
		"I asked on Monday and you still have not cancelled HW-41102. Please cancel it.":       desk.ClassCancellation,
		"I don't want the white one any more, please cancel HW-41103.":                         desk.ClassCancellation,
		"Ich kann in meinem Konto nicht stornieren, bitte stornieren Sie HW-41104.":            desk.ClassCancellation,
		"Je n'arrive pas à annuler sur le site, annulez ma commande HW-41105 s'il vous plaît.": desk.ClassCancellation,
		"No puedo cancelar desde la web, anulad el pedido HW-41106 por favor.":                 desk.ClassCancellation,
		"Non riesco ad annullare dal sito, annullate l'ordine HW-41107 per favore.":            desk.ClassCancellation,
		"Ik kan online niet annuleren, annuleer HW-41108 alstublieft.":                         desk.ClassCancellation,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want || want != desk.ClassCancellation && slices.Contains(r.Also, desk.ClassCancellation) {
			t.Errorf("%q: read as %s (%.2f) also %v, want %s", text, r.Class, r.Confidence, r.Also, want)
		}
	}
}

// TestThreatCancelsNothing: a term with a lawyer behind it is no cancellation; one with a cancelling, the price or the end of
// the contract behind it is.
func TestThreatCancelsNothing(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"The wheel should have shipped on the 10th. If it doesn't leave by Friday I will talk to my lawyer.": false,
		"Das Lenkrad sollte am 10. rausgehen. Wenn es bis Freitag nicht weg ist, gehe ich zum Anwalt.":       false,
		"Le volant devait partir le 10. S'il ne part pas d'ici vendredi j'appelle mon avocat.":               false,
		"El volante tenía que salir el 10. Si no sale antes del viernes hablo con mi abogado.":               false,
		"Buongiorno, il volante doveva partire il 10. Se non parte entro venerdì sento il mio avvocato.":     false,
		"Het stuur had de 10e weg moeten zijn. Als het vrijdag niet weg is bel ik mijn advocaat.":            false,
		"If the wheel doesn't leave by Friday I cancel, and my lawyer will write to you.":                    true,
		"Wenn das Lenkrad bis Freitag nicht weg ist, storniere ich und gehe zum Anwalt.":                     true,
		"If it hasn't shipped by Monday I want my money back, and I'll go to my lawyer.":                     true,
		"Se non parte entro venerdì considero risolto il contratto e mi rivolgo al mio avvocato.":            true,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if got := r.Class == desk.ClassCancellation || slices.Contains(r.Also, desk.ClassCancellation); got != want || !r.Has(desk.SignalLegalThreat) {
			t.Errorf("%q: cancels %v, want %v (%s also %v %v)", text, got, want, r.Class, r.Also, r.Signals)
		}
	}
}

// TestStoodStillOrNeverWorked: what is sent back and never worked is left between its claim and a record that there may be,
// and a parcel that stands still since some day between late and lost: the order's records tell.
func TestStoodStillOrNeverWorked(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"I sent the lamp HW-41201 back to you with DHL yesterday, it never worked. Please let me know when you have it.":      desk.ClassDoaDefect,
		"Ich habe die Lampe HW-41202 gestern an Sie zurückgeschickt, sie ging vom ersten Tag an nicht. Ist sie schon da?":     desk.ClassDoaDefect,
		"J'ai renvoyé la lampe HW-41203 hier, elle n'a jamais marché. Dites-moi quand vous l'aurez reçue.":                    desk.ClassDoaDefect,
		"Ayer os devolví la lámpara HW-41204, no ha funcionado nunca. Avisadme cuando llegue.":                                desk.ClassDoaDefect,
		"Ieri vi ho rispedito la lampada HW-41205, non ha mai funzionato. Fatemi sapere quando arriva.":                       desk.ClassDoaDefect,
		"Ik heb de lamp HW-41206 gisteren naar jullie teruggestuurd, hij heeft nooit gewerkt. Laat even weten als hij er is.": desk.ClassDoaDefect,
		"The tracking of HW-41211 hasn't moved since the 5th. Is it lost?":                                                    desk.ClassDeliveryProblem,
		"Bei HW-41212 tut sich in der Sendungsverfolgung seit dem 5. nichts mehr.":                                            desk.ClassDeliveryProblem,
		"Le suivi de HW-41213 n'a pas bougé depuis le 5 septembre. Il est perdu ?":                                            desk.ClassDeliveryProblem,
		"¿Dónde está? El seguimiento de HW-41214 lleva sin moverse desde el día 5. ¿Se ha perdido?":                           desk.ClassDeliveryProblem,
		"Il tracking di HW-41215 è fermo dal 5. Si è perso?":                                                                  desk.ClassDeliveryProblem,
		"De track en trace van HW-41216 staat al sinds de 5e stil. Is het pakje kwijt?":                                       desk.ClassDeliveryProblem,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want && (r.RunnerUp != want || r.Confidence > leftOpen) {
			t.Errorf("%q: read as %s (%.2f), then %s, want %s", text, r.Class, r.Confidence, r.RunnerUp, want)
		}
	}
	for text, not := range map[string]desk.Class{
		"I never switched it on, it's too big for us. Can I return HW-41221?":               desk.ClassDoaDefect,
		"Je ne l'ai jamais allumée, elle ne va pas avec le salon. Puis-je la rendre ?":      desk.ClassDoaDefect,
		"Non l'ho mai acceso, non mi serve. Posso restituirlo?":                             desk.ClassDoaDefect,
		"My old lamp never worked like this one, thank you, it's wonderful!":                desk.ClassDoaDefect,
		"The discount code never worked, can I still get the 10 %?":                         desk.ClassDoaDefect,
		"I lost my password for the shop, can you send HW-41222 to my new address instead?": desk.ClassDeliveryProblem,
		"Bei HW-41223 steht seit dem 5. nur noch \"in Produktion\". Wann geht sie raus?":    desk.ClassDeliveryProblem,
	} {
		if r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)}); r.Class == not {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}

// TestRefusedUnneeded: a parcel that is not needed any more was refused for no harm, unless harm is spoken of.
func TestRefusedUnneeded(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, damaged := range map[string]bool{
		"I refused the parcel HW-41401, I don't need it any more. Do I get my money back?":                             false,
		"Ich habe das Paket HW-41402 nicht angenommen, denn ich brauche ihn nicht mehr. Bekomme ich mein Geld zurück?": false,
		"J'ai refusé le colis HW-41403 car je n'en ai plus besoin. Je serai remboursé ?":                               false,
		"No acepté el paquete HW-41404, ya no lo quiero.":                                                              false,
		"Ho rifiutato il pacco HW-41405 perché non mi serve più. Mi ridate i soldi?":                                   false,
		"Hoi, ik heb het pakket HW-41406 geweigerd want ik heb hem niet meer nodig. Krijg ik mijn geld terug?":         false,
		"I refused the parcel HW-41411, the box was crushed. I don't want it any more like that.":                      true,
		"Ich habe das Paket HW-41412 nicht angenommen, der Karton war aufgerissen. So will ich es nicht mehr.":         true,
		"J'ai refusé le colis HW-41413, il était éventré. Je n'en veux plus.":                                          true,
		"He rechazado el paquete HW-41414, venía destrozado. Ya no lo quiero.":                                         true,
		"Ho rifiutato il pacco HW-41415, la scatola era schiacciata. Non lo voglio più.":                               true,
		"Ik heb het pakket HW-41416 geweigerd want de doos was helemaal ingedeukt. Zo hoef ik hem niet meer.":          true,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		want := desk.ClassDeliveryProblem
		if damaged {
			want = desk.ClassTransitDamage
		}
		if r.Class != want || r.Has(desk.SignalRefusedDamaged) != damaged {
			t.Errorf("%q: read as %s (%.2f) %v, want %s", text, r.Class, r.Confidence, r.Signals, want)
		}
	}
}
