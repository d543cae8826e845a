package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// TestDocsCountScenarios: how many scenarios the page about the policy tells of, in whole hundreds, is how many there are.
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
	table, words := count("scenarios.jsonl")+count("own/*.jsonl"), count("words/*.jsonl")
	for _, want := range []string{
		fmt.Sprintf("over %d scenarios for the table: %d in", table/100*100, count("scenarios.jsonl")),
		fmt.Sprintf("over %d,%03d mails as customers write them", words/1000, words/100*100%1000),
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
