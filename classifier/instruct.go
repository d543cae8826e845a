package classifier

import "returndesk/desk"

// suspicion is by how much the score of instructs_reader may fall short of its threshold
// for the sentences to be looked at one by one.
const suspicion = 1.0

// instructed looks at the sentences of a mail that may speak to the program. It scores the
// mail again without those that do, so that an instruction can at most take words away,
// and says whether there were any. It costs some readings more, on few mails.
func (e *Embedded) instructed(a *analysis, in Input, w *workspace) bool {
	h, ok := e.model.head(HeadSignal, string(desk.SignalInstructsReader))
	if !ok || float64(w.scores[h]) < e.model.Heads[h].Threshold-suspicion {
		return false
	}
	first, last := int32(0), int32(-1)
	if len(a.toks) > 0 {
		first, last = a.toks[0].sent, a.toks[len(a.toks)-1].sent
	}
	if last-first > 40 { // a longer text than anybody reads for its instructions
		last = first + 40
	}
	bad := map[int32]bool{}
	var scores []float32
	for s := first; s <= last; s++ {
		alone := a.wordTerms(func(toks []token, i int) bool { return toks[i].sent != s }, nil)
		if len(alone) == 0 {
			continue
		}
		alone = a.senseTerms(func(toks []token, i int) bool { return toks[i].sent != s }, alone)
		scores = e.model.Scores(e.model.space.row(alone, &w.counter), scores)
		if float64(scores[h]) >= e.model.Heads[h].Threshold {
			bad[s] = true
		}
	}
	if len(bad) == 0 {
		return false
	}
	masked := func(toks []token, i int) bool { return bad[toks[i].sent] || a.tally.told(toks, i) }
	rest := a.wordTerms(masked, w.terms[:0])
	if len(rest) == 0 { // nothing but instructions: then they are what it says
		return true
	}
	rest = a.senseTerms(masked, rest)
	w.terms = a.formTerms(in, a.phraseTerms(rest))
	w.scores = e.model.Scores(e.model.space.row(w.terms, &w.counter), w.scores)
	return true
}
