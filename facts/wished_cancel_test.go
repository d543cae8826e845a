package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// requestsToCancel ask for a cancellation, plainly, politely, or as if it were a wish or a condition, in six languages.
var requestsToCancel = []string{
	"If possible please cancel HW-1000.",
	"Could you cancel HW-1000 unless it already shipped?",
	"Could you please cancel HW-1000 if it has not shipped yet?",
	"I would like to cancel HW-1000.",
	"I'd like to cancel HW-1000, please.",
	"I would like to cancel HW-1000, but I will wait for your confirmation.",
	"I would like to cancel HW-1000 and will wait for your reply.",
	"I would cancel HW-1000 if I could, so please tell me how and do it.",
	"I would cancel HW-1000 myself if I could find the button, so please cancel it for me.",
	"I'd cancel HW-1000 if it isn't too much trouble.",
	"I would have cancelled HW-1000 online, but the button is gone, so please cancel it.",
	"I wanted to wait, but now I would rather cancel HW-1000.",
	"I could wait, but I won't: cancel HW-1000.",
	"I was going to wait for HW-1000, but please cancel it.",
	"Please cancel HW-1000 unless you already started this week.",
	"Please cancel HW-1000 if you have not started on it this week.",
	"Please cancel HW-1000 if it wasn't sent on Monday.",
	"Please cancel HW-1000 if it is not too late, I leave on Monday.",
	"Cancel HW-1000, if that is still possible this week.",
	"Cancel HW-1000 this week please, unless that costs extra.",
	"Please cancel HW-1000 if production doesn't start before you read this.",
	"Please cancel HW-1000 tomorrow at the latest.",
	"Is my order HW-1000 cancelled or not? I no longer want it.",
	"Is HW-1000 cancelled or not? I asked you on Monday.",
	"Is my order HW-1000 cancelled now or not?",
	"Can HW-1000 be cancelled or not?",
	"Would you cancel HW-1000 or not? I need it gone.",
	"My brother's order was cancelled last week. Please cancel mine too, HW-1000.",
	"My brother's order was cancelled last week, and I want mine, HW-1000, cancelled as well.",
	"My brother cancelled his order, and I want to cancel HW-1000 too.",
	"My brother's order HW-1000 should be cancelled, he asked me to write.",
	"My son's order HW-1000 was placed by mistake, please cancel it.",
	"Please cancel my brother's order HW-1000.",
	"Wenn möglich bitte HW-1000 stornieren.",
	"Könnten Sie HW-1000 stornieren, falls sie noch nicht verschickt ist?",
	"Ich würde HW-1000 gern stornieren.",
	"Ich würde HW-1000 gerne stornieren, warte aber auf Ihre Antwort.",
	"Ich würde HW-1000 stornieren, wenn das noch geht.",
	"Ich wollte HW-1000 stornieren, geht das noch?",
	"Die Bestellung meines Bruders wurde storniert, bitte stornieren Sie HW-1000 auch.",
	"Bitte stornieren Sie HW-1000, falls sie nicht schon am Montag verschickt wurde.",
	"Ist HW-1000 storniert oder nicht? Ich will sie nicht mehr.",
	"Si possible, merci d'annuler HW-1000.",
	"Pourriez-vous annuler HW-1000 si elle n'est pas encore partie ?",
	"J'aimerais annuler HW-1000.",
	"J'aurais voulu annuler HW-1000, est-ce encore possible ?",
	"Je voulais annuler HW-1000, c'est encore possible ?",
	"La commande de mon frère a été annulée, annulez aussi HW-1000.",
	"Si es posible, cancelen HW-1000.",
	"¿Podrían cancelar HW-1000 si todavía no ha salido?",
	"Me gustaría cancelar HW-1000.",
	"Quería cancelar HW-1000, ¿aún se puede?",
	"El pedido de mi hermano se canceló, cancelen también HW-1000.",
	"Graag HW-1000 annuleren als dat nog kan.",
	"Zou u HW-1000 kunnen annuleren als hij nog niet verstuurd is?",
	"Ik zou HW-1000 graag annuleren.",
	"Ik wilde HW-1000 annuleren, kan dat nog?",
	"De bestelling van mijn broer is geannuleerd, annuleer HW-1000 ook.",
	"Se possibile annullate HW-1000.",
	"Potreste annullare HW-1000 se non è ancora partito?",
	"Vorrei annullare HW-1000.",
	"Volevo annullare HW-1000, si può ancora?",
	"L'ordine di mio fratello è stato annullato, annullate anche HW-1000.",
	"I was going to wait, but I would rather cancel HW-1000.",
	"I thought I could wait, but I can't; please cancel HW-1000.",
	"I'd have kept HW-1000, but the price dropped elsewhere, so cancel it.",
	"I nearly cancelled HW-1000 last week and waited, but now do cancel it.",
	"I considered cancelling HW-1000 last week. I waited. Now I do want to cancel.",
	"I could keep waiting, but I would like you to cancel HW-1000.",
	"I would cancel HW-1000, but I will wait if you ship it this week.",
	"I wanted to cancel HW-1000 but your site would not let me, so I am waiting for you to do it.",
	"I wanted to cancel HW-1000 but got no answer and am still waiting.",
	"I tried to cancel HW-1000 but nothing happened, I'm waiting for a confirmation.",
	"I would cancel if you let me, but I'll keep writing until you do.",
	"We would have kept HW-1000, but our project is gone, so please take it off.",
	"Cancel HW-1000 unless it already left on Monday.",
	"Cancel HW-1000 unless it was already sent this week.",
	"Cancel HW-1000 if it hasn't left by now, I am away from Monday.",
	"Please cancel HW-1000 if nothing was made this week.",
	"Kindly cancel HW-1000 if that can still be done before Friday.",
	"Please cancel HW-1000 if you can do that this week.",
	"Can you cancel HW-1000 this week, unless it has gone out?",
	"Would it be possible to cancel HW-1000 if it does not cost anything?",
	"If it isn't too late to stop it, cancel HW-1000 this week.",
	"If HW-1000 is not on its way yet, cancel it. I leave for two months on Monday.",
	"If it's still in the queue on Monday, cancel HW-1000.",
	"Ich hätte HW-1000 behalten, aber es dauert zu lange, stornieren Sie bitte.",
	"Ich wollte eigentlich warten, aber stornieren Sie HW-1000 jetzt bitte.",
	"Ich wollte HW-1000 stornieren, aber der Knopf fehlt, ich warte auf Ihre Hilfe.",
	"Falls HW-1000 noch nicht raus ist, bitte stornieren, ich fahre am Montag weg.",
	"Bitte stornieren Sie HW-1000 noch diese Woche, wenn es geht.",
	"J'aurais voulu attendre, mais annulez HW-1000.",
	"Je voulais annuler HW-1000 mais le bouton manque, j'attends votre retour.",
	"Annulez HW-1000 si elle n'est pas partie, je pars lundi.",
	"Annulez HW-1000 cette semaine si c'est possible.",
	"Quería esperar, pero mejor cancelen HW-1000.",
	"Quería cancelar HW-1000 pero la web no me deja, espero su respuesta.",
	"Cancelen HW-1000 esta semana si se puede.",
	"Ik wilde wachten, maar annuleer HW-1000 toch maar.",
	"Ik wilde HW-1000 annuleren maar de knop werkt niet, ik wacht op uw antwoord.",
	"Annuleer HW-1000 deze week nog als dat kan.",
	"Volevo aspettare, ma annullate HW-1000.",
	"Volevo annullare HW-1000 ma il sito non va, aspetto una vostra risposta.",
	"Annullate HW-1000 questa settimana se si può.",
	"My husband's order was cancelled last week, mine, HW-1000, must go as well.",
	"My wife cancelled hers last week. When will you cancel mine, HW-1000?",
	"My friend cancelled his order. I'd like to do that with HW-1000.",
	"My sister's order was cancelled. Why is mine, HW-1000, not? I want out.",
	"Is HW-1000 cancelled or not? Please see to it.",
	"Is HW-1000 cancelled or not? It must not ship.",
	"Is my order HW-1000 cancelled or not? I want nothing more from you.",
	"Ist HW-1000 storniert oder nicht? Ich will nichts mehr von Ihnen.",
	"HW-1000 est annulée ou non ? Je ne veux plus rien de vous.",
	"¿Está cancelado HW-1000 o no? No quiero nada más de ustedes.",
	"Is HW-1000 geannuleerd of niet? Ik wil niets meer van jullie.",
	"HW-1000 è annullato o no? Non voglio più niente da voi.",
	"Is HW-1000 cancelled or not, I bought one elsewhere.",
	"Ma commande HW-1000 est-elle annulée ou non ? Sinon faites-le.",
	"HW-1000 è annullato o no? Altrimenti fatelo.",
	"Ist HW-1000 storniert oder nicht? Sonst machen Sie es jetzt.",
	"I wanted to cancel HW-1000, but I keep getting an error.",
	"I meant to cancel HW-1000, not HW-1001. So keep HW-1001.",
	"I wanted to cancel HW-1000 but keep HW-1001.",
	"I had to cancel HW-1000 but I'd keep the lamp.",
	"I wanted HW-1000 cancelled, but will keep HW-1001.",
	"I wanted to cancel HW-1000 but nobody picked up, so I'll wait here until it's done.",
	"I thought HW-1000 was cancelled, but I keep getting mails about it.",
	"Ich wollte HW-1000 stornieren, HW-1001 aber behalten.",
	"HW-1000 hätte längst storniert sein sollen, aber ich warte immer noch.",
	"Ich würde die Lampe stornieren, aber die Tastatur behalten.",
	"Ich hätte HW-1000 storniert, aber auf der Seite kommt ein Fehler, jetzt warte ich.",
	"Je pensais que HW-1000 était annulée, mais j'attends toujours.",
	"J'annulerais la lampe mais je garde le clavier.",
	"Quería cancelar HW-1000 pero me quedo con HW-1001.",
	"Cancelaría la lámpara pero me quedo con el teclado.",
	"Ik dacht dat HW-1000 geannuleerd was, maar ik wacht nog steeds.",
	"Ik zou de lamp annuleren maar het toetsenbord houd ik.",
	"Volevo annullare HW-1000 ma tengo HW-1001.",
	"Annullerei la lampada ma tengo la tastiera.",
	"My husband has cancelled HW-1000. When do you confirm?",
	"Our boss has cancelled the order. When is it final?",
	"My colleague got HW-1000 cancelled, keep the rest.",
	"Mein Mann hat HW-1000 storniert. Wann kommt die Bestätigung?",
	"Mein Chef hat die Bestellung HW-1000 storniert. Wann bestätigen Sie?",
	"Mon mari a annulé la commande HW-1000, le reste on le garde.",
	"Mi mujer ha cancelado HW-1000. ¿Cuándo lo confirman?",
	"Mijn vrouw heeft HW-1000 geannuleerd. Wanneer is dat rond?",
	"Mia moglie ha annullato HW-1000. Quando lo confermate?",
	"My brother's order was cancelled. Do that to mine. When will it be done?",
	"My sister's order was cancelled. I'd like that for mine. When?",
	"My sister's order was cancelled. Mine must not stay in the queue.",
	"Der Auftrag meines Bruders wurde storniert. Machen Sie das mit meinem. Wann ist das erledigt?",
	"Der Auftrag meines Bruders wurde storniert. Meiner soll nicht bleiben.",
	"La commande de mon frère a été annulée. Faites de même. Quand est-ce fait ?",
	"La commande de ma soeur a été annulée, je ne garde pas la mienne.",
	"El pedido de mi hermano se canceló. Hagan eso con el mío. ¿Cuándo estará?",
	"De bestelling van mijn broer is geannuleerd. Ik houd de mijne niet.",
	"L'ordine di mio fratello è stato annullato, il mio non resta.",
}

