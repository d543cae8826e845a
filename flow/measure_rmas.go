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
		var err error
		if !known {
			err = x.opened(ctx, r, 1, earlier)
		} else if old.State.Open() && r.State == desk.RMAWithdrawn && r.CloseReason == decidedAnew {
			err = x.opened(ctx, &old, -1, earlier) // it never should have been
		}
		if err != nil {
			return err
		}
		if err := x.steps(ctx, &old, r, known, earlier); err != nil {
			return err
		}
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

// opened counts a record that comes into being, or takes that back. Pieces that were split
// off were counted with the record that they come from, pieces and parcels that were reported
// before with the record of then.
func (x *measuring) opened(ctx context.Context, r *desk.RMA, n int64, earlier map[string]desk.RMA) error {
	if r.SplitFrom != "" {
		return nil
	}
	day := x.day(r.OpenedAt)
	x.add(r.Case, day, n, desk.CountOpened, string(r.Class))
	reported := x.day(r.ReportedAt)
	if r.ReportedAt.IsZero() {
		reported = day
	}
	switch r.Class {
	case desk.ClassDoaDefect:
		known, err := x.repeated(ctx, r, earlier, reportedDefect)
		if err != nil {
			return err
		}
		x.defect(r, reported, n*(units(r)-known), "reported")
	case desk.ClassTransitDamage:
		if known, err := x.repeated(ctx, r, earlier, reportedDamage); err != nil || known > 0 {
			return err
		}
		x.add(r.Case, reported, n, desk.CountDamage, x.carrier(r))
		if r.Claim != nil && r.Claim.Service != "" {
			x.add(r.Case, reported, n, desk.CountService, x.carrier(r), r.Claim.Service)
		}
	}
	if r.Day != nil && *r.Day > desk.ReportDays {
		x.add(r.Case, day, n, desk.CountAccepted, string(r.Class))
	}
	if r.Override != "" {
		x.add(r.Case, day, n, desk.CountOverride, "record_against_the_table")
	}
	return nil
}

// defect counts units by what they are and by the month in which they were delivered.
func (x *measuring) defect(r *desk.RMA, day desk.Date, pieces int64, what string) {
	if pieces == 0 {
		return
	}
	month := ""
	if len(r.DeliveredOn) >= 7 {
		month = string(r.DeliveredOn[:7])
	}
	x.add(r.Case, day, pieces, desk.CountDefect, r.SKU, r.Firmware, r.Batch, month, what)
}

// steps counts the states that a record came to. The working states between count too: a
// result that was passed through is a result. A fault that is found in a piece again is one
// more inspection, and no other faulty piece.
func (x *measuring) steps(ctx context.Context, old, r *desk.RMA, known bool, earlier map[string]desk.RMA) error {
	if r.SplitFrom != "" && !known {
		return nil
	}
	from := len(old.History)
	if !known || from > len(r.History) {
		from = 0
	}
	found := known && old.Was(desk.RMAFaultConfirmed)
	for _, h := range r.History[from:] {
		if h.To == h.From {
			continue
		}
		day, pieces := x.day(h.At), units(r)
		switch h.To {
		case desk.RMAFaultConfirmed, desk.RMANoFaultFound, desk.RMAManagerHold:
			x.add(r.Case, day, pieces, desk.CountInspect, string(h.To))
			if h.To == desk.RMAFaultConfirmed && r.Class == desk.ClassDoaDefect && !found {
				before, err := x.repeated(ctx, r, earlier, confirmedDefect)
				if err != nil {
					return err
				}
				x.defect(r, day, pieces-before, "confirmed")
				found = true
			}
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
	return nil
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
