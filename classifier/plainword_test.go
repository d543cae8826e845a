package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestPlainWords: what customers say in other words than the shop's, and what only looks like it.
func TestPlainWords(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) desk.Reading {
		return eng.Read(Input{NewText: text, Received: time.Date(2026, 5, 11, 12, 0, 0, 0, time.UTC), HasAttachments: true})
	}
	for _, c := range []struct {
		text   string
		signal desk.Signal
		want   bool
	}{
		{"Kommt HW-1 diese Woche nicht, übergebe ich die Sache meiner Anwältin.", desk.SignalLegalThreat, true},
		{"If HW-1 is not here by Friday I will hand the matter to our solicitor.", desk.SignalLegalThreat, true},
		{"Sans nouvelles de HW-1, je confierai l'affaire à un avocat.", desk.SignalLegalThreat, true},
		{"Si no llega HW-1, lo pondré en manos de un abogado.", desk.SignalLegalThreat, true},
		{"Anders schakel ik een advocaat in, HW-1 had er al moeten zijn.", desk.SignalLegalThreat, true},
		{"Se HW-1 non parte affiderò tutto a un avvocato.", desk.SignalLegalThreat, true},
		{"Ich bin Anwältin und warte auf HW-1. Wann kommt es?", desk.SignalLegalThreat, false},
		{"L'amplificatore HW-1 funziona, ma non mi piace: vorrei restituirlo e riavere quanto ho speso.", desk.SignalWantsRefund, true},
		{"Le clavier HW-1 ne me plaît pas, je voudrais le rendre et récupérer ce que j'ai payé.", desk.SignalWantsRefund, true},
		{"El teclado HW-1 no me gusta, quiero devolverlo y recuperar lo que pagué.", desk.SignalWantsRefund, true},
		{"Het toetsenbord HW-1 bevalt me niet, ik wil het terugsturen en wat ik betaald heb terug.", desk.SignalWantsRefund, true},
		{"The pedals HW-1 are not for me. Can I send them back and get back what I paid?", desk.SignalWantsRefund, true},
		{"Your bench says HW-1 is healthy. I paid 22 dollars at FedEx to get it to you and don't see why that should be on me.", desk.SignalCostTaxDuty, false},
		{"If nobody has touched a tool yet, please cancel HW-1.", desk.SignalProductChange, false},
	} {
		if r := read(c.text); r.Has(c.signal) != c.want {
			t.Errorf("%q: %s %v, want %v (%s %v)", c.text, c.signal, !c.want, c.want, r.Class, r.Signals)
		}
	}
	for text, want := range map[string]desk.Class{
		"Is there any chance of undoing HW-1? We had a burst pipe and need every penny.":                desk.ClassCancellation,
		"Könnten wir den Kauf HW-1 noch rückgängig machen?":                                             desk.ClassCancellation,
		"Kunnen we de bestelling HW-1 nog ongedaan maken?":                                              desk.ClassCancellation,
		"Could you undo the engraving of HW-1 and leave it plain?":                                      desk.ClassOrderChange,
		"Knob two of HW-1 spins without end and does nothing.":                                          desk.ClassDoaDefect,
		"Two of the sliders on HW-1 send nothing at all.":                                               desk.ClassDoaDefect,
		"The motor of HW-1 grinds at full lock.":                                                        desk.ClassDoaDefect,
		"Der Regler an HW-1 dreht ohne Anschlag weiter und die Schieberegler senden nichts.":            desk.ClassDoaDefect,
		"Les deux curseurs de HW-1 n'envoient rien.":                                                    desk.ClassDoaDefect,
		"I paid for express and want those 35 bucks back. Also knob two spins without end, photo here.": desk.ClassDoaDefect,
	} {
		if r := read(text); r.Class != want {
			t.Errorf("%q: %s (%.2f), want %s", text, r.Class, r.Confidence, want)
		}
	}
	if r := read("I paid for overnight and it took six days, so I'd like those 35 bucks back, please. And knob two of HW-1 spins without end and does nothing, photo below."); !slices.Contains(r.Also, desk.ClassCostRefund) {
		t.Errorf("no cost beside the claim: %s %v", r.Class, r.Also)
	}
}
