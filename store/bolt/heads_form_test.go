package bolt

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// TestRebuildHeads opens a file whose heads know no signatures and whose queue is in the
// order of deadlines alone: both are made from the records.
func TestRebuildHeads(t *testing.T) {
	t.Parallel()
	ctx, dir, at := t.Context(), t.TempDir(), time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
	s := openAt(t, dir, Options{})
	for n := uint64(1); n <= 3; n++ {
		id := caseID(n)
		c := desk.Case{ID: id, Version: 1, State: desk.CaseOpen, Customer: "a@b.example", Deadline: at.Add(time.Duration(n) * time.Hour)}
		d := desk.Draft{ID: fmt.Sprintf("%s-1", id), Case: id, State: desk.DraftProposed, Role: desk.RoleAgent, CreatedAt: at}
		switch n {
		case 2:
			d.Role = desk.RoleSenior
		case 3:
			c.Flags = []desk.Flag{desk.FlagSafety}
		}
		if err := s.Record(ctx, desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d}}}); err != nil {
			t.Fatal(err)
		}
	}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		heads, waiting := tx.Bucket([]byte(bHeads)), tx.Bucket([]byte(bWaiting))
		for n := uint64(1); n <= 3; n++ {
			h, err := decodeHead(heads.Get(u64(n)), headTerms())
			if err != nil {
				return err
			}
			if err := waiting.Delete(append(h.queueKey(), u64(n)...)); err != nil {
				return err
			}
			if err := waiting.Put(append(deadlineKey(h.deadline), u64(n)...), nil); err != nil {
				return err
			}
			// An old head ends with number and state of its one draft; before them the new
			// one has the role that it is handed to, and behind them the draft's role.
			v := bytes.Clone(heads.Get(u64(n)))
			v[0] = oldHeadFormat
			v = append(v[:len(v)-5], v[len(v)-4:len(v)-1]...)
			if h, err = decodeHead(v, headTerms()); err != nil || len(h.drafts) != 1 || h.drafts[0].state != desk.DraftProposed {
				return fmt.Errorf("the old head of case %d: %+v, %w", n, h, err)
			}
			if err := heads.Put(u64(n), v); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(bMeta)).Delete([]byte("heads"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, opt := range []Options{{}, {ReadOnly: true}} {
		s := openAt(t, dir, opt)
		for held, want := range map[desk.Held]string{"": "[C-3 C-1 C-2]", desk.HeldAny: "[C-2]"} {
			list, _, err := s.Cases(ctx, desk.CaseFilter{Waiting: true, Held: held})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range list {
				got = append(got, c.ID)
			}
			if fmt.Sprint(got) != want {
				t.Errorf("held %q: %v, want %s", held, got, want)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
