package plot_test

import (
	"bytes"
	"image/png"
	"testing"

	"returndesk/classifier/corpus"
	"returndesk/classifier/plot"
	"returndesk/classifier/score"
	"returndesk/desk"
)

// TestPlots: both pictures are PNGs of their size, also of a set with few mails.
func TestPlots(t *testing.T) {
	t.Parallel()
	items := []score.Item{
		{Want: corpus.Record{Class: desk.ClassDelay}, Got: desk.Reading{Class: desk.ClassDelay, Confidence: 0.93}},
		{Want: corpus.Record{Class: desk.ClassDelay}, Got: desk.Reading{Class: desk.ClassOther, Confidence: 0.41}},
	}
	for name, draw := range map[string]func(score.Report) ([]byte, error){"confusion": plot.Confusion, "reliability": plot.Reliability} {
		for _, list := range [][]score.Item{items, nil} {
			raw, err := draw(score.Make(list))
			if err != nil {
				t.Errorf("%s of %d mails: %v", name, len(list), err)
				continue
			}
			if c, err := png.DecodeConfig(bytes.NewReader(raw)); err != nil || c.Width < 600 || c.Height < 400 {
				t.Errorf("%s: %+v, %v", name, c, err)
			}
		}
	}
}
