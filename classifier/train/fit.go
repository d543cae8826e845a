package train

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"returndesk/classifier"
	"returndesk/classifier/linear"
	"returndesk/desk"
)

// fit makes a model of samples: space, rows, and one solver run a head.
func fit(ctx context.Context, x *classifier.Extractor, list []sample, o Options) (*classifier.Model, error) {
	space := spaceOf(list, o)
	list = doubled(list)
	rows := make([]linear.Row, len(list))
	for i := range list {
		rows[i] = x.Row(space, list[i].terms)
	}
	hs := heads()
	fitted := make([][]float64, len(hs))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for h := range next {
				positive, share := targets(hs[h], list)
				fitted[h] = linear.Fit(rows, positive, share, space.Size(), linear.Options{Cost: o.Cost, Passes: o.Passes, Seed: uint64(h)})
			}
		})
	}
	for h := range hs {
		if ctx.Err() == nil {
			next <- h
		}
	}
	close(next)
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return classifier.NewModel(space, hs, fitted), nil
}

// targets says which samples a head has to say yes to, and what each costs. Records that
// carry a class alone teach classes only.
func targets(h classifier.Head, list []sample) ([]bool, []float64) {
	positive, share := make([]bool, len(list)), make([]float64, len(list))
	for i := range list {
		r := list[i].record
		share[i] = list[i].share
		switch h.Kind {
		case classifier.HeadClass:
			positive[i] = string(r.Class) == h.Name
		case classifier.HeadIntent:
			positive[i] = string(r.Class) == h.Name || slices.Contains(r.Also, desk.Class(h.Name))
		case classifier.HeadSignal:
			positive[i] = slices.Contains(r.Signals, desk.Signal(h.Name))
		}
		if h.Kind != classifier.HeadClass && !r.Judged {
			share[i] = 0
		}
	}
	return positive, share
}
