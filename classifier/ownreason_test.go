package classifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestOwnReason: reasons that are the writer's own, not the parcel's and not ours, and what only looks like them.
func TestOwnReason(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// The driver took it away again, for no harm.
		{"I told the driver to take HW-1 back, I had already bought another pad. Please refund me.", "delivery_problem refused_delivery !refused_damaged"},
		{"I sent the courier away with HW-1, I found a cheaper one in the meantime.", "delivery_problem !refused_damaged"},
		{"Ich habe den Fahrer mit HW-1 wieder weggeschickt, ich hatte mir schon ein anderes gekauft.", "delivery_problem !refused_damaged"},
		{"J'ai dit au livreur de reprendre HW-1, j'en avais déjà acheté un autre.", "delivery_problem !refused_damaged"},
		{"Le dije al repartidor que se llevara HW-1 de vuelta, ya me había comprado otro.", "delivery_problem !refused_damaged"},
		{"Ho detto al corriere di riportare indietro HW-1, ne avevo già comprato un altro.", "delivery_problem !refused_damaged"},
		{"Ik heb de bezorger HW-1 weer laten meenemen, ik had al een andere gekocht.", "delivery_problem !refused_damaged"},
		{"I told the driver to take HW-1 back, the box was crushed on two sides.", "transit_damage refused_damaged"},
		{"Ich habe den Fahrer mit HW-1 wieder weggeschickt, der Karton war völlig zerdrückt.", "transit_damage refused_damaged"},
		{"J'ai dit au livreur de reprendre HW-1, le carton était complètement écrasé.", "transit_damage refused_damaged"},
		{"Le dije al repartidor que se llevara HW-1 de vuelta, la caja venía aplastada.", "transit_damage refused_damaged"},
		{"Ho detto al corriere di riportare indietro HW-1, la scatola era schiacciata.", "transit_damage refused_damaged"},
		{"Ik heb de bezorger HW-1 weer laten meenemen, de doos was helemaal ingedeukt.", "transit_damage refused_damaged"},
		{"The driver of HW-1 crashes Windows, I had already bought another cable to rule that out.", "doa_defect !refused_delivery"},
		// Plans change, the order does not.
		{"Change of plans over here. Is it still possible to call HW-1 off?", "cancellation !order_change !product_change"},
		{"Our plans have changed, can I still cancel HW-1?", "cancellation !order_change !product_change"},
		{"Planänderung bei uns: Kann man HW-1 noch stornieren?", "cancellation !order_change !product_change"},
		{"Unsere Pläne haben sich geändert. Lässt sich HW-1 noch stornieren?", "cancellation !order_change !product_change"},
		{"Changement de programme chez nous. Peut-on encore annuler HW-1 ?", "cancellation !order_change !product_change"},
		{"Cambio de planes por aquí. ¿Todavía se puede anular HW-1?", "cancellation !order_change !product_change"},
		{"Cambio di programma da noi. Si può ancora annullare HW-1?", "cancellation !order_change !product_change"},
		{"Onze plannen zijn veranderd. Kan HW-1 nog geannuleerd worden?", "cancellation !order_change !product_change"},
		{"Change of plans: could HW-1 be made in black instead of grey?", "order_change product_change"},
		{"Planänderung: Bitte HW-1 in Schwarz statt Grau.", "order_change product_change"},
		{"Changement de programme : pouvez-vous faire HW-1 en noir au lieu de gris ?", "order_change product_change"},
		// He meant to order another one.
		{"I got an ANSI board on HW-1 and I meant to order ISO. Photo of the board attached.", "change_of_mind ordered_wrong !wrong_item"},
		{"The amp from HW-1 is here. I should have picked the balanced one.", "ordered_wrong !wrong_item"},
		{"HW-1 ist da, eine ANSI-Tastatur. Ich wollte eigentlich ISO bestellen, mein Versehen.", "change_of_mind ordered_wrong !wrong_item"},
		{"J'ai reçu HW-1 en ANSI, j'aurais dû commander ISO.", "change_of_mind ordered_wrong !wrong_item"},
		{"Me ha llegado HW-1 en ANSI, en realidad quería pedir ISO.", "change_of_mind ordered_wrong !wrong_item"},
		{"Mi è arrivata HW-1 in ANSI, avrei dovuto ordinare ISO.", "change_of_mind ordered_wrong !wrong_item"},
		{"HW-1 is binnen in ANSI, ik had ISO moeten bestellen.", "change_of_mind ordered_wrong !wrong_item"},
		{"I meant to order ISO on HW-1 and I did, look at your confirmation. You sent ANSI.", "wrong_item"},
		{"I ordered ISO on HW-1 and got an ANSI board. I should have ordered elsewhere.", "wrong_item"},
	})
}

