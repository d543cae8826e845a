package bolt

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// holding gives the buckets that hold a text in a key or in a value, packed or not.
func holding(t *testing.T, s *Store, text string) []string {
	t.Helper()
	var out []string
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				plain, err := unpack(v)
				if err != nil {
					plain = nil
				}
				for _, x := range [][]byte{k, v, plain} {
					if bytes.Contains(bytes.ToLower(x), []byte(text)) && !slices.Contains(out, string(name)) {
						out = append(out, string(name))
					}
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestEraseEverywhere looks through the stored bytes themselves: no bucket may hold the
// address, the order or a word of an erased person, folded or not.
func TestEraseEverywhere(t *testing.T) {
	t.Parallel()
	for _, commits := range []int{3, foldAfter + 10} {
		s := openAt(t, t.TempDir(), Options{})
		for n := range commits {
			fill(t, s, n, 1)
		}
		person := benchChange(1, benchMail(1)).Cases[0]
		texts := []string{person.Customer, strings.ToLower(person.Order), "onlyhere"}
		err := s.Record(t.Context(), desk.Change{
			Words:  map[string][]string{person.ID: {"onlyhere"}},
			Dues:   []desk.Due{{ID: "reminder/" + person.ID, Case: person.ID, Data: person.Customer}},
			Alerts: []desk.Alert{{Key: "safety/" + person.ID, Case: person.ID, Text: person.Customer}},
			Spoken: []desk.Spoken{{Key: "ack/" + person.Customer}},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if len(holding(t, s, text)) == 0 {
				t.Errorf("%q stands nowhere before erasing; this test shows nothing", text)
			}
		}
		if _, err := s.Erase(t.Context(), person.Customer, desk.System(), benchStart); err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if found := holding(t, s, text); len(found) > 0 {
				t.Errorf("after %d commits, %q still stands in %v", commits, text, found)
			}
		}
		if found := holding(t, s, fmt.Sprintf("buyer%d@", 2)); len(found) < 4 {
			t.Errorf("another person stands only in %v", found)
		}
		wholeStore(t, s)
	}
}

// TestFolding: what waits to be folded stays bounded, on disk and in memory.
func TestFolding(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), Options{})
	for n := range 2*foldAfter + 20 {
		fill(t, s, n, 1)
	}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range []string{bLinksNew, bWordsNew} {
			if n := tx.Bucket([]byte(name)).Stats().KeyN; n == 0 || n > foldAfter {
				t.Errorf("%s holds %d segments", name, n)
			}
		}
		for _, name := range []string{bLinks, bWords} {
			if tx.Bucket([]byte(name)).Stats().KeyN == 0 {
				t.Errorf("%s is empty", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.mem.Load().numbers); n == 0 || n > foldAfter*10 {
		t.Errorf("%d links are in memory", n)
	}
}
