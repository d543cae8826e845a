package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// fromNobody receives a mail in Kofi's name that nothing proves, in the thread of the mail with an id, or in none.
func (w *world) fromNobody(id, to, subject, text string) {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	raw := "Message-ID: <" + id + "@mail.example>\nFrom: Kofi <" + kofi + ">\nTo: support@shop.example\nSubject: " + subject + "\n"
	if to != "" {
		raw += "In-Reply-To: <" + to + ">\n"
	}
	w.receive([]byte(strings.ReplaceAll(raw+"Content-Type: text/plain; charset=utf-8\n\n"+text+"\n", "\n", "\r\n")))
}

// takes resolves a case by an action and tries to approve its mail.
func (w *world) takes(id, action string) error {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	_, d, err := w.Resolve(w.t.Context(), manager, flow.Resolution{Case: id, Action: action, Because: "looked"})
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = w.Approve(w.t.Context(), manager, flow.Approval{Draft: d.ID, Because: "looked"})
	return err
}

// TestProofOfEachRequest: an answer of the buyer's proves itself and what we had written about; what
// comes later without a proof is not proved by it, unless it asks for nothing new (domain.md section 1,
// reading 11).
func TestProofOfEachRequest(t *testing.T) {
	t.Parallel()
	const cancel = "Please cancel my order HW-20366."
	const move = "Please send HW-20366 to 5 Elm Street, Troy, NY 12180 instead."
	const product = "Please change the switches of HW-20366 to the silent ones."
	type mail struct {
		how, text string // proven, unproven, reply: an unproven answer to our latest mail; first: one to our first mail
	}
	for name, c := range map[string]struct {
		mails  []mail // each is answered by us, but for the last, where it does not say otherwise
		action string
		proved bool
	}{
		"nothing":                                            {[]mail{{"unproven", cancel}}, "cancel_approved", false},
		"proved by the server":                               {[]mail{{"proven", cancel}}, "cancel_approved", true},
		"confirmed":                                          {[]mail{{"unproven", cancel}, {"reply", "Yes, please cancel it."}}, "cancel_approved", true},
		"confirmed, then thanks":                             {[]mail{{"unproven", cancel}, {"reply", "Yes, please cancel it."}, {"unproven", "HW-20366: thank you very much."}}, "cancel_approved", true},
		"confirmed, then asked again":                        {[]mail{{"unproven", cancel}, {"reply", "Yes, please cancel it."}, {"unproven", "Is HW-20366 cancelled now? Please cancel it."}}, "cancel_approved", true},
		"thanks for our mail":                                {[]mail{{"unproven", cancel}, {"reply", "Thank you for looking into it!"}}, "cancel_approved", true},
		"confirmed, then another wish":                       {[]mail{{"unproven", cancel}, {"reply", "Yes, please cancel it."}, {"unproven", "Do not cancel HW-20366. " + move}}, "address_change_approved", false},
		"the wish stands in an answer":                       {[]mail{{"unproven", "When will HW-20366 be shipped?"}, {"reply", move}}, "address_change_approved", true},
		"another address":                                    {[]mail{{"unproven", move}, {"reply", "Yes, that is right, send it there."}, {"unproven", "Please send HW-20366 to 9 Oak Avenue, Salem, OR 97301 instead."}}, "address_change_approved", false},
		"another address, in an answer":                      {[]mail{{"unproven", move}, {"reply", "Yes, that is right."}, {"reply", "Please send HW-20366 to 9 Oak Avenue, Salem, OR 97301 instead."}}, "address_change_approved", true},
		"an answer to an older mail":                         {[]mail{{"proven", "When will HW-20366 be shipped?"}, {"unproven", cancel}, {"first", "Thank you, that is good news."}}, "cancel_approved", false},
		"a proved mail about the order":                      {[]mail{{"unproven, unanswered", cancel}, {"proven", "When will HW-20366 be shipped?"}}, "cancel_approved", false},
		"an address by another name":                         {[]mail{{"unproven", move}}, "change_approved", false},
		"a change of the product":                            {[]mail{{"unproven", product}}, "change_approved", true},
		"an address, then a proved product":                  {[]mail{{"unproven", move}, {"proven", product}}, "address_change_approved", false},
		"a proved address, then a product":                   {[]mail{{"proven", move}, {"unproven", product}}, "address_change_approved", true},
		"an address, then a question":                        {[]mail{{"unproven", move}, {"unproven, answered", "When will HW-20366 be shipped?"}}, "change_approved", false},
		"an address, then a proved product, by another name": {[]mail{{"unproven", move}, {"proven", product}}, "change_approved", false},
		"he did not ask, and asks when it comes":             {[]mail{{"unproven", cancel}, {"reply", "That was not me, I did not ask for this. When will HW-20366 be shipped?"}, {"unproven", "HW-20366: thank you very much."}}, "cancel_approved", false},
		"proved, then an unproven mail":                      {[]mail{{"proven", cancel}, {"unproven", "HW-20366: thank you very much."}}, "cancel_approved", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			ours := []string{""}
			for i, m := range c.mails {
				id := string(rune('a' + i))
				switch m.how {
				case "proven":
					w.fromKofi(id, "", "My order HW-20366", m.text)
				case "unproven", "unproven, unanswered", "unproven, answered":
					w.fromNobody(id, "", "My order HW-20366", m.text)
				case "reply":
					w.fromNobody(id, ours[len(ours)-1], "Re: My order", m.text)
				case "first":
					w.fromNobody(id, ours[1], "Re: My order", m.text)
				}
				if i == len(c.mails)-1 && m.how != "unproven, answered" || strings.HasSuffix(m.how, "unanswered") {
					continue
				}
				if open := w.drafts(w.cases()[0].ID, desk.DraftProposed); len(open) > 0 {
					w.approveOnly(w.cases()[0].ID)
					w.sendAll()
					ours = append(ours, w.sent[len(w.sent)-1])
				}
			}
			if n := len(w.cases()); n != 1 {
				t.Fatalf("%d cases", n)
			}
			err := w.takes(w.cases()[0].ID, c.action)
			if c.proved && err != nil || !c.proved && desk.CodeOf(err) != desk.CodeForbidden {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestSentElsewhere: an answer proves its writer where our mail went, not where its draft was to go: a
// person had put in another address before he sent it from the mail program.
func TestSentElsewhere(t *testing.T) {
	t.Parallel()
	for to, proved := range map[string]bool{kofi: true, "eve@else.example": false} {
		w := twoOrders(t)
		w.fromNobody("first", "", "My order HW-20366", "Please cancel my order HW-20366.")
		id := w.cases()[0].ID
		d := w.oneOpen(id)
		w.clock = w.clock.Add(time.Hour)
		w.inSent([]byte(strings.ReplaceAll("Message-ID: <"+d.MessageID+">\nFrom: support@shop.example\nTo: "+to+"\nSubject: "+d.Subject+
			"\nIn-Reply-To: <first@mail.example>\nContent-Type: text/plain; charset=utf-8\n\n"+d.Text+"\n", "\n", "\r\n")))
		w.fromNobody("second", d.MessageID, "Re: My order", "Yes, please cancel it.")
		if err := w.takes(id, "cancel_approved"); proved && err != nil || !proved && desk.CodeOf(err) != desk.CodeForbidden {
			t.Errorf("our mail went to %s: %v", to, err)
		}
	}
}

// TestNotMe: a buyer who answers our question whether he asked for something that he did not has confirmed
// nothing: a person reads it, and nothing is cancelled or changed.
func TestNotMe(t *testing.T) {
	t.Parallel()
	for text, denied := range map[string]bool{
		"No, that was not me. I did not ask for this.":   true,
		"I never asked to cancel anything!":              true,
		"Nein, das war ich nicht, bitte nichts ändern.":  true,
		"Ce n'était pas moi, ne changez rien.":           true,
		"No fui yo, no he pedido nada.":                  true,
		"Non sono stata io!":                             true,
		"Dat was ik niet, ik heb hier niet om gevraagd.": true,
		"Yes, that is right, please cancel it.":          false,
		"Yes, I did not write it myself, my son did.":    false,
	} {
		w, id, asked := buyerAsked(t)
		w.answer("Ada <ada@mail.example>", asked.MessageID, "ada-1@mail.example", text)
		c := w.caseOf(id)
		if d := w.oneOpen(id); c.Confirmed == denied || (c.Rule == "human_withdrawn") != denied || (d.Template == "cancel_check") == denied {
			t.Errorf("%q: confirmed %v, decided by %s, answered by %s", text, c.Confirmed, c.Rule, d.Template)
		}
	}
}

// TestWhatCancellation: a cancellation in the buyer's name is checked with him, and he knows nothing of it. He
// has confirmed nothing, whichever words he has for it: a person reads it, and nothing is cancelled.
func TestWhatCancellation(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for text, denied := range map[string]bool{
		"What cancellation? I want my keyboard.":                      true,
		"Which cancellation? I am still waiting for it.":              true,
		"I did not cancel anything, I want my keyboard.":              true,
		"Who cancelled it? I want my keyboard!":                       true,
		"Welche Stornierung? Ich will meine Tastatur.":                true,
		"Was für eine Stornierung? Ich warte auf meine Tastatur.":     true,
		"Ich habe nichts storniert, ich will meine Tastatur.":         true,
		"Quelle annulation ? Je veux mon clavier.":                    true,
		"Je n'ai rien annulé, j'attends mon clavier.":                 true,
		"¿Qué cancelación? Quiero mi teclado.":                        true,
		"No he cancelado nada, quiero mi teclado.":                    true,
		"Quale annullamento? Voglio la mia tastiera.":                 true,
		"Non ho annullato niente, voglio la mia tastiera.":            true,
		"Welke annulering? Ik wil mijn toetsenbord.":                  true,
		"Ik heb niets geannuleerd, ik wil mijn toetsenbord.":          true,
		"Thank you. What cancellation fee is there?":                  false,
		"Danke. Welche Stornierung ist noch möglich, auch die halbe?": false,
		"Thank you for looking into it!":                              false,
	} {
		for _, proven := range []bool{false, true} {
			w := twoOrdersOf(t, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
			w.fromNobody("first", "", "My order HW-20366", "Please cancel my order HW-20366.")
			id := w.cases()[0].ID
			d := w.oneOpen(id)
			if d.Template != "cancel_check" {
				t.Fatalf("answered by %s", d.Template)
			}
			w.approveOnly(id)
			w.sendAll()
			if proven {
				w.fromKofi("second", d.MessageID, "Re: My order", text)
			} else {
				w.fromNobody("second", d.MessageID, "Re: My order", text)
			}
			c := w.caseOf(id)
			if (c.Rule == "human_withdrawn") != denied || denied && (c.Class != desk.ClassOther || c.Confirmed) {
				t.Errorf("%q (proven: %v): decided as %s by %s, confirmed: %v", text, proven, c.Class, c.Rule, c.Confirmed)
			}
		}
	}
}

// buyerAsked gives a desk at which a stranger asked to cancel a buyer's order, with the case and the mail that asked its buyer
// whether he did.
func buyerAsked(t *testing.T) (*world, string, desk.Draft) {
	t.Helper()
	w := twoOrders(t)
	w.answer("Eve <eve@else.example>", "", "eve-1@else.example", "Please cancel HW-30001.")
	id := w.cases()[0].ID
	if open := w.drafts(id, desk.DraftProposed); len(open) != 1 || open[0].Template != "verify_buyer" {
		if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "verify_buyer"}); err != nil {
			t.Fatal(err)
		}
	}
	asked := w.oneOpen(id)
	w.approveOnly(id)
	w.sendAll()
	return w, id, asked
}
