package inbox

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"returndesk/desk"
)

// TestCursorRemembersTheLast adds mails in any order and compares with a plain
// model: the highest RecentLimit UIDs, ascending, the latest memory of each.
func TestCursorRemembersTheLast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var c Cursor
		model := map[uint32]int64{}
		for i, uid := range rapid.SliceOfN(rapid.Uint32Range(1, 100), 0, 150).Draw(t, "uids") {
			c.remember(Seen{UID: uid, Size: int64(i)})
			model[uid] = int64(i)
		}
		var want []Seen
		for uid, size := range model {
			want = append(want, Seen{UID: uid, Size: size})
		}
		slices.SortFunc(want, func(a, b Seen) int { return int(a.UID) - int(b.UID) })
		if diff := cmp.Diff(want, c.Recent); diff != "" {
			t.Fatal(diff)
		}
	})
	var c Cursor
	for uid := range uint32(RecentLimit + 50) {
		c.remember(Seen{UID: uid + 1})
	}
	if len(c.Recent) != RecentLimit || c.Recent[0].UID != 51 {
		t.Errorf("%d entries from UID %d", len(c.Recent), c.Recent[0].UID)
	}
}

func fullCursor() Cursor {
	c := Cursor{UIDValidity: 1, LastUID: 1 << 31, UIDNext: 1<<32 - 1, RescanBelow: 9}
	for i := range uint32(RecentLimit) {
		c.remember(Seen{UID: 1000 + i, Size: 1 << 40, InternalDate: time.Unix(int64(i)-50, 0).UTC(), Hash: hashOf([]byte{byte(i)})})
	}
	return c
}

func TestCursorSurvivesStoring(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]Cursor{"zero": {}, "full": fullCursor()} {
		text, err := json.Marshal(map[string]Cursor{"c": c})
		if err != nil {
			t.Fatal(err)
		}
		var back map[string]Cursor
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if !back["c"].Equal(c) || back["c"].IsZero() != (name == "zero") {
			t.Errorf("%s: %+v", name, back["c"])
		}
		binary, err := c.MarshalBinary()
		if err != nil || len(binary) > 12<<10 {
			t.Errorf("%s: %d bytes, %v", name, len(binary), err)
		}
		for cut := range binary {
			if err := new(Cursor).UnmarshalBinary(binary[:cut]); desk.CodeOf(err) != desk.CodeInvalid {
				t.Fatalf("%s: %d of %d bytes are read as a cursor: %v", name, cut, len(binary), err)
			}
		}
	}
}

// FuzzCursor: stored bytes never crash, and what is read is written the same.
func FuzzCursor(f *testing.F) {
	for _, c := range []Cursor{{}, {UIDValidity: 1, LastUID: 2, UIDNext: 3}, fullCursor()} {
		b, err := c.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, b []byte) {
		var c Cursor
		if c.UnmarshalBinary(b) != nil {
			return
		}
		again, err := c.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Cursor
		if err := back.UnmarshalBinary(again); err != nil || !back.Equal(c) {
			t.Fatalf("%v: %+v is not %+v", err, back, c)
		}
	})
}
