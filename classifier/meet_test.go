package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestNamedByTitle: who writes in the name of somebody with a title is a third party; one of ours who is named so is none.
func TestNamedByTitle(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalThirdParty, map[string]bool{
		"On behalf of Mr Lund, please cancel his order HW-14052.":                                     true,
		"Im Namen von Frau Keller möchte ich ihre Bestellung HW-14052 stornieren.":                    true,
		"Au nom de Madame Perrin, merci d'annuler sa commande HW-14052.":                              true,
		"En nombre del señor Campos, anulen su pedido HW-14052.":                                      true,
		"Per conto della signora Neri, vi chiedo di annullare il suo ordine HW-14052.":                true,
		"Namens de heer Tromp: graag zijn bestelling HW-14052 annuleren.":                             true,
		"We act for our client, whose order HW-14052 is faulty.":                                      true,
		"Mr Lund of your support wrote to me yesterday. Please cancel my order HW-14052.":             false,
		"Frau Keller von Ihrem Service hat mir geschrieben. Bitte stornieren Sie HW-14052.":           false,
		"De heer Tromp van jullie klantenservice belde me. Graag mijn bestelling HW-14052 annuleren.": false,
	})
}

// TestProceedings: who takes a matter to court threatens with the law; who asks how a return proceeds does not.
func TestProceedings(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalLegalThreat, map[string]bool{
		"The wheel lost force feedback. Should this not be resolved within ten days we are instructed to issue proceedings.": true,
		"The wheel is dead. If you do not answer I will sue you.":                                                            true,
		"Das Lenkrad ist tot. Ohne Antwort werde ich gerichtlich vorgehen.":                                                  true,
		"Das Lenkrad ist tot. Danach reiche ich Klage ein.":                                                                  true,
		"Le volant est mort. Sans réponse, nous engagerons une procédure judiciaire.":                                        true,
		"El volante no funciona. Si no responden emprenderemos acciones legales.":                                            true,
		"Het stuur doet het niet. Anders zet ik juridische stappen.":                                                         true,
		"Il volante non funziona. In mancanza di risposta adiremo le vie legali.":                                            true,
		"The wheel is dead. How do I start the return procedure?":                                                            false,
		"Das Lenkrad ist tot. Wie soll ich vorgehen?":                                                                        false,
		"Le volant est mort. Comment engager la procédure de retour ?":                                                       false,
		"El volante no funciona. ¿Cómo inicio el procedimiento de devolución?":                                               false,
		"Het stuur doet het niet. Welke stappen moet ik zetten?":                                                             false,
		"Il volante non funziona. Come devo procedere?":                                                                      false,
	})
}

// TestAsBefore: what came back and is as it was before has its old fault.
func TestAsBefore(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalSameSymptomAgain, map[string]bool{
		"You sent the amp back. It still switches off after ten minutes, identical to before.": true,
		"Der Verstärker kam zurück. Er geht nach zehn Minuten aus, genauso wie vorher.":        true,
		"L'ampli est revenu. Il s'éteint au bout de dix minutes, exactement comme avant.":      true,
		"El ampli volvió. Se apaga a los diez minutos, igual que antes.":                       true,
		"De versterker kwam terug. Hij valt na tien minuten uit, precies zoals eerst.":         true,
		"Me l'avete rimandato. Si spegne ancora dopo dieci minuti, identico a prima.":          true,
		"The amp came on Monday. It switches off after ten minutes.":                           false,
		"Der Verstärker kam am Montag. Er geht nach zehn Minuten aus.":                         false,
	})
}

func hasSignal(t *testing.T, s desk.Signal, texts map[string]bool) {
	t.Helper()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range texts {
		if r := eng.Read(Input{NewText: text}); r.Has(s) != want {
			t.Errorf("%q: %s %v, want %s: %v", text, r.Class, r.Signals, s, want)
		}
	}
}

// TestMattersThatMeet: a claim that is told in everyday words beside another matter, and a taste that is called a defect.
func TestMattersThatMeet(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]desk.Class{
		"Il volante di HW-14061 non risponde sulla leva sinistra, vedi foto. E il corriere mi ha chiesto 39 euro di dazio: me li rimborsate?": {desk.ClassDoaDefect, desk.ClassCostRefund},
		"Keyboard defective: it is far too loud in the office. It works perfectly, but that is a fault. I want my money back.":                {desk.ClassChangeOfMind},
		"Tastatur defekt: sie ist viel zu laut fürs Büro. Sie funktioniert zwar, aber das ist ein Mangel. Ich will mein Geld zurück.":         {desk.ClassChangeOfMind},
		"Clavier défectueux : il est trop bruyant au bureau. Il fonctionne bien, mais pour moi c'est un défaut. Je veux être remboursé.":      {desk.ClassChangeOfMind},
		"Teclado defectuoso: es demasiado ruidoso. Funciona bien, pero eso es un defecto. Quiero mi dinero.":                                  {desk.ClassChangeOfMind},
		"Toetsenbord defect: het is te luidruchtig. Het werkt wel, maar dit is een gebrek. Geld terug graag.":                                 {desk.ClassChangeOfMind},
		"Tastiera difettosa: i tasti fanno troppo rumore. Funziona, per carità, ma così è un difetto. Rivoglio i soldi.":                      {desk.ClassChangeOfMind},
		// Noise may be a fault, and is one beside another.
		"The fan is far too loud and grinds at every start.":                                              {desk.ClassDoaDefect},
		"The keyboard is too loud and the left key does not work.":                                        {desk.ClassDoaDefect},
		"Ports 5 to 8 are dead, a photo is attached.":                                                     {desk.ClassDoaDefect},
		"Die Anschlüsse 5 bis 8 sind tot, Foto anbei.":                                                    {desk.ClassDoaDefect},
		"Le bras ne tient pas en position, il retombe tout seul.":                                         {desk.ClassDoaDefect},
		"The arm does not stay in position, it sinks by itself.":                                          {desk.ClassDoaDefect},
		"Der Arm hält die Höhe nicht und sackt von selbst ab.":                                            {desk.ClassDoaDefect},
		"El brazo no se mantiene en su sitio, se cae solo.":                                               {desk.ClassDoaDefect},
		"De arm blijft niet op zijn plek en zakt vanzelf.":                                                {desk.ClassDoaDefect},
		"Il braccio non resta in posizione, scende da solo.":                                              {desk.ClassDoaDefect},
		"And HW-14022, which I put in yesterday: please cancel, I'll wait to see how the first one goes.": {desk.ClassCancellation},
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)})
		if r.Class != want[0] || len(want) > 1 && !slices.Equal(r.Also, want[1:]) {
			t.Errorf("%q: read as %s also %v (%.2f), want %v", text, r.Class, r.Also, r.Confidence, want)
		}
	}
	for _, text := range []string{
		"HW-14022 came on Monday and I sent it in, please cancel my return, it works now.",
		"Return of HW-14022: please cancel my claim, it works now.",
	} {
		if r := eng.Read(Input{NewText: text}); r.Class == desk.ClassCancellation {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}
