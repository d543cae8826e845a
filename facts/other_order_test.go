package facts

import "testing"

// TestAnswersOther: a reply that names one of two orders and tells of the other, and one that tells nothing of it.
func TestAnswersOther(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"HW-20366 leaves on Friday, the other a week later.":                          true,
		"HW-20366 leaves on Friday. The other order follows on Monday.":               true,
		"HW-20366 leaves on Friday and the other one will be with you by the 20th.":   true,
		"HW-20366 is cancelled; the other stays as it is, the second one on Friday":   true,
		"HW-20366 geht am Freitag raus, die andere eine Woche später.":                true,
		"HW-20366 geht am Freitag raus. Die zweite Bestellung folgt am Montag.":       true,
		"HW-20366 part vendredi, l'autre lundi.":                                      true,
		"HW-20366 part vendredi, et votre autre commande partira le 20.":              true,
		"HW-20366 sale el viernes, el otro una semana después.":                       true,
		"HW-20366 sale el viernes. El segundo pedido saldrá el lunes.":                true,
		"HW-20366 vertrekt vrijdag, de andere volgt maandag.":                         true,
		"HW-20366 parte venerdì, l'altro lunedì.":                                     true,
		"HW-20366 parte venerdì. L'altro ordine partirà il 20.":                       true,
		"HW-20371 leaves on Friday, I will ask about the other.":                      false,
		"HW-20371 leaves on Friday. About the other order I'll get back to you.":      false,
		"HW-20371 leaves on Friday. The other is harder. I will let you know.":        false,
		"HW-20371 leaves on Friday. The other one we cannot say anything about.":      false,
		"HW-20371 leaves on Friday. What is the number of the other order?":           false,
		"In HW-20371 we replace the other key as well.":                               false,
		"HW-20371: please try the other cable.":                                       false,
		"HW-20371 leaves on the second day of the month.":                             false,
		"HW-20371 geht am Freitag raus, wegen der anderen frage ich nach.":            false,
		"HW-20371 geht am Freitag raus. Zur anderen Bestellung melde ich mich.":       false,
		"In HW-20371 tauschen wir auch die andere Taste.":                             false,
		"HW-20371 part vendredi, pour l'autre je me renseigne.":                       false,
		"Pour HW-20371, nous changeons l'autre touche.":                               false,
		"HW-20371 sale el viernes; sobre el otro le informaremos.":                    false,
		"En HW-20371 cambiamos la otra tecla.":                                        false,
		"HW-20371 vertrekt vrijdag, over de andere laat ik u iets weten.":             false,
		"HW-20371 parte venerdì, per l'altro chiedo e le faccio sapere.":              false,
		"HW-20371 leaves on Friday.":                                                  false,
		"HW-20371 parte venerdì, sull'altro tasto non abbiamo trovato nulla di rotto": false,
	} {
		if got := AnswersOther(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
