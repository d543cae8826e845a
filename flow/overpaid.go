package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
)

// overpaid warns of a mail that names more money than its order can have cost, or another
// currency: a slip of a key pays a hundredfold, and two records of one order pay it twice.
// What was paid back before counts along. It is a warning, since goodwill may exceed a price;
// whoever approves says why. An order whose total nobody knows is compared with nothing.
func (e *Engine) overpaid(ctx context.Context, v *view, c desk.Case, last desk.Decision, d desk.Draft) ([]desk.Problem, error) {
	name, amount := moneyOf(d)
	if name == "" || d.Moves == nil {
		return nil, nil
	}
	number, err := e.orderPaid(ctx, v, c, last, d)
	if err != nil {
		return nil, err
	}
	f := last.Facts.Detail
	o, err := e.orderOf(ctx, number)
	switch {
	case err != nil:
		return nil, err
	case o == nil && f.OrderNumber == number:
		o = &desk.Order{Total: f.Total, Currency: f.Currency}
	case o == nil:
		return nil, nil
	}
	currency := cmp.Or(strings.TrimSpace(d.Set["currency"]), o.Currency)
	if o.Currency != "" && !strings.EqualFold(currency, o.Currency) {
		cost := "was paid in " + o.Currency
		if o.Total != "" {
			cost = "cost " + o.Total + " " + o.Currency
		}
		return []desk.Problem{{Code: "money", Text: fmt.Sprintf("%s %s is not in the currency of order %s, which %s", amount, currency, number, cost)}}, nil
	}
	paid, ok := desk.Thousandths(amount)
	total, known := desk.Thousandths(o.Total)
	if !ok || !known {
		return nil, nil
	}
	var before int64
	if d.NeedsSecond() {
		if before, err = e.paidBefore(ctx, v, number, d, o, currency); err != nil {
			return nil, err
		}
	}
	switch {
	case paid+before <= total:
		return e.lateRefund(last, d, o, paid+before, total), nil
	case before == 0:
		return []desk.Problem{{Code: "money", Text: fmt.Sprintf("%s %s is more than order %s cost: %s", amount, currency, number, o.Total)}}, nil
	}
	return []desk.Problem{{Code: "money", Text: fmt.Sprintf("%s %s is more than is left of order %s: it cost %s, and %s of that is paid back already",
		amount, currency, number, o.Total, decimal(before))}}, nil
}

// lateRefund warns where what is paid back for a late order that was never handed over is not
// what the shop chose: the full amount, or that without the shipping fee (domain.md section 1,
// "policy gaps"). paid counts what was paid back before along.
func (e *Engine) lateRefund(last desk.Decision, d desk.Draft, o *desk.Order, paid, total int64) []desk.Problem {
	if !d.NeedsSecond() || d.RMA != "" || d.Opens != nil || !slices.Contains(last.Sections, "6") || shipped(o, e.now()) {
		return nil
	}
	fee, known := desk.Thousandths(o.Shipping)
	var text string
	switch {
	case !e.shop.KeepsShipping && paid < total:
		text = fmt.Sprintf("%s is less than the full %s %s that a late order is paid back with, shipping fee included (shop.late_refund)", decimal(paid), o.Total, o.Currency)
	case e.shop.KeepsShipping && known && paid > total-fee:
		text = fmt.Sprintf("%s includes the shipping fee of %s %s, which the shop keeps (shop.late_refund): %s is left without it", decimal(paid), o.Shipping, o.Currency, decimal(total-fee))
	case e.shop.KeepsShipping && known && paid < total-fee:
		text = fmt.Sprintf("%s is less than the %s %s that a late order is paid back with, without its shipping fee (shop.late_refund)", decimal(paid), decimal(total-fee), o.Currency)
	default:
		return nil
	}
	return []desk.Problem{{Code: "money", Text: text}}
}

// latePaid reports whether the shop's data show that a cancelled order was paid back as far as a late one is: in full, or without its
// shipping fee where the shop keeps that. Where they show less, part says how much.
func (e *Engine) latePaid(o *desk.Order) (seen bool, part string) {
	if o == nil || o.Stage == desk.StageRefunded {
		return o != nil, ""
	}
	var paid int64
	for _, r := range o.Refunds {
		n, _ := desk.Thousandths(r.Amount)
		paid += n
	}
	total, known := desk.Thousandths(o.Total)
	switch {
	case len(o.Refunds) == 0:
		return false, ""
	case !known:
		return false, fmt.Sprintf("show %s, and not what the order cost", strings.TrimSpace(decimal(paid)+" "+o.Currency))
	case paid >= total || e.shop.KeepsShipping && o.PaidBack():
		return true, ""
	}
	return false, fmt.Sprintf("show %s of %s", decimal(paid), strings.TrimSpace(o.Total+" "+o.Currency))
}

// moneyOf gives the amount that a draft's mail names, and the value that holds it.
func moneyOf(d desk.Draft) (name, amount string) {
	for _, name := range []string{"amount", "refund_amount", "price"} {
		if v := strings.TrimSpace(d.Set[name]); v != "" {
			return name, v
		}
	}
	return "", ""
}

// orderPaid gives the number of the order that a draft pays for: its record's, else its case's.
func (e *Engine) orderPaid(ctx context.Context, v *view, c desk.Case, last desk.Decision, d desk.Draft) (string, error) {
	if d.Opens != nil {
		return d.Opens.Order, nil
	}
	if d.RMA != "" {
		switch r, err := v.rma(ctx, d.RMA); {
		case err == nil:
			return r.Order, nil
		case desk.CodeOf(err) != desk.CodeNotFound:
			return "", err
		}
	}
	return cmp.Or(c.Order, last.Facts.Detail.OrderNumber), nil
}

// paidBefore gives what was paid back for an order, or is about to be, in thousandths of a
// currency. Our mails, our records and the shop's data may each tell of the same payment, so
// the largest of the three sums counts.
func (e *Engine) paidBefore(ctx context.Context, v *view, number string, but desk.Draft, o *desk.Order, currency string) (int64, error) {
	var mails, kept, told int64
	add := func(sum *int64, amount, in string) {
		if n, ok := desk.Thousandths(amount); ok && (in == "" || strings.EqualFold(in, currency)) {
			*sum += n
		}
	}
	for _, r := range o.Refunds {
		add(&told, r.Amount, "")
	}
	rmas, err := v.rmasOf(ctx, number)
	if err != nil {
		return 0, err
	}
	for _, r := range rmas {
		for _, p := range r.Refunds {
			add(&kept, p.Amount, p.Currency)
		}
	}
	cases, err := v.casesOfOrder(ctx, number)
	if err != nil {
		return 0, err
	}
	for _, c := range cases {
		drafts, err := v.draftsOf(ctx, c)
		if err != nil {
			return 0, err
		}
		for _, d := range drafts {
			if d.ID != but.ID && d.NeedsSecond() && paying(d.State) {
				_, amount := moneyOf(d)
				add(&mails, amount, strings.TrimSpace(d.Set["currency"]))
			}
		}
	}
	return max(mails, kept, told), nil
}

// paying reports whether a mail in this state has told of its money, or is about to.
func paying(s desk.DraftState) bool {
	switch s {
	case desk.DraftApproved, desk.DraftSending, desk.DraftUncertain, desk.DraftSent:
		return true
	}
	return false
}

// decimal writes thousandths as an amount with two decimals, or three where it has them.
func decimal(n int64) string {
	if n%10 != 0 {
		return fmt.Sprintf("%d.%03d", n/1000, n%1000)
	}
	return fmt.Sprintf("%d.%02d", n/1000, n%1000/10)
}
