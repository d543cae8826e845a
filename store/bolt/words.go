package bolt

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

const (
	maxWord  = 200  // bytes of a word that are indexed
	maxChunk = 2000 // cases in one chunk of a word's list
)

// foldWord brings a word to the form under which it is indexed; "" when it has none.
// The zero byte ends a word in a key, so it cannot stand in one.
func foldWord(w string) string {
	w = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(w, "\x00", "")))
	if len(w) > maxWord {
		w = strings.ToValidUTF8(w[:maxWord], "")
	}
	return w
}

// flushWords writes the transaction's words: as one more segment, or, when enough have
// gathered, all of them into the lists of the tree.
func (t *wtx) flushWords() error {
	if len(t.words) == 0 {
		return nil
	}
	s, all := t.store, t.words
	if s.wordSegments < foldAfter {
		if err := t.putNext(bWordsNew, encodeWords(all)); err != nil {
			return err
		}
		t.after = append(t.after, func() { s.wordSegments++ })
		return nil
	}
	if err := t.fold(bWordsNew, func(v []byte) {
		eachWord(v, func(w string, cases []uint64) { all[w] = append(all[w], cases...) })
	}); err != nil {
		return err
	}
	for _, w := range slices.Sorted(maps.Keys(all)) {
		if err := t.foldWord(w, all[w]); err != nil {
			return err
		}
	}
	t.after = append(t.after, func() { s.wordSegments = 0 })
	return nil
}

// foldWord adds cases to the chunks of a word. A chunk's key holds its first case.
func (t *wtx) foldWord(word string, cases []uint64) error {
	slices.Sort(cases)
	cases = slices.Compact(cases)
	b, prefix := t.b(bWords), append([]byte(word), 0)
	for len(cases) > 0 {
		first, key := cases[0], append(slices.Clone(prefix), u64(cases[0])...)
		c := b.Cursor()
		at, v := c.Seek(key)
		if !bytes.Equal(at, key) {
			if at == nil {
				at, v = c.Last()
			} else {
				at, v = c.Prev()
			}
		}
		var chunk []uint64
		if len(at) == len(key) && bytes.HasPrefix(at, prefix) {
			chunk = decodeChunk(fromU64(at[len(prefix):]), v)
		}
		// The cases below the next chunk's first belong here.
		n := len(cases)
		if next, _ := b.Cursor().Seek(append(slices.Clone(prefix), u64(max(first, lastOf(chunk))+1)...)); len(next) == len(key) && bytes.HasPrefix(next, prefix) {
			n, _ = slices.BinarySearch(cases, fromU64(next[len(prefix):]))
		}
		chunk = append(chunk, cases[:n]...)
		cases = cases[n:]
		slices.Sort(chunk)
		chunk = slices.Compact(chunk)
		for part := range slices.Chunk(chunk, maxChunk) {
			if err := t.put(bWords, append(slices.Clone(prefix), u64(part[0])...), encodeChunk(part)); err != nil {
				return err
			}
		}
	}
	return nil
}

