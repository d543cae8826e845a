package orders

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// shopZone is the zone of the sample shop.
func shopZone(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// load reads one file of testdata.
func load(t testing.TB, name string) Snapshot {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	o := LoadOptions{Zone: shopZone(t), AsOf: time.Date(2026, 3, 20, 6, 0, 0, 0, time.UTC)}
	var s Snapshot
	if IsJSON(name) {
		s, err = LoadJSON(f, o)
	} else {
		s, err = LoadCSV(f, o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The two sample files describe one shop; whatever the form, the orders are the same.
func TestSamplesAgree(t *testing.T) {
	t.Parallel()
	a, b := load(t, "orders.csv"), load(t, "orders.json")
	if len(a.Problems)+len(b.Problems)+len(a.Notes)+len(b.Notes) > 0 {
		t.Fatalf("problems: %v %v, notes: %v %v", a.Problems, b.Problems, a.Notes, b.Notes)
	}
	if len(a.Orders) != 8 {
		t.Fatalf("%d orders, want 8", len(a.Orders))
	}
	sameInstant := cmp.Comparer(func(x, y time.Time) bool { return x.Equal(y) })
	if d := cmp.Diff(b.Orders, a.Orders, sameInstant, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("CSV (+) differs from JSON (-):\n%s", d)
	}
}
