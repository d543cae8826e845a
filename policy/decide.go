package policy

import (
	"slices"
	"time"

	"returndesk/desk"
)

// Decide settles one intent: the first decide row that fits wins, then every modify row
// that fits adds to it. CodeInvalid when a fact is outside its closed list or no row
// decides; Check finds the latter before it can happen.
func (t *Table) Decide(f desk.Facts) (desk.Intent, error) {
	v := make([]uint16, len(t.schema.facts))
	if err := t.schema.vector(&f, v); err != nil {
		return desk.Intent{}, err
	}
	class := v[0]
	for i := range t.decide {
		if c := &t.decide[i]; c.fits(v, class) {
			return t.assemble(c.row, v, class), nil
		}
	}
	return desk.Intent{}, desk.Errf(desk.CodeInvalid, "no row of the table decides a mail of class %s with these facts", f.Get(desk.FactClass)).
		WithMend("run policy check and add the row that it finds missing")
}

func (t *Table) assemble(r *Row, v []uint16, class uint16) desk.Intent {
	in := desk.Intent{
		Class: desk.Class(t.schema.vals[0][bitIndex(class)]), Rule: r.ID, Outcome: r.Outcome, Template: r.Template,
		Sections: slices.Clone(r.Sections), Asks: slices.Clone(r.Asks), Flags: slices.Clone(r.Flags),
		RMA: r.RMA, Denial: r.Denial, Role: r.Role, Also: slices.Clone(r.Also), Why: r.Why,
		Next: t.Next(r.Outcome),
	}
	for i := range t.modify {
		c := &t.modify[i]
		if !c.fits(v, class) || !c.beside(r) {
			continue
		}
		m := c.row
		in.Modifiers = append(in.Modifiers, m.ID)
		in.Sections = union(in.Sections, m.Sections)
		in.Flags = union(in.Flags, m.Flags)
		in.Asks = union(in.Asks, m.Asks)
		in.Also = union(in.Also, m.Also)
		in.Role = higher(in.Role, m.Role)
	}
	return in
}

// Merge is how several intents and several orders become one decision.
type Merge struct {
	Reading desk.Reading
	Linked  []string  // other orders of the same mail
	At      time.Time // when it is decided
}

// DecideMatter settles every intent of one matter, primary first, and merges them: sets
// are united for the whole reply, multi_intent and multi_order are set, the highest role
// approves (domain.md section 1, "Conflict rules").
func (t *Table) DecideMatter(intents []desk.Facts, m Merge) (desk.Decision, error) {
	if len(intents) == 0 {
		return desk.Decision{}, desk.Errf(desk.CodeInternal, "a matter without an intent cannot be decided")
	}
	own, err := t.Decide(intents[0])
	if err != nil {
		return desk.Decision{}, err
	}
	d := desk.Decision{Intent: clone(own), Facts: intents[0], Reading: m.Reading, Table: t.hash, DecidedAt: m.At, Linked: m.Linked}
	for _, f := range intents[1:] {
		more, err := t.Decide(f)
		if err != nil {
			return desk.Decision{}, err
		}
		merge(&d, more)
	}
	if len(intents) > 1 {
		d.Own = &own
		d.Flags = union(d.Flags, []desk.Flag{desk.FlagMultiIntent})
	}
	if len(m.Linked) > 0 {
		d.Flags = union(d.Flags, []desk.Flag{desk.FlagMultiOrder})
	}
	return d, nil
}

// merge unites a further intent with the decision. An intent that met the same answer as
// one before it (the same gate, say) gets no paragraph of its own.
func merge(d *desk.Decision, more desk.Intent) {
	d.Sections = union(d.Sections, more.Sections)
	d.Flags = union(d.Flags, more.Flags)
	d.Asks = union(d.Asks, more.Asks)
	d.Also = union(d.Also, more.Also)
	d.Role = higher(d.Role, more.Role)
	d.Denial = d.Denial || more.Denial
	if more.RMA.Open && !d.RMA.Open {
		d.RMA = more.RMA
	}
	same := d.Outcome == more.Outcome && d.Template == more.Template
	for _, x := range d.More {
		same = same || x.Outcome == more.Outcome && x.Template == more.Template
	}
	if same || more.Template == "" || contradicts(d, more) {
		d.Alike = append(d.Alike, more.Class) // a replay has to ask for them again
	} else {
		d.More = append(d.More, more)
		for _, a := range more.Next {
			if !slices.ContainsFunc(d.Next, func(b desk.Action) bool { return b.Name == a.Name }) {
				d.Next = append(d.Next, a)
			}
		}
	}
}

// contradicts reports whether a further intent's paragraph would take back what the reply has
// said: it offers the choice of policy section 6 that the reply confirms as made, or tells of
// changing an order that the same reply is about to cancel.
func contradicts(d *desk.Decision, more desk.Intent) bool {
	first := d.Intent
	if d.Own != nil {
		first = *d.Own
	}
	for _, x := range append([]desk.Intent{first}, d.More...) {
		chosen := x.Template == "delay_wait_confirmed" || x.Template == "delay_cancel_ack"
		if chosen && more.Template == "delay_options" || x.Class == desk.ClassCancellation && more.Class == desk.ClassOrderChange {
			return true
		}
	}
	return false
}

func clone(in desk.Intent) desk.Intent {
	in.Sections, in.Asks, in.Flags = slices.Clone(in.Sections), slices.Clone(in.Asks), slices.Clone(in.Flags)
	in.Also, in.Next = slices.Clone(in.Also), slices.Clone(in.Next)
	return in
}

// union appends what is not there yet and keeps the order.
func union[T comparable](a, b []T) []T {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}

func higher(a, b desk.Role) desk.Role {
	if b.AtLeast(a) {
		return b
	}
	return a
}

func bitIndex(b uint16) int {
	n := 0
	for b > 1 {
		b >>= 1
		n++
	}
	return n
}
