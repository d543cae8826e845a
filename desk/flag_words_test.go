package desk

import (
	"strings"
	"testing"
)

// TestFlagWords wants words for every flag, each its own.
func TestFlagWords(t *testing.T) {
	t.Parallel()
	short, meaning := map[string]Flag{}, map[string]Flag{}
	for _, f := range Flags() {
		s, m := f.Short(), f.Meaning()
		if s == "" || len(s) > 13 || strings.Contains(s, "_") {
			t.Errorf("%s: short form %q", f, s)
		}
		if !strings.HasSuffix(m, ".") {
			t.Errorf("%s: meaning %q is no sentence", f, m)
		}
		if other, ok := short[s]; ok {
			t.Errorf("%s and %s are both %q", f, other, s)
		}
		if other, ok := meaning[m]; ok {
			t.Errorf("%s and %s mean the same", f, other)
		}
		short[s], meaning[m] = f, f
	}
	if m := FlagUrgentStopProduction.Meaning(); !strings.Contains(m, "not known to have begun") { // which is true where nobody knows, too
		t.Errorf("an urgent stop is explained as %q", m)
	}
	if f := Flag("invented"); f.Short() != "invented" || f.Meaning() != "" {
		t.Errorf("an unknown flag is %q, %q", f.Short(), f.Meaning())
	}
}
