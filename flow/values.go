package flow

import (
	"cmp"
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/templates"
)

// Optional reports whether a value that an action names has a default: the date by which
// a return has to travel, and the day on which a silent case is closed.
func Optional(value string) bool { return value == "expires" || value == "close_date" }

// ValuesOf gives what an action needs and takes, in its order, each with help and the list that
// it is one of.
func ValuesOf(a desk.Action) []desk.RMAValue {
	var out []desk.RMAValue
	for _, name := range append(slices.Clone(a.Needs), a.Takes...) {
		v := desk.RMAValue{Name: name}
		if i := slices.IndexFunc(desk.RMAValues(), func(x desk.RMAValue) bool { return x.Name == name }); i >= 0 {
			v = desk.RMAValues()[i]
		} else if i := slices.IndexFunc(templates.Placeholders(), func(p templates.Placeholder) bool { return p.Name == name }); i >= 0 {
			v.Help = templates.Placeholders()[i].Help
		}
		out = append(out, v)
	}
	return out
}

// knownValues refuses a value that nobody reads, such as a mistyped name: who sets
// payor=shop must not believe that it was heard.
func knownValues(a desk.Action, set map[string]string) error {
	takes := append(slices.Clone(a.Needs), a.Takes...)
	for _, name := range slices.Sorted(maps.Keys(set)) {
		switch {
		case strings.TrimSpace(set[name]) == "", slices.Contains(takes, name), name == "reason":
		case name == desk.RMAValueLine:
			return desk.Errf(desk.CodeInvalid, "%s does not say which line of the order it is", a.Said()).WithMend("returndesk rma advance NUMBER note --set line=%s --because \"...\"", strings.TrimSpace(set[name]))
		case name == desk.RMAValueCause: // no other mail quotes one
			return desk.Errf(desk.CodeInvalid, "%s says no cause to the customer", a.Said()).WithMend("give the internal reason with --because, or edit the mail")
		case slices.ContainsFunc(desk.RMAValues(), func(v desk.RMAValue) bool { return v.Name == name }): // kept in the record
		case slices.ContainsFunc(templates.Placeholders(), func(p templates.Placeholder) bool { return p.Name == name }): // said in the mail
		default:
			if len(takes) == 0 { // none in particular: whatever is kept in the record
				for _, v := range desk.RMAValues() {
					takes = append(takes, v.Name)
				}
			}
			slices.Sort(takes)
			return desk.Errf(desk.CodeInvalid, "%s knows no value %q", a.Name, name).WithMend("it takes: %s", strings.Join(slices.Compact(takes), ", "))
		}
	}
	return nil
}

// choicesOf gives what a value may be, in the form of the command line.
func choicesOf(name string) string {
	for _, v := range desk.RMAValues() {
		if v.Name == name && len(v.Choices) > 0 {
			return strings.Join(v.Choices, "|")
		}
	}
	return "VALUE"
}

// values completes what a person set: dates that were left out, the shop's return address,
// and the reason, which is for the history alone. A date must be one, and not be over. It names
// those that it counted from the sending.
func (e *Engine) values(ctx context.Context, c desk.Case, a desk.Action, r Resolution) (set map[string]string, counted []string, _ error) {
	set = map[string]string{}
	for name, v := range r.Set {
		if v = strings.TrimSpace(v); v != "" {
			set[name] = v
		}
	}
	if because := cmp.Or(set["reason"], strings.TrimSpace(r.Because)); because != "" {
		set["reason"] = because
	}
	today := e.now().In(e.shop.Zone)
	for _, name := range []string{"expires", "close_date", "new_date"} {
		if err := futureDate(name, set[name], today); err != nil {
			return nil, nil, err
		}
	}
	record, err := e.recordAt(ctx, c, r.RMA)
	if err != nil {
		return nil, nil, err
	}
	if err := e.returnDay(a, record, set["expires"]); err != nil {
		return nil, nil, err
	}
	for _, need := range a.Needs {
		switch {
		case set[need] != "":
		case need == "expires" && a.RMAState != desk.RMAAuthorized && record.Deadline != "":
			set[need] = string(record.Deadline) // what the customer was told
		case Optional(need):
			set[need], counted = string(e.countedDay(need, c, e.now())), append(counted, need)
		}
	}
	if a.RMAState == desk.RMAAuthorized { // the record keeps where the customer was told to send it
		if to := cmp.Or(set["address"], record.ReturnAddress, e.shop.Brand.ReturnAddress); to != "" {
			set["address"] = to
		}
	}
	return set, counted, nil
}