// TestCancelsNothing: who only thought of cancelling and waits, who asks whether his order is cancelled or not, and who tells that somebody
// else's was, cancels nothing, in six languages.
func TestCancelsNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"I would cancel HW-1000 if I could, but I will wait.",
		"I would have cancelled HW-1000 if I were in a hurry, but I'm not, so I'll wait.",
		"I could cancel HW-1000, but I will wait.",
		"I thought about cancelling HW-1000, but I'll wait.",
		"I was going to cancel HW-1000, but I decided to keep it.",
		"Ich würde HW-1000 stornieren, wenn ich könnte, aber ich warte.",
		"Ich hätte HW-1000 fast storniert, aber ich warte lieber.",
		"Ich wollte HW-1000 eigentlich stornieren, warte aber doch.",
		"J'annulerais HW-1000 si je pouvais, mais j'attendrai.",
		"J'ai failli annuler HW-1000, mais je préfère attendre.",
		"Cancelaría HW-1000 si pudiera, pero esperaré.",
		"Pensaba cancelar HW-1000, pero prefiero esperar.",
		"Ik zou HW-1000 annuleren als ik kon, maar ik wacht wel.",
		"Ik wilde HW-1000 annuleren, maar ik wacht toch liever.",
		"Annullerei HW-1000 se potessi, ma aspetto.",
		"Volevo annullare HW-1000, ma preferisco aspettare.",
		"Is my order HW-1000 cancelled or not?",
		"Is HW-1000 cancelled or isn't it?",
		"Has HW-1000 been cancelled, yes or no?",
		"Ist meine Bestellung HW-1000 storniert oder nicht?",
		"Ma commande HW-1000 est-elle annulée ou pas ?",
		"Ma commande HW-1000 est-elle annulée ou non ?",
		"¿Mi pedido HW-1000 está cancelado o no?",
		"Is mijn bestelling HW-1000 geannuleerd of niet?",
		"Il mio ordine HW-1000 è annullato o no?",
		"My brother's order was cancelled last week. Mine is to stay. When does it ship?",
		"My colleague's order got cancelled. When does mine, HW-1000, ship?",
		"A friend of mine had his order cancelled, mine is HW-1000 and I want it. When will it ship?",
		"Die Bestellung meines Bruders wurde letzte Woche storniert. Meine bleibt. Wann geht HW-1000 raus?",
		"La commande de mon frère a été annulée la semaine dernière. La mienne reste. Quand part HW-1000 ?",
		"El pedido de mi hermano se canceló la semana pasada. El mío sigue. ¿Cuándo sale HW-1000?",
		"De bestelling van mijn broer is vorige week geannuleerd. Die van mij blijft. Wanneer gaat HW-1000 weg?",
		"L'ordine di mio fratello è stato annullato la settimana scorsa. Il mio resta. Quando parte HW-1000?",
		"My friend cancelled his order last week, I keep mine. When does HW-1000 ship?",
		"Is my order HW-1000 cancelled or not? Please let me know.",
		"Is mijn bestelling HW-1000 geannuleerd of niet? Graag hoor ik het.",
		"Ist meine Bestellung HW-1000 storniert oder nicht? Bitte geben Sie mir Bescheid.",
	} {
		for _, read := range []desk.Reading{{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}, {Class: desk.ClassDelay, Also: []desk.Class{desk.ClassCancellation}}} {
			in := withDefaults(Input{Text: text, Reading: read})
			if in.Reading.Class != desk.ClassDelay || slices.Contains(in.Reading.Also, desk.ClassCancellation) {
				t.Errorf("%q, read as %s, is %s, also %v", text, read.Class, in.Reading.Class, in.Reading.Also)
			}
		}
	}
	in := withDefaults(Input{Text: "I was going to cancel it, but I decided to keep it.", Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassChangeOfMind}}})
	if in.Reading.Class != desk.ClassOther || len(in.Reading.Also) > 0 {
		t.Errorf("who keeps it gives back: %s, also %v", in.Reading.Class, in.Reading.Also)
	}
}

