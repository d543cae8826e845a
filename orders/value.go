package orders

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"returndesk/desk"
)

var (
	errMoney  = errors.New("no amount; write it like 289.00")
	errBeside = errors.New("an amount with something beside it; write the number alone, like 289.00, and the currency into its own column")
	errTwo    = errors.New("an amount that can be read in two ways; write it with two decimals and without a sign between the thousands, like 1200.00")
	errQty    = errors.New("no number of pieces")
)

// dottedPattern is a date with points between, and a time behind it.
var dottedPattern = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: +(\d{1,2})(:\d{2}.*))?$`)

// undotted writes a date with points (06.04.2026 9:15) as one with dashes; everything else stays as it is. The day
// comes first in it where a spreadsheet parts its cells by semicolons, since both follow from one setting of the
// country; elsewhere it could as well be the month, and is refused.
func undotted(s string) string {
	m := dottedPattern.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	two := func(digits string) string { return ("0" + digits)[len(digits)-1:] }
	day := m[3] + "-" + two(m[2]) + "-" + two(m[1])
	if m[4] == "" {
		return day
	}
	return day + " " + two(m[4]) + m[5]
}

// parseDate reads a calendar date; a time behind it is dropped, since a promise is a day.
func parseDate(s string) (desk.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	day := s
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		day = s[:10]
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", desk.ErrInstant
	}
	return desk.Date(day), desk.PlausibleYear(t)
}

// parseMoney reads an amount with a point or comma before the cents and gives it with a
// point. Amounts are never calculated here, so they stay text. One sign before three digits
// is refused as 03/04/2026 is: 1.200 is twelve hundred here and a little more than one there.
func parseMoney(s string) (string, error) {
	s = without(strings.TrimSpace(s), " \u00a0\u202f'")
	if s == "" {
		return "", nil
	}
	if beside(s) {
		return "", errBeside
	}
	whole, cents := s, ""
	if last := strings.LastIndexAny(s, ".,"); last >= 0 {
		switch len(s) - last - 1 {
		case 1, 2:
			whole, cents = s[:last], s[last+1:]
		case 3: // thousands, where the sign stands more than once
			if !groupsPattern.MatchString(s) {
				return "", errTwo
			}
		default:
			return "", errMoney
		}
	}
	body := without(whole, ".,")
	if body == "" {
		return "", errMoney
	}
	for i, c := range body + cents {
		if (c < '0' || c > '9') && (c != '-' || i != 0 || len(body) == 1) {
			return "", errMoney
		}
	}
	if cents == "" {
		return body, nil
	}
	return body + "." + cents, nil
}

// beside reports whether an amount stands there with a currency: digits and letters, or digits
// and a sign such as €.
func beside(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) })
}

// groupsPattern is a whole amount whose thousands are parted more than once by the same sign.
var groupsPattern = regexp.MustCompile(`^-?\d{1,3}((\.\d{3}){2,}|(,\d{3}){2,})$`)

// without leaves the given characters out.
func without(s, chars string) string {
	if !strings.ContainsAny(s, chars) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(chars, r) {
			return -1
		}
		return r
	}, s)
}

// parseQty reads a number of pieces; an empty cell is one, since a row is a line.
func parseQty(s string) (int, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	if err != nil || n < 0 || n > 1_000_000 {
		return 1, errQty
	}
	return n, nil
}

// word reads a member of a closed list as people write it: "In Production" is
// in_production. The empty cell gives the list's own word for unknown.
func word[T ~string](s string, unknown T, list []T) (T, error) {
	w := T(strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "_"), "-", "_"))
	if w == "" {
		return unknown, nil
	}
	if slices.Contains(list, w) {
		return w, nil
	}
	var names []string
	for _, v := range list {
		if v != "" {
			names = append(names, string(v))
		}
	}
	return unknown, fmt.Errorf("not one of %s", strings.Join(names, ", "))
}

func stages() []desk.Stage {
	return []desk.Stage{desk.StageUnknown, desk.StagePlaced, desk.StageInProduction, desk.StageShipped,
		desk.StageDelivered, desk.StageCancelled, desk.StageRefunded}
}

func productions() []desk.ProductionStatus {
	return []desk.ProductionStatus{desk.ProductionUnknown, desk.ProductionNotStarted, desk.ProductionStarted}
}

func deliveries() []desk.DeliveryStatus {
	return []desk.DeliveryStatus{desk.DeliveryNone, desk.DeliveryUnknown, desk.DeliveryInTransit, desk.DeliveryDelivered,
		desk.DeliveryPickedUp, desk.DeliveryRefused, desk.DeliveryUnclaimed, desk.DeliveryReturnedToSender, desk.DeliveryLost}
}

func choices() []desk.DelayChoice {
	return []desk.DelayChoice{desk.DelayChoiceNone, desk.DelayChoiceWait, desk.DelayChoiceCancel}
}

// zones remembers the zones of one loading: a shop ships to some dozens, and each
// loading from the zone database reads a file.
type zones map[string]*time.Location

// get gives the zone of an IANA name; "" is unknown and gives nil.
func (z zones) get(name string) (*time.Location, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil, nil
	}
	if loc, ok := z[name]; ok {
		if loc == nil {
			return nil, errZone
		}
		return loc, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		z[name] = nil
		return nil, errZone
	}
	z[name] = loc
	return loc, nil
}

var errZone = errors.New("no time zone that this machine knows; write it like Europe/Berlin")
