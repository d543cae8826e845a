package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestOnlyWhen: a text that asks when or where, and what says more than that.
func TestOnlyWhen(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]bool{
		"And when does my other order HW-10498 ship?":                 true,
		"Also, where is HW-10498?":                                    true,
		"Und wann kommt meine andere Bestellung HW-10498?":            true,
		"Et quand sera expédiée ma commande HW-10498 ?":               true,
		"¿Y cuándo llega mi otro pedido HW-10498?":                    true,
		"E quando arriva l'altro ordine HW-10498?":                    true,
		"En wanneer wordt mijn andere bestelling HW-10498 verzonden?": true,
		"And when does HW-10498 ship? Please send it to my office.":   false,
		"When does HW-10498 ship, and can it be red?":                 false,
		"When does HW-10498 ship? If late, can you cancel it?":        false,
		"Can HW-10498 ship sooner?":                                   false,
		"HW-10498 ships when?!":                                       false,
		"When will you refund HW-10498?":                              false,
		"Is my other order HW-10498 broken too?":                      false,
		"HW-10498 is there.":                                          false,
	} {
		if got := p.onlyWhen(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestPartsWhen: of an order of which is only asked when it comes, nothing is changed; of one with a wish beside it, something is.
func TestPartsWhen(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, change := range map[string]bool{
		"HW-10455 has a dead spacebar, photo attached. And when does my other order HW-10498 ship?":                                false,
		"HW-10455 has a dead spacebar, photo attached. And when will my other order HW-10498 be shipped?":                          false,
		"HW-10455 hat eine tote Leertaste, Foto anbei. Und wann wird meine andere Bestellung HW-10498 verschickt?":                 false,
		"HW-10455 has a dead spacebar, photo attached. And please change the switches of my other order HW-10498 to tactile ones.": true,
	} {
		r := eng.Read(Input{NewText: text, HasAttachments: true, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		i := slices.IndexFunc(r.Parts, func(p desk.ReadingPart) bool { return p.Number == "HW10498" })
		if i < 0 {
			t.Errorf("%q: parts %v", text, r.Parts)
		} else if got := slices.Contains(r.Parts[i].Classes, desk.ClassOrderChange); got != change {
			t.Errorf("%q: %v", text, r.Parts[i].Classes)
		}
	}
}

// TestTitledBuyer: who writes of a person with a title who has ordered, or of a buyer who reads along, writes for him.
func TestTitledBuyer(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Dr. Brandner (in Cc) ordered HW-10496. Could you tell me when it ships?":                    true,
		"Mr. Lund bought HW-10496 from you, the left key is dead. Photo attached.":                   true,
		"HW-10496 has a dead key, photo attached. The buyer is in Cc.":                               true,
		"Herr Dr. Brandner hat HW-10496 bestellt. Wann wird sie verschickt?":                         true,
		"Madame Petit a commandé HW-10496. Quand sera-t-elle expédiée ?":                             true,
		"La Sra. Gómez compró HW-10496, la tecla A no funciona. Adjunto foto.":                       true,
		"Il Dott. Rossi ha ordinato HW-10496. Quando viene spedito?":                                 true,
		"Mevrouw Jansen heeft HW-10496 besteld, de A-toets is dood. Foto bijgevoegd.":                true,
		"I ordered HW-10496 for Mr. Lund. When does it ship?":                                        false,
		"HW-10496 has a dead key, photo attached. My other address is in Cc.":                        false,
		"I ordered HW-10496 with my private address. It does not power on, photo attached.":          false,
		"Ich habe HW-10496 bestellt, Herr Dr. Brandner von Ihnen half mir dabei. Wann kommt sie an?": false,
	} {
		if r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)}); r.Has(desk.SignalThirdParty) != want {
			t.Errorf("%q: %v (%s)", text, r.Signals, r.Class)
		}
	}
}

