package facts

import "testing"

// TestNeverAsked: who never asked for a cancelling keeps his order, in six languages; who did, and was not heard, cancels.
func TestNeverAsked(t *testing.T) {
	t.Parallel()
	for text, keeps := range map[string]bool{
		"I never asked you to cancel anything, please go on.":                     true,
		"Ich habe nie geschrieben, dass ich stornieren will. Bitte weitermachen.": true,
		"Eine Stornierung habe ich nie verlangt.":                                 true,
		"Je n'ai jamais demandé d'annulation, continuez svp.":                     true,
		"Yo nunca he pedido que se cancele nada, sigan adelante por favor.":       true,
		"Ik heb nooit om annulering gevraagd, ga gewoon door.":                    true,
		"Non ho mai chiesto di annullare, andate pure avanti.":                    true,
		"I asked you to cancel last week and you never answered.":                 false,
		"Ich habe Sie gebeten zu stornieren, und nichts ist passiert.":            false,
		"Ich habe noch nie so oft um eine Stornierung gebeten wie hier.":          false,
		"J'ai demandé l'annulation et je n'ai jamais eu de réponse.":              false,
		"He pedido que se cancele el pedido y nunca me contestan.":                false,
		"Ik heb gevraagd om te annuleren en nooit antwoord gekregen.":             false,
		"Ho chiesto di annullare e non mi avete mai risposto.":                    false,
		// What was never asked for, told or wanted is something else, or is asked for now.
		"I never asked for express, please cancel the order.":                                                    false,
		"I never wanted the lamp, please cancel it.":                                                             false,
		"We never said yes to the new date. Cancel the order.":                                                   false,
		"Nobody told me about the delay. I want to cancel.":                                                      false,
		"I have never wanted to cancel an order so badly. Please cancel.":                                        false,
		"You never wrote back when I wanted to cancel.":                                                          false,
		"You never told me it was late, so cancel it.":                                                           false,
		"I was not told that it takes ten weeks, cancel please.":                                                 false,
		"No one asked me. Cancel it.":                                                                            false,
		"I did not say it lightly, but please cancel.":                                                           false,
		"My son ordered it and never asked me, please cancel.":                                                   false,
		"Ich habe nie gesagt, dass ich warte, bitte stornieren.":                                                 false,
		"Mir wurde nie gesagt, dass es so lange dauert, stornieren Sie bitte.":                                   false,
		"Das hat mir keiner gesagt, bitte stornieren Sie die Bestellung.":                                        false,
		"Je n'ai jamais demandé cette option, annulez la commande.":                                              false,
		"On ne m'a pas dit que c'était si long, annulez.":                                                        false,
		"No me han dicho nada, cancelen el pedido.":                                                              false,
		"Nunca pedí esto, cancelen.":                                                                             false,
		"Non ho mai chiesto questo colore, annullate.":                                                           false,
		"Nessuno mi ha detto niente, annullate l'ordine.":                                                        false,
		"Ik heb dit nooit gevraagd, annuleer de bestelling.":                                                     false,
		"Niemand heeft iets gezegd, annuleer maar.":                                                              false,
		"Take me off the list, don't take my money.":                                                             false,
		"Don't take my order off the list without telling me, cancel it properly.":                               false,
		"I do not remove my order lightly, please cancel.":                                                       false,
		"Please cancel and do not delete my order history.":                                                      false,
		"Do not remove my order, I still want it.":                                                               true,
		"Bitte stornieren, warum bin ich noch nicht von der Liste?":                                              false,
		"Streicht mich, ich stehe noch nicht auf der Liste der Stornierten.":                                     false,
		"Ich bin noch immer nicht von der Liste, bitte stornieren Sie endlich.":                                  false,
		"Waarom ben ik nog niet van de lijst? Annuleer de bestelling.":                                           false,
		"Why do you not take my order off? I cancelled it last week.":                                            false,
		"Please do not drop my order from the refund list, I cancelled it.":                                      false,
		"Je n'ai pas demandé l'annulation avant parce que j'espérais, annulez là.":                               false,
		"Habt ihr meine Stornierung etwa schon bearbeitet? Die kam nicht von mir, bitte baut das Ding!":          true,
		"Vous n'avez pas déjà traité l'annulation ? Elle ne vient pas de moi, fabriquez-le !":                    true,
		"¿No habréis tramitado ya la cancelación? No fui yo, ¡fabricadlo, por favor!":                            true,
		"Jullie hebben die annulering toch nog niet verwerkt? Die kwam niet van mij, maak hem gewoon!":           true,
		"Non avrete già fatto l'annullamento? Non l'ho chiesto io, fatelo pure!":                                 true,
		"You have not processed that cancellation, have you? It was not me, please build it.":                    true,
		"Ich bitte um Stornierung, der Fehler kam nicht von mir.":                                                false,
		"Je demande l'annulation, l'erreur ne vient pas de moi et je veux être remboursé.":                       false,
		"Habt ihr die Stornierung bearbeitet? Die erste kam nicht von mir, aber jetzt storniert sie bitte doch.": false,
	} {
		if got := keepsOrder(text); got != keeps {
			t.Errorf("%q: keeps %v, want %v", text, got, keeps)
		}
	}
}

