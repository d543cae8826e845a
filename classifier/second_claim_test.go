package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestSecondClaim: a second claim that stands in a mail in so many words is a further intent of it; a healthy box is none.
func TestSecondClaim(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]desk.Class{
		"Vous avez envoyé la mauvaise couleur, et une touche est morte.": {desk.ClassDoaDefect, desk.ClassWrongItem},
		"One key does not work, and the lamp came smashed.":              {desk.ClassDoaDefect, desk.ClassTransitDamage},
		"The box was fine, one key is dead.":                             {desk.ClassDoaDefect},
		"La caja estaba bien, una tecla está muerta.":                    {desk.ClassDoaDefect},
	} {
		r := eng.Read(Input{NewText: text})
		if got := append([]desk.Class{r.Class}, r.Also...); !slices.Equal(got, want) {
			t.Errorf("%q: read as %v, want %v", text, got, want)
		}
	}
}
