package main

import "testing"

// TestRoom: a disk with 150 megabytes left has not "0.2 GB", and one with 16 not "0.0 GB".
func TestRoom(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[uint64]string{0: "0 MB", 16_400_000: "16 MB", 999_999_999: "999 MB", 1_000_000_000: "1.0 GB", 60_240_000_000: "60.2 GB"} {
		if got := room(bytes); got != want {
			t.Errorf("%d bytes are %q, not %q", bytes, got, want)
		}
	}
}
