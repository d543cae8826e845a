package replies

import (
	"regexp"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/templates"
)

// rests are the words by which each language says that there is nothing to do.
func rests() []string {
	return []string{"nothing you need to do", "nothing else you need to do", "nichts zu tun", "brauchen Sie nicht zu tun", "rien à faire", "rien d’autre à faire",
		"tiene que hacer nada", "deve fare", "hoeft nu niets te doen", "hoeft u niets te doen"}
}

// TestNoRestWhileDaysRun: whatever a mail is about, it does not tell the customer in any language
// that there is nothing to do while a question of ours waits for him, or his parcel is to be
// sent. To somebody else no record is told of.
func TestNoRestWhileDaysRun(t *testing.T) {
	t.Parallel()
	for _, lang := range written(t) {
		in := foreign(t, lang, recording(t, "S19"))
		in.Case.Clock = &desk.CaseClock{AskedAt: in.Now.AddDate(0, 0, -2)}
		in.Decisions[0].Facts.Detail.RMA, in.Values = "RMA-7K3Q-9TXB", values()
		in.Decisions[0].Facts.Enum[desk.FactBrings] = "nothing"
		for _, name := range templates.Names() {
			if name == "verify_buyer" || name == "rma_received" { // for somebody who need not answer; of a parcel that came
				continue
			}
			for state, want := range map[desk.RMAState]string{desk.RMAAwaitingEvidence: "", desk.RMATroubleshooting: "", desk.RMAAuthorized: "2026", desk.RMAReceived: ""} {
				in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: state, Deadline: "2026-04-20"}}
				in.Action = &desk.Action{Name: name, Template: name, Role: desk.RoleAgent}
				drafts, err := Compose(in)
				if err != nil || len(drafts) != 1 {
					t.Fatalf("%s: %d drafts, %v", name, len(drafts), err)
				}
				text := strings.Join(strings.Fields(drafts[0].Text), " ")
				for _, rest := range rests() {
					if state != desk.RMAReceived && strings.Contains(text, rest) {
						t.Errorf("%s %s with a record that is %s says %q:\n%s", lang, name, state, rest, drafts[0].Text)
					}
				}
				if name == "handover" && !strings.Contains(text, want) {
					t.Errorf("%s %s with a record that is %s does not say until when the parcel is to be sent:\n%s", lang, name, state, drafts[0].Text)
				}
			}
		}
	}
}

// TestNoRestAfterADecisionOfOurs: facts that changed lead to another reply while an answer is
// waited for. It does not say that there is nothing to do; once he answered, it does.
func TestNoRestAfterADecisionOfOurs(t *testing.T) {
	t.Parallel()
	for name, asked := range map[string]bool{"days run": true, "answered": false} {
		in := inputOf(t, recording(t, "S04"))
		in.Case.Clock = &desk.CaseClock{Paused: true}
		if asked {
			in.Case.Clock = &desk.CaseClock{AskedAt: in.Now.AddDate(0, 0, -2), Close: in.Now.AddDate(0, 0, 12)}
		}
		drafts, err := Compose(in)
		if err != nil || len(drafts) == 0 {
			t.Fatal(drafts, err)
		}
		text := strings.Join(strings.Fields(drafts[0].Text), " ")
		if strings.Contains(text, "nothing you need to do") == asked || strings.Contains(text, "still open: please reply") != asked {
			t.Errorf("%s, %s:\n%s", name, drafts[0].Template, drafts[0].Text)
		}
	}
}

// TestNothingMoreBesideAQuestion: in a mail that asks something, a paragraph about another point
// says that nothing more is needed, not that there is nothing to do.
func TestNothingMoreBesideAQuestion(t *testing.T) {
	t.Parallel()
	letter := templates.Letter{Parts: []templates.Part{{Template: "ask_missing", Values: templates.Values{"asks": []string{"A photo."}}}, {Template: "return_cost", Values: templates.Values{"amount": "9 USD"}}}}
	askedHere(&letter)
	m, err := inputOf(t, recording(t, "S19")).Words.Render("en", letter)
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(strings.Fields(m.Text), " "); strings.Contains(text, "nothing you need to do") || !strings.Contains(text, "Beyond what this mail asks for") {
		t.Errorf("the mail says:\n%s", m.Text)
	}
}

