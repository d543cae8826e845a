package orders

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

func FuzzLoadCSV(f *testing.F) {
	sample, err := os.ReadFile("testdata/orders.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	for _, s := range []string{"number;email\nA-1;b\n", "sep=;\nnumber;qty\nA;x\n", "number,name\nA,\"x\ny\"\nA,z\n", "\ufeffnumber\tstage\nA\tplaced\n", "\xff\xfen\x00", "number\n\"\n", "number,parcel_tracking,rma\nA,T,R\nA,T,R\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := LoadCSV(bytes.NewReader(b), LoadOptions{Zone: time.UTC})
		sound(t, s, err)
	})
}

func FuzzLoadJSON(f *testing.F) {
	sample, err := os.ReadFile("testdata/orders.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	for _, s := range []string{`[]`, `{"number":"A"}`, `{"number":"A","placed_at":""}` + "\n" + `{"num`, `[{"number":1}]`, `[{"number":"A","lines":[null]}]`, "\ufeff[null]", `[{"number":"A","ship_to":{"tz":"Local"}}]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := LoadJSON(bytes.NewReader(b), LoadOptions{Zone: time.UTC})
		sound(t, s, err)
	})
}

// sound holds for whatever a loader gives: errors are ours, every order can be found by
// its number, every fault is told, values are members of the closed lists.
func sound(t *testing.T, s Snapshot, err error) {
	t.Helper()
	if err != nil {
		if desk.CodeOf(err) == desk.CodeInternal {
			t.Errorf("an error of Go's own: %v", err)
		}
		return
	}
	told := len(s.Problems)
	x := NewIndex(s.Orders)
	for _, o := range s.Orders {
		if _, ok := x.ByNumber(o.Number); !ok {
			t.Errorf("order %q cannot be found", o.Number)
		}
		if o.DataError != "" && told == 0 {
			t.Errorf("%q has a fault that is not told: %s", o.Number, o.DataError)
		}
		if _, err := word(string(o.Stage), desk.StageUnknown, stages()); err != nil || o.Stage == "" || o.ProductionStatus == "" {
			t.Errorf("%q: stage %q, production %q", o.Number, o.Stage, o.ProductionStatus)
		}
	}
}

// big makes a table of many orders, each with two lines.
func big(orders int) string {
	var b strings.Builder
	b.WriteString("number,email,buyer_name,placed_at,stage,production_started_at,ship_by,delivered_at,delivery_status,ship_to_tz,total,currency,line,sku,name,qty,serial\n")
	for i := range orders {
		for l := range 2 {
			fmt.Fprintf(&b, "HW-%d,buyer%d@mail.example,Buyer %d,2026-02-%02dT10:00:00-05:00,delivered,2026-02-20 09:00,2026-03-20,2026-03-%02d,delivered,Europe/Berlin,289.00,EUR,%d,KB75,\"75%% keyboard, ISO\",1,K75-%d\n",
				100000+i, i/2, i, 1+i%28, 1+i%28, l+1, i)
		}
	}
	return b.String()
}

func BenchmarkLoadCSV100k(b *testing.B) {
	text := big(100_000)
	b.ReportAllocs()
	for b.Loop() {
		s, err := LoadCSV(strings.NewReader(text), LoadOptions{})
		if err != nil || len(s.Problems) > 0 {
			b.Fatal(err, s.Problems)
		}
		NewIndex(s.Orders)
	}
}

func BenchmarkFind(b *testing.B) {
	s, err := LoadCSV(strings.NewReader(big(100_000)), LoadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	x := NewIndex(s.Orders)
	given := []desk.NumberFound{n("#hw 150123", true), n("150124", true), n("HW-99999", true)}
	b.ReportAllocs()
	for b.Loop() {
		x.Find(given, "buyer25061@mail.example")
	}
}
