package train

import (
	"cmp"
	"math"
	"slices"

	"returndesk/classifier"
	"returndesk/desk"
)

// seen is a sample that the model has not learnt from, with the scores that it got.
type seen struct {
	*sample
	scores []float32
	// sentences are the scores of its single sentences; only of development mails.
	sentences [][]float32
}

// margins are the scores of the classes, which stand first.
func (s *seen) margins() []float64 {
	out := make([]float64, len(desk.Classes()))
	for i := range out {
		out[i] = float64(s.scores[i])
	}
	return out
}

// calibrate fits temperature so that the chances are the likeliest for the mails at hand
// (Guo et al., "On calibration of modern neural networks", 2017, section 4.2).
func calibrate(m *classifier.Model, list []seen) {
	loss := func(t float64) float64 {
		m.Temperature = t
		sum := 0.0
		for i := range list {
			p := m.Chances(list[i].margins())
			sum -= math.Log(max(1e-12, p[slices.Index(desk.Classes(), list[i].record.Class)]))
		}
		return sum
	}
	low, high := 0.05, 10.0 // golden section over a function with one valley
	g := (math.Sqrt(5) - 1) / 2
	for range 60 {
		a, b := high-g*(high-low), low+g*(high-low)
		if loss(a) < loss(b) {
			high = b
		} else {
			low = a
		}
	}
	m.Temperature = math.Round((low+high)/2*1e4) / 1e4
}

// trust is the share of right mails from which a class is believed.
const trust = 0.98

// accept fits the confidence from which each class is believed: the lowest at which trust
// of the mails read as that class were right. A class that never gets there is never
// believed.
func accept(m *classifier.Model, list []seen) map[desk.Class]float64 {
	bars := map[desk.Class]float64{}
	type read struct {
		confidence float64
		right      bool
	}
	by := map[desk.Class][]read{}
	for i := range list {
		// How sure a class is says nothing of a danger told in passing: what is missed of that
		// is the matter of its own head, and would have the class of the rest never believed.
		if slices.Contains(list[i].record.Signals, desk.SignalSafetyHazard) {
			continue
		}
		r := m.Settle(list[i].scores, list[i].heard)
		by[r.Class] = append(by[r.Class], read{r.Confidence, r.Class == list[i].record.Class})
	}
	for _, c := range desk.Classes() {
		rs := by[c]
		slices.SortFunc(rs, func(a, b read) int { return cmp.Compare(b.confidence, a.confidence) })
		bars[c] = never
		right := 0
		for i, r := range rs {
			if r.right {
				right++
			}
			if float64(right) >= trust*float64(i+1) && (i+1 == len(rs) || rs[i+1].confidence < r.confidence) {
				bars[c] = r.confidence
			}
		}
	}
	return bars
}

const (
	never  = 1.01   // above every confidence
	surest = 0.9995 // what is told as 1.000
)

// trustSurest believes a class that the mails of unread authors would have believed never where the
// shipped model is surest, if the development mails bear it out there: the models of crossed know
// less than it does, and a class between its neighbours misses trust by a mail or two.
func trustSurest(m *classifier.Model, dev map[desk.Class]float64) {
	for _, c := range desk.Classes() {
		if m.Accept[c] > 1 && dev[c] <= 1 {
			m.Accept[c] = max(dev[c], surest)
		}
	}
}

// The share of the development mails without danger, and of their sentences as if each were a mail, that
// a head of danger may take for one: its threshold is the lowest that keeps it. A false alarm costs an
// agent a look, a missed danger costs a customer; so all is heard that costs few alarms in an ordinary
// mailbox. What whole mails and sentences tell together is far surer than the whole alone, which speaks
// where no sentence is long enough. Models of fewer authors (see crossed) alarm ten times as often and
// would set the threshold far too high.
const (
	wholeAlarms    = 0.002
	sentenceAlarms = 0.010
)

// thresholds fits for each intent and signal the score from which it counts, by the best
// F1 on all mails, and that of danger on the development mails. A head with few examples keeps
// the middle.
func thresholds(m *classifier.Model, apart, dev []seen) {
	list := slices.Concat(apart, dev)
	const few = 8
	samples := make([]sample, len(list))
	for i := range list {
		samples[i] = *list[i].sample
	}
	for h := range m.Heads {
		head := &m.Heads[h]
		if head.Kind == classifier.HeadClass {
			continue
		}
		positive, share := targets(*head, samples)
		if head.Name == string(desk.SignalSafetyHazard) {
			rate := wholeAlarms
			if head.Kind == classifier.HeadSentence {
				rate = sentenceAlarms
			}
			head.Threshold = alarmThreshold(dev, h, rate, positive[len(apart):], share[len(apart):])
			continue
		}
		head.Threshold = bestThreshold(list, func(s *seen) float32 { return s.scores[h] }, positive, share, few)
	}
}

// alarmThreshold gives the lowest score that keeps false alarms within a share of the mails and sentences.
func alarmThreshold(list []seen, h int, rate float64, positive []bool, share []float64) float64 {
	var calm []float32
	for i := range list {
		if share[i] > 0 && !positive[i] {
			calm = append(calm, list[i].scores[h])
			for _, s := range list[i].sentences {
				calm = append(calm, s[h])
			}
		}
	}
	if len(calm) == 0 {
		return -0.5
	}
	slices.SortFunc(calm, func(a, b float32) int { return cmp.Compare(b, a) })
	return math.Ceil(float64(calm[int(rate*float64(len(calm)))])*100+1) / 100
}

func bestThreshold(list []seen, score func(*seen) float32, positive []bool, share []float64, few int) float64 {
	order := make([]int, 0, len(list))
	all := 0
	for i := range list {
		if share[i] > 0 {
			order = append(order, i)
			if positive[i] {
				all++
			}
		}
	}
	if all < few {
		return -0.5
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score(&list[b]), score(&list[a])) })
	best, at, hit := 0.0, 0.0, 0
	for n, i := range order {
		if positive[i] {
			hit++
		}
		f := 2 * float64(hit) / float64(n+1+all)
		s := float64(score(&list[i]))
		if f > best && s > -3 && s < 1.5 {
			best, at = f, s
			if n+1 < len(order) {
				at = (s + float64(score(&list[order[n+1]]))) / 2
			}
		}
	}
	return math.Round(at*100) / 100
}
