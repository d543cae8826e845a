package console

import "returndesk/desk"

// wroteMail is a mail of ours that left, as its reader has it.
type wroteMail struct {
	desk.Draft
	Open  bool // nothing else is on the table
	Typed bool // a person wrote it in the mail program, without a draft of ours
}

// Reading is the mail's text, its lines joined: the column is narrower than they are.
func (m wroteMail) Reading() []passage { return reading(m.Text) }

// Wrote gives the latest mail of this case that left from here or that somebody typed in the mail program, nil before the first:
// whoever comes back to a case goes on from what the customer was told.
func (p casePage) Wrote() *wroteMail {
	var out *wroteMail
	for _, d := range p.Drafts {
		if d.State != desk.DraftSent || out != nil && d.SentAt.Before(out.SentAt) {
			continue
		}
		if d.Hand != nil { // changed in the mail program
			d.Subject, d.Text, d.To = d.Hand.Subject, d.Hand.Text, d.Hand.To
		}
		out = &wroteMail{Draft: d, Open: p.Draft == nil}
	}
	if m := p.Typed; m != nil && (out == nil || m.ReceivedAt.After(out.SentAt)) {
		out = &wroteMail{Draft: desk.Draft{Subject: m.Subject, Text: m.Text, SentAt: m.ReceivedAt}, Open: p.Draft == nil, Typed: true}
	}
	return out
}
