package bolt

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// erasure gathers what belongs to a person before anything is removed.
type erasure struct {
	address     string
	cases       map[uint64]bool
	mails       map[uint64]desk.Mail
	rmas        map[uint64]desk.RMA
	pictures    map[uint64]bool
	corrections map[uint64]bool
	drafts      [][]byte
	links       [][]byte
	blobs       [][32]byte            // files that no mail needs any more
	mailIDs     map[string]bool       // of mails
	others      map[uint64]bool       // other people's cases that hold something of the person
	otherRMAs   map[uint64][]desk.RMA // records of those cases that do
}

// Erase removes a person: the cases of the address with their decisions, drafts, RMAs,
// words, pictures, due times and alerts, and the mails of those cases and from that
// address. Of a mail stays that it was there and where (a rescan must not bring it back);
// of a case's history only that it was erased, when and by whom. From the cases of others
// go the facts of the person's orders and the drafts to the person; what others wrote
// stays. It gives CodeConflict while one of the drafts is being sent.
//
// The bytes are out of reach at once, but the database file may hold them in unused
// pages until those are written again, and backups hold them as long as they are kept.
func (s *Store) Erase(ctx context.Context, address string, by desk.Actor, at time.Time) (desk.Erasure, error) {
	var done desk.Erasure
	address = foldKey(address)
	if !strings.Contains(address, "@") {
		return done, desk.Errf(desk.CodeInvalid, "%q is not a mail address", clip(address)).WithMend("write it bare, as jo@example.com")
	}
	s.blobs.Lock()
	defer s.blobs.Unlock()
	var gone [][32]byte
	err := s.update(ctx, func(t *wtx) error {
		e := &erasure{address: address, cases: map[uint64]bool{}, mails: map[uint64]desk.Mail{}, rmas: map[uint64]desk.RMA{}, pictures: map[uint64]bool{}, corrections: map[uint64]bool{}, mailIDs: map[string]bool{}}
		if err := t.gatherPerson(e); err != nil {
			return err
		}
		done = desk.Erasure{Cases: len(e.cases), Mails: len(e.mails), Drafts: len(e.drafts), RMAs: len(e.rmas), Pictures: len(e.pictures), Corrections: len(e.corrections), Redacted: len(e.others)}
		if err := t.removePerson(e, by, at); err != nil {
			return desk.Wrap(desk.CodeInternal, err, "erasing a person failed")
		}
		gone = e.blobs
		return nil
	})
	if err != nil {
		return desk.Erasure{}, err
	}
	return done, s.fail(s.removeBlobs(gone), "removing the files of large mails")
}

