package facts

import (
	"testing"

	"returndesk/desk"
)

// TestRefusesToCancel: who does not cancel any longer, or takes back what he wrote about it, cancels nothing, in six languages; who could
// not do it himself, does it against his will, or was not heard, does.
func TestRefusesToCancel(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Class{
		"I no longer want to cancel HW-40134. Please go ahead.":                                                          desk.ClassDelay,
		"I've decided not to cancel after all.":                                                                          desk.ClassDelay,
		"I won't be cancelling, thanks.":                                                                                 desk.ClassDelay,
		"I'd never cancel, I'm just curious what stage it's at.":                                                         desk.ClassDelay,
		"There's no longer any need to cancel.":                                                                          desk.ClassDelay,
		"Please ignore my request to cancel the order, I'm keeping it.":                                                  desk.ClassDelay,
		"I take back what I wrote about cancelling. Build it as planned.":                                                desk.ClassDelay,
		"Forget what I said about cancelling HW-40134 - we're all set.":                                                  desk.ClassDelay,
		"Please disregard my mail of yesterday asking you to cancel.":                                                    desk.ClassDelay,
		"Ich möchte die Bestellung nun nicht mehr stornieren.":                                                           desk.ClassDelay,
		"I'm withdrawing my cancellation of HW-40134.":                                                                   desk.ClassDelay,
		"Wir wollen HW-40134 nicht mehr stornieren, bitte fertigen Sie sie.":                                             desk.ClassDelay,
		"Je n'ai plus l'intention d'annuler HW-40134.":                                                                   desk.ClassDelay,
		"A colleague told me you cancelled his order without a word. I hope mine, HW-40134, is fine. When does it ship?": desk.ClassDelay,
		"Un ami m'a dit que vous aviez annulé sa commande. La mienne, HW-40134, avance bien ?":                           desk.ClassDelay,
		"Een vriend zegt dat jullie zijn bestelling geannuleerd hebben. Die van mij, HW-40134, komt toch wel?":           desk.ClassDelay,
		"My wife told me to cancel HW-40134. Can you do it?":                                                             desk.ClassCancellation,
		"A friend told me he cancelled his order. Please do the same with mine.":                                         desk.ClassCancellation,
		"Ich will sie nicht mehr stornieren bitte":                                                                       desk.ClassCancellation,
		"Ich storniere doch nicht.":                                                                                      desk.ClassDelay,
		"Vergessen Sie meine Stornierung von heute früh, ich behalte sie.":                                               desk.ClassDelay,
		"Bitte vergessen Sie, was ich zur Stornierung geschrieben habe.":                                                 desk.ClassDelay,
		"Meine Bitte um Stornierung ziehe ich hiermit zurück.":                                                           desk.ClassDelay,
		"Finalement je ne souhaite plus annuler ma commande.":                                                            desk.ClassDelay,
		"Ne tenez pas compte de ma demande d'annulation.":                                                                desk.ClassDelay,
		"Oubliez ma demande d'annulation, je garde la commande.":                                                         desk.ClassDelay,
		"Ya no quiero cancelar, sigan adelante con HW-40134.":                                                            desk.ClassDelay,
		"No tengan en cuenta mi cancelación, sigan adelante.":                                                            desk.ClassDelay,
		"He decidido no cancelar.":                                                                                       desk.ClassDelay,
		"Ik wil de bestelling toch niet meer annuleren.":                                                                 desk.ClassDelay,
		"Houd geen rekening met mijn annulering van gisteren.":                                                           desk.ClassDelay,
		"Non voglio più annullare, procedete pure.":                                                                      desk.ClassDelay,
		"Non tenete conto della mia richiesta di annullamento.":                                                          desk.ClassDelay,
		"Dimenticate la mia richiesta di annullare l'ordine.":                                                            desk.ClassDelay,
		"I don't want to cancel, but you leave me no choice.":                                                            desk.ClassCancellation,
		"I didn't want to cancel, and I must now.":                                                                       desk.ClassCancellation,
		"I can't cancel HW-40134 in my account, can you do it?":                                                          desk.ClassCancellation,
		"Please don't forget to cancel HW-40134.":                                                                        desk.ClassCancellation,
		"You ignored my request to cancel HW-40134. Do it now.":                                                          desk.ClassCancellation,
		"Don't ignore my request to cancel again!":                                                                       desk.ClassCancellation,
		"I don't want it any more cancel it please":                                                                      desk.ClassCancellation,
		"I don't know how to cancel HW-40134.":                                                                           desk.ClassCancellation,
		"Ich will eigentlich nicht stornieren, aber mir bleibt keine Wahl.":                                              desk.ClassCancellation,
		"Ich kann online nicht stornieren, bitte machen Sie das.":                                                        desk.ClassCancellation,
		"Vergessen Sie meine Bestellung, ich storniere.":                                                                 desk.ClassCancellation,
		"Je n'en veux plus, merci d'annuler.":                                                                            desk.ClassCancellation,
		"Je n'en veux plus annuler svp":                                                                                  desk.ClassCancellation,
		"Je ne peux pas annuler sur le site, faites-le pour moi.":                                                        desk.ClassCancellation,
		"Je ne veux pas annuler, mais je n'ai pas le choix.":                                                             desk.ClassCancellation,
		"Ya no lo quiero, cancelen HW-40134.":                                                                            desk.ClassCancellation,
		"No puedo cancelar desde la web, háganlo ustedes.":                                                               desk.ClassCancellation,
		"No quiero cancelar, pero no me queda otra.":                                                                     desk.ClassCancellation,
		"Ik kan hem online niet annuleren, doen jullie het?":                                                             desk.ClassCancellation,
		"Ik wil niet annuleren, maar ik moet wel.":                                                                       desk.ClassCancellation,
		"Non riesco ad annullare sul sito, fatelo voi.":                                                                  desk.ClassCancellation,
		"Non vorrei annullare, ma sono costretto.":                                                                       desk.ClassCancellation,
		"My old keyboard works again, so please cancel HW-40134.":                                                        desk.ClassCancellation,
		"Mijn oude toetsenbord doet het weer, dus annuleer HW-40134 alstublieft.":                                        desk.ClassCancellation,
		"Meine alte Tastatur geht wieder, also bitte HW-40134 stornieren.":                                               desk.ClassCancellation,
		"Mon ancien clavier remarche, donc annulez HW-40134.":                                                            desk.ClassCancellation,
		"El teclado viejo funciona otra vez, así que cancelen HW-40134.":                                                 desk.ClassCancellation,
		"La vecchia tastiera funziona di nuovo, quindi annullate HW-40134.":                                              desk.ClassCancellation,
		"Please cancel HW-40134 unless shipping it back costs more this week.":                                           desk.ClassCancellation,
		"Stornieren Sie HW-40134, falls das diese Woche nicht noch mehr kostet.":                                         desk.ClassCancellation,
		"Annulez HW-40134, sauf si le retour coûte plus cher cette semaine, si possible.":                                desk.ClassCancellation,
	} {
		in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}, Unsure: true}}
		if got := withDefaults(in).Reading.Class; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}
