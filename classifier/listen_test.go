package classifier_test

import (
	"testing"

	"returndesk/classifier"
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
