package train

import (
	"cmp"
	"math"
	"slices"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
)

// sample is one mail as the solver sees it.
type sample struct {
	record *corpus.Record
	terms  []classifier.Term
	heard  classifier.Heard
	share  float64 // of the cost
	group  string  // author's batch
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
			s.group = "tuned"
		}
		s.terms, s.heard = x.Terms(inputOf(s.record))
		if tuned {
			s.terms = withoutPhrases(s.terms)
		}
		out[i] = s
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
		case classifier.BlockWord:
			least = o.MinMails
		case classifier.BlockSense:
			least = o.MinSense
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
