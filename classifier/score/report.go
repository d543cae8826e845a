package score

import (
	"cmp"
	"slices"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Report is what was measured on one set of mails.
type Report struct {
	Mails    int     `json:"mails"`
	Accuracy float64 `json:"accuracy"`
	// MacroF1 is the mean of the classes' F1, over the classes that the set has.
	MacroF1 float64 `json:"macro_f1"`
	Top2    float64 `json:"top2"` // right with the first or the second class
	// ECE is the expected calibration error: the mean distance between confidence and
	// accuracy over ten equal bins of confidence, weighed by their mails.
	ECE float64 `json:"ece"`
	// CoverageAt98 is the largest share of mails, taken by falling confidence, of which at
	// least 98 % are right.
	CoverageAt98 float64 `json:"coverage_at_98"`
	// Accepted is the share that the engine's own thresholds accept, and how many of those
	// are right.
	Accepted          float64 `json:"accepted"`
	AcceptedPrecision float64 `json:"accepted_precision"`
	MedianUS          float64 `json:"median_us"` // of one reading, in microseconds
	// Dropped counts mails of customers that were read as non_customer.
	Dropped    int                               `json:"customers_dropped"`
	PerClass   map[desk.Class]Rate               `json:"per_class"`
	Confusion  map[desk.Class]map[desk.Class]int `json:"confusion"` // labelled -> read -> mails
	Bins       []Bin                             `json:"reliability"`
	ByLanguage map[string]Language               `json:"per_language,omitempty"`
	Signals    map[desk.Signal]Rate              `json:"per_signal,omitempty"`
	SignalLang map[desk.Signal]map[string]Rate   `json:"per_signal_language,omitempty"`
	AlsoExact  float64                           `json:"also_exact"` // share whose further intents are just those labelled
}

// Language is how mails of one language were read.
type Language struct {
	Mails    int     `json:"mails"`
	Accuracy float64 `json:"accuracy"`
	// Signals is over all signals together.
	Signals Rate `json:"signals"`
}

// Bin is one bin of the reliability diagram.
type Bin struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Mails      int     `json:"mails"`
	Confidence float64 `json:"confidence"` // mean
	Accuracy   float64 `json:"accuracy"`
}

// Make measures the items. Records that carry a class alone count for the class only.
func Make(items []Item) Report {
	r := Report{Mails: len(items), PerClass: map[desk.Class]Rate{}, Confusion: map[desk.Class]map[desk.Class]int{}}
	if len(items) == 0 {
		return r
	}
	classes := map[desk.Class]*count{}
	for _, c := range desk.Classes() {
		classes[c], r.Confusion[c] = &count{}, map[desk.Class]int{}
	}
	right, second, accepted, acceptedRight := 0, 0, 0, 0
	for i := range items {
		want, got := items[i].Want.Class, &items[i].Got
		for c, n := range classes {
			n.add(c == want, c == got.Class)
		}
		r.Confusion[want][got.Class]++
		if got.Class == want {
			right++
		}
		if got.Class == want || got.RunnerUp == want {
			second++
		}
		if items[i].Accepted {
			accepted++
			if got.Class == want {
				acceptedRight++
			}
		}
		if got.Class == desk.ClassNonCustomer && want != desk.ClassNonCustomer {
			r.Dropped++
		}
	}
	n := float64(len(items))
	r.Accuracy, r.Top2, r.Accepted = float64(right)/n, float64(second)/n, float64(accepted)/n
	if accepted > 0 {
		r.AcceptedPrecision = float64(acceptedRight) / float64(accepted)
	}
	had := 0
	for c, k := range classes {
		r.PerClass[c] = k.rate()
	}
	for _, c := range desk.Classes() { // in order: sums of floats depend on it
		if p := r.PerClass[c]; p.Support > 0 {
			r.MacroF1 += p.F1
			had++
		}
	}
	r.MacroF1 /= float64(max(1, had))
	r.Bins, r.ECE = reliability(items)
	r.CoverageAt98 = Coverage(items, 0.98)
	r.MedianUS = median(items)
	r.judged(items)
	return r
}

