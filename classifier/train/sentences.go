package train

import (
	"returndesk/classifier"
	"returndesk/classifier/linear"
)

// doubtful is the score of the head of whole mails from which a sentence of a mail without the signal
// is near it; of the others every strideth is enough.
const (
	doubtful = -3
	stride   = 6
)

// fitSentences fits a head that reads single sentences. Mails are labelled as a whole, so of a mail
// with the signal the sentence counts that the head of whole mails finds to tell of it the most, and
// of the others each is one without (Andrews, Tsochantaridis and Hofmann, "Support vector machines
// for multiple-instance learning", 2002, section 4: the most positive instance stands for its bag;
// a second round of choosing changed nothing for the better).
func fitSentences(x *classifier.Extractor, space *classifier.Space, list []sample, head classifier.Head, whole []float64, o Options) []float64 {
	var rows []linear.Row
	var positive []bool
	says, share := targets(head, list)
	for i := range list {
		if share[i] == 0 {
			continue
		}
		sentences := x.Sentences(space, list[i].terms)
		if says[i] {
			if r, ok := plainest(sentences, whole); ok {
				rows, positive = append(rows, r), append(positive, true)
			}
			continue
		}
		for k, r := range sentences {
			if linear.Dot(whole, r) > doubtful || (i+k)%stride == 0 {
				rows, positive = append(rows, r), append(positive, false)
			}
		}
	}
	return linear.Fit(rows, positive, nil, space.Size(), linear.Options{Cost: o.Cost, Passes: o.Passes, Seed: 1})
}

// plainest gives the row with the highest score.
func plainest(rows []linear.Row, weights []float64) (best linear.Row, ok bool) {
	top := 0.0
	for _, r := range rows {
		if s := linear.Dot(weights, r); !ok || s > top {
			best, top, ok = r, s, true
		}
	}
	return best, ok
}
