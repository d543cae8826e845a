package flow

import (
	"context"
	"encoding/hex"
	"runtime"
	"strings"
	"sync"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/message"
)

// prepared is what the pure rooms say of one mail, before its thread is looked for or the
// shop asked about its orders. Making it writes nothing; of what was said before it reads only
// what the mail quotes, see dropOurs.
type prepared struct {
	mail       desk.Mail
	msg        *message.Message
	reading    desk.Reading
	evidence   []desk.Evidence
	suspicious string // why the content looks like phishing, "" when it doesn't
	err        error  // the mail could not be read at all
	unread     bool   // err is the store's: the mail itself may be fine
	forced     bool   // a person said that it is a customer's, whatever the machine verdict
	// bounceOfOurs: the returned mail is one of ours.
	bounceOfOurs bool
}

// prepareAll reads mails side by side and keeps their order.
func (e *Engine) prepareAll(ctx context.Context, mails []desk.Mail) []prepared {
	out := make([]prepared, len(mails))
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(mails)) {
		wg.Go(func() {
			for i := range next {
				out[i] = e.prepare(ctx, mails[i])
			}
		})
	}
	for i := range mails {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// prepare reads one stored mail.
func (e *Engine) prepare(ctx context.Context, mail desk.Mail) prepared {
	if mail.TooBig {
		return prepared{mail: mail}
	}
	raw, err := e.store.Raw(ctx, mail.ID)
	if err != nil {
		return prepared{mail: mail, err: err, unread: true}
	}
	return e.read(ctx, mail, raw)
}

// read runs the pure rooms over the raw bytes of one mail, without what we wrote ourselves.
// That is asked of the store, which is why an error of the store's can end it.
func (e *Engine) read(ctx context.Context, mail desk.Mail, raw []byte) prepared {
	p := prepared{mail: mail}
	opt := e.account(mail.Location.Account).Options
	p.msg, p.err = message.Parse(raw, mail.InternalDate, opt)
	if p.err != nil {
		return p
	}
	if err := e.dropOurs(ctx, p.msg, opt); err != nil {
		p.err, p.unread = err, true
		return p
	}
	if v := message.Suspicious(p.msg, opt); v.Suspicious {
		p.suspicious = v.Detail
	}
	for _, a := range p.msg.AllAttachments() {
		if a.Forwarded != nil {
			continue
		}
		ev := evidence.Quick(attachmentOf(a))
		ev.Mail = mail.ID
		p.evidence = append(p.evidence, ev)
	}
	p.reading = e.reader.Read(ctx, e.inputOf(p))
	p.reading = e.follow(ctx, lower(p.msg.Sender.Address), textOf(p), p.reading)
	return p
}

// inputOf gives what an engine may see of a mail.
func (e *Engine) inputOf(p prepared) classifier.Input {
	in := classifier.Input{
		Subject: p.msg.Subject, NewText: p.msg.NewText, Quoted: p.msg.Quoted,
		Received:       received(p).In(e.shop.Zone),
		HasAttachments: len(p.evidence) > 0,
		People:         []string{p.msg.Sender.Name},
	}
	if p.msg.QuotesReader && strings.TrimSpace(in.NewText) == "" {
		in.Subject = "Re: " + p.msg.SubjectClean // a forward's subject is the older mail's, too
	}
	for _, m := range p.msg.Cc {
		in.People = append(in.People, m.Name)
	}
	return in
}

// received is the time that counts as the report date (domain.md section 0).
func received(p prepared) time.Time {
	if p.msg != nil && !p.msg.ReceivedAt.IsZero() {
		return p.msg.ReceivedAt
	}
	if !p.mail.InternalDate.IsZero() {
		return p.mail.InternalDate
	}
	return p.mail.AcceptedAt
}

func attachmentOf(a message.Attachment) evidence.Attachment {
	// Signature art says "inline" also where no HTML refers to it; a phone's photo does so
	// too, but is larger than art (domain.md section 0).
	return evidence.Attachment{Name: a.Name, DeclaredType: a.ContentType, Inline: a.Inline || a.SaysInline, Bytes: a.Bytes}
}

// shaOf is the hex hash under which an attachment's verdict is kept.
func shaOf(a message.Attachment) string { return hex.EncodeToString(a.SHA256[:]) }

// refsOf gives every id that a mail answers, newest first: In-Reply-To, then
// References from the end (RFC 5322 section 3.6.4).
func refsOf(m *message.Message) []string {
	refs := append([]string(nil), m.InReplyTo...)
	for i := len(m.References) - 1; i >= 0; i-- {
		refs = append(refs, m.References[i])
	}
	return refs
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
