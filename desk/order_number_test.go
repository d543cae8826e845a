package desk_test

import (
	"testing"

	"returndesk/desk"
)

// TestFoldNumber: however a number is written, all rooms look it up under one key.
func TestFoldNumber(t *testing.T) {
	t.Parallel()
	for written, key := range map[string]string{
		"HW-10512": "HW10512", "#hw 10512": "HW10512", "HW–10512": "HW10512", "hw_10512.": "HW10512", "Bö/7": "BÖ7", "10512": "10512", " - ": "", "": "",
	} {
		if got := desk.FoldNumber(written); got != key {
			t.Errorf("%q has the key %q, not %q", written, got, key)
		}
	}
}
