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
