package linear

import (
	"math"
	"math/rand/v2"
)

// Row is one sparse sample: features by index, without repeats.
type Row struct {
	Index []uint32
	Value []float32
}

// Options of Fit. Zero values take the defaults.
type Options struct {
	// Cost of a wrong sample against the size of the weights. Default 1.
	Cost float64
	// Passes over all samples, at most. Default 30.
	Passes int
	// Tolerance on the largest gradient of a pass at which fitting stops. Default 0.01.
	Tolerance float64
	// Seed of the order in which samples are visited.
	Seed uint64
}

func (o Options) filled() Options {
	if o.Cost == 0 {
		o.Cost = 1
	}
	if o.Passes == 0 {
		o.Passes = 30
	}
	if o.Tolerance == 0 {
		o.Tolerance = 0.01
	}
	return o
}

// Fit finds the weights of a binary logistic regression over dim features. share scales the
// cost of single samples; nil = all the same. It is the dual coordinate descent
// of Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and
// maximum entropy models", Machine Learning 85 (2011), section 3: one sample at a time,
// each solved by Newton steps on one variable, no vector of the size of the features but
// the weights themselves.
func Fit(rows []Row, positive []bool, share []float64, dim int, o Options) []float64 {
	o = o.filled()
	w := make([]float64, dim)
	f := fitting{rows: rows, w: w, side: make([]float64, len(rows)), upper: make([]float64, len(rows)),
		square: make([]float64, len(rows)), alpha: make([][2]float64, len(rows))}
	order := make([]int, len(rows))
	for i := range rows {
		order[i] = i
		f.side[i] = -1
		if positive[i] {
			f.side[i] = 1
		}
		f.upper[i] = o.Cost
		if share != nil {
			f.upper[i] *= share[i]
		}
		f.start(i)
	}
	random := rand.NewPCG(o.Seed, 1)
	inner := 0.01
	for range o.Passes {
		for i := len(order) - 1; i > 0; i-- {
			j := int(random.Uint64() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		worst, steps := 0.0, 0
		for _, i := range order {
			g, n := f.step(i, inner)
			worst, steps = max(worst, g), steps+n
		}
		if worst < o.Tolerance {
			break
		}
		if steps <= len(rows)/10 {
			inner = max(1e-6, inner/10)
		}
	}
	return w
}

// fitting is the state of one Fit: per sample its side (+1, -1), cost, squared length and
// the two dual variables that add up to its cost.
type fitting struct {
	rows   []Row
	w      []float64
	side   []float64
	upper  []float64
	square []float64
	alpha  [][2]float64
}

// start gives a sample dual variables inside of their bounds.
func (f *fitting) start(i int) {
	c := f.upper[i]
	if c <= 0 {
		return
	}
	a := min(0.001*c, 1e-8)
	f.alpha[i] = [2]float64{a, c - a}
	s := 0.0
	for _, v := range f.rows[i].Value {
		s += float64(v) * float64(v)
	}
	f.square[i] = s
	f.shift(i, f.side[i]*a)
}

// shift adds by times the sample to the weights. The conversions forbid fused
// multiply-adds, whose rounding would differ between processors.
//
// The race detector is kept out of it and of step: a fitting is one goroutine's own, its rows are
// written before it begins, and to watch each of some billion reads was most of what a test that trains took.
//
//go:norace
func (f *fitting) shift(i int, by float64) {
	r := &f.rows[i]
	for k, x := range r.Index {
		f.w[x] += float64(by * float64(r.Value[k]))
	}
}

// step solves for one sample and gives the gradient found and the Newton steps taken.
//
//go:norace
func (f *fitting) step(i int, inner float64) (gradient float64, steps int) {
	c := f.upper[i]
	if c <= 0 {
		return 0, 0
	}
	r := &f.rows[i]
	dot := 0.0
	for k, x := range r.Index {
		dot += float64(f.w[x] * float64(r.Value[k]))
	}
	a, b := f.square[i], f.side[i]*dot
	one, two, sign := 0, 1, 1.0
	if 0.5*a*(f.alpha[i][two]-f.alpha[i][one])+b < 0 {
		one, two, sign = 1, 0, -1.0
	}
	old := f.alpha[i][one]
	z := old
	if c-z < 0.5*c {
		z *= 0.1
	}
	slope := func() float64 { return a*(z-old) + sign*b + math.Log(z/(c-z)) }
	g := slope()
	gradient = math.Abs(g)
	for steps < 100 && math.Abs(g) >= inner {
		next := z - g/(a+c/(c-z)/z)
		if next <= 0 {
			z *= 0.1
		} else {
			z = next
		}
		g = slope()
		steps++
	}
	if steps > 0 {
		f.alpha[i][one], f.alpha[i][two] = z, c-z
		f.shift(i, sign*(z-old)*f.side[i])
	}
	return gradient, steps
}

// Dot is the score of a row.
func Dot(w []float64, r Row) float64 {
	s := 0.0
	for k, x := range r.Index {
		s += float64(w[x] * float64(r.Value[k]))
	}
	return s
}
