package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestShopsPage: a fault of the shop's own page is none of the goods, in six languages; a fault of the goods beside the page is.
func TestShopsPage(t *testing.T) {
	t.Parallel()
	eng := embedded(t)
	for text, want := range map[string]desk.Class{
		"Your checkout page crashes.":                                                                        desk.ClassOther,
		"The configurator shows an error.":                                                                   desk.ClassOther,
		"Your configurator freezes when I choose walnut.":                                                    desk.ClassOther,
		"The order form on your site does not load.":                                                         desk.ClassOther,
		"Euer Konfigurator stürzt ab.":                                                                       desk.ClassOther,
		"Die Bestellseite zeigt einen Fehler.":                                                               desk.ClassOther,
		"Votre page de paiement plante.":                                                                     desk.ClassOther,
		"Le configurateur affiche une erreur.":                                                               desk.ClassOther,
		"Su página de pago se cuelga.":                                                                       desk.ClassOther,
		"El configurador muestra un error.":                                                                  desk.ClassOther,
		"Jullie afrekenpagina loopt vast.":                                                                   desk.ClassOther,
		"De configurator geeft een foutmelding.":                                                             desk.ClassOther,
		"La vostra pagina di pagamento si blocca.":                                                           desk.ClassOther,
		"Il configuratore mostra un errore.":                                                                 desk.ClassOther,
		"The configurator shows an error, and the pad is dead.":                                              desk.ClassDoaDefect,
		"My keyboard crashes your configurator software when I plug it in.":                                  desk.ClassDoaDefect,
		"The display shows an error since it arrived.":                                                       desk.ClassDoaDefect,
		"Ich habe auf Ihrer Webseite bestellt, der Regler ist defekt.       ":                                desk.ClassDoaDefect,
		"Your order page hung, so I pressed the button twice and got HW-1 and HW-2. Please get rid of HW-2.": desk.ClassCancellation,
		"Die Webseite funktioniert nicht, deshalb hier: es geht nicht an.":                                   desk.ClassDoaDefect,
		"Votre site ne marche pas, donc j'écris ici : il ne s'allume plus.":                                  desk.ClassDoaDefect,
		"La web no funciona, así que escribo aquí: no enciende.":                                             desk.ClassDoaDefect,
		"Il sito non funziona, quindi scrivo qui: non si accende.":                                           desk.ClassDoaDefect,
		"The website shows an error, so I can't file this there: it won't turn on.":                          desk.ClassDoaDefect,
		"It works fine but makes too much noise, a grinding that gets worse each day.":                       desk.ClassDoaDefect,
		"Der Lüfter ist zu laut und schleift, sonst funktioniert alles gut.":                                 desk.ClassDoaDefect,
		"Le ventilateur est trop bruyant, il grince, mais tout marche bien.":                                 desk.ClassDoaDefect,
		"De ventilator is te luid en ratelt, verder werkt alles prima.":                                      desk.ClassDoaDefect,
		"The pad crashes when I open a web page.":                                                            desk.ClassDoaDefect,
	} {
		if r := eng.Read(Input{NewText: text}); r.Class != want {
			t.Errorf("%q: read as %s, want %s", text, r.Class, want)
		}
	}
}

// TestBesideTheMatter: a day on which it is wanted changes nothing, a colour does; money that has come is not asked for; whose trade the law is
// threatens nobody; and an order that is dropped is cancelled.
func TestBesideTheMatter(t *testing.T) {
	t.Parallel()
	eng := embedded(t)
	for _, c := range []struct {
		text   string
		class  desk.Class
		also   desk.Class // heard beside it; "" = order_change is not
		not    desk.Signal
		signal desk.Signal
	}{
		{"When will it ship? Will it be there for my dad's birthday?", desk.ClassDelay, "", "", ""},
		{"Quando pensate di spedire HW-1000? Vorrei farla trovare a mio papà per il suo compleanno, il 30.", desk.ClassDelay, "", "", ""},
		{"When do you ship? I'd like it in blue for my dad's birthday.", desk.ClassDelay, desk.ClassOrderChange, "", desk.SignalProductChange},
		{"Quand l'expédiez-vous ? Je le voudrais en bleu pour l'anniversaire de mon père.", desk.ClassDelay, desk.ClassOrderChange, "", desk.SignalProductChange},
		{"¿Cuándo lo envían? Lo quisiera en azul para el cumpleaños de mi padre.", desk.ClassDelay, desk.ClassOrderChange, "", desk.SignalProductChange},
		{"Quando lo spedite? Lo vorrei in blu per il compleanno di mio padre.", desk.ClassDelay, desk.ClassOrderChange, "", desk.SignalProductChange},
		{"Can you ship it sooner? It is for my dad's birthday.", desk.ClassOrderChange, "", "", ""},
		{"When will you ship it? Then rather hold it back till the 10th, we are away at the wedding.", desk.ClassDelay, desk.ClassOrderChange, "", ""},
		{"My refund came on Monday, but now a key is dead.", desk.ClassDoaDefect, "", desk.SignalWantsRefund, ""},
		{"Meine Erstattung ist am Montag angekommen, aber jetzt ist eine Taste tot.", desk.ClassDoaDefect, "", desk.SignalWantsRefund, ""},
		{"Mon remboursement est arrivé lundi, mais une touche est morte.", desk.ClassDoaDefect, "", desk.SignalWantsRefund, ""},
		{"El reembolso llegó el lunes, pero ahora una tecla no funciona.", desk.ClassDoaDefect, "", desk.SignalWantsRefund, ""},
		{"De terugbetaling kwam maandag binnen, maar nu is een toets dood.", desk.ClassDoaDefect, "", desk.SignalWantsRefund, ""},
		{"One key is dead, please refund me.", desk.ClassDoaDefect, "", "", desk.SignalWantsRefund},
		{"As a police officer I type a lot, and a key is dead.", desk.ClassDoaDefect, "", desk.SignalLegalThreat, ""},
		{"As a lawyer I know my rights: one key is dead, refund me or I sue.", desk.ClassDoaDefect, "", "", desk.SignalLegalThreat},
		{"Ik wil de bestelling laten vallen.", desk.ClassCancellation, "", "", ""},
		{"I want to drop the order.", desk.ClassCancellation, "", "", ""},
		{"Ich möchte die Bestellung fallen lassen.", desk.ClassCancellation, "", "", ""},
		{"Je préfère laisser tomber la commande.", desk.ClassCancellation, "", "", ""},
		{"Vorrei lasciar perdere l'ordine.", desk.ClassCancellation, "", "", ""},
	} {
		r := eng.Read(Input{NewText: c.text})
		heard := slices.Contains(r.Also, desk.ClassOrderChange)
		if r.Class != c.class || heard != (c.also == desk.ClassOrderChange) || c.not != "" && r.Has(c.not) || c.signal != "" && !r.Has(c.signal) {
			t.Errorf("%q: %s, also %v, %v", c.text, r.Class, r.Also, r.Signals)
		}
	}
}
