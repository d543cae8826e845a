package classifier

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"returndesk/classifier/linear"
)

// TestWeightsKeepEveryOne: weights are found by feature and head, and come out as they went in, however many
// features and heads there are.
func TestWeightsKeepEveryOne(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for _, features := range []int{1, 255, 256, 257, 1000} {
		heads := 1 + r.IntN(70)
		columns := make([]byte, features*heads)
		for i := range columns {
			if r.IntN(3) == 0 {
				columns[i] = byte(r.IntN(256))
			}
		}
		w := newWeights(columns, features, heads)
		if !bytes.Equal(w.columns(), columns) {
			t.Fatalf("%d features come out otherwise", features)
		}
		for f := range features {
			for h := range heads {
				if got, want := w.at(f, h), columns[h*features+f]; got != want {
					t.Fatalf("feature %d of %d has weight %d for head %d, not %d", f, features, got, h, want)
				}
			}
		}
	}
}

// TestScoresToTheBit: going through the heads eight by eight changes no score, not in its last bit, and one head alone has
// the score that it has among all.
func TestScoresToTheBit(t *testing.T) {
	t.Parallel()
	m := embedded(t).Model()
	n := len(m.Heads)
	columns := m.weights.columns()
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		var row linear.Row
		for range 1 + r.IntN(900) {
			row.Index = append(row.Index, uint32(r.IntN(m.space.Size())))
			row.Value = append(row.Value, float32(r.NormFloat64()))
		}
		want := make([]float32, n*(1+Blocks))
		for k, f := range row.Index {
			sum := want[n*(1+int(m.space.features[f].block)):]
			for h := range n {
				sum[h] += row.Value[k] * float32(int8(columns[h*m.space.Size()+int(f)]))
			}
		}
		for b := range Blocks {
			for h := range n {
				want[h] += want[n*(1+b)+h] * float32(m.Heads[h].Units[b])
			}
		}
		var v vector
		for k, f := range row.Index {
			b := m.space.features[f].block
			v[b] = append(v[b], weighed{int32(f), row.Value[k]})
		}
		for h, got := range m.scores(&v, nil) {
			alone := m.score(h, &v)
			if m.Heads[h].Kind == HeadSentence {
				got = alone // no head of its group reads whole mails
			}
			if got != want[h] || alone != got {
				t.Fatalf("head %d has the score %v, alone %v, not %v", h, got, alone, want[h])
			}
		}
	}
}
