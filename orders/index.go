package orders

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// Index finds orders in one immutable set. It is safe for concurrent use. The orders
// that it gives out share their pointers and slices with it: read them, never change
// them.
type Index struct {
	orders   []desk.Order
	byKey    map[string][]int32 // folded number
	byDigits map[string][]int32 // the digits of numbers that have a prefix
	byEmail  map[string][]int32 // lower-case addresses
	prefixes map[string]bool    // prefixes that the shop's numbers have
}

// NewIndex makes an index over the orders. Orders whose numbers fold to the same key are
// one number to a customer: each gets a DataError unless it has one already. The slice
// is taken over.
func NewIndex(orders []desk.Order) *Index {
	x := &Index{
		orders: orders, byKey: make(map[string][]int32, len(orders)), byDigits: make(map[string][]int32, len(orders)),
		byEmail: make(map[string][]int32, len(orders)), prefixes: map[string]bool{},
	}
	for i := range orders {
		o, n := &orders[i], int32(i)
		key := desk.FoldNumber(o.Number)
		if key == "" {
			continue
		}
		x.byKey[key] = append(x.byKey[key], n)
		prefix, digits := split(key)
		x.prefixes[prefix] = true
		if prefix != "" && digits != "" {
			x.byDigits[digits] = append(x.byDigits[digits], n)
		}
		main, account := address(o.Email), address(o.AccountEmail)
		if main != "" {
			x.byEmail[main] = append(x.byEmail[main], n)
		}
		if account != "" && account != main {
			x.byEmail[account] = append(x.byEmail[account], n)
		}
	}
	for _, same := range x.byKey {
		if len(same) < 2 {
			continue
		}
		for _, i := range same {
			if orders[i].DataError == "" {
				orders[i].DataError = "the number " + orders[i].Number + " stands for several orders"
			}
		}
	}
	return x
}

// address folds an address as desk.Order.Owner does.
func address(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Len gives the number of orders.
func (x *Index) Len() int { return len(x.orders) }

// All gives every order, in the order of the data; for reading only.
func (x *Index) All() []desk.Order { return x.orders }

// ByNumber finds an order by its number in any spelling, prefix included. When several
// orders fold to that number it gives the first, which carries a DataError.
func (x *Index) ByNumber(number string) (desk.Order, bool) {
	if hits := x.byKey[desk.FoldNumber(number)]; len(hits) > 0 {
		return x.orders[hits[0]], true
	}
	return desk.Order{}, false
}

// ByAddress gives the orders whose own address is the given one, newest first.
func (x *Index) ByAddress(sender string) []desk.Order {
	var out []desk.Order
	for _, i := range x.byEmail[address(sender)] {
		out = append(out, x.orders[i])
	}
	slices.SortStableFunc(out, func(a, b desk.Order) int { return cmp.Compare(placed(b), placed(a)) })
	return out
}

// placed gives an order's age for sorting; orders without a date are the oldest.
func placed(o desk.Order) int64 {
	if o.PlacedAt == nil {
		return -1 << 62
	}
	return o.PlacedAt.Unix()
}

// Find looks for the numbers of a mail and for its sender's own orders.
//
// Numbers in the quoted part count only while nothing in the subject and the new text
// has matched, since a reply drags older mails behind it. A weak number (bare digits
// without a word such as "order" beside them) counts only when it is the sender's own
// order: otherwise every postcode would point at a stranger's.
func (x *Index) Find(numbers []desk.NumberFound, sender string) desk.Lookup {
	l := desk.Lookup{Given: numbers, Own: x.ByAddress(sender)}
	seen := map[int32]bool{}
	missed := map[string]bool{}
	look := func(n desk.NumberFound) {
		key := desk.FoldNumber(n.Key)
		if key == "" {
			key = desk.FoldNumber(n.Written)
		}
		i, ok := x.match(key, n.Strong, sender)
		switch {
		case ok && !seen[i]:
			seen[i] = true
			l.Matches = append(l.Matches, x.orders[i])
		case !ok && n.Strong && !missed[key] && x.plausible(key):
			missed[key] = true
			l.Unknown = append(l.Unknown, n)
		}
	}
	for _, n := range numbers {
		if n.Where != "quoted" {
			look(n)
		}
	}
	if len(l.Matches) == 0 {
		for _, n := range numbers {
			if n.Where == "quoted" {
				look(n)
			}
		}
	}
	return l
}

// match finds the one order that a key means. The prefix may be left out when only one
// order, or only one of the sender's own, ends in those digits.
func (x *Index) match(key string, strong bool, sender string) (int32, bool) {
	hits := x.byKey[key]
	exact := len(hits) > 0
	if !exact {
		hits = x.byDigits[key]
	}
	own := int32(-1)
	for _, i := range hits {
		if x.orders[i].Owner(sender) {
			if own >= 0 && !exact {
				return 0, false // two of his own: ask which
			}
			if own < 0 {
				own = i
			}
		}
	}
	switch {
	case own >= 0:
		return own, true
	case !strong, len(hits) == 0:
		return 0, false
	case exact || len(hits) == 1:
		return hits[0], true
	}
	return 0, false
}

// plausible reports whether a key that matches nothing can be meant as one of the shop's
// numbers, and not as a serial or part number: bare digits, or a prefix at most one
// letter away from one of the shop's.
func (x *Index) plausible(key string) bool {
	prefix, digits := split(key)
	if len(digits) < 2 || len(digits) > 12 {
		return false
	}
	if prefix == "" || len(x.prefixes) == 0 {
		return true
	}
	for p := range x.prefixes {
		if p != "" && near(p, prefix) {
			return true
		}
	}
	return false
}

// Due gives the orders that were not shipped and whose promise falls before the day of
// the given time in the zone, the most urgent first. A revised date replaces the first
// one only if the buyer chose to wait (domain.md section 0, "Ship-by passed"). Orders
// with no known promise are left out.
func (x *Index) Due(before time.Time, zone *time.Location) []desk.Order {
	limit := desk.Date(before.In(zone).Format(time.DateOnly))
	var out []desk.Order
	for i := range x.orders {
		o := &x.orders[i]
		if !unshipped(o) {
			continue
		}
		if p := o.PromisedBy(); p != "" && p < limit {
			out = append(out, *o)
		}
	}
	slices.SortStableFunc(out, func(a, b desk.Order) int { return cmp.Compare(a.PromisedBy(), b.PromisedBy()) })
	return out
}

// unshipped reports whether nothing shows that the order was handed over or closed.
func unshipped(o *desk.Order) bool {
	switch o.Stage {
	case desk.StageShipped, desk.StageDelivered, desk.StageCancelled, desk.StageRefunded:
		return false
	}
	return o.ShippedAt == nil && o.DeliveredAt == nil
}
