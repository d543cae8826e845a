package sim

import (
	"context"
	"fmt"
	"time"
)

// plans puts what comes from outside on the agenda of one day: orders, strangers, machines.
func (w *world) plans(ctx context.Context, day time.Time) {
	at := func() time.Time { return day.Add(time.Duration(6*3600+w.rnd.IntN(17*3600)) * time.Second) }
	n := int(w.opt.PerDay)
	if w.chance(w.opt.PerDay - float64(n)) {
		n++
	}
	for range n {
		w.agenda.plan(at(), func() error { return w.place(ctx) })
	}
	if w.chance(0.25) {
		w.agenda.plan(at(), func() error { return w.write(ctx, w.newCustomer(), aboutPresale, nil, "", 0) })
	}
	if w.chance(0.12) && len(w.orders) > 10 { // somebody asks about an order that is another's
		w.agenda.plan(at(), func() error {
			return w.write(ctx, w.newCustomer(), pick(w, []matter{aboutWhere, aboutCancel, aboutDefect}), pick(w, w.orders), "", 0)
		})
	}
	if w.chance(0.2) {
		w.agenda.plan(at(), func() error {
			return w.deliver(ctx, letter{name: "Keycap Weekly", from: "news@keycap-weekly.example", machine: true, subject: fmt.Sprintf("Issue %d", w.letters), head: "List-Id: <weekly.keycap-weekly.example>\nList-Unsubscribe: <https://keycap-weekly.example/u>\nPrecedence: bulk\n",
				text: "New switches, compared by ear. You receive this newsletter because you signed up; unsubscribe at any time."})
		})
	}
	if w.chance(0.2) {
		w.agenda.plan(at(), func() error {
			return w.deliver(ctx, letter{name: "Growth Partners", from: fmt.Sprintf("seo%d@rank-higher.example", w.letters), subject: "Your website", unproved: true, machine: true, head: "X-Spam-Flag: YES\n",
				text: "We put your shop on page one. Reply for a free audit."})
		})
	}
}
