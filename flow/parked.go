package flow

import (
	"context"
	"strings"

	"returndesk/desk"
)

// Parked lists the mails that have no case: in quarantine, suppressed, or too big.
func (e *Engine) Parked(ctx context.Context, state desk.MailState, limit int) ([]desk.Mail, error) {
	return e.store.MailsIn(ctx, state, limit, "")
}

// ParkedMail gives one mail's record and raw bytes, by its id or the first characters of it.
func (e *Engine) ParkedMail(ctx context.Context, id string) (desk.Mail, []byte, error) {
	m, err := e.findParked(ctx, id)
	if err != nil {
		return m, nil, err
	}
	raw, err := e.store.Raw(ctx, m.ID)
	return m, raw, err
}

// Replay handles a mail of quarantine or of the suppressed list again: after a repaired
// parser, or because a person says that it is a customer's after all. A suppressed mail
// that is replayed becomes a case whatever the machine verdict says.
func (e *Engine) Replay(ctx context.Context, by desk.Actor, id, because string) (desk.Mail, error) {
	if err := by.Require(desk.RoleAgent, "replaying a mail"); err != nil {
		return desk.Mail{}, err
	}
	m, err := e.findParked(ctx, id)
	if err != nil {
		return m, err
	}
	if m.State == desk.MailTooBig {
		return m, desk.Errf(desk.CodeIllegal, "mail %s was larger than the limit: only its header was kept", m.ID[:12]).
			WithMend("raise imap.max_message_bytes for the next ones, and answer this one from the mailbox")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	forced := m.State == desk.MailSuppressed
	p := e.prepare(ctx, m)
	p.mail.Tries, p.mail.Reason, p.mail.Kind = 0, "", ""
	if p.err != nil {
		return m, p.err
	}
	v := newView(e.store)
	var change desk.Change
	if forced {
		p.suspicious, p.forced = "", true
		if p.reading.Class == desk.ClassNonCustomer {
			p.reading.Class, p.reading.Engine = desk.ClassOther, "agent"
		}
		change, err = e.handleCustomer(ctx, v, p)
	} else {
		change, err = e.handle(ctx, v, p)
	}
	if err != nil {
		return m, err
	}
	change.Audit = append(change.Audit, e.note(by, "", "replayed", because, "mail", m.ID))
	if err := e.store.Record(ctx, change); err != nil {
		return m, err
	}
	e.poke()
	return e.store.Mail(ctx, m.ID)
}

// findParked finds a mail without a case by the beginning of its id.
func (e *Engine) findParked(ctx context.Context, id string) (desk.Mail, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	if len(id) == 64 {
		return e.store.Mail(ctx, id)
	}
	if len(id) < 6 {
		return desk.Mail{}, desk.Errf(desk.CodeInvalid, "%q is too short for a mail's id", id).WithMend("give at least six characters")
	}
	for _, state := range []desk.MailState{desk.MailQuarantined, desk.MailSuppressed, desk.MailTooBig, desk.MailAccepted} {
		after := ""
		for {
			list, err := e.store.MailsIn(ctx, state, 500, after)
			if err != nil {
				return desk.Mail{}, err
			}
			for _, m := range list {
				if strings.HasPrefix(m.ID, id) {
					return m, nil
				}
			}
			if len(list) < 500 {
				break
			}
			after = list[len(list)-1].ID
		}
	}
	return desk.Mail{}, desk.Errf(desk.CodeNotFound, "no mail without a case begins with %s", id).
		WithMend("see `returndesk quarantine list`")
}

// AdvanceRMA moves a record to another state without a mail, or refuses and says what is
// possible. Only Telling's action tells the customer.
func (e *Engine) AdvanceRMA(ctx context.Context, by desk.Actor, number string, to desk.RMAState, because string) (desk.RMA, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "advancing an RMA"); err != nil {
		return desk.RMA{}, err
	}
	number, err := desk.ParseRMANumber(number)
	if err != nil {
		return desk.RMA{}, err
	}
	r, err := e.store.RMA(ctx, number)
	if err != nil {
		return r, err
	}
	if strings.TrimSpace(because) == "" {
		return r, desk.Errf(desk.CodeInvalid, "moving %s needs a reason", number).WithMend("give it with --because")
	}
	if to == desk.RMAAuthorized {
		// The customer would wait for a number, and the record would have neither condition
		// nor address nor day (domain.md section 3).
		return r, desk.Errf(desk.CodeIllegal, "%s cannot be authorized without the mail that names number, condition, address and day", number).
			WithMend("returndesk resolve %s rma_authorized --set condition=\"...\"; the record moves when that mail is sent", r.Case)
	}
	now := e.now()
	if err := r.Advance(to, by, now, because); err != nil {
		return r, err
	}
	r.Due = e.shop.Workdays.RMADeadline(to, now)
	c, err := e.store.Case(ctx, r.Case)
	if err != nil {
		return r, err
	}
	next(&c, now)
	return r, e.store.Record(ctx, desk.Change{
		Cases: []desk.Case{c}, RMAs: []desk.RMA{r},
		Audit: []desk.Audit{e.note(by, c.ID, "rma_advanced", because, "rma", r.Number, "state", string(to))},
	})
}

// Telling names the action whose mail tells the customer of a record's state, "" where
// domain.md section 3 has none. AdvanceRMA sends no mail.
func Telling(s desk.RMAState) string {
	switch s {
	case desk.RMAUnderReview:
		return "claim_received"
	case desk.RMATroubleshooting:
		return "troubleshooting"
	case desk.RMANoReturn:
		return "rma_no_return"
	case desk.RMAInTransit:
		return "rma_status"
	case desk.RMAReceived:
		return "rma_received"
	case desk.RMAFaultConfirmed:
		return "inspection_fault"
	case desk.RMANoFaultFound, desk.RMAManagerHold:
		return "inspection_no_fault"
	case desk.RMAReturnToBuyer:
		return "unit_sent_back"
	case desk.RMAResolving:
		return "resolution_shipped"
	case desk.RMAClosedExpired:
		return "rma_expired"
	case desk.RMAClosedRejected:
		return "claim_rejected"
	}
	return ""
}

// RMAs lists records; RMA gives one by any spelling of its number.
func (e *Engine) RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error) {
	return e.store.RMAs(ctx, f)
}

// RMA gives one record.
func (e *Engine) RMA(ctx context.Context, number string) (desk.RMA, error) {
	n, err := desk.ParseRMANumber(number)
	if err != nil {
		return desk.RMA{}, err
	}
	return e.store.RMA(ctx, n)
}

// DecideParked says what the table makes of a mail that became no case: which row lets it
// go without a reply.
func (e *Engine) DecideParked(ctx context.Context, m desk.Mail) (desk.Decision, error) {
	p := e.prepare(ctx, m)
	if p.err != nil {
		return desk.Decision{}, p.err
	}
	lookup, err := e.orders.Lookup(ctx, p.reading.Numbers, lower(p.msg.Sender.Address))
	if err != nil {
		return desk.Decision{}, err
	}
	list, err := e.decide(ctx, newView(e.store), settling{p: p, reading: p.reading, lookup: lookup, by: desk.System(), received: true})
	if err != nil {
		return desk.Decision{}, err
	}
	return list[0], nil
}
