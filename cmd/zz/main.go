// Package main is an experiment.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/score"
	"returndesk/classifier/train"
	"returndesk/desk"
)

func load(globs string) []corpus.Record {
	var all []corpus.Record
	for _, g := range strings.Split(globs, ",") {
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

func main() {
	sw, sc, sp, sf := flag.Float64("sw", 1, ""), flag.Float64("sc", 1, ""), flag.Float64("sp", 0.3, ""), flag.Float64("sf", 0.3, "")
	ss := flag.Float64("ss", 1, "")
	cost := flag.Float64("cost", 20, "")
	tr := flag.String("train", "classifier/corpus/train-a.jsonl", "")
	tu := flag.String("tuned", "classifier/testdata/dev.jsonl,classifier/testdata/heldout.jsonl,classifier/testdata/fresh*.jsonl", "")
	dv := flag.String("dev", "/tmp/rd/corpus/train-b.jsonl", "")
	te := flag.String("test", "", "")
	dfc := flag.Int("dfc", 2, "")
	dfw := flag.Int("dfw", 2, "")
	show := flag.String("show", "", "class|also|signal name")
	full := flag.Bool("full", false, "")
	out := flag.String("out", "", "")
	flag.Parse()
	set := corpus.Set{corpus.Train: load(*tr), corpus.Tuned: load(*tu), corpus.Dev: load(*dv)}
	t0 := time.Now()
	m, err := train.Run(context.Background(), set, nil, train.Options{Cost: *cost, Scale: [classifier.Blocks]float32{float32(*sw), float32(*sc), float32(*ss), float32(*sp), float32(*sf)}, MinMails: *dfw, MinRunMails: *dfc})
	if err != nil {
		panic(err)
	}
	spent := time.Since(t0)
	raw, err := m.Encode()
	if err != nil {
		panic(err)
	}
	if *out != "" {
		os.WriteFile(*out, raw, 0o644)
	}
	m, err = classifier.DecodeModel(raw)
	if err != nil {
		panic(err)
	}
	e, _ := classifier.NewEmbedded(m, classifier.Options{})
	fmt.Printf("trained %d mails in %.1fs, %d features, %d kB, T %.2f\n", m.Mails, spent.Seconds(), m.Space().Size(), len(raw)>>10, m.Temperature)
	for _, name := range []string{*dv, *te} {
		if name == "" {
			continue
		}
		var items []score.Item
		for _, r := range load(name) {
			s := r.Split()
			t0 := time.Now()
			got := e.Read(classifier.Input{Subject: s.Subject, NewText: s.New, Quoted: s.Quoted})
			items = append(items, score.Item{Want: r, Got: got, Spent: time.Since(t0), Accepted: got.Confidence >= m.Accept[got.Class]})
			bad := false
			switch *show {
			case "":
			case "class":
				bad = got.Class != r.Class
			case "also":
				bad = got.Class == r.Class && fmt.Sprint(got.Also) != fmt.Sprint(r.Also)
			default:
				w := false
				for _, x := range r.Signals {
					w = w || x == desk.Signal(*show)
				}
				bad = w != got.Has(desk.Signal(*show))
			}
			if bad {
				fmt.Printf("%s:%d %s %v %v GOT %s %.2f / %s %v %v: %.400q\n", r.Source, r.Line, r.Class, r.Also, r.Signals, got.Class, got.Confidence, got.RunnerUp, got.Also, got.Signals, r.Text)
			}
		}
		rep := score.Make(items)
		sigs := 0.0
		sn := 0
		worst := ""
		for _, s := range desk.Signals() {
			if x := rep.Signals[s]; x.Support > 0 {
				sigs += x.F1
				sn++
				worst += fmt.Sprintf("%s %d p%.2f r%.2f; ", s, x.Support, x.Precision, x.Recall)
			}
		}
		fmt.Printf("%s: n %d acc %.4f f1 %.4f top2 %.4f ece %.3f cov98 %.3f accepted %.3f@%.3f dropped %d also %.3f sigF1 %.3f med %.0fus\n", filepath.Base(name), rep.Mails, rep.Accuracy, rep.MacroF1, rep.Top2, rep.ECE, rep.CoverageAt98, rep.Accepted, rep.AcceptedPrecision, rep.Dropped, rep.AlsoExact, sigs/float64(sn), rep.MedianUS)
		if *full {
			for _, c := range desk.Classes() {
				p := rep.PerClass[c]
				fmt.Printf("  %s p%.2f r%.2f f%.2f n%d accept %.2f;", c, p.Precision, p.Recall, p.F1, p.Support, m.Accept[c])
			}
			fmt.Println()
			b, _ := json.Marshal(rep.ByLanguage)
			fmt.Println(string(b))
			fmt.Println(worst)
			saf, _ := json.Marshal(rep.SignalLang[desk.SignalSafetyHazard])
			fmt.Println("safety", string(saf))
		}
	}
}
