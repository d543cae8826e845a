package main

import (
	"errors"
	"testing"
)

// TestFullDiskIsToldOnce: once while it lasts, again when it comes back, and again as long
// as nobody could be told.
func TestFullDiskIsToldOnce(t *testing.T) {
	t.Parallel()
	away := errors.New("the mail server cannot be reached")
	var f fullDisk
	for i, step := range []struct {
		full   bool
		answer error
		tried  bool
	}{
		{false, nil, false}, {true, away, true}, {true, away, true}, {true, nil, true}, {true, nil, false}, {false, nil, false}, {true, nil, true}, {true, nil, false},
	} {
		tried := false
		err := f.seen(step.full, func() error { tried = true; return step.answer })
		if tried != step.tried || tried && !errors.Is(err, step.answer) {
			t.Errorf("step %d: tried %v, %v", i+1, tried, err)
		}
	}
	f = fullDisk{}
	inner := false
	if err := f.seen(true, func() error { // another loop meets the full disk meanwhile
		return f.seen(true, func() error { inner = true; return nil })
	}); err != nil || inner {
		t.Errorf("told twice at once, %v", err)
	}
}
