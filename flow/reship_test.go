package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// cameBack opens a world, read by the shipped model, in which a parcel came back and its buyer was asked
// whether it is to be sent again.
func cameBack(t *testing.T) (*world, desk.Case) {
	t.Helper()
	return story(t, "S46", nil)
}

// TestReshipAnswers: who was asked whether to send his parcel again, and answers, is not refused a change
// or asked the same once more.
func TestReshipAnswers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Yes please, send it again. The address is Dora H, 12 Elm St Apt 5, Albany NY 12207.": "reship_chosen",
		"Yes, please ship it once more.":                      "reship_chosen_returned",
		"Ja, bitte noch einmal schicken.":                     "reship_chosen_returned",
		"Could you send it again to 12 Elm St, Apt 5?":        "reship_chosen",
		"Oui, renvoyez-le s'il vous plaît à la même adresse.": "reship_chosen",
		"Sí, envíenlo otra vez, la dirección es correcta.":    "reship_chosen",
		"Sì, rispeditelo allo stesso indirizzo.":              "reship_chosen",
		"Ja graag, stuur het opnieuw naar hetzelfde adres.":   "reship_chosen",
		"ok":                          "reship_chosen_returned",
		"No thanks.":                  "reship_answered",
		"No, I want my money back.":   "reship_answered",
		"Nein, ich will mein Geld.":   "reship_answered",
		"Please don't send it again.": "reship_answered",
		"How much does it cost to send it again?":                                          "parcel_came_back",
		"How much is it to send again?":                                                    "parcel_came_back",
		"Was kostet es, wenn Sie es noch einmal schicken?":                                 "parcel_came_back",
		"Yes, but to another address.":                                                     "reship_chosen_returned",
		"Sí, pero a otra dirección.":                                                       "reship_chosen_returned",
		"Send it again, but not to the same address.":                                      "reship_chosen_returned",
		"Yes please, send it again, but I want the shipping fee back.":                     "reship_answered",
		"Einverstanden, bitte erneut versenden, Kosten übernehme ich.":                     "reship_chosen_returned",
		"D'accord, je paie les frais, renvoyez-le.":                                        "reship_chosen_returned",
		"Send it again? No way. I want a chargeback.":                                      "reship_answered",
		"Ja, aber erstatten Sie mir die Versandkosten.":                                    "reship_answered",
		"Yes, please resend. My new address:\n\nDora H\nThe Old Mill\nStation Road\nLeeds": "reship_chosen",
		"Can I cancel instead?":                                                            "reship_answered",
		"Could I pick it up instead?":                                                      "reship_answered",
		"Could you change the address to 12 Elm St Apt 5?":                                 "reship_answered",
		"Kann ich es stattdessen abholen?":                                                 "reship_answered",
		"Can you change the address to 12 Elm St Apt 5, and how much is it?":               "reship_answered",
		"Oui, mais à une autre adresse.":                                                   "reship_chosen_returned",
		"Ja, aber an eine andere Adresse.":                                                 "reship_chosen_returned",
		"Ja, maar naar een ander adres.":                                                   "reship_chosen_returned",
		"Va bene, ma a un altro indirizzo.":                                                "reship_chosen_returned",
		"Yes please, at my cost.":                                                          "reship_chosen_returned",
		"Oui, à mes frais.":                                                                "reship_chosen_returned",
		"Stuur maar.":                                                                      "reship_chosen_returned",
		"Oui, renvoyez-le, mais gratuitement":                                              "reship_answered",
		"stuur het opnieuw, maar ik betaal niet":                                           "reship_answered",
		"Oui, mais avec un autre transporteur.":                                            "reship_answered",
		"Send it again, but I am not paying.":                                              "reship_answered",
		"Schickt es nochmal, ich zahle aber nichts.":                                       "reship_answered",
		"Sí, envíenlo otra vez, pero gratis.":                                              "reship_answered",
		"Rispeditelo, ma a vostre spese.":                                                  "reship_answered",
		"Seulement si vous payez le port.":                                                 "reship_answered",
		"And you want me to pay twice? Refund me.":                                         "reship_answered",
		"Payer deux fois ? Remboursez-moi.":                                                "reship_answered",
		"¿Pagar dos veces? Devuélvanme el dinero.":                                         "reship_answered",
		"Pagare due volte? Rimborsatemi.":                                                  "reship_answered",
		"Soll ich etwa zweimal zahlen? Geld zurück.":                                       "reship_answered",
		"Twee keer betalen? Geld terug graag.":                                             "reship_answered",
		"Will I get the customs duty back then?":                                           "costs",
		"The amplifier is full of smoke":                                                   "safety_unit",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w, c := cameBack(t)
			w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "x@x.example", text)
			if got := w.caseOf(c.ID).Rule; got != want {
				t.Errorf("decided by %s, want %s", got, want)
			}
		})
	}
}

