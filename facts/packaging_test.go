package facts

import "testing"

// TestPackagingGone: whoever threw the packaging away has no picture of it to show.
func TestPackagingGone(t *testing.T) {
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
		"": false,
	} {
		if got := packagingGone(text); got != want {
			t.Errorf("%q: the packaging is gone: %v, want %v", text, got, want)
		}
	}
}
