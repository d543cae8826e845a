package classifier

import (
	"cmp"
	_ "embed" // the model
	"math"
	"slices"
	"sync"

	"returndesk/desk"
)

// Embedded is the trained engine: linear models over words, letter runs and what the
// phrase engine finds. It is pure, deterministic and safe for concurrent use.
type Embedded struct {
	phrases *Phrases
	model   *Model
	steer   *Steer    // the model's, or that of the shipped one; nil = only the phrases hear who speaks to the program
	pool    sync.Pool // of *workspace
}

// workspace is the memory of one reading.
type workspace struct {
	terms   []Term
	counter counter
	scores  []float32
	sums    []sentenceSum
}

//go:embed model.bin
var shipped []byte

// Shipped gives the model that the program was built with. Nobody may change it: whoever asks gets the same one.
func Shipped() (*Model, error) { return shippedModel() }

// shippedModel is unpacked once, at the first use.
var shippedModel = sync.OnceValues(func() (*Model, error) { return DecodeModel(shipped) })

// NewEmbedded makes an engine of a model; nil = the one that the program was built with.
func NewEmbedded(m *Model, opt Options) (*Embedded, error) {
	if m == nil {
		go func() { _, _ = shippedPhrases() }() // while the model is unpacked, where there is a second processor
		var err error
		if m, err = Shipped(); err != nil {
			return nil, err
		}
	}
	p, err := NewPhrases(opt)
	if err != nil {
		return nil, err
	}
	e := &Embedded{phrases: p, model: m, steer: m.Steer}
	if e.steer == nil { // trained by an earlier version
		own, err := Shipped()
		if err != nil {
			return nil, err
		}
		e.steer = own.Steer
	}
	e.pool.New = func() any { return &workspace{} }
	return e, nil
}

// Name is "embedded".
func (e *Embedded) Name() string { return "embedded" }

// Model gives the engine's model.
func (e *Embedded) Model() *Model { return e.model }

// readAnalysis reads one mail of which the workspace has the terms.
func (e *Embedded) readAnalysis(in Input, a analysis, w *workspace) desk.Reading {
	w.scores = e.model.scores(e.model.space.vector(w.terms, &w.counter), w.scores)
	if a.tally.figures != nil {
		e.literal(in, a, w, desk.SignalSafetyHazard, a.tally.figures)
	}
	e.model.readSentences(w.terms, &w.counter, w.scores)
	if len(a.tally.orders) > 0 {
		e.dangerToTheReader(in, a, w)
	}
	if a.tally.disputes != nil {
		e.literal(in, a, w, desk.SignalLegalThreat, a.tally.disputes)
	}
	if a.tally.kept != nil && len(a.reading.Numbers) < 2 { // "do not cancel B but A" is about two orders
		e.kept(in, a, w, a.tally.kept)
	}
	if a.tally.besides != nil {
		e.cancelsBesides(in, a, w, a.tally.besides)
	}
	if h := e.cancels(); h >= 0 && a.threatensOnly() {
		w.scores[h] = min(w.scores[h], float32(e.model.Heads[h].Threshold)-1)
	}
	if hidden := a.namesChange(); hidden != nil {
		e.literal(in, a, w, desk.SignalProductChange, hidden)
	}
	r := e.model.Settle(w.scores, a.heard())
	if a.tally.notOurs != nil {
		r = e.elsewhere(in, a, w, r)
	}
	if a.wordless() && (!a.tally.reply || !r.Has(desk.SignalSafetyHazard)) {
		r = silent(a.reading) // danger in a subject stays danger, whoever wrote it first
	}
	r.Engine = e.Name()
	return r
}

// literal judges a signal anew by the words outside of hidden ones, which only sound like it: danger by those outside
// of figures of speech, a legal threat by those outside of a disputed finding, a change by those below its name.
func (e *Embedded) literal(in Input, a analysis, w *workspace, signal desk.Signal, hidden []bool) {
	h := slices.IndexFunc(e.model.Heads, func(h Head) bool { return h.Kind == HeadSignal && h.Name == string(signal) })
	if h < 0 {
		return
	}
	w.terms = a.termsBut(func(toks []token, i int) bool { return hidden[i] || a.tally.told(toks, i) }, in, w.terms[:0])
	w.scores[h] = min(w.scores[h], e.model.score(h, e.model.space.vector(w.terms, &w.counter)))
}

// dangerToTheReader judges danger by all words of the mail, also by those that speak to the program.
func (e *Embedded) dangerToTheReader(in Input, a analysis, w *workspace) {
	w.terms = a.termsBut(func([]token, int) bool { return false }, in, w.terms[:0])
	all := e.model.scores(e.model.space.vector(w.terms, &w.counter), nil)
	e.model.readSentences(w.terms, &w.counter, all)
	for h, head := range e.model.Heads {
		if head.Name == string(desk.SignalSafetyHazard) && (head.Kind == HeadSignal || head.Kind == HeadSentence) {
			w.scores[h] = max(w.scores[h], all[h])
		}
	}
}

