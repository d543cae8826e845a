package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestFalseFriends: a harmless word of one language that means danger in another raises
// no alarm, and the danger itself still does.
func TestFalseFriends(t *testing.T) {
	t.Parallel()
	eng, err := NewPhrases(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, danger := range map[string]bool{
		"Two keys don't register at all. It is brand new.":           false,
		"The keyboard is brand-new and the row is dead.":             false,
		"One bolt of the case is loose, another bolt is missing.":    false,
		"Which brand of switches do you use?":                        false,
		"Das Gehäuse hat einen Kratzer, die Marke ist unlesbar.":     false,
		"La batterie se décharge en une heure.":                      false,
		"J'ai pris une décharge en touchant le boîtier.":             true,
		"La descarga del firmware falla al 30%.":                     false,
		"Me dio una descarga al tocarlo.":                            true,
		"Ik heb het toestel uitgezet en weer aangezet.":              false,
		"I am fond of the board but one key is dead.":                false,
		"Le plastique fond autour de la prise.":                      true,
		"Er was brand in de la waar het toetsenbord lag.":            true,
		"De accu bolt op en wordt gloeiend heet.":                    true,
		"The battery is swollen and it smelled burnt while charging": true,
	} {
		r := eng.Read(Input{Subject: "HW-20377", NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalSafetyHazard); got != danger {
			t.Errorf("%q: danger %v, want %v (%v)", text, got, danger, r.Signals)
		}
	}
}
