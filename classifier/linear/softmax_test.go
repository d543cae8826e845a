package linear

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// likelihood is the mean log-likelihood of the samples under the weights.
func likelihood(rows []Row, class []int, w [][]float64) float64 {
	all := 0.0
	for i, r := range rows {
		sum := 0.0
		for c := range w {
			sum += math.Exp(Dot(w[c], r))
		}
		all += Dot(w[class[i]], r) - math.Log(sum)
	}
	return all / float64(len(rows))
}

// TestFitClassesTellsClasses: each class has a feature of its own beside one that all share; samples
// nobody has seen are told by it, and the shared feature tells nothing.
func TestFitClassesTellsClasses(t *testing.T) {
	t.Parallel()
	var rows []Row
	var class []int
	for n := range 60 {
		c := n % 3
		rows = append(rows, Row{[]uint32{uint32(c), 3}, []float32{0.5 + float32(n%7)/7, 1}})
		class = append(class, c)
	}
	w := FitClasses(t.Context(), rows, class, nil, 4, 3, ClassOptions{Passes: 50, Rate: 0.2})
	if l := likelihood(rows, class, w); l < -0.2 {
		t.Errorf("mean log-likelihood %.3f: three classes with a feature each are not told", l)
	}
	for c := range w {
		r := Row{[]uint32{uint32(c), 3}, []float32{0.9, 1}}
		for d := range w {
			if d != c && Dot(w[d], r) >= Dot(w[c], r) {
				t.Errorf("a sample of class %d is read as %d", c, d)
			}
		}
		if math.Abs(w[c][3]) > 0.3 {
			t.Errorf("weight %.3f of a feature that every sample has", w[c][3])
		}
	}
}

// TestFitClassesNearsTheOptimum holds the descent against one that is slow and plain: with smoothed
// samples there is a best loss, and many passes come near to it.
func TestFitClassesNearsTheOptimum(t *testing.T) {
	t.Parallel()
	rows := []Row{
		{[]uint32{0, 1}, []float32{1, 1}}, {[]uint32{0, 2}, []float32{1, 0.5}}, {[]uint32{1, 2}, []float32{1, 0.3}},
		{[]uint32{0, 3}, []float32{1, 1}}, {[]uint32{3, 1}, []float32{2, 0.1}}, {[]uint32{2, 3}, []float32{0.4, 0.3}},
	}
	class := []int{0, 1, 2, 1, 0, 2}
	const smooth = 0.3
	loss := func(w [][]float64) float64 {
		all := 0.0
		for c := range w {
			one := slices.Repeat([]int{c}, len(rows))
			for i := range rows {
				aim := smooth / 3
				if class[i] == c {
					aim += 1 - smooth
				}
				all -= aim * likelihood(rows[i:i+1], one[:1], w)
			}
		}
		return all
	}
	best := [][]float64{make([]float64, 4), make([]float64, 4), make([]float64, 4)}
	for range 20000 {
		var g [3][4]float64
		for i, r := range rows {
			sum := 0.0
			for c := range best {
				sum += math.Exp(Dot(best[c], r))
			}
			for c := range best {
				d := math.Exp(Dot(best[c], r))/sum - smooth/3
				if class[i] == c {
					d -= 1 - smooth
				}
				for k, x := range r.Index {
					g[c][x] += d * float64(r.Value[k])
				}
			}
		}
		for c := range g {
			for x := range g[c] {
				best[c][x] -= 0.05 * g[c][x]
			}
		}
	}
	got := loss(FitClasses(t.Context(), rows, class, nil, 4, 3, ClassOptions{Passes: 20000, Rate: 0.3, Smooth: smooth}))
	if want := loss(best); got > want+0.01 {
		t.Errorf("loss %.4f, plain descent reaches %.4f", got, want)
	}
}

// TestFitClassesIsDeterministic: the same samples give the same weights to the last bit, all of them
// numbers; a sample without a share, or of no class, changes nothing.
func TestFitClassesIsDeterministic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "n")
		rows, class, share := make([]Row, n), make([]int, n), make([]float64, n)
		for i := range rows {
			class[i] = rapid.IntRange(0, 2).Draw(t, "class")
			share[i] = rapid.Float64Range(0.1, 2).Draw(t, "share")
			for x := range uint32(6) {
				if rapid.Bool().Draw(t, "has") {
					rows[i].Index = append(rows[i].Index, x)
					rows[i].Value = append(rows[i].Value, rapid.Float32Range(-2, 2).Draw(t, "value"))
				}
			}
		}
		o := ClassOptions{Seed: 3, Smooth: 0.05, Orders: rapid.IntRange(0, 3).Draw(t, "orders")}
		a := FitClasses(t.Context(), rows, class, share, 6, 3, o)
		idle := Row{[]uint32{5}, []float32{1}}
		b := FitClasses(t.Context(), append(slices.Clone(rows), idle, idle, idle), append(slices.Clone(class), 1, -1, 3), append(slices.Clone(share), 0, 1, 1), 6, 3, o)
		for c := range a {
			if !slices.Equal(a[c], b[c]) {
				t.Fatal("two fits differ")
			}
			for _, w := range a[c] {
				if math.IsNaN(w) || math.IsInf(w, 0) {
					t.Fatalf("a weight is %v", w)
				}
			}
		}
	})
}

// TestFitClassesOrders: the mean of several orders depends less on chance than one order does.
func TestFitClassesOrders(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	rows, class := make([]Row, 200), make([]int, 200)
	for i := range rows {
		class[i] = random.IntN(3)
		for x := range uint32(30) {
			if random.IntN(4) == 0 || int(x) == class[i] && random.IntN(2) == 0 {
				rows[i].Index, rows[i].Value = append(rows[i].Index, x), append(rows[i].Value, 1)
			}
		}
	}
	apart := func(orders int) float64 {
		a := FitClasses(t.Context(), rows, class, nil, 30, 3, ClassOptions{Seed: 1, Orders: orders})
		b := FitClasses(t.Context(), rows, class, nil, 30, 3, ClassOptions{Seed: 2, Orders: orders})
		sum := 0.0
		for c := range a {
			for x := range a[c] {
				sum += (a[c][x] - b[c][x]) * (a[c][x] - b[c][x])
			}
		}
		return sum
	}
	if one, eight := apart(1), apart(8); eight > one/2 {
		t.Errorf("two fits are %g apart with one order, %g with eight", one, eight)
	}
}

// TestFitClassesStops: who ends the training waits for no fit.
func TestFitClassesStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if w := FitClasses(ctx, []Row{{[]uint32{0}, []float32{1}}}, []int{1}, nil, 1, 2, ClassOptions{}); w != nil {
		t.Errorf("weights %v of a fit that was ended", w)
	}
}
