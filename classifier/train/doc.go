// Package train makes the embedded engine's model from labelled mails: it chooses the
// features, fits the classes together and each intent and each signal by itself, and fits thresholds
// and calibration on mails that it has not learnt from.
//
// It is pure and deterministic: the same mails give the same bytes. It must not know
// where mails come from or where a model goes.
package train

import (
	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Options of training. The zero value is what the shipped model is trained with.
type Options struct {
	Orders      int                        // of the fit of classes, see linear.ClassOptions; default 4
	Smooth      float64                    // of the classes' labels, see linear.ClassOptions; default 0.05
	Cost        float64                    // of a wrongly read intent, signal or sentence; default 40
	Scale       [classifier.Blocks]float32 // of the blocks against each other
	MinMails    int                        // in how many mails a word feature stands; default 4
	MinSense    int                        // likewise a concept feature; default 9
	MinRunMails int                        // likewise a run of letters; default 14
	Passes      int                        // over the mails, for intents and signals; default 6
	Engine      classifier.Options
	// Steering are the texts of the part corpus.Steer, from which the model learns to hear who speaks to the
	// program; without them it hears by phrases, and by what the shipped model has learnt.
	Steering []corpus.Text
}

func (o Options) filled() Options {
	if o.Orders == 0 {
		o.Orders = 4
	}
	if o.Smooth == 0 {
		o.Smooth = 0.05
	}
	if o.Cost == 0 {
		o.Cost = 40
	}
	if o.Scale == ([classifier.Blocks]float32{}) {
		o.Scale = [classifier.Blocks]float32{2, 1.4, 1.5, 0.4, 0.1}
	}
	if o.MinMails == 0 {
		o.MinMails = 4
	}
	if o.MinSense == 0 {
		o.MinSense = 9
	}
	if o.MinRunMails == 0 {
		o.MinRunMails = 14
	}
	if o.Passes == 0 {
		o.Passes = 6
	}
	return o
}

// heads lists the outputs of a model: classes first, in the order of the closed list, as
// classifier.Model wants them. Dates are read by the calendar and
// instructions to the program by phrases alone; they have no head.
func heads() []classifier.Head {
	var out []classifier.Head
	for _, c := range desk.Classes() {
		out = append(out, classifier.Head{Kind: classifier.HeadClass, Name: string(c), Threshold: 0})
	}
	for _, c := range desk.Classes() {
		if c != desk.ClassOther && c != desk.ClassNonCustomer {
			out = append(out, classifier.Head{Kind: classifier.HeadIntent, Name: string(c)})
		}
	}
	for _, s := range desk.Signals() {
		if s != desk.SignalStatesDeliveryDate && s != desk.SignalInstructsReader {
			out = append(out, classifier.Head{Kind: classifier.HeadSignal, Name: string(s)})
		}
	}
	return append(out, classifier.Head{Kind: classifier.HeadSentence, Name: string(desk.SignalSafetyHazard)})
}
