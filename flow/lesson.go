package flow

import (
	"context"
	"slices"
	"strings"
	"sync"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// Lessons is the store's side of the corrections that agents made.
type Lessons interface {
	// Corrections gives the whole log, oldest first, also those that were revoked.
	Corrections(ctx context.Context) ([]desk.Correction, error)
}

// sameMail is the Jaccard likeness of word shingles from which a later mail counts as the
// corrected one written again. It is high: everything else is the model's to learn.
const sameMail = 0.8

// leastShingles is how many shingles a text must have to be followed. A short answer
// ("yes please") means something else in every thread.
const leastShingles = 6

// lessons keeps the corrections that hold at hand. They are read from the store at the
// first mail and again after each change.
type lessons struct {
	mu    sync.Mutex
	fresh bool
	list  []desk.Correction
	index corpus.Index
}

// forget makes the next mail read the log again.
func (l *lessons) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fresh = false
}

// follow puts an agent's correction of a near-identical mail in the place of what was
// read. What stands in this mail alone, its numbers and dates, stays, and so does an alarm.
func (e *Engine) follow(ctx context.Context, text string, r desk.Reading) desk.Reading {
	k, ok := e.lessonFor(ctx, text)
	if !ok {
		return r
	}
	alarm := r.Has(desk.SignalSafetyHazard)
	stated := r.Has(desk.SignalStatesDeliveryDate)
	r.Said = append(slices.Clone(r.Said), desk.EngineSaid{Engine: "correction", Class: k.Class, RunnerUp: r.Class, Confidence: 1, Accepted: true})
	if k.Class != r.Class {
		r.RunnerUp = r.Class
	}
	r.Class, r.Also, r.Engine, r.Confidence, r.Unsure = k.Class, slices.Clone(k.Also), "correction", 1, false
	r.Signals = slices.DeleteFunc(slices.Clone(k.Signals), func(s desk.Signal) bool { return s == desk.SignalStatesDeliveryDate })
	if stated {
		r.Signals = append(r.Signals, desk.SignalStatesDeliveryDate)
	}
	if alarm && !slices.Contains(k.Signals, desk.SignalSafetyHazard) {
		r.Signals = append(r.Signals, desk.SignalSafetyHazard)
		r.Unsure = true // a person looks: danger was seen where an agent saw none
	}
	slices.Sort(r.Signals)
	r.Signals = slices.Compact(r.Signals)
	return r
}

// lessonFor finds the correction of a near-identical mail. A log that cannot be read only
// means that nothing is followed: the mail is read all the same.
func (e *Engine) lessonFor(ctx context.Context, text string) (desk.Correction, bool) {
	l := &e.lessons
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.fresh {
		all, err := e.store.Corrections(ctx)
		if err != nil {
			e.log.Warn("the corrections cannot be read", "err", err)
			return desk.Correction{}, false
		}
		l.list, l.index, l.fresh = nil, corpus.Index{}, true
		for _, k := range all {
			if k.Revoked == nil && len(corpus.Shingles(k.Text)) >= leastShingles {
				l.list = append(l.list, k)
				l.index.Add(k.Text)
			}
		}
	}
	if len(l.list) == 0 || len(corpus.Shingles(text)) < leastShingles {
		return desk.Correction{}, false
	}
	n, like := l.index.Closest(text)
	if n < 0 || like < sameMail {
		return desk.Correction{}, false
	}
	return l.list[n], true
}

// textOf is what is compared and learnt of a mail: subject and what was written now.
func textOf(p prepared) string {
	return strings.TrimSpace(p.msg.Subject + "\n\n" + p.msg.NewText)
}

// lesson makes the log entry of a correction; false when it changes nothing that could be
// learnt.
func (e *Engine) lesson(by desk.Actor, c desk.Case, p prepared, before, after desk.Reading, co Correction) (desk.Correction, bool) {
	same := before.Class == after.Class && sameSet(before.Also, after.Also) && sameSet(before.Signals, after.Signals)
	if same && co.Order == "" || p.msg == nil || textOf(p) == "" {
		return desk.Correction{}, false
	}
	also, signals := slices.Clone(after.Also), slices.Clone(after.Signals)
	if also == nil {
		also = []desk.Class{}
	}
	if signals == nil {
		signals = []desk.Signal{}
	}
	return desk.Correction{
		Case: c.ID, Mail: p.mail.ID, Text: textOf(p), Language: after.Language, Read: before.Class, Class: after.Class,
		Also: also, Signals: signals, Order: co.Order, By: by, At: e.now(), Because: co.Because,
	}, true
}

// ForgetLessons makes the next mail read the log again, after something else than the
// engine changed it: an erasure.
func (e *Engine) ForgetLessons() { e.lessons.forget() }

// Corrections lists what agents corrected, oldest first.
func (e *Engine) Corrections(ctx context.Context) ([]desk.Correction, error) {
	return e.store.Corrections(ctx)
}

// RevokeCorrection takes a correction back: it is not followed and not learnt from any
// more, and stays in the log.
func (e *Engine) RevokeCorrection(ctx context.Context, by desk.Actor, id, because string) (desk.Correction, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "revoking a correction"); err != nil {
		return desk.Correction{}, err
	}
	all, err := e.store.Corrections(ctx)
	if err != nil {
		return desk.Correction{}, err
	}
	i := slices.IndexFunc(all, func(k desk.Correction) bool { return strings.EqualFold(k.ID, id) })
	if i < 0 {
		return desk.Correction{}, desk.Errf(desk.CodeNotFound, "there is no correction %q", id).WithMend("see \"returndesk classifier corrections list\"")
	}
	k := all[i]
	if k.Revoked != nil {
		return k, desk.Errf(desk.CodeIllegal, "correction %s was revoked by %s already", k.ID, k.Revoked.Name)
	}
	k.Revoked, k.RevokedAt = &by, e.now()
	err = e.record(ctx, desk.Change{
		Corrections: []desk.Correction{k},
		Audit:       []desk.Audit{e.note(by, k.Case, "correction revoked", because, "correction", k.ID)},
	})
	return k, err
}
