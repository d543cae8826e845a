package desk

import (
	"testing"
	"time"
)

// TestReprieve: a case whose end was drawn up, and whose customer got another mail instead,
// gets its whole time again, or asks nothing any more.
func TestReprieve(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	later := at.AddDate(0, 0, 15)
	c := Case{}
	c.Ask(at, Workdays{Zone: time.UTC})
	if c.Reprieve(later, true, Workdays{Zone: time.UTC}); !c.Clock.AskedAt.Equal(at) {
		t.Error("a running clock was set anew")
	}
	for _, what := range []string{"remind", "last", "close"} {
		c.Postpone(what, time.Time{})
	}
	still := c
	if still.Reprieve(later, true, Workdays{Zone: time.UTC}); !still.Clock.AskedAt.Equal(later) || still.Clock.Close.Before(later.AddDate(0, 0, 14)) {
		t.Errorf("still asked: %+v", still.Clock)
	}
	if c.Reprieve(later, false, Workdays{Zone: time.UTC}); c.Asking() {
		t.Errorf("nothing is asked: %+v", c.Clock)
	}
}
