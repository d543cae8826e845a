package flow

import (
	"context"
	"slices"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/message"
)

// Viewer makes pictures that are safe to show, somewhere bounded.
type Viewer interface {
	View(ctx context.Context, a evidence.Attachment, edge int) ([]byte, error)
}

// Earlier is where the picture of a piece of evidence was seen before.
type Earlier struct {
	Case   string `json:"case"`
	SHA256 string `json:"sha256"`
	Name   string `json:"name"`
}

// MailHTML gives the HTML of a mail of a case, as it was sent: it must be sanitised before
// anybody sees it. CodeNotFound says that the mail has none.
func (e *Engine) MailHTML(ctx context.Context, id, mail string) (string, error) {
	m, err := e.mailOf(ctx, id, mail)
	if err != nil {
		return "", err
	}
	if m.HTML == "" {
		return "", desk.Errf(desk.CodeNotFound, "this mail of case %s has no HTML", caseOf(id))
	}
	return m.HTML, nil
}

// Attachment gives a file of a mail of a case by its SHA-256, as it came.
func (e *Engine) Attachment(ctx context.Context, id, sha string) (message.Attachment, error) {
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return message.Attachment{}, err
	}
	i := slices.IndexFunc(c.Evidence, func(ev desk.Evidence) bool { return ev.SHA256 == sha })
	if i < 0 {
		return message.Attachment{}, desk.Errf(desk.CodeNotFound, "case %s has no such file", c.ID)
	}
	m, err := e.mailOf(ctx, id, c.Evidence[i].Mail)
	if err != nil {
		return message.Attachment{}, err
	}
	for _, a := range m.AllAttachments() {
		if shaOf(a) == sha {
			return a, nil
		}
	}
	return message.Attachment{}, desk.Errf(desk.CodeNotFound, "the file cannot be found in its mail any more")
}

// Picture gives a picture of a case that is safe to show: a JPEG made anew whose longer
// side has at most edge pixels.
func (e *Engine) Picture(ctx context.Context, id, sha string, edge int) ([]byte, error) {
	if e.viewer == nil {
		return nil, desk.Errf(desk.CodeUnsupported, "pictures are not decoded here").WithMend("set photos.judge_workers to 1 or more")
	}
	a, err := e.Attachment(ctx, id, sha)
	if err != nil {
		return nil, err
	}
	return e.viewer.View(ctx, attachmentOf(a), edge)
}

// mailOf reads one mail of a case anew.
func (e *Engine) mailOf(ctx context.Context, id, mail string) (*message.Message, error) {
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return nil, err
	}
	if !slices.Contains(c.Mails, mail) {
		return nil, desk.Errf(desk.CodeNotFound, "case %s has no such mail", c.ID)
	}
	m, err := e.store.Mail(ctx, mail)
	if err != nil {
		return nil, err
	}
	p := e.prepare(ctx, m)
	return p.msg, p.err
}

// earlier finds where the pictures of a case were seen before, by their SHA-256.
func (e *Engine) earlier(ctx context.Context, c desk.Case) (map[string]Earlier, error) {
	var out map[string]Earlier
	for _, ev := range c.Evidence {
		if ev.ReusedOf == "" {
			continue
		}
		seen, err := e.store.PicturesLike(ctx, ev.SHA256, ev.PHash, evidence.SameDistance)
		if err != nil {
			return nil, err
		}
		for _, p := range seen {
			if p.Case == c.ID {
				continue
			}
			if out == nil {
				out = map[string]Earlier{}
			}
			out[ev.SHA256] = Earlier{Case: p.Case, SHA256: p.SHA256, Name: p.Name}
			break
		}
	}
	return out, nil
}

// Thread gives the mails of a case, the customer's and ours, the oldest first.
func (e *Engine) Thread(ctx context.Context, id string) ([]MailView, error) {
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return nil, err
	}
	var out []MailView
	for _, mail := range c.Mails {
		m, err := e.store.Mail(ctx, mail)
		if err != nil {
			return nil, err
		}
		p := e.prepare(ctx, m)
		if p.err != nil || p.msg == nil {
			continue
		}
		v := viewOf(p)
		v.Ours = m.Ours
		out = append(out, v)
	}
	return out, nil
}

// RMAPicture gives an inspector's photo of a record, made anew like Picture.
func (e *Engine) RMAPicture(ctx context.Context, number, sha string, edge int) ([]byte, error) {
	if e.viewer == nil {
		return nil, desk.Errf(desk.CodeUnsupported, "pictures are not decoded here").WithMend("set photos.judge_workers to 1 or more")
	}
	p, data, err := e.RMAPhoto(ctx, number, sha)
	if err != nil {
		return nil, err
	}
	return e.viewer.View(ctx, evidence.Attachment{Name: p.Name, DeclaredType: p.Type, Bytes: data}, edge)
}
