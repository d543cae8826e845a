package flow_test

import (
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// TestChangeTakenBack: who asked for another product and then wants it as he ordered it, in his own words
// and read by the shipped model, goes to a person; it is not checked as one more change, before our reply
// has left or after.
func TestChangeTakenBack(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for text, want := range map[string]string{
		"Please leave it black after all.":                                     "human_withdrawn",
		"Sorry, I changed my mind: keep it as ordered, please.":                "human_withdrawn",
		"Bitte lassen Sie es doch bei Schwarz.":                                "human_withdrawn",
		"Finalement, laissez-le en noir, ne changez rien.":                     "human_withdrawn",
		"Al final déjenlo en negro, por favor.":                                "human_withdrawn",
		"Alla fine lasciatelo nero, come ordinato.":                            "human_withdrawn",
		"Laat het toch maar zwart.":                                            "human_withdrawn",
		"Silver please, the rest as ordered.":                                  "change_not_started",
		"Bitte in Silber, sonst alles wie bestellt.":                           "change_not_started",
		"E anche con i tasti bianchi, il resto come ordinato.":                 "change_not_started",
		"I no longer like the original colour, silver please.":                 "change_not_started",
		"If it's too late, keep it as ordered, otherwise silver.":              "change_not_started",
		"Si c'est trop tard, laissez-le en noir.":                              "change_not_started",
		"The original colour was a mistake, I really need silver.":             "change_not_started",
		"Leave it black after all and please cancel the second keyboard.":      "cancel_not_started",
		"Please make it white instead of silver, I like that one even better.": "change_not_started",
	} {
		for _, sent := range []bool{false, true} {
			s := scenarioByID(t, "S11")
			w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
			w.receive(rawOf(s))
			c, _ := w.theCase()
			d := w.oneOpen(c.ID)
			if sent {
				w.approveOnly(c.ID)
				w.sendAll()
			}
			w.answer(s.Mail.From, d.MessageID, "x@x.example", text)
			now := w.caseOf(c.ID)
			if now.Rule != want {
				t.Errorf("%q (answered before: %v), read as %s %v: decided by %s, want %s", text, sent, now.Last().Reading.Class, now.Last().Reading.Signals, now.Rule, want)
			}
			if want == "human_withdrawn" && now.Class != desk.ClassOther {
				t.Errorf("%q: still %s", text, now.Class)
			}
			w.close()
		}
	}
}
