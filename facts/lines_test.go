package facts

import (
	"testing"

	"returndesk/desk"
)

func twoLines() *desk.Order {
	return &desk.Order{Number: "HW-1", Lines: []desk.Line{{Line: 1, SKU: "KB75", Name: "75% keyboard, ISO-DE", Serial: "K75-1"}, {Line: 2, SKU: "MP-16", Name: "Macro pad 16", Serial: "MP16-1"}}}
}

// TestLineOf: the line that a mail names, in the words of its language, and none where it names several.
func TestLineOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"The keyboard is dead.":                    1,
		"Die Tastatur ist tot.":                    1,
		"Le clavier est mort.":                     1,
		"El teclado no funciona.":                  1,
		"Het toetsenbord is kapot.":                1,
		"La tastiera è morta.":                     1,
		"The macro pad is dead.":                   2,
		"The pad is dead.":                         2,
		"Das Makropad ist tot.":                    2,
		"The keyboard is fine, the pad is dead.":   0,
		"It is dead.":                              0,
		"Ik stuur hem terug, hij is kapot.":        0,
		"I tried two cables and another computer.": 0,
	} {
		if got := LineOf(twoLines(), text, ""); got != want {
			t.Errorf("%q is about line %d, want %d", text, got, want)
		}
	}
	if got := LineOf(twoLines(), "The pad beside the keyboard", "mp16-1"); got != 2 {
		t.Errorf("the serial number names line %d, want 2", got)
	}
}

// TestClaimedLine: what is told of one line beside another that has a record is a claim of its own, where it comes on top.
func TestClaimedLine(t *testing.T) {
	t.Parallel()
	open := []desk.PriorRMA{{RMA: "RMA-1", Line: 1, State: desk.RMAReceived}}
	for _, c := range []struct {
		text string
		rmas []desk.PriorRMA
		want int
	}{
		{"My keyboard is already with you. Now the macro pad from the same order has a dead key too.", open, 2},
		{"Die Tastatur liegt ja schon bei Ihnen. Jetzt hat auch das Makropad eine tote Taste.", open, 2},
		{"Le clavier est déjà chez vous. Maintenant le pad a aussi une touche morte.", open, 2},
		{"El teclado ya lo tenéis. Ahora el pad también tiene una tecla muerta.", open, 2},
		{"Het toetsenbord is al bij u. Nu heeft de macropad ook een dode toets.", open, 2},
		{"La tastiera è già da voi. Ora anche il pad ha un tasto morto.", open, 2},
		{"You have my keyboard in for a dead row. Now the macro pad from the same order has given up as well.", open, 2},
		// Nothing further is told, or nothing bad.
		{"The keyboard is with you. Now the macro pad works well.", open, 0},
		{"Any news of my keyboard? The macro pad is waiting for it.", open, 0},
		{"The keyboard is with you. The macro pad works fine now.", open, 0},
		{"Is the keyboard mended? I use the pad in the meantime.", open, 0},
		// Both have a record, or neither has.
		{"My keyboard is already with you. Now the macro pad has a dead key too.", []desk.PriorRMA{{Line: 1, State: desk.RMAReceived}, {Line: 2, State: desk.RMAUnderReview}}, 0},
		{"The keyboard is dead, now the macro pad too.", nil, 0},
		{"My keyboard was repaired. Now the macro pad has a dead key too.", []desk.PriorRMA{{Line: 1, State: desk.RMAClosedResolved}}, 0},
		{"Now the macro pad has a dead key too, as the keyboard had.", []desk.PriorRMA{{Line: 0, State: desk.RMAReceived}}, 0},
	} {
		if got := claimedLine(twoLines(), c.text, c.rmas); got != c.want {
			t.Errorf("%q: claims line %d, want %d", c.text, got, c.want)
		}
	}
}
