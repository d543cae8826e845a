package explain_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/explain"
)

func TestDoubt(t *testing.T) {
	t.Parallel()
	first := desk.EngineSaid{Engine: "embedded", Class: desk.ClassDelay}
	near := desk.EngineSaid{Engine: "embedded", Class: desk.ClassDelay, Confidence: 0.99649, Needs: 0.99651}
	told := desk.EngineSaid{Engine: "embedded", Class: desk.ClassCancellation, Confidence: 1, Needs: 0.99}
	for _, c := range []struct {
		r    desk.Reading
		want string
	}{
		{desk.Reading{Engine: "embedded", Said: []desk.EngineSaid{first}}, ""},
		{desk.Reading{Engine: "agent", Unsure: true}, ""},
		{desk.Reading{Engine: "embedded", Unsure: true, Said: []desk.EngineSaid{first}}, "That is not sure enough to go by: look at the class."},
		{desk.Reading{Engine: "embedded", Unsure: true, Said: []desk.EngineSaid{near}}, "To go by delay it has to be 99.7 % sure, and is 99.6 %: look at the class."},
		{desk.Reading{Engine: "embedded", Unsure: true, Signals: []desk.Signal{desk.SignalInstructsReader}, Said: []desk.EngineSaid{told}}, "The mail tells its reader what to do: look at the class."},
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

// TestSureOf: a confidence stands beside the class that it is of.
func TestSureOf(t *testing.T) {
	t.Parallel()
	for read, want := range map[desk.Class]string{
		desk.ClassDoaDefect: "87 % sure", desk.ClassOther: "read first as other, 87 % sure", desk.ClassCostRefund: "read first as cost refund, 87 % sure", "": "87 % sure",
	} {
		d := desk.Decision{Intent: desk.Intent{Class: desk.ClassDoaDefect}, Reading: desk.Reading{Class: read, Confidence: 0.874}}
		if got := explain.SureOf(d); got != want {
			t.Errorf("read as %q: %q, want %q", read, got, want)
		}
	}
}

func TestSure(t *testing.T) {
	t.Parallel()
	for confidence, want := range map[float64]string{0.995: "99 % sure", 0.9999: "99 % sure", 1: "100 % sure", 0.87: "87 % sure", 0.29: "29 % sure", 0: "0 % sure"} {
		if got := explain.Sure(confidence); got != want {
			t.Errorf("%v: got %q, want %q", confidence, got, want)
		}
	}
}
