package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// TestAcceptedLateClaimSurvives: the record that a mail opens is that of whoever accepted the claim, with his reason, also after the
// mail was drawn up once more because a question crossed it.
func TestAcceptedLateClaimSurvives(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"thanks": "Thank you very much!", "a question": "Is there any news about my report?", "another": "How long will it take until you answer?"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := received(t, "S19", nil)
			w = w.plainly()
			take := func(action, because string) desk.Draft {
				t.Helper()
				_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: action, Because: because})
				if err != nil {
					t.Fatal(err)
				}
				if *d, err = w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
					t.Fatal(err)
				}
				return *d
			}
			take("hold", "")
			w.sendAll()
			first := take("late_claim_accepted", "it lay at a neighbour's")
			w.clock = w.clock.Add(time.Minute)
			w.receive(w.reply("news", text))
			d := w.oneOpen(c.ID)
			if d.Opens == nil || d.ID == first.ID {
				t.Fatalf("there waits %s %s", d.ID, d.Template)
			}
			if !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "overtaken" }) {
				t.Errorf("it warns of %v", d.Problems)
			}
			w.approveOnly(c.ID)
			w.sendAll()
			r := w.record(c.ID)
			if h := r.History; r.Override != first.Opens.Override || r.Override == "" || h[0].Actor.Name != manager.Name || h[len(h)-1].Actor.Name != manager.Name {
				t.Errorf("opened by %+v because %q", h, r.Override)
			}
		})
	}
}

// TestStepEndsByAnAnswer: a step is not taken once more for a mail that asks for news and answers our question with it: what came of
// another cable, whether a parcel is to be sent again, which parcel is on its way to us.
func TestStepEndsByAnAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scenario, action, text string
		set                    map[string]string
	}{
		{"S21", "final_sale", "Is there any news? I tried it with another cable and another computer, and it is just the same.", nil},
		{"S46", "reship_options", "Is there any news? Yes, please send it again, the address is correct.", map[string]string{"price": "18.00"}},
		{"S14", "quarantine", "Is there any news? It is on its way to you by UPS, 1Z999AA10123456784.", nil},
	} {
		t.Run(c.action, func(t *testing.T) {
			t.Parallel()
			w, k := received(t, c.scenario, func(s *scenario.Scenario) {
				if c.action == "quarantine" {
					s.Mail.Body += "\nI have already sent it back to you."
				}
			})
			w.approveOnly(k.ID)
			w.sendAll()
			w = w.plainly()
			take := func(text string, again bool) {
				t.Helper()
				_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: k.ID, Action: c.action, Because: "so decided", Set: c.set})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
					t.Fatal(err)
				}
				w.clock = w.clock.Add(time.Minute)
				w.receive(w.reply("more", text))
				now := w.caseOf(k.ID)
				for _, d := range w.drafts(k.ID, desk.DraftProposed) {
					if (d.Moves != nil && d.Moves.Name == c.action) != again {
						t.Errorf("after %q there waits %s by %v, read as %s %v", text, d.Template, d.Moves, now.Last().Reading.Class, now.Last().Facts.Enum)
					}
				}
			}
			take("Is there any news?", true)
			take(c.text, false)
		})
	}
}

// TestRefusalEndsByWhatIsTold: a refusal that a mail crosses which tells something of the matter is not drawn up again, also where the
// mail reads like a question for news.
func TestRefusalEndsByWhatIsTold(t *testing.T) {
	t.Parallel()
	for text, again := range map[string]bool{
		"Is there any news about my report?": true,
		"Is there any news? I tried it with another cable and another computer, and it is just the same.": false,
		"Is there any news? Here is a video of the fault: https://photos.example/keyboard.mp4":            false,
		"Is there any news? I have sent it back by UPS, 1Z999AA10123456784.":                              false,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w, c, r := claim(t)
			w = w.plainly()
			done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "claim_rejected", Because: "worn", Set: map[string]string{"cause": "The keys are worn."}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: done.Draft.ID, Because: "seen"}); err != nil {
				t.Fatal(err)
			}
			w.receive(w.reply("more", text))
			for _, d := range w.drafts(c.ID, desk.DraftProposed) {
				if (d.Template == "claim_rejected") != again {
					t.Errorf("there waits %s after %s by %s", d.Template, w.caseOf(c.ID).Outcome, w.caseOf(c.ID).Rule)
				}
			}
		})
	}
}

// TestStepGivenUp: a step that came back for its approval and was rejected then is given up knowingly: later replies do not warn of it.
func TestStepGivenUp(t *testing.T) {
	t.Parallel()
	w, r, _ := approvedRefund(t)
	w.clock = w.clock.Add(time.Minute)
	w.receive(w.reply("news", "Is there any news about my report?"))
	if _, err := w.Reject(t.Context(), second, w.oneOpen(r.Case).ID, "he keeps it"); err != nil {
		t.Fatal(err)
	}
	w.receive(w.reply("news", "Is there really no news about my report?"))
	open := w.drafts(r.Case, desk.DraftProposed)
	if len(open) == 0 {
		t.Error("nothing waits")
	}
	for _, d := range open {
		if slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "overtaken" }) {
			t.Errorf("%s warns of %v", d.Template, d.Problems)
		}
	}
}

// TestStepOfAnEditedMail: whoever changed the words of a step's mail is told that these are lost.
func TestStepOfAnEditedMail(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	w = w.plainly()
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed", Set: money})
	if err != nil {
		t.Fatal(err)
	}
	d := *done.Draft
	if _, err := w.EditDraft(t.Context(), manager, flow.Edit{Draft: d.ID, Subject: d.Subject, Text: strings.Replace(d.Text, "\n\n", "\n\nWe are sorry for the trouble.\n\n", 1)}); err != nil {
		t.Fatal(err)
	}
	w.receive(w.reply("news", "Is there any news about my report?"))
	if d := w.oneOpen(r.Case); d.Template != "refund_processing" || strings.Contains(d.Text, "sorry for the trouble") || !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "overtaken" && strings.Contains(p.Text, "changed by hand") }) {
		t.Errorf("%s warns of %v and says\n%s", d.Template, d.Problems, d.Text)
	}
}

// TestStepBesideAnotherOrder: a mail that asks about two orders has one reply, which leaves none of them out: a step that it crosses
// waits in no mail of its own.
func TestStepBesideAnotherOrder(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("first", "", "Cancel", "Please cancel my orders HW-20366 and HW-20371.")
	id := w.cases()[0].ID
	if len(w.caseOf(id).Linked) == 0 {
		id = w.cases()[1].ID
	}
	w.approveOnly(id)
	w.sendAll()
	sent := w.drafts(id, desk.DraftSent)
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "cancel_approved", Because: "stopped"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(-59 * time.Minute)
	w.fromKofi("second", sent[0].MessageID, "Re: Cancel", "Please cancel my orders HW-20366 and HW-20371, as I wrote.")
	d2 := w.oneOpen(id)
	if !strings.Contains(d2.Text, "HW-20366") || !strings.Contains(d2.Text, "HW-20371") {
		t.Errorf("%s says\n%s", d2.Template, d2.Text)
	}
}
