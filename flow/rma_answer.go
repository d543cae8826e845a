package flow

import (
	"context"
	"slices"
	"strconv"
	"time"

	"returndesk/desk"
)

// advanceRMA moves a record that waited for evidence to review once evidence came
// (domain.md section 3: awaiting_evidence -> under_review). What was split off it was asked about in the
// same mail, and is answered by this one too.
func (b *outcome) advanceRMA(ctx context.Context, c *desk.Case, d desk.Decision) error {
	if d.Facts.Detail.RMA == "" || !followsUp(d) && !b.brings(d) {
		return nil
	}
	r, err := b.v.rma(ctx, d.Facts.Detail.RMA)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return nil // an RMA that only the shop's data knows is not ours to move
	}
	if err != nil {
		return err
	}
	all, err := b.v.rmasOf(ctx, r.Order)
	if err != nil {
		return err
	}
	if b.takeBack(&r) {
		b.putRMA(r)
		b.audit(c.ID, "rma_revised", b.s.why, "rma", r.Number, "state", string(r.State))
	}
	line, before := d.Facts.Detail.Line, r.Line
	if b.said(&r, d, all) {
		b.putRMA(r)
		b.audit(c.ID, "rma_revised", "the mail says which item it is", "rma", r.Number, "line", strconv.Itoa(line))
	}
	told, err := b.told(ctx, &r, *c, d, all)
	if err != nil {
		return err
	}
	if told {
		b.putRMA(r)
		b.audit(c.ID, "rma_revised", b.s.why, "rma", r.Number, "class", string(r.Class))
	}
	silent := answersSilence(&r)
	c.RMAs = appendNew(c.RMAs, r.Number)
	if what := b.answeredRMA(c, &r); what != "" {
		// The decision just made knows the record as this change leaves it; otherwise the
		// next look at the facts would find them changed, by nobody but us.
		c.Decisions[len(c.Decisions)-1].Facts.Detail.RMAState = r.State
	}
	for _, x := range all {
		if x.Number == r.Number || x.Line != before || x.Case != r.Case {
			continue
		}
		if took, said := b.takeBack(&x), b.said(&x, d, all); took || said {
			b.putRMA(x)
		}
		if x.State == desk.RMAAwaitingEvidence || silent && answersSilence(&x) && !received(b.s.p).After(x.ReopenUntil) {
			b.answeredRMA(c, &x)
		}
	}
	return nil
}

// answersSilence reports whether a record was closed because an answer never came.
func answersSilence(r *desk.RMA) bool {
	return !r.State.Open() && r.CloseReason == desk.CloseSilence
}

// answeredRMA gives a record what the mail at hand brings, and moves it where that was waited for. It gives what
// happened in a word of the history, "" when the record stays where it is.
func (b *outcome) answeredRMA(c *desk.Case, r *desk.RMA) string {
	brought := b.s.brought()
	useful := slices.ContainsFunc(brought, shows)
	if useful {
		r.Evidence, r.UpdatedAt = slices.Clone(r.Evidence), b.now
		for _, ev := range brought { // the same mail may be decided more than once
			if k := slices.IndexFunc(r.Evidence, func(x desk.Evidence) bool { return x.SHA256 == ev.SHA256 && x.Mail == ev.Mail }); k < 0 {
				r.Evidence = append(r.Evidence, ev)
			}
		}
	}
	m := desk.RMAMove{To: desk.RMAUnderReview, By: b.s.by, At: b.now, Why: "evidence arrived", Days: b.e.shop.Workdays}
	what, err := "rma_advanced", error(nil)
	switch {
	case r.State == desk.RMAAwaitingEvidence && useful:
		_, err = r.Do(m)
	case answersSilence(r) && b.s.received:
		// An answer in time opens it again, with the first report's date (domain.md
		// section 2, section 1 reading 8).
		if m.Why = "an answer came after silence"; !useful && slices.Contains(r.Reopens(), desk.RMAAwaitingEvidence) {
			m.To = desk.RMAAwaitingEvidence
		}
		what, err = "rma_reopened", r.Reopen(m)
	case !useful:
		return ""
	default:
		b.putRMA(*r)
		return ""
	}
	if err == nil {
		r.History[len(r.History)-1].Mail = b.s.p.mail.ID
		b.audit(c.ID, what, m.Why, "rma", r.Number, "state", string(r.State))
	} else {
		what = ""
	}
	b.putRMA(*r)
	return what
}

// followsUp reports whether one of a mail's matters is the record that is open already.
func followsUp(d desk.Decision) bool {
	return d.Outcome == desk.OutcomeFollowupAttach || slices.ContainsFunc(d.More, func(i desk.Intent) bool { return i.Outcome == desk.OutcomeFollowupAttach })
}

// brings reports whether a received mail of the buyer's brings what his record waits for,
// whatever else it was read as: who sent pictures must not be closed for silence.
func (b *outcome) brings(d desk.Decision) bool {
	switch d.Outcome {
	case desk.OutcomeAskEvidence, desk.OutcomeAskOrder, desk.OutcomeVerifySender:
		return false
	}
	return b.s.received && d.Facts.Detail.RMAState == desk.RMAAwaitingEvidence && d.Facts.Get(desk.FactBrings) == "evidence" &&
		d.Facts.Get(desk.FactSender) == "owner" && d.Facts.Get(desk.FactAuth) != "fail"
}

// shows reports whether an attachment counts as evidence, if only until it was looked at.
func shows(ev desk.Evidence) bool {
	return ev.Verdict == desk.VerdictOK || ev.Verdict == desk.VerdictUnjudged
}

// brought gives what the mail at hand brings: as it was judged, once that was done.
func (s settling) brought() []desk.Evidence {
	if s.received {
		return s.p.evidence
	}
	return slices.DeleteFunc(slices.Clone(s.c.Evidence), func(ev desk.Evidence) bool { return ev.Mail != s.p.mail.ID })
}

// inVain reports whether the mail that is decided anew took a record to review by pictures that, looked at, show
// nothing, and nobody has worked on the record since: then it still waits for evidence (domain.md section 2,
// resend_evidence).
func (s settling) inVain(r *desk.RMA) bool {
	if s.received || len(r.History) < 2 || r.State != desk.RMAUnderReview {
		return false
	}
	h := r.History[len(r.History)-1]
	brought := s.brought() // none: what it says, such as that a remedy did not help, is what took the record there
	return h.Mail != "" && h.Mail == s.p.mail.ID && len(brought) > 0 && !slices.ContainsFunc(brought, shows)
}

// takeBack makes a record wait again that went to review in vain. That is no step of the life cycle: it never was
// where the first look had put it.
func (b *outcome) takeBack(r *desk.RMA) bool {
	if !b.s.inVain(r) {
		return false
	}
	r.History = slices.Clone(r.History)
	if h := &r.History[len(r.History)-1]; h.From == desk.RMAAwaitingEvidence {
		r.History = r.History[:len(r.History)-1]
	} else { // an answer after silence all the same
		h.To = desk.RMAAwaitingEvidence
	}
	r.State, r.Due, r.UpdatedAt = desk.RMAAwaitingEvidence, time.Time{}, b.now
	r.Schedule(b.e.shop.Workdays)
	return true
}
