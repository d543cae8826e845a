package main

import (
	"testing"

	"returndesk/orders"
)

// TestMissingColumnsWarn: a file without the columns that decisions rest on is no file in
// order, though each of its rows is.
func TestMissingColumnsWarn(t *testing.T) {
	t.Parallel()
	seen := map[string]status{}
	for _, f := range ordersFaults(orders.Status{Path: "o.csv", Orders: 3, Lacking: []string{"there is no column stage"}, Notes: []string{`column "shelf" is not known`}}) {
		seen[f.Seen] = f.Status
	}
	if seen["there is no column stage"] != statusWarn || seen[`column "shelf" is not known`] != statusOK || seen["3 orders in o.csv"] != statusOK {
		t.Errorf("%v", seen)
	}
}
