package train

import (
	"fmt"
	"slices"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Standing is how a model reads the development mails.
type Standing struct {
	Accuracy float64                `json:"accuracy"`
	Recall   map[desk.Class]float64 `json:"recall"`
}

// Stand reads mails by a model; nil = the one that the program was built with.
func Stand(m *classifier.Model, list []corpus.Record) (Standing, error) {
	e, err := classifier.NewEmbedded(m, classifier.Options{})
	if err != nil {
		return Standing{}, err
	}
	s := Standing{Recall: map[desk.Class]float64{}}
	all := map[desk.Class]float64{}
	right := 0
	for i := range list {
		r := &list[i]
		all[r.Class]++
		if e.Read(inputOf(r)).Class == r.Class {
			right++
			s.Recall[r.Class]++
		}
	}
	for c, n := range all {
		s.Recall[c] /= n
	}
	s.Accuracy = float64(right) / float64(max(1, len(list)))
	return s, nil
}

// The losses from which on a new model is refused (issue "classifier", part 6).
const (
	maxAccuracyLoss = 0.01
	maxRecallLoss   = 0.05
)

// Worse says why a model must not take another's place; none = it may.
func Worse(before, after Standing) []string {
	const rounding = 1e-9
	var out []string
	if before.Accuracy-after.Accuracy >= maxAccuracyLoss-rounding {
		out = append(out, fmt.Sprintf("accuracy falls from %.3f to %.3f", before.Accuracy, after.Accuracy))
	}
	for _, c := range desk.Classes() {
		if before.Recall[c]-after.Recall[c] >= maxRecallLoss-rounding {
			out = append(out, fmt.Sprintf("recall of %s falls from %.3f to %.3f", c, before.Recall[c], after.Recall[c]))
		}
	}
	return out
}

// Distinct gives the corrections that a model may learn from: the latest of near-identical
// ones, and none that is a near-duplicate of a mail that models are judged by.
func Distinct(corrections, judged []corpus.Record) []corpus.Record {
	var taken corpus.Index
	for i := range judged {
		taken.Add(judged[i].Text)
	}
	var out []corpus.Record
	for _, r := range slices.Backward(corrections) {
		if _, like := taken.Closest(r.Text); like < corpus.Near {
			taken.Add(r.Text)
			out = append(out, r)
		}
	}
	slices.Reverse(out)
	return out
}
