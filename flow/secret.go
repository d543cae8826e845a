package flow

import "strings"

// orderKey folds an order number as people type it for the lookup.
func orderKey(number string) string {
	return strings.ToUpper(strings.NewReplacer("#", "", " ", "", "-", "").Replace(number))
}
