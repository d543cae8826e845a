package facts

import (
	"testing"

	"returndesk/desk"
)

// TestKeepsOrderAtOnce: who writes first of all that he does not want to cancel cancels nothing, in six
// languages; who cancels does.
func TestKeepsOrderAtOnce(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Class{
		"I don't want to cancel, I want it now!":                            desk.ClassDelay,
		"I don't want you to cancel it.":                                    desk.ClassDelay,
		"I do not want my order cancelled.":                                 desk.ClassDelay,
		"Ich bitte Sie, nicht zu stornieren.":                               desk.ClassDelay,
		"Je ne veux pas annuler.":                                           desk.ClassDelay,
		"No canceléis el pedido.":                                           desk.ClassDelay,
		"No quiero cancelar ahora.":                                         desk.ClassDelay,
		"Non annullate l'ordine.":                                           desk.ClassDelay,
		"Non voglio annullare adesso.":                                      desk.ClassDelay,
		"Gelieve niet te annuleren.":                                        desk.ClassDelay,
		"Stornieren will ich nicht, wann kommt es?":                         desk.ClassDelay,
		"Non voglio annullarlo, quando arriva?":                             desk.ClassDelay,
		"Ik wil hem niet annuleren, wanneer komt hij?":                      desk.ClassDelay,
		"No deseo cancelarlo, ¿cuándo llega?":                               desk.ClassDelay,
		"Je ne souhaite pas annuler, quand part-elle ?":                     desk.ClassDelay,
		"I do not want my order HW-1 cancelled":                             desk.ClassDelay,
		"I don't want HW-20123 cancelled.":                                  desk.ClassDelay,
		"I don't want order no. 20123 to be cancelled.":                     desk.ClassDelay,
		"Ich möchte nicht, dass meine Bestellung HW-1 storniert wird.":      desk.ClassDelay,
		"Je ne veux pas que ma commande HW-1 soit annulée.":                 desk.ClassDelay,
		"No quiero que mi pedido HW-1 se cancele.":                          desk.ClassDelay,
		"No quiero que se cancele mi pedido HW-1.":                          desk.ClassDelay,
		"Non voglio che il mio ordine HW-1 venga annullato.":                desk.ClassDelay,
		"Ik wil niet dat mijn bestelling HW-1 wordt geannuleerd.":           desk.ClassDelay,
		"Why was my order HW-1 cancelled? I never asked for that.":          desk.ClassDelay,
		"Why did you cancel my order?":                                      desk.ClassDelay,
		"Warum wurde meine Bestellung HW-1 storniert? Das wollte ich nie.":  desk.ClassDelay,
		"Pourquoi ma commande a-t-elle été annulée ? Je n'ai rien demandé.": desk.ClassDelay,
		"¿Por qué se ha cancelado mi pedido? Nunca lo pedí.":                desk.ClassDelay,
		"Perché il mio ordine è stato annullato? Non l'ho mai chiesto.":     desk.ClassDelay,
		"Waarom is mijn bestelling HW-1 geannuleerd?":                       desk.ClassDelay,
		"Please don't take HW-1 off the list.":                              desk.ClassDelay,
		"Bitte HW-1 nicht von der Liste streichen.":                         desk.ClassDelay,
		"Ne me retirez pas de la liste, s'il vous plaît.":                   desk.ClassDelay,
		"No me quiten de la lista, por favor.":                              desk.ClassDelay,
		"Haal HW-1 alstublieft niet van de lijst.":                          desk.ClassDelay,
		"Non toglietemi dalla lista, per favore.":                           desk.ClassDelay,
		"I was going to cancel but I've thought better of it. Keep going.":  desk.ClassDelay,
		"Ich wollte stornieren, habe es mir aber anders überlegt.":          desk.ClassDelay,
		"Je voulais annuler mais j'ai changé d'avis.":                       desk.ClassDelay,
		"Iba a cancelar, pero he cambiado de idea.":                         desk.ClassDelay,
		"Ik wilde annuleren, maar ik heb me bedacht.":                       desk.ClassDelay,
		"Volevo annullare, ma ci ho ripensato.":                             desk.ClassDelay,
		"I was going to keep it but I changed my mind. Please cancel it.":   desk.ClassCancellation,
		"I can't take my order off the list myself, please cancel it.":      desk.ClassCancellation,
		"Why was my order cancelled? And where is my refund?":               desk.ClassCancellation,
		"I do not want my order HW-1 any more, cancel it.":                  desk.ClassCancellation,
		"I want my order HW-1 cancelled.":                                   desk.ClassCancellation,
		"I no longer want it, cancel it.":                                   desk.ClassCancellation,
		"Non voglio più aspettare, annullate l'ordine.":                     desk.ClassCancellation,
		"No quiero esperar más, cancelen el pedido.":                        desk.ClassCancellation,
		"I did not want to cancel, but now please cancel.":                  desk.ClassCancellation,
	} {
		in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}}
		if got := withDefaults(in).Reading.Class; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	for _, c := range []struct {
		signals []desk.Signal
		want    desk.Class
	}{{nil, desk.ClassOther}, {[]desk.Signal{desk.SignalProductChange}, desk.ClassOrderChange}} {
		in := Input{Text: "Please do not cancel it, I still want it.", Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassOrderChange}, Signals: c.signals}}
		if got := withDefaults(in).Reading.Class; got != c.want {
			t.Errorf("signals %v: read as %s, want %s", c.signals, got, c.want)
		}
	}
}

