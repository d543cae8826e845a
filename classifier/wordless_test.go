package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestMailsWithoutWords: who writes nothing has no matter of his own, tells of no danger and
// stops no production; one word is enough to be read.
func TestMailsWithoutWords(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct {
		subject, text string
		files, silent bool
	}{
		{"", "", false, true},
		{"", "", true, true},
		{"?", "...", false, true},
		{"(no subject)", "", true, true},
		{"kein Betreff", "\n\n", true, true},
		{"HW-10512", "", false, true},
		{"hw10512", "HW-10512", true, true},
		{"IMG_2231.jpg", "", true, true},
		{"Re: Your report about order HW-10512", "", true, true},
		{"AW: Please stop using the product now", " ", true, true},
		{"Re: Photos needed for HW-10512", "IMG_2231.heic", true, true},
		{"HW-10512", "Please see the attached letter.", true, true},
		{"Order HW-10512", "", true, true},
		{"Bestellung HW-10512", "Siehe Anhang", true, true},
		{"Commande HW-10512", "Bonjour, voir la pièce jointe. Merci", true, true},
		{"HW-10512", "Please see the attached bill.", true, false},
		{"Re: HW-10512", "Please see my answers below in capitals.", false, true},
		{"AW: HW-10512", "Siehe unten meine Antworten", false, true},
		{"HW-10512", "My order in red, please.", false, false},
		{"HW-10512", "Meine Bestellung bitte in blau", false, false},
		{"Re: Which colour?", "red", false, false},
		{"HW-10512", "Thanks", false, false},
		{"Broken order HW-10512", "See attachment", true, false},
		{"smoke", "", false, false},
		{"Re: smoke HW-10512", "", false, false},
		{"dead 10512", "", false, false},
		{"Re: HW-10512", "cancel", false, false},
		{"Re: Two ways to go on", "1", false, false},
		{"HW-10512 broken", "", true, false},
		{"HW-10512", "No.", false, false},
		{"Re: HW-10512", "no", false, false},
		{"HW-10512", "Sin asunto", false, false},
		{"Kein Betreff", "HW-10512", false, true},
	} {
		r := e.Read(Input{Subject: c.subject, NewText: c.text, HasAttachments: c.files})
		if r.Engine != e.Name() || !r.RunnerUp.Valid() || r.RunnerUp == r.Class {
			t.Errorf("%q, %q: %+v is no reading", c.subject, c.text, r)
		}
		if !c.silent {
			if r.Confidence == 0 {
				t.Errorf("%q, %q: the word was not read", c.subject, c.text)
			}
			continue
		}
		if r.Class != desk.ClassOther || len(r.Signals) > 0 || len(r.Also) > 0 || e.Model().Accepts(r) {
			t.Errorf("%q, %q: read as %s %v (%.2f), want other, without signals, not sure", c.subject, c.text, r.Class, r.Signals, r.Confidence)
		}
	}
}
