package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestWholeBox: a box that is said to be whole tells of no harm on the way, in six languages; harm that is told beside it does.
func TestWholeBox(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"The box was intact, one key is dead.":                          desk.ClassDoaDefect,
		"No damage to the carton, but the display stays black.":         desk.ClassDoaDefect,
		"Der Karton war heil, eine Taste ist tot.":                      desk.ClassDoaDefect,
		"Karton unversehrt, aber die Taste ist tot.":                    desk.ClassDoaDefect,
		"Le carton était intact, une touche est morte.":                 desk.ClassDoaDefect,
		"Le carton n'avait rien, mais une touche ne répond pas.":        desk.ClassDoaDefect,
		"La caja estaba intacta, una tecla está muerta.":                desk.ClassDoaDefect,
		"La caja llegó en perfecto estado, pero una tecla no responde.": desk.ClassDoaDefect,
		"De doos was heel, een toets is dood.":                          desk.ClassDoaDefect,
		"De doos was onbeschadigd, maar een toets doet niets.":          desk.ClassDoaDefect,
		"La scatola era integra, un tasto è morto.":                     desk.ClassDoaDefect,
		"Il pacco era intatto, ma un tasto non risponde.":               desk.ClassDoaDefect,
		"The box was intact but the glass inside is shattered.":         desk.ClassTransitDamage,
		"The box arrived intact but the pad came broken.":               desk.ClassTransitDamage,
		"Karton heil, Gehäuse gerissen.":                                desk.ClassTransitDamage,
		"Karton war nicht heil, eine Taste ist tot.":                    desk.ClassTransitDamage,
		"Le carton était intact mais le verre est brisé.":               desk.ClassTransitDamage,
		"La boîte était impeccable mais le pied est tordu.":             desk.ClassTransitDamage,
		"La caja estaba intacta pero la pantalla llegó rota.":           desk.ClassTransitDamage,
		"De doos was heel, maar het glas is gebarsten.":                 desk.ClassTransitDamage,
		"La scatola era integra ma il vetro è rotto.":                   desk.ClassTransitDamage,
	} {
		if r := eng.Read(Input{NewText: text}); r.Class != want {
			t.Errorf("%q: read as %s, want %s", text, r.Class, want)
		}
	}
}
