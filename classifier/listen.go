package classifier

import (
	"slices"

	"returndesk/desk"
)

// restBar is the confidence below which what a mail says beside sentences that speak to the program tells nothing.
const restBar = 0.3

// Read reads one mail, and once more where a sentence of it speaks to the program in words that no phrase knows: what is
// asked for in it must not count either.
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
	r := e.readAnalysis(in, a, w)
	e.phrases.release(a)
	if len(steering) > 0 {
		a = e.phrases.analyseBut(in, steering)
		w.terms = a.terms(in, w.terms[:0])
		r = steeredReading(r, e.readAnalysis(in, a, w))
		e.phrases.release(a)
	}
	r.Unsure = r.Unsure || doubt && r.Class.MayCost()
	r.Parts = e.parts(in, &r)
	return r
}

// steeredReading is the reading of a mail with sentences that were taken for instructions to the program, made of the
// reading of all of it and that of the rest. The rest counts, but a customer's own words that were taken for an
// instruction are not lost: where the rest tells nothing, the whole is read, and where both differ a person looks.
func steeredReading(whole, rest desk.Reading) desk.Reading {
	r := rest
	if rest.Confidence < restBar && whole.Class != desk.ClassNonCustomer && !rest.Has(desk.SignalSafetyHazard) {
		r = whole
		r.Signals = withSignal(r.Signals, desk.SignalInstructsReader)
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
