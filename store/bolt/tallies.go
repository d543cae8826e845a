package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"

	"returndesk/desk"
)

// A tally is the sum of the counts of one figure on one day: figure 0 day 0 dimensions ->
// the sum, 8 bytes. It is written in the transaction of the entries that it counts.

// tallyForm is the version of the tallies; a file with another one counts them anew.
const tallyForm = 1

// maxCountName bounds the name of a count in bytes.
const maxCountName = 512

func tallyKey(c desk.Count) []byte {
	figure, dims, _ := strings.Cut(c.Of, "/")
	b := make([]byte, 0, len(c.Of)+len(c.Day)+2)
	b = append(append(b, figure...), 0)
	b = append(append(b, c.Day...), 0)
	return append(b, dims...)
}

func countOf(key, value []byte) (desk.Count, bool) {
	parts := bytes.SplitN(key, []byte{0}, 3)
	if len(parts) != 3 || len(value) != 8 {
		return desk.Count{}, false
	}
	of := string(parts[0])
	if len(parts[2]) > 0 {
		of += "/" + string(parts[2])
	}
	return desk.Count{Day: desk.Date(parts[1]), Of: of, N: int64(binary.BigEndian.Uint64(value))}, true
}

// checkCounts refuses counts that would not be found again.
func checkCounts(entries []desk.Audit) error {
	for _, a := range entries {
		for _, c := range a.Counts {
			if c.Figure() == "" || len(c.Of) > maxCountName || strings.ContainsRune(c.Of, 0) || len(c.Day) != len("2026-01-02") || strings.ContainsRune(string(c.Day), 0) {
				return desk.Errf(desk.CodeInvalid, "the count %q of the day %q cannot be kept", clip(c.Of), clip(string(c.Day)))
			}
		}
	}
	return nil
}

// tally adds the counts of entries; flushTallies writes them.
func (t *wtx) tally(entries []desk.Audit) {
	for _, a := range entries {
		for _, c := range a.Counts {
			t.tallies[string(tallyKey(c))] += c.N
		}
	}
}

// maxUnflushed bounds the memory of counting a large history anew.
const maxUnflushed = 50_000

func (t *wtx) flushTallies() error {
	defer clear(t.tallies)
	for key, by := range t.tallies {
		if by == 0 {
			continue
		}
		n := int64(getNumber(t.b(bTallies), []byte(key))) + by
		if err := t.put(bTallies, []byte(key), u64(uint64(n))); err != nil {
			return err
		}
	}
	return nil
}

// scanned gives how much of the mapping an entry of a scan makes resident: pages are half
// full, and the kernel maps their neighbours along with them.
func scanned(k, v []byte) int64 { return 16 * int64(len(k)+len(v)) }

// Tallies calls fn for each sum of a figure on the days from (included) to to (not), by
// day, until fn gives an error, which it returns. An empty to means no end. Sums of 0 are
// left out. It reads one consistent state; fn must not call the store.
func (s *Store) Tallies(ctx context.Context, figure string, from, to desk.Date, fn func(desk.Count) error) error {
	if err := checkKey("the name of a figure", figure); err != nil {
		return err
	}
	prefix := append([]byte(figure), 0)
	var stop error
	var seen int64
	defer func() { s.touched(seen) }()
	err := s.view(ctx, func(t *rtx) error {
		c := t.b(bTallies).Cursor()
		for k, v := c.Seek(append(bytes.Clone(prefix), from...)); bytes.HasPrefix(k, prefix); k, v = c.Next() {
			seen += scanned(k, v)
			n, ok := countOf(k, v)
			if !ok || n.N == 0 {
				continue
			}
			if to != "" && n.Day >= to {
				return nil
			}
			if stop = fn(n); stop != nil {
				return nil
			}
		}
		return nil
	})
	if stop != nil {
		return stop
	}
	return err
}

// recount makes the tallies anew from the history.
func (t *wtx) recount() error {
	if err := t.tx.DeleteBucket([]byte(bTallies)); err != nil {
		return err
	}
	if _, err := t.tx.CreateBucket([]byte(bTallies)); err != nil {
		return err
	}
	delete(t.open, bTallies)
	err := t.b(bAudit).ForEach(func(_, v []byte) error {
		group, err := decodeAudit(v)
		if err != nil {
			return err
		}
		t.tally(group)
		if len(t.tallies) > maxUnflushed {
			return t.flushTallies()
		}
		return nil
	})
	if err == nil {
		err = t.flushTallies()
	}
	if err != nil {
		return err
	}
	return t.put(bMeta, []byte("tallies"), u64(tallyForm))
}
