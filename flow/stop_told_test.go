package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
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
