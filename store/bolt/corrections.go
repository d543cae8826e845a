package bolt

import (
	"context"
	"strconv"
	"strings"

	"returndesk/desk"
)

// correctionNumber reads "K-12".
func correctionNumber(id string) (uint64, bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(id, "K-"), 10, 64)
	return n, err == nil
}

// validateCorrections refuses to replace a correction that there is not.
func (t *wtx) validateCorrections(e *encoded) error {
	for _, c := range e.Corrections {
		if n, ok := correctionNumber(c.ID); c.ID != "" && (!ok || t.b(bCorrections).Get(u64(n)) == nil) {
			return notFound("correction", c.ID)
		}
	}
	return nil
}

// putCorrection appends a correction to the log, or, when it has an id, replaces the one
// of that id: that is how it is revoked.
func (t *wtx) putCorrection(c desk.Correction) error {
	n, _ := correctionNumber(c.ID) // validated
	if c.ID == "" {
		var err error
		if n, err = t.b(bCorrections).NextSequence(); err != nil {
			return err
		}
		c.ID = "K-" + strconv.FormatUint(n, 10)
	}
	v, err := packJSON(c)
	if err != nil {
		return err
	}
	return t.put(bCorrections, u64(n), v)
}

// Corrections gives the whole log, oldest first, also those that were revoked.
func (s *Store) Corrections(ctx context.Context) ([]desk.Correction, error) {
	var out []desk.Correction
	err := s.view(ctx, func(t *rtx) error {
		return t.b(bCorrections).ForEach(func(_, v []byte) error {
			var c desk.Correction
			if err := unpackJSON(v, &c); err != nil {
				return unreadable(err, "correction", "")
			}
			out = append(out, c)
			return nil
		})
	})
	return out, err
}

// eraseCorrections removes the corrections of a person's mails and cases: they hold the
// mails' words. It gives how many there were.
func (t *wtx) eraseCorrections(e *erasure) error {
	for n := range e.corrections {
		if err := t.b(bCorrections).Delete(u64(n)); err != nil {
			return err
		}
	}
	return nil
}

// gatherCorrections finds them.
func (t *wtx) gatherCorrections(e *erasure) error {
	return t.b(bCorrections).ForEach(func(k, v []byte) error {
		var c desk.Correction
		if err := unpackJSON(v, &c); err != nil {
			return unreadable(err, "correction", "")
		}
		if n, err := caseNumber(c.Case); err == nil && e.cases[n] || e.mailIDs[c.Mail] || c.Customer != "" && c.Customer == e.address {
			e.corrections[fromU64(k)] = true
		}
		return nil
	})
}
