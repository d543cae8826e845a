package inbox

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestBatchBounds: a batch is full by number or by bytes, whichever is first.
func TestBatchBounds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ size, full int }{
		"small mails": {10, batchMails},
		"photos":      {3 << 20, 3},
		"one is much": {batchBytes, 1},
	} {
		p := newPipeline(t.Context(), func(context.Context, delivery) error { return nil })
		n := 1
		for !p.add(Raw{Bytes: make([]byte, c.size)}) {
			n++
		}
		if n != c.full {
			t.Errorf("%s: full after %d", name, n)
		}
		if err := p.finish(); err != nil {
			t.Error(err)
		}
	}
}

// TestPipelineStopsAtTheFirstFailure: nothing behind a batch that could not be
// stored is stored, or its cursor would step over the lost one.
func TestPipelineStopsAtTheFirstFailure(t *testing.T) {
	t.Parallel()
	broken := errors.New("no space left")
	var stored []uint32
	p := newPipeline(t.Context(), func(_ context.Context, d delivery) error {
		if d.next.LastUID == 2 {
			return broken
		}
		stored = append(stored, d.next.LastUID)
		return nil
	})
	var failed error
	for uid := uint32(1); uid <= 5 && failed == nil; uid++ {
		p.add(Raw{UID: uid})
		failed = p.flush(Cursor{LastUID: uid})
	}
	if err := p.finish(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if !slices.Equal(stored, []uint32{1}) {
		t.Errorf("stored up to %v", stored)
	}
}
