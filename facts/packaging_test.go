package facts

import "testing"

// TestPackagingUnseen: whoever threw the packaging away, or says only that he still has it, has shown no picture of it.
func TestPackagingUnseen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"There was a hole in the parcel. I already threw the box away.":       true,
		"Der Karton war zerdrückt, ich habe ihn leider weggeworfen.":          true,
		"Le colis était enfoncé, mais j'ai jeté le carton.":                   true,
		"La caja venía aplastada y la he tirado.":                             true,
		"De doos was kapot, die heb ik weggegooid.":                           true,
		"Il pacco era bucato, la scatola l'ho buttata.":                       true,
		"The box is crushed, photos of it attached.":                          false,
		"Der Karton war zerdrückt, Fotos anbei.":                              false,
		"I would have thrown it away, it looks that bad. The box is crushed.": false,
		"The courier threw the parcel over the fence. Photos attached.":       false,
		"The parcel was battered. I still have the box.":                      true,
		"Der Karton war eingedrückt, ich habe ihn noch.":                      true,
		"Colis abîmé. J'ai encore le carton.":                                 true,
		"Venía golpeado. Todavía tengo la caja.":                              true,
		"Pacco ammaccato. Ho ancora la scatola.":                              true,
		"Pakket beschadigd. Ik heb de doos nog.":                              true,
		"I kept the box in case UPS wants it.":                                true,
		"Photo du clavier jointe, j'ai encore le carton.":                     true,
		"Photo of the keyboard attached, I still have the box.":               true,
		"Photos of the box and the unit attached, I still have both.":         false,
		"I still have the box, photos of it attached.":                        false,
		"Der Karton war noch zu, aber eingedrückt.":                           false,
		"The box is still wet.":                                               false,
		"":                                                                    false,
	} {
		if got := packagingUnseen(text); got != want {
			t.Errorf("%q: the packaging is unseen: %v, want %v", text, got, want)
		}
	}
}
