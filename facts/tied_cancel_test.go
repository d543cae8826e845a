package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestTiedCancellation: "cancel only if it is not here by Friday" is a question of when with a threat, in six
// languages; what is to be cancelled now, or unless it is built already, is cancelled.
func TestTiedCancellation(t *testing.T) {
	t.Parallel()
	tied := []string{
		"Cancel only if it is not here by Friday.",
		"Please cancel HW-1 if it has not shipped by the 20th.",
		"If you cannot deliver it before next week, cancel it.",
		"Stornieren Sie nur, wenn es bis Freitag nicht da ist.",
		"Sollte es bis Freitag nicht da sein, stornieren Sie bitte.",
		"N'annulez que si elle n'est pas là avant vendredi.",
		"Si elle n'arrive pas d'ici vendredi, annulez la commande.",
		"Cancelen solo si no llega antes del viernes.",
		"Annullate solo se non arriva entro venerdì.",
		"Alleen annuleren als het er voor vrijdag niet is.",
	}
	plain := []string{
		"Please cancel my order if it has not shipped yet.",
		"Please cancel if you can.",
		"Cancel it. I said that I would cancel if it was not here by Friday.",
		"If it was not here by Friday I wanted out. It is not here, so cancel it.",
		"Please cancel it by Friday.",
		"Bitte stornieren Sie, falls noch nicht mit dem Bau begonnen wurde.",
		"Annulez ma commande si possible avant vendredi.",
		"Cancelen el pedido si todavía no ha salido.",
		"Sì, annullate entro venerdì.",
		"Graag annuleren als het nog kan.",
	}
	for _, c := range []struct {
		texts []string
		class desk.Class
		also  []desk.Class
	}{{tied, desk.ClassDelay, []desk.Class{desk.ClassCancellation}}, {plain, desk.ClassCancellation, []desk.Class{desk.ClassDelay}}} {
		for _, text := range c.texts {
			in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}}
			if got := withDefaults(in).Reading; got.Class != c.class || !slices.Equal(got.Also, c.also) {
				t.Errorf("%q is read as %s, also %v", text, got.Class, got.Also)
			}
		}
	}
	in := Input{Text: tied[0], Reading: desk.Reading{Class: desk.ClassCancellation, Engine: "agent"}}
	if got := withDefaults(in).Reading.Class; got != desk.ClassCancellation {
		t.Errorf("a person read it: %s", got)
	}
}
