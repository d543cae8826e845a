package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestSecondClaim: a second claim that stands in a mail in so many words is a further intent of it, and the one that ranks higher decides; a healthy box is none.
func TestSecondClaim(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]desk.Class{
		"Vous avez envoyé la mauvaise couleur, et une touche est morte.":                {desk.ClassDoaDefect, desk.ClassWrongItem},
		"You sent the wrong colour, and the left key is dead.":                          {desk.ClassDoaDefect, desk.ClassWrongItem},
		"I ordered black and got white, and the left key does not work.":                {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Sie haben mir die falsche Farbe geschickt, und eine Taste funktioniert nicht.": {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Falsche Farbe geliefert, und die linke Taste ist tot.":                         {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Vous m'avez envoyé la mauvaise couleur, et une touche ne marche pas.":          {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Me enviaron el color equivocado y una tecla no funciona.":                      {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Mi avete mandato il colore sbagliato e un tasto non funziona.":                 {desk.ClassDoaDefect, desk.ClassWrongItem},
		"Jullie stuurden de verkeerde kleur en een toets werkt niet.":                   {desk.ClassDoaDefect, desk.ClassWrongItem},
		"You sent the wrong colour and the glass arrived shattered.":                    {desk.ClassTransitDamage, desk.ClassWrongItem},
		"You sent the wrong colour, everything works though.":                           {desk.ClassWrongItem},
		"You sent the wrong key, the E key does not fit.":                               {desk.ClassWrongItem},
		"I got someone else's order, a lamp instead of a keyboard.":                     {desk.ClassWrongItem},
		"You sent a dead-front panel instead of the open one.":                          {desk.ClassWrongItem},
		"One key does not work, and the lamp came smashed.":                             {desk.ClassDoaDefect, desk.ClassTransitDamage},
		"The box was fine, one key is dead.":                                            {desk.ClassDoaDefect},
		"La caja estaba bien, una tecla está muerta.":                                   {desk.ClassDoaDefect},
	} {
		r := eng.Read(Input{NewText: text})
		if got := append([]desk.Class{r.Class}, r.Also...); !slices.Equal(got, want) {
			t.Errorf("%q: read as %v, want %v", text, got, want)
		}
	}
}
