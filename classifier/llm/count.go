package llm

import (
	"context"
	"encoding/json"

	"returndesk/desk"
)

// Count books what a process beside this one asked: the difference between two states of a
// day, as its own meter wrote them. Money that it sets aside must fit into the budget.
func (e *Engine) Count(ctx context.Context, was, now []byte) error {
	var a, b Day
	if err := decodeDay(now, &b); err != nil {
		return err
	}
	if err := decodeDay(was, &a); err != nil {
		return err
	}
	if len(was) > 0 && a.Date != b.Date {
		return desk.Errf(desk.CodeInvalid, "the language model's book holds %s and %s in one step", a.Date, b.Date)
	}
	today := e.meter.today()
	if b.Date > today {
		return desk.Errf(desk.CodeInvalid, "%s has not come yet", b.Date)
	}
	return e.meter.change(ctx, b.Date, func(d *Day) error {
		if b.Held > a.Held || b.Requests > a.Requests { // a request is about to leave
			if err := e.meter.fits(*d, b.Held-a.Held); err != nil {
				return err
			}
		}
		d.Requests, d.Answers = max(d.Requests+b.Requests-a.Requests, 0), max(d.Answers+b.Answers-a.Answers, 0)
		d.TokensIn, d.TokensOut = max(d.TokensIn+b.TokensIn-a.TokensIn, 0), max(d.TokensOut+b.TokensOut-a.TokensOut, 0)
		d.Cost, d.Held = max(d.Cost+max(b.Cost-a.Cost, 0), 0), max(d.Held+b.Held-a.Held, 0)
		for k, n := range b.Failed {
			if more := n - a.Failed[k]; more > 0 {
				d.Failed[k] += more
			}
		}
		return nil
	})
}

func decodeDay(b []byte, d *Day) error {
	if len(b) == 0 {
		return nil
	}
	if err := json.Unmarshal(b, d); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "a day of the language model's book cannot be read")
	}
	return nil
}
