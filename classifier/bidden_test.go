package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestBidden: a mail that bids one thing of an order is read by its verb, and a cancelling stays one.
func TestBidden(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for class, texts := range map[desk.Class][]string{
		desk.ClassOrderChange: {
			"bitte die Bestellung erhöhen.", "Bitte die Bestellung auf zwei Stück erhöhen.", "Bitte die Bestellung aufstocken.", "bitte die Bestellung halbieren.",
			"Bitte die Bestellung um eine Lampe erweitern.", "Hallo, bitte meine Bestellung verdoppeln. Danke!", "bitte die Bestellung vorziehen.", "bitte die Bestellung zurückstellen.",
			"please increase the order.", "Please double my order.", "Please postpone the order.", "Merci d'augmenter la commande.", "Veuillez doubler ma commande.",
			"Por favor aumenten el pedido.", "Por favor dupliquen el pedido.", "Graag de bestelling verhogen.", "Graag de bestelling uitstellen.", "Graag de bestelling ophogen naar twee stuks.",
			"Vi prego di aumentare l'ordine.", "Vi prego di aumentare l'ordine a due pezzi.", "Vi prego di anticipare l'ordine.",
		},
		desk.ClassOther: {"bitte die Bestellung bestätigen.", "Please confirm the order.", "Graag de bestelling bevestigen.", "Por favor confirmen el pedido.", "Vi prego di confermare l'ordine."},
		desk.ClassDelay: {"bitte die Bestellung endlich losschicken.", "bitte die Bestellung fertigstellen."},
		desk.ClassCancellation: {
			"bitte die Bestellung aufheben.", "bitte die Bestellung streichen.", "bitte die Bestellung löschen.", "Please cancel my order.", "Please confirm the order is off and refund me.",
			"Bitte die Bestellung auf null reduzieren.", "Please reduce my order to zero.", "Bitte die Bestellung stornieren und das bestätigen.",
			"La semana pasada escribí que quería mantener el pedido. Al final, cancélenlo.", "I wanted to keep the order. Drop it please.", "Bitte die Bestellung behalten? Nein. Weg damit, stornieren.",
			"Sie können die Bestellung behalten.",
			"Annulez ma commande.", "Por favor cancelen el pedido.", "Graag de bestelling annuleren.", "Vi prego di annullare l'ordine.",
		},
	} {
		for _, text := range texts {
			r := e.Read(Input{NewText: text})
			if r.Class != class || class != desk.ClassCancellation && slices.Contains(r.Also, desk.ClassCancellation) {
				t.Errorf("%q: read as %s (%.2f) also %v, want %s", text, r.Class, r.Confidence, r.Also, class)
			}
		}
	}
}
