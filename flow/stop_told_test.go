package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// TestWarnedOnce: who was told to stop using the item is not told the same again, but what is next with
// his claim and that the warning holds. What tells of danger anew, or was never answered, gets the whole
// warning.
func TestWarnedOnce(t *testing.T) {
	t.Parallel()
	const danger = "The amplifier of HW-20391 started to smoke and there is a burning smell."
	for name, c := range map[string]struct {
		answered bool
		text     string
		whole    bool
	}{
		"goes on":          {true, "We are all safe. Can I have a new amplifier for HW-20391? Mine is defective.", false},
		"says nothing":     {true, "Here we go. HW-20391.", false},
		"dangerous again":  {true, "HW-20391: now it smokes again, although it is unplugged!", true},
		"not answered yet": {false, "We are all safe. Can I have a new amplifier for HW-20391? Mine is defective.", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "HW-20391", danger)
			id := w.cases()[0].ID
			if d := w.oneOpen(id); d.Template != "safety_stop_use" {
				t.Fatalf("danger is answered by %s", d.Template)
			}
			if c.answered {
				w.approveOnly(id)
				w.sendAll()
			}
			w.fromKofi("second", "first@mail.example", "Re: HW-20391", c.text)
			d, now := w.oneOpen(id), w.caseOf(id)
			whole, holds := strings.Contains(oneLine(d), "emergency services"), strings.Contains(oneLine(d), "warning still holds")
			if whole != c.whole || holds == c.whole {
				t.Errorf("answered by %s:\n%s", d.Template, d.Text)
			}
			if now.Outcome != desk.OutcomeSafetyStop || !w.record(id).NoShipping {
				t.Errorf("the case is %s by %s, its record may travel: %v", now.Outcome, now.Rule, !w.record(id).NoShipping)
			}
			if strings.Contains(d.Text, "photo") && !c.whole {
				t.Errorf("a picture is asked for:\n%s", d.Text)
			}
			w.approveOnly(id)
			w.sendAll()
		})
	}
}

// oneLine is the text of a draft without its line breaks.
func oneLine(d desk.Draft) string { return strings.Join(strings.Fields(d.Text), " ") }

// TestOneWarningForTwoOrders: a mail about two dangerous orders is answered by one warning that names
// both, and a later one about either gets no second.
func TestOneWarningForTwoOrders(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	o := &w.scenario.Orders[1]
	shipped, delivered := w.clock.Add(-96*time.Hour), w.clock.Add(-48*time.Hour)
	o.Stage, o.ProductionStatus, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus = desk.StageDelivered, desk.ProductionStarted, &shipped, &delivered, desk.DeliveryDelivered
	w.fromKofi("first", "", "Two orders", "The amplifiers of HW-20371 and HW-20391 both started to smoke.")
	all := w.byOrder()
	if len(all) != 2 {
		t.Fatalf("%d cases", len(all))
	}
	open := w.waiting()
	if len(open) != 1 || strings.Count(oneLine(open[0]), "emergency services") != 1 || !strings.Contains(open[0].Text, "HW-20371") || !strings.Contains(open[0].Text, "HW-20391") {
		t.Fatalf("%d replies, the first:\n%s", len(open), open[0].Text)
	}
	if open[0].Role != desk.RoleSenior {
		t.Errorf("%s may approve it", open[0].Role)
	}
	w.approveOnly(open[0].Case)
	w.sendAll()
	for _, number := range []string{"HW-20371", "HW-20391"} {
		w.fromKofi("then-"+number, "", number, "We are safe. Can I have a new amplifier for "+number+"? Mine is defective.")
		c := w.byOrder()[number]
		if d := w.oneOpen(c.ID); strings.Contains(oneLine(d), "emergency services") || !strings.Contains(oneLine(d), "warning still holds") {
			t.Errorf("%s is answered by %s:\n%s", number, d.Template, d.Text)
		}
	}
}

