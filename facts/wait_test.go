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
		"Do you have a date yet?":                              false,
		"Quelle est la nouvelle date ?":                        false,
		"It's ok, but when?":                                   false,
		"Ich warte nicht länger.":                              false,
		"Je n'attends plus.":                                   false,
		"No espero más.":                                       false,
		"No quiero esperar más.":                               false,
		"Ik wacht niet langer.":                                false,
		"Non aspetto oltre.":                                   false,
		"I will not wait.":                                     false,
		"I don't want to wait.":                                false,
		"Okay, ich warte.":                                     true,
		"D'accord, j'attends.":                                 true,
		"Vale, espero.":                                        true,
		"Goed, ik wacht.":                                      true,
		"Va bene, aspetto.":                                    true,
		"WAIT":                                                 true,
		"Fine, take your time.":                                true,
		"I have no problem waiting.":                           true,
		"I'll wait. When will it ship?":                        true,
		"Bitte nicht stornieren, ich warte.":                   true,
		"Ich warte, bitte nicht stornieren.":                   true,
		"Please do not cancel it, I will wait.":                true,
		"N'annulez pas, j'attends.":                            true,
		"No canceléis el pedido, espero.":                      true,
		"Non annullate, aspetto.":                              true,
		"Niet annuleren, ik wacht.":                            true,
		"Non cancellate niente, aspetto.":                      true,
		"Stornieren Sie bitte nichts, ich warte.":              true,
		"N'annulez rien, j'attends.":                           true,
		"No anule nada, espero.":                               true,
		"Annuleer niets, ik wacht.":                            true,
		"Ni cancelar ni esperar: quiero que me lo mandéis ya.": false,
		"Ni annuler ni attendre, envoyez-la.":                  false,
		"I don't mind waiting.":                                true,
		"If you throw in express shipping I'll wait, otherwise I'm out.": false,
		"I'll wait, provided it leaves on Monday.":                       false,
		"Wenn es am Montag rausgeht, warte ich. Sonst nicht.":            false,
		"Ich warte, falls Sie mir den Versand erlassen.":                 false,
		"Ich warte, sofern es diesmal stimmt.":                           false,
		"S'il part lundi, j'attends.":                                    false,
		"J'attends si vous m'offrez le port, sinon non.":                 false,
		"Espero si me descontáis el envío.":                              false,
		"Ik wacht, mits hij maandag echt weggaat.":                       false,
		"Aspetto, a meno che non slitti ancora.":                         false,
		"Keep my order if it ships by Monday.":                           false,
		"Don't cancel if it ships by Monday.":                            false,
		"I'll wait if I have to.":                                        true,
		"Wenn es sein muss, warte ich.":                                  true,
		"S'il le faut, j'attends.":                                       true,
		"S'il vous plaît, gardez ma commande, j'attends.":                true,
		"Si hace falta, espero.":                                         true,
		"Sí, espero.":                                                    true,
		"Espero a que se envíe.":                                         true,
		"Als het moet wacht ik wel.":                                     true,
		"Se serve, aspetto.":                                             true,
		"Si sale el lunes, espero.":                                      false,
		"Sí, claro, espero.":                                             true,
	} {
		for _, asked := range []desk.Outcome{"", desk.OutcomeDelayOptions} {
			in := Input{Text: text, Asked: asked, Reading: desk.Reading{Class: desk.ClassDelay, Language: languageOf(text), Signals: []desk.Signal{desk.SignalChoiceWait}}}
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

// languageOf gives the language that a reader finds for the texts above; "" where it finds none.
func languageOf(text string) string {
	for language, words := range map[string][]string{
		"de": {"ich", "warte"}, "fr": {"j", "attends"}, "es": {"espero"}, "nl": {"ik", "wacht"}, "it": {"aspetto"}, "en": {"i", "my", "ships"},
	} {
		if saysAny(text, words...) {
			return language
		}
	}
	return ""
}
