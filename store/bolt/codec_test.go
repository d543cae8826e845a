package bolt

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"returndesk/desk"
)

func TestPack(t *testing.T) {
	t.Parallel()
	for _, v := range [][]byte{nil, []byte("short"), []byte(strings.Repeat("again and again ", 100)), sha256s(100)} {
		packed := pack(v)
		if len(packed) > len(v)+1 {
			t.Errorf("%d bytes became %d", len(v), len(packed))
		}
		if got, err := unpack(packed); err != nil || !bytes.Equal(got, v) {
			t.Errorf("%d bytes came back as %d: %v", len(v), len(got), err)
		}
	}
	for _, bad := range [][]byte{nil, {9, 1}, {packS2}, {packS2, 5, 0xff}} {
		if _, err := unpack(bad); err == nil {
			t.Errorf("%v was unpacked", bad)
		}
	}
}

// sha256s gives bytes that do not pack.
func sha256s(n int) []byte {
	var out []byte
	for i := range n {
		h := sha([]byte{byte(i)})
		out = append(out, h[:]...)
	}
	return out
}

func TestHead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := caseHead{
			version: rapid.Uint64().Draw(t, "version"), decisions: rapid.Uint32().Draw(t, "decisions"),
			waiting: rapid.Bool().Draw(t, "waiting"), state: desk.CaseState(rapid.String().Draw(t, "state")),
			class: desk.Class(rapid.String().Draw(t, "class")), outcome: desk.Outcome(rapid.String().Draw(t, "outcome")),
			order: rapid.String().Draw(t, "order"), customer: rapid.String().Draw(t, "customer"),
		}
		if rapid.Bool().Draw(t, "has deadline") {
			h.handedTo = rapid.SampledFrom(roles()).Draw(t, "handed to")
			h.deadline = time.UnixMilli(rapid.Int64Range(-1e15, 1e15).Draw(t, "deadline")).UTC()
		}
		for _, f := range rapid.SliceOf(rapid.String()).Draw(t, "flags") {
			h.flags = append(h.flags, desk.Flag(f))
		}
		for _, n := range rapid.SliceOfDistinct(rapid.Uint32(), rapid.ID[uint32]).Draw(t, "drafts") {
			d := desk.Draft{State: rapid.SampledFrom(draftStates()).Draw(t, "state of draft"), Role: rapid.SampledFrom(roles()).Draw(t, "role"),
				Template: rapid.SampledFrom([]string{"cancel_check", desk.TemplateRefund}).Draw(t, "template")}
			if rapid.Bool().Draw(t, "drawn by somebody") {
				d.DrawnBy = &desk.Actor{Name: rapid.String().Draw(t, "name")}
			}
			h.setDraft(n, &d)
		}
		got, err := decodeHead(h.encode(), headTerms())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(h, got, cmp.AllowUnexported(caseHead{}, draftHead{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestFoldWords: the chunks of a word's list hold the set that was put in, in whatever
// order it came and however often they split.
func TestFoldWords(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), Options{})
	want := map[string]map[uint64]bool{}
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.SampledFrom([]string{"a", "ab", "abc", "b"}).Draw(r, "word")
		var cases []uint64
		if rapid.Bool().Draw(r, "many") {
			first, step := rapid.Uint64Range(1, 1e6).Draw(r, "first"), rapid.Uint64Range(1, 50).Draw(r, "step")
			for i := range rapid.Uint64Range(1, 5000).Draw(r, "count") {
				cases = append(cases, first+i*step)
			}
		} else {
			cases = rapid.SliceOfN(rapid.Uint64Range(1, 1e6), 1, 20).Draw(r, "cases")
		}
		if want[word] == nil {
			want[word] = map[uint64]bool{}
		}
		for _, n := range cases {
			want[word][n] = true
		}
		if err := s.update(t.Context(), func(tx *wtx) error { return tx.foldWord(word, cases) }); err != nil {
			r.Fatal(err)
		}
		err := s.view(t.Context(), func(tx *rtx) error {
			for word, set := range want {
				got, err := tx.casesOfWord(word)
				if err != nil || len(got) != len(set) || slices.ContainsFunc(got, func(n uint64) bool { return !set[n] }) {
					r.Fatalf("%q has %d cases, want %d: %v", word, len(got), len(set), err)
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}

func TestKeys(t *testing.T) {
	t.Parallel()
	times := []time.Time{{}, time.UnixMilli(-5), time.UnixMilli(0), benchStart, benchStart.Add(time.Millisecond), benchStart.AddDate(100, 0, 0)}
	for i := 1; i < len(times); i++ {
		if bytes.Compare(timeKey(times[i-1]), timeKey(times[i])) >= 0 {
			t.Errorf("%v does not sort before %v", times[i-1], times[i])
		}
	}
	if bytes.Compare(deadlineKey(times[len(times)-1]), deadlineKey(time.Time{})) >= 0 {
		t.Error("no deadline sorts before one")
	}
	for id, ok := range map[string]bool{"C-1": true, "C-1042": true, "": false, "C-": false, "C-0": false, "C-01": false, "C-+1": false, "c-1": false, "C-1-1": false, "C-99999999999999999999": false} {
		if n, err := caseNumber(id); (err == nil) != ok || ok && caseID(n) != id {
			t.Errorf("case %q: %d %v", id, n, err)
		}
	}
	for id, ok := range map[string]bool{"C-1-1": true, "C-1042-12": true, "C-1": false, "C-1-": false, "C-1-01": false, "C-1--1": false, "C-1-99999999999": false} {
		if _, _, err := draftNumber(id); (err == nil) != ok {
			t.Errorf("draft %q: %v", id, err)
		}
	}
}

// oldHead is a head as programs wrote it that kept no signatures: case 1, due, with two drafts.
const oldHead = "\x01\x01\x03\x01\xff\xff\xff\xff\xff\xff\xff\xff\x04open\x05delay\x0ddelay_options\x04HW-1\x03a@b\x01\x06safety\x02\x01\x05\x02\x01"

func TestOldHead(t *testing.T) {
	t.Parallel()
	got, err := decodeHead([]byte(oldHead), headTerms())
	if err != nil {
		t.Fatal(err)
	}
	want := caseHead{waiting: true, version: 3, decisions: 1, state: desk.CaseOpen, class: desk.ClassDelay, outcome: desk.OutcomeDelayOptions, order: "HW-1", customer: "a@b",
		flags: []desk.Flag{desk.FlagSafety}, drafts: []draftHead{{number: 1, state: desk.DraftRejected}, {number: 2, state: desk.DraftProposed}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(caseHead{}, draftHead{}), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// FuzzStored feeds damaged values to what reads the file's own formats: they may refuse,
// and must not fall over or use memory without bound.
func FuzzStored(f *testing.F) {
	h := caseHead{version: 3, state: desk.CaseOpen, order: "HW-1", flags: []desk.Flag{desk.FlagSafety}}
	h.setDraft(1, &desk.Draft{State: desk.DraftProposed, Template: desk.TemplateRefund, DrawnBy: &desk.Actor{Name: "Jo"}})
	f.Add(h.encode())
	f.Add([]byte(oldHead))
	words, err := encodeWords(map[string][]string{"C-1001": {"one", "two"}, "C-1002": {"three"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(words)
	f.Add(pack([]byte(strings.Repeat("again ", 100))))
	f.Add(encodeChunk([]uint64{1, 5, 1000}))
	f.Fuzz(func(t *testing.T, v []byte) {
		if h, err := decodeHead(v, headTerms()); err == nil {
			if _, err := decodeHead(h.encode(), headTerms()); err != nil {
				t.Fatalf("a head that was read cannot be read again: %v", err)
			}
		}
		_ = eachCaseWords(v, func(_ uint64, words []string) {
			for _, w := range words {
				if len(w) > len(v) {
					t.Fatal("a word is longer than its segment")
				}
			}
		})
		if len(decodeChunk(1, v)) > len(v)+1 {
			t.Fatal("a chunk grew")
		}
		if len(v) < 5 || v[0] != packS2 { // S2 states its size first; 4 bytes may ask for 4 GiB
			_, _ = unpack(v)
		}
	})
}
