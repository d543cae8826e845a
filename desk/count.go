package desk

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// Count is one step of a weekly figure: on the calendar date Day (shop time) the figure Of
// grows by N. Audit entries carry the counts of what they record, so every figure of the
// digest is a sum over the history (domain.md section 6). A correction of an earlier day is
// a count of that day with the sign turned.
type Count struct {
	Day Date   `json:"day"`
	Of  string `json:"of"` // "draft/ask_missing/doa_defect/edited": the figure's name, then its dimensions
	N   int64  `json:"n"`
}

// The figures that are counted, with their dimensions.
const (
	CountMail     = "mail"      // class: mails received
	CountDraft    = "draft"     // template, class, DraftVerdict: what people did with drafts
	CountReclass  = "reclass"   // from, to: readings that people corrected
	CountOverride = "override"  // kind: decided against a check or the table
	CountSolo     = "solo"      // template: approved by one person alone
	CountReply    = "reply"     // minutes: business time to the first reply of a case
	CountSolved   = "solved"    // minutes: business time from the first mail to the close of a case
	CountLate     = "late"      // days: claims reported so many days after the window
	CountAccepted = "accepted"  // class: of those, opened all the same
	CountOpened   = "opened"    // class: return records
	CountClosed   = "closed"    // state: return records
	CountDefect   = "defect"    // SKU, firmware, batch, month of delivery, what: units reported, confirmed
	CountDamage   = "damage"    // carrier: return records for damage in transit
	CountService  = "service"   // carrier, service: of those, where the order names the service
	CountClaim    = "claim"     // carrier, state: our claims against carriers
	CountInspect  = "inspected" // result: units
	CountMoney    = "money"     // currency, kind: thousandths
	CountPaid     = "paid"      // currency, kind: how many payments those are
	CountReplaced = "replaced"  // SKU: units replaced
)

// The verdicts on drafts.
const (
	VerdictApproved = "approved"
	VerdictEdited   = "edited" // approved after an edit
	VerdictRejected = "rejected"
)

// Counted gives the closed list of figures, as a fresh slice.
func Counted() []string {
	return []string{CountMail, CountDraft, CountReclass, CountOverride, CountSolo, CountReply, CountSolved, CountLate,
		CountAccepted, CountOpened, CountClosed, CountDefect, CountDamage, CountService, CountClaim, CountInspect, CountMoney, CountPaid, CountReplaced}
}

// NewCount makes a count. Dimensions are names of the trade, never of a person: what
// contains an @ becomes "other", what is long is
// cut, with a sum of the whole behind it so that names that begin alike stay apart, and "" becomes "-".
func NewCount(day Date, n int64, figure string, dims ...string) Count {
	of := make([]string, 0, len(dims)+1)
	of = append(of, figure)
	for _, d := range dims {
		of = append(of, dimension(d))
	}
	return Count{Day: day, Of: strings.Join(of, "/"), N: n}
}

// maxDimension is the length in runes that a dimension is cut to.
const maxDimension = 48

func dimension(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '/':
			return '\u2215' // the division slash looks the same and parts nothing
		case r < ' ' || r == 0x7f:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSpace(s), ""))
	switch {
	case s == "":
		return "-"
	case strings.ContainsRune(s, '@'):
		return "other"
	}
	if r := []rune(s); len(r) > maxDimension {
		sum := fnv.New32a()
		_, _ = sum.Write([]byte(s)) // never fails (hash.Hash)
		s = string(r[:maxDimension-9]) + fmt.Sprintf("~%08x", sum.Sum32())
	}
	return s
}

// Figure gives the name of the figure that a count belongs to.
func (c Count) Figure() string {
	name, _, _ := strings.Cut(c.Of, "/")
	return name
}

// Dim gives the i-th dimension, from 0; "" when there is none.
func (c Count) Dim(i int) string {
	parts := strings.Split(c.Of, "/")
	if i+1 >= len(parts) {
		return ""
	}
	return parts[i+1]
}

// Thousandths reads a decimal amount ("12.40", "12,4") as thousandths; false when it is
// none.
func Thousandths(amount string) (int64, bool) {
	whole, part, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(amount), ",", "."), ".")
	if len(part) > 3 || whole == "" || len(whole) > 12 || strings.ContainsAny(whole+part, "+-") {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", 3-len(part)), 10, 64)
	return n, err == nil
}
