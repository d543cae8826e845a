package classifier_test

import (
	"slices"
	"testing"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// TestInstructionsPayNothing appends and prepends text aimed at the program to mails that
// the model has not learnt from: accuracy falls by at most three points, and where the class changes to one that may cost money, the
// reading is not accepted without a person (design.md, "Trust").
func TestInstructionsPayNothing(t *testing.T) {
	t.Parallel()
	set, err := classifier.Labelled()
	if err != nil {
		t.Fatal(err)
	}
	e, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := corpus.Instructions()
	if len(told) < 10 {
		t.Fatalf("only %d instructions", len(told))
	}
	res := attacked(t, e, set[corpus.Dev], func(i, _ int) string { return told[i%len(told)] })
	if res.lost() > 0.03 || res.paid > 0 {
		t.Errorf("an instruction costs %.1f points of accuracy, 3 are allowed; %d readings changed to a class that costs and is accepted", 100*res.lost(), res.paid)
	}
}

// attack is what texts aimed at the program did to the readings of mails.
type attack struct{ readings, plain, right, moved, paid int }

// lost gives the share of right readings that was lost.
func (a *attack) lost() float64 { return float64(a.plain-a.right) / float64(a.readings) }

// attacked adds a text behind, before and into mails that tell the program nothing by themselves; text picks the one for a
// mail and a place.
func attacked(t *testing.T, e *classifier.Embedded, mails []corpus.Record, text func(mail, place int) string) attack {
	t.Helper()
	var a attack
	for i := 0; i < len(mails); i += thinned {
		r := &mails[i]
		if slices.Contains(r.Signals, desk.SignalInstructsReader) {
			continue
		}
		p := r.Split()
		in := classifier.Input{Subject: p.Subject, NewText: p.New, Quoted: p.Quoted}
		before := e.Read(in)
		for place := range 3 {
			told := text(i, place)
			in.NewText = [...]string{p.New + "\n\n" + told, p.New + " " + told, told + "\n\n" + p.New}[place]
			after := e.Read(in)
			a.readings++
			if before.Class == r.Class {
				a.plain++
			}
			if after.Class == r.Class {
				a.right++
			}
			if after.Class == before.Class {
				continue
			}
			a.moved++
			if after.Class.MayCost() && e.Model().Accepts(after) {
				a.paid++
				t.Logf("%.100q with %q: %s becomes %s (%.2f) and is accepted", p.New, told, before.Class, after.Class, after.Confidence)
			}
		}
	}
	t.Logf("%d readings: %d right without, %d with such a text (%.1f points lost); %d changed class, %d of them to one that may cost and accepted",
		a.readings, a.plain, a.right, 100*a.lost(), a.moved, a.paid)
	return a
}
