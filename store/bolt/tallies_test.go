package bolt

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// TestRebuild opens a file of a program that kept neither tallies nor the index of
// unfinished records: both are made from the records, once.
func TestRebuild(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	at := time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	count := desk.NewCount("2026-11-16", 2, desk.CountMail, "delay")
	rma := func(n uint64, state desk.RMAState) desk.RMA {
		return desk.RMA{Number: desk.NewRMANumber(n), Case: "C-1001", State: state, OpenedAt: at}
	}
	change := desk.Change{
		RMAs:  []desk.RMA{rma(1, desk.RMAAuthorized), rma(2, desk.RMAClosedResolved)},
		Audit: []desk.Audit{{At: at, What: "x", Counts: []desk.Count{count}}, {At: at, What: "y", Counts: []desk.Count{count}}},
	}
	if err := s.Record(ctx, change); err != nil {
		t.Fatal(err)
	}
	err = s.db.Update(func(tx *bbolt.Tx) error {
		for _, b := range []string{bTallies, bRMAOpen} {
			if err := tx.DeleteBucket([]byte(b)); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(bMeta)).Delete([]byte("tallies"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bMeta)).Put([]byte("rmas_open"), u64(0)) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second opening must not count twice
		if s, err = Open(ctx, dir, Options{}); err != nil {
			t.Fatal(err)
		}
		var got []desk.Count
		var open []string
		if err := s.Tallies(ctx, desk.CountMail, "", "", func(c desk.Count) error { got = append(got, c); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := s.UnfinishedRMAs(ctx, func(r desk.RMA) error { open = append(open, r.Number); return nil }); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]desk.Count{desk.NewCount("2026-11-16", 4, desk.CountMail, "delay")}, got); diff != "" {
			t.Errorf("tallies (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{desk.NewRMANumber(1)}, open); diff != "" {
			t.Errorf("unfinished records (-want +got):\n%s", diff)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
