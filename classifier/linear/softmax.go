package linear

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// ClassOptions of FitClasses. Zero values take the defaults.
type ClassOptions struct {
	// Rate of learning of a weight that has not moved yet; it falls evenly to nothing. Default 0.05.
	Rate float64
	// Passes over all samples. Default 5.
	Passes int
	// Smooth is the share of a sample that is said to be of any class alike, from 0 to 1. It keeps
	// single samples from pulling without end. Default 0.
	Smooth float64
	// Seed of the order in which samples are visited.
	Seed uint64
	// Orders is how many orders are gone through, each from the beginning; the weights are their mean.
	// What single orders leave to chance goes out of it by that. Default 1.
	Orders int
}

func (o ClassOptions) filled() ClassOptions {
	if o.Rate == 0 {
		o.Rate = 0.05
	}
	if o.Passes == 0 {
		o.Passes = 5
	}
	if o.Orders == 0 {
		o.Orders = 1
	}
	return o
}

// FitClasses finds the weights of a softmax regression: the classes share one loss, so that each learns
// only what tells it from the others. class[i] is the class of a sample, from 0 to classes-1; a sample of
// another class teaches nothing. share scales the cost of single samples, nil = all the same. The weights
// come class by class; nil = ctx was done before.
//
// It is stochastic gradient descent with a rate for each weight (AdaGrad of Duchi, Hazan and Singer,
// "Adaptive subgradient methods", JMLR 12 (2011)). There is no penalty: few passes at a small rate
// leave the weights small, of rare features above all. That read messages of real customers better than
// the classes each fitted by itself, at any penalty that was tried (docs/classifier.md).
func FitClasses(ctx context.Context, rows []Row, class []int, share []float64, dim, classes int, o ClassOptions) [][]float64 {
	o = o.filled()
	known := make([]int, 0, len(rows))
	for i := range rows {
		if class[i] >= 0 && class[i] < classes && (share == nil || share[i] > 0) {
			known = append(known, i)
		}
	}
	fits := make([]softmax, o.Orders)
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0)) // each fit needs some hundred MB
	for n := range fits {
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			fits[n] = softmax{classes: classes, w: make([]float32, dim*classes), moved: make([]float32, dim*classes),
				score: make([]float32, classes), slope: make([]float32, classes)}
			fits[n].fit(ctx, rows, class, share, slices.Clone(known), rand.NewPCG(o.Seed, uint64(2+n)), o)
			fits[n].moved = nil
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil
	}
	out := make([][]float64, classes)
	for c := range out {
		out[c] = make([]float64, dim)
		for x := range out[c] {
			for n := range fits {
				out[c][x] += float64(fits[n].w[x*classes+c])
			}
			out[c][x] /= float64(o.Orders)
		}
	}
	return out
}

// fit goes through the samples of an order in passes of their own orders.
func (f *softmax) fit(ctx context.Context, rows []Row, class []int, share []float64, order []int, random *rand.PCG, o ClassOptions) {
	done, all := 0, o.Passes*len(order)
	for range o.Passes {
		for i := len(order) - 1; i > 0; i-- {
			j := int(random.Uint64() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			if done%lookEvery == 0 && ctx.Err() != nil {
				return
			}
			cost := 1.0
			if share != nil {
				cost = share[i]
			}
			f.step(&rows[i], class[i], cost, o.Smooth, float32(o.Rate*(1-float64(done)/float64(all))))
			done++
		}
	}
}

// softmax is the state of one FitClasses: weights feature by feature, and how far each has been pulled.
type softmax struct {
	classes      int
	w, moved     []float32
	score, slope []float32 // of one sample, by class
}

// lookEvery is after how many samples FitClasses looks whether ctx is done.
const lookEvery = 1024

// leastMoved keeps the first step of a weight from being a whole rate, however small its slope.
const leastMoved = 1e-4

// step moves the weights by one sample. The conversions forbid fused multiply-adds, whose rounding would
// differ between processors. Exp is assembly of its own on amd64 and arm64, Expm1 the same Go code on both;
// what the compiler may fuse in that changes the last of 53 bits, of which 24 are kept.
//
// The race detector is kept out for the reason told at fitting.shift.
//
//go:norace
func (f *softmax) step(r *Row, class int, cost, smooth float64, rate float32) {
	k := f.classes
	clear(f.score)
	for n, x := range r.Index {
		v, w := r.Value[n], f.w[int(x)*k:][:k]
		for c := range w {
			f.score[c] += float32(w[c] * v)
		}
	}
	top, sum := f.score[0], 0.0
	for _, s := range f.score {
		top = max(top, s)
	}
	for c, s := range f.score {
		p := math.Expm1(float64(s-top)) + 1
		f.slope[c], sum = float32(p), sum+p
	}
	for c := range f.slope {
		aim := smooth / float64(k)
		if c == class {
			aim += 1 - smooth
		}
		f.slope[c] = float32(cost * (float64(f.slope[c])/sum - aim))
	}
	for n, x := range r.Index {
		v, w, moved := r.Value[n], f.w[int(x)*k:][:k], f.moved[int(x)*k:][:k]
		for c := range w {
			g := float32(f.slope[c] * v)
			moved[c] += float32(g * g)
			w[c] -= float32(rate*g) / float32(math.Sqrt(float64(moved[c]+leastMoved)))
		}
	}
}
