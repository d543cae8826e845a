package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestDayAlone: a day of the month with the ending that a language gives it, and no month, dates a delivery.
func TestDayAlone(t *testing.T) {
	t.Parallel()
	eng := embedded(t)
	for text, want := range map[string]desk.Date{
		"Hij kwam op de 12e aan, een toets is dood.":          "2026-10-12",
		"Hij kwam op de 12de aan, een toets is dood.":         "2026-10-12",
		"Es kam am 12. bei mir an. Eine Taste ist tot.":       "2026-10-12",
		"Arrivé le 12, une touche est morte.":                 "2026-10-12",
		"Llegó el día 12, una tecla está muerta.":             "2026-10-12",
		"È arrivato il 12, un tasto è morto.":                 "2026-10-12",
		"It came on the 12th, one key is dead.":               "2026-10-12",
		"De 12e toets is dood.":                               "",
		"Une touche est morte, la 12e de la deuxième rangée.": "",
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 10, 0, 0, 0, time.UTC)})
		if r.DeliveredOn != want {
			t.Errorf("%q: delivered on %q, want %q", text, r.DeliveredOn, want)
		}
	}
}
