package flow_test

import (
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// story opens a world of a scenario that the shipped model reads, its first mail answered.
func story(t *testing.T, id string, change func(*scenario.Scenario)) (*world, desk.Case) {
	t.Helper()
	s := scenarioByID(t, id)
	if change != nil {
		change(&s)
	}
	first := shippedModel(t)
	w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	w.approveOnly(c.ID)
	w.sendAll()
	return w, w.caseOf(c.ID)
}

// asks is a mail of the customer's in his thread, answered as it is drawn up.
func (w *world) asks(id, text string) {
	w.t.Helper()
	w.receive(w.reply("more", text))
	w.approveOnly(id)
	w.sendAll()
}

// TestReplacementAfterAMail: what is to replace a unit has not come yet: the mail that says that it was sent leaves, also where the
// customer had written since his claim.
func TestReplacementAfterAMail(t *testing.T) {
	t.Parallel()
	w, c := story(t, "S14", nil)
	r := w.record(c.ID)
	w.stepped(r.Number, "rma_no_return", nil)
	w.asks(c.ID, "Is there any news?")
	w.stepped(r.Number, "remedy", map[string]string{"remedy": "replacement"})
	if r = w.stepped(r.Number, "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z000"}); r.State != desk.RMAClosedResolved {
		t.Errorf("it is %s", r.State)
	}
}

// TestRemedyInVainAfterSilence: whoever says after the end of his days that the remedy did not help takes his claim back to review, and
// it stays there when the reply is approved: he was asked for no picture.
func TestRemedyInVainAfterSilence(t *testing.T) {
	t.Parallel()
	w, c := story(t, "S14", nil)
	r := w.record(c.ID)
	w.stepped(r.Number, "troubleshooting", map[string]string{"steps": "Press reset for ten seconds."})
	w.pass(20, 0)
	w.asks(c.ID, "It still does not work, I tried the reset several times.")
	if r = w.record(c.ID); r.State != desk.RMAUnderReview || w.caseOf(c.ID).State != desk.CaseWaiting {
		t.Errorf("the record is %s, the case %s", r.State, w.caseOf(c.ID).State)
	}
}

// TestOrderNamedInAnAnswer: whoever was asked which of his orders is broken, and names it alone, has told all of a claim: it is asked
// for its photo, which is not taken for a question where the parcel is.
func TestOrderNamedInAnAnswer(t *testing.T) {
	t.Parallel()
	w, c := story(t, "S14", func(s *scenario.Scenario) {
		other := s.Orders[0]
		other.Number = "HW-10499"
		s.Orders = append(s.Orders, other)
		s.Mail.Subject, s.Mail.Body, s.Mail.Attachments = "a question", "My keyboard is broken.", nil
	})
	if c.Outcome != desk.OutcomeAskOrder {
		t.Fatalf("the case is %s", c.Outcome)
	}
	number := w.scenario.Orders[0].Number
	w.asks(c.ID, "It is "+number+".")
	if c = w.caseOf(c.ID); c.Order != number || c.Rule != "claim_not_shown" || len(c.RMAs) != 1 {
		t.Fatalf("order %s is decided by %s, with %d records", c.Order, c.Rule, len(c.RMAs))
	}
	w.asks(c.ID, "And here the rest.")
	if c = w.caseOf(c.ID); c.Outcome != desk.OutcomeFollowupAttach {
		t.Errorf("then it is %s by %s", c.Outcome, c.Rule)
	}
}

// TestWordsOfAClaim: what is said in the thread of a claim and makes no request of its own is about the claim, whatever a reader who
// does not know the claim takes it for.
func TestWordsOfAClaim(t *testing.T) {
	t.Parallel()
	rejected := func(w *world, c desk.Case) {
		w.stepped(w.record(c.ID).Number, "claim_rejected", map[string]string{"cause": "A liquid made the damage."})
	}
	unshown := func(s *scenario.Scenario) { s.Mail.Attachments = nil }
	sentBack := func(s *scenario.Scenario) { s.Mail.Body += "\nI have already sent it back to you." }
	for _, c := range []struct {
		name, text, want string
		change           func(*scenario.Scenario)
		before           func(*world, desk.Case)
	}{
		{"disputed", "That is not true, I never spilled anything on it. I dispute this.", "followup_without_rma", nil, rejected},
		{"disputed after a question", "That is not true, I never spilled anything on it. I dispute this.", "followup_without_rma", nil, func(w *world, c desk.Case) {
			w.asks(c.ID, "Is there any news?")
			rejected(w, c)
		}},
		{"answered", "Sorry, I had sent it from my wife's account. Here it is again.", "rma_open", unshown, nil},
		{"promised", "Thanks, I will send the photo tomorrow.", "rma_open", unshown, nil},
		{"sent back", "Did you get my parcel?", "returned_unannounced", sentBack, nil},
		{"threatened", "If I do not get my money by Friday my lawyer will write to you.", "rma_open", nil, nil},
		{"cancelled by its word", "Please cancel my order, I do not want it any more.", "cancel_delivered", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, k := story(t, "S14", c.change)
			if c.before != nil {
				c.before(w, k)
			}
			w.receive(w.reply("more", c.text))
			now := w.caseOf(k.ID)
			if now.Rule != c.want {
				t.Errorf("decided by %s as %s, read as %s, want %s", now.Rule, now.Class, now.Last().Reading.Class, c.want)
			}
			if d := w.oneOpen(k.ID); c.name == "threatened" && d.Role != desk.RoleSenior {
				t.Errorf("%s is for a %s", d.Template, d.Role)
			}
		})
	}
}
