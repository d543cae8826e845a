package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestPicturesLeaveOpen: who states a fault and brings pictures may answer us or report it for the first
// time. No such mail is surely a follow-up, so that the order's records can tell.
func TestPicturesLeaveOpen(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	received := time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{
		"Three keys on HW-41200 are not working since I unpacked it. I have attached photos of the board and of the serial number.",
		"The screen of HW-41200 is dead. Attached photos of it and of the box.",
		"Drei Tasten von HW-41201 reagieren nicht mehr. Fotos der Platine und der Seriennummer habe ich angehängt.",
		"Deux touches de HW-41202 sont mortes. Ci-joint des photos de la carte et du numéro de série.",
		"Dos teclas de HW-41203 están rotas. Adjunto fotos de la placa y del número de serie.",
		"Due tasti di HW-41204 sono guasti. Allego foto della scheda e del numero di serie.",
		"Twee toetsen van HW-41205 zijn kapot. Bijgevoegd foto's van de print en van het serienummer.",
		"The amplifier HW-41206 buzzes on both channels, so I dropped it at the post office this morning. Photo of the unit attached. Please send me a new one.",
	} {
		r := eng.Read(Input{NewText: text, Received: received, HasAttachments: true})
		if r.Class != desk.ClassDoaDefect && (r.RunnerUp != desk.ClassDoaDefect || eng.Model().Accepts(r)) {
			t.Errorf("%q: read as %s (%.3f), then %s", text, r.Class, r.Confidence, r.RunnerUp)
		}
	}
	for _, text := range []string{
		"The brake never showed any pressure, so I sent the pedals HW-41230 back to you this morning. Please send new ones.",
		"Weil die Bremse von Anfang an keinen Druck angezeigt hat, habe ich die Pedale HW-41231 heute an euch zurückgeschickt. Bitte schickt mir neue.",
		"Der Verstärker HW-41232 hat von Anfang an nicht funktioniert, ich habe ihn gestern zurückgeschickt.",
		"Comme le frein n'affichait aucune pression, j'ai renvoyé le pédalier HW-41233 ce matin. Merci de m'en envoyer un autre.",
		"Como el freno no marcaba presión, ya os he devuelto los pedales HW-41234 esta mañana. Enviadme otros.",
		"Omdat de rem geen druk aangaf, heb ik de pedalen HW-41235 vanochtend teruggestuurd. Graag nieuwe.",
		"Siccome il freno non segnava pressione, ho rispedito la pedaliera HW-41236 stamattina. Mandatemene una nuova.",
	} {
		r := eng.Read(Input{NewText: text, Received: received})
		if r.Class != desk.ClassDoaDefect && (r.RunnerUp != desk.ClassDoaDefect || eng.Model().Accepts(r)) || !r.Has(desk.SignalReturnedAlready) {
			t.Errorf("%q: read as %s (%.3f), then %s, %v", text, r.Class, r.Confidence, r.RunnerUp, r.Signals)
		}
	}
	for _, text := range []string{
		"I sent HW-41237 back to you this morning, it was not to my taste from the start.",
		"Die Lampe HW-41238 hat mir von Anfang an nicht gefallen, ich habe sie heute zurückgeschickt.",
		"HW-41239 works fine and shows no sign of wear, but I would like to return it for a refund.",
		"The tracking of HW-41240 shows no new scan. Where is my parcel?",
	} {
		if r := eng.Read(Input{NewText: text, Received: received}); r.Class == desk.ClassDoaDefect && eng.Model().Accepts(r) {
			t.Errorf("%q: read as %s (%.3f), then %s", text, r.Class, r.Confidence, r.RunnerUp)
		}
	}
	for _, text := range []string{
		"Any news on my claim? I wrote last week about the dead left half of HW-41207.",
		"Gibt es etwas Neues zu meiner Reklamation? Die Taste von HW-41208 ist kaputt, ich habe vor einer Woche geschrieben.",
	} {
		if r := eng.Read(Input{NewText: text, Received: received}); r.Class != desk.ClassRMAFollowup || r.Confidence == leftOpen {
			t.Errorf("%q: read as %s (%.3f), then %s", text, r.Class, r.Confidence, r.RunnerUp)
		}
	}
}

