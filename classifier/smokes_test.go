package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestSmokesByNumber: what smokes and is called by its order's number alone is heard beside another matter.
func TestSmokesByNumber(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, danger := range map[string]bool{
		"HW-20001 bitte stornieren, HW-20002 raucht beim Einschalten.":                     true,
		"HW-20001 nicht verschicken sondern stornieren, HW-20002 raucht beim Einschalten.": true,
		"Bitte HW-20001 stornieren, HW-20002 raucht.":                                      true,
		"Annulez HW-20001, HW-20002 fume.":                                                 true,
		"Annullate HW-20001, HW-20002 fuma.":                                               true,
		"Annuleer HW-20001, HW-20002 rookt.":                                               true,
		"Cancel HW-20001, HW-20002 smokes.":                                                true,
		"HW-20001 bitte stornieren, mir raucht der Kopf beim Einrichten.":                  false,
		"Please check, just in case the knob crackles when turned.":                        false,
		"It crackles in the case even when it is off.":                                     true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) != danger {
			t.Errorf("%q: %s %v, want danger %v", text, r.Class, r.Signals, danger)
		}
	}
}

// TestClaimBesideCancel: who cancels what came broken, wrong or dead claims first (domain.md section 1).
func TestClaimBesideCancel(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"È arrivata la tastiera sbagliata. Annullate.",
		"The keyboard came with dead keys. Please cancel.",
		"Het toetsenbord is kapot. Graag annuleren.",
	} {
		r := e.Read(Input{Subject: "Order HW-10401", NewText: text})
		if !r.Class.IsClaim() && (!r.RunnerUp.IsClaim() || e.model.Accepts(r)) {
			t.Errorf("%q: %s (%.2f), else %s: no claim is left open", text, r.Class, r.Confidence, r.RunnerUp)
		}
	}
}
