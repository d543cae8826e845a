package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

func names(list []desk.Action) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Name)
	}
	return out
}

// TestSettledByTheCustomer: who says that nothing is left to do is thanked, and the mail closes
// the case; a record goes on until a person ends it with a mail of the same words.
func TestSettledByTheCustomer(t *testing.T) {
	t.Parallel()
	ann := desk.Actor{Name: "Ann", Role: desk.RoleAgent}
	t.Run("a parcel", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S48", func(s *scenario.Scenario) { s.Expect.Class = "" })
		w.answer(w.scenario.Mail.From, w.oneOpen(c.ID).MessageID, "found@buyer.example", "The parcel turned up at my neighbour's, all good. Thanks!")
		c = w.caseOf(c.ID)
		d := w.oneOpen(c.ID)
		if c.Rule != "human_settled" || d.Template != "settled" || c.Last().Facts.Get(desk.FactSettled) != "yes" {
			t.Fatalf("decided by %s, answered by %s", c.Rule, d.Template)
		}
		if next := names(w.NextActions(c, nil, nil)); !slices.Contains(next, "close") || slices.Contains(next, "withdraw") {
			t.Errorf("without a record the next steps are %v", next)
		}
		w.answer(w.scenario.Mail.From, d.MessageID, "again@buyer.example", "Thank you!")
		if c = w.caseOf(c.ID); c.Class != desk.ClassOther {
			t.Errorf("thanks after it ask for %s again", c.Class)
		}
	})
	t.Run("thanked", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S48", nil)
		w.answer(w.scenario.Mail.From, w.oneOpen(c.ID).MessageID, "found@buyer.example", "The parcel turned up at my neighbour's, all good. Thanks!")
		w.approveOnly(c.ID)
		w.sendAll()
		if c = w.caseOf(c.ID); c.State != desk.CaseClosed {
			t.Errorf("the case is %s", c.State)
		}
	})
	t.Run("a claim under review", func(t *testing.T) {
		t.Parallel()
		w, c, r := claim(t)
		w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "mended@buyer.example", "I want to withdraw my claim, I glued it myself. Please close the case.")
		c = w.caseOf(c.ID)
		if d := w.oneOpen(c.ID); c.Rule != "human_settled" || d.Template != "settled" {
			t.Fatalf("decided by %s, answered by %s", c.Rule, d.Template)
		}
		if next := names(w.NextActions(c, nil, []desk.RMA{r})); !slices.Contains(next, "withdraw") {
			t.Errorf("the next steps are %v", next)
		}
		w.approveOnly(c.ID)
		w.sendAll()
		if c = w.caseOf(c.ID); c.State != desk.CaseOpen {
			t.Errorf("its record is %s, and the case %s", w.record(c.ID).State, c.State)
		}
		sent := len(w.sent)
		if _, d, err := w.Resolve(t.Context(), ann, flow.Resolution{Case: c.ID, Action: "withdraw"}); err != nil || d != nil {
			t.Fatalf("he is thanked once more by %v (%v)", d, err)
		}
		if c = w.caseOf(c.ID); c.State != desk.CaseClosed || w.record(c.ID).State != desk.RMAWithdrawn || len(w.sent) != sent {
			t.Errorf("the record is %s, and the case %s, after %d mails", w.record(c.ID).State, c.State, len(w.sent)-sent)
		}
	})
	t.Run("both at once", func(t *testing.T) {
		t.Parallel()
		w, c, _ := claim(t)
		w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "mended@buyer.example", "I want to withdraw my claim, I glued it myself. Please close the case.")
		if _, d, err := w.Resolve(t.Context(), ann, flow.Resolution{Case: c.ID, Action: "withdraw"}); err != nil || d == nil || d.Template != "settled" {
			t.Fatalf("drafted %v (%v)", d, err)
		}
		if r := w.record(c.ID); !r.State.Open() {
			t.Errorf("the record is %s before the mail has left", r.State)
		}
		w.approveOnly(c.ID)
		w.sendAll()
		if c = w.caseOf(c.ID); c.State != desk.CaseClosed || w.record(c.ID).State != desk.RMAWithdrawn {
			t.Errorf("the record is %s, and the case %s", w.record(c.ID).State, c.State)
		}
	})
}

