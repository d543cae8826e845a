package facts

import (
	"testing"

	"returndesk/desk"
)

// TestAnother: what a mail tells of one line of an order is another matter than an open record of which nobody said the line only
// where it comes on top of that, or is another kind of claim.
func TestAnother(t *testing.T) {
	t.Parallel()
	defect, damage, wrong := desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem
	for _, c := range []struct {
		text          string
		record, claim desk.Class
		line          int
		want          bool
	}{
		{"The macro pad has a dead key as well.", defect, defect, 2, true},
		{"Now the pad does not work, either.", defect, defect, 2, true},
		{"The pad is broken, too.", defect, damage, 2, true},
		{"Jetzt geht auch das Makropad nicht mehr.", defect, defect, 2, true},
		{"Le pad ne marche plus non plus, il a aussi une touche morte.", defect, defect, 2, true},
		{"El pad también tiene una tecla muerta.", defect, defect, 2, true},
		{"Ook de macropad heeft een dode toets.", defect, defect, 2, true},
		{"Anche il pad ha un tasto morto.", defect, defect, 2, true},
		{"The pad in the box is not the one that I ordered.", defect, wrong, 2, true},
		{"The pad has a dead key.", wrong, defect, 2, true},
		// The same, or perhaps the same.
		{"It is the macro pad that has the dead key.", defect, defect, 2, false},
		{"The pad now shows nothing at all.", defect, defect, 2, false},
		{"The pad arrived broken.", defect, damage, 2, false},
		{"The pad is too loud.", defect, defect, 2, false},
		{"I also attach a photo of the pad.", defect, defect, 2, false},
		{"The pad does nothing, also after the update.", defect, defect, 2, false},
		{"Das Makropad geht auch nach dem Update nicht.", defect, defect, 2, false},
		{"The pad is dead. I also tried two cables.", defect, defect, 2, false},
		{"The pad works as well. It is fine.", defect, defect, 1, false},
		{"Where is the pad, too?", defect, desk.ClassRMAFollowup, 2, false},
		{"The macro pad has a dead key as well.", defect, defect, 0, false},
	} {
		if got := Another(twoLines(), c.text, c.line, c.record, c.claim); got != c.want {
			t.Errorf("%q beside a record of %s: %v", c.text, c.record, got)
		}
	}
}