// Heard is what stands in a mail beside what the heads make of it.
type Heard struct {
	// Reading is the phrase engine's: it gives numbers, dates, serial and language, and its
	// alarms stand.
	Reading desk.Reading
	// Money: paying, paying back or an amount is spoken of. Who does not speak of money
	// asks for none, however often mails like his do.
	Money bool
	// Outright is what the mail says in so many words.
	Outright Outright
	// Dated is the day of delivery that the words state, "" for none.
	Dated desk.Date
}

// heard gives what stands in the mail.
func (a *analysis) heard() Heard {
	h := Heard{Reading: a.reading, Dated: a.dated, Money: a.reading.Has(desk.SignalWantsRefund)}
	h.Outright = a.tally.outrightly()
	h.Outright.Taste = h.Outright.Taste && a.reading.Class == desk.ClassChangeOfMind
	for i := range a.toks {
		if h.Money {
			break
		}
		if c := a.toks[i].sense; c >= 0 {
			n := a.concepts.names[c]
			h.Money = n == "REFUND" || n == "MONEY" || n == "PAY"
		}
	}
	return h
}

// Settle makes a reading of the heads' scores and of what was heard.
func (m *Model) Settle(scores []float32, heard Heard) desk.Reading {
	r := heard.Reading
	classes := desk.Classes()
	margins := make([]float64, len(classes))
	for i := range classes {
		margins[i] = float64(scores[i])
	}
	chances := m.Chances(margins)
	chance := func(c desk.Class) float64 { return round(chances[slices.Index(classes, c)]) }
	order := make([]int, len(classes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(chances[b], chances[a]) })
	r.Class, r.RunnerUp = classes[order[0]], classes[order[1]]
	r.Confidence = chance(r.Class)
	if r.Class == desk.ClassNonCustomer && r.Confidence < machineBar {
		r.Class, r.RunnerUp = r.RunnerUp, r.Class
		r.Confidence = chance(r.Class)
	}
	intents, signals := m.found(scores)
	if c, ok := m.outranked(scores, chances, r.Class); ok {
		r.Class, r.RunnerUp = c, r.Class
		r.Confidence = chance(c)
		intents = append(intents, r.RunnerUp)
	}
	read := r.Class
	heard.Outright.altered = slices.Contains(signals, desk.SignalProductChange) || slices.Contains(signals, desk.SignalAddressChange)
	heard.Outright.billed = slices.Contains(signals, desk.SignalBilling)
	r, intents = stated(r, intents, heard.Outright, chance)
	if heard.Outright.Taste && r.Class == desk.ClassChangeOfMind && r.Class != read { // called a claim
		signals = append(signals, desk.SignalPreference)
	}
	if c, ok := heard.Outright.higherClaim(&r); ok {
		intents = append(intents, r.Class)
		r.Class, r.RunnerUp = c, r.Class
		r.Confidence = chance(r.Class)
	}
	if r.Class.IsClaim() { // a second claim that stands there in so many words
		for _, c := range heard.Outright.Classes {
			if c.IsClaim() {
				intents = append(intents, c)
			}
		}
	}
	if heard.Outright.AsksDate && r.Class == desk.ClassOrderChange || heard.Outright.AsksWhere && r.Class == desk.ClassCostRefund && !heard.Outright.Faulty {
		intents = append(intents, r.Class)
		r.Class, r.RunnerUp = desk.ClassDelay, r.Class
		r.Confidence = chance(r.Class)
	}
	if r.Class == desk.ClassDelay && heard.Reading.Has(desk.SignalAddressChange) && slices.Contains(signals, desk.SignalAddressChange) {
		intents = append(intents, desk.ClassOrderChange) // a new address is a change of the order; all labelled mails have it so
	}
	named := r.RunnerUp == desk.ClassOrderChange || heard.Reading.Class == desk.ClassOrderChange || slices.Contains(heard.Reading.Also, desk.ClassOrderChange)
	if r.Class == desk.ClassDelay && named && heard.Outright.Asks && slices.Contains(signals, desk.SignalProductChange) {
		intents = append(intents, desk.ClassOrderChange) // "I asked you for the longer cord, is that in now?"
	}
	intents = heard.Outright.standsBeside(&r, intents)
	for _, no := range []desk.Class{desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassCostRefund} { // "it did not arrive broken, it broke later"; "the padding was missing"; "I don't want the postage back"
		if slices.Contains(heard.Outright.denied, no) && r.Class != no {
			intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return c == no })
		}
	}
	if !heard.Money {
		signals = slices.DeleteFunc(signals, func(s desk.Signal) bool { return s == desk.SignalWantsRefund })
	}
	for _, s := range heard.Reading.Signals {
		// The calendar finds dates. An alarm, and an instruction to the reader, once seen stay.
		if s == desk.SignalStatesDeliveryDate || s == desk.SignalSafetyHazard || s == desk.SignalInstructsReader {
			signals = append(signals, s)
		}
	}
	signals = onePostage(heard.Outright.signals(signals, r.Class, &heard.Reading), &heard.Reading, heard.Outright.Taxed)
	signals = heard.Outright.moneyless(signals, &r, intents)
	signals = asksOnly(agreeing(heard.Outright.sentIn(signals, r.Class), r.Class, intents), &r, &heard.Reading, intents)
	slices.Sort(signals)
	r.Signals = slices.Compact(signals)
	if r.DeliveredOn == "" && heard.Dated != "" && r.Class.IsClaim() && !r.Has(desk.SignalNotReceived) {
		r.DeliveredOn = heard.Dated // "livré mardi, la touche ne marche pas": phrases heard that it was not delivered
		r.Signals = append(r.Signals, desk.SignalStatesDeliveryDate)
		slices.Sort(r.Signals)
	}
	if r.Has(desk.SignalSafetyHazard) && r.Class != desk.ClassDoaDefect {
		// Danger is a claim, whatever else the mail says (domain.md section 1, "Conflict rules").
		intents = append(intents, r.Class)
		r.Class, r.RunnerUp = desk.ClassDoaDefect, r.Class
		r.Confidence = chance(desk.ClassDoaDefect)
	}
	if changesNothing(&r, &heard.Reading, &heard.Outright) {
		intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return c == desk.ClassOrderChange })
		r.Signals = slices.DeleteFunc(r.Signals, func(s desk.Signal) bool { return s == desk.SignalProductChange })
	}
	r.Also = further(r.Class, heard.Outright.without(&r, intents))
	return r
}

