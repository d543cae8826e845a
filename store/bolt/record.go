package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"returndesk/desk"
)

// encoded is a change with its records encoded before the transaction, so that callers
// encode while the committer waits for the disk.
type encoded struct {
	desk.Change
	mails  []encodedMail
	cases  []encodedCase
	drafts []encodedDraft
	rmas   [][]byte
	words  []byte // as a segment of the word index
}

// encodedMail is a mail to replace; number and old are filled in by validate.
type encodedMail struct {
	mail   desk.Mail
	body   []byte
	number uint64
	old    desk.Mail
}

type encodedCase struct {
	number    uint64
	body      []byte
	decisions [][]byte
}

type encodedDraft struct {
	number uint64 // of the case
	n      uint32
	body   []byte
}

// RecordOutcomes applies many changes in one commit. Each is checked whole before any
// of its writes: a refused one leaves no trace and has its error at its index, the
// others go through. A change sees the effects of those before it. The second result is
// an error of the commit itself; then nothing was applied.
func (s *Store) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	return s.record(ctx, changes, nil)
}

// Record applies one change, or refuses it and leaves no trace. CodeConflict says that
// somebody else changed a case or a draft first.
func (s *Store) Record(ctx context.Context, change desk.Change) error {
	refusals, err := s.record(ctx, []desk.Change{change}, nil)
	if err != nil {
		return err
	}
	return refusals[0]
}

