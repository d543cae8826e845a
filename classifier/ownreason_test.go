package classifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestOwnReason: reasons that are the writer's own, not the parcel's and not ours, and what only looks like them. A want is a class, a further
// intent or a signal, or one that is not to be (!).
func TestOwnReason(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, row := range []struct{ text, want string }{
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
	} {
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
