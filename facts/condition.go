package facts

import (
	"slices"
	"strings"
)

// Words of a condition that ties something else than the order, in the languages of choice.go. They are folded.
const (
	// moneyWords are what is paid back, once an order is cancelled.
	moneyWords = ` refund refunds refunded reimbursement repayment money geld erstattung ruckerstattung ruckzahlung
		remboursement argent reembolso devolucion dinero terugbetaling rimborso soldi denaro `
	// tellWords ask to be told something.
	tellWords = ` tell know inform write notify sag sagen sagt bescheid melden melde dites dis informez prevenez ecrivez
		avisame avisadme avisenme avisen diganme decidme digame laat zeg hoor weten meld avvisatemi ditemi dimmi sapere `
	// wishWords tell what somebody likes better, or does without us.
	wishWords = ` rather prefer elsewhere buy bank lieber woanders anderswo kaufe kauf prefere ailleurs acheter achete
		prefiero comprar comprarlo comprarla compro liever elders koop preferisco altrove comprare compro `
	onlyWords = ` only nur seulement solo solamente alleen soltanto que `
)

// mostClauses is in how many clauses of a sentence such a condition is looked for.
const mostClauses = 16

// beforeOwnCondition gives of a sentence what stands before a condition that is not the cancelling's: "cancel it, if it takes
// longer than two weeks I'd rather buy elsewhere", "cancel it and tell me if the refund takes a week", "if my money is not
// back by Friday I call my bank". What cancels, or gives the order up, behind the condition hangs on it.
func beforeOwnCondition(sentence string) string {
	clauses := clausesIn(sentence)
	for i, clause := range clauses[:min(len(clauses), mostClauses)] {
		words := tokens(clause)
		at := slices.IndexFunc(words, func(w string) bool { return listed(tieWords, w) })
		if at < 0 {
			continue
		}
		before := strings.Join(append(slices.Clone(clauses[:i]), strings.Join(words[:at], " ")), ", ")
		behind := strings.Join(append([]string{strings.Join(words[at:], " ")}, clauses[i+1:]...), ", ")
		if slices.ContainsFunc(split(behind), cancels) || givesUp(behind) {
			continue
		}
		aside := i > 0 && at < 2 && !has(lastOf(clauses[:i]), onlyWords) && slices.ContainsFunc(split(before), cancels)
		if has(words[max(0, at-4):at], tellWords) || has(words[at:], moneyWords) || aside && wishes(words[at:], clauses[i+1:]) {
			return before
		}
	}
	return sentence
}

// wishes reports whether a condition, or what stands behind it, says what somebody likes better then, or asks to be told something. A German
// or Dutch clause that begins with its subject is no end of a condition.
func wishes(condition, clauses []string) bool {
	if has(condition, wishWords+tellWords) {
		return true
	}
	if len(clauses) == 0 {
		return false
	}
	words := tokens(clauses[0])
	return len(words) > 0 && !listed(" ich wir ik wij ", words[0]) && has(words, wishWords+tellWords)
}

// lastOf gives the last word of clauses.
func lastOf(clauses []string) []string {
	words := tokens(strings.Join(clauses, " "))
	return words[max(0, len(words)-1):]
}
