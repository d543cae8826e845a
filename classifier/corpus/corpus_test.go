package corpus_test

import (
	"os"
	"path/filepath"
	"testing"

	"returndesk/classifier/corpus"
)

// TestCorpus holds every file of the repository against the form and the checks: training
// files, development files, and the held-out test, all together, so that no mail of one
// is a near-duplicate of a mail of another.
func TestCorpus(t *testing.T) {
	t.Parallel()
	var all []corpus.Record
	var names []string
	for _, p := range []string{"train-*.jsonl", "tuned-*.jsonl", "dev-*.jsonl", "../testdata/test-*.jsonl"} {
		found, err := filepath.Glob(p)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: no file found (%v)", p, err)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := corpus.Read(f, filepath.Base(name))
		if err != nil {
			t.Error(err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		for i := range list {
			if !list[i].Judged {
				t.Errorf("%s:%d: also or signals are missing", list[i].Source, list[i].Line)
			}
		}
		all = append(all, list...)
	}
	for _, line := range corpus.Check(all) {
		t.Error(line)
	}
}
