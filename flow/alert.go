package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
)

// alertingFlags are the flags that people must hear of within a minute, with the words
// that say why.
func alertingFlags() []struct {
	flag desk.Flag
	why  string
} {
	return []struct {
		flag desk.Flag
		why  string
	}{
		{desk.FlagSafety, "A customer reports smoke, heat, swelling or a shock. Nothing may be shipped or tested until it is cleared."},
		{desk.FlagUrgentStopProduction, "A cancellation or change came in before production: somebody has to look whether it can still be stopped."},
		{desk.FlagLegalOrChargeback, "A customer names a lawyer, a statute or a dispute at the bank. A senior has to approve the reply."},
	}
}

// alerts adds the internal mails that a decision calls for, once per case and kind.
func (b *outcome) alerts(c desk.Case, d desk.Decision) {
	if b.s.history || !b.e.heard() {
		return
	}
	for _, a := range alertingFlags() {
		if !slices.Contains(d.Flags, a.flag) {
			continue
		}
		order := ""
		if c.Order != "" {
			order = ", order " + c.Order
		}
		b.change.Alerts = append(b.change.Alerts, desk.Alert{
			Key: string(a.flag) + "/" + c.ID, Kind: string(a.flag), Case: c.ID, CreatedAt: b.now,
			Subject: fmt.Sprintf("%s case %s%s", headline(a.flag), c.ID, order),
			Text: fmt.Sprintf("%s\n\nCase %s%s\n%sOutcome: %s (rule %s)\nReceived: %s\n\n%s",
				a.why, c.ID, order, whose(c), d.Outcome, d.Rule, received(b.s.p).In(b.e.shop.Zone).Format("2006-01-02 15:04 MST"), b.e.openCase(c.ID)),
		})
	}
}

func headline(f desk.Flag) string {
	switch f {
	case desk.FlagSafety:
		return "SAFETY:"
	case desk.FlagUrgentStopProduction:
		return "Stop production?"
	}
	return "Legal or chargeback:"
}

// safetyWithoutCase is the alert for a mail about a hazard whose handling failed.
func (e *Engine) safetyWithoutCase(m desk.Mail) desk.Alert {
	return desk.Alert{
		Key: "safety/mail/" + m.ID, Kind: string(desk.FlagSafety), CreatedAt: e.now(),
		Subject: "SAFETY: a mail that could not be handled",
		Text: "A mail that speaks of smoke, heat, swelling or a shock could not be handled automatically.\n\n" +
			e.openAt("parked", m.ID, "returndesk quarantine show "+m.ID[:12]),
	}
}

// StateAlert tells of a state of the service that people must hear of: an unreachable
// mailbox, a full disk. The key makes it go out once per state. When the store cannot
// even keep the alert, it is sent right away instead.
func (e *Engine) StateAlert(ctx context.Context, key, kind, subject, text string) error {
	if !e.heard() {
		return nil
	}
	a := desk.Alert{Key: key, Kind: kind, Subject: subject, Text: text, CreatedAt: e.now()}
	err := e.store.PutAlert(ctx, a)
	if err != nil {
		try, failed := e.tryAlert(ctx, a, nil)
		if len(try.Reached) > 0 {
			return nil
		}
		return failed
	}
	e.poke()
	return nil
}

func domainOf(address string) string {
	if i := strings.LastIndexByte(address, '@'); i >= 0 && i+1 < len(address) {
		return address[i+1:]
	}
	return "localhost"
}
