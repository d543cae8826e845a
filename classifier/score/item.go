// Package score measures how a classifier reads labelled mails: accuracy, F1, confusion,
// calibration, coverage, signals. It is pure and must not know any engine.
package score

import (
	"time"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Item is one mail as labelled and as read.
type Item struct {
	Want corpus.Record
	Got  desk.Reading
	// Accepted: the engine would have been believed without a second opinion.
	Accepted bool
	// Spent is how long reading took.
	Spent time.Duration
}

// Rate counts how often a thing was found.
type Rate struct {
	Precision float64 `json:"precision"` // 1 when it was never said
	Recall    float64 `json:"recall"`    // 1 when it was never there
	F1        float64 `json:"f1"`
	Support   int     `json:"support"` // how often it was there
	Said      int     `json:"said"`
}

// count adds up hits (there and said), misses and false alarms.
type count struct{ hit, missed, wrong int }

func (c *count) add(there, said bool) {
	switch {
	case there && said:
		c.hit++
	case there:
		c.missed++
	case said:
		c.wrong++
	}
}

func (c count) rate() Rate {
	r := Rate{Precision: 1, Recall: 1, Support: c.hit + c.missed, Said: c.hit + c.wrong}
	if r.Said > 0 {
		r.Precision = float64(c.hit) / float64(r.Said)
	}
	if r.Support > 0 {
		r.Recall = float64(c.hit) / float64(r.Support)
	}
	if all := 2*c.hit + c.missed + c.wrong; all > 0 {
		r.F1 = 2 * float64(c.hit) / float64(all)
	}
	return r
}
