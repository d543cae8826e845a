package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestOutrightShort: what short messages say outright, and what only sounds like it.
func TestOutrightShort(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]desk.Class{
		// It goes to pieces, or is to be repaired.
		"Eleven weeks of use and the grips are coming apart.":             desk.ClassDoaDefect,
		"Had it since May, already got a crack on one side.":              desk.ClassDoaDefect,
		"My little mixer needs repairing, whom do I ask?":                 desk.ClassDoaDefect,
		"Nach drei Wochen fällt der Griff auseinander.":                   desk.ClassDoaDefect,
		"Das Lenkrad hat schon einen Riss.":                               desk.ClassDoaDefect,
		"Mein Mischer müsste mal repariert werden.":                       desk.ClassDoaDefect,
		"Au bout d'un mois la poignée part en lambeaux.":                  desk.ClassDoaDefect,
		"El mando se cae a pedazos desde agosto.":                         desk.ClassDoaDefect,
		"L'impugnatura cade a pezzi.":                                     desk.ClassDoaDefect,
		"Na een maand valt het handvat uit elkaar.":                       desk.ClassDoaDefect,
		"The carton was falling apart.":                                   "",
		"Der Karton fiel fast auseinander.":                               "",
		"My desk already has a hole for the grommet.":                     "",
		"Our wall already got holes for your bracket, when does it ship?": "",
		// A delivery came, and not all of it.
		"We had a delivery at noon, but some of the pieces are not there.":     desk.ClassWrongItem,
		"A pair of knobs was the only thing in the box.":                       desk.ClassWrongItem,
		"Das Paket ist da, aber ein paar Teile sind nicht drin.":               desk.ClassWrongItem,
		"Le colis est là mais quelques pièces ne sont pas dedans.":             desk.ClassWrongItem,
		"Llegó la caja pero algunas piezas no venían.":                         desk.ClassWrongItem,
		"È arrivato il pacco ma alcuni pezzi non ci sono.":                     desk.ClassWrongItem,
		"Het pakket is er, maar een paar onderdelen zitten er niet in.":        desk.ClassWrongItem,
		"You wrote that some parts have not arrived yet. When does mine ship?": "",
		"The manual was the only thing in the box that stayed dry.":            "",
		// The courier left no word.
		"Nobody tells me which neighbour has my box.":             desk.ClassDeliveryProblem,
		"He did not even leave a card.":                           desk.ClassDeliveryProblem,
		"Bei welchem Nachbarn liegt es denn?":                     desk.ClassDeliveryProblem,
		"Aucun avis de passage dans la boîte.":                    desk.ClassDeliveryProblem,
		"El repartidor no dejó aviso.":                            desk.ClassDeliveryProblem,
		"Il corriere non ha lasciato nessun avviso.":              desk.ClassDeliveryProblem,
		"Er is geen kaartje achtergelaten.":                       desk.ClassDeliveryProblem,
		"Please do not leave the card of greetings out, thanks!":  "",
		"You forgot the gift card, otherwise all is well.":        "",
		"Could the driver ring at the neighbours if I am not in?": "",
		// It goes back without its papers.
		"Would like to return the stand but have lost the invoice.":          desk.ClassChangeOfMind,
		"Will die Lampe zurückgeben, Rechnung hab ich verlegt.":              desk.ClassChangeOfMind,
		"Je voudrais rendre le support, j'ai perdu la facture.":              desk.ClassChangeOfMind,
		"Quiero devolver el soporte pero perdí la factura.":                  desk.ClassChangeOfMind,
		"Vorrei restituire il supporto ma ho perso lo scontrino.":            desk.ClassChangeOfMind,
		"Ik wil de standaard terugsturen maar ben de bon kwijt.":             desk.ClassChangeOfMind,
		"Ik wil de standaard retourneren, de bon ben ik kwijt.":              desk.ClassChangeOfMind,
		"Please send the invoice again, I lost it. There is nothing to fix.": "",
	} {
		a := p.analyse(Input{NewText: text})
		said := a.tally.outrightly().Classes
		p.release(a)
		if want == "" && len(said) > 0 || want != "" && !slices.Equal(said, []desk.Class{want}) {
			t.Errorf("%q says %v outright, want %q", text, said, want)
		}
	}
}

// TestAsksBeforeBuying: who asks before he buys has no order that could be late; who names one has.
func TestAsksBeforeBuying(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]bool{
		"When will the oak stand be back in stock?":                                   true,
		"If I order a wheel tonight, could it be in Graz by the 9th?":                 true,
		"Looking to place an order for four lamps. What is the wait these days?":      true,
		"Wann ist der Ständer aus Eiche wieder lieferbar?":                            true,
		"Wenn ich heute bestelle, ist er bis Ostern da?":                              true,
		"Quand le support sera-t-il de nouveau en stock ?":                            true,
		"¿Cuándo habrá otra vez stock del soporte?":                                   true,
		"Se lo ordino oggi, arriva per Pasqua?":                                       true,
		"Als ik vandaag bestel, is hij er dan met Pasen?":                             true,
		"I ordered the oak stand that was back in stock. When does it ship?":          false,
		"You said back in stock on the 15th, today is the 24th. What now?":            false,
		"HW-20377: is the oak back in stock, and when does it leave?":                 false,
		"Habe den Ständer bestellt, er ist wieder lieferbar, wann kommt er?":          false,
		"Ma commande attend que le chêne soit de retour en stock, c'est pour quand ?": false,
		"Mi pedido espera a que haya stock, ¿cuándo sale?":                            false,
		"Ho ordinato il supporto di nuovo disponibile, quando parte?":                 false,
		"Ik heb de standaard besteld die weer leverbaar is, wanneer komt hij?":        false,
	} {
		a := p.analyse(Input{NewText: text})
		said := a.tally.outrightly()
		p.release(a)
		if got := slices.Contains(said.Classes, desk.ClassOther) && !said.Bought; got != want {
			t.Errorf("%q: asked before buying: %v (%v, bought %v), want %v", text, got, said.Classes, said.Bought, want)
		}
		r := desk.Reading{Class: desk.ClassDelay, Confidence: 0.97}
		if r, _ = stated(r, nil, said, func(desk.Class) float64 { return 0.02 }); (r.Class == desk.ClassOther) != want {
			t.Errorf("%q: read as %s", text, r.Class)
		}
	}
}
