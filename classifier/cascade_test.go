package classifier

import (
	"context"
	"errors"
	"testing"

	"returndesk/desk"
)

// oracle is a second reader that says what it was told to say.
type oracle struct {
	reading desk.Reading
	err     error
	asked   int
}

func (o *oracle) Name() string { return "llm" }

func (o *oracle) Read(context.Context, Input) (desk.Reading, error) {
	o.asked++
	o.reading.Engine = "llm"
	return o.reading, o.err
}

// unsureMail is one that the shipped model does not accept by itself.
func unsureMail(t *testing.T) (Input, desk.Reading) {
	t.Helper()
	e := embedded(t)
	for _, text := range []string{"hello, about yesterday", "so what do we do now?", "and the other one?", "it is what it is"} {
		in := Input{NewText: text}
		if r := e.Read(in); !e.model.Accepts(r) {
			return in, r
		}
	}
	t.Fatal("the model is sure of everything")
	return Input{}, desk.Reading{}
}

func TestCascadeAsksNobodyWhenSure(t *testing.T) {
	t.Parallel()
	o := &oracle{}
	c := NewCascade(embedded(t), o)
	in := Input{Subject: "Cancel order HW-10512", NewText: "Please cancel my order HW-10512, I ordered it an hour ago and it has not shipped."}
	r := c.Read(t.Context(), in)
	if r.Class != desk.ClassCancellation || r.Unsure || o.asked != 0 || len(r.Said) != 1 || !r.Said[0].Accepted {
		t.Errorf("got %+v, asked %d times", r, o.asked)
	}
}

func TestCascadeWithoutSecond(t *testing.T) {
	t.Parallel()
	in, first := unsureMail(t)
	r := NewCascade(embedded(t), nil).Read(t.Context(), in)
	if !r.Unsure || r.Class != first.Class || r.RunnerUp != first.RunnerUp || len(r.Said) != 1 || r.Said[0].Accepted {
		t.Errorf("got %+v", r)
	}
}

func TestCascadeSecondOpinion(t *testing.T) {
	t.Parallel()
	in, first := unsureMail(t)
	other := desk.ClassDelay
	if first.Class == other {
		other = desk.ClassOther
	}
	for _, c := range []struct {
		name   string
		o      oracle
		unsure bool
		class  desk.Class
	}{
		{"agrees", oracle{reading: desk.Reading{Class: first.Class, RunnerUp: desk.ClassOther, Confidence: 0.9}}, false, first.Class},
		{"says a class that may cost", oracle{reading: desk.Reading{Class: desk.ClassCostRefund, Confidence: 0.9}}, first.Class != desk.ClassCostRefund, desk.ClassCostRefund},
		{"fails", oracle{err: errors.New("no")}, true, first.Class},
		{"is too late", oracle{err: context.DeadlineExceeded}, true, first.Class},
		{"sees danger under another class", oracle{reading: desk.Reading{Class: other, Signals: []desk.Signal{desk.SignalSafetyHazard}}}, true, desk.ClassDoaDefect},
	} {
		r := NewCascade(embedded(t), &c.o).Read(t.Context(), in)
		if r.Unsure != c.unsure || r.Class != c.class || len(r.Said) != 2 || c.o.asked != 1 {
			t.Errorf("%s: got %+v", c.name, r)
		}
	}
}

// TestCombineKeepsAlarms: the second engine adds and never takes an alarm away.
func TestCombineKeepsAlarms(t *testing.T) {
	t.Parallel()
	first := desk.Reading{Class: desk.ClassDoaDefect, Signals: []desk.Signal{desk.SignalInstructsReader, desk.SignalSafetyHazard}, Language: "en", DeliveredOn: "2026-03-01"}
	r := combine(first, desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{}})
	if !r.Has(desk.SignalSafetyHazard) || !r.Has(desk.SignalInstructsReader) || r.Class != desk.ClassDoaDefect || !r.Unsure || r.DeliveredOn != "2026-03-01" || r.Language != "en" {
		t.Errorf("got %+v", r)
	}
}

// TestCombineLeavesToPeople: what two engines together are not enough for.
func TestCombineLeavesToPeople(t *testing.T) {
	t.Parallel()
	says := func(engine string, class desk.Class, confidence float64, signals ...desk.Signal) desk.Reading {
		return desk.Reading{Engine: engine, Class: class, RunnerUp: desk.ClassOther, Confidence: confidence, Signals: signals}
	}
	for _, c := range []struct {
		name          string
		first, second desk.Reading
		class         desk.Class
		unsure        bool
	}{
		{"both say so", says("embedded", desk.ClassCostRefund, 0.6), says("llm", desk.ClassCostRefund, 0.9), desk.ClassCostRefund, false},
		{"money, and the mail instructs its reader", says("embedded", desk.ClassCostRefund, 0.6, desk.SignalInstructsReader), says("llm", desk.ClassCostRefund, 0.9), desk.ClassCostRefund, true},
		{"money, and the second saw the instruction", says("embedded", desk.ClassCostRefund, 0.6), says("llm", desk.ClassCostRefund, 0.9, desk.SignalInstructsReader), desk.ClassCostRefund, true},
		{"the second is not sure either", says("embedded", desk.ClassDelay, 0.6), says("llm", desk.ClassOther, 0.3), desk.ClassOther, true},
		{"the second agrees and is not sure", says("embedded", desk.ClassDelay, 0.6), says("llm", desk.ClassDelay, 0.3), desk.ClassDelay, true},
		{"no money in it", says("embedded", desk.ClassDelay, 0.6), says("llm", desk.ClassOther, 0.9), desk.ClassOther, false},
		{"a machine for the second alone", says("embedded", desk.ClassDelay, 0.6), says("llm", desk.ClassNonCustomer, 0.99), desk.ClassOther, true},
		{"a machine for both", doubted(says("embedded", desk.ClassNonCustomer, 0.9)), says("llm", desk.ClassNonCustomer, 0.99), desk.ClassNonCustomer, false},
		{"a machine for both, which instructs", doubted(says("embedded", desk.ClassNonCustomer, 0.9, desk.SignalInstructsReader)), says("llm", desk.ClassNonCustomer, 0.99), desk.ClassOther, true},
	} {
		said0 := c.first
		if said0.Class == desk.ClassOther && said0.RunnerUp == desk.ClassNonCustomer { // doubted keeps what was said
			said0.Class = desk.ClassNonCustomer
		}
		c.first.Said = []desk.EngineSaid{said(said0, false)}
		r := combine(c.first, c.second)
		if r.Class != c.class || r.Unsure != c.unsure || len(r.Said) != 2 || r.Said[1].Class != c.second.Class || r.Said[1].Accepted == c.unsure {
			t.Errorf("%s: got %+v", c.name, r)
		}
		if c.class != c.second.Class && r.RunnerUp != c.second.Class {
			t.Errorf("%s: the second's class is not shown: %+v", c.name, r)
		}
	}
}

// TestNobodyIsDroppedOnDoubt: a mail that may be a seller's or a customer's goes to a person.
func TestNobodyIsDroppedOnDoubt(t *testing.T) {
	t.Parallel()
	r := doubted(desk.Reading{Class: desk.ClassNonCustomer, RunnerUp: desk.ClassDelay, Confidence: 0.5})
	if r.Class != desk.ClassOther || r.RunnerUp != desk.ClassNonCustomer || !r.Unsure {
		t.Errorf("got %+v", r)
	}
	if r := doubted(desk.Reading{Class: desk.ClassDelay, RunnerUp: desk.ClassOther}); r.Class != desk.ClassDelay || !r.Unsure {
		t.Errorf("got %+v", r)
	}
}
