package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestOrderedOff: a sentence that only cancels, and others that hold the same word.
func TestOrderedOff(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]bool{
		"It is late again. Please cancel.":              true,
		"Please cancel HW-41401 now and refund me.":     true,
		"Bitte stornieren.":                             true,
		"Ich möchte die Bestellung daher stornieren.":   true,
		"Merci d'annuler ma commande.":                  true,
		"Cancelad el pedido, por favor.":                true,
		"Graag annuleren.":                              true,
		"Annullate l'ordine, per favore.":               true,
		"Please do not cancel.":                         false,
		"Please cancel my return.":                      false,
		"If it is not out by Friday, please cancel it.": false,
		"Why did you cancel it?":                        false,
		"Bitte nicht stornieren.":                       false,
		"Wenn es nicht geht, bitte stornieren.":         false,
		"N'annulez pas la commande.":                    false,
		"Si no sale el viernes, cancelad el pedido.":    false,
		"Als het niet lukt, graag annuleren.":           false,
		"Non annullate l'ordine.":                       false,
		"Can I still cancel later?":                     false,
		"":                                              false,
	} {
		a := p.analyse(Input{Subject: "Please cancel", NewText: text})
		got := a.tally.orderedOff
		p.release(a)
		if got != want {
			t.Errorf("%q says nothing but that it is cancelled: %v, want %v", text, got, want)
		}
	}
}

// TestLateAndCancelled: who tells how late his order is and orders it off in a sentence of its own cancels, and asks nothing else.
func TestLateAndCancelled(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"I had agreed to wait until November 13. Today is the 18th and HW-41402 is still not on its way. Please cancel.":                                  desk.ClassCancellation,
		"Ich hatte zugestimmt, bis zum 13. November zu warten. Heute ist der 18. und HW-41403 ist immer noch nicht unterwegs. Bitte stornieren.":          desk.ClassCancellation,
		"J'avais accepté d'attendre jusqu'au 13 novembre. Nous sommes le 18 et HW-41404 n'est toujours pas parti. Merci d'annuler.":                       desk.ClassCancellation,
		"Acepté esperar hasta el 13 de noviembre. Hoy es 18 y HW-41405 sigue sin salir. Cancelad, por favor.":                                             desk.ClassCancellation,
		"Ik had ermee ingestemd te wachten tot 13 november. Het is nu de 18e en HW-41406 is nog steeds niet onderweg. Graag annuleren.":                   desk.ClassCancellation,
		"Avevo accettato di aspettare fino al 13 novembre. Oggi è il 18 e HW-41407 non è ancora partito. Annullate, per favore.":                          desk.ClassCancellation,
		"I had agreed to wait until November 13. Today is the 18th and HW-41408 is still not on its way. Please do not cancel, just tell me when.":        desk.ClassDelay,
		"Ich hatte zugestimmt zu warten. Heute ist der 18. und HW-41409 ist immer noch nicht unterwegs. Wenn es bis Freitag nichts wird, storniere ich.":  desk.ClassDelay,
		"J'avais accepté d'attendre et HW-41410 n'est toujours pas parti. S'il ne part pas vendredi, j'annulerai.":                                        desk.ClassDelay,
		"The other shop took three months, so I had to order it off. Please cancel nothing here. When will HW-41411 ship? It should have left last week.": desk.ClassDelay,
		"Het is nu de 18e en HW-41412 is nog steeds niet onderweg. Als hij vrijdag niet weg is, annuleer ik. Wanneer gaat hij op de post?":                desk.ClassDelay,
		"Oggi è il 18 e HW-41413 non è ancora partito. Quando lo spedite? Non voglio annullare, voglio solo una data.":                                    desk.ClassDelay,
		"Hoy es 18 y HW-41414 sigue sin salir. No quiero cancelar, solo quiero una fecha. ¿Cuándo sale?":                                                  desk.ClassDelay,
		"You promised HW-41415 for the 13th. Where is it?":                                                                                                desk.ClassDelay,
	} {
		r := eng.Read(Input{Subject: "HW-414, zum zweiten Mal", NewText: text, Received: time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)})
		if r.Class != want || want == desk.ClassCancellation && slices.Contains(r.Also, desk.ClassDelay) {
			t.Errorf("%q: read as %s (%.2f) and %v, want %s", text, r.Class, r.Confidence, r.Also, want)
		}
	}
}

