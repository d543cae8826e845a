package flow

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// countedDay gives a date that nobody typed, for a mail that leaves at a time: what the
// customer has to keep runs from the sending (domain.md sections 2 and 3).
func (e *Engine) countedDay(name string, c desk.Case, at time.Time) desk.Date {
	days := e.shop.Workdays
	if name == "expires" {
		return days.Date(days.Days(at, days.Deadlines.Return))
	}
	end := days.Days(at, days.Deadlines.AfterLast())
	if c.Clock != nil { // the last reminder names the day on which the case does close
		end = laterTime(c.Clock.Close, end)
	}
	return days.Date(end)
}

// leaves gives when a draft that is approved now leaves at the earliest.
func (e *Engine) leaves(ctx context.Context, d desk.Draft) (time.Time, error) {
	d.SendAfter = e.now().Add(e.shop.SendDelay)
	_, err := e.spread(ctx, &d)
	return d.SendAfter, err
}

// onDay gives a draft as it has to read when it leaves at a time: dates that count from the
// sending move on, in the words, in the slip and in what the sending makes true. It reports
// whether anything moved. Nothing is recorded.
func (e *Engine) onDay(ctx context.Context, c desk.Case, d desk.Draft, at time.Time) (desk.Draft, bool, error) {
	set := maps.Clone(d.Set)
	for _, name := range d.Counted {
		if day := string(e.countedDay(name, c, at)); day > set[name] { // never to the customer's loss
			set[name] = day
		}
	}
	last := c.Last()
	if maps.Equal(set, d.Set) || d.Moves == nil || last == nil {
		return d, false, nil
	}
	p, err := e.latestMail(ctx, c)
	if err != nil {
		return d, false, err
	}
	was, old := d, d.Set
	d.Set = set
	if d.Opens != nil {
		opens := *d.Opens
		opens.Until(desk.Date(set["expires"]), e.shop.Workdays)
		d.Opens = &opens
	}
	b := &outcome{e: e, v: newView(e.store), s: settling{c: c, p: p, by: mover(d)}, now: e.now()}
	if d.Automatic() {
		b.automatic = d.AutoSubmitted
	}
	var shown []desk.RMA
	r, _, err := e.moved(ctx, b.v, d)
	switch {
	case impossible(err): // it cannot leave anyhow, and says why when somebody tries
		return was, false, nil
	case err != nil:
		return was, false, err
	case r != nil:
		shown = []desk.RMA{*r}
	}
	list, err := b.renderAction(ctx, c, *last, *d.Moves, set, shown, d.RMA)
	if err != nil {
		return was, false, err
	}
	if len(list) != 1 {
		return was, false, desk.Errf(desk.CodeInternal, "%s cannot be rendered again for draft %s", d.Template, d.ID)
	}
	fresh := list[0]
	d.Parts = fresh.Parts
	if d.Edited { // only the date moves in what a person wrote
		for _, name := range d.Counted {
			from, to := e.words.Date(d.Language, old[name]), e.words.Date(d.Language, set[name])
			d.Subject, d.Text = replaceDate(d.Subject, from, to), replaceDate(d.Text, from, to)
		}
		d.HTML = replies.HTMLFromText(d.Text, d.Language)
	} else {
		d.Subject, d.Text, d.HTML, d.Language, d.Fallback = fresh.Subject, fresh.Text, fresh.HTML, fresh.Language, fresh.Fallback
	}
	d.UpdatedAt = e.now()
	if d.Problems, err = e.problems(ctx, b.v, c, *last, d); err != nil {
		return was, false, err
	}
	return d, true, nil
}

// datePattern finds a date in running text, which may break a line inside it.
func datePattern(words string) *regexp.Regexp {
	list := strings.Fields(words)
	for i := range list {
		list[i] = regexp.QuoteMeta(list[i])
	}
	return regexp.MustCompile(strings.Join(list, `[\s\x{a0}]+`))
}

func replaceDate(text, from, to string) string {
	if from == "" {
		return text
	}
	return datePattern(from).ReplaceAllLiteralString(text, to)
}

// problems gives what the checks find in a draft's words and in the money that it names, and
// whether a person has written out of them the day or the amount that counts.
func (e *Engine) problems(ctx context.Context, v *view, c desk.Case, last desk.Decision, d desk.Draft) ([]desk.Problem, error) {
	out := append(replies.CheckDraft(d, e.checkContext(c, last, d)), untrue(d, last)...)
	out = append(out, e.otherLanguage(ctx, d)...)
	over, err := e.overpaid(ctx, v, c, last, d)
	if err != nil {
		return nil, err
	}
	out = append(out, over...)
	lost, err := e.overtaken(ctx, v, c, d)
	if err != nil {
		return nil, err
	}
	out = append(out, lost...)
	dead, err := e.unreached(ctx, v, c, last, d)
	if err != nil {
		return nil, err
	}
	out = append(out, dead...)
	if !d.Edited || d.Moves == nil {
		return out, nil
	}
	if d.NeedsSecond() {
		_, amount := moneyOf(d)
		words := strings.Join(strings.Fields(e.words.Money(d.Language, amount, cmp.Or(d.Set["currency"], last.Facts.Detail.Currency))), " ")
		if !strings.Contains(strings.Join(strings.Fields(d.Text), " "), words) {
			out = append(out, desk.Problem{Code: "amount", Text: fmt.Sprintf("the amount that counts, %s, does not stand in the mail any more", words)})
		}
	}
	for _, name := range d.Moves.Needs {
		words := e.words.Date(d.Language, d.Set[name])
		if !Optional(name) || words == "" || datePattern(words).MatchString(d.Text) {
			continue
		}
		out = append(out, desk.Problem{Code: "day", Text: fmt.Sprintf("the day that counts, %s, does not stand in the mail any more", words)})
	}
	return out, nil
}