// TestSettledWithAReturn: who says that his return is needless is not asked to send it in the same mail, nor urged to, nor told that its
// number has run out, while a person has yet to end the record.
func TestSettledWithAReturn(t *testing.T) {
	t.Parallel()
	first, r := authorised(t)
	w := first.plainly()
	w.receive(w.reply("found", "I found out that it was my cable. Everything works now, please forget the return."))
	d := w.oneOpen(r.Case)
	if text := oneLine(d); d.Template != "settled" || strings.Contains(text, "Please send the parcel") || !strings.Contains(text, "nothing you need to do") {
		t.Fatalf("%s:\n%s", d.Template, d.Text)
	}
	w.approveOnly(r.Case)
	w.sendAll()
	if got := w.pass(25, 0); len(got) > 0 || !slices.Contains(w.queue(), r.Case) {
		t.Errorf("then he is sent %v", got)
	}
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: r.Case, Action: "withdraw"}); err != nil {
		t.Fatal(err)
	}
	if now := w.record(r.Case); now.State != desk.RMAWithdrawn || w.caseOf(r.Case).State != desk.CaseClosed {
		t.Errorf("the record is %s, the case %s", now.State, w.caseOf(r.Case).State)
	}
}

// TestSettledByAHint: whoever says that a hint solved it is thanked, and his days do not run on behind that: nothing is asked of him any more,
// and a person ends what is left.
func TestSettledByAHint(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.stepped(r.Number, "troubleshooting", map[string]string{"steps": "Take another cable."})
	w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "solved@buyer.example", "That solved it, it works now. Thank you!")
	if d := w.oneOpen(c.ID); d.Template != "settled" || !strings.Contains(oneLine(d), "nothing you need to do") {
		t.Fatalf("%s:\n%s", d.Template, d.Text)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	c = w.caseOf(c.ID)
	if due := w.record(c.ID).Due; c.Running() || !due.IsZero() || c.State != desk.CaseOpen || c.Deadline.IsZero() {
		t.Errorf("his days run: %v, until %s; the case is %s", c.Running(), due, c.State)
	}
	if got := w.pass(25, 0); len(got) > 0 || !slices.Contains(w.queue(), c.ID) {
		t.Errorf("then he is sent %v", got)
	}
}

// TestSettledInParts: of a record that was split each part is ended by a step of its own, and the last one closes the case.
func TestSettledInParts(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	part := w.split(r).Part.Number
	w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "solved@buyer.example", "I want to withdraw my claim, I glued it myself. Please close the case.")
	w.approveOnly(c.ID)
	w.sendAll()
	for range 2 {
		if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "withdraw"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, number := range []string{r.Number, part} {
		if now, err := w.RMA(t.Context(), number); err != nil || now.State != desk.RMAWithdrawn {
			t.Errorf("%s is %s (%v)", number, now.State, err)
		}
	}
	if c = w.caseOf(c.ID); c.State != desk.CaseClosed {
		t.Errorf("the case is %s", c.State)
	}
}

// TestOneOfTwoSettled: of two items that were claimed one is settled: what was claimed of the other is not over, no record becomes one
// of the settled item, and whoever approves the reply is told of which item the customer spoke.
func TestOneOfTwoSettled(t *testing.T) {
	t.Parallel()
	for text, part := range map[string]string{
		"The keyboard works again after a reset, you can close that. The macro pad is still dead.": "75% keyboard",
		"The keyboard works now.":                                             "75% keyboard",
		"Good news: the keyboard works now. Thank you!":                       "75% keyboard",
		"The macro pad works now, so only the keyboard is left.":              "Macro pad",
		"I withdraw my claim about the keyboard.":                             "75% keyboard",
		"Die Tastatur geht jetzt wieder, danke.":                              "75% keyboard",
		"Le clavier fonctionne de nouveau. Le pad est toujours mort.":         "75% keyboard",
		"Both work now, please close the case.":                               "",
		"It works now, you can close this.":                                   "",
		"The keyboard works now, but one key of it sticks.":                   "-",
		"The keyboard works now? No. It is as dead as it was.":                "-",
		"If the keyboard works again some day, the pad will still be broken.": "-",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := scenarioByID(t, "S14")
			l := s.Orders[0].Lines[0]
			s.Orders[0].Lines[0].Name = "75% keyboard"
			l.Line, l.Name, l.SKU, l.Serial, l.Batch = 2, "Macro pad", "PAD-1", "P7-1", "B-2"
			s.Orders[0].Lines = append(s.Orders[0].Lines, l)
			s.Mail.Subject, s.Mail.Body = "Order "+s.Orders[0].Number, "The keyboard has a dead row, and the macro pad does not turn on. Photos attached."
			first := shippedModel(t)
			w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
			t.Cleanup(w.close)
			w.receive(rawOf(s))
			c, _ := w.theCase()
			w.approveOnly(c.ID)
			w.sendAll()
			w.receive(w.reply("more", text))
			d, r := w.oneOpen(c.ID), w.record(c.ID)
			if all := d.Template == "settled"; all != (part == "") || r.Line != 0 && part != "-" {
				t.Errorf("there waits %s, the record is of line %d", d.Template, r.Line)
			}
			warned := slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "part" && strings.Contains(p.Text, ": "+part+".") })
			if warned != (len(part) > 1) {
				t.Errorf("it warns of %v", d.Problems)
			}
		})
	}
}
