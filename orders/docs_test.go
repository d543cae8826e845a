package orders

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"returndesk/desk"
)

// The page that people export by names every column and every key, and the samples have
// every column.
func TestDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/orders.md")
	if err != nil {
		t.Fatal(err)
	}
	sample, err := os.ReadFile("testdata/orders.csv")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(sample), "\n")
	for _, c := range columns() {
		if !strings.Contains(string(page), "\n| `"+c.name+"` |") {
			t.Errorf("docs/orders.md has no row for the column %s", c.name)
		}
		if !strings.Contains(","+head+",", ","+c.name+",") {
			t.Errorf("the sample has no column %s", c.name)
		}
		if alias(c.name) != c.name {
			t.Errorf("%s is taken for %s", c.name, alias(c.name))
		}
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[desk.Order](), reflect.TypeFor[desk.Line](), reflect.TypeFor[desk.Parcel](),
		reflect.TypeFor[desk.PriorRMA](), reflect.TypeFor[desk.DelayNotice](), reflect.TypeFor[desk.ShipTo](), reflect.TypeFor[desk.Refund](),
	} {
		for key := range keysOf(typ) {
			if !strings.Contains(string(page), "`"+key+"`") {
				t.Errorf("docs/orders.md does not name the key %s of %s", key, typ.Name())
			}
		}
	}
}
