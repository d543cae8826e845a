package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestCancelsOneOfTwo: of two orders the one is cancelled, and of the other is said that it goes on, in six languages; where both are
// to go, both are cancelled.
func TestCancelsOneOfTwo(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, kept := range map[string]bool{
		"Please cancel HW-41101 but leave HW-41102 as it is.":                true,
		"HW-41101 is to be cancelled, HW-41102 of course not.":               true,
		"Cancel HW-41101, but let HW-41102 go ahead.":                        true,
		"Please cancel HW-41101 and leave HW-41102 alone.":                   true,
		"HW-41101 bitte stornieren, HW-41102 soll aber kommen.":              true,
		"Bitte HW-41101 stornieren und HW-41102 weiterlaufen lassen.":        true,
		"Stornieren Sie HW-41101, HW-41102 natürlich nicht.":                 true,
		"Annulez HW-41101 mais laissez HW-41102 telle quelle.":               true,
		"Cancelen HW-41101, pero HW-41102 no.":                               true,
		"Cancelen HW-41101 y dejen HW-41102 como está.":                      true,
		"HW-41101 graag annuleren, HW-41102 gewoon laten doorgaan.":          true,
		"Annullate HW-41101 ma lasciate HW-41102 com'è.":                     true,
		"Annullate HW-41101, HW-41102 ovviamente no.":                        true,
		"Annulez HW-41101 ; HW-41102 reste valable.":                         true,
		"Cancelen HW-41101. El HW-41102 lo quiero igual.":                    true,
		"Annullate HW-41101; HW-41102 resta confermato.":                     true,
		"Please cancel HW-41101, and I don't want HW-41102.":                 false,
		"Please cancel HW-41101. HW-41102 we don’t need.":                    false,
		"Please cancel HW-41101 and HW-41102.":                               false,
		"Please cancel HW-41101, HW-41102 can go too.":                       false,
		"Please stop HW-41101 and let HW-41102 go.":                          false,
		"HW-41101 bitte stornieren, HW-41102 soll natürlich auch weg.":       false,
		"I can't continue with HW-41101 or HW-41102, please cancel.":         false,
		"Annulez HW-41101, et HW-41102 aussi.":                               false,
		"Annullate HW-41101, e HW-41102 pure.":                               false,
		"HW-41101 graag annuleren, HW-41102 wil ik ook niet laten doorgaan.": false,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		got := slices.ContainsFunc(r.Parts, func(p desk.ReadingPart) bool {
			return p.Number == "HW41102" && slices.Equal(p.Classes, []desk.Class{desk.ClassOther})
		})
		if got != kept || r.Class != desk.ClassCancellation {
			t.Errorf("%q: the second order is kept %v, want %v (%s, %v)", text, got, kept, r.Class, r.Parts)
		}
	}
}
