package desk

import "time"

// Lookup is what the shop's order data says about one mail: the orders whose numbers
// stand in it and the orders of the address that wrote it (domain.md section 1, gates).
// It says nothing about who may see what; the facts are drawn from it.
type Lookup struct {
	Given   []NumberFound `json:"given"`   // the numbers that were looked for, best first
	Matches []Order       `json:"matches"` // orders whose number stands in the mail, in order of mention
	Unknown []NumberFound `json:"unknown"` // plausible numbers that match no order
	Own     []Order       `json:"own"`     // orders whose own address is the sender's, newest first
	AsOf    time.Time     `json:"as_of,omitzero"`
	// Problem is why the data cannot be trusted as a whole ("orders.csv cannot be
	// read"); "" when all is well. With a problem, "not found" proves nothing.
	Problem string `json:"problem,omitempty"`
}
