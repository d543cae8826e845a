package facts

import "testing"

// TestSecondParcelNeverCame: who asks after a further parcel, or says that it never came, is told of it beside a claim, in six languages; one
// that has come, or is spoken of in another way, is not asked after.
func TestSecondParcelNeverCame(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The board is dead. And the second parcel of my order was never delivered.": true,
		"When does the second box come?":                                            true,
		"Das zweite Paket ist nie angekommen.":                                      true,
		"Le deuxième colis n'est jamais arrivé, il n'a pas été livré.":              true,
		"El segundo paquete nunca ha llegado.":                                      true,
		"Het tweede pakket is niet bezorgd.":                                        true,
		"Il secondo pacco non è mai arrivato.":                                      true,
		"The second parcel came on Monday and the board is dead.":                   false,
		"The second parcel was not damaged.":                                        false,
		"Das zweite Paket kam am Montag.":                                           false,
		"My order never came.":                                                      false,
	} {
		if got := asksSecondParcel(text); got != want {
			t.Errorf("%q: asks after a second parcel %v, want %v", text, got, want)
		}
	}
}
