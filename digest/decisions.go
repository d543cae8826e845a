package digest

import (
	"slices"

	"returndesk/desk"
)

// shown is how many cases a matter names.
const shown = 5

// decisions is block 1: what waits for a person who may decide it, before all figures.
func (m *maker) decisions() (Block, error) {
	b := Block{Key: "decisions", Title: "Decisions needed"}
	facets, err := m.sums.Facets(m.ctx, desk.CaseFilter{Waiting: true, States: undecided()})
	if err != nil {
		return b, err
	}
	add := func(key, label string, n int, cases []string) {
		b.Matters = append(b.Matters, Matter{Cases: cases, Figure: Figure{Key: "decide/" + key, Label: label,
			This: number(float64(n)), N: int64(n), Standing: true, Red: n > 0}})
	}
	waiting := func(key, label string, n int, f desk.CaseFilter) error {
		var cases []string
		if n > 0 {
			f.Waiting, f.States, f.Limit = true, undecided(), shown
			list, _, err := m.sums.Cases(m.ctx, f)
			if err != nil {
				return err
			}
			for i := range list {
				cases = append(cases, list[i].ID)
			}
		}
		add(key, label, n, cases)
		return nil
	}
	for _, x := range []struct {
		key, label string
		flag       desk.Flag
		outcome    desk.Outcome
	}{
		{"safety", "Safety (smoke, heat, swelling, shock)", desk.FlagSafety, ""},
		{"legal", "Lawyer, statute or dispute at the bank", desk.FlagLegalOrChargeback, ""},
		{"manager", "Cases for the manager's decision", "", desk.OutcomeManagerDecision},
		{"notice_missing", "Delay notices that are missing (policy 6)", desk.FlagDelayNoticeOverdue, ""},
		{"bounced", "Mails of ours that bounced, notices among them", desk.FlagBounceOfOurs, ""},
		{"gap", "Cases that the policy does not settle", desk.FlagPolicyGap, ""},
	} {
		n := facets.Flags[x.flag]
		if x.outcome != "" {
			n = facets.Outcomes[x.outcome]
		}
		if err := waiting(x.key, x.label, n, desk.CaseFilter{Flag: x.flag, Outcome: x.outcome}); err != nil {
			return b, err
		}
	}
	add("overdue", "Returns over their deadline", m.open.overdue, m.open.overdueCases)
	refunds, err := m.refundsWaiting()
	if err != nil {
		return b, err
	}
	add("refunds", "Repayments that wait for a second person", len(refunds), refunds[:min(len(refunds), shown)])
	add("claims", "Claims on carriers to be filed within a week, or late", m.open.claimsDue, m.open.claimCases)
	add("claims_unanswered", "Claims on carriers that were not answered in time", m.open.unanswered, m.open.silentCases)
	held, err := m.sums.Counts(m.ctx)
	if err != nil {
		return b, err
	}
	unsent, err := m.unsentCases()
	if err != nil {
		return b, err
	}
	add("unsent", "Mails that may not have left, or were refused", held.Drafts[desk.DraftUncertain]+held.Drafts[desk.DraftFailed], unsent)
	add("unread", "Mails that could not be read", held.Mails[desk.MailQuarantined], nil)
	if last := m.earlier[1]; last != nil && (last.State == StateUncertain || last.State == StateFailed) {
		b.Notes = append(b.Notes, "The digest of "+last.Week+" is "+string(last.State)+": "+last.ServerText)
	} else if last != nil && len(last.Refused) > 0 {
		b.Notes = append(b.Notes, "The digest of "+last.Week+" did not reach everybody: "+told(last.Refused))
	}
	slices.SortStableFunc(b.Matters, func(a, c Matter) int { // what is empty stands last
		return boolInt(deref(a.This) == 0) - boolInt(deref(c.This) == 0)
	})
	return b, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// refundsWaiting gives the cases with a repayment that nobody approved yet.
func (m *maker) refundsWaiting() ([]string, error) {
	var out []string
	err := m.sums.EachDraftOf(m.ctx, desk.DraftProposed, desk.TemplateRefund, func(d desk.Draft) error {
		out = appendCase(out, d.Case)
		return nil
	})
	return out, err
}

// undecided are the states of cases in which something is to be decided. A closed case waits
// only for what becomes of a mail that may not have left.
func undecided() []desk.CaseState {
	return []desk.CaseState{desk.CaseOpen, desk.CaseWaiting, desk.CaseSnoozed}
}

// unsentCases names cases with a mail that may not have left, and then some with a refused one.
func (m *maker) unsentCases() ([]string, error) {
	var out []string
	for _, state := range []desk.DraftState{desk.DraftUncertain, desk.DraftFailed} {
		list, err := m.sums.DraftsIn(m.ctx, state, shown)
		if err != nil {
			return nil, err
		}
		for i := range list {
			out = appendCase(out, list[i].Case)
		}
	}
	return out[:min(len(out), shown)], nil
}

// appendCase names a case once, however many of its mails wait.
func appendCase(list []string, id string) []string {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}
