package digest_test

import (
	"math/rand/v2"
	"testing"

	"returndesk/digest"
)

// BenchmarkMake makes the digest of one week over 20,000 matters of 30 weeks.
func BenchmarkMake(b *testing.B) {
	zone := newYork(b)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		b.Fatal(err)
	}
	s, r := openStore(b), rand.New(rand.NewPCG(1, 2))
	list := make([]matter, 20_000)
	for i := range list {
		list[i] = invent(r, i, w.Ends(zone), 30)
	}
	now := w.Due(zone, 8*60)
	record(b, s, list, now)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := digest.Make(b.Context(), s, parcels{units: 3, parcels: 10}, shopOf(b), w, now, never); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw draws the charts of a week.
func BenchmarkDraw(b *testing.B) {
	zone := newYork(b)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		b.Fatal(err)
	}
	s, r := openStore(b), rand.New(rand.NewPCG(1, 2))
	list := make([]matter, 500)
	for i := range list {
		list[i] = invent(r, i, w.Ends(zone), 10)
	}
	record(b, s, list, w.Due(zone, 8*60))
	d, err := digest.Make(b.Context(), s, nil, shopOf(b), w, w.Due(zone, 8*60), never)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := digest.Pictures(d); err != nil {
			b.Fatal(err)
		}
	}
}
