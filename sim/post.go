package sim

import (
	"context"
	"fmt"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/replies"
)

// post is the shop's mail server. It takes almost everything, loses the line now and then,
// and remembers what it took.
type post struct {
	w     *world
	taken []string        // Message-IDs since they were looked at
	times map[string]int  // how often each was taken
	doubt map[string]bool // mails that arrived although the line broke
}

// Send implements flow.Mailer.
func (p *post) Send(_ context.Context, _ string, _ []string, raw []byte) (replies.Result, error) {
	m, err := message.Parse(raw, p.w.now, message.Options{})
	if err != nil {
		return replies.Result{}, err
	}
	switch x := p.w.rnd.Float64(); {
	case x < 0.01:
		return replies.Result{Outcome: replies.Temporary, Text: "451 try again later"}, nil
	case x < 0.013:
		return replies.Result{Outcome: replies.Permanent, Text: "554 refused"}, nil
	case x < 0.016:
		if p.doubt == nil {
			p.doubt = map[string]bool{}
		}
		if p.doubt[m.MessageID] = p.w.chance(0.5); p.doubt[m.MessageID] {
			p.take(m.MessageID)
		}
		return replies.Result{Outcome: replies.Uncertain, Text: "the line broke"}, nil
	}
	p.take(m.MessageID)
	return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
}

func (p *post) take(id string) {
	if p.times == nil {
		p.times = map[string]int{}
	}
	p.taken = append(p.taken, id)
	p.times[id]++
}

// carry hands what left to the customers, who act on it later.
func (w *world) carry(ctx context.Context) error {
	taken := w.post.taken
	w.post.taken = nil
	for _, id := range taken {
		number, found, err := w.store.CaseOfRefs(ctx, []string{id})
		if err != nil {
			return err
		}
		if !found { // an alert or a digest
			if err := w.digestLeft(id); err != nil {
				return err
			}
			continue
		}
		drafts, err := w.store.DraftsOfCase(ctx, number)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(drafts, func(d desk.Draft) bool { return d.MessageID == id })
		if i < 0 {
			continue
		}
		if err := w.leftHouse(ctx, drafts[i]); err != nil {
			return err
		}
		if err := w.react(ctx, drafts[i]); err != nil {
			return err
		}
	}
	return nil
}

// whose finds the customer behind an address and case.
func (w *world) whose(ctx context.Context, d desk.Draft) (*customer, *order, desk.Case, error) {
	c, err := w.store.Case(ctx, d.Case)
	if err != nil {
		return nil, nil, c, err
	}
	o := w.byNumber[c.Order]
	if o != nil {
		return o.buyer, o, c, nil
	}
	for _, x := range w.orders {
		if len(d.To) > 0 && (x.buyer.address == d.To[0].Address || x.buyer.second == d.To[0].Address) {
			return x.buyer, x, c, nil
		}
	}
	return nil, nil, c, nil
}

