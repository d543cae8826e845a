package facts

import (
	"testing"

	"returndesk/desk"
)

// TestWordChoice: one word is enough, politeness and names change nothing, and whatever
// is not plain stays for a person.
func TestWordChoice(t *testing.T) {
	t.Parallel()
	const none = desk.Signal("")
	for text, want := range map[string]desk.Signal{
		"WAIT":                             desk.SignalChoiceWait,
		"wait":                             desk.SignalChoiceWait,
		"Wait please":                      desk.SignalChoiceWait,
		"Keep the order.":                  desk.SignalChoiceWait,
		"Yes please wait":                  desk.SignalChoiceWait,
		"I'll wait, thanks":                desk.SignalChoiceWait,
		"Hi Anna,\n\nWAIT\n\nDora Hughes":  desk.SignalChoiceWait,
		"Hi,\nwait please\n\nBest regards": desk.SignalChoiceWait,
		"Wait\n--\nDora":                   desk.SignalChoiceWait,
		"--\nWAIT":                         desk.SignalChoiceWait,
		"Warten":                           desk.SignalChoiceWait,
		"WARTEN":                           desk.SignalChoiceWait,
		"STORNIEREN":                       desk.SignalChoiceCancel,
		"ATTENDRE":                         desk.SignalChoiceWait,
		"ANNULER":                          desk.SignalChoiceCancel,
		"ESPERAR":                          desk.SignalChoiceWait,
		"CANCELAR":                         desk.SignalChoiceCancel,
		"WACHTEN":                          desk.SignalChoiceWait,
		"ANNULEREN":                        desk.SignalChoiceCancel,
		"ATTENDERE":                        desk.SignalChoiceWait,
		"ANNULLARE":                        desk.SignalChoiceCancel,
		"Ich möchte warten.":               desk.SignalChoiceWait,
		"Bitte warten\n\nViele Grüße\nUwe": desk.SignalChoiceWait,
		"J'attends":                        desk.SignalChoiceWait,
		"Je préfère attendre, merci":       desk.SignalChoiceWait,
		"Prefiero esperar":                 desk.SignalChoiceWait,
		"Ik wil graag wachten":             desk.SignalChoiceWait,
		"Aspetto, grazie":                  desk.SignalChoiceWait,
		"CANCEL":                           desk.SignalChoiceCancel,
		"Yes, cancel":                      desk.SignalChoiceCancel,
		"Please cancel order HW-10512":     desk.SignalChoiceCancel,
		"Stornieren bitte":                 desk.SignalChoiceCancel,
		"Annulez s'il vous plaît":          desk.SignalChoiceCancel,
		"Cancelar por favor":               desk.SignalChoiceCancel,
		"Annuleren graag":                  desk.SignalChoiceCancel,
		"Annullare, grazie":                desk.SignalChoiceCancel,
		// Who cancels and waits for the money does not wait.
		"Cancel my order, waiting for the refund.":              desk.SignalChoiceCancel,
		"Stornieren bitte, ich warte auf die Erstattung.":       desk.SignalChoiceCancel,
		"Annulez ma commande, j'attends le remboursement.":      desk.SignalChoiceCancel,
		"Cancelen el pedido, espero el reembolso.":              desk.SignalChoiceCancel,
		"Annuleer de bestelling, ik wacht op de terugbetaling.": desk.SignalChoiceCancel,
		"Annullate il mio ordine, aspetto il rimborso.":         desk.SignalChoiceCancel,
		"Waiting for the refund":                                none,
		"Wait for my order, no cancel":                          none,
		"Cancel or wait for the order":                          none,
		"":                                                      none,
		"Thank you":                                             none,
		"Wait or cancel":                                        none,
		"Can I wait?":                                           none,
		"Don't cancel":                                          none,
		"Nicht stornieren":                                      none,
		"I do not want to wait":                                 none,
		"Wait\nuntil Friday":                                    none,
		"Wait\nUntil Friday":                                    none,
		"I will wait if it ships by Monday, otherwise you have to do something": none,
	} {
		wait, cancel := wordChoice(text, "Dora Hughes")
		got := none
		switch {
		case wait && cancel:
		case wait:
			got = desk.SignalChoiceWait
		case cancel:
			got = desk.SignalChoiceCancel
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzWordChoice: no text, however odd, is both answers or breaks the reading.
func FuzzWordChoice(f *testing.F) {
	for _, s := range []string{"WAIT", "Hi,\nwait\n--", "—", "Dora,\n,", "\xff\xfe wait", "--", "...\n--\n"} {
		f.Add(s, "Dora Hughes")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		wait, cancel := wordChoice(text, name)
		again, more := wordChoice(text, name)
		if wait != again || cancel != more {
			t.Errorf("%q reads differently twice", text)
		}
		if (wait || cancel) && text == "" {
			t.Error("nothing was said and something was read")
		}
	})
}

// TestListed: a word is found as a whole word alone, wherever it stands in a list.
func TestListed(t *testing.T) {
	t.Parallel()
	const list = "first keeps keep\n\t\tnext last"
	for word, want := range map[string]bool{"first": true, "keep": true, "keeps": true, "next": true, "last": true, "": false, "kee": false, "irst": false, "las": false, "ext": false} {
		if listed(list, word) != want {
			t.Errorf("%q: %v", word, !want)
		}
	}
}

// TestChoiceTiedToAnother: who waits and cancels in one mail has tied the one to something, and has not chosen yet.
func TestChoiceTiedToAnother(t *testing.T) {
	t.Parallel()
	for also, want := range map[desk.Class]desk.Signal{desk.ClassCancellation: "", desk.ClassOrderChange: desk.SignalChoiceWait} {
		in := Input{Asked: desk.OutcomeDelayOptions, Reading: desk.Reading{Class: desk.ClassDelay, Also: []desk.Class{also}, Signals: []desk.Signal{desk.SignalChoiceWait}}}
		if got := choice(&in); got != want {
			t.Errorf("beside %s: %q, want %q", also, got, want)
		}
	}
}

// TestWantsOut: who waits no longer and wants his money has chosen, whatever word he has for it; who asks, sets a day or
// wants no money has not.
func TestWantsOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.Signal{
		"No, I won't keep waiting. I want my money.":                       desk.SignalChoiceCancel,
		"I can't wait for my money, but keep the order.":                   "",
		"Ich warte nicht mehr, ich will mein Geld zurück.":                 desk.SignalChoiceCancel,
		"Je n'attends plus, rendez-moi mon argent.":                        desk.SignalChoiceCancel,
		"No espero más, quiero mi dinero.":                                 desk.SignalChoiceCancel,
		"Ik wacht niet langer, ik wil mijn geld.":                          desk.SignalChoiceCancel,
		"Non aspetto più, voglio i miei soldi.":                            desk.SignalChoiceCancel,
		"I won't wait longer than Friday, then I want my money.":           "",
		"If it is not here on Friday I won't wait, I want my money.":       "",
		"I won't keep waiting. Do I get my money?":                         "",
		"Ich warte nicht länger als bis Freitag, dann will ich mein Geld.": "",
	} {
		in := Input{Asked: desk.OutcomeDelayOptions, Text: text, Reading: desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalWantsRefund}}}
		if got := choice(&in); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	in := Input{Asked: desk.OutcomeDelayOptions, Text: "I won't keep waiting, what about my money", Reading: desk.Reading{Class: desk.ClassDelay}}
	if got := choice(&in); got != "" {
		t.Errorf("no money is wanted: %q", got)
	}
}
