package facts

import (
	"testing"

	"returndesk/desk"
)

// TestWaitRefused: who asks for a date, or says that he waits no longer, has not chosen to wait, whatever
// the reader made of it and whoever sent the notice (policy section 6: never consent).
func TestWaitRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Do you have a date yet?":               false,
		"Quelle est la nouvelle date ?":         false,
		"It's ok, but when?":                    false,
		"Ich warte nicht länger.":               false,
		"Je n'attends plus.":                    false,
		"No espero más.":                        false,
		"No quiero esperar más.":                false,
		"Ik wacht niet langer.":                 false,
		"Non aspetto oltre.":                    false,
		"I will not wait.":                      false,
		"I don't want to wait.":                 false,
		"Okay, ich warte.":                      true,
		"D'accord, j'attends.":                  true,
		"Vale, espero.":                         true,
		"Goed, ik wacht.":                       true,
		"Va bene, aspetto.":                     true,
		"WAIT":                                  true,
		"Fine, take your time.":                 true,
		"I have no problem waiting.":            true,
		"I'll wait. When will it ship?":         true,
		"Bitte nicht stornieren, ich warte.":    true,
		"Ich warte, bitte nicht stornieren.":    true,
		"Please do not cancel it, I will wait.": true,
		"N'annulez pas, j'attends.":             true,
		"No canceléis el pedido, espero.":       true,
		"Non annullate, aspetto.":               true,
		"Niet annuleren, ik wacht.":             true,
		"I don't mind waiting.":                 true,
	} {
		for _, asked := range []desk.Outcome{"", desk.OutcomeDelayOptions} {
			in := Input{Text: text, Asked: asked, Reading: desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalChoiceWait}}}
			if asked != "" {
				in.Earlier = &desk.Reading{Class: desk.ClassDelay}
			}
			r := withDefaults(in).Reading
			if r.Has(desk.SignalChoiceWait) != want || r.Has(desk.SignalChoiceCancel) {
				t.Errorf("asked %q, %q: %s %v, want a choice to wait: %v", asked, text, r.Class, r.Signals, want)
			}
		}
	}
}