// TestWarnedSomebodyElse: a warning counts for whom it went to. One that was sent to another address from the
// mail program, or to who told of the danger in another's order, has not told the buyer.
func TestWarnedSomebodyElse(t *testing.T) {
	t.Parallel()
	const danger = "The amplifier of HW-20391 started to smoke and there is a burning smell."
	const later = "We are all safe. Can I have a new amplifier for HW-20391? Mine is defective."
	for name, c := range map[string]struct {
		from, to string // who told of the danger, where our warning was sent from the mail program, "" for by us
		told     bool
	}{
		"by us":                 {"Kofi <" + kofi + ">", "", true},
		"from the mail program": {"Kofi <" + kofi + ">", kofi, true},
		"to another address":    {"Kofi <" + kofi + ">", "eve@else.example", false},
		"a stranger told of it": {"Eve <eve@else.example>", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.answer(c.from, "", "first@mail.example", danger)
			id := w.cases()[0].ID
			d := w.drafts(id, desk.DraftProposed)[0]
			if d.Template != "safety_stop_use" {
				t.Fatalf("danger is answered by %s", d.Template)
			}
			if c.to == "" {
				if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
					t.Fatal(err)
				}
				w.sendAll()
			} else {
				w.clock = w.clock.Add(time.Hour)
				w.inSent([]byte(strings.ReplaceAll("Message-ID: <"+d.MessageID+">\nFrom: support@shop.example\nTo: "+c.to+"\nSubject: "+d.Subject+
					"\nIn-Reply-To: <first@mail.example>\nContent-Type: text/plain; charset=utf-8\n\n"+d.Text+"\n", "\n", "\r\n")))
			}
			w.fromKofi("second", "first@mail.example", "Re: your order", later)
			now := w.byOrder()["HW-20391"]
			open := w.oneOpen(now.ID)
			whole, holds := strings.Contains(oneLine(open), "emergency services"), strings.Contains(oneLine(open), "warning still holds")
			if whole == c.told || holds != c.told {
				t.Errorf("%d cases; answered by %s (%s):\n%s", len(w.cases()), open.Template, now.Rule, open.Text)
			}
		})
	}
}

// TestDangerOfOneOrder: who tells of danger in what has come, and asks something of an order that is still with
// us, has the answer to that in the same reply: nothing that we have can burn at his place, and a cancellation
// is not overlooked for it. Where he calls both dangerous, or nothing of his has left, the whole mail is stopped.
func TestDangerOfOneOrder(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for text, want := range map[string]desk.Outcome{
		"HW-20391 smells burnt. And when will HW-20366 ship?":         desk.OutcomeOnScheduleInfo,
		"When will HW-20366 ship? And HW-20391 smells burnt.":         desk.OutcomeOnScheduleInfo,
		"My HW-20391 smells burnt. Please cancel HW-20366.":           desk.OutcomeStopProductionCheck,
		"HW-20391 riecht verbrannt. Und wann kommt HW-20366?":         desk.OutcomeOnScheduleInfo,
		"HW-20391 raucht. Bitte stornieren Sie HW-20366.":             desk.OutcomeStopProductionCheck,
		"HW-20391 sent le brûlé. Veuillez annuler HW-20366.":          desk.OutcomeStopProductionCheck,
		"HW-20391 huele a quemado. Por favor cancelen HW-20366.":      desk.OutcomeStopProductionCheck,
		"HW-20391 puzza di bruciato. Annullate HW-20366, per favore.": desk.OutcomeStopProductionCheck,
		"HW-20391 ruikt verbrand. Annuleer HW-20366 alstublieft.":     desk.OutcomeStopProductionCheck,
		"HW-20391 and HW-20366 both smell burnt.":                     desk.OutcomeSafetyStop,
		"HW-20371 smells burnt. And when will HW-20366 ship?":         desk.OutcomeSafetyStop,
	} {
		w := twoOrdersOf(t, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
		w.fromKofi("first", "", "Two things", text)
		c := w.byOrder()["HW-20366"]
		if c.Outcome != want || slices.Contains(c.Flags, desk.FlagSafety) != (want == desk.OutcomeSafetyStop) {
			t.Errorf("%q: HW-20366 is %s by %s with %v", text, c.Outcome, c.Rule, c.Flags)
		}
		open := w.waiting()
		if len(open) != 1 || open[0].Template != "safety_stop_use" || open[0].Role != desk.RoleSenior {
			t.Errorf("%q: %d replies, the first %s for %s", text, len(open), open[0].Template, open[0].Role)
			continue
		}
		if want == desk.OutcomeSafetyStop {
			continue
		}
		if d := w.byOrder()["HW-20391"]; d.Outcome != desk.OutcomeSafetyStop || !w.record(d.ID).NoShipping {
			t.Errorf("%q: HW-20391 is %s", text, d.Outcome)
		}
		w.approveOnly(open[0].Case)
		w.sendAll()
		w.fromKofi("later", "", "HW-20366", "Is there any news about HW-20366?")
		if now := w.caseOf(c.ID); slices.Contains(now.Flags, desk.FlagSafety) {
			t.Errorf("%q: a question about HW-20366 is answered by %s", text, now.Rule)
		}
	}
}
