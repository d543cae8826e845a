package classifier

import (
	"os"
	"testing"

	"returndesk/classifier/corpus"
)

// TestStrangers: short mails of people who never wrote to the shop before, of ten families that a sum of words mistakes, and mails that
// stand beside those and belong elsewhere, are read with their class. The bars are what was reached; a single mail is no rule.
func TestStrangers(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, least := range map[string]int{"strangers.jsonl": 149, "strangers-beside.jsonl": 57} {
		f, err := os.Open("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		records, err := corpus.Read(f, name)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, rec := range records {
			part := rec.Split()
			if r := eng.Read(Input{Subject: part.Subject, NewText: part.New}); r.Class == rec.Class {
				right++
			} else {
				t.Logf("%s:%d: read as %s (%.2f), labelled %s", name, rec.Line, r.Class, r.Confidence, rec.Class)
			}
		}
		if right < least {
			t.Errorf("%s: %d of %d read with their class, want %d", name, right, len(records), least)
		}
	}
}
