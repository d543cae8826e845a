package orders

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"returndesk/desk"
)

// checkMapping looks through orders.columns: a column mapped to a name that is none of ours
// would be left out without a word, and its facts unknown for every order.
func checkMapping(own map[string]string) error {
	known := columns()
	for _, h := range slices.Sorted(maps.Keys(own)) {
		if !slices.ContainsFunc(known, func(c column) bool { return c.name == own[h] }) {
			return desk.Errf(desk.CodeInvalid, "orders.columns maps %q to %q, which is no column that returndesk knows", h, own[h]).
				WithMend("take a name of the first column of the table in docs/orders.md, such as number or delivered_at")
		}
	}
	return nil
}

// mapped gives what the configuration calls a column of the file, without regard to case.
func mapped(own map[string]string, header string) (string, bool) {
	header = strings.TrimSpace(header)
	if name, ok := own[header]; ok {
		return name, true
	}
	for h, name := range own {
		if strings.EqualFold(strings.TrimSpace(h), header) {
			return name, true
		}
	}
	return "", false
}

// absent notes the columns of the configuration that the file does not have.
func absent(own map[string]string, head []string) []string {
	var notes []string
	for _, h := range slices.Sorted(maps.Keys(own)) {
		if !slices.ContainsFunc(head, func(x string) bool { return strings.EqualFold(strings.TrimSpace(decodeCell(x)), strings.TrimSpace(h)) }) {
			notes = append(notes, fmt.Sprintf("orders.columns names a column %q that the file does not have", clip(h)))
		}
	}
	return notes
}
