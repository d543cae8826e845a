package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestNoticeReason: a reason that the data name by its code has words in the buyer's language; the shop's own
// words stand only in mails of the shop's language; a code that a person gives has words, too.
func TestNoticeReason(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		reason         desk.DelayReason
		language       string
		said           string
		want, mustLack string
	}{
		"code, German":       {reason: desk.DelayPartsLate, language: "de", want: "Ein Teil, das wir zukaufen, kam später als vereinbart bei uns an."},
		"code, Italian":      {reason: desk.DelayQualityCheck, language: "it", want: "non ha superato il nostro controllo"},
		"nothing, French":    {language: "fr", want: "plus de temps que nous ne l’avions prévu"},
		"own words, English": {reason: "the laser broke. ", language: "en", want: "The reason is this: the laser broke."},
		"own words, Dutch":   {reason: "the laser broke", language: "nl", want: "duurt langer dan we hadden gepland", mustLack: "laser"},
		"said code, Spanish": {reason: "the laser broke", language: "es", said: "machine_down", want: "estuvo parada", mustLack: "machine_down"},
		"said words, German": {reason: desk.DelayPartsLate, language: "de", said: "die Schalter kamen spät", want: "Der Grund dafür: die Schalter kamen spät."},
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
			if x.said != "" {
				_, again, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Because: x.said})
				if err != nil {
					t.Fatal(err)
				}
				d = *again
			}
			text := strings.Join(strings.Fields(d.Text), " ")
			if d.Language != x.language || !strings.Contains(text, x.want) || x.mustLack != "" && strings.Contains(text, x.mustLack) || len(d.Problems) > 0 {
				t.Errorf("in %s, %v:\n%s", d.Language, d.Problems, d.Text)
			}
		})
	}
}
