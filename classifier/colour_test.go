package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestColourOrdered: who orders a colour tells of no danger; one that a thing took on is one, and so is what stands beside it.
func TestColourOrdered(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, danger := range map[string]bool{
		"Also change the colour to black.":                               false,
		"Change the colour to black.":                                    false,
		"Also add a black cable.":                                        false,
		"Also add a cable in black.":                                     false,
		"Add a black cable.":                                             false,
		"Ändern Sie auch die Farbe auf Schwarz.":                         false,
		"Fügen Sie noch ein schwarzes Kabel hinzu.":                      false,
		"Changez aussi la couleur en noir.":                              false,
		"Ajoutez aussi un câble noir.":                                   false,
		"Cambien también el color a negro.":                              false,
		"Añadan también un cable negro.":                                 false,
		"Verander ook de kleur naar zwart.":                              false,
		"Voeg ook een zwarte kabel toe.":                                 false,
		"Cambiate anche il colore in nero.":                              false,
		"Aggiungete anche un cavo nero.":                                 false,
		"Aggiungete un cavo rosso.":                                      false,
		"The plug is black now.":                                         true,
		"The plug changed its colour to brown.":                          true,
		"I must add a black mark has appeared at the plug.":              true,
		"I should add that the plug is black.":                           true,
		"Please add a black cable, the old one melted.":                  true,
		"Change the colour to black, like the plug, which is charred.":   true,
		"Die Farbe des Steckers hat sich auf braun geändert.":            true,
		"Fügen Sie ein schwarzes Kabel hinzu, das alte ist geschmolzen.": true,
		"La couleur de la prise a changé, elle est noire.":               true,
		"Ajoutez un câble noir, l'autre a brûlé.":                        true,
		"El enchufe ha cambiado de color, ahora es negro.":               true,
		"De stekker is van kleur veranderd, hij is nu zwart.":            true,
		"La spina ha cambiato colore, adesso è nera.":                    true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalSafetyHazard); got != danger {
			t.Errorf("%q: danger %v, want %v", text, got, danger)
		}
		if !danger && r.Class != desk.ClassOrderChange {
			t.Errorf("%q: %s, want %s", text, r.Class, desk.ClassOrderChange)
		}
	}
}