// TestUndoesCancelling: who wants a cancellation undone, or only asks whether there was one, cancels nothing, in six languages; who asks
// whether it can be done, or has been, as he wanted, does.
func TestUndoesCancelling(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Class{
		"Please undo the cancellation of my order HW-40134.":                                      desk.ClassDelay,
		"Please revoke my cancellation of HW-40134, I want the order after all.":                  desk.ClassDelay,
		"Can you reverse the cancellation of order HW-40134? I still want it.":                    desk.ClassDelay,
		"Bitte machen Sie die Stornierung meiner Bestellung HW-40134 rückgängig.":                 desk.ClassDelay,
		"Bitte nehmen Sie meine Stornierung von HW-40134 zurück.":                                 desk.ClassDelay,
		"Veuillez annuler l'annulation de ma commande HW-40134.":                                  desk.ClassDelay,
		"Merci de revenir sur l'annulation de ma commande HW-40134.":                              desk.ClassDelay,
		"Por favor, deshagan la cancelación de mi pedido HW-40134.":                               desk.ClassDelay,
		"Quiero retirar la cancelación de mi pedido HW-40134.":                                    desk.ClassDelay,
		"Wilt u de annulering van mijn bestelling HW-40134 ongedaan maken?":                       desk.ClassDelay,
		"Graag de annulering van HW-40134 terugdraaien.":                                          desk.ClassDelay,
		"Per favore annullate la cancellazione del mio ordine HW-40134.":                          desk.ClassDelay,
		"Vorrei revocare l'annullamento del mio ordine HW-40134.":                                 desk.ClassDelay,
		"My wife asked whether HW-1 was cancelled. It was not, was it?":                           desk.ClassDelay,
		"Was HW-40134 cancelled? I hope not.":                                                     desk.ClassDelay,
		"Is my order HW-40134 cancelled?":                                                         desk.ClassDelay,
		"Has HW-40134 been cancelled? I got an odd mail.":                                         desk.ClassDelay,
		"Ist meine Bestellung HW-40134 storniert? Ich hoffe nicht.":                               desk.ClassDelay,
		"Wurde HW-40134 storniert?":                                                               desk.ClassDelay,
		"Est-ce que ma commande HW-40134 a été annulée ? J'espère que non.":                       desk.ClassDelay,
		"¿Se ha cancelado mi pedido HW-40134? Espero que no.":                                     desk.ClassDelay,
		"Is mijn bestelling HW-40134 geannuleerd? Ik hoop van niet.":                              desk.ClassDelay,
		"Il mio ordine HW-40134 è stato annullato? Spero di no.":                                  desk.ClassDelay,
		"I never said I want to cancel HW-40134.":                                                 desk.ClassDelay,
		"Ich habe HW-40134 nicht storniert, das war meine Frau.":                                  desk.ClassDelay,
		"Je n'ai jamais voulu annuler HW-40134.":                                                  desk.ClassDelay,
		"Nunca quise cancelar HW-40134.":                                                          desk.ClassDelay,
		"Ik heb HW-40134 niet geannuleerd.":                                                       desk.ClassDelay,
		"Non ho mai voluto annullare HW-40134.":                                                   desk.ClassDelay,
		"I only need HW-40134 now, please cancel the other order.":                                desk.ClassDelay,
		"Ich will nur noch HW-40134, die andere Bestellung bitte stornieren.":                     desk.ClassDelay,
		"Je garde HW-40134, annulez l'autre commande.":                                            desk.ClassDelay,
		"Me quedo con HW-40134, cancelen el otro pedido.":                                         desk.ClassDelay,
		"Ik houd HW-40134, annuleer de andere bestelling.":                                        desk.ClassDelay,
		"Tengo HW-40134, annullate l'altro ordine.":                                               desk.ClassDelay,
		"I don't need HW-40134, I keep the other order. Cancel it.":                               desk.ClassCancellation,
		"Cancel only HW-40134, I keep the other order.":                                           desk.ClassCancellation,
		"Please cancel the other order, not HW-40134.":                                            desk.ClassDelay,
		"Bitte die andere Bestellung stornieren, nicht HW-40134.":                                 desk.ClassDelay,
		"Annulez l'autre commande, pas HW-40134.":                                                 desk.ClassDelay,
		"Cancelen el otro pedido, no el HW-40134.":                                                desk.ClassDelay,
		"Annuleer de andere bestelling, niet HW-40134.":                                           desk.ClassDelay,
		"Annullate l'altro ordine, non HW-40134.":                                                 desk.ClassDelay,
		"Please cancel HW-40134, not the other order.":                                            desk.ClassCancellation,
		"Please cancel the other order no. HW-40134.":                                             desk.ClassCancellation,
		"Please cancel the other order no HW-40134.":                                              desk.ClassCancellation,
		"I never wanted to cancel HW-40134, but so be it: please cancel it.":                      desk.ClassCancellation,
		"Ich wollte nie stornieren, aber dann stornieren Sie bitte.":                              desk.ClassCancellation,
		"Is it possible to have my order HW-40134 cancelled?":                                     desk.ClassCancellation,
		"Is HW-40134 cancelled, or do I have to do it again?":                                     desk.ClassCancellation,
		"Ist HW-40134 storniert oder muss ich erneut schreiben?":                                  desk.ClassCancellation,
		"Is there a way to have HW-40134 cancelled? I found a better one.":                        desk.ClassCancellation,
		"Est-il possible que ma commande HW-40134 soit annulée ?":                                 desk.ClassCancellation,
		"È possibile avere l'ordine HW-40134 annullato?":                                          desk.ClassCancellation,
		"È possibile che l'ordine HW-40134 venga annullato?":                                      desk.ClassCancellation,
		"Ist es möglich, HW-40134 storniert zu bekommen?":                                         desk.ClassCancellation,
		"Is my order HW-40134 cancelled? I don't need it any more.":                               desk.ClassCancellation,
		"Has HW-40134 been cancelled? I rang you about it yesterday.":                             desk.ClassCancellation,
		"Has HW-40134 been cancelled? I sent you a mail about that on Monday.":                    desk.ClassCancellation,
		"Wurde HW-40134 storniert? Ich brauche sie nicht mehr.":                                   desk.ClassCancellation,
		"Wurde HW-40134 storniert? Ihr Kollege wollte das gestern erledigen.":                     desk.ClassCancellation,
		"¿Se ha cancelado mi pedido HW-40134? Ya no lo quiero.":                                   desk.ClassCancellation,
		"Il mio ordine HW-40134 è stato annullato? Non lo voglio più.":                            desk.ClassCancellation,
		"Is HW-40134 geannuleerd? Ik hoef hem niet meer.":                                         desk.ClassCancellation,
		"Stornierung – ich möchte die Bestellung HW-40134 widerrufen.":                            desk.ClassCancellation,
		"Stornierung HW-40134 - bitte Bestellung rückgängig machen.":                              desk.ClassCancellation,
		"Ich bitte um die Stornierung der Bestellung HW-40134 - bitte rufen Sie zurück.":          desk.ClassCancellation,
		"Bitte rufen Sie mich wegen der Stornierung von HW-40134 zurück.":                         desk.ClassCancellation,
		"Annulering HW-40134 - ik wil de bestelling herroepen.":                                   desk.ClassCancellation,
		"Why do you ignore my cancellation of HW-40134? I want it cancelled.":                     desk.ClassCancellation,
		"You ignore my cancellation of HW-40134!":                                                 desk.ClassCancellation,
		"Ihr ignoriert meine Stornierung von HW-40134.":                                           desk.ClassCancellation,
		"Jullie negeren mijn annulering van HW-40134 al een week.":                                desk.ClassCancellation,
		"Who reversed my cancellation of HW-40134? Please cancel the order.":                      desk.ClassCancellation,
		"Your shop reversed the cancellation of HW-40134, cancel it again please.":                desk.ClassCancellation,
		"Please cancel - cancellation of HW-40134 requested.":                                     desk.ClassCancellation,
		"Please cancel my order, I can't get past the \"stop cancellation\" button.":              desk.ClassCancellation,
		"Bitte stornieren, die Stornierung im Shop wird immer wieder zurückgenommen.":             desk.ClassCancellation,
		"Die Stornierung von HW-40134 wurde vom Shop wieder aufgehoben, ich will die Ware nicht.": desk.ClassCancellation,
		"Please undo my order and send the cancellation.":                                         desk.ClassCancellation,
		"Please confirm the cancellation of HW-40134.":                                            desk.ClassCancellation,
		"I do not want to undo the cancellation, and please cancel the other one too.":            desk.ClassCancellation,
		"Please reverse the cancellation fee, and cancel my order.":                               desk.ClassCancellation,
		"Bitte machen Sie die Stornierung und die Zahlung rückgängig.":                            desk.ClassCancellation,
		"Stornierung: bitte machen Sie die Bestellung rückgängig.":                                desk.ClassCancellation,
		"Can HW-40134 be cancelled?":                                                              desk.ClassCancellation,
		"Could I get my order HW-40134 cancelled?":                                                desk.ClassCancellation,
		"Has my order been cancelled? I asked for it on Monday.":                                  desk.ClassCancellation,
		"Why has my order not been cancelled yet?":                                                desk.ClassCancellation,
		"Is it cancelled? If not, cancel it.":                                                     desk.ClassCancellation,
		"Kann HW-40134 storniert werden?":                                                         desk.ClassCancellation,
		"Ist meine Bestellung schon storniert?":                                                   desk.ClassCancellation,
		"Ma commande peut-elle être annulée ?":                                                    desk.ClassCancellation,
		"Est-elle déjà annulée ?":                                                                 desk.ClassCancellation,
		"¿Se puede cancelar mi pedido?":                                                           desk.ClassCancellation,
		"¿Está ya cancelado?":                                                                     desk.ClassCancellation,
		"Kan HW-40134 geannuleerd worden?":                                                        desk.ClassCancellation,
		"Is mijn bestelling al geannuleerd?":                                                      desk.ClassCancellation,
		"Può essere annullato il mio ordine?":                                                     desk.ClassCancellation,
		"È già stato annullato?":                                                                  desk.ClassCancellation,
		"I'd like it cancelled, is that possible?":                                                desk.ClassCancellation,
	} {
		in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}}
		if got := withDefaults(in).Reading.Class; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	in := Input{Text: "Has HW-1 been cancelled?", Reading: desk.Reading{Class: desk.ClassCancellation}, Open: []desk.Class{desk.ClassCancellation}}
	if got := withDefaults(in).Reading.Class; got != desk.ClassCancellation {
		t.Errorf("asked for before: read as %s", got)
	}
}

