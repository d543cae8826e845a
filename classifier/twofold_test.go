package classifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestTwofold: of mails of two sentences, one of which meets a phrase of another matter, the request of the other is heard. Each wants
// classes (primary or further) and signals; "!" stands before what it must not have.
func TestTwofold(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct{ text, want string }{
		// a "not" in one clause and a lawyer in the next
		{"Je ne vais pas me laisser faire, mon avocat vous écrira. Où est ma commande ?", "legal_threat"},
		{"Non ho ricevuto risposta, vi faccio causa. La lampada è rotta.", "legal_threat"},
		{"Non ho più pazienza, il mio avvocato vi scriverà. Dov'è il mio ordine?", "legal_threat"},
		{"I have no reason to trust you, I am calling my lawyer. The board is broken.", "legal_threat"},
		// money that has not come
		{"Das Paket mit der Rücksendung ist seit drei Wochen bei Ihnen. Das Geld ist noch nicht da, bitte überweisen Sie es.", "wants_refund"},
		{"The repair came back, the amp is dead again. Half the money was paid in March, I want the rest back.", "doa_defect wants_refund"},
		{"I paid 30 in duty, please pay it back. And refund the lamp, I returned it last week.", "cost_refund wants_refund"},
		// only because, only if
		{"I cancel my keyboard only because it takes you ten weeks.", "cancellation"},
		{"Please cancel my lamp only if it has not left yet. Otherwise leave it.", "cancellation"},
		{"I only cancel the keyboard because my old one was repaired. Refund me please.", "cancellation wants_refund"},
		{"Ik heb twee bestellingen. Ik heb maar een antwoord nodig: wanneer komen ze?", "delay !cancellation"},
		{"Please have me taken off the list, I get too many newsletters.", "!cancellation"},
		// what is needed because it did not come
		{"En la caja no venía el cable, y me hace falta. Mándenlo por favor.", "wrong_item part_missing"},
		// a paper and a change
		{"Our accountant needs the VAT number on the invoice. And please ship to our new address, 12 Mill Lane.", "order_change address_change"},
		{"Auf die Rechnung muss unsere USt-ID. Und bitte die Tastatur in Schwarz statt Silber.", "order_change"},
		{"La factura debe llevar nuestro NIF. Y cambien el teclado a negro, por favor.", "order_change"},
		// another order beside a claim
		{"The lamp came broken, I don't want money, a new one please. The other order HW-20124 is not needed any more.", "cancellation"},
		{"The board is dead and my lawyer is informed. Tell me when my second order arrives.", "delay legal_threat"},
		{"Die Platine ist tot, mein Anwalt weiß Bescheid. Sagen Sie mir, wann die zweite Bestellung kommt.", "delay legal_threat"},
		// another colour is not wanted, a new one is
		{"Ich will keine andere Farbe. Die Lampe ist defekt, schicken Sie mir eine neue.", "doa_defect wants_replacement"},
		{"Je ne veux pas un autre modèle. La lampe est morte, envoyez-m'en une neuve.", "doa_defect wants_replacement"},
		{"Non voglio un altro colore. La lampada è rotta, mandatemene una nuova.", "wants_replacement"},
		// a parcel that the carrier turns round, a refusal beside a driver who refused
		{"Le colis va faire demi-tour selon Chronopost, mais je le veux toujours. Que faire ?", "delivery_problem !cancellation"},
		{"DHL wants to turn the parcel around because of a wrong house number. Please stop that, I want it.", "delivery_problem"},
		{"Der Fahrer weigerte sich zu warten, das Paket war zerdrückt, ich habe die Annahme verweigert.", "transit_damage refused_damaged"},
		{"My brother thinks the amp is dead. He ordered it, I write for him because he has no email.", "third_party"},
	} {
		r := e.Read(Input{NewText: c.text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		for _, w := range strings.Fields(c.want) {
			name, not := strings.CutPrefix(w, "!")
			has := r.Class == desk.Class(name) || slices.Contains(r.Also, desk.Class(name)) || r.Has(desk.Signal(name))
			if has == not {
				t.Errorf("%q: %s also %v, signals %v, want %s", c.text, r.Class, r.Also, r.Signals, w)
			}
		}
	}
}
