package flow_test

import (
	"slices"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// TestDiagnosticAnswered: who was asked what happens with a second device or another cable, and says it,
// is not asked once more: the next step is drafted. What he said stays true when the photo comes.
func TestDiagnosticAnswered(t *testing.T) {
	t.Parallel()
	first, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"I tried another cable, still dead.":                   "claim_not_shown",
		"Same thing with a different cable.":                   "claim_not_shown",
		"Yes, still nothing on a second computer.":             "claim_not_shown",
		"I have no other cable.":                               "claim_not_shown",
		"Mit einem anderen Kabel dasselbe.":                    "claim_not_shown",
		"Même chose avec un autre câble.":                      "claim_not_shown",
		"He probado con otro cable y sigue muerto.":            "claim_not_shown",
		"Hetzelfde met een andere kabel.":                      "claim_not_shown",
		"Ho provato un altro cavo, ancora morta.":              "claim_not_shown",
		"It works with another cable.":                         "works_elsewhere",
		"Op een andere computer werkt het wel.":                "works_elsewhere",
		"Do you want me to try another cable?":                 "does_not_fit_setup", // a question: what we asked for is asked still
		"Should I try another cable?":                          "does_not_fit_setup",
		"Shall I use a different cable?":                       "does_not_fit_setup",
		"Would another cable help?":                            "does_not_fit_setup",
		"Soll ich ein anderes Kabel nehmen?":                   "does_not_fit_setup",
		"Hilft ein anderes Kabel?":                             "does_not_fit_setup",
		"Dois-je utiliser un autre câble ?":                    "does_not_fit_setup",
		"¿Debo usar otro cable?":                               "does_not_fit_setup",
		"Devo usare un altro cavo?":                            "does_not_fit_setup",
		"Moet ik een andere kabel gebruiken?":                  "does_not_fit_setup",
		"Please cancel it. With another cable it is the same.": "cancel_delivered",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := scenarioByID(t, "S21")
			w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
			t.Cleanup(w.close)
			w.receive(rawOf(s))
			c, _ := w.theCase()
			w.approveOnly(c.ID)
			w.sendAll()
			sent := w.drafts(c.ID, desk.DraftSent)[0].MessageID
			w.answer(s.Mail.From, sent, "x@x.example", text)
			if c = w.caseOf(c.ID); c.Rule != want {
				t.Fatalf("decided by %s as %s, want %s", c.Rule, c.Class, want)
			}
			if want == "does_not_fit_setup" && !slices.Contains(c.Last().Asks, desk.AskDiagnosticResult) {
				t.Errorf("it asks for %v", c.Last().Asks)
			}
			if want == "does_not_fit_setup" || want == "cancel_delivered" {
				return
			}
			if slices.Contains(c.Last().Asks, desk.AskDiagnosticResult) {
				t.Errorf("it asks for %v", c.Last().Asks)
			}
			open := w.drafts(c.ID, desk.DraftProposed)
			if len(open) != 1 {
				t.Fatalf("%d drafts wait", len(open))
			}
			w.answer(s.Mail.From, sent, "y@x.example", "My laptop still does not see it, as I said.")
			if got := w.caseOf(c.ID); got.Rule != want && got.Rule != "rma_unasked" || slices.Contains(got.Last().Asks, desk.AskDiagnosticResult) {
				t.Errorf("then it is decided by %s and asks for %v", got.Rule, got.Last().Asks)
			}
		})
	}
}
