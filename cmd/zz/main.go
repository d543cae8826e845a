// Package main is an experiment.
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/linear"
	"returndesk/desk"
)

func load(globs ...string) []corpus.Record {
	var all []corpus.Record
	for _, g := range globs {
		ns, _ := filepath.Glob(g)
		sort.Strings(ns)
		for _, n := range ns {
			f, err := os.Open(n)
			if err != nil {
				panic(err)
			}
			l, err := corpus.Read(f, filepath.Base(n))
			if err != nil {
				fmt.Println(err)
			}
			f.Close()
			all = append(all, l...)
		}
	}
	return all
}

var (
	sw, sc, sp, sf = flag.Float64("sw", 1, ""), flag.Float64("sc", 1, ""), flag.Float64("sp", 0.3, ""), flag.Float64("sf", 0.3, "")
	cost           = flag.Float64("cost", 10, "")
	tr             = flag.String("train", "classifier/corpus/train-a.jsonl", "")
	te             = flag.String("test", "classifier/testdata/dev.jsonl,classifier/testdata/heldout.jsonl,classifier/testdata/fresh*.jsonl", "")
	dfc            = flag.Int("dfc", 2, "")
	dfw            = flag.Int("dfw", 1, "")
	nophr          = flag.Bool("nophr", false, "no phrase features anywhere")
	balance        = flag.Float64("balance", 0, "")
	show           = flag.Bool("show", false, "")
	testNoPhr      = flag.Bool("testnophr", false, "")
	both           = flag.Bool("both", false, "train with and without phrases")
	seenNo         = flag.Bool("seenno", true, "no phrase features for tuned files in training")
)

func tuned(r corpus.Record) bool { return !strings.HasPrefix(r.Source, "train") }

func strip(t []classifier.Term) []classifier.Term {
	var o []classifier.Term
	for _, x := range t {
		if x.Block != classifier.BlockPhrase {
			o = append(o, x)
		}
	}
	return o
}

