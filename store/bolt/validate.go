package bolt

import (
	"slices"

	"returndesk/desk"
)

// validate compares a change with what is stored. It writes nothing.
func (t *wtx) validate(e *encoded) error {
	if err := t.validateCases(e); err != nil {
		return err
	}
	if err := t.validateDrafts(e); err != nil {
		return err
	}
	if err := t.validateRMAs(e); err != nil {
		return err
	}
	if err := t.validateCorrections(e); err != nil {
		return err
	}
	return t.validateMails(e)
}

func (t *wtx) validateMails(e *encoded) error {
	seen := map[uint64]bool{}
	for i := range e.mails {
		m := &e.mails[i]
		n, ok, err := t.mailNumber(m.mail.ID)
		if err == nil && !ok {
			err = notFound("mail", m.mail.ID)
		}
		if err == nil && seen[n] {
			err = desk.Errf(desk.CodeInvalid, "mail %s stands twice in one change", m.mail.ID)
		}
		if err != nil {
			return err
		}
		seen[n], m.number = true, n
		if m.old, err = t.mailAt(n); err != nil {
			return err
		}
		// Every mail is in exactly one case, whoever handles it twice.
		if m.old.Case != "" && m.mail.Case != m.old.Case {
			return desk.Errf(desk.CodeConflict, "mail %s belongs to case %s already", m.mail.ID, m.old.Case).AsTemporary()
		}
	}
	return nil
}

func (t *wtx) validateCases(e *encoded) error {
	seen := map[uint64]bool{}
	for i, c := range e.Cases {
		n := e.cases[i].number
		if seen[n] || c.Version == 0 {
			return desk.Errf(desk.CodeInvalid, "case %s with version %d cannot be stored: a change raises the version of a case once", c.ID, c.Version)
		}
		seen[n] = true
		h, _, err := t.head(n)
		if err != nil {
			return err
		}
		if h.version != c.Version-1 {
			return desk.Errf(desk.CodeConflict, "case %s changed meanwhile: it has version %d, not %d", c.ID, h.version, c.Version-1).
				WithMend("look at the case again, then repeat what you did").AsTemporary()
		}
		if uint32(len(c.Decisions)) < h.decisions {
			return desk.Errf(desk.CodeInvalid, "case %s would lose decisions: %d are stored, %d were given", c.ID, h.decisions, len(c.Decisions)).
				WithMend("read the case by its id; a listing leaves the decisions out")
		}
	}
	return nil
}

func (t *wtx) validateDrafts(e *encoded) error {
	seen := map[string]bool{}
	for i, d := range e.Drafts {
		ed := e.drafts[i]
		if seen[d.Draft.ID] {
			return desk.Errf(desk.CodeInvalid, "draft %s stands twice in one change", d.Draft.ID)
		}
		seen[d.Draft.ID] = true
		if draftStateByte(d.Draft.State) == 255 || d.Draft.State == "" {
			return desk.Errf(desk.CodeInvalid, "draft %s has the unknown state %q", d.Draft.ID, d.Draft.State)
		}
		h, ok, err := t.head(ed.number)
		if err != nil {
			return err
		}
		if !ok && !slices.ContainsFunc(e.cases, func(c encodedCase) bool { return c.number == ed.number }) {
			return notFound("case", d.Draft.Case)
		}
		stored := desk.DraftState("")
		for _, x := range h.drafts {
			if x.number == ed.n {
				stored = x.state
			}
		}
		if stored != d.From {
			return desk.Errf(desk.CodeConflict, "draft %s is %s, not %s", d.Draft.ID, stateName(stored), stateName(d.From)).
				WithMend("look at the case again").AsTemporary()
		}
	}
	return nil
}

func stateName(s desk.DraftState) string {
	if s == "" {
		return "not there"
	}
	return string(s)
}

func (t *wtx) validateRMAs(e *encoded) error {
	seen := map[string]bool{}
	for _, r := range e.RMAs {
		if seen[r.Number] {
			return desk.Errf(desk.CodeConflict, "the RMA number %s stands twice in one change", r.Number).AsTemporary()
		}
		seen[r.Number] = true
		old, _, ok, err := t.rmaByNumber(r.Number)
		if err != nil {
			return err
		}
		if ok && (old.Case != r.Case || !old.OpenedAt.Equal(r.OpenedAt)) {
			return desk.Errf(desk.CodeConflict, "the RMA number %s is taken by case %s", r.Number, old.Case).
				WithMend("draw another number").AsTemporary()
		}
		if old.Version != r.Version { // its own, since its case may not be in the change
			return desk.Errf(desk.CodeConflict, "the record %s changed meanwhile: it has version %d, not %d", r.Number, old.Version, r.Version).
				WithMend("look at the record again, then repeat what you did").AsTemporary()
		}
	}
	return nil
}