// record applies changes after a further check of each.
func (s *Store) record(ctx context.Context, changes []desk.Change, check func(*wtx, *encoded) error) ([]error, error) {
	files, err := filesOf(changes)
	if err != nil {
		return nil, err
	}
	if len(files) > 0 { // on the disk before the commit that names them
		s.blobs.RLock()
		defer s.blobs.RUnlock()
		if err := s.writeBlobs(ctx, files); err != nil {
			return nil, err
		}
	}
	prepared := make([]*encoded, len(changes))
	early := make([]error, len(changes))
	for i := range changes {
		prepared[i], early[i] = encode(changes[i])
	}
	var results []error
	err = s.update(ctx, func(t *wtx) error {
		results = slices.Clone(early)
		for i, e := range prepared {
			if results[i] != nil {
				continue
			}
			err := t.validate(e)
			if err == nil && check != nil {
				err = check(t, e)
			}
			if err != nil {
				if !refused(err) {
					return err
				}
				results[i] = err
				continue
			}
			if err := t.write(e); err != nil {
				// Half a change must not be committed, whatever refused the rest of it.
				return desk.Wrap(desk.CodeInternal, err, "writing a checked change failed")
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return results, nil
}

// encode checks the shape of a change and encodes its records.
func encode(c desk.Change) (*encoded, error) {
	e := &encoded{Change: c}
	bad := func(err error, what, id string) error {
		return desk.Wrap(desk.CodeInvalid, err, "%s %s cannot be stored", what, clip(id))
	}
	for i := range c.Mails {
		v, err := packJSON(&c.Mails[i])
		if err != nil {
			return nil, bad(err, "mail", c.Mails[i].ID)
		}
		e.mails = append(e.mails, encodedMail{mail: c.Mails[i], body: v})
	}
	for _, x := range c.Cases {
		n, err := caseNumber(x.ID)
		if err != nil {
			return nil, err
		}
		ec := encodedCase{number: n}
		for i := range x.Decisions {
			v, err := packJSON(&x.Decisions[i])
			if err != nil {
				return nil, bad(err, "a decision of case", x.ID)
			}
			ec.decisions = append(ec.decisions, v)
		}
		x.Decisions = nil
		if ec.body, err = packJSON(&x); err != nil {
			return nil, bad(err, "case", x.ID)
		}
		e.cases = append(e.cases, ec)
	}
	for i := range c.Drafts {
		d := &c.Drafts[i].Draft
		cn, n, err := draftNumber(d.ID)
		if err != nil {
			return nil, err
		}
		if d.Case != caseID(cn) {
			return nil, desk.Errf(desk.CodeInvalid, "draft %s says that it belongs to case %q", d.ID, clip(d.Case))
		}
		v, err := packJSON(d)
		if err != nil {
			return nil, bad(err, "draft", d.ID)
		}
		e.drafts = append(e.drafts, encodedDraft{number: cn, n: n, body: v})
	}
	for i := range c.RMAs {
		r := c.RMAs[i]
		r.Version++ // as it will be stored; validateRMAs compares the one before
		v, err := packJSON(&r)
		if err != nil {
			return nil, bad(err, "RMA", c.RMAs[i].Number)
		}
		e.rmas = append(e.rmas, v)
	}
	if err := checkNames(c); err != nil {
		return nil, err
	}
	var err error
	e.words, err = encodeWords(c.Words)
	return e, err
}

// checkNames checks the ids and keys that a change brings along.
func checkNames(c desk.Change) error {
	var ids []string
	for _, id := range c.Index {
		ids = append(ids, id)
	}
	for id := range c.Words {
		ids = append(ids, id)
	}
	for _, p := range c.Pictures {
		ids = append(ids, p.Case)
	}
	for _, k := range c.Corrections {
		ids = append(ids, k.Case)
	}
	for _, id := range ids {
		if _, err := caseNumber(id); err != nil {
			return err
		}
	}
	for _, x := range c.Alerts {
		if err := checkKey("the key of an alert", x.Key); err != nil {
			return err
		}
	}
	for _, x := range c.Dues {
		if err := checkKey("the id of a due time", x.ID); err != nil {
			return err
		}
	}
	for _, x := range c.Spoken {
		if err := checkKey("the key of a memory", x.Key); err != nil {
			return err
		}
	}
	for _, x := range c.RMAs {
		if err := checkKey("the number of an RMA", x.Number); err != nil {
			return err
		}
	}
	for _, x := range c.Copies {
		if _, _, err := draftNumber(x.Draft); err != nil {
			return err
		}
	}
	for key := range c.Settings {
		if err := checkKey("the key of a setting", key); err != nil {
			return err
		}
	}
	return checkCounts(c.Audit)
}

// write puts a change that was checked.
func (t *wtx) write(e *encoded) error {
	for i := range e.mails {
		if err := t.changeMail(&e.mails[i]); err != nil {
			return err
		}
	}
	heads := map[uint64]*headChange{}
	for i, c := range e.Cases {
		if err := t.writeCase(heads, c, e.cases[i]); err != nil {
			return err
		}
	}
	for i, d := range e.Drafts {
		h, err := t.headFor(heads, e.drafts[i].number)
		if err != nil {
			return err
		}
		if err := t.writeDraft(d, e.drafts[i]); err != nil {
			return err
		}
		h.now.setDraft(e.drafts[i].n, &d.Draft)
	}
	for n, h := range heads {
		if err := t.putHead(n, h.old, h.now); err != nil {
			return err
		}
	}
	for i, r := range e.RMAs {
		if err := t.writeRMA(r, e.rmas[i]); err != nil {
			return err
		}
	}
	if err := t.writeAudit(e.Audit); err != nil {
		return err
	}
	t.words = append(t.words, e.words...)
	return t.writeRest(e.Change)
}

// headChange is the head of a case before and after a change.
type headChange struct{ old, now caseHead }

func (t *wtx) headFor(heads map[uint64]*headChange, n uint64) (*headChange, error) {
	if h := heads[n]; h != nil {
		return h, nil
	}
	old, _, err := t.head(n)
	if err != nil {
		return nil, err
	}
	now := old
	now.drafts = slices.Clone(old.drafts)
	heads[n] = &headChange{old: old, now: now}
	return heads[n], nil
}

func (t *wtx) writeCase(heads map[uint64]*headChange, c desk.Case, ec encodedCase) error {
	h, err := t.headFor(heads, ec.number)
	if err != nil {
		return err
	}
	if err := t.put(bCases, u64(ec.number), ec.body); err != nil {
		return err
	}
	for i, v := range ec.decisions {
		key := binary.BigEndian.AppendUint32(u64(ec.number), uint32(i))
		if i < int(h.old.decisions) && bytes.Equal(t.b(bDecisions).Get(key), v) {
			continue
		}
		if err := t.put(bDecisions, key, v); err != nil {
			return err
		}
	}
	if h.old.state != c.State {
		t.count("case", string(h.old.state), -1)
		t.count("case", string(c.State), 1)
	}
	h.now.version, h.now.decisions, h.now.deadline = c.Version, uint32(len(c.Decisions)), c.Deadline
	h.now.state, h.now.class, h.now.outcome, h.now.flags = c.State, c.Class, c.Outcome, c.Flags
	h.now.order, h.now.customer, h.now.handedTo = c.Order, c.Customer, c.HandedTo
	if err := t.moveLink(linkOrder, h.old.order, c.Order, ec.number); err != nil {
		return err
	}
	return t.moveLink(linkCustomer, h.old.customer, c.Customer, ec.number)
}

// moveLink keeps the link from a value of a record to its number; "" has none.
func (t *wtx) moveLink(kind byte, old, now string, n uint64) error {
	old, now = foldKey(old), foldKey(now)
	if old == now {
		return nil
	}
	if old != "" {
		if err := t.dropLink(linkOf(kind, old), n); err != nil {
			return err
		}
	}
	if now != "" {
		t.addLink(linkOf(kind, now), n)
	}
	return nil
}

// writeRest puts what needs no comparing.
func (t *wtx) writeRest(c desk.Change) error {
	for id, cs := range c.Index {
		n, err := caseNumber(cs)
		if err != nil {
			return err
		}
		if id == "" { // an empty id matches nothing (inbox.md, "Where we are in a mailbox")
			continue
		}
		if err := t.setLink(linkOf(linkRef, id), n); err != nil {
			return err
		}
	}
	for _, a := range c.Alerts {
		if err := t.addAlert(a); err != nil {
			return err
		}
	}
	for _, id := range c.Done {
		if err := t.endDue(id); err != nil {
			return err
		}
	}
	for _, d := range c.Dues {
		if err := t.putDue(d); err != nil {
			return err
		}
	}
	for _, f := range c.Files {
		if _, err := t.useBlob(sha(f.Data), 1); err != nil {
			return err
		}
	}
	for _, p := range c.Pictures {
		if err := t.putPicture(p); err != nil {
			return err
		}
	}
	for _, k := range c.Corrections {
		if err := t.putCorrection(k); err != nil {
			return err
		}
	}
	for key, v := range c.Settings {
		if err := t.putSetting(key, v); err != nil {
			return err
		}
	}
	for _, s := range c.Spoken {
		if err := t.put(bSpoken, []byte(s.Key), u64(uint64(s.At.UnixNano()))); err != nil {
			return err
		}
	}
	return t.writeCopies(c)
}
