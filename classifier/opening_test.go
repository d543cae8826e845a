package classifier

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestOpeningsRaiseNoAlarm: how people begin and end a letter says nothing of danger, whatever
// the mails began with that taught the model.
func TestOpeningsRaiseNoAlarm(t *testing.T) {
	t.Parallel()
	engine, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	matters := map[string][]string{
		"de": {"ich habe eine Frage zu meiner Tastatur.", "anbei meine Bewerbung.", "wann wird meine Bestellung versendet?", ""},
		"en": {"I have a question about my keyboard.", "please find my application attached.", "when will my order ship?", ""},
		"fr": {"j'ai une question sur mon clavier.", "veuillez trouver ci-joint ma candidature.", "quand ma commande sera-t-elle expédiée ?", ""},
		"es": {"tengo una pregunta sobre mi teclado.", "adjunto mi currículum.", "¿cuándo se enviará mi pedido?", ""},
		"nl": {"ik heb een vraag over mijn toetsenbord.", "hierbij solliciteer ik naar een stage.", "wanneer wordt mijn bestelling verzonden?", ""},
		"it": {"ho una domanda sulla mia tastiera.", "in allegato la mia candidatura.", "quando sarà spedito il mio ordine?", ""},
	}
	frames := map[string][][2]string{
		"de": {{"Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen\nIlse Kramer"}, {"Guten Tag,", "Viele Grüße"}, {"Hallo zusammen,", "LG"}, {"Sehr geehrter Herr Kramer,", "Hochachtungsvoll"}},
		"en": {{"Dear Sir or Madam,", "Yours faithfully"}, {"To whom it may concern,", "Kind regards,\nBurt"}, {"Hi there,", "Cheers"}},
		"fr": {{"Madame, Monsieur,", "Veuillez agréer, Madame, Monsieur, l'expression de mes salutations distinguées."}, {"Bonjour,", "Cordialement"}},
		"es": {{"Estimados señores:", "Atentamente"}, {"Buenas tardes:", "Un saludo"}},
		"nl": {{"Geachte heer, mevrouw,", "Hoogachtend"}, {"Beste mensen,", "Met vriendelijke groet"}},
		"it": {{"Gentili Signori,", "Distinti saluti"}, {"Buongiorno,", "Cordiali saluti"}},
	}
	for lang, list := range frames {
		for _, f := range list {
			for _, m := range matters[lang] {
				text := strings.Join([]string{f[0], m, f[1]}, "\n\n")
				if r := engine.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) {
					t.Errorf("%s: danger in %q", lang, text)
				}
			}
		}
	}
}
