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
	bare   []float32 // scores without what the phrases find
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
func accept(m *classifier.Model, list []seen) {
	type read struct {
		confidence float64
		right      bool
	}
	by := map[desk.Class][]read{}
	for i := range list {
		r := m.Settle(list[i].scores, list[i].heard)
		by[r.Class] = append(by[r.Class], read{r.Confidence, r.Class == list[i].record.Class})
	}
	for _, c := range desk.Classes() {
		rs := by[c]
		slices.SortFunc(rs, func(a, b read) int { return cmp.Compare(b.confidence, a.confidence) })
		m.Accept[c] = 1.01
		right := 0
		for i, r := range rs {
			if r.right {
				right++
			}
			if float64(right) >= trust*float64(i+1) && (i+1 == len(rs) || rs[i+1].confidence < r.confidence) {
				m.Accept[c] = r.confidence
			}
		}
	}
}

// hazardBeta says how much more a missed hazard costs than one too many: its threshold is the
// best F-beta (issue "classifier", part 2: a recall of 0.98).
const hazardBeta = 4

// thresholds fits for each intent and signal the score from which it counts, by the best
// F1. A head with few examples keeps the middle.
func thresholds(m *classifier.Model, list []seen) {
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
			// The phrases of danger were written on these mails, and stand by themselves: the
			// head is for what they miss.
			head.Threshold = bestThreshold(list, func(s *seen) float32 { return s.bare[h] }, positive, share, few, hazardBeta)
			continue
		}
		head.Threshold = bestThreshold(list, func(s *seen) float32 { return s.scores[h] }, positive, share, few, 1)
	}
}

func bestThreshold(list []seen, score func(*seen) float32, positive []bool, share []float64, few int, beta float64) float64 {
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
		f := (1 + beta*beta) * float64(hit) / (float64(n+1) + beta*beta*float64(all))
		s := float64(score(&list[i]))
		if f > best && s > -3*beta && s < 1.5 {
			best, at = f, s
			if n+1 < len(order) {
				at = (s + float64(score(&list[order[n+1]]))) / 2
			}
		}
	}
	return math.Round(at*100) / 100
}
