package linear

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// dense fits the same problem by plain gradient descent on the primal, slowly: the oracle.
func dense(rows []Row, positive []bool, dim int, cost float64) []float64 {
	w := make([]float64, dim)
	for range 60000 {
		g := slices.Clone(w) // the penalty's gradient
		for i, r := range rows {
			side := -1.0
			if positive[i] {
				side = 1
			}
			p := cost / (1 + math.Exp(side*Dot(w, r)))
			for k, x := range r.Index {
				g[x] -= p * side * float64(r.Value[k])
			}
		}
		for i := range w {
			w[i] -= 0.02 * g[i]
		}
	}
	return w
}

// TestFitFindsTheOptimum holds the solver against plain gradient descent.
func TestFitFindsTheOptimum(t *testing.T) {
	t.Parallel()
	rows := []Row{
		{[]uint32{0, 1}, []float32{1, 1}}, {[]uint32{0, 2}, []float32{1, 0.5}}, {[]uint32{0, 1, 2}, []float32{1, 0.3, 0.2}},
		{[]uint32{0, 3}, []float32{1, 1}}, {[]uint32{0, 3, 1}, []float32{1, 2, 0.1}}, {[]uint32{0, 2, 3}, []float32{1, 0.4, 0.3}},
	}
	positive := []bool{true, true, false, false, false, true}
	got := Fit(rows, positive, nil, 4, Options{Cost: 2, Passes: 2000, Tolerance: 1e-8})
	want := dense(rows, positive, 4, 2)
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-3 {
			t.Errorf("weight %d: got %.5f, want %.5f", i, got[i], want[i])
		}
	}
}

// TestFitIsDeterministic: the same samples give the same weights to the last bit; a sample
// without a share of the cost changes nothing.
func TestFitIsDeterministic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(t, "n")
		rows, positive, share := make([]Row, n), make([]bool, n), make([]float64, n)
		for i := range rows {
			positive[i] = rapid.Bool().Draw(t, "side")
			share[i] = rapid.Float64Range(0, 2).Draw(t, "share")
			for x := range uint32(6) {
				if rapid.Bool().Draw(t, "has") {
					rows[i].Index = append(rows[i].Index, x)
					rows[i].Value = append(rows[i].Value, rapid.Float32Range(-2, 2).Draw(t, "value"))
				}
			}
		}
		a := Fit(rows, positive, share, 6, Options{Seed: 3})
		if !slices.Equal(a, Fit(rows, positive, share, 6, Options{Seed: 3})) {
			t.Fatal("two fits differ")
		}
		for _, w := range a {
			if math.IsNaN(w) || math.IsInf(w, 0) {
				t.Fatalf("a weight is %v", w)
			}
		}
	})
}

func TestFitIgnoresWorthlessSamples(t *testing.T) {
	t.Parallel()
	rows := []Row{{[]uint32{0}, []float32{1}}, {[]uint32{1}, []float32{1}}}
	w := Fit(rows, []bool{true, true}, []float64{1, 0}, 2, Options{})
	if w[0] <= 0 || w[1] != 0 {
		t.Errorf("weights %v: the second sample has no share", w)
	}
}
