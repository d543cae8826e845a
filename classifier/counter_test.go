package classifier

import (
	"testing"

	"returndesk/classifier/linear"
)

// TestVectorIsTheRow: what the engine scores has the features and values that are learnt from, in their order; a counter
// that was used for another mail, longer or shorter, gives the same.
func TestVectorIsTheRow(t *testing.T) {
	t.Parallel()
	s := embedded(t).Model().space
	x := NewExtractor(engine(t))
	used := &counter{}
	for _, mail := range append(samples(t, "heldout.jsonl"), sample{}) {
		terms, _ := x.Terms(mail.input())
		row, v := s.row(terms, &counter{}), s.vector(terms, used)
		var again [Blocks]linear.Row
		for k, f := range row.Index {
			r := &again[s.features[f].block]
			r.Index, r.Value = append(r.Index, f), append(r.Value, row.Value[k])
		}
		for b := range v {
			if len(v[b]) != len(again[b].Index) {
				t.Fatalf("%.60q: block %d has %d features, the row %d", mail.Text, b, len(v[b]), len(again[b].Index))
			}
			for k, w := range v[b] {
				if uint32(w.feature) != again[b].Index[k] || w.value != again[b].Value[k] {
					t.Fatalf("%.60q: feature %d of block %d is %v, in the row %d with %v", mail.Text, k, b, w, again[b].Index[k], again[b].Value[k])
				}
			}
		}
	}
}
