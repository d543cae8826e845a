package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"returndesk/templates"
)

// TestDocsListTemplates: the page about the policy lists the templates that there are, in their order, and
// what is said of their number agrees with it.
func TestDocsListTemplates(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/policy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "| when | templates |")
	table, _, ended := strings.Cut(after, "\n\n")
	if !found || !ended {
		t.Fatal("there is no table of templates")
	}
	var listed []string
	for _, m := range regexp.MustCompile("`([a-z_0-9]+)`").FindAllStringSubmatch(table, -1) {
		listed = append(listed, m[1])
	}
	if !slices.Equal(listed, templates.Names()) {
		t.Errorf("the page lists %v\nand there are %v", listed, templates.Names())
	}
	if want := fmt.Sprintf("There are %d:", len(templates.Names())); !strings.Contains(string(text), want) {
		t.Errorf("the page does not say %q", want)
	}
	var out, errs bytes.Buffer
	m := Main{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Args: []string{"templates", "check"}}
	if code := m.Run(t.Context()); code != exitDone || !strings.HasPrefix(out.String(), fmt.Sprintf("%d templates in order", len(templates.Names()))) {
		t.Errorf("check ends with %d: %s%s", code, out.String(), errs.String())
	}
}

// TestDocsCountScenarios: so many scenarios as the page about the policy tells of there are, and not twice as many.
func TestDocsCountScenarios(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/policy.md")
	if err != nil {
		t.Fatal(err)
	}
	count := func(pattern string) int {
		files, err := filepath.Glob("../../policy/testdata/" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		n := 0
		for _, file := range files {
			lines, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			n += strings.Count("\n"+string(lines), "\n{")
		}
		return n
	}
	said := strings.Join(strings.Fields(string(text)), " ")
	for pattern, have := range map[string]int{
		`over ([0-9,]+) scenarios for the table`:       count("scenarios.jsonl") + count("own/*.jsonl"),
		`([0-9]+) in .policy/testdata/scenarios.jsonl`: count("scenarios.jsonl"),
		`over ([0-9,]+) mails as customers write them`: count("words/*.jsonl"),
	} {
		m := regexp.MustCompile(pattern).FindStringSubmatch(said)
		if m == nil {
			t.Errorf("the page does not say %q", pattern)
			continue
		}
		n, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
		if err != nil || n > have || have >= 2*n {
			t.Errorf("the page says %q, and there are %d (%v)", m[0], have, err)
		}
	}
}
