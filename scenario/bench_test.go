package scenario_test

import "testing"

// BenchmarkAssess decides the shared scenarios from their facts: what a mail costs between
// its reading and its draft.
func BenchmarkAssess(b *testing.B) {
	run := runner(b, nil)
	list := readFile(b, "../policy/testdata/scenarios.jsonl")
	decide := make([]func() error, 0, len(list))
	for _, s := range list {
		p, err := run.Prepare(s)
		if err != nil {
			b.Fatal(err)
		}
		decide = append(decide, func() error { _, err := p.Decide(run.Table); return err })
	}
	for i := 0; b.Loop(); i++ {
		if err := decide[i%len(decide)](); err != nil {
			b.Fatal(err)
		}
	}
}
