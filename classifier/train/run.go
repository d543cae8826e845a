package train

import (
	"context"
	"slices"
	"strings"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Run trains a model on a corpus and the corrections of agents.
func Run(ctx context.Context, set corpus.Set, corrections []corpus.Record, o Options) (*classifier.Model, error) {
	o = o.filled()
	if len(set[corpus.Train])+len(set[corpus.Tuned]) == 0 || len(set[corpus.Dev]) == 0 {
		return nil, desk.Errf(desk.CodeInvalid, "the corpus has no mails to train on, or none to fit the calibration on").WithMend("name files of the parts train and dev in " + corpus.SplitFile)
	}
	p, err := classifier.NewPhrases(o.Engine)
	if err != nil {
		return nil, err
	}
	x := classifier.NewExtractor(p)
	list := sampled(x, set[corpus.Train], false)
	list = append(list, sampled(x, set[corpus.Tuned], true)...)
	list = append(list, sampled(x, corrections, false)...)
	dev := sampled(x, set[corpus.Dev], false)
	m, err := fit(ctx, x, list, o)
	if err != nil {
		return nil, err
	}
	apart, err := crossed(ctx, x, list, o)
	if err != nil {
		return nil, err
	}
	onDev := scored(m, x, dev)
	for i := range onDev {
		onDev[i].sentences = sentenceScores(m, x, onDev[i].record)
	}
	thresholds(m, apart, onDev)
	// Thresholds of trust come from all mails too: 75 development mails a class are too few to
	// tell 98 of 100 from 96. The models of crossed have learnt from fewer mails and are
	// surer than they should be by another measure, so each list is read at its own temperature.
	if len(apart) > len(onDev) {
		calibrate(m, apart)
		m.Accept = accept(m, apart)
		calibrate(m, onDev)
		trustSurest(m, accept(m, onDev))
	} else {
		calibrate(m, onDev)
		m.Accept = accept(m, onDev)
	}
	m.Steer = fitSteer(x, o.Steering, slices.Concat(set[corpus.Train], set[corpus.Tuned]))
	m.Corpus = corpus.Hash(append(set.All(), corrections...))
	m.Mails, m.Corrections = len(list), len(corrections)
	return m, nil
}

// scored gives samples the scores of a model that has not learnt from them.
func scored(m *classifier.Model, x *classifier.Extractor, list []sample) []seen {
	out := make([]seen, len(list))
	for i := range list {
		out[i] = seen{sample: &list[i], scores: x.Scores(m, list[i].terms)}
	}
	return out
}

// sentenceScores gives the scores of a mail's sentences of four words and more, each read as a mail
// of its own: customers write shorter than the mails of the corpus are.
func sentenceScores(m *classifier.Model, x *classifier.Extractor, r *corpus.Record) [][]float32 {
	var out [][]float32
	for line := range strings.FieldsFuncSeq(r.Split().New, func(c rune) bool { return strings.ContainsRune(".!?\n", c) }) {
		if len(strings.Fields(line)) < 4 {
			continue
		}
		terms, _ := x.Terms(classifier.Input{NewText: line})
		out = append(out, x.Scores(m, terms))
	}
	return out
}

// folds is into how many parts the authors are dealt for crossed.
const folds = 3

// crossedPasses is how often crossed goes over the mails: thresholds need no last digit.
const crossedPasses = 5

// crossed scores each sample by a model that has learnt nothing of its author's. So
// signals that are too rare on the development mails get their thresholds from all mails.
func crossed(ctx context.Context, x *classifier.Extractor, list []sample, o Options) ([]seen, error) {
	fold := map[string]int{}
	for i := range list {
		if _, ok := fold[list[i].group]; !ok {
			fold[list[i].group] = len(fold) % folds
		}
	}
	if len(fold) < 2 {
		return nil, nil
	}
	o.Passes = min(o.Passes, crossedPasses)
	var out []seen
	for n := range min(folds, len(fold)) {
		var rest, left []sample
		for i := range list {
			if fold[list[i].group] == n {
				left = append(left, list[i])
			} else {
				rest = append(rest, list[i])
			}
		}
		m, err := fit(ctx, x, rest, o)
		if err != nil {
			return nil, err
		}
		out = append(out, scored(m, x, left)...)
	}
	return out, nil
}
