package classifier

import "testing"

// TestCallsDefect: a taste is called a defect, or it is just a taste.
func TestCallsDefect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The keys are too light, so it is defective.":                                   true,
		"I consider the tone a defect.":                                                 true,
		"Der Anschlag ist viel zu laut, das ist ein Mangel.":                            true,
		"C'est trop lourd, un vrai défaut de conception.":                               true,
		"Pesa demasiado, es un defecto.":                                                true,
		"È troppo rumorosa, la considero difettosa.":                                    true,
		"Hij is te zwaar, dat is een gebrek.":                                           true,
		"They clack like a tap dancer. Surely there is something the matter with mine?": true,
		"So loud a key can't be right.":                                                 true,
		"So laut, da stimmt doch etwas nicht.":                                          true,
		"Si bruyant, ce n'est pas normal.":                                              true,
		"Tan ruidoso no es normal.":                                                     true,
		"Così rumorosa non è normale.":                                                  true,
		"Zo luid, dat is toch niet normaal.":                                            true,
		"There is nothing wrong with it, it is just loud.":                              false,
		"There is nothing the matter with it, I just prefer another one.":               false,
		"It is louder than I hoped.":                                                    false,
		"There is no fault at all, I just do not like it.":                              false,
		"Nothing is defective, it is just too loud for me.":                             false,
		"Sie ist technisch einwandfrei, aber zu laut fürs Büro.":                        false,
		"Kein Defekt, sie gefällt mir nur nicht.":                                       false,
		"No tiene ningún defecto, pero no me gusta.":                                    false,
		"Het is geen gebrek, ik vind hem gewoon lelijk.":                                false,
		"Funziona, ma esteticamente non mi piace.":                                      false,
		"It is not too loud, it is too light. I call that defective.":                   true,
		"Il n'y a aucun défaut, je n'aime simplement pas la couleur.":                   false,
		"I do not like the colour, and it is not defective in any way":                  false,
	} {
		if got := callsDefect(Input{NewText: text}); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if !callsDefect(Input{Subject: "Defective: too heavy", NewText: "It weighs a ton."}) {
		t.Error("the subject calls it a defect, too")
	}
}