// moveDay keeps a draft that waits up with the days: who opens it sees the date that it
// would leave with today. An approved one is looked at again right before it leaves.
func (e *Engine) moveDay(ctx context.Context, due desk.Due, c desk.Case) error {
	d, err := e.store.Draft(ctx, due.Data)
	if desk.CodeOf(err) == desk.CodeNotFound || err == nil && d.State != desk.DraftProposed && d.State != desk.DraftApproved {
		return e.store.Record(ctx, desk.Change{Done: []string{due.ID}})
	}
	if err != nil {
		return err
	}
	due.At = e.nextDay()
	if d.State == desk.DraftApproved {
		return e.store.Record(ctx, desk.Change{Dues: []desk.Due{due}})
	}
	at, err := e.leaves(ctx, d)
	if err != nil {
		return err
	}
	now, moved, err := e.onDay(ctx, c, d, at)
	if err != nil {
		return err
	}
	if !moved {
		return e.store.Record(ctx, desk.Change{Dues: []desk.Due{due}})
	}
	return e.recordDay(ctx, desk.System(), &c, now)
}

// nextDay gives the beginning of tomorrow in shop time.
func (e *Engine) nextDay() time.Time { return e.shop.Workdays.EndOf(e.now()).Add(time.Second) }

// recordDay records that the dates of a waiting draft moved on.
func (e *Engine) recordDay(ctx context.Context, by desk.Actor, c *desk.Case, d desk.Draft) error {
	next(c, e.now())
	note := e.note(by, c.ID, "day_moved", "it counts from the sending", "draft", d.ID)
	for _, name := range d.Counted {
		note.Data[name] = d.Set[name]
	}
	return e.record(ctx, desk.Change{Cases: []desk.Case{*c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}, Audit: []desk.Audit{note}})
}

// dayOf brings a draft that somebody approves to the day on which it leaves. Who said what
// he saw is shown the new day first: nothing leaves that nobody has seen.
func (e *Engine) dayOf(ctx context.Context, by desk.Actor, c *desk.Case, d desk.Draft, seen bool) (desk.Draft, error) {
	if d.Moves != nil && !slices.Contains(d.Counted, "expires") && (d.Moves.RMAState == desk.RMAAuthorized || d.Template == "rma_expiring") {
		if err := futureDate("expires", d.Set["expires"], e.now().In(e.shop.Zone)); err != nil {
			return d, err
		}
	}
	at, err := e.leaves(ctx, d)
	if err != nil {
		return d, err
	}
	if day := d.Set["expires"]; day != "" && d.Moves != nil && d.Moves.RMAState == desk.RMAAuthorized && !slices.Contains(d.Counted, "expires") {
		if least, err := e.tooSoon(day, at); err != nil {
			return d, err.WithMend("draw the mail up again with %s or a later day", least)
		}
	}
	if len(d.Counted) == 0 {
		return d, nil
	}
	now, moved, err := e.onDay(ctx, *c, d, at)
	if err != nil || !moved {
		return d, err
	}
	if err := e.recordDay(ctx, by, c, now); err != nil {
		return d, err
	}
	if seen {
		return now, desk.Errf(desk.CodeStale, "draft %s names a day that counts from the sending, and the day moved on since you saw it", d.ID).
			WithMend("look at it again and approve it")
	}
	return now, nil
}

// heldTooLong takes a mail back that could not leave on the day for which it was approved,
// where it names a date that counts from the sending. It is approved again with the new
// one; a mail that nobody had to approve gets it at once.
func (e *Engine) heldTooLong(ctx context.Context, d *desk.Draft) (bool, error) {
	if len(d.Counted) == 0 {
		return false, nil
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return false, err
	}
	now, moved, err := e.onDay(ctx, c, *d, e.now())
	if err != nil || !moved {
		return false, err
	}
	if d.Automatic() {
		if now.Frozen, err = replies.Message(now, e.now().In(e.shop.Zone)); err != nil {
			return false, err
		}
		now.SeenHash = now.ContentHash()
		*d = now
		return false, nil
	}
	return true, e.offerAgain(ctx, c, now, "it could not leave before the day was over, and names a date that counts from the sending")
}