// TestOfOthers: an order that somebody of the writer's house or work placed, and what only looks like it.
func TestOfOthers(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"The board my flatmate bought from you (HW-1) started to smoke. It's off now. Picture attached.", "doa_defect safety_hazard third_party"},
		{"The pedals that our son ordered from you, HW-1, send no signal at all.", "doa_defect third_party"},
		{"Die Lampe HW-1, die mein Mitbewohner bei Ihnen gekauft hat, geht nicht an.", "doa_defect third_party"},
		{"Die Uhr HW-1, die unsere Tochter bei euch bestellt hat, ist defekt.", "doa_defect third_party"},
		{"L'ampli HW-1 que mon colocataire a acheté chez vous ne s'allume pas.", "doa_defect third_party"},
		{"Le clavier HW-1 que ma fille vous a commandé a deux touches mortes.", "doa_defect third_party"},
		{"El teclado HW-1 que mi compañero de piso os compró no enciende.", "doa_defect third_party"},
		{"L'amplificatore HW-1 che il mio coinquilino ha comprato da voi non si accende.", "doa_defect third_party"},
		{"De versterker HW-1 die mijn huisgenoot bij jullie heeft gekocht gaat niet aan.", "doa_defect third_party"},
		{"My flatmate bought a charger from another shop, but HW-1 is yours and does not charge.", "!third_party"},
		{"My son loves the board I bought from you (HW-1), but two keys are dead.", "doa_defect !third_party"},
		{"Mein Sohn liebt die Tastatur, die ich bei Ihnen bestellt habe (HW-1), aber zwei Tasten sind tot.", "doa_defect !third_party"},
		{"Ma fille adore le clavier que j'ai acheté chez vous (HW-1), mais deux touches sont mortes.", "doa_defect !third_party"},
	})
}

// TestReturnForm: the day on what we gave him for a return is over, which is no asking to take a thing back that he does not like.
func TestReturnForm(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"I was away and the date on the return form for HW-1 was the day before yesterday. Will you still take it?", "rma_followup !change_of_mind"},
		{"The RMA for HW-1 has expired, may I still post the board?", "rma_followup !change_of_mind"},
		{"Das Datum auf dem Rücksendeschein für HW-1 war vorgestern. Nehmen Sie es noch an?", "rma_followup !change_of_mind"},
		{"La date du bon de retour pour HW-1 est passée avant-hier. Vous le prenez encore ?", "rma_followup !change_of_mind"},
		{"La fecha de la etiqueta de devolución de HW-1 venció anteayer. ¿Todavía lo aceptáis?", "rma_followup !change_of_mind"},
		{"La data sul modulo di reso di HW-1 è passata l'altro ieri. Lo prendete ancora?", "rma_followup !change_of_mind"},
		{"De datum op het retourformulier van HW-1 was eergisteren. Nemen jullie hem nog aan?", "rma_followup !change_of_mind"},
		{"HW-1 came the day before yesterday and is not for me. Will you take it back? There was no return form in the box.", "change_of_mind !rma_followup"},
		{"Is the return period for HW-1 already over? I don't like the colour.", "change_of_mind !rma_followup"},
		{"Ist die Rückgabefrist für HW-1 schon abgelaufen? Sie gefällt mir nicht.", "change_of_mind !rma_followup"},
		{"Le délai de retour pour HW-1 est-il déjà passé ? Il ne me plaît pas.", "change_of_mind !rma_followup"},
	})
}

// areRead reads texts and compares what is wanted of each: a class, a further intent or a signal, or one that is not to be (!).
func areRead(t *testing.T, rows []struct{ text, want string }) {
	t.Helper()
	e := embedded(t)
	for _, row := range rows {
		r := e.Read(Input{NewText: row.text, Received: time.Date(2026, 9, 14, 12, 0, 0, 0, time.UTC), HasAttachments: true})
		for _, w := range strings.Fields(row.want) {
			name, not := strings.CutPrefix(w, "!")
			has := r.Class == desk.Class(name) || slices.Contains(r.Also, desk.Class(name)) || r.Has(desk.Signal(name))
			if has == not {
				t.Errorf("%q: %s (%.2f) %v %v, want %s", row.text, r.Class, r.Confidence, r.Also, r.Signals, row.want)
				break
			}
		}
	}
}
