package sim

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// unattended is what domain.md lets leave without a person, said once more: the program's
// own rule cannot be the judge of itself.
func unattended(d *desk.Draft) bool {
	return d.AutoSubmitted != "" && d.AutoSubmitted != "no" && slices.Contains([]string{"ack_received", "reminder_1", "reminder_last"}, d.Template)
}

// leftHouse looks at a mail at the moment of its leaving: what it tells to whom, in which
// language, whether it is true, and how long after the last one that only time called for.
func (w *world) leftHouse(ctx context.Context, d desk.Draft) error {
	c, err := w.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	for _, look := range []func(*desk.Case, *desk.Draft) error{w.checkSecrets, w.checkTrue, w.checkLanguage} {
		if err := look(&c, &d); err != nil {
			return err
		}
	}
	return w.checkTimed(ctx, &c, &d)
}

// checkSecrets: nobody but the buyer reads of an order.
func (w *world) checkSecrets(_ *desk.Case, d *desk.Draft) error {
	w.looked("no order fact to a stranger")
	text := d.Subject + "\n" + d.Text
	for _, to := range d.To {
		for _, o := range w.orders {
			if o.Owner(to.Address) {
				continue
			}
			for _, secret := range []string{o.Tracking, o.Lines[0].Serial, o.Email} {
				if secret != "" && strings.Contains(text, secret) {
					return violated("draft %s (%s) tells %s, who is not the buyer, of %s in order %s", d.ID, d.Template, to.Address, secret, o.Number)
				}
			}
		}
	}
	return nil
}

// checkTrue: what a mail says of its order was so when it was approved (domain.md section 0:
// the stage is looked at again at approval). A person may send what the data contradict, but
// not without a warning.
func (w *world) checkTrue(c *desk.Case, d *desk.Draft) error {
	o := w.byNumber[c.Order]
	if o == nil || d.ApprovedBy == nil || slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "untrue" }) {
		return nil
	}
	before := func(at *time.Time) bool { return at != nil && at.Before(d.ApprovedAt) }
	shipped, started := before(o.ShippedAt), before(o.ProductionStartedAt)
	wrong := false
	switch d.Template {
	case "cancel_approved", "change_approved", "delay_notice", "delay_options", "on_schedule", "delay_wait_confirmed":
		wrong = shipped
	case "denied_production":
		wrong = shipped || !started
	case "denied_shipped", "tracking_info":
		wrong = !shipped
	default:
		return nil
	}
	w.looked("a mail is true when it is approved")
	if wrong {
		return violated("draft %s (%s) was approved at %s, and order %s was %s", d.ID, d.Template, d.ApprovedAt.In(w.zone).Format(time.DateTime), o.Number, o.Stage)
	}
	return nil
}

// checkLanguage: a mail is in the language of who reads it. People who write on in another one
// are answered in that.
func (w *world) checkLanguage(c *desk.Case, d *desk.Draft) error {
	var fit []string
	for _, to := range d.To {
		fit = append(fit, w.tongue[strings.ToLower(to.Address)]...)
		if o := w.byNumber[c.Order]; o != nil && o.Owner(to.Address) {
			fit = append(fit, o.Language)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	w.looked("answered in one's own language")
	if !slices.Contains(fit, d.Language) {
		return violated("draft %s (%s) is in %q, and its reader writes %v", d.ID, d.Template, d.Language, fit)
	}
	return nil
}

// checkTimed: one mail a day that only time called for, and none to somebody who wrote and
// waits for an answer.
func (w *world) checkTimed(ctx context.Context, c *desk.Case, d *desk.Draft) error {
	if !byTime(d.Template) || d.Hand != nil { // who sends from the mail program is asked by nobody
		return ctx.Err()
	}
	for _, to := range d.To {
		w.looked("one reminder a day")
		for _, at := range w.seen.reminded[to.Address] {
			if gap := w.now.Sub(at); gap < 23*time.Hour {
				return violated("draft %s (%s) is the second reminder to %s in %s", d.ID, d.Template, to.Address, gap)
			}
		}
		w.seen.reminded[to.Address] = append(w.seen.reminded[to.Address], w.now)
	}
	drafts, err := w.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	var answered time.Time
	for i := range drafts {
		if x := &drafts[i]; x.State == desk.DraftSent && !byTime(x.Template) && !x.Automatic() {
			answered = later(answered, x.SentAt)
		}
	}
	w.looked("no reminder to whom we owe an answer")
	for _, id := range c.Mails {
		m, err := w.store.Mail(ctx, id)
		if err != nil {
			return err
		}
		if m.State == desk.MailDecided && !m.Ours && m.ReceivedAt.After(answered) && m.ReceivedAt.Before(d.SentAt) {
			return violated("draft %s (%s) reminds %s, who wrote on %s and waits for our answer", d.ID, d.Template, c.Customer, m.ReceivedAt.In(w.zone).Format(time.DateTime))
		}
	}
	return nil
}
