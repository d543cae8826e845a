package flow

import (
	"cmp"
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

// lessons keeps the corrections that hold at hand, the latest first: what was said last of
// a mail counts. They are read from the store at the first mail and again after each change.
type lessons struct {
	mu     sync.Mutex
	fresh  bool
	labels told
	orders map[string]*told  // by customer: whose order it is, nobody else learns
	named  []desk.Correction // all that name an order, also of short mails
}

// told is a list of corrections that is found by a mail's words.
type told struct {
	list  []desk.Correction
	index corpus.Index
}

func (t *told) add(k desk.Correction) {
	t.list = append(t.list, k)
	t.index.Add(k.Text)
}

// closest finds the latest correction of a near-identical mail.
func (t *told) closest(text string) (desk.Correction, bool) {
	if t == nil || len(t.list) == 0 {
		return desk.Correction{}, false
	}
	n, like := t.index.Closest(text) // of equally like ones the first, so the latest
	if n < 0 || like < sameMail {
		return desk.Correction{}, false
	}
	return t.list[n], true
}

// forget makes the next mail read the log again.
func (l *lessons) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fresh = false
}

// read fills the lists from the log. A log that cannot be read only means that nothing is
// followed: the mail is read all the same. The caller holds mu.
func (l *lessons) read(ctx context.Context, e *Engine) bool {
	if l.fresh {
		return true
	}
	all, err := e.store.Corrections(ctx)
	if err != nil {
		e.log.Warn("the corrections cannot be read", "err", err)
		return false
	}
	l.labels, l.orders, l.named, l.fresh = told{}, map[string]*told{}, nil, true
	for _, k := range slices.Backward(all) {
		if k.Revoked != nil {
			continue
		}
		long := len(corpus.Shingles(k.Text)) >= leastShingles
		if long && k.Relabels() {
			l.labels.add(k)
		}
		if k.Order == "" || k.Customer == "" {
			continue
		}
		l.named = append(l.named, k)
		if long {
			if l.orders[k.Customer] == nil {
				l.orders[k.Customer] = &told{}
			}
			l.orders[k.Customer].add(k)
		}
	}
	return true
}

// textOf is what is compared and learnt of a mail: subject and what was written now.
func textOf(p prepared) string {
	return strings.TrimSpace(p.msg.Subject + "\n\n" + p.msg.NewText)
}

// lesson makes the log entry of a correction of a case as it was before; false when it
// changes nothing. That a case is what was read of its mail, and not what the order made of it,
// teaches nothing, and can be taken back.
func (e *Engine) lesson(by desk.Actor, before, now desk.Case, p prepared, after desk.Reading, co Correction) (desk.Correction, bool) {
	if p.msg == nil || textOf(p) == "" {
		return desk.Correction{}, false
	}
	last := before.Last().Reading
	k := desk.Correction{
		Case: before.ID, Mail: p.mail.ID, Customer: lower(p.msg.Sender.Address), Text: textOf(p), Language: after.Language,
		Read: last.Class, ReadAlso: append([]desk.Class{}, last.Also...), ReadSignals: append([]desk.Signal{}, last.Signals...),
		Class: after.Class, Also: append([]desk.Class{}, after.Also...), Signals: append([]desk.Signal{}, after.Signals...),
		By: by, At: e.now(), Because: co.Because,
	}
	if named := cmp.Or(now.Order, co.Order); co.Order != "" && desk.FoldNumber(named) != desk.FoldNumber(before.Order) {
		k.Order, k.ReadOrder = named, before.Order
		for _, n := range append(slices.Clone(p.reading.Numbers), last.Numbers...) {
			k.ReadNumbers = append(k.ReadNumbers, desk.FoldNumber(n.Key))
		}
		slices.Sort(k.ReadNumbers)
		k.ReadNumbers = slices.Compact(k.ReadNumbers)
	}
	kept := co.Order == "" && co.Class != "" && co.Class != before.Class && !last.ByAgent()
	return k, k.Order != "" || kept || k.Relabels()
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