// TestTypesTwice: what types twice does not work, and is no other thing than ordered.
func TestTypesTwice(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"HW-41421 came on Monday and two keys double-type.":                                           desk.ClassDoaDefect,
		"HW-41422 kam am Montag, zwei Tasten tippen doppelt.":                                         desk.ClassDoaDefect,
		"HW-41423 est arrivé lundi et deux touches frappent deux fois.":                               desk.ClassDoaDefect,
		"HW-41424 llegó el lunes y dos teclas escriben dos veces.":                                    desk.ClassDoaDefect,
		"HW-41425 kwam maandag en twee toetsen typen dubbel.":                                         desk.ClassDoaDefect,
		"HW-41426 è arrivato lunedì e due tasti scrivono due volte.":                                  desk.ClassDoaDefect,
		"HW-41427 came on Monday with the wrong layout, I ordered ISO-DE and got ANSI.":               desk.ClassWrongItem,
		"HW-41428 came on Monday and two keycaps are missing from the bag.":                           desk.ClassWrongItem,
		"I received a flight controller with the wrong firmware, so I mailed it back to you.":         desk.ClassWrongItem,
		"Ich habe die falsche Tastatur bekommen und sie gestern zurückgeschickt.":                     desk.ClassWrongItem,
		"J'ai reçu le mauvais modèle, je vous l'ai donc renvoyé hier.":                                desk.ClassWrongItem,
		"He recibido un modelo equivocado y lo he devuelto ayer.":                                     desk.ClassWrongItem,
		"Ik heb het verkeerde model ontvangen en het gisteren teruggestuurd.":                         desk.ClassWrongItem,
		"Ho ricevuto un modello sbagliato e ieri l'ho rispedito.":                                     desk.ClassWrongItem,
		"I received HW-41429, but I had ordered the wrong layout, my mistake. Can I send it back?":    desk.ClassChangeOfMind,
		"HW-41430 ist da, aber ich habe die falsche Version bestellt, mein Fehler. Rückgabe möglich?": desk.ClassChangeOfMind,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.2f, then %s), want %s", text, r.Class, r.Confidence, r.RunnerUp, want)
		}
	}
}

// TestBothOfWhat: "both" that counts pictures or parts speaks of no second order.
func TestBothOfWhat(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Photos of both attached.":                     false,
		"Both channels are dead.":                      false,
		"Fotos von beiden anbei.":                      false,
		"Beide Kanäle sind tot.":                       false,
		"Photos des deux en pièce jointe.":             false,
		"Les deux canaux sont morts.":                  false,
		"Adjunto fotos de ambos.":                      false,
		"Los dos canales están muertos.":               false,
		"Foto's van beide bijgevoegd.":                 false,
		"Beide toetsen doen niets.":                    false,
		"Foto di entrambi in allegato.":                false,
		"Entrambi i canali sono morti.":                false,
		"Please cancel both.":                          true,
		"Photos of both attached, please refund both.": true,
		"Both arrived broken.":                         true,
		"Both boxes were crushed.":                     true,
		"Ich möchte beide Bestellungen stornieren.":    true,
		"Annulez les deux.":                            true,
		"Quiero cancelar los dos pedidos.":             true,
		"Annullate entrambi gli ordini.":               true,
		"Graag beide bestellingen annuleren.":          true,
	} {
		if got := ofAllOrders(text); got != want {
			t.Errorf("%q speaks of all orders: %v, want %v", text, got, want)
		}
	}
}

// TestChargedTwice: what was charged twice is a matter of the books; what does something twice is not.
func TestChargedTwice(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"HW-41441 was charged twice, on October 12 and on October 13. Please check.":               desk.ClassOther,
		"HW-41442 wurde zweimal abgebucht, einmal am 12. und einmal am 13. Oktober. Bitte prüfen.": desk.ClassOther,
		"HW-41443 a été débité deux fois, le 12 et le 13 octobre. Merci de vérifier.":              desk.ClassOther,
		"Me habéis cobrado dos veces el pedido HW-41444, el 12 y el 13 de octubre.":                desk.ClassOther,
		"HW-41445 is twee keer afgeschreven, op 12 en op 13 oktober. Graag nakijken.":              desk.ClassOther,
		"HW-41446 mi è stato addebitato due volte, il 12 e il 13 ottobre. Verificate, per favore.": desk.ClassOther,
		"You have put off HW-41447 twice now. When does it ship?":                                  desk.ClassDelay,
		"Sie haben HW-41448 schon zweimal verschoben. Wann kommt es endlich?":                      desk.ClassDelay,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.2f, then %s), want %s", text, r.Class, r.Confidence, r.RunnerUp, want)
		}
	}
}