// TestThoughtBetter: who only thought of cancelling and thinks otherwise now cancels nothing.
func TestThoughtBetter(t *testing.T) {
	t.Parallel()
	for text, keeps := range map[string]bool{
		"I wanted to cancel last week, but I changed my mind. When do you start?":                        true,
		"Stornieren wollte ich letzte Woche, hab's mir aber anders überlegt. Wann geht's los?":           true,
		"J'avais pensé annuler la semaine dernière, mais j'ai changé d'avis. Quand commencez-vous ?":     true,
		"La semana pasada pensé en cancelar, pero ya no. ¿Cuándo empezáis?":                              true,
		"Vorige week wilde ik nog annuleren, maar dat hoeft niet meer. Wanneer beginnen jullie?":         true,
		"La settimana scorsa pensavo di annullare, ma ho cambiato idea. Quando iniziate?":                true,
		"I changed my mind and want to cancel.":                                                          false,
		"Ich habe es mir anders überlegt, bitte stornieren.":                                             false,
		"J'ai changé d'avis, annulez.":                                                                   false,
		"Pensé en esperar, pero ya no, cancelad.":                                                        false,
		"Ik wilde wachten, maar dat hoeft niet meer: annuleer maar.":                                     false,
		"Ho cambiato idea, annullate.":                                                                   false,
		"Je voulais annuler la semaine dernière, mais votre site ne marche plus.":                        false,
		"Ich wollte letzte Woche stornieren, aber der Knopf ging nicht. Die Bestellung ist nicht nötig.": false,
		"La semana pasada pensé en cancelar, pero ya no puedo esperar más.":                              false,
	} {
		if got := wishedOnly(text); got != keeps {
			t.Errorf("%q: keeps %v, want %v", text, got, keeps)
		}
	}
}

// TestFailsToKeepDay: a cancelling that holds only if a date is not kept waits for it.
func TestFailsToKeepDay(t *testing.T) {
	t.Parallel()
	for text, tied := range map[string]bool{
		"Cancel only if you can't make the 10th of April.":                                  true,
		"Storniert nur, wenn ihr den 10. April nicht schafft.":                              true,
		"Annulez seulement si vous ne pouvez pas tenir le 10 avril.":                        true,
		"Cancelad solo si no llegáis al 10 de abril.":                                       true,
		"Annuleer alleen als jullie 10 april niet halen.":                                   true,
		"Annullate solo se non ce la fate per il 10 aprile.":                                true,
		"Fino a fine mese posso aspettare, dopo non mi serve più.":                          true,
		"Si ce n'est pas parti avant vendredi, vous pouvez oublier ma commande.":            true,
		"Wenn das bis Freitag nicht rausgeht, könnt ihr die Bestellung vergessen.":          true,
		"Als het voor vrijdag niet de deur uit is, kunnen jullie mijn bestelling vergeten.": true,
		"Si ce n'est pas parti vendredi, vous pouvez oublier ma commande.":                  true,
		"Se venerdì non è partito, potete scordarvi il mio ordine.":                         true,
		"Bitte meine Bestellung nicht vergessen.":                                           false,
		"Cancel it, I can't make the 10th of April.":                                        false,
		"Storniert bitte, ich schaffe den 10. April nicht.":                                 false,
		"Cancelad si no es mucha molestia.":                                                 false,
		"Annuleer als het nog lukt op 10 april.":                                            false,
		"Annullate, se possibile, l'ordine del 10 aprile.":                                  false,
	} {
		if got := tiedToDay(text); got != tied {
			t.Errorf("%q: tied %v, want %v", text, got, tied)
		}
	}
}
