package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestNotHot: what is said not to be hot is no danger, nor is what has lost its settings; heat that comes later, that is asked
// about or that was there before is one.
func TestNotHot(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, danger := range map[string]bool{
		"The heated bed smokes.":                                                          true,
		"The heat bed overheats.":                                                         true,
		"Heated bed overheats to 160 degrees and won't stop.":                             true,
		"Le plateau chauffant surchauffe.":                                                true,
		"La cama caliente se sobrecalienta.":                                              true,
		"The heated bed does not heat.":                                                   false,
		"The power supply is not hot, just dead.":                                         false,
		"The charger doesn't get hot, it simply does nothing.":                            false,
		"The amp isn't hot, it makes no sound.":                                           false,
		"das Netzteil ist nicht heiß, nur tot":                                            false,
		"Das Netzteil ist tot, aber nicht heiß.":                                          false,
		"Der Verstärker wird nicht heiß, er bleibt nur stumm.":                            false,
		"L'alimentation n'est pas chaude, juste morte.":                                   false,
		"Le chargeur ne chauffe pas, il ne fait rien.":                                    false,
		"La fuente no está caliente, solo muerta.":                                        false,
		"El cargador no se calienta, simplemente no hace nada.":                           false,
		"De voeding is niet heet, alleen dood.":                                           false,
		"De lader wordt niet warm, hij doet gewoon niets.":                                false,
		"L'alimentatore non è caldo, solo morto.":                                         false,
		"Il caricatore non si scalda, semplicemente non fa niente.":                       false,
		"It was not hot at first, then it smoked.":                                        true,
		"The supply is not hot now, but yesterday I could not touch it.":                  true,
		"It was not hot before the update, now it is hot.":                                true,
		"Usually it is not hot, today it is too hot to hold.":                             true,
		"Is that not hot? I cannot hold it.":                                              true,
		"It is not hot, it is glowing.":                                                   true,
		"Not hot, burning hot!":                                                           true,
		"Es war zuerst nicht heiß, dann hat es geraucht.":                                 true,
		"Das Netzteil ist nicht heiß, sondern glühend.":                                   true,
		"Das Netzteil ist nicht nur heiß, es raucht.":                                     true,
		"Ist das nicht viel zu heiß? Ich kann es kaum anfassen.":                          true,
		"Normalerweise ist er nicht heiß, seit gestern schon.":                            true,
		"L'alimentation n'est pas chaude, elle est brûlante.":                             true,
		"La fuente no está caliente, está ardiendo.":                                      true,
		"De voeding is niet heet, hij is gloeiend.":                                       true,
		"L'alimentatore non è caldo, è rovente.":                                          true,
		"Es raucht nichts, es stinkt nichts, HW-81054 geht nur einfach nicht an.":         false,
		"Nothing smokes, nothing smells, HW-81054 simply does not turn on.":               false,
		"Rien ne fume, rien ne sent, HW-81054 ne s'allume pas, c'est tout.":               false,
		"No echa humo, no huele a nada, HW-81054 simplemente no enciende.":                false,
		"Non fuma niente, non puzza niente, HW-81054 semplicemente non si accende.":       false,
		"Er rookt niets, er ruikt niets, HW-81054 gaat gewoon niet aan.":                  false,
		"Nunca echó humo ni se calentó, simplemente llegó muerto ayer.":                   false,
		"Il n'a jamais fumé ni chauffé, il était simplement mort à l'arrivée hier.":       false,
		"Non ha mai fumato né scaldato, è arrivato morto ieri e basta.":                   false,
		"It never smoked and never got warm, it was simply dead when it came yesterday.":  false,
		"Es hat nie geraucht und wurde nie warm, es war gestern bei Ankunft einfach tot.": false,
		"Es raucht nichts mehr, seit ich den Stecker gezogen habe.":                       true,
		"It never smoked like that, I ran outside.":                                       true,
		"It never smoked until yesterday.":                                                true,
		"Es hat nie geraucht, bis gestern.":                                               true,
		"Il n'a jamais fumé avant hier.":                                                  true,
		"Nunca echó humo hasta ayer.":                                                     true,
		"Hij heeft nooit gerookt, tot gisteren.":                                          true,
		"Nothing smelled at first, then flames came out.":                                 true,
		"Nie gerochen so etwas Verschmortes.":                                             true,
		"Das Lenkrad spinnt: Es hat die Kalibrierung verloren":                            false,
		"Das Pedal hat die Kalibrierung verloren.":                                        false,
		"Der Akku hat Kapazität verloren.":                                                false,
		"Das Lenkrad hat die Mitte verloren.":                                             false,
		"The wheel has lost its calibration.":                                             false,
		"Le volant a perdu son calibrage.":                                                false,
		"El volante ha perdido la calibración.":                                           false,
		"Het stuur heeft de kalibratie verloren.":                                         false,
		"Il volante ha perso la calibrazione.":                                            false,
		"Das Lenkrad hat die Kalibrierung verloren und brach mir fast den Daumen":         true,
		"Der Akku hat Kapazität verloren und ist aufgebläht.":                             true,
		"Der Akku verliert Flüssigkeit.":                                                  true,
		"The wheel lost its calibration and sprained my wrist as it spun.":                true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) != danger {
			t.Errorf("%q: %s %v, want danger %v", text, r.Class, r.Signals, danger)
		}
	}
}