// TestCostsAgain: who was told that costs are not refunded, and holds on to them, is not told of his
// parcel; who threatens with a court is read by a senior.
func TestCostsAgain(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for text, legal := range map[string]bool{
		"Die 63 Euro Zoll hole ich mir, notfalls vor Gericht.":              true,
		"Die 63 Euro Zoll hole ich mir zurück.":                             false,
		"I will get those 63 euros of customs back, in court if I have to.": true,
		"Je récupérerai les 63 euros de douane, au tribunal s'il le faut.":  true,
		"Esos 63 euros de aduana los recupero, si hace falta en el juzgado": true,
		"Quei 63 euro di dogana li riavrò, se serve in tribunale.":          true,
		"Die 63 euro invoerrechten haal ik terug, desnoods via de rechter.": true,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := scenarioByID(t, "S52")
			w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
			t.Cleanup(w.close)
			w.receive(rawOf(s))
			c, _ := w.theCase()
			w.approveOnly(c.ID)
			w.sendAll()
			w.answer(s.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "x@x.example", text)
			now := w.caseOf(c.ID)
			if now.Outcome != desk.OutcomeDenyCosts || slices.Contains(now.Flags, desk.FlagLegalOrChargeback) != legal {
				t.Errorf("read as %s %v: %s by %s, %v", now.Last().Reading.Class, now.Last().Reading.Signals, now.Outcome, now.Rule, now.Flags)
			}
		})
	}
}

// TestTraceAddress: who was asked for the address that a trace needs, and gives or confirms it, is not
// refused a change for it, nor asked once more.
func TestTraceAddress(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for text, want := range map[string]string{
		"The address on the order is right.":                        "trace_address_given",
		"Yes, the address is 12 Elm Street, Albany.":                "trace_address_given",
		"Die Adresse stimmt.":                                       "trace_address_given",
		"L'adresse est correcte.":                                   "trace_address_given",
		"It turned up at my neighbour's, all good, thanks!":         "human_settled",
		"The address on the order is not the same address as mine.": "scanned_not_received",
		"Is the address on the order correct? I cannot see it.":     "scanned_not_received",
		"The address is right. Please cancel the order.":            "trace_answered",
		"Nothing has come. I want my money back.":                   "trace_answered",
		"Still nothing here, any news from the carrier?":            "scanned_not_received",
	} {
		s := scenarioByID(t, "S48")
		w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
		w.receive(rawOf(s))
		c, _ := w.theCase()
		w.approveOnly(c.ID)
		w.sendAll()
		w.answer(s.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "x@x.example", text)
		if now := w.caseOf(c.ID); now.Rule != want || now.Outcome == desk.OutcomeCarrierTrace && want != "scanned_not_received" && len(now.Last().Asks) > 0 {
			t.Errorf("%q, read as %s %v: decided by %s, asking for %v", text, now.Last().Reading.Class, now.Last().Reading.Signals, now.Rule, now.Last().Asks)
		}
		w.close()
	}
}

// TestReshipChosen: after a yes it is our turn. The buyer is not reminded of what he answered, also when a
// person answers by hand, and his next mail does not bring the question back; one that says where to is
// understood.
func TestReshipChosen(t *testing.T) {
	t.Parallel()
	w, c := cameBack(t)
	ask := w.drafts(c.ID, desk.DraftSent)[0]
	w.answer(w.scenario.Mail.From, ask.MessageID, "yes@x.example", "Yes, please send it once more.")
	first := w.oneOpen(c.ID)
	now := w.caseOf(c.ID)
	if first.Template != "reship_options" || !slices.Equal(now.Last().Asks, []desk.Ask{desk.AskAddressConfirm}) {
		t.Fatalf("drafted %s, asking for %v", first.Template, now.Last().Asks)
	}
	w.answer(w.scenario.Mail.From, ask.MessageID, "where@x.example", "My address is 12 Elm St, Apt 5, Albany NY 12207.")
	w.answer(w.scenario.Mail.From, ask.MessageID, "news@x.example", "Is there any news?")
	if now = w.caseOf(c.ID); now.Rule != "reship_chosen" || now.Outcome != desk.OutcomeReshipQuote {
		t.Fatalf("then it is decided by %s as %s", now.Rule, now.Outcome)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	now = w.caseOf(c.ID)
	if now.State != desk.CaseOpen || now.Deadline.Before(w.clock) {
		t.Errorf("it is our turn, and the case is %s until %s", now.State, now.Deadline)
	}
	if next := names(w.NextActions(now, nil, nil)); !slices.Contains(next, "reshipped") {
		t.Errorf("the next steps are %v", next)
	}
	w.inSentBy(now, "It leaves tomorrow.")
	if got := w.pass(30, 0); len(got) > 0 {
		t.Errorf("sent %v", got)
	}
}

// TestReshipTakenBack: a yes that is taken back before our reply has left is none.
func TestReshipTakenBack(t *testing.T) {
	t.Parallel()
	w, c := cameBack(t)
	ask := w.drafts(c.ID, desk.DraftSent)[0]
	w.answer(w.scenario.Mail.From, ask.MessageID, "yes@x.example", "Yes please, send it again.")
	w.answer(w.scenario.Mail.From, ask.MessageID, "no@x.example", "No, wait, don't.")
	if got := w.caseOf(c.ID).Rule; got != "reship_answered" {
		t.Errorf("decided by %s", got)
	}
}

// inSentBy puts a person's answer to a case's customer, written in a mail program, into Sent.
func (w *world) inSentBy(c desk.Case, text string) {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	raw := "Message-ID: <hand@shop.example>\r\nFrom: support@shop.example\r\nTo: " + c.Customer + "\r\nSubject: Re: your order\r\nIn-Reply-To: <news@x.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n"
	w.receiveAs([]byte(raw), func(a *desk.Accepted) { a.Folder, a.Location.Mailbox = "sent", "Sent" })
}
