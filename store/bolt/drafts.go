package bolt

import (
	"bytes"
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// draftTime is the time under which a draft stands in its state: when it may leave if
// it is approved, else when it was made.
func draftTime(d *desk.Draft) time.Time {
	if d.State == desk.DraftApproved {
		return d.SendAfter
	}
	return d.CreatedAt
}

func draftIndexKey(d *desk.Draft, key []byte) []byte {
	return slices.Concat([]byte{draftStateByte(d.State)}, timeKey(draftTime(d)), key)
}

func (t *rtx) draftAt(key []byte) (desk.Draft, bool, error) {
	var d desk.Draft
	v := t.b(bDrafts).Get(key)
	if v == nil {
		return d, false, nil
	}
	if err := unpackJSON(v, &d); err != nil {
		return d, false, unreadable(err, "draft of case", caseID(fromU64(key)))
	}
	return d, true, nil
}

// writeDraft puts a draft, moves it in the index of states, and makes answers to it
// lead to its case.
func (t *wtx) writeDraft(c desk.DraftChange, e encodedDraft) error {
	key, d := draftKey(e.number, e.n), &c.Draft
	if c.From != "" {
		old, ok, err := t.draftAt(key)
		if err != nil {
			return err
		}
		if ok {
			if err := t.b(bDraftState).Delete(draftIndexKey(&old, key)); err != nil {
				return err
			}
		}
	}
	t.count("draft", string(c.From), -1)
	t.count("draft", string(d.State), 1)
	if err := t.put(bDraftState, draftIndexKey(d, key), []byte(d.Template)); err != nil {
		return err
	}
	if d.MessageID != "" {
		if err := t.setLink(linkOf(linkRef, d.MessageID), e.number); err != nil {
			return err
		}
	}
	return t.put(bDrafts, key, e.body)
}

// Draft gives a draft by its id, CodeNotFound when there is none.
func (s *Store) Draft(ctx context.Context, id string) (desk.Draft, error) {
	var d desk.Draft
	c, n, err := draftNumber(id)
	if err != nil {
		return d, err
	}
	err = s.view(ctx, func(t *rtx) error {
		var ok bool
		if d, ok, err = t.draftAt(draftKey(c, n)); err == nil && !ok {
			err = notFound("draft", id)
		}
		return err
	})
	return d, err
}

// DraftsOfCase gives the drafts of a case, oldest first; none when there is no such case.
func (s *Store) DraftsOfCase(ctx context.Context, id string) ([]desk.Draft, error) {
	n, err := caseNumber(id)
	if err != nil {
		return nil, err
	}
	var out []desk.Draft
	err = s.view(ctx, func(t *rtx) error {
		c := t.b(bDrafts).Cursor()
		for k, _ := c.Seek(u64(n)); len(k) == 12 && fromU64(k) == n; k, _ = c.Next() {
			d, _, err := t.draftAt(k)
			if err != nil {
				return err
			}
			out = append(out, d)
		}
		return nil
	})
	return out, err
}

// DraftsIn lists the drafts in a state, at most limit (0 = 100): approved ones in the
// order in which they may leave, others oldest first.
func (s *Store) DraftsIn(ctx context.Context, state desk.DraftState, limit int) ([]desk.Draft, error) {
	if limit <= 0 {
		limit = 100
	}
	var out []desk.Draft
	err := s.view(ctx, func(t *rtx) error {
		return t.eachDraftIn(state, func(_ []byte, d desk.Draft) bool {
			out = append(out, d)
			return len(out) < limit
		})
	})
	return out, err
}

// eachDraftIn goes through the drafts in a state until fn says no.
func (t *rtx) eachDraftIn(state desk.DraftState, fn func(key []byte, d desk.Draft) bool) error {
	prefix := []byte{draftStateByte(state)}
	c := t.b(bDraftState).Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix) && len(k) == 21; k, _ = c.Next() {
		d, ok, err := t.draftAt(k[9:])
		if err != nil {
			return err
		}
		if ok && !fn(k[9:], d) {
			return nil
		}
	}
	return nil
}

// ClaimSend takes the approved draft that may leave first, if its SendAfter is not later
// than now, and makes it "sending" with one attempt more. That is durable before it
// returns, so a process that dies while sending is noticed (Interrupted). It gives nil
// when nothing may leave. Drafts whose ids except names stay where they are.
func (s *Store) ClaimSend(ctx context.Context, now time.Time, except ...string) (*desk.Draft, error) {
	// Most calls find nothing; they should not cost a commit.
	due := false
	err := s.view(ctx, func(t *rtx) error {
		return t.eachDraftIn(desk.DraftApproved, func(_ []byte, d desk.Draft) bool {
			if !d.SendAfter.After(now) && slices.Contains(except, d.ID) {
				return true
			}
			due = !d.SendAfter.After(now)
			return false
		})
	})
	if err != nil || !due {
		return nil, err
	}
	var claimed *desk.Draft
	err = s.update(ctx, func(t *wtx) error {
		claimed = nil
		var key []byte
		var found desk.Draft
		err := t.eachDraftIn(desk.DraftApproved, func(k []byte, d desk.Draft) bool {
			if !d.SendAfter.After(now) && slices.Contains(except, d.ID) {
				return true
			}
			if !d.SendAfter.After(now) {
				key, found = slices.Clone(k), d
			}
			return false
		})
		if err != nil || key == nil {
			return err
		}
		found.State, found.UpdatedAt = desk.DraftSending, now
		found.Attempts++
		if err := t.replaceDraft(key, desk.DraftApproved, found); err != nil {
			return desk.Wrap(desk.CodeInternal, err, "claiming draft %s failed", found.ID)
		}
		claimed = &found
		return nil
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

// replaceDraft puts a draft over itself in another state, without its case.
func (t *wtx) replaceDraft(key []byte, from desk.DraftState, d desk.Draft) error {
	v, err := packJSON(&d)
	if err != nil {
		return err
	}
	c, n, err := draftNumber(d.ID)
	if err != nil {
		return err
	}
	if err := t.writeDraft(desk.DraftChange{Draft: d, From: from}, encodedDraft{number: c, n: n, body: v}); err != nil {
		return err
	}
	heads := map[uint64]*headChange{}
	h, err := t.headFor(heads, fromU64(key))
	if err != nil {
		return err
	}
	h.now.setDraft(n, &d)
	return t.putHead(fromU64(key), h.old, h.now)
}

// FinishSend records how the sending of a claimed draft ended. It is Record with the
// further demand that a draft leaves the state "sending".
func (s *Store) FinishSend(ctx context.Context, change desk.Change) error {
	results, err := s.record(ctx, []desk.Change{change}, func(_ *wtx, e *encoded) error {
		for _, d := range e.Drafts {
			if d.From == desk.DraftSending {
				return nil
			}
		}
		return desk.Errf(desk.CodeInvalid, "no draft leaves the state sending in this change")
	})
	if err != nil {
		return err
	}
	return results[0]
}

// Interrupted lists the drafts that are being sent. At start, before anything is sent,
// those are the ones that a dead process left: nobody knows whether they went out.
func (s *Store) Interrupted(ctx context.Context) ([]desk.Draft, error) {
	var out []desk.Draft
	err := s.view(ctx, func(t *rtx) error {
		return t.eachDraftIn(desk.DraftSending, func(_ []byte, d desk.Draft) bool {
			out = append(out, d)
			return true
		})
	})
	return out, err
}
