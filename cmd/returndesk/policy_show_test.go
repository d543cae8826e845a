package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestPolicyShowFits: the whole table stays inside narrow terminals, and no word of a row is lost.
func TestPolicyShowFits(t *testing.T) {
	t.Parallel()
	words := ""
	for _, width := range []int{40, 56, 80, 200} {
		r := boot(t, "", map[string]string{"COLUMNS": fmt.Sprint(width)}, "policy", "show")
		if r.code != exitDone {
			t.Fatal(r.err)
		}
		for line := range strings.SplitSeq(r.out, "\n") {
			if n := len([]rune(line)); n > width {
				t.Errorf("at %d columns: %d wide: %q", width, n, line)
			}
		}
		all := strings.Join(strings.Fields(r.out), "")
		if words == "" {
			words = all
		}
		if all != words {
			t.Errorf("at %d columns other words stand there", width)
		}
	}
}