// TestWrongPartSentBack: what came with a wrong part and was sent back with its first description is the claim, not the news of a return.
func TestWrongPartSentBack(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"You sent me a board with the wrong connector on HW-10469. I shipped it back with UPS, tracking 1Z999AA10123456784.":  desk.ClassWrongItem,
		"Sie haben mir eine Platine mit dem falschen Stecker geschickt (HW-10469). Ich habe sie gestern zurückgeschickt.":     desk.ClassWrongItem,
		"Vous m'avez envoyé une carte avec le mauvais connecteur (HW-10469). Je l'ai renvoyée hier.":                          desk.ClassWrongItem,
		"Mi avete mandato una scheda con il connettore sbagliato (HW-10469). L'ho rispedita ieri.":                            desk.ClassWrongItem,
		"I shipped HW-10469 back under RMA-7K3Q-9TXB with UPS, tracking 1Z999AA10123456784. Any news?":                        desk.ClassRMAFollowup,
		"I plugged HW-10469 into the wrong connector at first. It works now, but I have posted it back as you told me to do.": desk.ClassRMAFollowup,
	} {
		r := eng.Read(Input{NewText: text, HasAttachments: true, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if left := r.Confidence <= leftOpen && r.RunnerUp == want; r.Class != want && (!left || want == desk.ClassRMAFollowup) { // the order's records tell
			t.Errorf("%q: %s, %s (%.3f)", text, r.Class, r.RunnerUp, r.Confidence)
		}
	}
}

// TestSentBackBecause: what was sent back because it does not work is a fault that is told, and gone; who wrote, or was written
// to, because of it has sent nothing back.
func TestSentBackBecause(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, gone := range map[string]bool{
		"I already posted HW-10475 to your address because the encoder is dead. Video from before attached.":  true,
		"I sent HW-10475 back to you yesterday because two keys are dead. Photo attached.":                    true,
		"Ich habe HW-10475 gestern zurückgeschickt, weil der Drehgeber defekt ist. Foto anbei.":               true,
		"J'ai renvoyé HW-10475 hier parce que la molette est cassée. Photo jointe.":                           true,
		"He devuelto HW-10475 porque el codificador está roto. Adjunto foto.":                                 true,
		"Ho rispedito HW-10475 perché la manopola è guasta. Foto allegata.":                                   true,
		"Ik heb HW-10475 teruggestuurd omdat de knop kapot is. Foto bijgevoegd.":                              true,
		"I mailed you last night because two keys of HW-10475 are dead. Photo attached.":                      false,
		"I am getting back to you because the encoder of HW-10475 is dead. Photo attached.":                   false,
		"I posted a photo to your forum because the display of HW-10475 is broken. It is attached here, too.": false,
		"I mailed the photos of HW-10475 to your address because the display is broken.":                      false,
	} {
		r := eng.Read(Input{NewText: text, HasAttachments: true, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		claim := r.Class == desk.ClassDoaDefect || r.Confidence <= leftOpen && r.RunnerUp == desk.ClassDoaDefect // else the order's records tell
		if r.Has(desk.SignalReturnedAlready) != gone || gone && !claim {
			t.Errorf("%q: %s, %s (%.3f), %v", text, r.Class, r.RunnerUp, r.Confidence, r.Signals)
		}
	}
}

// TestDateOverCancel: who says that the date is over and has the order cancelled does not ask where it is.
func TestDateOverCancel(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"You promised HW-10264 for March 16 after the first delay and I agreed. That date is over too, cancel it.": desk.ClassCancellation,
		"Sie hatten HW-10264 für den 16. März versprochen. Auch dieser Termin ist vorbei, stornieren Sie sie.":     desk.ClassCancellation,
		"Vous aviez promis HW-10264 pour le 16 mars. Cette date est passée aussi, annulez-la.":                     desk.ClassCancellation,
		"Me prometieron HW-10264 para el 16 de marzo. Esa fecha ya ha pasado, cancelenlo.":                         desk.ClassCancellation,
		"Mi avevate promesso HW-10264 per il 16 marzo. Anche quella data è passata, annullatelo.":                  desk.ClassCancellation,
		"HW-10264 was beloofd voor 16 maart. Ook die datum is voorbij, annuleer hem maar.":                         desk.ClassCancellation,
		"The date for HW-10264 has passed. When does it ship?":                                                     desk.ClassDelay,
		"The promised date of HW-10264 is over, and I do not want to cancel it. When does it ship?":                desk.ClassDelay,
	} {
		if r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)}); r.Class != want {
			t.Errorf("%q: %s, %s (%.3f)", text, r.Class, r.RunnerUp, r.Confidence)
		}
	}
}
