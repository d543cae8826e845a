package train

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/linear"
	"returndesk/desk"
)

// fit makes a model of samples: space, rows, one solver run for all classes, and one for each other head.
func fit(ctx context.Context, x *classifier.Extractor, list []sample, o Options) (*classifier.Model, error) {
	space := spaceOf(list, o)
	mails := list
	list = doubled(list)
	rows := make([]linear.Row, len(list))
	for i := range list {
		rows[i] = x.Row(space, list[i].terms)
	}
	hs := heads()
	fitted := make([][]float64, len(hs))
	var wg sync.WaitGroup
	wg.Go(func() { copy(fitted, fitClasses(ctx, rows, list, space.Size(), o)) })
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for h := range next {
				if hs[h].Kind == classifier.HeadSentence || hs[h].Kind == classifier.HeadClass {
					continue
				}
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
	for h := range hs {
		if hs[h].Kind == classifier.HeadSentence {
			whole := slices.IndexFunc(hs, func(o classifier.Head) bool {
				return o.Kind == classifier.HeadSignal && o.Name == hs[h].Name
			})
			fitted[h] = fitSentences(x, space, mails, hs[whole], fitted[whole], o)
		}
	}
	return classifier.NewModel(space, hs, fitted), nil
}

// fitClasses gives the weights of the heads of classes, in the order of desk.Classes: a mail has one
// class, so that they are fitted together.
func fitClasses(ctx context.Context, rows []linear.Row, list []sample, dim int, o Options) [][]float64 {
	class, share := make([]int, len(list)), make([]float64, len(list))
	for i := range list {
		r := list[i].record
		class[i] = slices.Index(desk.Classes(), r.Class)
		if !beside(r) {
			share[i] = list[i].share
		}
	}
	return linear.FitClasses(ctx, rows, class, share, dim, len(desk.Classes()), linear.ClassOptions{Smooth: o.Smooth, Orders: o.Orders})
}

// beside reports whether danger stands beside another matter. Such a mail is a defect by rule, whatever
// its words are about (domain.md section 1, "Conflict rules"); the heads of danger see to that. Those of
// the classes would learn from it that whoever asks for an invoice reports a defect.
func beside(r *corpus.Record) bool {
	return len(r.Also) > 0 && slices.Contains(r.Signals, desk.SignalSafetyHazard)
}

// targets says which samples a head of an intent or a signal has to say yes to, and what each costs. Records that
// carry a class alone teach classes only.
func targets(h classifier.Head, list []sample) ([]bool, []float64) {
	positive, share := make([]bool, len(list)), make([]float64, len(list))
	for i := range list {
		r := list[i].record
		share[i] = list[i].share
		switch h.Kind {
		case classifier.HeadIntent:
			positive[i] = string(r.Class) == h.Name || slices.Contains(r.Also, desk.Class(h.Name))
		case classifier.HeadSignal, classifier.HeadSentence:
			positive[i] = slices.Contains(r.Signals, desk.Signal(h.Name))
		}
		if !r.Judged {
			share[i] = 0
		}
	}
	return positive, share
}