// whyOf gives why a step was taken, for the history: the internal reason, else what the
// customer was told.
func whyOf(set map[string]string) string { return cmp.Or(set["reason"], set[desk.RMAValueCause]) }

// recordAt gives the named or latest record of a case, or an empty one.
func (e *Engine) recordAt(ctx context.Context, c desk.Case, number string) (desk.RMA, error) {
	if len(c.RMAs) == 0 {
		return desk.RMA{}, nil
	}
	r, err := e.store.RMA(ctx, recordOf(c, number))
	if desk.CodeOf(err) == desk.CodeNotFound {
		return desk.RMA{}, nil
	}
	return r, err
}

// futureDate refuses what is no calendar date and what is over in the shop's time. An
// empty value is none.
func futureDate(name, value string, today time.Time) error {
	if value == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return desk.Errf(desk.CodeInvalid, "%s is no date: %q", name, value).
			WithMend("write it as year, month and day, such as %s", today.AddDate(0, 0, desk.DefaultDeadlines().Return).Format(time.DateOnly))
	}
	if value < today.Format(time.DateOnly) {
		return desk.Errf(desk.CodeInvalid, "%s is over: %s", name, value).WithMend("give today or a later day")
	}
	return nil
}

// returnDay refuses a day for a return that takes from the customer what is his: days of the policy's own number,
// by which also deadlines.return is bound, and a later day that he was told. An empty value is none.
func (e *Engine) returnDay(a desk.Action, record desk.RMA, value string) error {
	switch {
	case value == "":
	case a.RMAState == desk.RMAAuthorized:
		if least, err := e.tooSoon(value, e.now()); err != nil {
			return err.WithMend("give %s or a later day, or leave it out for %s", least, e.countedDay("expires", desk.Case{}, e.now()))
		}
	case record.State == desk.RMAAuthorized && value < string(record.Deadline):
		return desk.Errf(desk.CodeInvalid, "expires is %s, and the customer was told %s for %s", value, record.Deadline, record.Number).
			WithMend("give %s or a later day", record.Deadline)
	}
	return nil
}

// tooSoon refuses a day by which nobody could send something back whose mail leaves at a time, and gives the first
// that is allowed.
func (e *Engine) tooSoon(value string, leaves time.Time) (string, *desk.Error) {
	least := leaves.In(e.shop.Zone).AddDate(0, 0, desk.ReportDays).Format(time.DateOnly)
	if value >= least {
		return least, nil
	}
	return least, desk.Errf(desk.CodeInvalid, "expires is %s: that leaves less than the %d days that a customer has to send something back", value, desk.ReportDays)
}

// groupedPattern is an amount with a sign between its thousands.
var groupedPattern = regexp.MustCompile(`^\d{1,3}([.,' ]\d{3})+([.,]\d{1,2})?$`)

// plainMoney gives what a person set with its amounts of money as plain decimals, so that
// mail, record and figures mean the same. An amount that could be read in two ways is refused:
// nobody pays 1.29 where 1,289 was meant.
func plainMoney(set map[string]string) (map[string]string, error) {
	out := maps.Clone(set)
	if v := strings.TrimSpace(set["currency"]); v != "" {
		out["currency"] = strings.ToUpper(v) // ISO 4217 knows no other; the customer reads it
	}
	for _, name := range []string{"amount", "refund_amount", "price", "cost", "back_cost"} {
		v := strings.TrimSpace(set[name])
		_, fraction, cut := strings.Cut(strings.ReplaceAll(v, ",", "."), ".")
		switch {
		case v == "":
		case desk.IsAmount(v) && (!cut || len(fraction) == 2 || len(fraction) == 3 && threeDecimals(set["currency"])):
			out[name] = strings.ReplaceAll(v, ",", ".")
		case groupedPattern.MatchString(v):
			return nil, desk.Errf(desk.CodeInvalid, "%s can be read in two ways: %q", name, v).WithMend("write it without a sign between the thousands, such as 1289.00")
		case name == "amount", desk.IsAmount(v): // the others may be in words, such as "free"
			return nil, desk.Errf(desk.CodeInvalid, "%s is no amount of money: %q", name, v).WithMend("write it with two decimals or none, such as 12.40, and name the currency beside it, such as USD")
		}
	}
	return out, nil
}

// threeDecimals reports whether a currency is divided by a thousand (ISO 4217).
func threeDecimals(currency string) bool {
	switch strings.ToUpper(strings.TrimSpace(currency)) {
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return true
	}
	return false
}
