package flow_test

import (
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// TestAnswersToNotice: what buyers answer to a delay notice in their own words, read by the
// shipped model. Nothing is taken for a choice that leaves it open: a condition, a doubt, a
// question, a mere yes (policy section 6).
func TestAnswersToNotice(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	base := late(t, nil)
	for text, want := range map[string]desk.DelayChoice{
		"ok we will wait for it, thanks for letting me know":                     desk.DelayChoiceWait,
		"Dann warte ich eben bis dahin.":                                         desk.DelayChoiceWait,
		"N'annulez pas, je garde ma commande.":                                   desk.DelayChoiceWait,
		"Nein, bitte nicht stornieren, ich behalte die Bestellung.":              desk.DelayChoiceWait,
		"No lo cancelen, prefiero esperar.":                                      desk.DelayChoiceWait,
		"Niet annuleren, ik wacht.":                                              desk.DelayChoiceWait,
		"No, I can't wait that long. I want my money back.":                      desk.DelayChoiceCancel,
		"Si, cancelen por favor, no quiero esperar más.":                         desk.DelayChoiceCancel,
		"Bitte stornieren, wenn möglich noch heute, ich will nicht warten.":      desk.DelayChoiceCancel,
		"Pouvez-vous annuler ma commande ?":                                      desk.DelayChoiceCancel,
		"Dit duurt me te lang, annuleer maar.":                                   desk.DelayChoiceCancel,
		"Non posso aspettare così tanto, annullate.":                             desk.DelayChoiceCancel,
		"If it ships by May 10 I'll wait, otherwise cancel.":                     "",
		"Si c'est avant le 10 mai j'attends, sinon annulez.":                     "",
		"Se arriva prima del 10 maggio aspetto, altrimenti annullo.":             "",
		"wait or cancel, I don't know yet":                                       "",
		"WAIT\nCANCEL":                                                           "",
		"I am not happy. You promised me something else. Let me think about it.": "",
		"Ich weiß es noch nicht, ich melde mich.":                                "",
		"Bitte um Rückruf, ich muss das erst mit meiner Frau besprechen.":        "",
		"I was going to cancel but how much longer would it be?":                 "",
		"Êtes-vous certains de cette nouvelle date ?":                            "",
		"Siete sicuri della nuova data?":                                         "",
		"Kann ich auch in zwei Wochen noch stornieren?":                          "",
		"ok":  "",
		"Oui": "",
		"Ja":  "",
	} {
		w := newWorldOf(t, quickDir(t), base.scenario, func(x *flow.Shop) { x.DelayNotices = flow.DelayNotices{Enabled: true, DaysBefore: 2} },
			func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
		w.clock = base.clock.AddDate(0, 0, 3)
		w.watch()
		c := w.buyerSays(w.tellBuyer("2026-05-18"), text)
		got := desk.DelayChoiceNone
		if len(c.Choices) > 0 {
			got = c.Choices[0].Choice
		}
		if got != want {
			t.Errorf("%q: the choice is %q (rule %s), want %q", text, got, c.Rule, want)
		}
		if open := w.oneOpen(c.ID); want == desk.DelayChoiceNone && (open.Template == "delay_cancel_ack" || open.Template == "delay_wait_confirmed") {
			t.Errorf("%q: and %s confirms one", text, open.Template)
		}
		w.close()
	}
}
