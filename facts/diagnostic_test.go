package facts

import (
	"testing"

	"returndesk/desk"
)

// TestDiagnosticIn: what the customer says he has tried counts as tried, in six languages, and what he
// asks, would do, or has not done does not.
func TestDiagnosticIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"My keyboard does not work with my laptop. I tried another cable, still dead.":                                 "fails",
		"It is not recognised by my MacBook. I have tried two other cables and a different USB port, nothing changes.": "fails",
		"Does not work with my laptop. Tried it on my wife's laptop, same result.":                                     "fails",
		// The figure of a make counts no devices.
		"My PlayStation 5 does not see it at all, plugged in with its own cable nothing happens.": "",
		"Meine PlayStation 5 erkennt ihn nicht, mit dem beiliegenden Kabel passiert nichts.":      "",
		"Ma PlayStation 5 ne le voit pas, avec son câble rien ne se passe.":                       "",
		"Mi PlayStation 5 no lo reconoce, con su cable no pasa nada.":                             "",
		"Mijn PlayStation 5 herkent hem niet, met de eigen kabel gebeurt er niets.":               "",
		"La mia PlayStation 5 non lo vede, collegato con il suo cavo non succede nulla.":          "",
		"It does nothing on the USB 3 port of my Xbox 5.":                                         "",
		"My PlayStation 5 does not see it. I tried 3 cables and 2 consoles, nothing.":             "fails",
		"Non lo vede la PlayStation 5. Ho provato con 3 cavi, non succede nulla.":                 "fails",
		"Ne marche pas avec mon ordinateur. Essayé sur l'ordinateur de mon fils, pareil.":         "fails",
		"It does not work with my laptop. My son's laptop does not see it either.":                "fails",
		// It is well there, though no verb says that it works.
		"On my PC it's fine but the Steam Deck just doesn't see it, tried every port on the dock.":       "works",
		"Fine on my PC, the Steam Deck does not see it. I tried all ports.":                              "works",
		"An meinem PC ist alles prima, das Steam Deck sieht ihn nicht. Alle Anschlüsse probiert.":        "works",
		"Sur mon PC tout est parfait, mais la Steam Deck ne le voit pas. J'ai essayé toutes les prises.": "works",
		"En mi PC va perfecto, pero la Steam Deck no lo ve. He probado todos los puertos.":               "works",
		"Sul mio PC va perfettamente, ma la Steam Deck non lo vede. Ho provato tutte le porte.":          "works",
		"Op mijn pc is het prima, maar de Steam Deck ziet hem niet. Alle poorten geprobeerd.":            "works",
		"It is not fine on my PC either. I tried every port.":                                            "fails",
		"The keyboard looks fine. My laptop does not see it, I tried every port.":                        "fails",
		"My PC is fine, the keyboard is not seen. I tried every port.":                                   "fails",
		// That cables are there is no trial.
		"All cables were in the box. It does not work with my Mac.":                         "",
		"It came with all the cables. It is not recognised by my Mac.":                      "",
		"Both cables were included, but it does not work with my laptop.":                   "",
		"All the cables were in the box and it does not work with my Mac.":                  "",
		"I have two cables here. It does not work with my Mac.":                             "",
		"Alle Kabel waren im Karton. Sie funktioniert nicht an meinem Mac.":                 "",
		"Alle Kabel waren dabei. Sie funktioniert nicht an meinem Mac.":                     "",
		"Tous les câbles étaient dans la boîte. Il ne fonctionne pas avec mon Mac.":         "",
		"Todos los cables estaban en la caja. No funciona con mi Mac.":                      "",
		"Alle kabels zaten in de doos. Hij werkt niet met mijn Mac.":                        "",
		"Tutti i cavi erano nella scatola. Non funziona con il mio Mac.":                    "",
		"There were two cables in the box and I tried both. It does not work.":              "fails",
		"All cables were in the box. I tried another cable, too. Still dead.":               "fails",
		"All cables were in the box. It works on my other computer.":                        "works",
		"I used another cable. It still does not work.":                                     "fails",
		"I have used another cable. It still does not work.":                                "fails",
		"It is the same here with another cable.":                                           "fails",
		"Sur une autre machine c'est la même chose.":                                        "fails",
		"With another cable. Still dead.":                                                   "fails",
		"I have another laptop and it works there.":                                         "works",
		"I tried another cable.":                                                            "fails",
		"Still dead, even with another cable.":                                              "fails",
		"It does not work on my other computer either.":                                     "fails",
		"I could not get it to work with a second cable.":                                   "fails",
		"No other cable helps.":                                                             "fails",
		"My old keyboard works fine on this laptop.":                                        "fails",
		"My other devices work with this port.":                                             "fails",
		"I tried another cable, what now?":                                                  "fails",
		"It does not work with my laptop. On my other computer it works fine.":              "works",
		"It works with another cable.":                                                      "works",
		"Tried another computer, works there.":                                              "works",
		"It works on my PC but not on my laptop.":                                           "works",
		"No me reconoce el volante. Funciona en el portátil de mi hermano sin problema.":    "works",
		"Wird nicht erkannt. Am Rechner meiner Frau sofort da, an meinem gar nicht.":        "works",
		"This laptop does not see it, other laptop ok.":                                     "works",
		"Can't get it to work on my mac, nothing shows up.":                                 "",
		"Mine, same year and system, does not work on a Mac.":                               "",
		"On FreeBSD it is not seen. It's the only computer I own.":                          "unable",
		"The pad is not detected. Tried 3 cables.":                                          "fails",
		"I have no other cable.":                                                            "unable",
		"Keyboard isn't detected by my laptop. I don't have another computer to test with.": "unable",
		"I can't try another laptop.":                                                       "unable",
		"The keyboard does not work with my iPad. Should I try another cable?":              "",
		"The keyboard does not work with my new laptop.":                                    "",
		"Die Tastatur funktioniert nicht mit meinem neuen Laptop.":                          "",
		"It does not work with any of my devices.":                                          "fails",
		"The keyboard does not work with my laptop.":                                        "",
		"It does not work with my laptop, please send another cable.":                       "",
		"I will try another cable tomorrow.":                                                "",
		"I have not tried another cable yet.":                                               "",
		"I still want another cable.":                                                       "",
		"Does it work with another computer?":                                               "",

		"Die Tastatur funktioniert nicht mit meinem Laptop. Ich habe schon ein anderes Kabel probiert, immer noch tot.": "fails",
		"Auch an einem anderen Rechner passiert nichts.":                                                                "fails",
		"Am Rechner meiner Frau geht sie auch nicht.":                                                                   "fails",
		"Mit einem anderen Kabel dasselbe.":                                                                             "fails",
		"Ich habe zwei Kabel getestet, es ändert sich nichts.":                                                          "fails",
		"Am PC meiner Frau funktioniert sie.":                                                                           "works",
		"An einem anderen PC läuft sie.":                                                                                "works",
		"Ich habe kein anderes Kabel.":                                                                                  "unable",
		"Soll ich ein anderes Kabel probieren?":                                                                         "",
		"Ich werde morgen ein anderes Kabel probieren.":                                                                 "",
		"Ein anderes Kabel habe ich noch nicht probiert.":                                                               "",
		"Bitte schicken Sie mir ein anderes Kabel.":                                                                     "",

		"J'ai essayé un autre câble, toujours mort.":            "fails",
		"Même chose avec un autre câble.":                       "fails",
		"Sur un autre ordinateur, même problème.":               "fails",
		"Il ne fonctionne pas non plus avec un deuxième câble.": "fails",
		"Sur un autre ordinateur il fonctionne.":                "works",
		"Je n'ai pas d'autre câble.":                            "unable",
		"Dois-je essayer un autre câble ?":                      "",
		"Je vais essayer un autre câble demain.":                "",
		"Je n'ai pas encore essayé un autre câble.":             "",

		"He probado con otro cable y sigue muerto.":        "fails",
		"He probado con otro cable y sigue sin funcionar.": "fails",
		"Lo mismo con otro cable.":                         "fails",
		"En otro ordenador pasa lo mismo.":                 "fails",
		"En otro ordenador funciona.":                      "works",
		"No tengo otro cable.":                             "unable",
		"¿Pruebo con otro cable?":                          "",
		"Mañana voy a probar con otro cable.":              "",
		"No he probado otro cable.":                        "",

		"Ik heb een andere kabel geprobeerd, nog steeds dood.": "fails",
		"Hetzelfde met een andere kabel.":                      "fails",
		"Op een andere computer werkt het ook niet.":           "fails",
		"Op een andere computer werkt het wel.":                "works",
		"Ik heb geen andere kabel.":                            "unable",
		"Zal ik een andere kabel proberen?":                    "",
		"Ik heb nog geen andere kabel geprobeerd.":             "",

		"Ho provato un altro cavo, ancora morta.": "fails",
		"Stessa cosa con un altro cavo.":          "fails",
		"Su un altro computer non va nemmeno.":    "fails",
		"Su un altro computer funziona.":          "works",
		"Non ho un altro cavo.":                   "unable",
		"Devo provare un altro cavo?":             "",
		"Non ho provato un altro cavo.":           "",

		// What was tried, and works, in one breath.
		"I tried another cable and it works.":                                 "works",
		"Ich habe ein anderes Kabel probiert und es funktioniert.":            "works",
		"J'ai essayé avec un autre câble et ça marche.":                       "works",
		"He probado otro cable y funciona.":                                   "works",
		"Ik heb een andere kabel geprobeerd en nu werkt hij.":                 "works",
		"Ho provato un altro cavo e funziona.":                                "works",
		"I tried another cable that works with my phone.":                     "fails",
		"J'ai essayé un autre câble qui fonctionne avec mon téléphone, rien.": "fails",
		// "Neither" says no by itself.
		"Con otro cable tampoco funciona.":               "fails",
		"Neanche con un altro cavo funziona.":            "fails",
		"Evenmin werkt het op een andere laptop.":        "fails",
		"Auf dem zweiten PC funktioniert sie ebenfalls.": "works",
		// French "ma" is no contrast.
		"Sur le PC de ma femme ça marche.":                         "works",
		"Sur l'ordinateur de ma femme, ça ne marche pas non plus.": "fails",
		"Con un altro cavo funziona, ma perde il segnale.":         "works",
		// What the shop says it works with was not tried.
		"Your site says it works with all PCs, but it does not work with mine.":        "",
		"On your page it says works with every console. It does not work with my PS5.": "",
		"Laut Webseite funktioniert es mit allen Rechnern. Mit meinem Mac nicht.":      "",
		"Selon le site, il fonctionne avec tous les ordinateurs. Pas avec mon Mac.":    "",
		"Según la web, funciona con todas las consolas. Con mi PS5 no.":                "",
		"Volgens de site werkt hij met alle computers. Met mijn Mac niet.":             "",
		"Secondo il sito funziona con tutti i computer. Con il mio Mac no.":            "",
	} {
		if got := diagnosticIn(text, false); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{ // as answers to our question
		"Same problem.": "fails", "Tried both, nothing.": "fails", "Dasselbe.": "fails", "Ja, ausprobiert, nichts.": "fails", "Pareil.": "fails", "Igual.": "fails", "Hetzelfde.": "fails", "Uguale.": "fails",
		"I tried that already.": "fails", "Ik heb ook een foto gemaakt.": "", "I tried to take a photo.": "", "Ich habe versucht, ein Video zu machen.": "", "I can't send a photo either.": "", "Tried it, still nothing.": "fails",
		"I tried it on my laptop at work and it works there.": "works", "I tried that and it works now.": "works",
		"Yes, please.": "", "Here is the photo.": "", "Hier das Foto.": "", "Voici la photo.": "", "Still waiting for your answer.": "",
	} {
		if got := diagnosticIn(text, true); got != want {
			t.Errorf("asked, %q: %q, want %q", text, got, want)
		}
	}
}

