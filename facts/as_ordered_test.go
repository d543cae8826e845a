package facts

import (
	"testing"

	"returndesk/desk"
)

// TestSaysAsOrdered: what is said to have come is what the order has, and what was wanted is not; and all the mails of which that
// cannot be told.
func TestSaysAsOrdered(t *testing.T) {
	t.Parallel()
	iso := desk.Line{Line: 1, SKU: "KB75-ISO-DE", Name: "75% keyboard, ISO-DE, custom firmware", Qty: 1}
	fc := desk.Line{Line: 1, SKU: "FC-H7-BF", Name: "H7 flight controller, Betaflight", Qty: 1}
	qmk := desk.Line{Line: 1, SKU: "KB75-ISO-DE", Name: "75% keyboard, ISO-DE, QMK", Qty: 1}
	two := iso
	two.Qty = 2
	for _, c := range []struct {
		text string
		line desk.Line
		want bool
	}{
		{"I wanted ANSI but HW-10442 came as ISO-DE. Photo attached. Please send the right one.", iso, true},
		{"HW-10442 is ISO-DE, but I ordered ANSI. Photo attached.", iso, true},
		{"I got an ISO-DE board on HW-10442 instead of ANSI.", iso, true},
		{"You sent me ISO-DE, I ordered ISO-UK.", iso, true},
		{"Auf HW-10440 wollte ich ANSI, bekommen habe ich ISO-DE.", iso, true},
		{"J'ai reçu un clavier ISO-DE au lieu d'ANSI.", iso, true},
		{"He recibido un ISO-DE en lugar de ANSI.", iso, true},
		{"Ho ricevuto ISO-DE, ma volevo ANSI.", iso, true},
		{"Ik kreeg ISO-DE, maar ik had ANSI besteld.", iso, true},
		{"It came with Betaflight, I ordered INAV.", fc, true},
		{"I ordered ISO-DE on HW-10441 and got an ANSI board.", iso, false}, // another thing came
		{"I got an ANSI board instead of ISO-DE.", iso, false},
		{"I wanted ANSI, and ISO-UK came.", iso, false},
		{"The layout is wrong, please send the right one.", iso, false},
		{"I got ISO-DE legends. The cable is missing.", iso, false},
		{"I ordered ANSI and the confirmation said ISO-DE.", iso, false},
		{"The keyboard I ordered is ISO-DE, what came I cannot tell.", iso, false},
		{"I wanted the white case but the black one came.", iso, false}, // colours have many names
		{"I wanted ANSI but got ISO-DE.", two, false},
		// no alternatives of each other
		{"The board came with QMK. I ordered ISO, and the keys are in the wrong places.", qmk, false},
		{"It is the QMK one, but I ordered one with RGB.", qmk, false},
		{"I received ISO-DE. I ordered in the EU shop, and the case is another one.", iso, false},
		{"Bekommen habe ich das ISO-DE, bestellt hatte ich LED.", iso, false},
		// what it is not
		{"What came is not ISO-DE. I ordered ISO-UK from my list.", iso, false},
		{"Das ist kein ISO-DE. Ich wollte ISO-UK nie.", iso, false},
		{"Ce n'est pas un ISO-DE. J'ai commandé ISO-FR, je crois.", iso, false},
		{"Non è ISO-DE. Ho ordinato ISO-IT?", iso, false},
		{"Dit is geen ISO-DE. Ik had ISO-UK besteld.", iso, false},
		{"No es un ISO-DE. Pedí ISO-ES.", iso, false},
		// the order may have been changed
		{"I wrote to you in March and you confirmed it: I wanted ANSI, but it came as ISO-DE.", iso, false},
		{"Ich wollte ANSI, Sie hatten die Änderung bestätigt. Bekommen habe ich ISO-DE.", iso, false},
		{"J'ai reçu un ISO-DE au lieu d'ANSI, alors que vous aviez modifié la commande.", iso, false},
		{"Ho ricevuto ISO-DE, ma volevo ANSI, come avete confermato.", iso, false},
		{"Ik kreeg ISO-DE, maar ik wilde ANSI. Jullie hadden het gewijzigd.", iso, false},
		{"He recibido un ISO-DE en lugar de ANSI, que ustedes me habían confirmado.", iso, false},
	} {
		in := input(t, desk.ClassWrongItem)
		in.Text = c.text
		o := &in.Lookup.Matches[0]
		o.Lines = []desk.Line{c.line}
		if got := saysAsOrdered(&in, o); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	in := input(t, desk.ClassDoaDefect)
	in.Text = "I wanted ANSI but HW-10442 came as ISO-DE."
	in.Lookup.Matches[0].Lines = []desk.Line{iso}
	if saysAsOrdered(&in, &in.Lookup.Matches[0]) {
		t.Error("a defect is no matter of what was ordered")
	}
}
