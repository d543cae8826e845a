package llm

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestSchemaNamesWhatAnswersHold: every key of an answer is asked for, every class and
// signal is on its list, and the instructions explain each of them.
func TestSchemaNamesWhatAnswersHold(t *testing.T) {
	t.Parallel()
	var s struct {
		Properties map[string]struct {
			Enum  []string `json:"enum"`
			Items struct {
				Enum []string `json:"enum"`
			} `json:"items"`
		} `json:"properties"`
		Required []string `json:"required"`
	}
	if err := json.Unmarshal(schema(), &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Required) != 7 || len(s.Properties) != 7 {
		t.Errorf("the schema asks for %v", s.Required)
	}
	for _, c := range desk.Classes() {
		if !slices.Contains(s.Properties["class"].Enum, string(c)) || !strings.Contains(instructions, "- "+string(c)+": ") {
			t.Errorf("class %s is not asked for or not explained", c)
		}
	}
	for _, v := range desk.Signals() {
		if !slices.Contains(s.Properties["signals"].Items.Enum, string(v)) || !strings.Contains(instructions, string(v)) {
			t.Errorf("signal %s is not asked for or not explained", v)
		}
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{{"short", 10, "short"}, {"ääää", 3, "ä"}, {"see [ORDER 12] x", 10, "see "}, {"see [NAME] and more", 14, "see [NAME] and"}} {
		if got := shorten(c.in, c.n); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// FuzzParseAnswer: whatever a model writes, only whole answers come through.
func FuzzParseAnswer(f *testing.F) {
	for _, s := range []string{"", "{", "```json\n{}\n```", `<think>{</think>{"class":"delay"}`, `{"class":"delay","runner_up":"other","also":[],"signals":[],"confidence":1,"order_numbers":[],"delivered_on":null}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := parseAnswer(s)
		if err != nil {
			if KindOf(err) != Malformed {
				t.Errorf("an error of kind %q", KindOf(err))
			}
			return
		}
		if a.Class == nil || a.Also == nil || a.Signals == nil || a.Orders == nil || *a.Confidence < 0 || *a.Confidence > 100 {
			t.Errorf("half an answer came through: %+v", a)
		}
	})
}

// FuzzStands: a piece that stands somewhere is a part of the text, and nothing panics.
func FuzzStands(f *testing.F) {
	f.Add("it came last Monday", "last monday")
	f.Add("İst", "i̇st")
	f.Fuzz(func(t *testing.T, text, piece string) {
		if stands(text, piece) && !strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(piece))) {
			t.Errorf("%q does not stand in %q", piece, text)
		}
	})
}
