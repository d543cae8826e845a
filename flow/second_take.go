package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// takeSecond makes a weighed reading part of its case; where it leads to another reply the
// open draft is void and a new one is drawn up.
func (e *Engine) takeSecond(ctx context.Context, due desk.Due, mail string, r desk.Reading) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	over := desk.Change{Done: []string{due.ID}, Settings: map[string][]byte{opinionKey(mail): nil}}
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return e.record(ctx, over)
	}
	if err != nil {
		return err
	}
	wanted, err := e.wantsSecond(ctx, c, mail)
	if err != nil {
		return err
	}
	if !wanted {
		return e.record(ctx, over)
	}
	last := c.Last()
	if len(r.Numbers) == 0 {
		r.Numbers = last.Reading.Numbers
	}
	note := e.note(desk.System(), c.ID, "second_opinion", opinionWords(r), "mail", mail, "engine", r.Engine, "class", string(r.Class))
	s, err := e.again(ctx, c)
	if err != nil {
		return err
	}
	if s.reading, s.lookup, err = e.withReading(ctx, &s, r); err != nil {
		return err
	}
	v := newView(e.store)
	decisions, err := e.decide(ctx, v, s)
	if err != nil {
		return err
	}
	if last.Reading.Class != r.Class || len(changedFacts(*last, decisions[0])) > 0 {
		s.why = "a second engine reads the mail differently"
		change, err := e.settle(ctx, v, s)
		if err != nil {
			return err
		}
		change.Audit = append([]desk.Audit{note}, change.Audit...)
		change.Done, change.Settings = append(change.Done, due.ID), over.Settings
		if err := e.record(ctx, change); err != nil {
			return err
		}
		e.poke()
		return nil
	}
	next(&c, e.now())
	c.Decisions = slices.Clone(c.Decisions)
	c.Last().Reading = r
	over.Cases, over.Audit = []desk.Case{c}, []desk.Audit{note}
	return e.record(ctx, over)
}

// withReading puts another reading into a settling: what it says of claims and dates
// becomes part of the case, as if it had been read so at first.
func (e *Engine) withReading(ctx context.Context, s *settling, r desk.Reading) (desk.Reading, desk.Lookup, error) {
	if isClaim(r) {
		holdReport(&s.c, received(s.p))
	}
	if r.DeliveredOn != "" && s.c.StatedDate == "" {
		s.c.StatedDate = r.DeliveredOn
	}
	lookup, err := e.lookup(ctx, s.c, r, s.p)
	return r, lookup, err
}

// opinionWords says in a sentence for people what came of the second opinion.
func opinionWords(r desk.Reading) string {
	said := r.Said[len(r.Said)-1]
	switch {
	case said.Problem != "":
		return "the second engine said nothing: " + strings.ReplaceAll(said.Problem, "_", " ")
	case r.Unsure && len(r.Said) > 1 && r.Said[0].Class != said.Class:
		return "the second engine says " + strings.ReplaceAll(string(said.Class), "_", " ") + ", which is not enough: a person decides"
	case r.Unsure:
		return "the second engine agrees and is not sure enough: a person decides"
	case len(r.Said) > 1 && r.Said[0].Class == said.Class:
		return "the second engine agrees"
	}
	return "the second engine reads the mail as " + string(said.Class)
}
