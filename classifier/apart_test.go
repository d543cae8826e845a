package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestAskedApart: of a mail that asks for two things in two sentences both are heard, the one that ranks higher first, in six
// languages; what a sentence only tells, as a reason or of something else, is no matter of its own.
func TestAskedApart(t *testing.T) {
	t.Parallel()
	type want struct {
		class desk.Class
		also  []desk.Class
	}
	change, delay, doa, cost := desk.ClassOrderChange, desk.ClassDelay, desk.ClassDoaDefect, desk.ClassCostRefund
	for text, w := range map[string]want{
		"When does it ship? I'd like the blue one now.":                                                    {delay, []desk.Class{change}},
		"When will you post it? And note that we live at 3 Harbour Street now.":                            {delay, []desk.Class{change}},
		"I need an invoice with our VAT number. The lamp you sent is dead.":                                {doa, nil},
		"Could you mail me the receipt again? The doorbell doesn't ring any more.":                         {doa, nil},
		"Ich brauche eine Rechnung mit unserer USt-IdNr. Die Lampe, die Sie geschickt haben, ist tot.":     {doa, nil},
		"Il me faut une facture avec notre numéro de TVA. La lampe que vous avez envoyée ne s'allume pas.": {doa, nil},
		"Necesito una factura con nuestro NIF. La lámpara que mandasteis no se enciende.":                  {doa, nil},
		"Ik heb een factuur met ons btw-nummer nodig. De lamp die jullie stuurden doet het niet.":          {doa, nil},
		"Mi serve una fattura con la nostra partita IVA. La lampada che avete spedito non si accende.":     {doa, nil},
		"Wann geht es raus? Ich hätte jetzt gern die blaue.":                                               {delay, []desk.Class{change}},
		"Quand est-ce que ça part ? Je voudrais finalement la bleue.":                                      {delay, []desk.Class{change}},
		"¿Cuándo sale? Ahora prefiero el azul.":                                                            {delay, []desk.Class{change}},
		"Wanneer gaat het weg? Ik wil nu graag de blauwe.":                                                 {delay, []desk.Class{change}},
		"Quando parte? Adesso vorrei quella blu.":                                                          {delay, []desk.Class{change}},
		"Take the pedals back and return the price and the delivery charge.":                               {desk.ClassChangeOfMind, []desk.Class{cost}},
		// Told, and not asked.
		"My order says it. Does that mean packed? When would I have it, roughly speaking?":            {delay, nil},
		"I'd like the blue one, is it in stock?":                                                      {desk.ClassOther, nil},
		"Could you mail me the invoice again? The old one was torn.":                                  {desk.ClassOther, nil},
		"I cannot put more than one in the basket. It jumps back to 1. Is it limited?":                {desk.ClassOther, nil},
		"Happy to hang on. Would rather have the good capacitors than quick ones.":                    {delay, nil},
		"My bank shows two payments to you but I only have one order. Please put back the extra one.": {desk.ClassOther, nil},
		"When does it ship? My old board gave up the ghost.":                                          {delay, nil},
	} {
		r := readPlain(t, text)
		if r.Class != w.class || !slices.Equal(r.Also, append([]desk.Class{}, w.also...)) {
			t.Errorf("%q: read as %s (%.2f) also %v, want %s also %v", text, r.Class, r.Confidence, r.Also, w.class, w.also)
		}
	}
}