// TestDiagnosticTold: that it works with another thing, said with the complaint and not shown, is what not
// fitting is and leaves our question open; said in answer, shown, or in an earlier mail it answers it.
func TestDiagnosticTold(t *testing.T) {
	t.Parallel()
	photo := []desk.Evidence{{Name: "front.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
	for _, c := range []struct {
		name, text, before string
		evidence           []desk.Evidence
		want               string
	}{
		{"with the complaint", "My laptop does not see it. On my other computer it works fine.", "", nil, "told"},
		{"shown", "My laptop does not see it. On my other computer it works fine.", "", photo, "works"},
		{"the same there", "My laptop does not see it. On my other computer it is the same.", "", nil, "fails"},
		{"told before, and asked since", "Here is the photo.", "told", photo, "works"},
	} {
		in := input(t, desk.ClassDoaDefect)
		in.Reading.Signals = []desk.Signal{desk.SignalIncompatibility}
		in.Text, in.Diagnostic, in.Evidence = c.text, c.before, c.evidence
		if got := Gather(in)[0].Facts[0].Get(desk.FactDiagnostic); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestDiagnosticKept: what he said stays said, and a later mail of another matter is no answer to it.
func TestDiagnosticKept(t *testing.T) {
	t.Parallel()
	earlier := &desk.Reading{Class: desk.ClassDoaDefect, Signals: []desk.Signal{desk.SignalIncompatibility}}
	for _, c := range []struct {
		text, before string
		read, want   desk.Class
		says         string
	}{
		{"Same thing with a different cable.", "", desk.ClassOrderChange, desk.ClassDoaDefect, "fails"},
		{"I have no other cable.", "", desk.ClassWrongItem, desk.ClassDoaDefect, "unable"},
		{"Same problem on the PS4.", "works", desk.ClassDelay, desk.ClassDoaDefect, "fails"},
		{"Where is my parcel?", "fails", desk.ClassDelay, desk.ClassDelay, "fails"},
		{"Please cancel it. With another cable it is the same.", "", desk.ClassCancellation, desk.ClassCancellation, "fails"},
	} {
		got := withDefaults(Input{Text: c.text, Diagnostic: c.before, Reading: desk.Reading{Class: c.read}, Earlier: earlier, Asked: desk.OutcomeAskEvidence})
		if got.Reading.Class != c.want || got.diagnostic != c.says {
			t.Errorf("%q: read as %s, %q", c.text, got.Reading.Class, got.diagnostic)
		}
	}
}
