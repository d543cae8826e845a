package flow

import (
	"context"
	"strings"

	"returndesk/desk"
)

// Parked lists the mails that have no case: in quarantine, suppressed, or too big; at most limit (0 = 100).
// Of an erased mail nothing is left to look at.
func (e *Engine) Parked(ctx context.Context, state desk.MailState, limit int) ([]desk.Mail, error) {
	if limit <= 0 {
		limit = 100
	}
	var out []desk.Mail
	for after := ""; ; {
		list, err := e.store.MailsIn(ctx, state, limit, after)
		if err != nil {
			return nil, err
		}
		for _, m := range list {
			if m.Kind != desk.KindErased && len(out) < limit {
				out = append(out, m)
			}
		}
		if len(list) < limit || len(out) == limit {
			return out, nil
		}
		after = list[len(list)-1].ID
	}
}

// ParkedFor names the customers of the cases that parked mails belong to (a returned mail, an
// automatic answer to ours), by case. A case that is gone has no entry.
func (e *Engine) ParkedFor(ctx context.Context, mails []desk.Mail) (map[string]desk.Address, error) {
	out := map[string]desk.Address{}
	for _, m := range mails {
		if _, known := out[m.Case]; known || m.Case == "" {
			continue
		}
		c, err := e.store.Case(ctx, m.Case)
		switch {
		case desk.CodeOf(err) == desk.CodeNotFound:
		case err != nil:
			return nil, err
		default:
			out[m.Case] = desk.Address{Name: c.Name, Address: c.Customer}
		}
	}
	return out, nil
}

// ParkedMail gives one mail's record and raw bytes, by its id or the first characters of it.
func (e *Engine) ParkedMail(ctx context.Context, id string) (desk.Mail, []byte, error) {
	m, err := e.findParked(ctx, id)
	if err != nil {
		return m, nil, err
	}
	if m.Kind == desk.KindErased {
		return m, nil, erasedMail(m)
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
	if m.Kind == desk.KindErased {
		return m, erasedMail(m)
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
			p.reading.Class, p.reading.Engine = desk.ClassOther, desk.EngineAgent
		}
		change, err = e.handleCustomer(ctx, v, p)
	} else {
		change, err = e.handle(ctx, v, p)
	}
	if err != nil {
		return m, err
	}
	change.Audit = append(change.Audit, e.note(by, "", "replayed", because, "mail", m.ID))
	if err := e.record(ctx, change); err != nil {
		return m, err
	}
	e.poke()
	return e.store.Mail(ctx, m.ID)
}

// erasedMail says that nothing of a mail is kept: whoever looks for it must not look for a fault.
func erasedMail(m desk.Mail) error {
	return desk.Errf(desk.CodeNotFound, "mail %s was erased with a person's data", m.ID[:12]).
		WithMend("nothing of it is kept here; the mailbox may still hold it")
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
