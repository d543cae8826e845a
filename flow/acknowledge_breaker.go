package flow

import (
	"context"
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
)

// The memories of the breaker. It is off when the first is newer than the second.
const (
	ackTripped = "ack/breaker"
	ackResumed = "ack/resumed"
)

// ackLog holds when the latest acknowledgements were made, one slot each: a day's share
// has as many slots, and the oldest is used again. The store has the same slots.
type ackLog struct {
	loaded bool
	slots  []time.Time
}

// ackRoom finds the slot of the next acknowledgement. slot is "" when the share of 24
// hours is used up; room is false when so many went out within an hour that something is
// wrong. What a batch at hand has taken counts already.
func (e *Engine) ackRoom(ctx context.Context, v *view, now time.Time) (slot string, room bool, err error) {
	limits := e.shop.Acknowledge
	if !e.acks.loaded {
		e.acks.slots = make([]time.Time, limits.PerDay)
		for i := range e.acks.slots {
			if e.acks.slots[i], err = e.store.SpokenAt(ctx, ackSlot(i)); err != nil {
				return "", false, err
			}
		}
		e.acks.loaded = true
	}
	resumed, err := v.spokenAt(ctx, ackResumed)
	if err != nil {
		return "", false, err
	}
	free, hour := 0, 0
	for i, at := range e.acks.slots {
		if at.Before(e.acks.slots[free]) {
			free = i
		}
		if now.Sub(at) < time.Hour && at.After(resumed) {
			hour++
		}
	}
	if hour >= limits.PerHour {
		return "", false, nil
	}
	if last := e.acks.slots[free]; !last.IsZero() && now.Sub(last) < 24*time.Hour {
		return "", true, nil
	}
	e.acks.slots[free] = now
	return ackSlot(free), true, nil
}

func ackSlot(i int) string { return fmt.Sprintf("ack/slot/%d", i) }

// breaker switches acknowledgements off and tells people, in the transaction of the mail
// that found too many of them.
func (b *outcome) breaker() {
	b.change.Spoken = append(b.change.Spoken, desk.Spoken{Key: ackTripped, At: b.now})
	b.audit("", "acknowledgements_off", fmt.Sprintf("%d in an hour", b.e.shop.Acknowledge.PerHour))
	if !b.e.heard() {
		return
	}
	b.change.Alerts = append(b.change.Alerts, desk.Alert{
		Key: fmt.Sprintf("%s/%d", ackTripped, b.now.Unix()), Kind: "acknowledgements_off", CreatedAt: b.now,
		Subject: "Confirmations of receipt are switched off",
		Text: fmt.Sprintf("%d confirmations of receipt left within an hour. That looks like another program that answers, or like a flood, so no more are sent.\n\n"+
			"Mails are decided and drafted as before. Look at the newest cases; then: returndesk acknowledge resume --because \"...\"\n\n%s",
			b.e.shop.Acknowledge.PerHour, b.e.openAt("queue", "", "returndesk queue")),
	})
}

// acksOff gives when the breaker switched acknowledgements off; the zero time when they
// are on.
func (e *Engine) acksOff(ctx context.Context, v *view) (time.Time, error) {
	tripped, err := v.spokenAt(ctx, ackTripped)
	if err != nil || tripped.IsZero() {
		return time.Time{}, err
	}
	resumed, err := v.spokenAt(ctx, ackResumed)
	if err != nil || resumed.After(tripped) {
		return time.Time{}, err
	}
	return tripped, nil
}

// AcknowledgementsOff gives since when the breaker holds acknowledgements back; the zero
// time when it does not, or when the configuration has them off anyway.
func (e *Engine) AcknowledgementsOff(ctx context.Context) (time.Time, error) {
	if !e.shop.Acknowledge.Enabled {
		return time.Time{}, nil
	}
	return e.acksOff(ctx, newView(e.store))
}

// ResumeAcknowledgements lets acknowledgements leave again after the breaker switched
// them off. It takes a senior and a reason.
func (e *Engine) ResumeAcknowledgements(ctx context.Context, by desk.Actor, because string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleSenior, "resuming acknowledgements"); err != nil {
		return err
	}
	if strings.TrimSpace(because) == "" {
		return desk.Errf(desk.CodeInvalid, "resuming acknowledgements needs a reason").WithMend("give it with --because")
	}
	off, err := e.acksOff(ctx, newView(e.store))
	if err != nil {
		return err
	}
	if off.IsZero() {
		return desk.Errf(desk.CodeIllegal, "acknowledgements are not held back").
			WithMend("where none are sent, look at acknowledge.enabled in the configuration")
	}
	return e.record(ctx, desk.Change{
		Spoken: []desk.Spoken{{Key: ackResumed, At: e.now()}},
		Audit:  []desk.Audit{e.note(by, "", "acknowledgements_resumed", because)},
	})
}