// TestParcelToSend: the status of an authorized return says to send the parcel and until when,
// and no more once its tracking number came.
func TestParcelToSend(t *testing.T) {
	t.Parallel()
	for tracking, want := range map[string]bool{"none": true, "given": false} {
		in := inputOf(t, recording(t, "S18"))
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Deadline: "2026-04-20"}}
		f := &in.Decisions[0].Facts
		f.Detail.RMA, f.Enum[desk.FactTracking] = "RMA-7K3Q-9TXB", tracking
		in.Decisions[0].Asks = nil
		in.Action = &desk.Action{Name: "rma_status", Template: "rma_status", Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(drafts[0].Text), " ")
		if strings.Contains(text, "Please send the parcel of your return: it has to be on its way by 20 April 2026.") != want || strings.Contains(text, "reply to this mail;") || strings.Contains(text, "nothing you need") == want {
			t.Errorf("tracking number %s:\n%s", tracking, drafts[0].Text)
		}
	}
}

// TestParcelOfMoneyPaidBack: nobody is asked for the parcel of a return whose order was paid back.
func TestParcelOfMoneyPaidBack(t *testing.T) {
	t.Parallel()
	for _, paid := range []bool{false, true} {
		in := inputOf(t, recording(t, "S18"))
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Deadline: "2026-04-20"}}
		f := &in.Decisions[0].Facts
		f.Detail.RMA, f.Detail.PaidBack, f.Enum[desk.FactTracking] = "RMA-7K3Q-9TXB", paid, "none"
		in.Decisions[0].Asks = nil
		in.Action = &desk.Action{Name: "rma_status", Template: "rma_status", Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(strings.Fields(drafts[0].Text), " "); strings.Contains(text, "Please send the parcel of your return") == paid {
			t.Errorf("paid back %v:\n%s", paid, drafts[0].Text)
		}
	}
}

// TestStatusUnasked: a return's status thanks for a message, and for its pictures, only where one of the customer's waits
// for its answer; a colleague who books the parcel's way later writes because of the report.
func TestStatusUnasked(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"de", "es", "fr", "it", "nl"} {
		for answered, want := range map[int]bool{0: true, 1: false} {
			in := foreign(t, language, recording(t, "S18"))
			in.Case.Decisions, in.Case.Answered = in.Decisions, answered
			in.Decisions[0].Facts.Enum[desk.FactBrings] = "evidence"
			in.Action = &desk.Action{Name: "rma_in_transit", Template: "rma_status", RMAState: desk.RMAInTransit, Role: desk.RoleAgent}
			drafts, err := Compose(in)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(strings.Fields(drafts[0].Text), " ")
			thanks := regexp.MustCompile(`Vielen Dank für Ihre Nachricht|Gracias por su mensaje|Merci pour votre message|Grazie per il messaggio|Dank u wel voor uw bericht`).MatchString(text)
			pictures := regexp.MustCompile(`Ihre neuen Bilder|[Ss]us nuevas imágenes|[Vv]os nouvelles images|Le sue nuove immagini|Uw nieuwe foto’s`).MatchString(text)
			if thanks != want || pictures != want || drafts[0].Language != language {
				t.Errorf("%s, %d answered:\n%s", drafts[0].Language, answered, drafts[0].Text)
			}
		}
	}
}

// TestReceiptIsAskedFor: the mail that asks for the receipt of a return's postage asks for it,
// though the decision behind it missed nothing; the one that approves the amount does not.
func TestReceiptIsAskedFor(t *testing.T) {
	t.Parallel()
	for name, closes := range map[string]bool{"return_cost_asked": false, "return_cost_approved": true} {
		in := inputOf(t, recording(t, "S14"))
		in.Action = &desk.Action{Name: name, Template: "return_cost", Role: desk.RoleAgent, Close: closes}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		if asks := strings.Contains(drafts[0].Text, "Please send us the following"); asks == closes {
			t.Errorf("%s:\n%s", name, drafts[0].Text)
		}
	}
}