// TestWhetherFaulty: who asks whether it is broken or does not fit leaves the fault open, though he would
// rather send it back; who knows that it works does not.
func TestWhetherFaulty(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"HW-41210 does not work with my Xbox. Is it faulty or just not compatible? I would like to return it.":              desk.ClassDoaDefect,
		"HW-41211 funktioniert nicht mit meiner Xbox. Ist es defekt oder nur nicht kompatibel? Ich möchte es zurückgeben.":  desk.ClassDoaDefect,
		"HW-41212 ne fonctionne pas avec ma Xbox. Est-il défectueux ou simplement incompatible ? Je souhaite le retourner.": desk.ClassDoaDefect,
		"El volante HW-41213 no funciona con mi Xbox. ¿Está estropeado o es que no es compatible? Me gustaría devolverlo.":  desk.ClassDoaDefect,
		"HW-41214 non funziona con la mia Xbox. È difettoso o non è compatibile? Vorrei restituirlo.":                       desk.ClassDoaDefect,
		"HW-41215 werkt niet met mijn Xbox. Is hij kapot of past hij gewoon niet? Ik wil hem terugsturen.":                  desk.ClassDoaDefect,
		"HW-41216 works, but my Xbox does not support it. I should have checked. Can I return it?":                          desk.ClassChangeOfMind,
		"HW-41217 is not broken or anything, I just do not like the sound of it. Can I return it for a refund?":             desk.ClassChangeOfMind,
		"El volante HW-41218 no está roto o defectuoso, simplemente no me gusta. ¿Puedo devolverlo?":                        desk.ClassChangeOfMind,
		"Die Tastatur HW-41219 ist nicht kaputt oder beschädigt, sie gefällt mir nur nicht. Kann ich sie zurückgeben?":      desk.ClassChangeOfMind,
		"La tastiera HW-41220 non è rotta o difettosa, semplicemente non mi piace. Posso renderla?":                         desk.ClassChangeOfMind,
		"Het toetsenbord HW-41221 is niet kapot of zo, ik vind het gewoon niet fijn. Kan ik het terugsturen?":               desk.ClassChangeOfMind,
		"Le clavier HW-41222 n'est ni cassé ni défectueux, il ne me plaît pas, c'est tout. Puis-je le renvoyer ?":           desk.ClassChangeOfMind,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.3f), want %s", text, r.Class, r.Confidence, want)
		}
	}
}

// TestPartBroken: a part that does something and is broken, or shows nothing, does not work, and no parcel
// is to blame of which nothing is said. Harm that is told, and how the goods came, stand.
func TestPartBroken(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"The USB port of HW-41240 is broken.":                                                        desk.ClassDoaDefect,
		"Broken encoder on HW-41240.":                                                                desk.ClassDoaDefect,
		"The keyboard I already have from you has a broken USB port. What do I do?":                  desk.ClassDoaDefect,
		"Der USB-Port von HW-41241 ist kaputt.":                                                      desk.ClassDoaDefect,
		"Le port USB de HW-41242 est cassé.":                                                         desk.ClassDoaDefect,
		"El puerto USB de HW-41243 está roto.":                                                       desk.ClassDoaDefect,
		"La porta USB di HW-41244 è rotta.":                                                          desk.ClassDoaDefect,
		"De USB-poort van HW-41245 is stuk.":                                                         desk.ClassDoaDefect,
		"The knob on HW-41253 came off.":                                                             desk.ClassDoaDefect,
		"Der Drehknopf von HW-41254 ist abgefallen.":                                                 desk.ClassDoaDefect,
		"Le bouton de HW-41255 s'est détaché.":                                                       desk.ClassDoaDefect,
		"La perilla del HW-41256 se ha caído.":                                                       desk.ClassDoaDefect,
		"La manopola di HW-41257 si è staccata.":                                                     desk.ClassDoaDefect,
		"De knop van HW-41258 is losgekomen.":                                                        desk.ClassDoaDefect,
		"Hallo, das Display von HW-41246 bleibt schwarz.":                                            desk.ClassDoaDefect,
		"The case of HW-41247 is cracked and one corner is bent.":                                    desk.ClassTransitDamage,
		"HW-41248 arrived with a broken USB port and a dented corner.":                               desk.ClassTransitDamage,
		"The carton of HW-41249 was crushed and the USB port is broken.":                             desk.ClassTransitDamage,
		"El paquete de HW-41250 llegó aplastado y el puerto USB está roto.":                          desk.ClassTransitDamage,
		"Der Karton von HW-41251 war zerdrückt, und der USB-Port ist kaputt.":                        desk.ClassTransitDamage,
		"Can the case of HW-41252 stay black and only the keycaps become white? I ordered it today.": desk.ClassOrderChange,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.3f), want %s", text, r.Class, r.Confidence, want)
		}
	}
}

