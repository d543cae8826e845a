package flow_test

import (
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// TestNewsOfAClaim: whoever has told what is wrong with his goods, and asks for news, is not told where the parcel is that he has.
// Of an order whose parcel has not come he is.
func TestNewsOfAClaim(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scenario string
		change   func(*scenario.Scenario)
		want     string
	}{
		{"S21", nil, "does_not_fit_setup"},   // what we asked for is asked for still
		{"S19", nil, "followup_without_rma"}, // reported late
		{"S33", nil, "rma_open"},             // no scan says that it was delivered, and its photo does
		{"S14", nil, "rma_open_where_is_it"}, // a record is open
		{"S35", nil, "on_schedule"},          // complained of before it came
		{"S01", nil, "on_schedule"},          // no claim at all
		{"S19", notAllCome, "on_its_way"},    // another line is under way
		{"S51", nil, "on_its_way"},
	} {
		t.Run(c.scenario+" "+c.want, func(t *testing.T) {
			t.Parallel()
			for _, text := range []string{"Is there any news?", "When will you answer me?"} {
				s := scenarioByID(t, c.scenario)
				if c.change != nil {
					c.change(&s)
				}
				first := shippedModel(t)
				w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
				t.Cleanup(w.close)
				w.receive(rawOf(s))
				k, _ := w.theCase()
				w.approveOnly(k.ID)
				w.sendAll()
				w.clock = w.clock.Add(time.Minute)
				w.receive(w.reply("news", text))
				if now := w.caseOf(k.ID); now.Rule != c.want {
					t.Errorf("%q is decided by %s as %s, want %s", text, now.Rule, now.Last().Reading.Class, c.want)
				}
			}
		})
	}
}

// notAllCome gives a scenario's order a second line that has not left.
func notAllCome(s *scenario.Scenario) {
	o := &s.Orders[0]
	o.Lines[0].Stage = desk.StageDelivered
	o.Lines = append(o.Lines, desk.Line{Line: 2, Name: "Palm rest", Qty: 1, Stage: desk.StageShipped})
}
