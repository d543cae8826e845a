package sim

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// checkAsked: no mail that a customer has since he was asked says that there is nothing to do, as
// long as his days run, whatever it is about. verify_buyer asks somebody who need not answer.
func (w *world) checkAsked(c *desk.Case, drafts []desk.Draft) error {
	if !c.Running() {
		return nil
	}
	w.looked("no rest is promised while days run")
	for i := range drafts {
		d := &drafts[i]
		if d.State != desk.DraftSent || d.SentAt.Before(c.Clock.AskedAt) || d.Template == "verify_buyer" {
			continue
		}
		text := strings.Join(strings.Fields(d.Text), " ")
		for _, rest := range []string{"nothing you need to do", "nothing else you need to do", "nichts zu tun", "rien à faire", "no tiene que hacer nada", "non deve fare nulla", "hoeft nu niets te doen", "hoeft u niets te doen"} {
			if strings.Contains(text, rest) {
				return violated("draft %s (%s) says %q, and case %s waits for the customer until %s", d.ID, d.Template, rest, c.ID, c.Clock.Close)
			}
		}
	}
	return nil
}

// approvalDays is how many days a draft may lie until somebody approves it: a snooze, a machine that
// is down and a weekend after each other.
const approvalDays = 14

// checkReminded: who was asked and is silent hears of it again, and then it ends. Three days more are
// a weekend on which nobody approves.
func (w *world) checkReminded(c *desk.Case, drafts []desk.Draft) error {
	terms := w.days.Deadlines.WithDefaults()
	if c.State != desk.CaseWaiting || !c.Running() || w.now.Sub(c.Clock.AskedAt) < time.Duration(terms.FirstReminder+3)*24*time.Hour {
		return nil
	}
	asked := slices.IndexFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftSent && d.SentAt.Equal(c.Clock.AskedAt) })
	if asked < 0 || drafts[asked].Template == "verify_buyer" { // its reader was told that he need not answer
		return nil
	}
	// A mail of another step that waits holds the reminder up, and once it left he has just heard from us.
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool {
		return !byTime(d.Template) && d.CreatedAt.After(c.Clock.AskedAt) && d.State == desk.DraftSent && w.now.Sub(d.SentAt) < 3*24*time.Hour
	}) {
		return nil
	}
	w.looked("silence is reminded")
	if !slices.ContainsFunc(drafts, func(d desk.Draft) bool { return byTime(d.Template) && d.CreatedAt.After(c.Clock.AskedAt) }) {
		return violated("case %s: we asked on %s, nobody answered, and nobody was reminded", c.ID, w.date(c.Clock.AskedAt))
	}
	w.looked("silence ends")
	// Each reminder has its distance from the one before, and one that was turned down comes a week later.
	heard := c.Clock.AskedAt
	for i := range drafts {
		d := &drafts[i]
		if !byTime(d.Template) || !d.CreatedAt.After(c.Clock.AskedAt) {
			continue
		}
		for _, at := range []time.Time{d.SentAt, d.Again} {
			if at.After(heard) {
				heard = at
			}
		}
	}
	step := max(terms.AfterFirst(), terms.AfterLast(), terms.FirstReminder)
	if w.now.Sub(heard) > time.Duration(step+approvalDays)*24*time.Hour {
		return violated("case %s: we asked on %s, nobody answered, nothing came after %s, and it does not end", c.ID, w.date(c.Clock.AskedAt), w.date(heard))
	}
	return nil
}

// checkChoices: only the buyer chooses between waiting and cancelling: by a mail, or in words
// that a person repeated to him. Silence is no consent (domain.md section 2).
func (w *world) checkChoices(c *desk.Case, drafts []desk.Draft) error {
	for _, x := range c.Choices {
		w.looked("nobody chooses for the buyer")
		said := x.Mail != "" && slices.Contains(c.Mails, x.Mail)
		said = said || slices.ContainsFunc(drafts, func(d desk.Draft) bool {
			return d.State == desk.DraftSent && d.SentAt.Equal(x.At) && (d.Template == "delay_wait_confirmed" || d.Template == "delay_cancel_ack")
		})
		if !said {
			return violated("case %s says that the buyer chose %s on %s, and he said nothing", c.ID, x.Choice, x.At.In(w.zone).Format(time.DateTime))
		}
	}
	return nil
}

// checkPromises: an order that should have left and has not is somebody's matter.
func (w *world) checkPromises(ctx context.Context) error {
	for _, o := range w.orders {
		promise := max(o.ShipBy, o.RevisedShipBy)
		if o.Stage != desk.StagePlaced && o.Stage != desk.StageInProduction || promise >= w.date(w.now.AddDate(0, 0, -1)) {
			continue
		}
		w.looked("a late order is told of")
		cases, err := w.store.CasesOfOrder(ctx, o.Number)
		if err != nil {
			return err
		}
		if len(cases) == 0 {
			return violated("order %s should have left by %s, it is %s, and nobody was told", o.Number, promise, o.Stage)
		}
	}
	return nil
}

// complaints keeps what the program logs as not done: a due time that fails is put off by an
// hour each time, and would never be seen as left lying.
type complaints struct {
	slog.Handler
	w *world
}

// Enabled implements slog.Handler.
func (l complaints) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn || l.Handler.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (l complaints) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == flow.DueNotHandled {
		text := r.Message
		r.Attrs(func(a slog.Attr) bool { text += " " + a.String(); return true })
		l.w.failed = append(l.w.failed, text)
	}
	if !l.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return l.Handler.Handle(ctx, r)
}
