package bolt

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"time"

	"returndesk/desk"
)

const (
	erasedWord  = "(erased)"
	whyRedacted = "the data of an erased person were removed"
)

// others finds what the cases of other people hold about the person: a stranger who wrote
// about the person's order has the order's facts in his decisions, and the question to the
// order's own address among his drafts.
func (t *wtx) others(e *erasure) error {
	e.others, e.otherRMAs = map[uint64]bool{}, map[uint64][]desk.RMA{}
	for _, bucket := range []string{bDecisions, bDrafts} {
		err := t.b(bucket).ForEach(func(k, v []byte) error {
			n := fromU64(k[:8])
			if e.cases[n] {
				return nil
			}
			found, err := e.named(v)
			if err != nil {
				return unreadable(err, "record of case", caseID(n))
			}
			if found {
				e.others[n] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for n := range e.others {
		h, _, err := t.head(n)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(h.drafts, func(d draftHead) bool { return d.state == desk.DraftSending }) {
			return sendingNow(n)
		}
	}
	return t.b(bRMAs).ForEach(func(k, v []byte) error {
		if _, own := e.rmas[fromU64(k)]; own {
			return nil
		}
		r, _, err := t.rmaAt(fromU64(k))
		if err != nil {
			return err
		}
		if n, bad := caseNumber(r.Case); bad == nil && (foldKey(r.OrderEmail) == e.address || e.mailIDs[r.Mail]) {
			e.others[n] = true
			e.otherRMAs[n] = append(e.otherRMAs[n], r)
		}
		return nil
	})
}

func sendingNow(n uint64) error {
	return desk.Errf(desk.CodeConflict, "a draft of case %s is being sent", caseID(n)).WithMend("try again in a minute").AsTemporary()
}

// named reports whether a packed record holds the address, in any spelling of case.
func (e *erasure) named(v []byte) (bool, error) {
	plain, err := unpack(v)
	if err != nil {
		return false, err
	}
	needle, err := json.Marshal(e.address) // as it stands in a record
	if err != nil {
		return false, err
	}
	return bytes.Contains(bytes.ToLower(plain), bytes.ToLower(needle[1:len(needle)-1])), nil
}

// redact takes the person out of the cases of others. What others wrote themselves stays.
func (t *wtx) redact(e *erasure, by desk.Actor, at time.Time) error {
	for _, n := range slices.Sorted(keysOf(e.others)) {
		change, err := t.redacted(e, n, by, at)
		if err != nil {
			return err
		}
		enc, err := encode(change)
		if err != nil {
			return err
		}
		if err := t.validate(enc); err != nil {
			return err
		}
		if err := t.write(enc); err != nil {
			return err
		}
	}
	return t.maskNotes(e)
}

// redacted makes the change that takes the person out of one case of somebody else. It
// raises the case's version, so that nobody writes back what he read before.
func (t *wtx) redacted(e *erasure, n uint64, by desk.Actor, at time.Time) (desk.Change, error) {
	c, err := t.caseAt(n, true)
	if err != nil {
		return desk.Change{}, err
	}
	c.Version++
	c.UpdatedAt = at
	theirs := func(ev desk.Evidence) bool { return e.mailIDs[ev.Mail] }
	c.Evidence = slices.DeleteFunc(c.Evidence, theirs)
	for i := range c.Decisions {
		f := &c.Decisions[i].Facts.Detail
		f.Evidence = slices.DeleteFunc(f.Evidence, theirs)
		if foldKey(f.OrderEmail) == e.address {
			f.OrderEmail, f.BuyerName, f.Carrier, f.Tracking, f.Zone, f.Country = "", "", "", "", "", ""
		}
		if foldKey(f.Sender) == e.address {
			f.Sender, f.SenderName = "", ""
		}
	}
	change := desk.Change{
		Cases: []desk.Case{c},
		Audit: []desk.Audit{{At: at, Actor: by, Case: c.ID, What: "redacted", Why: whyRedacted}},
	}
	for _, k := range t.keysUnder(bDrafts, u64(n)) {
		found, err := e.named(t.b(bDrafts).Get(k))
		if err != nil {
			return change, unreadable(err, "draft of case", c.ID)
		}
		if !found {
			continue
		}
		d, _, err := t.draftAt(k)
		if err != nil {
			return change, err
		}
		change.Drafts = append(change.Drafts, desk.DraftChange{Draft: blank(d, at), From: d.State})
	}
	for _, r := range e.otherRMAs[n] {
		r.OrderEmail, r.Zone, r.UpdatedAt = "", "", at
		if e.mailIDs[r.Mail] {
			r.Symptom = ""
		}
		r.Evidence = slices.DeleteFunc(r.Evidence, theirs)
		if err := t.dropPhotos(e, r.Photos); err != nil {
			return change, err
		}
		r.Photos = nil
		change.RMAs = append(change.RMAs, r)
	}
	return change, nil
}

// blank leaves of a draft to the person that there was one, and what became of it. One
// that has not left never will.
func blank(d desk.Draft, at time.Time) desk.Draft {
	kept := desk.Draft{
		ID: d.ID, Case: d.Case, Decision: d.Decision, Template: d.Template, Language: d.Language, State: d.State, Role: d.Role,
		MessageID: d.MessageID, CreatedAt: d.CreatedAt, UpdatedAt: at, ApprovedBy: d.ApprovedBy, ApprovedAt: d.ApprovedAt,
		SendAfter: d.SendAfter, Attempts: d.Attempts, SentAt: d.SentAt, SentCopy: d.SentCopy, Why: whyRedacted, DrawnBy: d.DrawnBy,
	}
	if slices.Contains(d.State.Next(), desk.DraftVoid) {
		kept.State = desk.DraftVoid
	}
	return kept
}

// maskNotes takes the address out of histories and alerts of others, where a mail
// server's words or a person's reason may name it.
func (t *wtx) maskNotes(e *erasure) error {
	address, err := regexp.Compile("(?i)" + regexp.QuoteMeta(e.address))
	if err != nil {
		return err
	}
	mask := func(s string) string { return address.ReplaceAllLiteralString(s, erasedWord) }
	err = t.rewrite(e, bAudit, func(v []byte) (any, error) {
		group, err := decodeAudit(v)
		for i := range group {
			group[i].Why = mask(group[i].Why)
			for name, x := range group[i].Data {
				group[i].Data[name] = mask(x)
			}
		}
		return group, err
	})
	if err != nil {
		return err
	}
	return t.rewrite(e, bAlerts, func(v []byte) (any, error) {
		var a desk.Alert
		err := unpackJSON(v, &a)
		a.Subject, a.Text, a.LastError = mask(a.Subject), mask(a.Text), mask(a.LastError)
		return a, err
	})
}

// blankAlert takes the words out of an alert about several cases, some of them erased. It
// stays: where it waits to leave, people must not miss what it tells of the others.
func (t *wtx) blankAlert(a desk.Alert, erased func(id string) bool) error {
	a.Cases = slices.DeleteFunc(a.Cases, erased)
	a.Text = "This mail named a customer whose data were erased before it left. The rest of it stands in the queue: returndesk queue\n"
	return t.putAlert(a)
}

// rewrite puts the records of a bucket anew that hold the address.
func (t *wtx) rewrite(e *erasure, bucket string, fn func(v []byte) (any, error)) error {
	changed := map[string][]byte{}
	err := t.b(bucket).ForEach(func(k, v []byte) error {
		found, err := e.named(v)
		if err != nil || !found {
			return err
		}
		x, err := fn(v)
		if err != nil {
			return err
		}
		changed[string(k)], err = packJSON(x)
		return err
	})
	if err != nil {
		return err
	}
	for k, v := range changed {
		if err := t.put(bucket, []byte(k), v); err != nil {
			return err
		}
	}
	return nil
}
