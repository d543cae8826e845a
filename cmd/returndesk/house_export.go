package main

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"returndesk/archive"
	"returndesk/control"
	"returndesk/desk"
)

// Export writes cases with all that belongs to them. It holds customers' words, so it takes a
// manager.
func (d houseDesk) Export(ctx context.Context, by desk.Actor, q control.ExportQuery, w io.Writer) error {
	if err := by.Require(desk.RoleManager, "exporting cases"); err != nil {
		return err
	}
	ids, err := d.exports(ctx, q)
	if err != nil {
		return err
	}
	if len(ids) == 0 && q.Address != "" {
		return desk.Errf(desk.CodeNotFound, "there is no case of %s", q.Address).WithMend("write the address as it stands in the case; `returndesk queue --address` finds it")
	}
	one := d.lines(w)
	if q.Mails {
		one = d.mails(archive.NewMboxWriter(w))
	}
	for _, id := range ids {
		x, err := d.exported(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err == nil {
			err = one(ctx, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// exports names the cases of a query, the oldest first. They are read one by one afterwards:
// the store must not be asked while it walks.
func (d houseDesk) exports(ctx context.Context, q control.ExportQuery) ([]string, error) {
	address := strings.ToLower(strings.TrimSpace(q.Address))
	var ids []string
	err := d.house.store.EachCase(ctx, func(c desk.Case) error {
		if (address == "" || c.Customer == address) && !c.UpdatedAt.Before(q.Since) {
			ids = append(ids, c.ID)
		}
		return nil
	})
	return ids, err
}

// exported gathers what belongs to one case.
func (d houseDesk) exported(ctx context.Context, id string) (x control.Exported, err error) {
	s := d.house.store
	x = control.Exported{Drafts: []desk.Draft{}, RMAs: []desk.RMA{}, Mails: []desk.Mail{}}
	if x.Case, err = s.Case(ctx, id); err != nil {
		return x, err
	}
	if x.Drafts, err = s.DraftsOfCase(ctx, id); err != nil {
		return x, err
	}
	if x.History, err = s.Audit(ctx, id); err != nil {
		return x, err
	}
	for _, n := range x.Case.RMAs {
		r, err := s.RMA(ctx, n)
		if err != nil {
			return x, err
		}
		x.RMAs = append(x.RMAs, r)
	}
	for _, n := range x.Case.Mails {
		m, err := s.Mail(ctx, n)
		if err != nil {
			return x, err
		}
		x.Mails = append(x.Mails, m)
	}
	return x, nil
}

// lines writes each case as one line of JSON. The bytes of our mails are in the mbox form.
func (d houseDesk) lines(w io.Writer) func(context.Context, control.Exported) error {
	out := json.NewEncoder(w)
	return func(_ context.Context, x control.Exported) error {
		for i := range x.Drafts {
			x.Drafts[i].Frozen = nil
			x.Drafts[i].Parts = slices.Clone(x.Drafts[i].Parts)
			for j := range x.Drafts[i].Parts {
				x.Drafts[i].Parts[j].Data = nil
			}
		}
		return out.Encode(x)
	}
}

// mails writes the mails of each case into an mbox file, each once: those that came, and those
// that we sent and that did not come back from a Sent folder. A mail is told by its bytes, one
// of ours by its Message-ID, which nobody else gives.
func (d houseDesk) mails(box *archive.MboxWriter) func(context.Context, control.Exported) error {
	written := map[string]bool{}
	return func(ctx context.Context, x control.Exported) error {
		for _, m := range x.Mails {
			if m.MessageID != "" {
				written["id "+m.MessageID] = true
			}
			if written[m.ID] {
				continue
			}
			written[m.ID] = true
			raw, err := d.house.store.Raw(ctx, m.ID)
			if desk.CodeOf(err) == desk.CodeNotFound || err == nil && len(raw) == 0 { // too large to be kept
				continue
			}
			if err == nil {
				err = box.Put(m.From, cmp.Or(m.ReceivedAt, m.InternalDate), raw)
			}
			if err != nil {
				return err
			}
		}
		for _, s := range x.Drafts {
			key := "id " + s.MessageID
			if s.State != desk.DraftSent || len(s.Frozen) == 0 || written[key] {
				continue
			}
			written[key] = true
			if err := box.Put(s.From.Address, s.SentAt, s.Frozen); err != nil {
				return err
			}
		}
		return nil
	}
}
