package classifier

import (
	"slices"

	"returndesk/desk"
)

// restBar is the confidence below which what a mail says beside sentences that speak to the program tells nothing, and
// besideWords the number of words from which it may tell something that no phrase knows.
const (
	restBar     = 0.3
	besideWords = 8
)

// Read reads one mail, and once more without the sentences that speak to the program, as a phrase or the steer hears them: what
// is asked for in them must not count.
func (e *Embedded) Read(in Input) desk.Reading {
	w, ok := e.pool.Get().(*workspace)
	if !ok {
		w = &workspace{}
	}
	defer e.pool.Put(w)
	a := e.phrases.analyse(in)
	w.terms = a.terms(in, w.terms[:0])
	var steering []int32
	doubt := false
	if e.steer != nil {
		w.sums = e.steer.sentences(w.terms, w.sums)
		steering, doubt = e.steer.heard(w.sums)
	}
	if len(steering) > 0 {
		e.phrases.release(a)
		a = e.phrases.analyseBut(in, steering)
		w.terms = a.terms(in, w.terms[:0])
	}
	told := len(a.tally.orders) > 0
	r, tells := e.readAnalysis(in, a, w), a.tellsBeside()
	may := a.mayAsk(&r)
	e.phrases.release(a)
	if told {
		a = e.phrases.analyseWhole(in)
		w.terms = a.terms(in, w.terms[:0])
		r = steeredReading(e.readAnalysis(in, a, w), r, tells)
		e.phrases.release(a)
	}
	if namedOrders(r.Numbers) < 2 {
		r = e.asksApart(in, r, may)
	}
	r = byVerb(in.NewText, e.unmeant(in, r))
	r.Unsure = r.Unsure || doubt && r.Class.MayCost()
	r.Parts = e.parts(in, &r)
	return e.whoWrites(in, e.withoutBygone(in, withParts(r)))
}

// tellsBeside reports whether a mail may tell something beside what speaks to the program: a phrase finds a class there, or more words
// stand there than a greeting has.
func (a *analysis) tellsBeside() bool {
	if a.reading.Confidence > unheard {
		return true
	}
	left := 0
	for i := range a.toks {
		if !a.tally.told(a.toks, i) && !(a.tally.reply && a.toks[i].sent < a.tally.body) {
			left++
		}
	}
	return left >= besideWords
}

// steeredReading is the reading of a mail with sentences that were taken for instructions to the program, made of the
// reading of all of it and that of the rest. The rest counts, but a customer's own words that were taken for an
// instruction are not lost: where the rest tells nothing, the whole is read and waits for a person, and where both differ a
// person looks.
func steeredReading(whole, rest desk.Reading, tells bool) desk.Reading {
	r := rest
	if (rest.Confidence < restBar || !tells) && whole.Class != desk.ClassNonCustomer && !rest.Has(desk.SignalSafetyHazard) {
		r = whole
		r.Signals, r.Unsure = withSignal(r.Signals, desk.SignalInstructsReader), true
	}
	if whole.Class != rest.Class && whole.Class != desk.ClassNonCustomer {
		r.Unsure = true
		if r.Class == rest.Class {
			r.RunnerUp = whole.Class
		}
	}
	if whole.Has(desk.SignalSafetyHazard) && !r.Has(desk.SignalSafetyHazard) {
		r.Signals = withSignal(r.Signals, desk.SignalSafetyHazard)
		r = endangered(r, whole.Confidence)
	}
	return r
}

// endangered makes a reading of danger a claim, whatever else the mail says (domain.md section 1, "Conflict rules").
func endangered(r desk.Reading, confidence float64) desk.Reading {
	if r.Class == desk.ClassDoaDefect {
		return r
	}
	r.Also = further(desk.ClassDoaDefect, append(slices.Clone(r.Also), r.Class))
	r.Class, r.RunnerUp, r.Confidence = desk.ClassDoaDefect, r.Class, confidence
	return r
}

// withSignal gives signals with one more, sorted, each once.
func withSignal(signals []desk.Signal, s desk.Signal) []desk.Signal {
	out := append(slices.Clone(signals), s)
	slices.Sort(out)
	return slices.Compact(out)
}
