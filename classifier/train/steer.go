package train

import (
	"cmp"
	"math"
	"slices"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/linear"
	"returndesk/desk"
)

// What a steer is fitted with. Of the mails' sentences one in steerStride counts, and each that a first fit
// finds near (steerNear): there are a hundred times as many sentences of customers as texts that speak to the program.
const (
	steerCost   = 15
	steerStride = 6
	steerNear   = -3
	// steerAlarms is the share of customers' sentences that may be taken for instructions. Such a sentence is not
	// read, so that a false alarm can cost a class, and a missed one costs a person's look at most.
	steerAlarms = 1.0 / 300
	// steerDoubts is the share that may be; what such a mail asks for waits for a person where it may cost.
	steerDoubts = 1.0 / 60
)

// fitSteer makes the reader of sentences that speak to the program from texts that do and texts of customers that come
// near, held against the sentences of the mails; nil where there are no such texts. The threshold is fitted on mails of
// authors whose sentences it has not seen.
func fitSteer(x *classifier.Extractor, texts []corpus.Text, mails []corpus.Record) *classifier.Steer {
	if len(texts) == 0 {
		return nil
	}
	var lists [2][]linear.Row // of even and of odd authors
	authors := map[string]int{}
	for i := range mails {
		r := &mails[i]
		if _, ok := authors[r.Source]; !ok {
			authors[r.Source] = len(authors)
		}
		if !slices.Contains(r.Signals, desk.SignalInstructsReader) {
			in := inputOf(r)
			half := authors[r.Source] % 2
			lists[half] = append(lists[half], x.SteerRows(in)...)
		}
	}
	var calm []float64
	for half, list := range lists {
		w := steerWeights(x, texts, list)
		for _, r := range lists[1-half] {
			calm = append(calm, linear.Dot(w, r))
		}
	}
	slices.SortFunc(calm, func(a, b float64) int { return cmp.Compare(b, a) })
	bar := func(share float64) float64 {
		if n := int(share * float64(len(calm))); n < len(calm) {
			return math.Ceil(calm[n]*100+1) / 100
		}
		return 0
	}
	return classifier.NewSteer(steerWeights(x, texts, slices.Concat(lists[0], lists[1])), bar(steerAlarms), bar(steerDoubts))
}

// steerWeights fits the weights: of a text of several sentences each counts by its share, because not each of them speaks to
// the program.
func steerWeights(x *classifier.Extractor, texts []corpus.Text, calm []linear.Row) []float64 {
	var rows []linear.Row
	var positive []bool
	var share []float64
	add := func(r linear.Row, told bool, of float64) {
		rows, positive, share = append(rows, r), append(positive, told), append(share, of)
	}
	for i := range texts {
		list := x.SteerRows(classifier.Input{NewText: texts[i].Text})
		for _, r := range list {
			of := 1.0
			if texts[i].Told {
				of /= math.Sqrt(float64(len(list)))
			}
			add(r, texts[i].Told, of)
		}
	}
	for i, r := range calm {
		if i%steerStride == 0 {
			add(r, false, 1)
		}
	}
	fit := func() []float64 {
		return linear.Fit(rows, positive, share, classifier.SteerDim, linear.Options{Cost: steerCost, Seed: 1})
	}
	w := fit()
	for i, r := range calm {
		if i%steerStride != 0 && linear.Dot(w, r) > steerNear {
			add(r, false, 1)
		}
	}
	return fit()
}