// TestByItself: who asks for a label to send back what types by itself, and would rather have his money, reports a fault; nor is a fault
// lost beside a duty that is asked back.
func TestByItself(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	received := time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{
		"Hello. Please send me a return label for HW-41244. The macro pad randomly types the same letter over and over, I can't use it for work like this. I want a refund rather than another one.",
		"Bitte ein Rücksendeetikett für HW-41245. Das Macropad tippt ständig denselben Buchstaben von allein, so kann ich nicht arbeiten. Ich möchte lieber mein Geld zurück als ein neues.",
		"Merci de m'envoyer une étiquette retour pour HW-41246. Le pavé tape tout seul la même lettre en boucle. Je préfère être remboursé.",
		"Mándenme una etiqueta de devolución para HW-41247. El pad escribe solo la misma letra una y otra vez. Prefiero el reembolso.",
		"Mandatemi un'etichetta per il reso di HW-41248. Il pad scrive da solo la stessa lettera di continuo. Preferisco il rimborso.",
		"Graag een retourlabel voor HW-41249. De pad typt uit zichzelf steeds dezelfde letter. Ik heb liever mijn geld terug.",
		"Le contrôleur HW-41250 est arrivé vendredi. Le fader 3 ne transmet rien (vidéo jointe). Par ailleurs DHL m'a réclamé 27 € de TVA à la livraison, est-ce que vous me les remboursez ?",
		"The controller HW-41251 came on Friday. Fader 3 transmits nothing, video attached. Also DHL charged me 27 euros VAT at the door, will you refund that?",
		"Der Controller HW-41252 kam am Freitag. Fader 3 sendet nichts, Video anbei. Außerdem wollte DHL 27 Euro Zoll, erstatten Sie mir die?",
		"De controller HW-41253 kwam vrijdag. Fader 3 geeft niets door, video bijgevoegd. Verder vroeg DHL 27 euro btw, krijg ik die terug?",
	} {
		r := eng.Read(Input{NewText: text, Received: received})
		if r.Class != desk.ClassDoaDefect && r.RunnerUp != desk.ClassDoaDefect {
			t.Errorf("%q: read as %s (%.3f), then %s", text, r.Class, r.Confidence, r.RunnerUp)
		}
		if r.Has(desk.SignalCostTaxDuty) && !slices.Contains(r.Also, desk.ClassCostRefund) {
			t.Errorf("%q: the duty is lost: %v", text, r.Also)
		}
	}
	for _, text := range []string{
		"I am constantly typing at work and HW-41257 is simply too loud for that. Where do I send it back?",
		"My son types on it by himself now, but I prefer the silent one to HW-41258. Can I return it?",
		"HW-41254 types fine, I just never got used to it. I would like to return it for a refund.",
		"Please send a return label for HW-41255. The same letters are on it as on my old one, I simply prefer the old one.",
		"DHL charged me 27 euros VAT at the door for HW-41256, will you refund that? The controller itself is great.",
	} {
		if r := eng.Read(Input{NewText: text, Received: received}); r.Class.IsClaim() {
			t.Errorf("%q: read as %s (%.3f), then %s", text, r.Class, r.Confidence, r.RunnerUp)
		}
	}
}