// reliability sorts the items into ten bins of confidence.
func reliability(items []Item) ([]Bin, float64) {
	bins := make([]Bin, 10)
	for i := range bins {
		bins[i].From, bins[i].To = float64(i)/10, float64(i+1)/10
	}
	for i := range items {
		b := &bins[min(9, max(0, int(items[i].Got.Confidence*10)))]
		b.Mails++
		b.Confidence += items[i].Got.Confidence
		if items[i].Got.Class == items[i].Want.Class {
			b.Accuracy++
		}
	}
	ece := 0.0
	for i := range bins {
		b := &bins[i]
		if b.Mails == 0 {
			continue
		}
		b.Confidence /= float64(b.Mails)
		b.Accuracy /= float64(b.Mails)
		ece += max(b.Confidence-b.Accuracy, b.Accuracy-b.Confidence) * float64(b.Mails) / float64(len(items))
	}
	return bins, ece
}

// Coverage is the largest share of items, taken by falling confidence, that is right at
// least as often as precision says. Items of one confidence are taken together.
func Coverage(items []Item, precision float64) float64 {
	order := make([]*Item, len(items))
	for i := range items {
		order[i] = &items[i]
	}
	slices.SortStableFunc(order, func(a, b *Item) int { return cmp.Compare(b.Got.Confidence, a.Got.Confidence) })
	best, right := 0, 0
	for i, it := range order {
		if it.Got.Class == it.Want.Class {
			right++
		}
		last := i+1 == len(order) || order[i+1].Got.Confidence < it.Got.Confidence
		if last && float64(right) >= precision*float64(i+1) {
			best = i + 1
		}
	}
	return float64(best) / float64(max(1, len(items)))
}

func median(items []Item) float64 {
	us := make([]float64, len(items))
	for i := range items {
		us[i] = float64(items[i].Spent.Nanoseconds()) / 1000
	}
	slices.Sort(us)
	return us[len(us)/2]
}

// judged measures further intents, signals and languages over the fully labelled items.
func (r *Report) judged(items []Item) {
	signals := map[desk.Signal]*count{}
	byLang := map[desk.Signal]map[string]*count{}
	langs := map[string]*struct {
		n, right int
		signals  count
	}{}
	for _, l := range corpus.Languages() {
		langs[l] = &struct {
			n, right int
			signals  count
		}{}
	}
	n, exact := 0, 0
	for i := range items {
		w, got := &items[i].Want, &items[i].Got
		l := langs[w.Language]
		if !w.Judged || l == nil {
			continue
		}
		n++
		l.n++
		if got.Class == w.Class {
			l.right++
		}
		if sameSet(got.Also, w.Also) {
			exact++
		}
		for _, s := range desk.Signals() {
			there, said := slices.Contains(w.Signals, s), got.Has(s)
			if signals[s] == nil {
				signals[s], byLang[s] = &count{}, map[string]*count{}
			}
			if byLang[s][w.Language] == nil {
				byLang[s][w.Language] = &count{}
			}
			signals[s].add(there, said)
			byLang[s][w.Language].add(there, said)
			l.signals.add(there, said)
		}
	}
	if n == 0 {
		return
	}
	r.AlsoExact = float64(exact) / float64(n)
	r.Signals, r.SignalLang, r.ByLanguage = map[desk.Signal]Rate{}, map[desk.Signal]map[string]Rate{}, map[string]Language{}
	for s, c := range signals {
		r.Signals[s] = c.rate()
		r.SignalLang[s] = map[string]Rate{}
		for l, c := range byLang[s] {
			if rate := c.rate(); rate.Support+rate.Said > 0 {
				r.SignalLang[s][l] = rate
			}
		}
	}
	for name, l := range langs {
		if l.n > 0 {
			r.ByLanguage[name] = Language{Mails: l.n, Accuracy: float64(l.right) / float64(l.n), Signals: l.signals.rate()}
		}
	}
}

func sameSet[T cmp.Ordered](a, b []T) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}