// TestTiedToDayItself: a cancellation that holds only if nothing leaves on a day that the condition names itself is a question of when.
func TestTiedToDayItself(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Cancel HW-1000 unless it ships this week.",
		"Please cancel HW-1000 if it does not ship this week.",
		"Cancel HW-1000 if you cannot send it tomorrow.",
		"If HW-1000 doesn't leave next week, cancel it.",
		"Stornieren Sie HW-1000, wenn es diese Woche nicht rausgeht.",
		"Stornieren Sie HW-1000, es sei denn, es geht diese Woche raus.",
		"Annulez HW-1000 si elle ne part pas cette semaine.",
		"Annulez HW-1000, sauf si elle part cette semaine.",
		"Cancelen HW-1000 si no sale esta semana.",
		"Cancelen HW-1000 a menos que salga esta semana.",
		"Annuleer HW-1000 als hij deze week niet weggaat.",
		"Annuleer HW-1000, tenzij hij deze week weggaat.",
		"Annullate HW-1000 se non parte questa settimana.",
		"Annullate HW-1000 a meno che non parta questa settimana.",
		"Please cancel HW-1000 unless it gets here on Monday.",
		"Stornieren Sie bitte, wenn Sie es morgen nicht verschicken.",
	} {
		in := withDefaults(Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation}})
		if in.Reading.Class != desk.ClassDelay || !slices.Equal(in.Reading.Also, []desk.Class{desk.ClassCancellation}) || !in.tied {
			t.Errorf("%q is read as %s, also %v, tied %v", text, in.Reading.Class, in.Reading.Also, in.tied)
		}
	}
}

// TestRequestToCancelStays: no request to cancel is lost for its form.
func TestRequestToCancelStays(t *testing.T) {
	t.Parallel()
	for _, text := range requestsToCancel {
		in := withDefaults(Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}})
		if in.Reading.Class != desk.ClassCancellation || in.tied || in.withdrawn {
			t.Errorf("%q is read as %s, tied %v, taken back %v", text, in.Reading.Class, in.tied, in.withdrawn)
		}
		in = withDefaults(Input{Text: text, Reading: desk.Reading{Class: desk.ClassDelay, Also: []desk.Class{desk.ClassCancellation}}})
		if !slices.Contains(in.Reading.Also, desk.ClassCancellation) || in.tied {
			t.Errorf("%q beside a question is lost, tied %v", text, in.tied)
		}
	}
}