func lastOf(list []uint64) uint64 {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

// encodeChunk writes the steps from each case to the next; the first stands in the key.
func encodeChunk(cases []uint64) []byte {
	out := make([]byte, 0, len(cases))
	for i := 1; i < len(cases); i++ {
		out = binary.AppendUvarint(out, cases[i]-cases[i-1])
	}
	return out
}

func decodeChunk(first uint64, v []byte) []uint64 {
	out := []uint64{first}
	for len(v) > 0 {
		step, n := binary.Uvarint(v)
		if n <= 0 {
			return out
		}
		v, first = v[n:], first+step
		out = append(out, first)
	}
	return out
}

// encodeWords writes a segment: per word, ascending, its length, its bytes, the number
// of its cases, the first case and the steps to the others.
func encodeWords(words map[string][]uint64) []byte {
	var out []byte
	for _, w := range slices.Sorted(maps.Keys(words)) {
		cases := slices.Clone(words[w])
		slices.Sort(cases)
		cases = slices.Compact(cases)
		if len(cases) == 0 {
			continue
		}
		out = append(binary.AppendUvarint(out, uint64(len(w))), w...)
		out = binary.AppendUvarint(out, uint64(len(cases)))
		out = append(binary.AppendUvarint(out, cases[0]), encodeChunk(cases)...)
	}
	return out
}

// eachWord reads a segment; it stops at damage.
func eachWord(v []byte, fn func(word string, cases []uint64)) {
	next := func() (uint64, bool) {
		x, n := binary.Uvarint(v)
		if n <= 0 {
			return 0, false
		}
		v = v[n:]
		return x, true
	}
	for len(v) > 0 {
		size, ok := next()
		if !ok || size > uint64(len(v)) {
			return
		}
		word := string(v[:size])
		v = v[size:]
		count, ok := next()
		if !ok || count > uint64(len(v)) {
			return
		}
		cases := make([]uint64, 0, count)
		at := uint64(0)
		for range count {
			step, ok := next()
			if !ok {
				return
			}
			at += step
			cases = append(cases, at)
		}
		fn(word, cases)
	}
}

// casesWith gives the cases that have every word, newest first. A word that ends in *
// stands for every word that begins so.
func (t *rtx) casesWith(words []string) []uint64 {
	var out []uint64
	for i, w := range words {
		found := t.casesOfWord(w)
		if i > 0 {
			found = slices.DeleteFunc(found, func(n uint64) bool {
				_, ok := slices.BinarySearch(out, n)
				return !ok
			})
		}
		out = found
	}
	slices.Reverse(out)
	return out
}

// casesOfWord gives the cases of one word, ascending.
func (t *rtx) casesOfWord(w string) []uint64 {
	stem, open := strings.CutSuffix(foldWord(w), "*")
	if stem == "" {
		return nil
	}
	prefix := []byte(stem)
	if !open {
		prefix = append(prefix, 0)
	}
	var out []uint64
	c := t.b(bWords).Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		out = append(out, decodeChunk(fromU64(k[len(k)-8:]), v)...)
	}
	segments := t.b(bWordsNew).Cursor()
	for k, v := segments.First(); k != nil; k, v = segments.Next() {
		eachWord(v, func(word string, cases []uint64) {
			if word == stem || open && strings.HasPrefix(word, stem) {
				out = append(out, cases...)
			}
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eraseWords removes a case from every word. It goes through the whole index, which is
// what makes it certain; erasure is rare.
func (t *wtx) eraseWords(gone map[uint64]bool) error {
	isGone := func(n uint64) bool { return gone[n] }
	type rewrite struct{ key, value, old []byte }
	var tree, fresh []rewrite
	err := t.b(bWords).ForEach(func(k, v []byte) error {
		cases := decodeChunk(fromU64(k[len(k)-8:]), v)
		if !slices.ContainsFunc(cases, isGone) {
			return nil
		}
		r := rewrite{old: slices.Clone(k)}
		if cases = slices.DeleteFunc(cases, isGone); len(cases) > 0 {
			r.key, r.value = append(slices.Clone(k[:len(k)-8]), u64(cases[0])...), encodeChunk(cases)
		}
		tree = append(tree, r)
		return nil
	})
	if err != nil {
		return err
	}
	err = t.b(bWordsNew).ForEach(func(k, v []byte) error {
		kept := map[string][]uint64{}
		eachWord(v, func(w string, cases []uint64) { kept[w] = slices.DeleteFunc(cases, isGone) })
		fresh = append(fresh, rewrite{old: slices.Clone(k), key: slices.Clone(k), value: encodeWords(kept)})
		return nil
	})
	if err != nil {
		return err
	}
	for w, cases := range t.words {
		t.words[w] = slices.DeleteFunc(cases, isGone)
	}
	for name, list := range map[string][]rewrite{bWords: tree, bWordsNew: fresh} {
		for _, r := range list {
			if err := t.b(name).Delete(r.old); err != nil {
				return err
			}
		}
		for _, r := range list {
			if r.key == nil {
				continue
			}
			if err := t.put(name, r.key, r.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// addWords takes the words of a change.
func (t *wtx) addWords(words map[string][]string) error {
	for id, list := range words {
		n, err := caseNumber(id)
		if err != nil {
			return err
		}
		for _, w := range list {
			if w = foldWord(w); w != "" {
				t.words[w] = append(t.words[w], n)
			}
		}
	}
	return nil
}
