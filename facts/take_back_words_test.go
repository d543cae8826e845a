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
	} {
		if got := knowsNothing(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
