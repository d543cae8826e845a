package facts

import (
	"slices"
	"strings"
	"unicode"

	"returndesk/desk"
)

// found is one order that the mail is about, or the reason why there is none.
type found struct {
	order   *desk.Order
	lookup  string
	sender  string
	given   bool
	written string
	own     []string // the sender's own orders, when he has to choose
}

// findOrders settles which orders the mail is about (domain.md section 1, gates; readings
// 1 and 9). A number in the mail counts before the sender's own orders; a number that
// belongs to somebody else is never replaced by an own one.
func findOrders(in *Input) []found {
	l := &in.Lookup
	matches := mentioned(l)
	given, written := strongNumber(l)
	if len(matches) > 0 {
		out := make([]found, 0, len(matches))
		for i := range matches {
			o := &matches[i]
			f := found{order: o, lookup: "found", sender: "owner", given: true, written: writtenAs(l, o)}
			if !o.Owner(in.Sender.Address) {
				f.lookup, f.sender = "foreign", "other"
			}
			out = append(out, f)
		}
		return out
	}
	if len(l.Own) == 1 {
		f := found{order: &l.Own[0], lookup: "only_own", sender: "owner", given: given, written: written}
		if given {
			f.lookup = "typo"
		}
		return []found{f}
	}
	f := found{lookup: "not_found", sender: "none", given: given, written: written}
	switch {
	case len(l.Own) > 1:
		f.lookup = "several"
		for i := range l.Own {
			f.own = append(f.own, l.Own[i].Number)
		}
	case l.Problem != "":
		f.lookup = "unavailable"
	}
	return []found{f}
}

// orderOf gives the order that facts are about, nil where there is none.
func (in *Input) orderOf(fs *desk.Facts) *desk.Order {
	for _, list := range [][]desk.Order{in.Lookup.Matches, in.Lookup.Own} {
		if i := slices.IndexFunc(list, func(o desk.Order) bool { return o.Number == fs.Detail.OrderNumber }); i >= 0 {
			return &list[i]
		}
	}
	return nil
}

// mentioned gives the matched orders, without those that stand only in the quoted part
// when the customer's own words name another one.
func mentioned(l *desk.Lookup) []desk.Order {
	var fresh, all []desk.Order
	for i := range l.Matches {
		o := l.Matches[i]
		if slices.ContainsFunc(all, func(x desk.Order) bool { return x.Number == o.Number }) {
			continue
		}
		all = append(all, o)
		if where := whereIs(l, &o); where != "quoted" {
			fresh = append(fresh, o)
		}
	}
	if len(fresh) > 0 {
		return fresh
	}
	return all
}

// whereIs says where in the mail an order's number stands; "" when it cannot be told.
func whereIs(l *desk.Lookup, o *desk.Order) string {
	where := ""
	for _, n := range l.Given {
		if sameNumber(n.Key, o.Number) && (where == "" || where == "quoted") {
			where = n.Where
		}
	}
	return where
}

func writtenAs(l *desk.Lookup, o *desk.Order) string {
	for _, n := range l.Given {
		if sameNumber(n.Key, o.Number) {
			return n.Written
		}
	}
	return ""
}

// strongNumber reports whether the mail gives an order number at all: digits that merely
// could be one prove nothing.
func strongNumber(l *desk.Lookup) (bool, string) {
	for _, n := range l.Unknown {
		if n.Strong {
			return true, n.Written
		}
	}
	return false, ""
}

// sameNumber compares a folded number from the mail with an order's, whose prefix of
// letters customers may leave out.
func sameNumber(key, number string) bool {
	k, n := desk.FoldNumber(key), desk.FoldNumber(number)
	if k == "" || n == "" {
		return false
	}
	return k == n || k == strings.TrimLeftFunc(n, unicode.IsLetter)
}

// destination says whether the law where the order goes knows rights beyond this policy
// (domain.md section 1, "statutory_rights": EU, UK, AU).
func destination(country string) string {
	switch strings.ToUpper(strings.TrimSpace(country)) {
	case "":
		return "unknown"
	case "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
		"IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "GB", "UK", "AU":
		return "eu_uk_au"
	}
	return "other"
}
