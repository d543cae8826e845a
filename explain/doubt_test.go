package explain_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/explain"
)

func TestDoubt(t *testing.T) {
	t.Parallel()
	first := desk.EngineSaid{Engine: "embedded", Class: desk.ClassDelay}
	for _, c := range []struct {
		r    desk.Reading
		want string
	}{
		{desk.Reading{Engine: "embedded", Said: []desk.EngineSaid{first}}, ""},
		{desk.Reading{Engine: "agent", Unsure: true}, ""},
		{desk.Reading{Engine: "embedded", Unsure: true, Said: []desk.EngineSaid{first}}, "That is not sure enough to go by: look at the class."},
		{desk.Reading{Engine: "embedded", Unsure: true, Said: []desk.EngineSaid{first, {Engine: "llm", Problem: "rate_limited"}}},
			"That is not sure enough to go by, and the second reader (llm) said nothing: rate limited. Look at the class."},
		{desk.Reading{Engine: "llm", Unsure: true, Said: []desk.EngineSaid{first, {Engine: "llm", Class: desk.ClassDoaDefect}}},
			"The readers disagree: embedded says delay, llm says doa defect. Look at the class."},
		{desk.Reading{Engine: "llm", Unsure: true, Said: []desk.EngineSaid{first, {Engine: "llm", Class: desk.ClassDelay}}},
			"Both readers (embedded, llm) say delay, and not surely enough. Look at the class."},
	} {
		if got := explain.Doubt(c.r); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
