package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestStuckPart: a part that sticks is a fault, however heavy it is said to go; and who wants to cancel asks nothing of the
// books, though they show his payment as open.
func TestStuckPart(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]desk.Class{
		"La touche est trop lourde, elle reste coincée.":       desk.ClassDoaDefect,
		"La tecla es demasiado pesada, se queda atascada.":     desk.ClassDoaDefect,
		"Il tasto è troppo pesante e resta bloccato.":          desk.ClassDoaDefect,
		"Die Taste geht zu schwer und klemmt.":                 desk.ClassDoaDefect,
		"De toets gaat te zwaar en blijft hangen.":             desk.ClassDoaDefect,
		"La touche est trop lourde pour moi.":                  desk.ClassChangeOfMind,
		"The parcel is stuck in customs, I need it for work.":  desk.ClassDeliveryProblem,
		"I paid but the order is still shown as unpaid.":       desk.ClassOther,
		"Ho pagato ma risulta non pagato, voglio annullare.":   desk.ClassCancellation,
		"Betaald, en er staat onbetaald. Ik wil nu annuleren.": desk.ClassCancellation,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.2f), want %s", text, r.Class, r.Confidence, want)
		}
	}
}
