package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestCancelledBesides: a flight, a call or a button that is cancelled, or has it for a name, cancels no order, in six languages; where the
// words beside it do, it is cancelled.
func TestCancelledBesides(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"My flight got cancelled so I'm home this week after all. When will HW-41101 arrive?":                false,
		"I cancelled my order with another shop because yours looked better. Do you have the pad in walnut?": false,
		"Please cancel my newsletter subscription.":                                                          false,
		"I need to cancel our call on Thursday, can we do Friday? It's about HW-41101.":                      false,
		"The cancel button on my pad is stuck and types Esc all the time.":                                   false,
		"Our school play was cancelled, so there's no hurry with HW-41101. When would it ship anyway?":       false,
		"Mein Flug wurde storniert, ich bin also doch da. Wann kommt HW-41101?":                              false,
		"Bitte stornieren Sie meinen Termin für das Telefonat.":                                              false,
		"Mon vol a été annulé, je suis donc chez moi. Quand arrive HW-41101 ?":                               false,
		"La tecla cancelar de mi teclado se queda pulsada.":                                                  false,
		"Mi cita se ha cancelado, ¿cuándo llega HW-41101?":                                                   false,
		"Mijn afspraak is geannuleerd, dus ik ben thuis. Wanneer komt HW-41101?":                             false,
		"Il mio viaggio è stato annullato, quindi sono a casa. Quando arriva HW-41101?":                      false,
		"My wedding was cancelled, so please cancel HW-41101 too.":                                           true,
		"The concert got cancelled and I don't need the pedal any more. Please don't make it.":               true,
		"The event was cancelled so I won't need HW-41101; please take it off your list.":                    true,
		"Please cancel, call me if there are questions.":                                                     true,
		"I had a call with your colleague and asked to cancel HW-41101.":                                     true,
		"Please cancel the collection of HW-41101 and the order itself.":                                     true,
		"Unsere Reise wurde storniert, ich brauche HW-41101 nicht mehr, bitte nicht bauen.":                  true,
		"Le mariage est annulé, merci d'annuler aussi ma commande.":                                          true,
		"Nos cancelaron el viaje, cancelen también HW-41101.":                                                true,
		"Ons feest is geannuleerd, graag HW-41101 ook annuleren.":                                            true,
		"Il viaggio è stato annullato, annullate anche HW-41101.":                                            true,
	} {
		r := readPlain(t, text)
		if got := r.Class == desk.ClassCancellation || slices.Contains(r.Also, desk.ClassCancellation); got != want {
			t.Errorf("%q: cancels %v, want %v (%s also %v)", text, got, want, r.Class, r.Also)
		}
	}
}

// TestOneTooMany: of two orders that came about one is to go; of one order a part, which changes it; whether an order came through is asked
// of the books; and a cancelling in polite words changes nothing, in six languages.
func TestOneTooMany(t *testing.T) {
	t.Parallel()
	cancels, changes, other := desk.ClassCancellation, desk.ClassOrderChange, desk.ClassOther
	for text, want := range map[string]desk.Class{
		"Your payment page hung and I ended up with two orders, I only need one.":                                  cancels,
		"The checkout froze, I reloaded, and bang, two orders. Just one please!":                                   cancels,
		"Ihre Bezahlseite hing und nun habe ich zwei Bestellungen, brauche aber nur eine.":                         cancels,
		"La page de paiement a planté et je me retrouve avec deux commandes, une seule suffit.":                    cancels,
		"La página de pago se quedó colgada y ahora tengo dos pedidos; solo necesito uno.":                         cancels,
		"De betaalpagina liep vast en nu heb ik twee bestellingen, ik heb er maar één nodig.":                      cancels,
		"La pagina di pagamento si è bloccata e ora ho due ordini, me ne serve solo uno.":                          cancels,
		"Le di dos veces al botón y ahora hay dos pedidos. Solo quiero uno.":                                       cancels,
		"Il y a eu un doublon, deux commandes au lieu d'une. Je n'en veux qu'une.":                                 cancels,
		"The payment page timed out. Has my order been registered?":                                                other,
		"Annullate solo una delle due lampade in HW-41101.":                                                        changes,
		"The pedals that our son ordered make no contact.":                                                         desk.ClassDoaDefect,
		"Can you cancel just the cable from HW-41101? The keyboard stays.":                                         changes,
		"Cancel one of the two keyboards in HW-41101.":                                                             changes,
		"Bitte nur das Kabel aus HW-41101 stornieren, der Rest bleibt.":                                            changes,
		"Annulez seulement le câble de HW-41101.":                                                                  changes,
		"Cancelen solo el cable de HW-41101.":                                                                      changes,
		"Annuleer alleen de kabel van HW-41101.":                                                                   changes,
		"Annullate solo il cavo di HW-41101.":                                                                      changes,
		"Don't cancel just the cable, cancel everything: HW-41101.":                                                cancels,
		"Please cancel just the one order, HW-41101.":                                                              cancels,
		"Annuleer niet alleen de kabel, annuleer alles: HW-41101.":                                                 cancels,
		"Your payment page hung while I was ordering. Did my order go through?":                                    other,
		"La page de paiement s'est bloquée, ma commande est-elle bien passée ?":                                    other,
		"De betaalpagina bleef hangen, is mijn bestelling doorgekomen?":                                            other,
		"Je suis vraiment désolée, mais serait-il encore possible de ne pas donner suite à ma commande HW-41101 ?": cancels,
		"Could the order still be cancelled?":                                                                      cancels,
	} {
		if r := readPlain(t, text); r.Class != want || len(r.Also) > 0 {
			t.Errorf("%q: read as %s (%.2f) also %v, want %s", text, r.Class, r.Confidence, r.Also, want)
		}
	}
	for _, text := range []string{"I have two orders with you and I only need one invoice.", "Ich habe zwei Bestellungen, brauche aber nur eine Rechnung."} {
		if r := readPlain(t, text); r.Class == cancels {
			t.Errorf("%q: cancels", text)
		}
	}
}

func readPlain(t *testing.T, text string) desk.Reading {
	t.Helper()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
}
