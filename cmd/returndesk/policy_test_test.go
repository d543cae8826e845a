package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPolicyTest runs the project's scenarios by the command, with the class given and from the
// mail's own words: at least 38 of the 40 shared ones (issue "classifier"), and nearly all of
// those that were written as customers write.
func TestPolicyTest(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../policy/testdata/own/*.jsonl")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files of scenarios (%v)", len(files), err)
	}
	shared := "../../policy/testdata/scenarios.jsonl"
	args := append([]string{"policy", "test", "--reading", "expected", shared}, files...)
	// What a new model may read otherwise is a handful, not more; by the phrases, which stay, package
	// flow's tests demand all.
	if passed, failed, out := counts(t, args...); failed > 6 || passed < 500 {
		t.Errorf("with the class given: %d passed, %d failed\n%s", passed, failed, out)
	}
	// By the words the short ones are read as something else: a hint says so, and only there.
	if got := boot(t, "", nil, "policy", "test", files[0]); got.code != exitFailed || !strings.Contains(got.err, "failed scenarios pass with --reading expected") ||
		strings.Contains(got.out, "hint") {
		t.Errorf("no hint at %s: code %d, %q", files[0], got.code, got.err)
	}
	line, _, _ := strings.Cut(read(t, shared), "\n")
	wrong := strings.Replace(line, `"outcome": "stop_production_check"`, `"outcome": "deny_shipped"`, 1)
	if got := boot(t, wrong, nil, "policy", "test", "-"); got.code != exitFailed || wrong == line || strings.Contains(got.err, "--reading") {
		t.Errorf("a hint that helps nobody: code %d, %q", got.code, got.err)
	}
	// A line of another form fails, and hides nothing of the others.
	if got := boot(t, line+"\n{\"id\": \"q\"}\n", nil, "policy", "test", "-"); got.code != exitFailed || !strings.Contains(got.out, "1 passed, 1 failed") || !strings.Contains(got.out, "line 2") {
		t.Errorf("a faulty line: code %d, %q %q", got.code, got.out, got.err)
	}
	wanted := map[string]struct{ all, passed, expected int }{
		shared: {40, 38, 39},
		"../../policy/testdata/words/mails.jsonl": {171, 170, 169},
		// Who says that his matter is settled, and who does not.
		"../../policy/testdata/words/settled.jsonl": {19, 19, 18},
		// Written from the law alone, by somebody who had not seen the program read any.
		"../../policy/testdata/words/fresh.jsonl":   {60, 59, 59},
		"../../policy/testdata/words/fresh2.jsonl":  {30, 29, 29},
		"../../policy/testdata/words/fresh3.jsonl":  {40, 39, 39},
		"../../policy/testdata/words/fresh4.jsonl":  {40, 38, 38},
		"../../policy/testdata/words/fresh5.jsonl":  {40, 39, 39},
		"../../policy/testdata/words/fresh6.jsonl":  {30, 29, 29},
		"../../policy/testdata/words/fresh7.jsonl":  {60, 57, 59},
		"../../policy/testdata/words/fresh8.jsonl":  {60, 55, 57},
		"../../policy/testdata/words/fresh7b.jsonl": {30, 29, 29},
		"../../policy/testdata/words/fresh9.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh9b.jsonl": {20, 18, 19},
		"../../policy/testdata/words/fresh10.jsonl": {60, 59, 59},
		// A Monday's mailbox: many products, short and long, six languages.
		"../../policy/testdata/words/fresh12.jsonl":  {65, 64, 64},
		"../../policy/testdata/words/fresh12b.jsonl": {22, 21, 21},
		// What is hard are the words; two fail: a wish that is left to be guessed, and pieces taken for a danger.
		"../../policy/testdata/words/fresh17.jsonl":  {60, 57, 58},
		"../../policy/testdata/words/fresh17b.jsonl": {30, 29, 29},
		// The decision table row by row, with the day before and after each border.
		"../../policy/testdata/words/fresh18.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh18b.jsonl": {30, 29, 29},
		"../../policy/testdata/words/fresh18c.jsonl": {40, 39, 39},
		// Customers who do not use the words of the law: stories with two matters, and mails of a few words.
		"../../policy/testdata/words/fresh19.jsonl":  {60, 58, 58},
		"../../policy/testdata/words/fresh19b.jsonl": {30, 29, 29},
		// Each on another corner of the table, a third in five other languages, of amplifiers, lamps, pedals and fittings.
		"../../policy/testdata/words/fresh20.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh20b.jsonl": {30, 29, 29},
		"../../policy/testdata/words/fresh20c.jsonl": {30, 29, 29},
		"../../policy/testdata/words/fresh20d.jsonl": {30, 29, 29},
		// What happened, in nobody's words of law; of the first two fail: a boy at a button taken for a danger, and a price asked back beside a duty.
		"../../policy/testdata/words/fresh21.jsonl":  {60, 58, 58},
		"../../policy/testdata/words/fresh21b.jsonl": {30, 28, 29},
		"../../policy/testdata/words/fresh21c.jsonl": {30, 29, 30},
		// Short mails of five languages that were read wrongly.
		"../../policy/testdata/words/hunt22b.jsonl": {60, 59, 57},
		// The decision table row by row, told by people who do not know it.
		"../../policy/testdata/words/fresh13.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh13b.jsonl": {20, 19, 19},
		"../../policy/testdata/words/fresh13c.jsonl": {20, 20, 19},
		// Where two or more rows of the table meet.
		"../../policy/testdata/words/fresh14.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh14b.jsonl": {20, 19, 19},
		"../../policy/testdata/words/fresh14c.jsonl": {20, 19, 19},
		// A sibling of each shared case and of rows that none of them reaches.
		"../../policy/testdata/words/fresh15.jsonl":  {50, 49, 49},
		"../../policy/testdata/words/fresh15b.jsonl": {20, 19, 19},
		"../../policy/testdata/words/fresh15c.jsonl": {12, 11, 11},
		// Rows that no shared case reaches, in the manner of the shared ones.
		"../../policy/testdata/words/fresh16.jsonl":  {60, 59, 59},
		"../../policy/testdata/words/fresh16b.jsonl": {44, 41, 43},
		// Of the same kind, written after the mends for it.
		"../../policy/testdata/words/fresh10b.jsonl": {20, 20, 19},
		// One of these fails: a danger that is told of one of two orders.
		"../../policy/testdata/words/fresh10c.jsonl": {15, 13, 13},
		// Each on one sentence of the law, the dates in words; a class given leaves no doubt to tie a cancellation to.
		"../../policy/testdata/words/fresh11.jsonl": {75, 73, 72},
		// More of the kind of fresh8, on which what reads them was mended.
		"../../policy/testdata/words/returns.jsonl": {60, 56, 54},
		// What a sentence says of each of two orders.
		"../../policy/testdata/words/two-orders.jsonl": {12, 12, 12},
		// One to three sentences in which a wish was lost, or one was heard that nobody had; one fails: who gives a thing back asks no money.
		"../../policy/testdata/words/hunt22.jsonl": {35, 34, 34},
		// English mails of two matters in which one was lost, or one was heard that nobody had.
		"../../policy/testdata/words/two-matters.jsonl": {42, 42, 42},
		// Who answers whether he waits or cancels.
		"../../policy/testdata/words/choices.jsonl": {38, 36, 36},
	}
	if got := boot(t, "", nil, "policy", "test", "--json", shared); !strings.Contains(got.out, `"file": "`+shared+`"`) {
		t.Errorf("a result for machines does not name its file: %s", got.out)
	}
	names := slices.Sorted(maps.Keys(wanted))
	byText := countsByFile(t, append([]string{"policy", "test"}, names...)...)
	byClass := countsByFile(t, append([]string{"policy", "test", "--reading", "expected"}, names...)...)
	for file, want := range wanted {
		if got := byText[file]; got.passed+got.failed != want.all || got.passed < want.passed {
			t.Errorf("from the words of %s: %d passed, %d failed\n%s", file, got.passed, got.failed, got.says)
		}
		if got := byClass[file]; got.passed+got.failed != want.all || got.passed < want.expected {
			t.Errorf("with the class given, %s: %d passed, %d failed\n%s", file, got.passed, got.failed, got.says)
		}
	}
}

// fileCounts are what the program said of one file of several.
type fileCounts struct {
	passed, failed int
	says           string
}

// countsByFile runs the scenarios of several files and gives the figures of each.
func countsByFile(t *testing.T, args ...string) map[string]fileCounts {
	t.Helper()
	_, _, out := counts(t, args...)
	of := map[string]fileCounts{}
	var says strings.Builder
	for line := range strings.Lines(out) {
		var f fileCounts
		name, figures, named := strings.Cut(line, ".jsonl: ")
		if _, err := fmt.Sscanf(figures, "%d passed, %d failed", &f.passed, &f.failed); !named || err != nil {
			says.WriteString(line)
			continue
		}
		f.says = says.String()
		says.Reset()
		of[name+".jsonl"] = f
	}
	return of
}

// counts runs scenarios and gives the last line's figures.
func counts(t *testing.T, args ...string) (passed, failed int, out string) {
	t.Helper()
	got := boot(t, "", nil, args...)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if _, err := fmt.Sscanf(lines[len(lines)-1], "%d passed, %d failed", &passed, &failed); err != nil {
		t.Fatalf("code %d, no figures (%v):\n%s%s", got.code, err, got.out, got.err)
	}
	return passed, failed, got.out
}

// read gives a file of the project.
func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