// gatherPerson finds everything. It goes through all mails, RMAs, pictures and links:
// that is what makes it certain, and erasure is rare.
func (t *wtx) gatherPerson(e *erasure) error {
	for _, n := range t.links(linkOf(linkCustomer, e.address)) {
		e.cases[n] = true
		h, _, err := t.head(n)
		if err != nil {
			return err
		}
		for _, d := range h.drafts {
			if d.state == desk.DraftSending {
				return sendingNow(n)
			}
			e.drafts = append(e.drafts, draftKey(n, d.number))
		}
	}
	err := t.b(bMails).ForEach(func(k, _ []byte) error {
		m, err := t.mailAt(fromU64(k))
		if err != nil {
			return err
		}
		if n, err := caseNumber(m.Case); err == nil && e.cases[n] || foldKey(m.From) == e.address {
			e.mails[fromU64(k)] = m
			e.mailIDs[m.ID] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = t.b(bRMAs).ForEach(func(k, _ []byte) error {
		r, _, err := t.rmaAt(fromU64(k))
		if n, bad := caseNumber(r.Case); bad == nil && e.cases[n] {
			e.rmas[fromU64(k)] = r
		}
		return err
	})
	if err != nil {
		return err
	}
	err = t.b(bPictures).ForEach(func(k, _ []byte) error {
		p, _, err := t.pictureAt(fromU64(k))
		if n, bad := caseNumber(p.Case); bad == nil && (e.cases[n] || e.mailIDs[p.Mail]) {
			e.pictures[fromU64(k)] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := t.gatherCorrections(e); err != nil {
		return err
	}
	if err := t.others(e); err != nil {
		return err
	}
	return t.gatherLinks(e)
}

// gatherLinks finds the links to what goes. Those of mails stay: they are hashes.
func (t *wtx) gatherLinks(e *erasure) error {
	wanted := func(entry []byte) bool {
		n := fromU64(entry[17:])
		switch entry[0] {
		case linkRef, linkOrder, linkCustomer:
			return e.cases[n]
		case linkRMA, linkOrderRMA:
			_, ok := e.rmas[n]
			return ok
		case linkPicture:
			return e.pictures[n]
		}
		return false
	}
	take := func(entry []byte) {
		if len(entry) == linkEntry && wanted(entry) {
			e.links = append(e.links, slices.Clone(entry))
		}
	}
	if err := t.b(bLinks).ForEach(func(k, _ []byte) error { take(k); return nil }); err != nil {
		return err
	}
	err := t.b(bLinksNew).ForEach(func(_, v []byte) error {
		for entry := range slices.Chunk(v, linkEntry) {
			take(entry)
		}
		return nil
	})
	for k, list := range t.added { // of calls that share this commit
		for _, n := range list {
			take(append(slices.Clone(k[:]), u64(n)...))
		}
	}
	return err
}

// removePerson removes what was gathered.
func (t *wtx) removePerson(e *erasure, by desk.Actor, at time.Time) error {
	for n, m := range e.mails {
		if err := t.eraseMail(e, n, m); err != nil {
			return err
		}
	}
	for _, entry := range e.links {
		if err := t.dropLink(linkKey(entry[:17]), fromU64(entry[17:])); err != nil {
			return err
		}
	}
	for n, r := range e.rmas {
		t.count("rma", string(r.State), -1)
		if err := t.dropPhotos(e, r.Photos); err != nil {
			return err
		}
		for _, b := range []string{bRMAs, bRMAOpen} {
			if err := t.b(b).Delete(u64(n)); err != nil {
				return err
			}
		}
	}
	for n := range e.pictures {
		for _, b := range []string{bPictures, bPicHashes} {
			if err := t.b(b).Delete(u64(n)); err != nil {
				return err
			}
		}
	}
	if err := t.eraseCorrections(e); err != nil {
		return err
	}
	for _, k := range e.drafts {
		if err := t.eraseDraft(k); err != nil {
			return err
		}
	}
	var history []desk.Audit
	kept := map[string]desk.Count{}
	for _, n := range slices.Sorted(keysOf(e.cases)) {
		if err := t.eraseCase(n, kept); err != nil {
			return err
		}
		history = append(history, desk.Audit{At: at, Actor: by, Case: caseID(n), What: "erased", Why: "a person's data were erased"})
	}
	if err := t.eraseWords(e.cases); err != nil {
		return err
	}
	if err := t.eraseNotes(e); err != nil {
		return err
	}
	if err := t.writeAudit(append(history, figuresKept(kept, by, at)...)); err != nil {
		return err
	}
	return t.redact(e, by, at)
}

func keysOf(m map[uint64]bool) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// eraseMail leaves of a mail its hash, its place, its size and its dates.
func (t *wtx) eraseMail(e *erasure, n uint64, m desk.Mail) error {
	if v := t.b(bRawFiles).Get(u64(n)); len(v) == 32 {
		h := [32]byte(v)
		left, err := t.useBlob(h, -1)
		if err != nil {
			return err
		}
		if left == 0 {
			e.blobs = append(e.blobs, h)
		}
	}
	for _, b := range []string{bRaw, bRawFiles} {
		if err := t.b(b).Delete(u64(n)); err != nil {
			return err
		}
	}
	if err := t.b(bMailState).Delete(stateKey(m.State, n)); err != nil {
		return err
	}
	t.count("mail", string(m.State), -1)
	kept := desk.Mail{Accepted: m.Accepted, State: desk.MailSuppressed, Seen: m.Seen, Kind: desk.KindErased, Reason: "a person's data were erased"}
	kept.MessageID, kept.Raw = "", nil
	t.count("mail", string(kept.State), 1)
	if err := t.put(bMailState, stateKey(kept.State, n), nil); err != nil {
		return err
	}
	v, err := packJSON(kept)
	if err != nil {
		return err
	}
	return t.put(bMails, u64(n), v)
}

func (t *wtx) eraseDraft(key []byte) error {
	d, ok, err := t.draftAt(key)
	if err != nil || !ok {
		return err
	}
	t.count("draft", string(d.State), -1)
	if err := t.b(bDraftState).Delete(draftIndexKey(&d, key)); err != nil {
		return err
	}
	return t.b(bDrafts).Delete(key)
}

// eraseCase removes a case, its decisions and its history; what was counted goes to kept.
func (t *wtx) eraseCase(n uint64, kept map[string]desk.Count) error {
	h, ok, err := t.head(n)
	if err != nil || !ok {
		return err
	}
	t.count("case", string(h.state), -1)
	if h.waiting {
		t.count("queue", "waiting", -1)
		if err := t.b(bWaiting).Delete(append(h.queueKey(), u64(n)...)); err != nil {
			return err
		}
	}
	for _, k := range t.keysUnder(bAuditCase, u64(n)) {
		v := t.b(bAudit).Get(k[8:])
		if v == nil {
			continue
		}
		group, err := decodeAudit(v)
		if err != nil {
			return err
		}
		t.eraseCounts(group, kept)
		if err := t.b(bAudit).Delete(k[8:]); err != nil {
			return err
		}
	}
	for _, b := range []string{bHeads, bCases, bDecisions, bAuditCase} {
		for _, k := range t.keysUnder(b, u64(n)) {
			if err := t.b(b).Delete(k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *rtx) keysUnder(bucket string, prefix []byte) [][]byte {
	var out [][]byte
	c := t.b(bucket).Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		out = append(out, slices.Clone(k))
	}
	return out
}

// eraseNotes removes alerts and due times of the cases, and memories that name the
// address.
func (t *wtx) eraseNotes(e *erasure) error {
	of := func(id string) bool {
		n, err := caseNumber(id)
		return err == nil && e.cases[n]
	}
	var alerts []desk.Alert
	err := t.b(bAlerts).ForEach(func(k, v []byte) error {
		var a desk.Alert
		if err := unpackJSON(v, &a); err != nil {
			return unreadable(err, "alert", string(k))
		}
		if of(a.Case) || slices.ContainsFunc(a.Cases, of) {
			alerts = append(alerts, a)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, a := range alerts {
		if !of(a.Case) {
			if err := t.blankAlert(a, of); err != nil {
				return err
			}
			continue
		}
		if err := t.b(bAlertNext).Delete(append(timeKey(alertTime(a)), a.Key...)); err != nil {
			return err
		}
		if err := t.b(bAlerts).Delete([]byte(a.Key)); err != nil {
			return err
		}
	}
	var dues []string
	err = t.b(bDues).ForEach(func(k, v []byte) error {
		var d desk.Due
		if err := unpackJSON(v, &d); err != nil {
			return unreadable(err, "due time", string(k))
		}
		if of(d.Case) {
			dues = append(dues, d.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range dues {
		if err := t.endDue(id); err != nil {
			return err
		}
	}
	var spoken [][]byte
	err = t.b(bSpoken).ForEach(func(k, _ []byte) error {
		if strings.Contains(strings.ToLower(string(k)), e.address) {
			spoken = append(spoken, slices.Clone(k))
		}
		return nil
	})
	for _, k := range spoken {
		if err := t.b(bSpoken).Delete(k); err != nil {
			return err
		}
	}
	return err
}
