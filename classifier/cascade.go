package classifier

import (
	"context"
	"errors"
	"slices"

	"returndesk/desk"
)

// SecondReader is an engine that is asked when the first one is not sure: slower, perhaps
// far away, able to fail. Its error says in one word of desk's codes why it said nothing.
type SecondReader interface {
	Name() string
	Read(ctx context.Context, in Input) (desk.Reading, error)
}

// Cascade asks the embedded engine first; believes it where 98 of 100 such readings were
// right; otherwise asks a second engine, when there is one; and otherwise marks the
// reading as unsure, so that a person looks at the class and at the runner-up. It is safe
// for concurrent use when its engines are.
type Cascade struct {
	first  *Embedded
	second SecondReader
}

// NewCascade makes a cascade; a nil second engine asks nobody.
func NewCascade(first *Embedded, second SecondReader) *Cascade {
	return &Cascade{first: first, second: second}
}

// With is the same first engine with another second one.
func (c *Cascade) With(second SecondReader) *Cascade { return &Cascade{first: c.first, second: second} }

// Read reads one mail. It never fails: without a second opinion the first one stands,
// unsure.
func (c *Cascade) Read(ctx context.Context, in Input) desk.Reading {
	r := called(c.first.Read(in), in)
	sure := c.first.model.Accepts(r)
	r.Said = []desk.EngineSaid{said(r, sure)}
	r.Said[0].Needs = c.first.model.needs(r.Class)
	if sure {
		return r
	}
	r = doubted(r)
	if c.second == nil {
		return r
	}
	weighed, err := c.Ask(ctx, in, r)
	if err != nil {
		return c.Silent(r, err)
	}
	return weighed
}

// doubted marks a reading as unsure. Nobody is taken for a machine or a seller on doubt:
// such a mail goes to a person as other, or a customer would never hear from us.
func doubted(r desk.Reading) desk.Reading {
	r.Unsure = true
	if r.Class == desk.ClassNonCustomer {
		r.Class, r.RunnerUp = desk.ClassOther, desk.ClassNonCustomer
	}
	return r
}

// Ask asks the second engine about a mail that the first one was not sure of, and weighs
// both: for callers that have the first reading already and cannot wait for the second.
func (c *Cascade) Ask(ctx context.Context, in Input, first desk.Reading) (desk.Reading, error) {
	if c.second == nil {
		return first, desk.Errf(desk.CodeUnsupported, "there is no second engine")
	}
	other, err := c.second.Read(ctx, in)
	if err != nil {
		return first, err
	}
	return called(combine(first, other), in), nil
}

// Silent is the first reading with the note why the second engine said nothing.
func (c *Cascade) Silent(first desk.Reading, err error) desk.Reading {
	if c.second != nil {
		first.Said = append(slices.Clone(first.Said), desk.EngineSaid{Engine: c.second.Name(), Problem: problem(err)})
	}
	return first
}

// problem names why an engine said nothing, without its words, which may hold the mail's.
func problem(err error) string {
	var named interface{ Kind() string }
	switch {
	case errors.As(err, &named):
		return named.Kind()
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	}
	return string(desk.CodeOf(err))
}

func said(r desk.Reading, accepted bool) desk.EngineSaid {
	return desk.EngineSaid{Engine: r.Engine, Class: r.Class, RunnerUp: r.RunnerUp, Confidence: r.Confidence, Accepted: accepted}
}

// secondBar is how sure a second engine has to be of itself to be followed at all. Its
// figure is its own word, so it can only take trust away.
const secondBar = 0.5

// combine puts the second opinion in the place of an unsure first one. What one engine
// must not take away from the other: an alarm, and that the mail instructs its reader.
// Numbers, dates and the language stay those that were found in the text; where nothing was
// found, what the second engine found there counts.
func combine(first, second desk.Reading) desk.Reading {
	r := first
	agree := first.Class == second.Class
	r.Engine, r.Class, r.Also, r.Confidence = second.Engine, second.Class, second.Also, second.Confidence
	if !agree {
		r.Parts = nil // they are pieces of a reading that does not stand
	}
	r.Signals = slices.Clone(second.Signals)
	for _, s := range []desk.Signal{desk.SignalSafetyHazard, desk.SignalInstructsReader, desk.SignalStatesDeliveryDate} {
		if first.Has(s) && !second.Has(s) {
			r.Signals = append(r.Signals, s)
		}
	}
	slices.Sort(r.Signals)
	if len(first.Numbers) == 0 {
		r.Numbers = second.Numbers
	}
	if first.DeliveredOn == "" {
		r.DeliveredOn = second.DeliveredOn
	}
	r.RunnerUp = second.RunnerUp
	if !agree {
		r.RunnerUp = first.Class
	}
	r.Unsure = doubtful(first, second, r)
	if r.Class == desk.ClassNonCustomer && (!saidFirst(first, desk.ClassNonCustomer) || r.Has(desk.SignalInstructsReader) || r.Unsure) {
		r = doubted(r) // nobody is dropped on the word of one engine
	}
	if r.Has(desk.SignalSafetyHazard) && r.Class != desk.ClassDoaDefect {
		r.RunnerUp, r.Class, r.Unsure = r.Class, desk.ClassDoaDefect, true
	}
	r.Said = append(slices.Clone(first.Said), said(second, !r.Unsure))
	r.Also = further(r.Class, r.Also)
	return r
}

// doubtful reports whether a person has to look at the class of two weighed readings: the
// second engine is not sure of itself, the engines differ where money may be paid, or money
// may be paid on a mail that tells its reader what to do. Else two that say the same are
// sure together, and where nothing can be paid the second one is followed.
func doubtful(first, second, both desk.Reading) bool {
	cost := first.Class.MayCost() || second.Class.MayCost()
	return second.Confidence < secondBar || first.Class != second.Class && cost || both.Has(desk.SignalInstructsReader) && cost
}

// saidFirst reports whether the first engine itself named a class, before doubt turned it
// into another.
func saidFirst(r desk.Reading, c desk.Class) bool {
	return r.Class == c || len(r.Said) > 0 && r.Said[0].Class == c
}
