package flow

import (
	"context"
	"slices"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// follow puts what an agent corrected of a near-identical mail in the place of what was
// read. What stands in this mail alone, its numbers and dates, stays, and so does an alarm.
func (e *Engine) follow(ctx context.Context, from, text string, r desk.Reading) desk.Reading {
	l := &e.lessons
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.read(ctx, e) || len(l.labels.list) == 0 && l.orders[from] == nil || len(corpus.Shingles(text)) < leastShingles {
		return r
	}
	if k, ok := l.labels.closest(text); ok {
		r = relabelled(r, k)
	}
	if k, ok := l.orders[from].closest(text); ok {
		r.Numbers = renamed(r.Numbers, l.seen(k))
	}
	return r
}

// relabelled is a reading with the class, intents and signals of a correction. Where the
// mail tells of danger and the agent saw none, the reading stands and a person looks:
// nothing may take an alarm away from a later mail.
func relabelled(r desk.Reading, k desk.Correction) desk.Reading {
	calm := r.Has(desk.SignalSafetyHazard) && !slices.Contains(k.Signals, desk.SignalSafetyHazard)
	r.Said = append(slices.Clone(r.Said), desk.EngineSaid{Engine: desk.EngineCorrection, Class: k.Class, RunnerUp: r.Class, Confidence: 1, Accepted: !calm})
	if calm {
		r.Unsure = true
		if k.Class != r.Class {
			r.RunnerUp = k.Class
		}
		return r
	}
	stated := r.Has(desk.SignalStatesDeliveryDate)
	if k.Class != r.Class {
		r.RunnerUp = r.Class
	}
	r.Class, r.Also, r.Engine, r.Confidence, r.Unsure = k.Class, slices.Clone(k.Also), desk.EngineCorrection, 1, false
	r.Signals = slices.DeleteFunc(slices.Clone(k.Signals), func(s desk.Signal) bool { return s == desk.SignalStatesDeliveryDate })
	if stated {
		r.Signals = append(r.Signals, desk.SignalStatesDeliveryDate)
	}
	slices.Sort(r.Signals)
	r.Signals = slices.Compact(r.Signals)
	return r
}

// renamed gives the order that an agent named in the place of a mail's numbers, where those
// are the ones that he saw, or none: a number that only this mail holds counts for itself.
func renamed(numbers []desk.NumberFound, k desk.Correction) []desk.NumberFound {
	for _, n := range numbers {
		if key := desk.FoldNumber(n.Key); key != desk.FoldNumber(k.Order) && !slices.Contains(k.ReadNumbers, key) {
			return numbers
		}
	}
	return []desk.NumberFound{{Written: k.Order, Key: desk.FoldNumber(k.Order), Where: "agent", Strong: true}}
}

// seen adds the numbers that earlier corrections of the same case replaced: once the log is
// followed, a mail is read with the agent's number alone. The caller holds mu.
func (l *lessons) seen(k desk.Correction) desk.Correction {
	k.ReadNumbers = slices.Clone(k.ReadNumbers)
	for _, other := range l.named {
		if other.Case == k.Case {
			k.ReadNumbers = append(k.ReadNumbers, other.ReadNumbers...)
		}
	}
	return k
}

// sameOrder gives a reading of a further mail in a case: where the customer repeats the
// number that an agent corrected, such as in the text that he quotes, the agent's holds.
func (e *Engine) sameOrder(ctx context.Context, c desk.Case, from string, r desk.Reading) desk.Reading {
	l := &e.lessons
	l.mu.Lock()
	defer l.mu.Unlock()
	if from != c.Customer || !l.read(ctx, e) {
		return r
	}
	for _, k := range l.named {
		if k.Case == c.ID { // the latest; the earlier ones know what stood in the mail at first
			r.Numbers = renamed(r.Numbers, l.seen(k))
			break
		}
	}
	return r
}
