package bolt

import (
	"bytes"
	"slices"
	"sync"

	"go.etcd.io/bbolt"
)

// A link leads from something random (a hash, an address) to the number of a record.
// The kinds are part of the file format.
const (
	linkMail     = 'm' // a mail's id -> seq of the mail; copies lead to the mail that was kept
	linkTrace    = 't' // hash without trace headers -> seq of the mail
	linkRef      = 'r' // Message-ID -> case, at most one
	linkRMA      = 'n' // RMA number -> seq of the RMA
	linkOrderRMA = 'o' // order number -> seq of the RMA
	linkOrder    = 'c' // order number -> case
	linkCustomer = 'a' // address -> case
	linkPicture  = 'p' // SHA-256 of a picture -> seq of the picture
)

// linkKey is a kind and the first 16 bytes of a hash. The hashes are SHA-256, so nobody
// makes two of them meet in 16 bytes by accident.
type linkKey [17]byte

const linkEntry = 17 + 8

// foldAfter is how many commits gather before their entries go into the trees. With a
// tree alone each commit of 50 mails would rewrite some 250 pages.
const foldAfter = 64

func link(kind byte, h [16]byte) (k linkKey) {
	k[0] = kind
	copy(k[1:], h[:])
	return k
}

func linkOf(kind byte, s string) linkKey { return link(kind, hash16(s)) }

func linkOfHash(kind byte, h [32]byte) linkKey { return link(kind, [16]byte(h[:16])) }

// linkMemory holds the links that are durable in links_new but not in the tree yet.
//
// Readers load the current memory before they begin a transaction, and wait until what
// their transaction holds is published; the committer publishes to it after its commit,
// and replaces it after folding. So a reader sees at least every link of its transaction: memory that was replaced is not changed any
// more, and a new memory is only seen together with the folded tree. Links that are
// newer than the transaction lead to records that it does not have; those are skipped.
type linkMemory struct {
	mu      sync.RWMutex
	numbers map[linkKey][]uint64
}

func newLinkMemory() *linkMemory { return &linkMemory{numbers: map[linkKey][]uint64{}} }

func (m *linkMemory) get(k linkKey) []uint64 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.numbers[k])
}

// apply takes the entries of a commit.
func (m *linkMemory) apply(added, gone map[linkKey][]uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, list := range gone {
		m.numbers[k] = slices.DeleteFunc(slices.Clone(m.numbers[k]), func(n uint64) bool { return slices.Contains(list, n) })
	}
	for k, list := range added {
		m.numbers[k] = append(slices.Clip(m.numbers[k]), list...)
	}
}

// loadLinks reads what is not folded yet.
func (s *Store) loadLinks() error {
	m := newLinkMemory()
	err := s.db.View(func(tx *bbolt.Tx) error {
		s.published.set(int64(tx.ID()))
		s.linkSegments, s.wordSegments = 0, 0
		err := tx.Bucket([]byte(bWordsNew)).ForEach(func(_, _ []byte) error { s.wordSegments++; return nil })
		if err != nil {
			return err
		}
		return tx.Bucket([]byte(bLinksNew)).ForEach(func(_, v []byte) error {
			s.linkSegments++
			for e := range slices.Chunk(v, linkEntry) {
				k := linkKey(e[:17])
				m.numbers[k] = append(m.numbers[k], fromU64(e[17:]))
			}
			return nil
		})
	})
	s.mem.Store(m)
	return err
}

// links gives the numbers under a key, ascending and without repeats, as the
// transaction itself left them.
func (t *rtx) links(k linkKey) []uint64 {
	out := t.mem.get(k)
	c := t.b(bLinks).Cursor()
	for e, _ := c.Seek(k[:]); bytes.HasPrefix(e, k[:]); e, _ = c.Next() {
		out = append(out, fromU64(e[17:]))
	}
	if gone := t.gone[k]; len(gone) > 0 {
		out = slices.DeleteFunc(out, func(n uint64) bool { return slices.Contains(gone, n) })
	}
	out = append(out, t.added[k]...)
	slices.Sort(out)
	return slices.Compact(out)
}

// addLink adds a link, once.
func (t *wtx) addLink(k linkKey, n uint64) {
	if !slices.Contains(t.links(k), n) {
		t.added[k] = append(t.added[k], n)
	}
}

// setLink makes n the only number under a key.
func (t *wtx) setLink(k linkKey, n uint64) error {
	for _, old := range t.links(k) {
		if old != n {
			if err := t.dropLink(k, old); err != nil {
				return err
			}
		}
	}
	t.addLink(k, n)
	return nil
}

// dropLink removes a link wherever it stands. It is rare, so it may cost a rewrite of
// the entries that are not folded yet.
func (t *wtx) dropLink(k linkKey, n uint64) error {
	t.added[k] = slices.DeleteFunc(t.added[k], func(x uint64) bool { return x == n })
	entry := append(k[:], u64(n)...)
	if err := t.b(bLinks).Delete(entry); err != nil {
		return err
	}
	if !slices.Contains(t.mem.get(k), n) {
		return nil
	}
	t.gone[k] = append(t.gone[k], n)
	segments := map[string][]byte{}
	err := t.b(bLinksNew).ForEach(func(key, v []byte) error {
		kept := make([]byte, 0, len(v))
		for e := range slices.Chunk(v, linkEntry) {
			if !bytes.Equal(e, entry) {
				kept = append(kept, e...)
			}
		}
		if len(kept) < len(v) {
			segments[string(key)] = kept
		}
		return nil
	})
	if err != nil {
		return err
	}
	for key, v := range segments {
		if err := t.put(bLinksNew, []byte(key), v); err != nil {
			return err
		}
	}
	return nil
}

// flushLinks writes the transaction's links: as one more segment, or, when enough have
// gathered, all of them into the tree in the order of their keys.
func (t *wtx) flushLinks() error {
	var fresh [][]byte
	for k, list := range t.added {
		for _, n := range list {
			fresh = append(fresh, append(slices.Clone(k[:]), u64(n)...))
		}
	}
	if len(fresh) == 0 && len(t.gone) == 0 {
		return nil
	}
	s, added, gone := t.store, t.added, t.gone
	if s.linkSegments < foldAfter {
		if len(fresh) > 0 {
			slices.SortFunc(fresh, bytes.Compare)
			if err := t.putNext(bLinksNew, bytes.Join(fresh, nil)); err != nil {
				return err
			}
		}
		t.after = append(t.after, func() {
			if len(fresh) > 0 {
				s.linkSegments++
			}
			t.mem.apply(added, gone)
		})
		return nil
	}
	if err := t.fold(bLinksNew, func(v []byte) {
		for e := range slices.Chunk(v, linkEntry) {
			fresh = append(fresh, slices.Clone(e))
		}
	}); err != nil {
		return err
	}
	slices.SortFunc(fresh, bytes.Compare)
	for _, e := range fresh {
		if err := t.put(bLinks, e, nil); err != nil {
			return err
		}
	}
	t.after = append(t.after, func() {
		s.linkSegments = 0
		s.mem.Store(newLinkMemory())
	})
	return nil
}

// putNext appends a value under the bucket's next number.
func (t *wtx) putNext(bucket string, v []byte) error {
	n, err := t.b(bucket).NextSequence()
	if err != nil {
		return err
	}
	return t.put(bucket, u64(n), v)
}

// fold hands over all values of a bucket and removes them.
func (t *wtx) fold(bucket string, take func(v []byte)) error {
	b := t.b(bucket)
	var keys [][]byte
	err := b.ForEach(func(k, v []byte) error {
		take(v)
		keys = append(keys, slices.Clone(k))
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
