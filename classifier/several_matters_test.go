package classifier

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// mattersBar is how many of the mails of each file were read as expected in every field when it was last measured.
var mattersBar = map[string]int{"several-matters.tsv": 123, "several-matters2.tsv": 51}

// TestSeveralMatters: German, French, Spanish, Dutch and Italian mails of two or three matters are read with their class, what else is
// asked, the signals named, and what is said of each order. A line holds the language, the class (or classes that would do), the further
// matters, the signals, the orders and the text.
func TestSeveralMatters(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for file, bar := range mattersBar {
		b, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		all, good := 0, 0
		for line := range strings.Lines(string(b)) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") {
				continue
			}
			if len(f) != 6 {
				t.Fatalf("%s: %d fields in %q", file, len(f), line)
			}
			r := e.Read(Input{NewText: f[5], Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
			all++
			if wrong := mattersWrong(&r, f); len(wrong) > 0 {
				t.Logf("%s: %s: %s also %v %v %v (%.2f)", f[5], strings.Join(wrong, ", "), r.Class, r.Also, r.Signals, r.Parts, r.Confidence)
				continue
			}
			good++
		}
		if t.Logf("%s: %d of %d", file, good, all); good < bar {
			t.Errorf("%s: %d of %d read as expected, want %d", file, good, all, bar)
		}
	}
}

// mattersWrong names what a reading has otherwise than a line's fields want it.
func mattersWrong(r *desk.Reading, f []string) []string {
	var wrong []string
	if !slices.Contains(strings.Split(f[1], "|"), string(r.Class)) {
		wrong = append(wrong, "want "+f[1])
	}
	var also []string
	for _, c := range r.Also {
		also = append(also, string(c))
	}
	if strings.Join(also, ",") != f[2] {
		wrong = append(wrong, "also "+f[2])
	}
	for s := range strings.SplitSeq(f[3], ",") {
		if s != "" && !r.Has(desk.Signal(s)) {
			wrong = append(wrong, "no "+s)
		}
	}
	for o := range strings.FieldsSeq(f[4]) {
		number, class, _ := strings.Cut(o, "=")
		key := strings.ReplaceAll(number, "-", "")
		if !slices.ContainsFunc(r.Parts, func(p desk.ReadingPart) bool { return p.Number == key && string(p.Classes[0]) == class }) {
			wrong = append(wrong, o)
		}
	}
	return wrong
}
