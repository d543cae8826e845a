package classifier

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestPlainer: what a mail says in so many words of its own choice, of a day before which nothing is to be sent, of an order that is
// late and of one that is yet to be placed. A want is a class, or one that is not to be (!), and signals.
func TestPlainer(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, row := range []struct{ text, want string }{
		{"leider habe ich selbst das falsche Layout bestellt", "change_of_mind ordered_wrong"},
		{"Die Tastatur ist da, leider habe ich selbst das falsche Layout bestellt.", "change_of_mind ordered_wrong"},
		{"The keyboard is here, sadly I ordered the wrong layout myself.", "change_of_mind ordered_wrong"},
		{"Le clavier est arrivé, malheureusement j'ai moi-même commandé la mauvaise disposition.", "!wrong_item ordered_wrong"},
		{"El teclado llegó, por desgracia yo mismo pedí la distribución equivocada.", "change_of_mind ordered_wrong"},
		{"La tastiera è arrivata, purtroppo ho ordinato io stesso il layout sbagliato.", "change_of_mind ordered_wrong"},
		{"Het toetsenbord is er, helaas heb ik zelf de verkeerde indeling besteld.", "!wrong_item ordered_wrong"},
		{"I ordered the black one and got the wrong layout.", "wrong_item !ordered_wrong"},
		{"Sie haben das falsche Layout geschickt, bestellt habe ich ISO.", "wrong_item !ordered_wrong"},
		{"Ich habe nicht das falsche Layout bestellt, Sie haben das falsche geschickt.", "wrong_item !ordered_wrong"},
		{"I did not order the wrong layout, you sent the wrong one.", "wrong_item !ordered_wrong"},
		{"Bevor ich nochmal bestelle: die gelieferte Tastatur tippt nicht mehr", "doa_defect !presale"},
		{"Before I order again: the keyboard you delivered no longer types.", "doa_defect !presale"},
		{"Avant de commander à nouveau : le clavier livré n'écrit plus.", "doa_defect !presale"},
		{"Antes de volver a comprar: el teclado que me enviaron ya no escribe.", "doa_defect !presale"},
		{"Prima di ordinare di nuovo: la tastiera consegnata non scrive più.", "doa_defect !presale"},
		{"Voordat ik weer bestel: het geleverde toetsenbord typt niet meer.", "doa_defect !presale"},
		{"Bevor ich bestelle: hat die Tastatur ISO-Layout?", "other presale"},
		{"Before I order: does the keyboard come in ISO?", "other presale"},
		{"Avant de commander : le clavier existe-t-il en AZERTY ?", "other presale"},
		{"Antes de comprar: ¿el teclado tiene la ñ?", "other presale"},
		{"Prima di ordinare: la tastiera ha il layout italiano?", "other presale"},
		{"Voordat ik bestel: heeft het toetsenbord een ISO-indeling?", "other presale"},
		{"When will it be back in stock so that my late keyboard finally ships?", "delay !presale"},
		{"Wann ist das wieder lieferbar, damit meine verspätete Tastatur endlich rausgeht?", "delay !presale"},
		{"Quand sera-t-il de retour en stock pour que mon clavier en retard parte enfin ?", "delay !presale"},
		{"¿Cuándo vuelve a haber stock para que salga por fin mi teclado atrasado?", "delay !presale"},
		{"Quando torna disponibile, così la mia tastiera in ritardo parte finalmente?", "delay !presale"},
		{"Wanneer is het weer op voorraad zodat mijn late toetsenbord eindelijk verstuurd wordt?", "delay !presale"},
		{"When will the keyboard be back in stock?", "other presale"},
		{"When will it be back in stock so that I can finally buy one?", "other presale"},
		{"Wann ist die Tastatur wieder lieferbar?", "other presale"},
		{"Non spedite prima del 20", "order_change"},
		{"HW-10101: non spedite prima del 20", "order_change"},
		{"Please do not ship HW-10101 before the 20th.", "order_change"},
		{"Don't send it before December 3, I am away.", "order_change"},
		{"Bitte HW-10101 nicht vor dem 20. verschicken.", "order_change"},
		{"Nicht vor dem 20. liefern bitte, wir sind im Urlaub.", "order_change"},
		{"N'expédiez pas HW-10101 avant le 20.", "order_change"},
		{"No envíen HW-10101 antes del 20.", "order_change"},
		{"No lo envíen hasta el 20, estoy de viaje.", "order_change"},
		{"Non spedite HW-10101 fino al 20.", "order_change"},
		{"Verstuur HW-10101 niet voor de 20e.", "order_change"},
		{"HW-10101 pas na de 20e versturen graag.", "order_change"},
		{"Ship HW-10101 after the 20th, please.", "order_change"},
		{"Non spedite, annullate l'ordine.", "cancellation"},
		{"Non spedite più HW-10101, ho cambiato idea.", "cancellation"},
		{"Don't ship it before Monday, I am cancelling the order.", "cancellation"},
		{"Do not ship it, cancel the order before the 20th.", "cancellation"},
		{"Nicht verschicken, bitte stornieren.", "cancellation"},
		{"Also change the colour to black.", "order_change product_change !safety_hazard"},
		{"Also add a black cable.", "order_change product_change !safety_hazard"},
		{"Auch die Farbe auf schwarz ändern.", "order_change product_change !safety_hazard"},
		{"Ajoutez aussi un câble noir.", "order_change product_change !safety_hazard"},
		{"Cambien también el color a negro.", "order_change product_change !safety_hazard"},
		{"Cambiate anche il colore in nero.", "order_change product_change !safety_hazard"},
		{"Verander ook de kleur naar zwart.", "order_change product_change !safety_hazard"},
		{"One your mistake, one mine. The switches: you sent clicky, it's linear on the order. The plate: I'd ordered the wrong size myself. Can both go back?", "wrong_item"},
		{"Two failed attempts at my flat because the bell is broken. Bring it to my office at 5 Mill Lane instead please.", "delivery_problem"},
		{"I see you delivered to my neighbour twice since my order. What about me?", "delay !address_change"},
		{"Before I buy another. Thinking of buying a third. Is the newer charger cooler? The old one has warped and I have to pick it up with oven gloves.", "doa_defect presale safety_hazard"},
		{"Von Warten war nie die Rede. HW-40134 stornieren, wie letzte Woche geschrieben.", "cancellation"},
		{"HW-40134 nicht stornieren, nur an meine Schwester schicken: Lindenweg 4, 79098 Freiburg.", "order_change"},
		{"UPS still shows HW-60115 in transit but I have it here in front of me and the display is dead. Photo attached.", "doa_defect"},
		{"HW-80019 came in two boxes. One of the two pads that came on Friday is stone dead, the other is fine.", "doa_defect"},
		{"HW-80019 kam in zwei Kartons. Eines der beiden Pads ist mausetot, das andere läuft.", "doa_defect"},
		{"HW-80019 est arrivée en deux colis. L'un des deux pads est mort, l'autre marche.", "doa_defect"},
		{"El HW-80019 llegó en dos cajas. Uno de los dos pads está muerto, el otro funciona.", "doa_defect"},
		{"HW-80019 kwam in twee dozen. Een van de twee pads is dood, de andere werkt.", "doa_defect"},
		{"HW-80019 è arrivato in due pacchi. Uno dei due pad è morto, l'altro funziona.", "doa_defect"},
		{"HW-80019 arrived with one of the two pads in pieces, the box was crushed.", "transit_damage"},
		{"Das Paket kam zerdrückt an, eine der beiden Lampen ist kaputt.", "transit_damage"},
		{"My late father ordered a keyboard from you, when will it be back in stock?", "!delay"},
		{"Warum liefern Sie nicht vor dem 20.? Sie haben es versprochen.", "!order_change"},
		{"You did not ship before the 20th as promised.", "!order_change"},
		{"If you do not ship before the 20th, cancel it.", "!order_change"},
		{"Se non spedite prima del 20, annullate.", "!order_change"},
		{"Perché non spedite prima del 20?", "!order_change"},
		{"Als jullie niet voor de 20e verzenden, wil ik annuleren.", "!order_change"},
		{"Warum ist HW-10101 noch nicht storniert?", "cancellation"},
		{"Waarom is HW-10101 nog niet geannuleerd?", "cancellation"},
		{"Pourquoi HW-10101 n'est-elle pas encore annulée ?", "cancellation"},
		{"¿Por qué no está cancelado todavía el HW-10101?", "cancellation"},
		{"Perché HW-10101 non è ancora annullato?", "cancellation"},
		{"Why is HW-10101 still not cancelled?", "cancellation"},
	} {
		r := e.Read(Input{NewText: row.text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		for _, w := range strings.Fields(row.want) {
			name, not := strings.CutPrefix(w, "!")
			has := r.Class == desk.Class(name) || r.Has(desk.Signal(name))
			if has == not {
				t.Errorf("%q: %s (%.2f) %v %v, want %s", row.text, r.Class, r.Confidence, r.Also, r.Signals, row.want)
				break
			}
		}
	}
}
