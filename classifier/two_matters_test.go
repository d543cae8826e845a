package classifier

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// twoMatters is one line of testdata/two-matters.txt: a mail, what it is to be read as, and what is to be said of each of its orders.
type twoMatters struct {
	classes, signals []string
	parts            map[string][]string
	text             string
}

// TestTwoMatters: short English mails of two or three matters (two requests, a fault and a question about another order, conditions, what is
// taken back, a fault of another thing) are read with their class, further intents, signals and what they say of each order. "?" stands
// behind a word that may be missing. The bar is what was reached; a single mail is no rule.
func TestTwoMatters(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for file, least := range map[string]int{"two-matters.txt": 123, "two-matters-blind.txt": 47, "two-matters-last.txt": 18} {
		rows := readTwoMatters(t, "testdata/"+file)
		right := 0
		for _, row := range rows {
			r := e.Read(Input{NewText: row.text, Received: time.Date(2026, 9, 14, 12, 0, 0, 0, time.UTC), HasAttachments: true})
			if wrong := row.differs(&r); len(wrong) == 0 {
				right++
			} else {
				t.Logf("%s: %q: %s (%.2f) %v %v, parts %v", strings.Join(wrong, ", "), row.text, r.Class, r.Confidence, r.Also, r.Signals, r.Parts)
			}
		}
		if right < least {
			t.Errorf("%s: %d of %d read as expected, want %d", file, right, len(rows), least)
		}
	}
}

// readTwoMatters reads the lines of a file: classes | signals | parts | text.
func readTwoMatters(t *testing.T, path string) []twoMatters {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []twoMatters
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(strings.TrimSpace(line), " | ", 4)
		if len(f) != 4 {
			t.Fatalf("%s: %q has %d fields", path, line, len(f))
		}
		row := twoMatters{classes: strings.Split(f[0], ","), parts: map[string][]string{}, text: f[3]}
		if f[1] != "-" {
			row.signals = strings.Split(f[1], ",")
		}
		if f[2] != "-" {
			for part := range strings.FieldsSeq(f[2]) {
				number, classes, _ := strings.Cut(part, "=")
				row.parts["HW"+number] = strings.Split(classes, ",")
			}
		}
		out = append(out, row)
	}
	return out
}

// differs names what a reading has otherwise than the row.
func (row *twoMatters) differs(r *desk.Reading) []string {
	var wrong []string
	if string(r.Class) != row.classes[0] {
		wrong = append(wrong, "class "+row.classes[0])
	}
	var also, signals []string
	for _, c := range r.Also {
		also = append(also, string(c))
	}
	heard := r.Signals
	for _, p := range r.Parts {
		heard = append(slices.Clone(heard), p.Signals...)
	}
	for _, s := range heard {
		signals = append(signals, string(s))
	}
	if !asWanted(row.classes[1:], also) {
		wrong = append(wrong, "also "+strings.Join(row.classes[1:], " "))
	}
	if !asWanted(row.signals, signals) {
		wrong = append(wrong, "signals "+strings.Join(row.signals, " "))
	}
	for number, want := range row.parts {
		got := append([]string{string(r.Class)}, also...) // what stands in no part is said of all
		for _, p := range r.Parts {
			if p.Number == number {
				got = got[:0]
				for _, c := range p.Classes {
					got = append(got, string(c))
				}
			}
		}
		if !asWanted(want, got) {
			wrong = append(wrong, number+" "+strings.Join(want, " "))
		}
	}
	return wrong
}

// asWanted reports whether got has the wanted words and no other; one with "?" behind it may be missing.
func asWanted(want, got []string) bool {
	for _, w := range want {
		if name, may := strings.CutSuffix(w, "?"); !may && !slices.Contains(got, name) {
			return false
		}
	}
	return !slices.ContainsFunc(got, func(g string) bool { return !slices.Contains(want, g) && !slices.Contains(want, g+"?") })
}
