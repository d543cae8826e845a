package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestSoundFaults: what is heard of an audio channel, and that nothing is heard on one supply, is no danger; a smell, heat,
// sparks or smoke beside it is, and so is a plug or a battery that crackles.
func TestSoundFaults(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"On mains it is silent.": false,
		"When I run it on mains it is silent, from a battery it works.":          false,
		"On mains it hums, on battery it is silent.":                             false,
		"The amp crackles and hums.":                                             false,
		"The left channel hisses and crackles.":                                  false,
		"The amplifier sizzles in the left channel.":                             false,
		"Der Verstärker knackt und brummt.":                                      false,
		"Der linke Kanal knistert.":                                              false,
		"Am Netz ist er stumm, mit Akku läuft er.":                               false,
		"L'ampli crépite et ronfle.":                                             false,
		"Sur secteur il est muet, sur batterie il marche.":                       false,
		"El amplificador crepita y zumba.":                                       false,
		"Se oye un chasquido y un zumbido por el altavoz.":                       false,
		"L'amplificatore scoppietta e ronza.":                                    false,
		"Il canale destro crepita.":                                              false,
		"De versterker knettert en bromt.":                                       false,
		"Op netstroom is hij stil, op de accu werkt hij.":                        false,
		"The amp crackles and it smells burnt.":                                  true,
		"The amp crackles and hums and gets hot.":                                true,
		"It crackles and sparks.":                                                true,
		"On mains it is silent and it smells of burning.":                        true,
		"On mains it is silent and the casing tingles.":                          true,
		"The battery crackles and hisses.":                                       true,
		"There was a bang in the speaker and then nothing.":                      true,
		"Der Verstärker knackt und brummt und riecht verschmort.":                true,
		"Der linke Kanal knistert und der Verstärker wird heiß.":                 true,
		"Das Netzteil knistert und brummt.":                                      true,
		"L'ampli crépite et ronfle et il sent le brûlé.":                         true,
		"La prise grésille.":                                                     true,
		"El amplificador crepita y zumba y echa humo.":                           true,
		"El enchufe del amplificador crepita y zumba.":                           true,
		"L'amplificatore scoppietta e ronza ed esce fumo.":                       true,
		"La presa delle casse scoppietta.":                                       true,
		"De versterker knettert en bromt en wordt gloeiend heet.":                true,
		"De stekker knettert in het stopcontact.":                                true,
		"The USB port melted and came loose.":                                    true,
		"The USB socket smoked and is off.":                                      true,
		"Die USB-Buchse hat gefunkt und sich gelöst.":                            true,
		"Le port USB a fondu et s'est détaché.":                                  true,
		"El puerto USB echó humo y se ha soltado.":                               true,
		"La porta USB ha fatto scintille e si è staccata.":                       true,
		"De USB-poort is gesmolten en losgekomen.":                               true,
		"The speaker sparks and crackles.":                                       true,
		"The amp smokes and hums and crackles.":                                  true,
		"Der Kanal raucht und knistert.":                                         true,
		"Le canal fume et grésille.":                                             true,
		"De luidspreker rookt en kraakt.":                                        true,
		"Il canale fuma e gracchia.":                                             true,
		"Sur le secteur il fume et ronfle.":                                      true,
		"My amplifier sizzles and hums, as if something fries inside.":           true,
		"The amp sizzles and hums even when it is switched off.":                 true,
		"Der Verstärker brummt und knistert im Inneren, als würde etwas braten.": true,
		"Crackling from the speaker terminals, with blue flashes.":               true,
		"El amplificador chisporrotea y zumba por dentro, incluso apagado.":      true,
		"De versterker knettert en bromt van binnen.":                            true,
		"The USB port came loose.":                                               false,
		"The socket of the amp crackles and hums, and a spark jumped across.":    true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalSafetyHazard); got != want {
			t.Errorf("%q: danger %v, want %v", text, got, want)
		}
	}
}
