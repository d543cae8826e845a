package flow

import (
	"cmp"
	"context"
	"strings"

	"returndesk/desk"
)

// decidedAnew is why a record is withdrawn that an earlier look at the same mail opened.
const decidedAnew = "decided anew"

// records counts what becomes of return records.
func (x *measuring) records(ctx context.Context, earlier map[string]desk.RMA) error {
	for i := range x.change.RMAs {
		r := &x.change.RMAs[i]
		old, known := earlier[r.Number]
		if !known {
			var err error
			old, err = x.Store.RMA(ctx, r.Number)
			if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
				return err
			}
			known = err == nil
		}
		if err := x.recount(ctx, &old, r, known, earlier); err != nil {
			return err
		}
		x.steps(&old, r, known)
		x.money(&old, r)
		if r.Claim != nil && r.Claim.State != desk.ClaimOpen && (old.Claim == nil || old.Claim.State != r.Claim.State) {
			x.add(r.Case, x.today, 1, desk.CountClaim, x.carrier(r), string(r.Claim.State))
			if n, ok := desk.Thousandths(r.Claim.Amount); ok && r.Claim.State == desk.ClaimWon {
				x.paid(r.Case, n, 1, x.currency(r), "recovered")
			}
		}
		earlier[r.Number] = *r
	}
	return nil
}

// steps counts the states that a record came to. The working states between count too: a
// result that was passed through is a result.
func (x *measuring) steps(old, r *desk.RMA, known bool) {
	if r.SplitFrom != "" && !known {
		return
	}
	from := 0
	if known { // fewer than before: the last step never was
		from = min(len(old.History), len(r.History))
	}
	for _, h := range r.History[from:] {
		if h.To == h.From {
			continue
		}
		day, pieces := x.day(h.At), units(r)
		switch h.To {
		case desk.RMAFaultConfirmed, desk.RMANoFaultFound, desk.RMAManagerHold:
			x.add(r.Case, day, pieces, desk.CountInspect, string(h.To))
		case desk.RMAClosedResolved, desk.RMAClosedRejected, desk.RMAClosedExpired, desk.RMAWithdrawn:
			if h.To == desk.RMAWithdrawn && r.CloseReason == decidedAnew {
				continue
			}
			x.add(r.Case, day, 1, desk.CountClosed, string(h.To))
			if h.To == desk.RMAClosedResolved && r.Remedy == desk.RemedyReplacement {
				x.add(r.Case, day, pieces, desk.CountReplaced, r.SKU)
			}
		}
	}
}

// money counts what a record newly costs: repayments, and postage that the shop pays.
func (x *measuring) money(old, r *desk.RMA) {
	for i := len(old.Refunds); i < len(r.Refunds); i++ {
		if n, ok := desk.Thousandths(r.Refunds[i].Amount); ok {
			x.paid(r.Case, n, 1, cmp.Or(strings.ToUpper(r.Refunds[i].Currency), x.currency(r)), "refund")
		}
	}
	was, is := postage(old), postage(r)
	if old.Number == "" {
		was = 0
	}
	if before, after := x.currency(old), x.currency(r); before != after && was != 0 {
		x.paid(r.Case, -was, -1, before, "postage")
		was = 0
	}
	if is != was {
		x.paid(r.Case, is-was, int64(sign(is)-sign(was)), x.currency(r), "postage")
	}
}

func sign(n int64) int { return cmp.Compare(n, 0) }

// paid counts an amount in thousandths, and how many payments it is.
func (x *measuring) paid(caseID string, amount, n int64, currency, kind string) {
	x.add(caseID, x.today, amount, desk.CountMoney, currency, kind)
	if n != 0 {
		x.add(caseID, x.today, n, desk.CountPaid, currency, kind)
	}
}

// postage gives what the shop pays for the ways of a record, in thousandths.
func postage(r *desk.RMA) int64 {
	var sum int64
	if n, ok := desk.Thousandths(r.Cost); ok && r.Payer == desk.PayerShop {
		sum += n
	}
	if n, ok := desk.Thousandths(r.BackCost); ok && r.BackPayer == desk.PayerShop {
		sum += n
	}
	return sum
}

// currency gives the currency of a record's money.
func (x *measuring) currency(r *desk.RMA) string {
	return strings.ToUpper(strings.TrimSpace(cmp.Or(r.Currency, r.OrderCurrency)))
}

// carrier gives who carried the parcel that came damaged.
func (x *measuring) carrier(r *desk.RMA) string {
	if r.Claim != nil && r.Claim.Carrier != "" {
		return r.Claim.Carrier
	}
	if c := x.caseOf(r.Case); c != nil && c.Last() != nil {
		return c.Last().Facts.Detail.Carrier
	}
	return ""
}
