package facts

import (
	"testing"

	"returndesk/desk"
)

// TestWaitsInstead: who says that he waits and turns the cancelling waits, though a reader took him for one who
// cancels; who has waited long enough cancels; who says both, or names a way by its place, has not chosen.
func TestWaitsInstead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Signal{
		"No cancellation please, I can wait.":                               desk.SignalChoiceWait,
		"I would never cancel this, take your time":                         desk.SignalChoiceWait,
		"Cancel? No way. I'll wait.":                                        desk.SignalChoiceWait,
		"Stornieren kommt nicht in Frage, ich warte.":                       desk.SignalChoiceWait,
		"Bleibt bei der Bestellung, ich hab Zeit":                           desk.SignalChoiceWait,
		"Gardez-la, je patiente.":                                           desk.SignalChoiceWait,
		"Annuler ? Non, j'attends.":                                         desk.SignalChoiceWait,
		"De cancelar nada, espero.":                                         desk.SignalChoiceWait,
		"Annuleren? Nee hoor, ik wacht.":                                    desk.SignalChoiceWait,
		"Annullare? No, aspetto.":                                           desk.SignalChoiceWait,
		"I can't wait any longer, cancel.":                                  desk.SignalChoiceCancel,
		"Bitte stornieren, wenn möglich noch heute, ich will nicht warten.": desk.SignalChoiceCancel,
		"Ik wil niet wachten, annuleren graag.":                             desk.SignalChoiceCancel,
		"Not waiting. Cancel.":                                              desk.SignalChoiceCancel,
		"I have waited long enough. Please cancel.":                         desk.SignalChoiceCancel,
		"Ich habe keine Lust mehr zu warten. Bitte stornieren.":             desk.SignalChoiceCancel,
		"Ich warte schon seit Wochen. Stornieren Sie bitte.":                desk.SignalChoiceCancel,
		"J'attends depuis un mois, annulez.":                                desk.SignalChoiceCancel,
		"Je n'attendrai pas plus longtemps. Annulez.":                       desk.SignalChoiceCancel,
		"No espero ni un día más, cancelad.":                                desk.SignalChoiceCancel,
		"Ik wacht al weken, annuleer maar.":                                 desk.SignalChoiceCancel,
		"Aspetto da tre settimane, annullate.":                              desk.SignalChoiceCancel,
		"Please cancel. I'll wait for your confirmation.":                   desk.SignalChoiceCancel,
		"Cancel my order, waiting for the refund.":                          desk.SignalChoiceCancel,
		"Storno, warte auf Rückerstattung":                                  desk.SignalChoiceCancel,
		"Annulation svp, en attente du remboursement":                       desk.SignalChoiceCancel,
		"Cancelar por favor, en espera del reembolso":                       desk.SignalChoiceCancel,
		"Cancel it, take your time with the refund.":                        desk.SignalChoiceCancel,
		"I would rather cancel than wait.":                                  desk.SignalChoiceCancel,
		"I could wait, but I don't want to. Cancel it.":                     desk.SignalChoiceCancel,
		"No way I'll wait. Cancel.":                                         desk.SignalChoiceCancel,
		"Bitte stornieren, ich warte auf Ihre Bestätigung.":                 desk.SignalChoiceCancel,
		"Ich warte auf keinen Fall, stornieren Sie.":                        desk.SignalChoiceCancel,
		"Stornieren Sie bitte nicht nur das Kabel, sondern alles.":          desk.SignalChoiceCancel,
		"Annulez, j'attends votre confirmation.":                            desk.SignalChoiceCancel,
		"Je préfère annuler qu'attendre.":                                   desk.SignalChoiceCancel,
		"N'annulez pas seulement le port, annulez tout.":                    desk.SignalChoiceCancel,
		"Cancelad, espero vuestra confirmación.":                            desk.SignalChoiceCancel,
		"Espero que canceléis el pedido.":                                   desk.SignalChoiceCancel,
		"Ik wil liever annuleren dan wachten.":                              desk.SignalChoiceCancel,
		"Annuleer niet alleen de kabel, annuleer alles.":                    desk.SignalChoiceCancel,
		"Annullate, aspetto conferma.":                                      desk.SignalChoiceCancel,
		"Non annullate solo il cavo, annullate tutto.":                      desk.SignalChoiceCancel,
		"the first option":                                                  "",
		"Option 2":                                                          "",
		"I'll wait for your answer whether I can cancel.":                   "",
	} {
		in := Input{Text: text, Asked: desk.OutcomeDelayOptions, Earlier: &desk.Reading{Class: desk.ClassDelay},
			Reading: desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalChoiceCancel}}}
		r := withDefaults(in).Reading
		for _, s := range []desk.Signal{desk.SignalChoiceWait, desk.SignalChoiceCancel} {
			if r.Has(s) != (s == want) {
				t.Errorf("%q: %s %v, want %q", text, r.Class, r.Signals, want)
			}
		}
	}
}
