package facts

import (
	"testing"

	"returndesk/desk"
)

// TestKeepsOrderAtOnce: who writes first of all that he does not want to cancel cancels nothing, in six
// languages; who cancels does.
func TestKeepsOrderAtOnce(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Class{
		"I don't want to cancel, I want it now!":           desk.ClassDelay,
		"I don't want you to cancel it.":                   desk.ClassDelay,
		"I do not want my order cancelled.":                desk.ClassDelay,
		"Ich bitte Sie, nicht zu stornieren.":              desk.ClassDelay,
		"Je ne veux pas annuler.":                          desk.ClassDelay,
		"No canceléis el pedido.":                          desk.ClassDelay,
		"No quiero cancelar ahora.":                        desk.ClassDelay,
		"Non annullate l'ordine.":                          desk.ClassDelay,
		"Non voglio annullare adesso.":                     desk.ClassDelay,
		"Gelieve niet te annuleren.":                       desk.ClassDelay,
		"I no longer want it, cancel it.":                  desk.ClassCancellation,
		"Non voglio più aspettare, annullate l'ordine.":    desk.ClassCancellation,
		"No quiero esperar más, cancelen el pedido.":       desk.ClassCancellation,
		"I did not want to cancel, but now please cancel.": desk.ClassCancellation,
	} {
		in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}}
		if got := withDefaults(in).Reading.Class; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	for _, c := range []struct {
		signals []desk.Signal
		want    desk.Class
	}{{nil, desk.ClassOther}, {[]desk.Signal{desk.SignalProductChange}, desk.ClassOrderChange}} {
		in := Input{Text: "Please do not cancel it, I still want it.", Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassOrderChange}, Signals: c.signals}}
		if got := withDefaults(in).Reading.Class; got != c.want {
			t.Errorf("signals %v: read as %s, want %s", c.signals, got, c.want)
		}
	}
}