func main() {
	flag.Parse()
	train, test := load(strings.Split(*tr, ",")...), load(strings.Split(*te, ",")...)
	p, err := classifier.NewPhrases(classifier.Options{})
	if err != nil {
		panic(err)
	}
	x := classifier.NewExtractor(p)
	terms := func(r corpus.Record) []classifier.Term {
		s := r.Split()
		t := x.Terms(classifier.Input{Subject: s.Subject, NewText: s.New, Quoted: s.Quoted})
		if *nophr {
			t = strip(t)
		}
		return t
	}
	var tt [][]classifier.Term
	var recs []corpus.Record
	var share []float64
	for _, r := range train {
		t := terms(r)
		if *seenNo && tuned(r) {
			t = strip(t)
		}
		tt, recs, share = append(tt, t), append(recs, r), append(share, 1)
		if *both && !(*seenNo && tuned(r)) {
			share[len(share)-1] = 0.5
			tt, recs, share = append(tt, strip(t)), append(recs, r), append(share, 0.5)
		}
	}
	sp := space(tt)
	var rows []linear.Row
	for _, t := range tt {
		rows = append(rows, x.Row(sp, t))
	}
	classes := desk.Classes()
	count := map[desk.Class]float64{}
	for _, r := range recs {
		count[r.Class]++
	}
	W := make([][]float64, len(classes))
	var wg sync.WaitGroup
	sem := make(chan bool, runtime.NumCPU())
	for k, c := range classes {
		wg.Add(1)
		sem <- true
		go func() {
			defer func() { <-sem; wg.Done() }()
			y := make([]bool, len(rows))
			sh := make([]float64, len(rows))
			for i := range recs {
				y[i] = recs[i].Class == c
				sh[i] = share[i]
				if y[i] && *balance > 0 {
					sh[i] *= math.Pow(float64(len(recs))/12/count[c], *balance)
				}
			}
			W[k] = linear.Fit(rows, y, sh, sp.Size(), linear.Options{Cost: *cost})
		}()
	}
	wg.Wait()
	right, top2 := 0, 0
	tp, fp, fn := map[desk.Class]float64{}, map[desk.Class]float64{}, map[desk.Class]float64{}
	lang := map[string][2]int{}
	src := map[string][2]int{}
	var margins [][]float64
	var gold []int
	for _, r := range test {
		t := terms(r)
		if *testNoPhr {
			t = strip(t)
		}
		row := x.Row(sp, t)
		sc := make([]float64, len(classes))
		for k := range classes {
			sc[k] = linear.Dot(W[k], row)
		}
		id := make([]int, len(classes))
		for k := range id {
			id[k] = k
		}
		sort.Slice(id, func(a, b int) bool { return sc[id[a]] > sc[id[b]] })
		l, s := lang[r.Language], src[r.Source]
		l[1]++
		s[1]++
		got := classes[id[0]]
		if got == r.Class {
			right++
			l[0]++
			s[0]++
			tp[got]++
		} else {
			fp[got]++
			fn[r.Class]++
			if *show {
				fmt.Printf("%s:%d want %s also %v got %s (%.2f) then %s %.2f: %.300q\n", r.Source, r.Line, r.Class, r.Also, got, sc[id[0]], classes[id[1]], sc[id[1]], r.Text)
			}
		}
		lang[r.Language], src[r.Source] = l, s
		if got == r.Class || classes[id[1]] == r.Class {
			top2++
		}
		margins = append(margins, sc)
		for k, c := range classes {
			if c == r.Class {
				gold = append(gold, k)
			}
		}
	}
	f1 := 0.0
	per := ""
	for _, c := range classes {
		f := 2 * tp[c] / (2*tp[c] + fp[c] + fn[c])
		f1 += f / 12
		per += fmt.Sprintf("%s %.2f ", c, f)
	}
	n := float64(len(test))
	fmt.Printf("train %d test %d features %d: acc %.4f f1 %.4f top2 %.4f cov98(own) %.3f  %v %v\n  %s\n", len(recs), len(test), sp.Size(), float64(right)/n, f1, float64(top2)/n, coverage(margins, gold), lang, src, per)
}

// coverage at 98 % by softmax max prob, threshold on itself.
func coverage(m [][]float64, gold []int) float64 {
	type pr struct {
		p  float64
		ok bool
	}
	var l []pr
	for i, s := range m {
		b := 0
		z := 0.0
		for k := range s {
			if s[k] > s[b] {
				b = k
			}
		}
		for k := range s {
			z += math.Exp(s[k] - s[b])
		}
		l = append(l, pr{1 / z, b == gold[i]})
	}
	sort.Slice(l, func(a, b int) bool { return l[a].p > l[b].p })
	best, ok := 0, 0
	for i, x := range l {
		if x.ok {
			ok++
		}
		if float64(ok)/float64(i+1) >= 0.98 {
			best = i + 1
		}
	}
	return float64(best) / float64(len(l))
}

func space(tt [][]classifier.Term) *classifier.Space {
	df := map[uint32]int{}
	bl := map[uint32]classifier.Block{}
	for _, t := range tt {
		seen := map[uint32]bool{}
		for _, x := range t {
			if !seen[x.Key] {
				seen[x.Key] = true
				df[x.Key]++
				bl[x.Key] = x.Block
			}
		}
	}
	var keys []uint32
	for k, n := range df {
		if bl[k] == classifier.BlockChar && n < *dfc || bl[k] == classifier.BlockWord && n < *dfw {
			continue
		}
		keys = append(keys, k)
	}
	sort.Slice(keys, func(a, b int) bool { return keys[a] < keys[b] })
	blocks := make([]classifier.Block, len(keys))
	w := make([]float32, len(keys))
	for i, k := range keys {
		blocks[i] = bl[k]
		w[i] = float32(1 + math.Log(float64(len(tt))/float64(df[k])))
	}
	return classifier.NewSpace(keys, blocks, w, [classifier.Blocks]float32{float32(*sw), float32(*sc), float32(*sp), float32(*sf)})
}
