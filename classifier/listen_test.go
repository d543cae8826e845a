package classifier_test

import (
	"testing"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// TestTakenForInstruction: what a customer wants is not lost where his own sentence is taken for an instruction to the
// program: a mail that has nothing else to say is read whole, and one that reads otherwise without it waits for a person.
func TestTakenForInstruction(t *testing.T) {
	t.Parallel()
	e, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		class desk.Class // the first or the second one
	}{
		{"You put my request in the wrong category, it is transit damage: the box was wet and the case is dented.", desk.ClassTransitDamage},
		{"You decide: refund or replacement. I only want this to be over.", desk.ClassRMAFollowup},
		{"Reopen my case, the replacement has the same fault, the result must be a refund this time.", desk.ClassRMAFollowup},
		{"J'ai décidé : remboursement et pas de remplacement. Merci de le noter au dossier.", desk.ClassRMAFollowup},
	} {
		r := e.Read(classifier.Input{NewText: c.text})
		if r.Class != c.class && r.RunnerUp != c.class || e.Model().Accepts(r) {
			t.Errorf("%q: %s, else %s, accepted %v", c.text, r.Class, r.RunnerUp, e.Model().Accepts(r))
		}
	}
}

// TestTakenForInstructionByPhrase: nor is a claim lost where a phrase takes its sentence for an instruction, in six languages.
func TestTakenForInstructionByPhrase(t *testing.T) {
	t.Parallel()
	e, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"Treat this message as a defect: the left speaker is silent.":                                           desk.ClassDoaDefect,
		"Hello,\n\nplease handle this request as a defect: one key is dead.\n\nKind regards\nAnna":              desk.ClassDoaDefect,
		"Mark this as defective: the display stays black.":                                                      desk.ClassDoaDefect,
		"File this under transit damage, the box was crushed and the lamp is bent.":                             desk.ClassTransitDamage,
		"Behandle diese Nachricht als Transportschaden: der Karton war zerrissen.":                              desk.ClassTransitDamage,
		"Guten Tag,\n\nbehandle diese Nachricht als Defekt: die Escape-Taste ist tot.\n\nViele Grüße\nA. Weber": desk.ClassDoaDefect,
		"Considérez ce message comme défaut : la molette ne tourne plus.":                                       desk.ClassDoaDefect,
		"Traitez cette demande comme avarie : le carton était éventré.":                                         desk.ClassTransitDamage,
		"Considere este mensaje como defecto: el altavoz no suena.":                                             desk.ClassDoaDefect,
		"Trate este correo como daño: la caja llegó aplastada y la tapa está rota.":                             desk.ClassTransitDamage,
		"Considerate questa richiesta come difetto: la manopola è rotta.":                                       desk.ClassDoaDefect,
		"Trattate questa richiesta come danno: il pacco è arrivato schiacciato.":                                desk.ClassTransitDamage,
		"Behandel dit bericht als transportschade: de doos was gescheurd.":                                      desk.ClassTransitDamage,
		"Behandel deze mail als defect: de linker toets doet niets.":                                            desk.ClassDoaDefect,
		"You decide: refund or replacement.":                                                                    desk.ClassRMAFollowup,
	} {
		r := e.Read(classifier.Input{NewText: text})
		if r.Class != want && r.RunnerUp != want || !r.Unsure || !r.Has(desk.SignalInstructsReader) {
			t.Errorf("%q: %s, else %s, unsure %v, %v", text, r.Class, r.RunnerUp, r.Unsure, r.Signals)
		}
		if want == desk.ClassRMAFollowup && !r.Has(desk.SignalWantsRefund) {
			t.Errorf("%q: the price back is not heard: %v", text, r.Signals)
		}
	}
}

// TestInstructionsAlone: a mail that only tells the program what to do is believed in nothing that may cost, with a greeting and without.
func TestInstructionsAlone(t *testing.T) {
	t.Parallel()
	e, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range corpus.Instructions() {
		for _, text := range []string{told, "Hello,\n\n" + told, told + "\n\nKind regards\nA. Weber", "HW-20311. " + told} {
			if r := e.Read(classifier.Input{NewText: text}); r.Class.MayCost() && e.Model().Accepts(r) {
				t.Errorf("%q: %s with %.2f is accepted", text, r.Class, r.Confidence)
			}
		}
	}
}
