package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestThreatKept: a lawyer to whom an order is taken is a threat; one to whom a parcel is to be brought is none.
func TestThreatKept(t *testing.T) {
	t.Parallel()
	p := embedded(t)
	for text, want := range map[string]bool{
		"The keyboard is dead. I am taking the order to my solicitor's firm next week.":        true,
		"Die Tastatur ist defekt. Ich übergebe die Lieferung der Kanzlei meines Anwalts.":      true,
		"Vous ne répondez pas. Je porte cette livraison au cabinet de mon avocat.":             true,
		"No contestan. Voy a entregar todo al despacho de mi abogado.":                         true,
		"Non rispondete. Farò spedire tutto allo studio del mio avvocato.":                     true,
		"Ik laat het dossier van deze levering door het kantoor van mijn advocaat behandelen.": true,
		"Please have the parcel left at my lawyer's office.":                                   false,
		"¿Pueden entregarlo en el despacho de mi abogado?":                                     false,
		"Potete consegnarlo allo studio del mio avvocato?":                                     false,
	} {
		if r := p.Read(Input{NewText: text}); r.Has(desk.SignalLegalThreat) != want {
			t.Errorf("%q: signals %v, threat should be %v", text, r.Signals, want)
		}
	}
}

// TestBatteryChargedTwice: a card that was charged twice is a bill's matter, a battery is none.
func TestBatteryChargedTwice(t *testing.T) {
	t.Parallel()
	p := embedded(t)
	for text, want := range map[string]bool{
		"I charged the controller two times and the battery is dead after five minutes.":         false,
		"I have charged it twice overnight and the pad still will not turn on.":                  false,
		"I have taken the back off twice and the wire inside is loose. The wheel does not work.": false,
		"Lo he cargado dos veces y el mando no enciende.":                                        false,
		"I was charged twice for the same keyboard.":                                             true,
		"You charged my card two times.":                                                         true,
		"The money was taken from my account twice.":                                             true,
		"Me han cobrado dos veces el mismo pedido.":                                              true,
	} {
		if r := p.Read(Input{NewText: text}); slices.Contains(r.Signals, desk.SignalBilling) != want {
			t.Errorf("%q: signals %v, billing should be %v", text, r.Signals, want)
		}
	}
}

// TestPartsAskedFor: an order that is to be cancelled or changed without haste, or of which it is asked why it is not
// cancelled yet, is not left as it is; nor does one that is not to be sent give its matter to the other.
func TestPartsAskedFor(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	const broken = " HW-20002 arrived with a cracked case."
	for text, want := range map[string]desk.Class{
		"Order HW-20001 please cancel, no rush." + broken:                                  desk.ClassCancellation,
		"Why has HW-20001 still not been cancelled?" + broken:                              desk.ClassCancellation,
		"Please change the colour of HW-20001 to blue, sent to the same address." + broken: desk.ClassOrderChange,
		"HW-20001 nicht verschicken sondern stornieren, HW-20002 raucht beim Einschalten.": desk.ClassCancellation,
		"Warum ist HW-20001 noch nicht storniert?" + broken:                                desk.ClassCancellation,
		"Waarom is HW-20001 nog niet geannuleerd?" + broken:                                desk.ClassCancellation,
		"Why was HW-20001 cancelled?" + broken:                                             desk.ClassOther,
	} {
		for _, p := range e.Read(Input{NewText: text}).Parts {
			if p.Number == "HW20001" && !slices.Contains(p.Classes, want) {
				t.Errorf("%q: first order is %v, want %s", text, p.Classes, want)
			}
			if p.Number == "HW20002" && slices.Contains(p.Classes, desk.ClassCancellation) {
				t.Errorf("%q: second order is %v, which nobody cancels", text, p.Classes)
			}
		}
	}
}
