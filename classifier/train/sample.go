package train

import (
	"cmp"
	"math"
	"slices"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/linear"
	"returndesk/desk"
)

// sample is one mail as the solver sees it.
type sample struct {
	record *corpus.Record
	terms  []classifier.Term
	heard  classifier.Heard
	row    linear.Row
	share  float64 // of the cost
	group  string  // author's batch
	bare   bool    // what phrases find in it proves nothing
}

// inputOf gives what the engine would see of a record.
func inputOf(r *corpus.Record) classifier.Input {
	p := r.Split()
	return classifier.Input{Subject: p.Subject, NewText: p.New, Quoted: p.Quoted}
}

// sampled turns records into samples. Where phrases were written on the records, they are
// taken out: what they find there proves nothing.
func sampled(x *classifier.Extractor, list []corpus.Record, tuned bool) []sample {
	out := make([]sample, len(list))
	for i := range list {
		s := sample{record: &list[i], share: 1, group: list[i].Source}
		if tuned {
			s.group, s.bare = "tuned", true
		}
		s.terms, s.heard = x.Terms(inputOf(s.record))
		if tuned {
			s.terms = withoutPhrases(s.terms)
		}
		out[i] = s
	}
	return out
}

// everyNth mail gets a copy with an instruction to the program, and what the copy costs.
const (
	everyNth        = 6
	instructedShare = 0.3
)

// instructed adds copies of some mails with text aimed at the program before or behind it.
// Their class stays, so that such text learns to weigh nothing.
func instructed(x *classifier.Extractor, list []sample) []sample {
	told := corpus.Instructions(corpus.Train)
	out := list
	for i := 0; i < len(list); i += everyNth {
		r := *list[i].record
		if !r.Judged || slices.Contains(r.Signals, desk.SignalInstructsReader) || len(told) == 0 {
			continue
		}
		n := i / everyNth
		in := inputOf(&r)
		text := told[n%len(told)]
		switch n % 3 {
		case 0:
			in.NewText = text + "\n\n" + in.NewText
		case 1:
			in.NewText += "\n\n" + text
		default:
			in.NewText += " " + text
		}
		r.Signals = append(slices.Clone(r.Signals), desk.SignalInstructsReader)
		s := sample{record: &r, share: instructedShare, group: list[i].group, bare: list[i].bare}
		s.terms, s.heard = x.Terms(in)
		if s.bare {
			s.terms = withoutPhrases(s.terms)
		}
		out = append(out, s)
	}
	return out
}

// doubled adds to each sample a copy without what the phrases find, and splits the cost
// between the two: the words must prove what they can by themselves, because on mails of
// others the phrases find less.
func doubled(list []sample) []sample {
	out := make([]sample, 0, 2*len(list))
	for _, s := range list {
		bare := withoutPhrases(s.terms)
		if len(bare) < len(s.terms) {
			s.share /= 2
			twin := s
			twin.terms = bare
			out = append(out, twin)
		}
		out = append(out, s)
	}
	return out
}

func withoutPhrases(terms []classifier.Term) []classifier.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t classifier.Term) bool { return t.Block == classifier.BlockPhrase })
}

// spaceOf chooses the features of the samples: each is weighed by its rarity.
func spaceOf(list []sample, o Options) *classifier.Space {
	type known struct {
		mails int
		block classifier.Block
		last  int
	}
	seen := map[uint32]*known{}
	for i := range list {
		for _, t := range list[i].terms {
			k := seen[t.Key]
			if k == nil {
				k = &known{block: t.Block, last: -1}
				seen[t.Key] = k
			}
			if k.last != i {
				k.last = i
				k.mails++
			}
		}
	}
	var keys []uint32
	for key, k := range seen {
		least := 1
		switch k.block {
		case classifier.BlockWord, classifier.BlockSense:
			least = o.MinMails
		case classifier.BlockChar:
			least = o.MinRunMails
		}
		if k.mails >= least {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, cmp.Compare[uint32])
	blocks, weight := make([]classifier.Block, len(keys)), make([]float32, len(keys))
	for i, key := range keys {
		k := seen[key]
		blocks[i] = k.block
		weight[i] = classifier.RoundWeight(1 + math.Log(float64(len(list))/float64(k.mails)))
	}
	return classifier.NewSpace(keys, blocks, weight, o.Scale)
}
