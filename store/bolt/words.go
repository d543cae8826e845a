package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
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
	s := t.store
	if s.wordSegments < foldAfter {
		if err := t.putNext(bWordsNew, pack(t.words)); err != nil {
			return err
		}
		t.after = append(t.after, func() { s.wordSegments++ })
		return nil
	}
	all := map[string][]uint64{}
	gather := func(n uint64, words []string) {
		for _, w := range words {
			all[w] = append(all[w], n)
		}
	}
	var damage error
	err := t.fold(bWordsNew, func(v []byte) {
		plain, err := unpack(v)
		damage = errors.Join(damage, err, eachCaseWords(plain, gather))
	})
	if err = errors.Join(err, damage, eachCaseWords(t.words, gather)); err != nil {
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
		first := cases[0]
		key := append(slices.Clone(prefix), u64(first)...)
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

// encodeWords writes the words of some cases: per case its number, how many words, and
// each word after its length. Segments stay in the order of writing: sorting each would
// cost more than the few that wait for folding cost a search.
func encodeWords(words map[string][]string) ([]byte, error) {
	var out []byte
	for _, id := range slices.Sorted(maps.Keys(words)) {
		n, err := caseNumber(id)
		if err != nil {
			return nil, err
		}
		folded := make([]string, 0, len(words[id]))
		for _, w := range words[id] {
			if w = foldWord(w); w != "" {
				folded = append(folded, w)
			}
		}
		out = appendCaseWords(out, n, folded)
	}
	return out, nil
}

func appendCaseWords(out []byte, n uint64, words []string) []byte {
	out = binary.AppendUvarint(binary.AppendUvarint(out, n), uint64(len(words)))
	for _, w := range words {
		out = appendText(out, w)
	}
	return out
}

// eachCaseWords reads what encodeWords wrote.
func eachCaseWords(v []byte, fn func(n uint64, words []string)) error {
	r := &fieldReader{b: v}
	for len(r.b) > 0 {
		n, count := r.number(), r.number()
		words := make([]string, 0, min(count, uint64(len(r.b))))
		for range count {
			words = append(words, r.text())
			if r.bad {
				break
			}
		}
		if r.bad {
			return errors.New("a segment of the word index is cut short")
		}
		fn(n, words)
	}
	return nil
}

// casesWith gives the cases that have every word, ascending. A word that ends in *
// stands for every word that begins so.
func (t *rtx) casesWith(words []string) ([]uint64, error) {
	var out []uint64
	for i, w := range words {
		found, err := t.casesOfWord(w)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			found = slices.DeleteFunc(found, func(n uint64) bool {
				_, ok := slices.BinarySearch(out, n)
				return !ok
			})
		}
		out = found
	}
	return out, nil
}

// casesOfWord gives the cases of one word, ascending.
func (t *rtx) casesOfWord(w string) ([]uint64, error) {
	stem, open := strings.CutSuffix(foldWord(w), "*")
	if stem == "" {
		return nil, nil
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
	err := t.b(bWordsNew).ForEach(func(_, v []byte) error {
		plain, err := unpack(v)
		if err == nil {
			out, err = casesInSegment(out, plain, []byte(stem), open)
		}
		if err != nil {
			return unreadable(err, "word index", "")
		}
		return nil
	})
	slices.Sort(out)
	return slices.Compact(out), err
}

// casesInSegment adds the cases of a segment that have a word, or one that begins with it,
// without making a string of any other: a search looks through every segment.
func casesInSegment(out []uint64, v, stem []byte, open bool) ([]uint64, error) {
	r := &fieldReader{b: v}
	for len(r.b) > 0 {
		n, count := r.number(), r.number()
		found := false
		for range count {
			w := r.take(r.number())
			if r.bad {
				return out, errors.New("a segment of the word index is cut short")
			}
			found = found || bytes.Equal(w, stem) || open && bytes.HasPrefix(w, stem)
		}
		if found {
			out = append(out, n)
		}
	}
	if r.bad {
		return out, errors.New("a segment of the word index is cut short")
	}
	return out, nil
}

// eraseWords removes cases from every word. It goes through the whole index, which is
// what makes it certain; erasure is rare.
func (t *wtx) eraseWords(gone map[uint64]bool) error {
	isGone := func(n uint64) bool { return gone[n] }
	var old, keys, values [][]byte
	err := t.b(bWords).ForEach(func(k, v []byte) error {
		cases := decodeChunk(fromU64(k[len(k)-8:]), v)
		if !slices.ContainsFunc(cases, isGone) {
			return nil
		}
		old = append(old, slices.Clone(k))
		if cases = slices.DeleteFunc(cases, isGone); len(cases) > 0 {
			keys = append(keys, append(slices.Clone(k[:len(k)-8]), u64(cases[0])...))
			values = append(values, encodeChunk(cases))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range old {
		if err := t.b(bWords).Delete(k); err != nil {
			return err
		}
	}
	for i, k := range keys {
		if err := t.put(bWords, k, values[i]); err != nil {
			return err
		}
	}
	return t.eraseNewWords(isGone)
}

// eraseNewWords does the same in the segments that are not folded yet.
func (t *wtx) eraseNewWords(isGone func(uint64) bool) error {
	segments := map[string][]byte{}
	without := func(v []byte) ([]byte, error) {
		var kept []byte
		err := eachCaseWords(v, func(n uint64, words []string) {
			if !isGone(n) {
				kept = appendCaseWords(kept, n, words)
			}
		})
		return kept, err
	}
	err := t.b(bWordsNew).ForEach(func(k, v []byte) error {
		plain, err := unpack(v)
		if err != nil {
			return unreadable(err, "word index", "")
		}
		kept, err := without(plain)
		if err == nil && len(kept) < len(plain) {
			segments[string(k)] = pack(kept)
		}
		return err
	})
	if err != nil {
		return err
	}
	for k, v := range segments {
		if err := t.put(bWordsNew, []byte(k), v); err != nil {
			return err
		}
	}
	t.words, err = without(t.words)
	return err
}
