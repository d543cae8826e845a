package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestNoticeReason: a reason that the data name by its code has words in the buyer's language; the shop's own
// words stand only in mails of the shop's language; a code that a person gives has words, too. A
// reason given for the history stands in none.
func TestNoticeReason(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		reason         desk.DelayReason
		language       string
		said           string
		again          bool // a person draws the notice up anew
		want, mustLack string
	}{
		"code, German":         {reason: desk.DelayPartsLate, language: "de", want: "Ein Teil, das wir zukaufen, kam später als vereinbart bei uns an."},
		"code, Italian":        {reason: desk.DelayQualityCheck, language: "it", want: "non ha superato il nostro controllo"},
		"nothing, French":      {language: "fr", want: "plus de temps que nous ne l’avions prévu"},
		"own words, English":   {reason: "the laser broke. ", language: "en", want: "The reason is this: the laser broke."},
		"own words, Dutch":     {reason: "the laser broke", language: "nl", want: "duurt langer dan we hadden gepland", mustLack: "laser"},
		"nothing said, German": {reason: desk.DelayPartsLate, language: "de", again: true, want: "Ein Teil, das wir zukaufen, kam später als vereinbart bei uns an."},
		"said code, Spanish":   {reason: "the laser broke", language: "es", said: "machine_down", want: "estuvo parada", mustLack: "machine_down"},
		"said words, German":   {reason: desk.DelayPartsLate, language: "de", said: "die Schalter kamen spät", want: "Der Grund dafür: die Schalter kamen spät."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := late(t, nil)
			w.scenario.Orders[0].DelayReason, w.scenario.Orders[0].Language = x.reason, x.language
			w.clock = w.clock.AddDate(0, 0, 3)
			if w.watch() != 1 {
				t.Fatal("no notice was drawn up")
			}
			c, _ := w.theCase()
			d := w.oneOpen(c.ID)
			if x.again || x.said != "" {
				_, again, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Because: "the buyer is a nuisance", Set: map[string]string{"cause": x.said}})
				if err != nil {
					t.Fatal(err)
				}
				d = *again
			}
			text := strings.Join(strings.Fields(d.Text), " ")
			if d.Language != x.language || !strings.Contains(text, x.want) || x.mustLack != "" && strings.Contains(text, x.mustLack) || strings.Contains(d.Text+d.HTML, "nuisance") || len(d.Problems) > 0 {
				t.Errorf("in %s, %v:\n%s", d.Language, d.Problems, d.Text)
			}
		})
	}
}

// TestNoticeKeepsTheNewDate: a person who draws a notice up anew for its cause does not take the
// new date away that the order's data know; one of his own stands before it.
func TestNoticeKeepsTheNewDate(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{"": "works towards 11 May 2026", "2026-05-18": "works towards 18 May 2026"} {
		w := late(t, nil)
		w.scenario.Orders[0].RevisedShipBy = "2026-05-11"
		w.clock = w.clock.AddDate(0, 0, 3)
		if w.watch() != 1 {
			t.Fatal("no notice was drawn up")
		}
		c, _ := w.theCase()
		_, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Set: map[string]string{"cause": "the switches came late", "new_date": said}})
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(strings.Fields(d.Text), " "); !strings.Contains(text, want) {
			t.Errorf("%q was said:\n%s", said, d.Text)
		}
	}
}
