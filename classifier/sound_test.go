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
		"When I run it on mains it is silent, from a battery it works.":       false,
		"On mains it hums, on battery it is silent.":                          false,
		"The amp crackles and hums.":                                          false,
		"The left channel hisses and crackles.":                               false,
		"The amplifier sizzles in the left channel.":                          false,
		"Der Verstärker knackt und brummt.":                                   false,
		"Der linke Kanal knistert.":                                           false,
		"Am Netz ist er stumm, mit Akku läuft er.":                            false,
		"L'ampli crépite et ronfle.":                                          false,
		"Sur secteur il est muet, sur batterie il marche.":                    false,
		"El amplificador crepita y zumba.":                                    false,
		"Se oye un chasquido y un zumbido por el altavoz.":                    false,
		"L'amplificatore scoppietta e ronza.":                                 false,
		"Il canale destro crepita.":                                           false,
		"De versterker knettert en bromt.":                                    false,
		"Op netstroom is hij stil, op de accu werkt hij.":                     false,
		"The amp crackles and it smells burnt.":                               true,
		"The amp crackles and hums and gets hot.":                             true,
		"It crackles and sparks.":                                             true,
		"On mains it is silent and it smells of burning.":                     true,
		"On mains it is silent and the casing tingles.":                       true,
		"The battery crackles and hisses.":                                    true,
		"There was a bang in the speaker and then nothing.":                   true,
		"Der Verstärker knackt und brummt und riecht verschmort.":             true,
		"Der linke Kanal knistert und der Verstärker wird heiß.":              true,
		"Das Netzteil knistert und brummt.":                                   true,
		"L'ampli crépite et ronfle et il sent le brûlé.":                      true,
		"La prise grésille.":                                                  true,
		"El amplificador crepita y zumba y echa humo.":                        true,
		"El enchufe del amplificador crepita y zumba.":                        true,
		"L'amplificatore scoppietta e ronza ed esce fumo.":                    true,
		"La presa delle casse scoppietta.":                                    true,
		"De versterker knettert en bromt en wordt gloeiend heet.":             true,
		"De stekker knettert in het stopcontact.":                             true,
		"The socket of the amp crackles and hums, and a spark jumped across.": true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalSafetyHazard); got != want {
			t.Errorf("%q: danger %v, want %v", text, got, want)
		}
	}
}
