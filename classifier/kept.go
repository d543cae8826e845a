package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// changeBar is the chance that a change of the order, or a question after it, has to have by the words beside "I do not want to
// cancel" to be what the mail asks for.
const changeBar = 0.6

// kept judges anew what a mail asks for that says, of cancelling, that it is not to be done ("I don't want to cancel, only
// to change the colour"): a sum of words takes the word for the wish. Cancelling is a further matter only by the words beside
// it, and so is the class where those ask for a change, or when it comes. Who says no more than that keeps his reading: what he takes back,
// the case's history tells.
func (e *Embedded) kept(in Input, a analysis, w *workspace, hidden []bool) {
	beside := e.scoresBut(in, a, w, hidden)
	classes := desk.Classes()
	margins := make([]float64, len(classes))
	for i := range classes {
		margins[i] = float64(beside[i])
	}
	change, delay := slices.Index(classes, desk.ClassOrderChange), slices.Index(classes, desk.ClassDelay)
	if chances := e.model.Chances(margins); (chances[change] >= changeBar || chances[delay] >= changeBar) && a.wordsBut(hidden) >= tellingRest {
		copy(w.scores, beside[:len(classes)])
	}
	if h := e.cancels(); h >= 0 {
		w.scores[h] = min(w.scores[h], beside[h])
	}
}

// cancels gives the head that says whether a mail wants, first or further, to cancel.
func (e *Embedded) cancels() int {
	return slices.IndexFunc(e.model.Heads, func(h Head) bool { return h.Kind == HeadIntent && h.Name == string(desk.ClassCancellation) })
}

// tellingRest is the number of words, beside hidden ones, from which on they say what a mail is about.
const tellingRest = 4

// cancelsBesides judges anew what a mail asks for that tells of a cancelling of something else than an order of ours: "my flight got
// cancelled, so when does it come?", "please cancel our call". The words beside it say whether the order is cancelled, too; where
// there are none, nothing of an order is asked.
func (e *Embedded) cancelsBesides(in Input, a analysis, w *workspace, hidden []bool) {
	beside := e.scoresBut(in, a, w, hidden)
	classes := desk.Classes()
	top := 0
	for i := range classes {
		if w.scores[i] > w.scores[top] {
			top = i
		}
	}
	if classes[top] == desk.ClassCancellation {
		copy(w.scores, beside[:len(classes)])
		if other := slices.Index(classes, desk.ClassOther); a.wordsBut(hidden) < tellingRest {
			w.scores[other] = slices.Max(w.scores[:len(classes)]) + 1
		}
	}
	if h := e.cancels(); h >= 0 {
		w.scores[h] = min(w.scores[h], beside[h])
	}
}

// wordsBut counts a mail's own words outside of hidden ones, but for numbers and those of two letters.
func (a *analysis) wordsBut(hidden []bool) int {
	n := 0
	for i := range a.toks {
		if w := a.toks[i].word; a.toks[i].sent >= a.tally.body && !hidden[i] && len(w) > 2 && !strings.ContainsAny(w, "0123456789") {
			n++
		}
	}
	return n
}

// threatensOnly reports whether a mail threatens with the law and speaks neither of cancelling nor of money nor of the
// contract: "if it has not left by Friday, I see my lawyer" sets a term as who is going to cancel does, and cancels nothing.
func (a *analysis) threatensOnly() bool {
	return a.tally.has(desk.SignalLegalThreat) && !slices.ContainsFunc(a.toks, func(t token) bool {
		if t.sent < a.tally.body {
			return false
		}
		c := t.sense
		return c >= 0 && slices.Contains(endConcepts, a.concepts.names[c]) ||
			slices.ContainsFunc([]string{"contra", "vertrag", "kaufvertrag", "overeenkomst", "koopovereenkomst"}, func(b string) bool { return strings.HasPrefix(t.word, b) })
	})
}

// endConcepts are those of ending something, of money and of keeping.
var endConcepts = []string{"CANCEL", "REFUND", "MONEY", "PAY", "STOP", "OUT", "KEEP"}

// namesEnds reports whether a mail's own words speak of ending something, of money or of keeping, or of what is needed or wanted.
func (p *Phrases) namesEnds(toks []token, body int32) bool {
	for i, t := range toks {
		if t.sent < body || t.sense < 0 {
			continue
		}
		switch c := p.words.concepts.names[t.sense]; {
		case c == "OUT" && goesOut(toks, i):
		case slices.Contains(endConcepts, c), c == "NEED", c == "WANT":
			return true
		}
	}
	return false
}

// goesOut reports whether "out" says that something leaves the shop, and not that somebody does: "did it go out on the 14th?".
func goesOut(toks []token, i int) bool {
	going := func(w string) bool {
		return slices.Contains([]string{"go", "goes", "going", "gone", "went", "send", "sent", "ship", "shipped", "geht", "ging", "gehen", "geschickt"}, w)
	}
	return (toks[i].word == "out" || toks[i].word == "raus") && slices.ContainsFunc(near(toks, i, -2, -1), going)
}

// scoresBut gives the scores of all heads by the words outside of hidden ones.
func (e *Embedded) scoresBut(in Input, a analysis, w *workspace, hidden []bool) []float32 {
	w.terms = a.termsBut(func(toks []token, i int) bool { return hidden[i] || a.tally.told(toks, i) }, in, w.terms[:0])
	return e.model.scores(e.model.space.vector(w.terms, &w.counter), nil)
}