// machineBar is the confidence below which a mail is read as its runner-up rather than as no customer's:
// customers who post in few words are taken for machines with little confidence, and no machine or seller
// of the labelled mails with as little.
const machineBar = 0.7

// An intent takes the first place from a class that it outranks when its score passes its
// threshold by overrule and its class is no less likely than overruleChance: intents that
// stand in the mail beside the matter are many, and most come with a chance near nothing.
const (
	overrule       = 1.5
	overruleChance = 0.3
)

// outranked finds an intent that stands plainly in the mail and outranks the likeliest
// class (domain.md section 1, "Conflict rules"): then it is the primary one. A return keeps
// its place before the costs that it is to bring back (docs/labels.md, "Settled cases").
func (m *Model) outranked(scores []float32, chances []float64, class desk.Class) (desk.Class, bool) {
	best, found := class, false
	for h, head := range m.Heads {
		c := desk.Class(head.Name)
		if head.Kind != HeadIntent || float64(scores[h]) < head.Threshold+overrule || desk.ClassPriority(c) >= desk.ClassPriority(best) {
			continue
		}
		if c == desk.ClassCostRefund && class == desk.ClassChangeOfMind || chances[slices.Index(desk.Classes(), c)] < overruleChance {
			continue
		}
		best, found = c, true
	}
	return best, found
}

// found gives the intents and signals whose scores reach their thresholds.
func (m *Model) found(scores []float32) (intents []desk.Class, signals []desk.Signal) {
	signals = []desk.Signal{}
	for h, head := range m.Heads {
		if float64(scores[h]) < head.Threshold {
			continue
		}
		switch head.Kind {
		case HeadIntent:
			intents = append(intents, desk.Class(head.Name))
		case HeadSignal, HeadSentence:
			signals = append(signals, desk.Signal(head.Name))
		}
	}
	return intents, signals
}

// further gives the intents beside the primary class, by priority. One that would outrank
// it contradicts it and is left out: the classes were weighed against each other already. The cost of what is to be taken back stands
// beside the return, which keeps its place (docs/labels.md, "Settled cases"), and a return that is heard beside a cost is not lost.
func further(class desk.Class, intents []desk.Class) []desk.Class {
	out := []desk.Class{}
	for _, c := range intents {
		if c != class && c != desk.ClassOther && c != desk.ClassNonCustomer && (ranksBefore(class, c) || class == desk.ClassCostRefund && c == desk.ClassChangeOfMind) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b desk.Class) int { return cmp.Compare(desk.ClassPriority(a), desk.ClassPriority(b)) })
	return slices.Compact(out)
}

// ranksBefore reports whether a class is the primary one of two that a mail has (domain.md section 1, "Conflict rules").
func ranksBefore(a, b desk.Class) bool {
	switch {
	case a == desk.ClassCostRefund && b == desk.ClassChangeOfMind:
		return false
	case a == desk.ClassChangeOfMind && b == desk.ClassCostRefund:
		return true
	}
	return desk.ClassPriority(a) < desk.ClassPriority(b)
}

func round(p float64) float64 { return math.Round(p*1000) / 1000 }