// TestAsksAndKeeps: who asks when it comes and says that he does not cancel has no cancellation beside the question; who ties one
// to a condition has.
func TestAsksAndKeeps(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"I'm not cancelling, I merely want to know when it comes.":                        0,
		"Nein, stornieren war nicht mein Wunsch, ich frage nur nach dem Termin.":          0,
		"Je ne souhaite pas annuler, juste savoir où en est ma commande.":                 0,
		"No estoy cancelando, solo pregunto por la fecha.":                                0,
		"Niet annuleren, ik vraag alleen wanneer hij komt.":                               0,
		"Non sto annullando, chiedo solo quando parte.":                                   0,
		"I do not want to cancel, but if it is not out by Friday I have no choice.":       1,
		"Stornieren möchte ich nicht, aber wenn es bis Freitag nicht rausgeht, muss ich.": 1,
		"When does it come? Else cancel it.":                                              1,
		"Ich habe noch keine Stornierung bestätigt bekommen, wo bleibt sie?":              1,
	} {
		in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassDelay, Also: []desk.Class{desk.ClassCancellation}}}
		if got := withDefaults(in).Reading; got.Class != desk.ClassDelay || len(got.Also) != want {
			t.Errorf("%q is read as %s, also %v, want %d", text, got.Class, got.Also, want)
		}
	}
}
