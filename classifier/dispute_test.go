package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestDisputedFinding: who disputes what an inspection found threatens nobody; a threat beside it, and a payment
// that is disputed, stay what they are.
func TestDisputedFinding(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Your inspection found no fault, which I dispute.":                                    false,
		"Your inspection found no fault. I dispute that.":                                     false,
		"I want to dispute the no fault found result.":                                        false,
		"I dispute the result of your inspection.":                                            false,
		"I dispute your finding for RMA, the fault is there.":                                 false,
		"Ihre Prüfung fand keinen Fehler, was ich bestreite.":                                 false,
		"Ich lege Widerspruch gegen das Prüfergebnis ein.":                                    false,
		"Votre inspection n'a trouvé aucun défaut, ce que je conteste.":                       false,
		"Je conteste formellement le résultat, vous n'avez rien trouvé.":                      false,
		"Su inspección no encontró ningún fallo, lo cual disputo.":                            false,
		"Reclamo contra su inspección: el fallo existe.":                                      false,
		"La vostra ispezione non ha trovato difetti, cosa che contesto.":                      false,
		"Contesto l'esito della vostra verifica, il difetto c'è.":                             false,
		"Uw inspectie vond geen defect, dat betwist ik.":                                      false,
		"Ik maak bezwaar tegen uw bevinding.":                                                 false,
		"Er zit een brom en gekraak op het rechter kanaal.":                                   false,
		"De rechter luidspreker is dood.":                                                     false,
		"De rechter toets is dood, ik stap naar de rechter.":                                  true,
		"Your inspection found no fault, which I dispute. I will hand this to my solicitor.":  true,
		"Your inspection found no fault. I dispute that. My card company will reverse it all": true,
		"I dispute your finding. Otherwise I'll take legal action.":                           true,
		"I dispute the finding, and I will dispute the charge with my bank.":                  true,
		"Ik ga naar de rechter, knop werkt niet.":                                             true,
		"Je conteste le débit auprès de ma banque.":                                           true,
		"Disputo el cargo con mi banco.":                                                      true,
		"Contesto l'addebito con la mia banca.":                                               true,
		"Ik betwist de betaling bij mijn bank.":                                               true,
		"You billed me twice, I dispute this payment.":                                        true,
		"Ich bestreite Ihr Prüfergebnis und schalte meinen Anwalt ein.":                       true,
		"Ich bestreite das Prüfergebnis und werde die Zahlung zurückbuchen lassen.":           true,
		"Je conteste votre diagnostic et je saisirai le médiateur.":                           true,
		"Disputo el resultado y hablaré con mi abogado.":                                      true,
		"Contesto l'esito e adirò le vie legali.":                                             true,
		"Ik betwist de uitslag en stap naar de rechter.":                                      true,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalLegalThreat); got != want {
			t.Errorf("%q: legal_threat %v, want %v", text, got, want)
		}
	}
}
