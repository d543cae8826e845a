package facts

import "testing"

// TestKnowsOfRequest: who asks which cancellation we mean has made none; who tells what of it he did not do knows of it.
func TestKnowsOfRequest(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"What cancellation?":                                                      true,
		"I never cancelled anything.":                                             true,
		"I did not cancel! I only asked when it ships.":                           true,
		"Welche Stornierung? Ich habe nur gefragt.":                               true,
		"I didn't cancel earlier because I hoped it would come. Please go ahead.": false,
		"I haven't cancelled the card, so refund there. Thanks.":                  false,
		"I have not canceled my other order, this one is to go.":                  false,
		"Ich habe nichts storniert außer dieser Bestellung.":                      false,
		"Je n'ai pas annulé ma carte, vous pouvez rembourser dessus.":             false,
		"No he cancelado la tarjeta, pueden devolver allí el dinero.":             false,
		"Which change? The colour, black to white.":                               false,
		"Who cancelled? Nobody yet, so please do it.":                             false,
		"I have not cancelled it so far. Please cancel it now.":                   false,
		"Wer hat storniert? Noch niemand, also bitte machen Sie es.":              false,
		"Ich habe nicht storniert, ich hole es hiermit nach.":                     false,
		"Qui a annulé ? Personne, alors faites-le.":                               false,
		"¿Quién ha cancelado? Nadie todavía, así que háganlo.":                    false,
		"Wie heeft geannuleerd? Nog niemand, dus doe het alstublieft.":            false,
		"Chi ha annullato? Ancora nessuno, quindi fatelo.":                        false,
		"Who cancelled? Nobody did. Please do not cancel it.":                     true,
		"Who cancelled? Please don't do it now.":                                  true,
		"Wer hat storniert? Bitte machen Sie das nicht.":                          true,
		"Ich habe nicht storniert, bitte stornieren Sie es nicht.":                true,
		"Qui a annulé ? Ne le faites pas, s'il vous plaît.":                       true,
		"¿Quién ha cancelado? No lo cancelen, por favor.":                         true,
		"Wie heeft geannuleerd? Doe het alstublieft niet.":                        true,
		"Chi ha annullato? Non fatelo, per favore.":                               true,
	} {
		if got := knowsNothing(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