// react lets the customer do what the mail leads to.
func (w *world) react(ctx context.Context, d desk.Draft) error {
	buyer, o, c, err := w.whose(ctx, d)
	if err != nil || buyer == nil {
		return err
	}
	w.happened(o, d)
	if d.Automatic() {
		return nil
	}
	switch {
	case buyer.gone || w.chance(0.006):
		w.agenda.plan(w.now.Add(time.Minute), func() error { return w.deliver(ctx, w.bounce(d)) })
		return nil
	case buyer.away:
		w.agenda.plan(w.now.Add(time.Minute), func() error {
			return w.deliver(ctx, letter{name: buyer.name, from: buyer.address, subject: "Automatic reply: " + d.Subject, answers: d.MessageID, machine: true,
				head: "Auto-Submitted: auto-replied\n", text: "I am away and read no mail until I am back."})
		})
	}
	answer := func(p, from, to float64, about matter, photos int) {
		if w.chance(p) {
			w.agenda.plan(w.later(from, to), func() error { return w.write(ctx, buyer, about, o, d.MessageID, photos) })
		}
	}
	switch d.Template {
	case "ask_missing", "evidence_unusable":
		answer(buyer.patience, 0.1, 3.5, aboutProof, 2)
	case "reminder_1":
		answer(buyer.patience*0.7, 0.1, 4, aboutProof, 2)
	case "reminder_last":
		answer(0.4, 0.1, 4.8, aboutProof, 1)
	case "closed_silence", "rma_expired":
		answer(0.15, 2, 30, aboutProof, 2)
	case "delay_notice", "delay_options":
		w.choose(ctx, buyer, d)
	case "verify_buyer":
		answer(0.7, 0.1, 3, aboutConfirm, 0)
	case "verify_sender":
		answer(0.4, 0.1, 3, aboutConfirm, 0)
	case "troubleshooting":
		w.solved[d.RMA] = w.chance(0.3)
		answer(0.75, 0.2, 3, aboutTried, 0)
	case "rma_authorized":
		w.sendBack(ctx, buyer, o, d)
	case "claim_rejected", "final_sale", "late_report", "inspection_no_fault", "costs_nonrefundable", "denied_production":
		answer(0.2, 0.2, 3, aboutDispute, 0)
	case "claim_received", "rma_received":
		answer(0.08, 3, 9, aboutNews, 0)
	case "resolution_shipped":
		if o != nil && c.Class == desk.ClassDoaDefect && w.chance(0.05) { // the replacement is faulty, too
			answer(1, 4, 9, aboutDefect, 1)
			return nil
		}
		answer(0.1, 3, 9, aboutPraise, 0)
	}
	return nil
}

// happened makes true in the shop's data what a mail tells of.
func (w *world) happened(o *order, d desk.Draft) {
	if o == nil {
		return
	}
	switch d.Template {
	case "cancel_approved":
		if o.ShippedAt == nil {
			o.Stage, w.index = desk.StageCancelled, nil
			w.report.Cancelled++
		}
	case desk.TemplateRefund:
		o.Refunds, w.index = append(o.Refunds, desk.Refund{Amount: d.Set["amount"], At: w.now}), nil
	}
}

// choose answers a delay notice, or does not.
func (w *world) choose(ctx context.Context, buyer *customer, d desk.Draft) {
	text := "WAIT"
	switch x := w.rnd.Float64(); {
	case x < 0.25:
		return
	case x < 0.45:
		text = "CANCEL"
	case x < 0.6:
		text = "WAIT\n\nThanks for telling me. " + buyer.name
		w.speaks(buyer, "en")
	}
	w.agenda.plan(w.later(0.05, 4), func() error {
		return w.deliver(ctx, letter{name: buyer.name, from: buyer.address, subject: "Re: " + d.Subject, text: text, answers: d.MessageID})
	})
}

// sendBack brings the parcel of an authorised return on its way, or does not.
func (w *world) sendBack(ctx context.Context, buyer *customer, o *order, d desk.Draft) {
	if !w.chance(0.82) || d.RMA == "" {
		return
	}
	w.agenda.plan(w.later(1, 12), func() error {
		w.returns[d.RMA] = w.later(2, 8)
		if !w.chance(0.5) {
			return nil
		}
		return w.write(ctx, buyer, aboutSent, o, d.MessageID, 0)
	})
}

// bounce is the report of a server that could not deliver a mail of ours (RFC 3464).
func (w *world) bounce(d desk.Draft) letter {
	to := "nobody@nowhere.example"
	if len(d.To) > 0 {
		to = d.To[0].Address
	}
	return letter{name: "Mail Delivery System", from: "mailer-daemon@" + mailServer, subject: "Undelivered Mail Returned to Sender", unproved: true, machine: true, head: "Auto-Submitted: auto-replied\n",
		report: fmt.Sprintf("--part\nContent-Type: text/plain\n\nno such user\n--part\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; %s\n\n"+
			"Final-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\n\n--part\nContent-Type: message/rfc822\n\nMessage-ID: <%s>\nFrom: %s\nTo: %s\nSubject: a mail of ours\n\nhello\n--part--\n",
			mailServer, to, d.MessageID, shopAddress, to)}
}
